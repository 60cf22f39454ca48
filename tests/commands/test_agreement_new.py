"""An agreement is carried over to a new round at the command line, kept in the database, and never overwritten."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.office.book import Book
from bot.store import open_store


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'radap.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("TODAY", "2026-03-02")
    assert main(["migrate"]) == 0
    return url


def carried(*words: str) -> int:
    return main(["agreement", "new", *words])


def test_buriram_is_carried_into_the_first_round_of_2569(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert carried("buriram-2569-1", "--from", "buriram-2561", "--year", "2569", "--round", "1", "--training") == 0
    said = capsys.readouterr().out.splitlines()[-1]
    assert said == (
        "buriram-2569-1: carried over from buriram-2561, 2025-10-01 to 2026-03-31, training; "
        "8 indicators, 20 levels, all marked as carried over until confirmed"
    )
    store = open_store(database)
    book = Book(store.rounds)
    book.refresh()
    agreement = book.get("buriram-2569-1")
    assert agreement is not None
    assert agreement.province == "บุรีรัมย์"
    assert book.training("buriram-2569-1")
    store.close()


def test_what_is_carried_over_can_be_shown_and_opened(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    carried("nongkhai-2569-1", "--from", "nongkhai-2565-1", "--year", "2569", "--round", "1")
    assert main(["agreement", "show", "nongkhai-2569-1"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("nongkhai-2569-1  หนองคาย  1 ต.ค. 2568 – 31 มี.ค. 2569")
    assert main(["activate", "nongkhai-2569-1"]) == 0
    assert capsys.readouterr().out == "nongkhai-2569-1: open, 2025-10-01 to 2026-03-31\n"


def test_an_agreement_that_is_there_already_is_never_overwritten(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("buriram-2569-1", "--from", "buriram-2561", "--year", "2569", "--round", "1")
    assert carried(*words) == 0
    assert carried(*words) == 2
    assert capsys.readouterr().err == (
        "agreement new: found buriram-2569-1 already, expected an id that is not taken\n"
    )


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            ("buriram-9", "--from", "buriram-2561", "--year", "2569", "--round", "1"),
            'agreement new: buriram-9: head: id: found "buriram-9", expected the province, 2569 and 1\n',
        ),
        (
            ("buriram-2569-1", "--from", "surin-2561", "--year", "2569", "--round", "1"),
            'agreement new: found --from "surin-2561", expected one of buriram-2561, chaiyaphum-2562-1, '
            "chonburi-2568-1, nongkhai-2565-1, sakaeo-2567-1\n",
        ),
        (
            ("nongkhai-2565-9", "--from", "nongkhai-2565-1", "--year", "2565", "--round", "1"),
            "agreement new: nongkhai-2565-9: found year 2565 and round 1, expected others than those of "
            "nongkhai-2565-1\n",
        ),
    ],
)
def test_what_cannot_be_carried_over_is_refused_by_name(
    database: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], error: str
) -> None:
    assert carried(*words) == 2
    assert capsys.readouterr().err == error
