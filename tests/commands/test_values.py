"""Office values go out and come in as one workbook: prefilled, all or nothing, each bad cell named."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.__main__ import main
from bot.office.book import Book
from bot.store import Store, open_store
from scoring.results.results import all_results

AGREEMENT = "nongkhai-2565-1"
OTOP = "individual 8 รายได้ OTOP"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    url = f"sqlite:///{tmp_path / 'radap.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("TODAY", "2022-03-02")
    assert main(["migrate"]) == 0
    assert main(["activate", AGREEMENT]) == 0
    return open_store(url)


@pytest.fixture
def workbook(store: Store, tmp_path: Path) -> Path:
    path = tmp_path / "office.xlsx"
    assert main(["values", "template", AGREEMENT, "-o", str(path)]) == 0
    return path


def change(path: Path, sheet: str, **cells: Any) -> None:
    book = load_workbook(path)
    for place, value in cells.items():
        book[sheet][place] = value
    book.save(path)


def level(store: Store, indicator: str, district: str) -> int | None:
    book = Book(store.rounds)
    book.refresh()
    agreement = book.get(AGREEMENT)
    assert agreement is not None
    return all_results(store, agreement, date(2022, 3, 2), {})[district].result(indicator).level


def test_the_template_has_a_sheet_per_indicator_and_a_row_per_district(workbook: Path) -> None:
    book = load_workbook(workbook)
    assert len(book.sheetnames) == 11
    sheet = book[OTOP]
    assert [cell.value for cell in sheet[3]] == [
        "อำเภอ", "รายได้ฐาน (บาท)", "ผลถึงปัจจุบัน: รายได้จากการจำหน่าย OTOP รอบนี้ (บาท)", "ข้อมูล ณ วันที่ (เช่น 2026-03-15)",
    ]  # fmt: skip
    assert [sheet.cell(row, 1).value for row in range(4, 13)] == list(districts())


def districts() -> tuple[str, ...]:
    from scoring.document.loading import shipped

    return shipped()[AGREEMENT].districts


def test_an_untouched_template_changes_nothing(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["values", "import", str(workbook)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith(f"{AGREEMENT}: 0 values and 0 results taken, sha256 ")


def test_a_base_and_a_result_from_the_file_give_a_level(
    store: Store, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 1,120,000 of a base of 1,000,000 is 12 % more, and level 5 begins at 10 % (line 144)
    change(workbook, OTOP, B4=1_000_000, C4=1_120_000, D4=date(2022, 2, 28))
    before = level(store, "individual/8", districts()[0])
    assert main(["values", "import", str(workbook)]) == 0
    assert ": 1 values and 1 results taken, sha256 " in capsys.readouterr().out
    assert before is None
    assert level(store, "individual/8", districts()[0]) == 5
    values = store.rounds.values(AGREEMENT, districts()[0])
    assert [(v["input"].split(".")[1], v["amount"], v["as_of"], v["set_by"]) for v in values] == [
        ("base", "1000000", "2022-02-28", "ผู้ดูแลระบบ")
    ]
    assert values[0]["source"].startswith("office.xlsx sha256 ")
    assert main(["values", "import", str(workbook)]) == 0  # a second time nothing is new
    assert ": 0 values and 0 results taken, sha256 " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"B4": "หนึ่งล้าน"}, 'individual 8 รายได้ OTOP!B4: found "หนึ่งล้าน", expected an amount like 2,400,000.50'),
        ({"B4": -5}, 'individual 8 รายได้ OTOP!B4: found "-5", expected an amount like 2,400,000.50'),
        (
            {"D4": "วันนี้"},
            'individual 8 รายได้ OTOP!D4: found "วันนี้", expected a day like 2026-03-15',
        ),
        (
            {"D4": date(2022, 3, 3)},
            "individual 8 รายได้ OTOP!D4: found 2022-03-03, expected a day from 2021-10-01 to 2022-03-02",
        ),
    ],
)
def test_one_bad_cell_and_nothing_is_taken(
    store: Store, workbook: Path, capsys: pytest.CaptureFixture[str], cells: dict[str, Any], fault: str
) -> None:
    change(workbook, OTOP, B5=2_000_000, **cells)
    capsys.readouterr()
    assert main(["values", "import", str(workbook)]) == 2
    assert capsys.readouterr().err == f"{fault}\nnothing was taken\n"
    assert store.rounds.values(AGREEMENT, everywhere=True) == []


LOST = "expected its result as a number (open and save it in the office program)"


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"B4": "=1+1"}, f'!B4: found the formula "=1+1" without a result, {LOST}'),
        ({"D4": "=TODAY()"}, f'!D4: found the formula "=TODAY()" without a result, {LOST}'),
        ({"B4": "1,00"}, '!B4: found "1,00", expected an amount like 2,400,000.50'),
        ({"B4": "1e3"}, '!B4: found "1e3", expected an amount like 2,400,000.50'),
        ({"B4": "1_000"}, '!B4: found "1_000", expected an amount like 2,400,000.50'),
        ({"B4": True}, '!B4: found "True", expected an amount like 2,400,000.50'),
        ({"B20": 5}, '!B20: found "5" without a district, expected nothing there'),
        ({"F4": 5}, '!F4: found "5" without a key in row 2, expected nothing there'),
        ({"B2": None, "B4": 5}, '!B4: found "5" without a key in row 2, expected nothing there'),
        ({"F2": "v:otop_percent.base"}, "!F2: found v:otop_percent.base again, expected it once"),
        ({"A5": "เมืองหนองคาย"}, "!A5: found เมืองหนองคาย again, expected it in row 4 alone"),
        ({"D4": "2022-W05"}, '!D4: found "2022-W05", expected a day like 2026-03-15'),
        ({"D4": "2564-02-29"}, '!D4: found "2564-02-29", expected a day that there is'),  # 2021 had none
        ({"A5000": "x"}, ": found 5000 rows and 4 columns, expected 1000 and 100 at most"),
    ],
)
def test_nothing_that_was_typed_vanishes_without_a_word(
    store: Store, workbook: Path, capsys: pytest.CaptureFixture[str], cells: dict[str, Any], fault: str
) -> None:
    change(workbook, OTOP, **cells)
    capsys.readouterr()
    assert main(["values", "import", str(workbook)]) == 2
    assert capsys.readouterr().err == f"{OTOP}{fault}\nnothing was taken\n"
    assert store.rounds.values(AGREEMENT, everywhere=True) == []


def test_a_sheet_twice_merged_cells_and_a_damaged_file_are_refused(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = workbook.read_bytes()
    book = load_workbook(workbook)
    book.copy_worksheet(book[OTOP])
    book[OTOP].merge_cells("B4:B6")
    book.save(workbook)
    capsys.readouterr()
    assert main(["values", "import", str(workbook)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{OTOP}!B4:B6: found merged cells, expected a cell for each district",
        "nothing was taken",
    ]
    book[OTOP].unmerge_cells("B4:B6")
    book.save(workbook)
    assert main(["values", "import", str(workbook)]) == 2
    assert capsys.readouterr().err.splitlines()[0] == (
        f"{OTOP} Copy!A2: found individual/8 again, expected it on {OTOP} alone"
    )
    workbook.write_bytes(whole[:3000] + bytes(b ^ 0xFF for b in whole[3000:3200]) + whole[3200:])
    assert main(["values", "import", str(workbook)]) == 2
    assert "office.xlsx: cannot be read as a workbook (" in capsys.readouterr().err


def test_per_cents_are_taken_as_they_are_shown(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TODAY", "2024-03-02")
    main(["activate", "sakaeo-2567-1"])
    path = tmp_path / "s.xlsx"
    main(["values", "template", "sakaeo-2567-1", "-o", str(path)])
    book = load_workbook(path)
    sheet = book["individual 5 หนี้กองทุนสตรี"]
    column = next(n for n in range(2, 9) if sheet.cell(2, n).value == "r:weighted_percent")
    cell = sheet.cell(4, column)
    cell.value, cell.number_format = 0.07, "0.00%"
    book["individual 2 รายได้ OTOP"]["B4"].value, book["individual 2 รายได้ OTOP"]["B4"].number_format = 0.5, "0%"
    book.save(path)
    capsys.readouterr()
    assert main(["values", "import", str(path), "--agreement", "sakaeo-2567-1"]) == 2
    assert 'B4: found "50.0%", expected an amount like 2,400,000.50' in capsys.readouterr().err
    book["individual 2 รายได้ OTOP"]["B4"].value = None
    book.save(path)
    assert main(["values", "import", str(path), "--agreement", "sakaeo-2567-1"]) == 0
    again = tmp_path / "again.xlsx"
    main(["values", "template", "sakaeo-2567-1", "-o", str(again)])
    assert load_workbook(again)["individual 5 หนี้กองทุนสตรี"].cell(4, column).value == 7


def test_a_file_that_cannot_be_written_or_read_is_named(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = tmp_path / "no" / "x.xlsx"
    assert main(["values", "template", AGREEMENT, "-o", str(where)]) == 2
    assert capsys.readouterr().err == (
        f"{where}: cannot be written (No such file or directory), expected a file's name\n"
    )
    assert main(["values", "import", str(where)]) == 2
    assert capsys.readouterr().err == (
        f"{where}: cannot be read (No such file or directory), expected a filled template as XLSX\n"
    )


def test_every_bad_cell_is_named_at_once(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(workbook, OTOP, B4="a", B5="b", A6="บ้านไกล")
    assert main(["values", "import", str(workbook)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in said[:-1]] == [f"{OTOP}!B4", f"{OTOP}!B5", f"{OTOP}!A6"]


def test_what_is_no_workbook_is_refused(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.xlsx"
    path.write_bytes(b"<html>")
    assert main(["values", "import", str(path)]) == 2
    assert "page.xlsx: cannot be read as a workbook (" in capsys.readouterr().err


def test_what_the_document_prints_is_shown_and_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'b.db'}")
    monkeypatch.setenv("TODAY", "2018-03-20")
    main(["migrate"])
    main(["activate", "buriram-2561"])
    path = tmp_path / "b.xlsx"
    main(["values", "template", "-o", str(path)])
    book = load_workbook(path)
    sheet = book["function 2 รายได้ OTOP"]
    row = next(r for r in range(4, 30) if sheet.cell(r, 1).value == "บ้านกรวด")
    assert sheet.cell(row, 2).value == 16089950  # line 290
    change(path, "function 2 รายได้ OTOP", **{f"B{row}": 16_000_000})
    assert main(["values", "import", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"function 2 รายได้ OTOP!B{row}: found 16000000, expected 16089950.00 as line 290 prints\nnothing was taken\n"
    )


def test_an_answer_is_kept_with_its_reason(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["answer", AGREEMENT, "NKI-11", "เพิ่มขึ้นจากรายได้ฐาน"]
    assert main([*words, "--why", "หนังสือกรม", "--by", "สมศรี"]) == 0
    assert [(r["question"], r["value"], r["why"], r["answered_by"]) for r in store.rounds.answers(AGREEMENT)] == [
        ("NKI-11", "เพิ่มขึ้นจากรายได้ฐาน", "หนังสือกรม", "สมศรี")
    ]
    capsys.readouterr()
    assert main(words) == 2
    assert capsys.readouterr().err == "answer NKI-11: found no --why, expected the reason\n"
    assert main(["answer", AGREEMENT, "NKI-8", "ห้า", "--why", "x"]) == 2
    assert capsys.readouterr().err == ('answer: nongkhai-2565-1: NKI-8: found "ห้า", expected one of ถือว่ายังไม่รายงาน\n')


def test_a_template_knows_its_agreement(
    store: Store, workbook: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With two rounds open the file says which one is meant, and it is never taken for another."""
    assert main(["activate", "chaiyaphum-2562-1"]) == 0
    capsys.readouterr()
    assert main(["values", "import", str(workbook)]) == 0
    assert capsys.readouterr().out.startswith(f"{AGREEMENT}: ")
    assert main(["values", "import", str(workbook), "--agreement", "chaiyaphum-2562-1"]) == 2
    assert f"found a sheet of {AGREEMENT}, expected the template of chaiyaphum-2562-1" in capsys.readouterr().err
    store.close()


def test_a_template_from_before_does_not_say_its_agreement_and_is_taken(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(workbook)
    for sheet in book.worksheets:
        sheet["A2"] = str(sheet["A2"].value).split(" ")[1]
    book.save(workbook)
    assert main(["values", "import", str(workbook)]) == 0
