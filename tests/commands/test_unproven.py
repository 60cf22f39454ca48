"""An agreement that does not stand on its document: a shipped one stops every command, the office's own is closed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.keeping import health
from bot.office.book import Book
from bot.store import Store, open_store
from scoring.document import loading
from scoring.document.loading import shipped, shipped_text

SAID = "a shipped agreement is not proven: nongkhai-2565-1.toml"
OWN = shipped_text("nongkhai-2565-1").replace('id = "nongkhai-2565-1"', 'id = "nongkhai-2565-9"')


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path}/radap.db"
    for name, value in {"DATABASE_URL": url, "DATA_DIR": "data", "LINE_CHANNEL_SECRET": "s",
                        "LINE_CHANNEL_ACCESS_TOKEN": "t", "LINE_API_HOST": "http://127.0.0.1:9"}.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    store = open_store(url, tmp_path / "data")
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def one_digit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """85 where the document prints ๘๕: now 86."""
    changed = tmp_path / "agreements"
    shutil.copytree(loading.AGREEMENTS, changed)
    file = changed / "nongkhai-2565-1.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("budget_percent >= 85", "budget_percent >= 86"), "utf-8")
    monkeypatch.setattr(loading, "AGREEMENTS", changed)
    shipped.cache_clear()
    yield
    monkeypatch.undo()
    shipped.cache_clear()


@pytest.mark.parametrize(
    "command",
    [["serve"], ["agreements"], ["activate", "buriram-2561"], ["answer", "buriram-2561"]],
    ids=lambda c: c[0],
)
@pytest.mark.usefixtures("one_digit")
def test_a_shipped_one_stops_every_command_in_one_sentence(
    office: Store, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert main(command) == 2
    said = capsys.readouterr().err.strip()
    assert SAID in said
    assert said.endswith("install the program anew")
    assert "\n" not in said
    assert "Traceback" not in said


@pytest.mark.usefixtures("one_digit")
def test_doctor_says_the_same(office: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "agreements" in line]
    assert len(lines) == 1
    assert lines[0].startswith("WRONG")
    assert SAID in lines[0]


def keep(office: Store, toml: str) -> None:
    """As it got into the database by whatever way: what is added by its command is refused there."""
    with office.db.transaction():
        office.rounds.keep_agreement(id="nongkhai-2565-9", toml=toml, by="x", training=False, at=1)
        for n, id in enumerate(("nongkhai-2565-9", "buriram-2561")):
            office.rounds.activate(agreement=id, province="หนองคาย" if n == 0 else "บุรีรัมย์", at=n)


def test_one_of_the_offices_own_is_closed_and_named_and_the_others_go_on(
    office: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(office, OWN.replace("budget_percent >= 85", "budget_percent >= 86"))
    book = Book(office.rounds)
    book.refresh()
    assert list(book.unproven) == ["nongkhai-2565-9"]
    assert book.get("nongkhai-2565-9") is None
    assert [a.id for a in book.open("บุรีรัมย์")] == ["buriram-2561"]
    main(["doctor"])
    lines = [line for line in capsys.readouterr().out.splitlines() if "agreements:" in line]
    assert lines[0].startswith("WRONG agreements: nongkhai-2565-9 is closed, as it is not proven: ")
    assert lines[1].endswith("known, open: buriram-2561")

    class Day:
        def day(self) -> object:
            from datetime import date

            return date(2018, 3, 20)

    told = health.health(office, Day(), book.unproven)[1]["unwell"]  # type: ignore[arg-type]
    assert "agreement: nongkhai-2565-9 is closed, as it is not proven" in told
    assert main(["agreements"]) == 0
