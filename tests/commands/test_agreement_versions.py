"""Confirming what was carried over, amending an agreement and comparing scores under two versions of it."""

from datetime import date
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.office.book import Book
from bot.store import open_store
from scoring.results.facts import Fact
from tests.scoring.test_versions import AMENDMENT, LATER

NEW = ("agreement", "new", "nongkhai-2569-1", "--from", "nongkhai-2565-1", "--year", "2569", "--round", "1")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'radap.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("TODAY", "2022-02-10")
    assert main(["migrate"]) == 0
    return url


def unconfirmed(database: str, agreement: str) -> tuple[str, ...]:
    store = open_store(database)
    book = Book(store.rounds)
    book.refresh()
    found = book.get(agreement)
    store.close()
    assert found is not None
    return found.unconfirmed


def test_parts_are_confirmed_one_by_one_and_then_all(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([*NEW])
    capsys.readouterr()
    assert main(["agreement", "confirm", "nongkhai-2569-1", "team/1", "--why", "คำรับรอง 2569"]) == 0
    assert capsys.readouterr().out.startswith("nongkhai-2569-1: team/1 confirmed; left: head, calendar, team/2, ")
    assert "team/1" not in unconfirmed(database, "nongkhai-2569-1")
    assert main(["agreement", "confirm", "nongkhai-2569-1"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed[0] == "head           ยังไม่ยืนยัน  ส่วนต้น: หมวด อำเภอ และคำถามที่เอกสารเปิดไว้"
    assert listed[2] == "team/1         ใช้ได้  team/1 เบิกจ่ายงบ"
    main(["agreements"])
    assert (
        "nongkhai-2569-1  หนองคาย  not open, 2025-10-01 to 2026-03-31, carried over from nongkhai-2565-1, 12 parts "
        in (capsys.readouterr().out)
    )
    assert main(["agreement", "confirm", "nongkhai-2569-1", "all", "--by", "สมหญิง", "--why", "คำรับรอง 2569"]) == 0
    assert capsys.readouterr().out.endswith("confirmed; left: nothing\n")
    assert unconfirmed(database, "nongkhai-2569-1") == ()
    main(["agreements"])
    assert "carried over from nongkhai-2565-1, confirmed\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("nongkhai-2569-1", "team/1"),
         "agreement confirm nongkhai-2569-1: found no --why, expected what it was compared with\n"),
        (("nongkhai-2569-1", "team/1", "team/9", "--why", "x"),
         'agreement confirm: nongkhai-2569-1: found part "team/9", expected all or one of head, calendar, team/1, '),
        (("nongkhai-2565-1", "all", "--why", "x"),
         "agreement confirm: nongkhai-2565-1: found a signed agreement, expected one that was carried over\n"),
        (("nongkhai-2599-1", "all", "--why", "x"), 'agreement confirm: found "nongkhai-2599-1", expected one of '),
    ],
)  # fmt: skip
def test_what_cannot_be_confirmed_is_refused_and_nothing_is_kept(
    database: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], error: str
) -> None:
    main([*NEW])
    capsys.readouterr()
    assert main(["agreement", "confirm", *words]) == 2
    assert capsys.readouterr().err.startswith(error)
    assert len(unconfirmed(database, "nongkhai-2569-1")) == 13  # head, calendar and 3 + 8 indicators


def write(folder: Path, text: str, name: str = "2.toml") -> str:
    (folder / name).write_text(text)
    return str(folder / name)


def test_an_amendment_is_tried_kept_and_built_upon(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, AMENDMENT)
    capsys.readouterr()
    assert main(["agreement", "amend", file, "--try"]) == 0
    assert capsys.readouterr().out == (
        "nongkhai-2565-1 ฉบับที่ 2 ใช้ตั้งแต่ 1 ก.พ. 2565: ตรวจผ่าน ยังไม่ได้บันทึก\n  individual/7: levels\n"
    )
    later = write(tmp_path, LATER, "3.toml")
    assert main(["agreement", "amend", file]) == 0
    assert main(["agreement", "amend", file]) == 2
    assert capsys.readouterr().err == f"{file}: head: found version 2, expected 3 or later\n"
    assert main(["agreement", "amend", later]) == 0
    store = open_store(database)
    book = Book(store.rounds)
    book.refresh()
    assert [v.version for v in book.versions("nongkhai-2565-1")] == [1, 2, 3]
    store.close()
    capsys.readouterr()
    assert main([*NEW]) == 0  # the next round carries what stands, not what was signed first
    assert main(["agreement", "show", "nongkhai-2569-1"]) == 0
    assert "ระดับ 4 อย่างน้อย 3 ช่องทาง (กรอกโดย ผู้ดูแล เมื่อ 25 ม.ค. 2565)" in capsys.readouterr().out


