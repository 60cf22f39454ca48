"""move: a whole office goes from any engine to any engine, and what cannot be reached or moved is named."""

import sqlite3

import pytest

from bot.__main__ import main
from bot.store import open_store
from bot.store.copying import carried
from tests.commands.an_office import HASH, PHOTO
from tests.commands.places import PAIRS, Make, make, office, run_alone

__all__ = ["make"]  # the fixture


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_move_carries_every_table_and_says_so(
    one: str, other: str, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = office(make, one), make(other)
    if one == "sqlite":
        target.data_dir = source.data_dir  # one DATA_DIR serves the command
        target.store = open_store(target.url, source.data_dir)
    assert run_alone("move", "--from", source.url, "--to", target.url) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines[:-1]] == [table.name for table in carried()]
    assert lines[-1] == "moved: 17 rows, 1 evidence files; now set DATABASE_URL to the new address"
    assert next(line for line in lines if line.startswith("facts")).startswith("facts: 4 rows, the same content (")
    assert target.measures() == source.measures()
    assert (source.trail(), target.trail()) == ([], ["carry"])
    if other == "postgresql":
        assert target.store.blobs.get(HASH) == PHOTO


def test_move_refuses_a_target_that_is_not_empty(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = office(make), office(make)
    assert run_alone("move", "--from", source.url, "--to", target.url) == 2
    assert capsys.readouterr().err == (
        f"move: found 1 rows in the table inbox of {target.url}, expected an empty database; nothing was moved\n"
    )


def test_a_target_that_a_bot_was_only_started_on_is_empty_enough(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = office(make), make("sqlite")
    target.store.migrate()
    with target.store.db.transaction():
        target.store.kept.put(name="clock", value="5")
    assert run_alone("move", "--from", source.url, "--to", target.url) == 0
    assert target.measures() == source.measures()


@pytest.mark.parametrize(
    ("address", "option"),
    [("postgresql://radap:geheim@h/radap", "--from"), ("postgresql://h/radap?user=x&password=geheim", "--to")],
)
def test_a_password_behind_the_command_is_refused_as_everybody_could_read_it_there(
    address: str, option: str, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    place = make("sqlite").use()
    other = "--to" if option == "--from" else "--from"
    assert run_alone("move", option, address, other, place.url) == 2
    assert capsys.readouterr().err == (
        f"move: found a password in {option}, expected an address without it, as every user of this machine can read "
        "it there; set PGPASSWORD or ~/.pgpass, or name the setting that holds the address: "
        f"{option} NEW_DATABASE_URL\n"
    )


def test_an_address_may_be_named_by_the_setting_that_holds_it(
    make: Make, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = office(make), make("sqlite")
    monkeypatch.setenv("NEW_DATABASE_URL", target.url)
    assert run_alone("move", "--from", "DATABASE_URL", "--to", "NEW_DATABASE_URL") == 0
    assert target.measures() == source.measures()
    capsys.readouterr()
    assert run_alone("move", "--from", "DATABASE_URL", "--to", "NO_SUCH") == 2
    assert capsys.readouterr().err == (
        "move: --to: found 'NO_SUCH', expected an address or the name of a setting that holds it\n"
    )
    assert run_alone("move", "--from", "DATABASE_URL", "--to", source.url) == 2
    assert capsys.readouterr().err == (f"move: found {source.url} for both --from and --to, expected two databases\n")


def test_move_refuses_a_source_that_is_not_up_to_date(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = office(make), make("sqlite")
    with source.store.db.transaction():
        source.store.db.execute("DELETE FROM migrations WHERE name = '004 the clock'")
    assert run_alone("move", "--from", source.url, "--to", target.url) == 2
    assert capsys.readouterr().err == (
        f"move: {source.url} lacks 004 the clock; expected a database that is up to date: run python -m bot migrate on "
        "it first\n"
    )


def test_move_names_a_photo_that_is_damaged_and_moves_the_rest(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = office(make), make("sqlite")
    source.store.blobs.path(HASH).write_bytes(b"x")
    assert run_alone("move", "--from", source.url, "--to", target.url) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == [
        "moved: 17 rows, 0 evidence files; now set DATABASE_URL to the new address",
        f"evidence {HASH} is named by the database but is not there or damaged: it could not be moved",
    ]


def test_a_source_that_does_not_exist_is_not_made(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    place = make("sqlite").use()
    none = place.data_dir / "none.db"
    assert run_alone("move", "--from", f"sqlite:///{none}", "--to", place.url) == 2
    assert capsys.readouterr().err == f"move: found no file {none}, expected a SQLite database\n"
    assert not none.exists()


def test_a_database_out_of_reach_is_named_without_its_password(
    make: Make, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make("sqlite").use()
    monkeypatch.setenv("DATABASE_URL", "postgresql://radap:geheim@127.0.0.1:1/radap")
    assert main(["backup"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("backup: the database postgresql://radap:***@127.0.0.1:1/radap cannot be reached: ")
    assert "geheim" not in said
    assert said.count("\n") == 1


def test_a_file_that_is_no_database_is_named(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    place = make("sqlite").use()
    (place.data_dir / "radap.db").write_text("no database, and long enough to be looked at as one" * 50)
    assert run_alone("restore", "x") == 2
    assert capsys.readouterr().err == (f"restore: the database {place.url} cannot be reached: file is not a database\n")
    assert sqlite3.sqlite_version  # SQLite's own words are passed on
