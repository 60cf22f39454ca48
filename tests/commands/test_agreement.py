"""What `agreement check` and `agreement new` say of what cannot be: one sentence each, nothing written."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.office.book import Book
from bot.store import open_store
from scoring.document.loading import AGREEMENTS

NONGKHAI = (AGREEMENTS / "nongkhai-2565-1.toml").read_bytes()


def test_a_file_that_cannot_be_read_does_not_hide_the_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"bytes.toml": b"\xff\xfe", "good.toml": NONGKHAI, "bom.toml": b"\xef\xbb\xbf" + NONGKHAI,
             "crlf.toml": NONGKHAI.replace(b"\n", b"\r\n"), "empty.toml": b""}  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    paths = [str(tmp_path / name) for name in ("none.toml", *files)]
    assert main(["agreement", "check", *paths, str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out.splitlines() == [f"{tmp_path / name}: proven" for name in ("good.toml", "bom.toml", "crlf.toml")]
    assert err.splitlines() == [
        f"{tmp_path}/none.toml: not readable (No such file or directory), expected an agreement file in TOML",
        f"{tmp_path}/bytes.toml: not readable ('utf-8' codec can't decode byte 0xff in position 0: invalid start byte)"
        ", expected an agreement file in TOML",
        f"{tmp_path}/empty.toml: head: missing id, province, year, period, source, sha256, districts, indicator",
        f"{tmp_path}: not readable (Is a directory), expected an agreement file in TOML",
    ]


@pytest.mark.parametrize(
    ("id", "year", "said"),
    [
        ("nongkhai-99999-1", "99999", "found --year 99999, expected a fiscal year of พ.ศ. like 2569"),
        ("nongkhai-2026-1", "2026", "found --year 2026, expected a fiscal year of พ.ศ. like 2569"),
        ("surin-2569-1", "2569", 'found id "surin-2569-1", expected nongkhai-2569-1'),
        ("nongkhai-2569-2", "2569",
         'nongkhai-2569-2: head: id: found "nongkhai-2569-2", expected the province, 2569 and 1'),
    ],
)  # fmt: skip
def test_an_agreement_is_carried_to_a_year_and_an_id_that_can_be(
    id: str, year: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'radap.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(["migrate"]) == 0
    capsys.readouterr()
    assert main(["agreement", "new", id, "--from", "nongkhai-2565-1", "--year", year, "--round", "1"]) == 2
    assert capsys.readouterr().err == f"agreement new: {said}\n"
    store = open_store(url)
    book = Book(store.rounds)
    book.refresh()
    assert len(list(book.all())) == 5
    store.close()