def test_a_draft_says_what_stands_and_is_an_amendment_once_it_is_filled_in(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "draft.toml"
    capsys.readouterr()
    assert main(["agreement", "amend", str(file), "--draft", "nongkhai-2565-1", "individual/7", "record"]) == 0
    text = file.read_text()
    assert '[4, 129, "<u>ระดับ ๔</u> ส่งเสริมให้มีช่องทาง' in text
    assert 'id = "record"\non = 2022-03-04\nproof = [38, "' in text
    assert main(["agreement", "amend", str(file), "--draft", "nongkhai-2565-1", "individual/7"]) == 2
    assert capsys.readouterr().err == f"{file}: found a file already, expected a name that is not taken\n"
    filled = text.replace("อย่างน้อย ๒ ช่องทาง", "อย่างน้อย ๓ ช่องทาง").replace("channels >= 2", "channels >= 3")
    file.write_text(filled.replace('"…"', '"หนังสือแจ้งแก้ไข"'))
    assert main(["agreement", "amend", str(file)]) == 2
    assert 'ช่องทาง" is not on line 129 of nongkhai-2565-1.txt' in capsys.readouterr().err
    file.write_text(file.read_text().replace("[4, 129,", '[4, "amendment",'))
    assert main(["agreement", "amend", str(file)]) == 0
    assert "ฉบับที่ 2 ใช้ตั้งแต่ 10 ก.พ. 2565: บันทึกแล้ว" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("amends = ", "2.toml: whole file: not readable as TOML: "),
        (AMENDMENT.replace("nongkhai-2565-1", "surin-2565-1"),
         '2.toml: head: found amends = "surin-2565-1", expected one of buriram-2561, chaiyaphum-2562-1, '),
        (AMENDMENT.replace("channels >= 3", "channels >= 4"),
         "2.toml: indicator individual/7, level 4: 4 ช่องทาง is not in the quote (entered)\n"),
    ],
)  # fmt: skip
def test_a_wrong_amendment_is_refused_and_nothing_is_kept(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, error: str
) -> None:
    file = write(tmp_path, text)
    capsys.readouterr()
    assert main(["agreement", "amend", file]) == 2
    assert error in capsys.readouterr().err
    store = open_store(database)
    assert store.rounds.amendments() == []
    store.close()


def test_the_same_results_are_compared_under_two_versions(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["agreement", "amend", write(tmp_path, AMENDMENT)])
    store = open_store(database)
    with store.db.transaction():
        for n, (name, value) in enumerate((("s1", True), ("s2", True), ("s3", True), ("channels", "2"))):
            store.ledger.record(fact=fact(n, name, value), now=n)
    store.close()
    capsys.readouterr()
    assert main(["agreement", "compare", "nongkhai-2565-1"]) == 0
    # four of five levels hold, weight 10 of 100: 0.4; of the amended ones three: 0.3
    assert capsys.readouterr().out.splitlines() == [
        "nongkhai-2565-1 คะแนนตามฉบับที่ 1 → ฉบับที่ 2",
        "อ.ท่าบ่อ",
        "  individual/7 Big Data: ระดับ 4 → ระดับ 3",
        "  ตัวชี้วัดรายบุคคล: 0.4 จาก 5 → 0.3 จาก 5",
    ]
    assert main(["agreement", "compare", "nongkhai-2565-1", "1", "3"]) == 2
    assert capsys.readouterr().err == (
        "agreement compare nongkhai-2565-1: found versions [1, 3], expected two of 1, 2\n"
    )


def fact(n: int, name: str, value: object) -> Fact:
    return Fact(
        id=f"f{n}", kind="value", agreement="nongkhai-2565-1", district="ท่าบ่อ", indicator="individual/7", input=name,
        value=value, as_of=date(2022, 1, 15), happened=n,
    )  # fmt: skip
