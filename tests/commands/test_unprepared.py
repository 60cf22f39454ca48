"""Every command that works on an office says in one sentence that there is none, and makes none by the way."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.keeping.opening import shown
from bot.store import open_store

COMMANDS = (
    *("activate buriram-2561", "agreements", "answer buriram-2561", "clock --plan 3d", "day", "read --unread"),
    *("sheet --province บุรีรัมย์ --account @x", "values template buriram-2561", "person export 1"),
    *("person remove 1", "agreement new x --from buriram-2561 --year 2570", "agreement compare a 1"),
)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/radap.db")
    return tmp_path / "radap.db"


@pytest.mark.parametrize("words", COMMANDS)
def test_without_a_database_it_says_so(words: str, nowhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words.split()) == 2
    said = capsys.readouterr().err
    assert said.endswith(f": found no file {nowhere}, expected a SQLite database\n")
    assert said.count("\n") == 1
    assert not nowhere.exists()


@pytest.mark.parametrize("words", COMMANDS)
def test_with_an_empty_one_it_says_what_to_run(words: str, nowhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lacks = ", ".join(open_store(f"sqlite:///{nowhere}").missing())
    assert main(words.split()) == 2
    assert capsys.readouterr().err.endswith(f": the database lacks {lacks}; run: python -m bot migrate\n")


@pytest.mark.parametrize("words", [*COMMANDS, "migrate", "enroll --role admin --name x", "backup", "restore x"])
def test_a_server_that_is_away_is_named_without_its_password(
    words: str, nowhere: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://radap:geheim@127.0.0.1:1/radap")
    assert main(words.split()) == 2
    said = capsys.readouterr().err
    assert ": the database postgresql://radap:***@127.0.0.1:1/radap cannot be reached: " in said
    assert "geheim" not in said
    assert said.count("\n") == 1


def test_an_address_that_cannot_be_read_is_not_quoted(
    nowhere: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://radap:ge%heim@127.0.0.1:1/radap")
    assert main(["agreements"]) == 2
    assert capsys.readouterr().err == (
        "agreements: the database postgresql://radap:***@127.0.0.1:1/radap cannot be reached: the address cannot be "
        "read, expected special characters of the password percent-encoded\n"
    )


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://radap:geheim@db/radap", "postgresql://radap:***@db/radap"),
        ("postgresql://radap:ge@he/im:1@db:5432/radap?a=b", "postgresql://radap:***@db:5432/radap?a=b"),
        ("postgresql://db/radap?user=x&password=geheim&a=b", "postgresql://db/radap?user=x&password=***&a=b"),
        ("postgresql://radap@/radap?host=/run", "postgresql://radap@/radap?host=/run"),
        ("sqlite:///data/radap.db", "sqlite:///data/radap.db"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, told: str) -> None:
    assert shown(url) == told
