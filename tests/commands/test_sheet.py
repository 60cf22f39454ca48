"""The officer's sheet: ten things that work in this very province, on one A4 page."""

import re
import subprocess
from pathlib import Path

import pytest

from bot.commands.people.sheet import lines_of, sheet
from bot.commands.running.hosted_bot import HostedBot
from scoring.document.loading import shipped
from templates.words.people.sheet import REPORT
from tests.left_out import need

CHROMIUM = Path("/usr/bin/chromium")
AGREEMENTS = shipped()


@pytest.mark.parametrize("id", AGREEMENTS)
def test_ten_lines_and_every_report_on_it_is_stored_as_it_stands(id: str, tmp_path: Path) -> None:
    agreement = AGREEMENTS[id]
    lines = lines_of(agreement)
    assert len(dict(lines)) == 10
    reports = [says for says, does in lines if does == REPORT]
    assert 4 <= len(reports) <= 5
    with HostedBot(today=agreement.end.replace(day=1).isoformat(), folder=tmp_path) as bot:
        bot.command("activate", id)
        officer = bot.line.world.add_person("ก")
        bot.command(
            "enroll", "--name", "ก", "--province", agreement.province, "--district", agreement.districts[0], "--role",
            "officer", "--line-user", officer.user_id,
        )  # fmt: skip
        for n, says in enumerate(reports, 1):
            bot.line.phone.text(officer, says)
            bot.wait_idle()
            assert bot.service.store.db.query("SELECT COUNT(*) AS n FROM facts") == [{"n": n}], says


@pytest.mark.browser
@pytest.mark.parametrize("id", AGREEMENTS)
def test_it_is_one_page_of_a4(id: str, tmp_path: Path) -> None:
    if not CHROMIUM.exists():
        need("the officer's sheet in a browser", "install: apt install chromium")
    page, pdf = tmp_path / "sheet.html", tmp_path / "sheet.pdf"
    page.write_text(sheet(AGREEMENTS[id], "@radap"), encoding="utf-8")
    words = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
    subprocess.run([CHROMIUM, *words, page], capture_output=True, timeout=60, check=True)
    printed = pdf.read_bytes()
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1
    (size,) = re.findall(rb"/MediaBox \[0 0 (\d+)\.\d+ (\d+)\.\d+\]", printed)
    assert size == (b"594", b"841")  # points: 210 x 297 mm


def test_the_code_leads_to_the_account() -> None:
    agreement = next(iter(AGREEMENTS.values()))
    assert "@radap" in sheet(agreement, "@radap")
    assert sheet(agreement, "@radap") != sheet(agreement, "@other")
