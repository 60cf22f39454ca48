"""The handbook's commands, typed one after another as they stand there, on a real database beside a loopback LINE."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.simulator.server import Simulator
from tests.keeping.loopback import PingServer, serving

HANDBOOK = Path(__file__).parents[2] / "docs/handbook.md"
# what an administrator puts in the place of the handbook's words
IN_PLACE_OF = {
    "รหัสข้อตกลง": "sakaeo-2567-1",
    "ข้อตกลง คำถาม คำตอบ": "sakaeo-2567-1 SKW-18 2027-02-20",
    "ข้อตกลง": "sakaeo-2567-1",
    "ไฟล์.csv": "people.csv",
    "ไฟล์.xlsx": "values.xlsx",
    "แก้ไข.toml": "amendment.toml",
    "หมายเลข": "2",
    "--from … --to …": "--from sqlite:///data/radap.db --to sqlite:///new/radap.db",
    "จังหวัด": "สระแก้ว",
}


def commands() -> list[str]:
    return re.findall(r"`bot ([^`]+)`", HANDBOOK.read_text("utf-8"))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(
        "name,province,district,role,group\nสมชาย ใจดี,สระแก้ว,วัฒนานคร,officer,\n", "utf-8"
    )
    with (
        Simulator(secret="s", token="t", callback="http://127.0.0.1:9/callback") as line,
        serving(PingServer()) as pings,
    ):
        for name, value in {
            "LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t", "LINE_API_HOST": line.url,
            "DATABASE_URL": "sqlite:///data/radap.db", "NEW_DATABASE_URL": "sqlite:///newer/radap.db",
            "DATA_DIR": "data", "PUBLIC_URL": "https://radap.example", "TODAY": "2027-02-15",
            "ALARM_URL": f"{pings.url}/clock",
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        yield tmp_path


def typed(command: str) -> list[str]:
    for told, meant in IN_PLACE_OF.items():
        command = re.sub(rf"(?<![^ ]){re.escape(told)}(?![^ ])", meant, command)
    return shlex.split(command)


ALONE = ("restore", "move")  # they want every other process away


def test_every_command_of_the_handbook_runs_as_it_stands_there(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in commands():
        words = typed(command)
        if words[:3] == ["agreement", "amend", "amendment.toml"] and len(words) == 3:
            filled_in(installed / "amendment.toml")
        if words[0] in ALONE:
            away(words, installed)
            continue
        code = main(words)
        said = capsys.readouterr()
        if words == ["backup", "--new-key"]:  # written down, as it tells
            (installed / "paper").write_text(said.out.splitlines()[0], "ascii")
        if words[0] == "doctor":  # nobody has sent a code yet, and no bot runs: that is what it has to say
            wrong = {line.split(":")[0] for line in said.out.splitlines() if line.startswith("WRONG")}
            assert wrong <= {"WRONG people", "WRONG clock"}, said.out
            continue
        assert code == 0, f"{command}: {said.err or said.out}"


def filled_in(file: Path) -> None:
    """As the handbook tells: the rows that change are the amendment's, with a reason."""
    text = re.sub(r"\[(\d), \d+,", r'[\1, "amendment",', file.read_text("utf-8"))
    file.write_text(text.replace('"…"', '"หนังสือแจ้งแก้ไข"'), "utf-8")


def away(words: list[str], folder: Path) -> None:
    """In a process of its own, into a place where nothing is yet; the key is typed from paper."""
    backup = max((folder / "data/backups").glob("radap-*"))
    asked = [{"ไฟล์": str(backup), "ไฟล์กุญแจ": "paper"}.get(word, word) for word in words]
    where = {}
    if words[0] == "restore" and "--try" not in words:
        where = {"DATABASE_URL": f"sqlite:///restored-{len(list(folder.glob('restored-*')))}/radap.db"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *asked], env={**os.environ, "PYTHONPATH": str(HANDBOOK.parents[1]), **where},
        capture_output=True, text=True, check=False, input=(folder / "paper").read_text("ascii") + "\n",
    )  # fmt: skip
    assert done.returncode == 0, f"{words}: {done.stderr}"
