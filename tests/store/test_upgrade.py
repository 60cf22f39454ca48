"""A database of 21 November 2026 (commit f7a93c4) with a round in it serves on after `migrate`, on both engines.

tests/store/upgrade/ holds that program's own database of one round, as SQL, and the levels that it showed: people,
reports, corrections, a question still open, evidence, office values, reminders, signatures of results and targets.
"""

import gzip
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import psycopg
import pytest

from bot.commands.running.hosted_bot import HostedBot
from scoring.results.results import all_results
from tests.dashboard.conftest import Office

HERE = Path(__file__).parent / "upgrade"
AGREEMENT, PROVINCE, DAY = "nongkhai-2565-1", "หนองคาย", date(2022, 3, 2)
HEAD, SUPERVISOR, ADMIN = "หัวหน้าทองดี", "นภา", "ผู้ดูแล"
ASKED = "U9860653905e7d0ec4242ebf7300fc118"  # สมหมาย, who was asked whether 9.1 % after 88 % is right


def old_sqlite(folder: Path) -> str:
    shutil.copytree(HERE / "evidence", folder / "evidence")
    with sqlite3.connect(folder / "radap.db") as db:
        db.executescript(gzip.decompress((HERE / "sqlite.sql.gz").read_bytes()).decode())
    return f"sqlite:///{folder / 'radap.db'}"


def old_postgres(url: str) -> str:
    dump = gzip.decompress((HERE / "postgres.sql.gz").read_bytes()).decode()
    statements = "\n".join(line for line in dump.splitlines() if not line.startswith("\\"))
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(statements.encode())
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of the old database, not yet migrated."""
    if request.param == "sqlite":
        return old_sqlite(tmp_path)
    return old_postgres(request.getfixturevalue("postgres_url"))


@pytest.fixture
def office(old: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path, DATABASE_URL=old, DATA_DIR=str(tmp_path), TODAY=DAY.isoformat())  # it migrates
    made.book.refresh()
    made.given = 100  # the old links were numbered as well
    for row in made.store.db.query("SELECT id, name FROM people"):
        made.people[row["name"]] = row["id"]
    yield made
    made.service.stop()


def test_every_level_is_what_the_old_program_showed(office: Office) -> None:
    agreement = office.book.get(AGREEMENT)
    assert agreement is not None
    seen = all_results(office.store, agreement, DAY, office.book.answers(AGREEMENT))
    now = {
        district or "": {
            name: [str(results.result(name).status), _said(results.result(name).level)] for name in agreement.indicators
        }
        for district, results in seen.items()
    }
    assert now == json.loads((HERE / "levels.json").read_text())
    assert now["ท่าบ่อ"]["individual/2"] == ["scored", "4"]  # the centre's four steps


def _said(level: object) -> str | None:
    return None if level is None else str(level)


@pytest.mark.parametrize("name", [SUPERVISOR, ADMIN, HEAD])
def test_every_page_that_a_page_leads_to_opens(office: Office, name: str) -> None:
    visitor, seen, waiting = office.visitor(name), set(), ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen or len(seen) > 150:
            continue
        seen.add(path)
        shown = visitor.client.get(path, follow_redirects=True)
        assert shown.status_code == 200, f"{path}: {shown.status_code}"
        waiting += _links(shown.text) if shown.mimetype == "text/html" else []
    assert any(path.startswith(f"/d/{AGREEMENT}") for path in seen), sorted(seen)


def _links(html: str) -> list[str]:
    return [unescape(path) for path in re.findall(r'<a [^>]*href="(/[^"#]*)', html)]


def test_what_was_signed_is_still_signed(office: Office) -> None:
    page = office.visitor(SUPERVISOR).see(f"/sign/{AGREEMENT}/ท่าบ่อ")
    assert "จังหวัดตรวจแล้ว" in page
    assert "เปลี่ยนหลังรับรอง" not in page


def test_a_question_that_was_open_is_answered_afterwards(old: str, tmp_path: Path) -> None:
    with HostedBot(folder=tmp_path, today=DAY.isoformat(), more={"DATABASE_URL": old}) as bot:
        sommai = bot.line.world.add_person("สมหมาย", ASKED)
        assert bot.line.phone.text(sommai, "1").ok
        bot.wait_idle()
        (receipt, *_) = (str(m.get("text") or m.get("altText")) for m in bot.line.said_to(sommai.user_id))
    assert receipt.startswith("เบิกจ่ายงบ 9.1%")
    assert "ระดับ 4 → 0 ▼" in receipt
