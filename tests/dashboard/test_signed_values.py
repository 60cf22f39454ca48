"""A page says that a certificate becomes void before it stores a value that is in it."""

import io
from datetime import datetime
from html import unescape

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from handlers.people.signatures import content
from scoring.periods import BANGKOK
from scoring.results.signed import seal
from tests.dashboard.conftest import Office, Visitor, hidden, plain

ID, D = "nongkhai-2565-1", "ท่าบ่อ"
PLACE, PATH = f"/d/{ID}/{D}/individual/8", f"/d/{ID}/{D}/value"
FIELDS = {"indicator": "individual/8", "key": "otop_percent.base"}
ASKED = "อ.ท่าบ่อ รับรองไว้แล้ว 12 มี.ค. 2565 ถ้าบันทึก จะต้องรับรองใหม่ค่ะ บันทึกไหมคะ"


@pytest.fixture
def nongkhai(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("nk"), TODAY="2022-03-20")
    office.open(ID)
    office.enroll("กำกับ", "supervisor", province="หนองคาย")
    return office


def certify(office: Office) -> None:
    agreement = office.book.get(ID)
    assert agreement is not None
    text = content(office.store, agreement, D, "results", office.service.today.day(), {})
    at = int(datetime(2022, 3, 12, 9, tzinfo=BANGKOK).timestamp() * 1000)
    with office.store.db.transaction():
        office.store.signing.sign(agreement=ID, district=D, about="results", deed="certified", person=1,
                                  snapshot=text, hash=seal(text), at=at)  # fmt: skip


def sets(visitor: Visitor, amount: str, **more: str) -> TestResponse:
    return visitor.send(PLACE, PATH, **FIELDS, amount=amount, **more)


def amounts(office: Office) -> list[str]:
    return [row["amount"] for row in office.store.rounds.values(ID, D)]


def test_a_value_in_a_certificate_is_stored_by_the_second_button_only(nongkhai: Office) -> None:
    certify(nongkhai)
    boss = nongkhai.visitor("กำกับ")
    asked = sets(boss, "1,000")
    assert asked.status_code == 400
    assert ASKED in plain(unescape(asked.text))
    assert 'value="1,000"' in asked.text  # nobody types it twice
    assert "บันทึก รับรองใหม่</button>" in asked.text
    assert amounts(nongkhai) == []
    sure = hidden(asked, "sure")
    for forged in ("yes", "", sure[::-1]):
        assert sets(boss, "1,000", sure=forged).status_code == 400
    assert sets(boss, "2,000", sure=sure).status_code == 400  # it was asked about another amount
    assert amounts(nongkhai) == []
    assert sets(boss, "1,000", sure=sure).status_code == 303
    assert amounts(nongkhai) == ["1000"]
    assert sets(boss, "1,500").status_code == 303  # void already: nothing more is lost
    assert amounts(nongkhai)[-1] == "1500"


def test_what_is_not_certified_or_stays_the_same_is_not_asked_about(nongkhai: Office) -> None:
    boss = nongkhai.visitor("กำกับ")
    assert sets(boss, "1,000").status_code == 303
    certify(nongkhai)
    assert sets(boss, "1,000").status_code == 303


def test_a_workbook_names_the_certificates_that_it_makes_void(nongkhai: Office) -> None:
    certify(nongkhai)
    boss = nongkhai.visitor("กำกับ")
    path = f"/admin/values/{ID}"
    book = load_workbook(io.BytesIO(boss.get(path).data))
    cells = [(sheet, cell) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
             if sheet.cell(cell.row, 1).value == D and cell.column > 1 and cell.value is None]  # fmt: skip
    assert cells
    cells[0][1].value = 1234
    out = io.BytesIO()
    book.save(out)

    def brings(**more: str) -> TestResponse:
        form = {"csrf": hidden(boss.get("/admin"), "csrf"), "file": (io.BytesIO(out.getvalue()), "ค่า.xlsx"), **more}
        return boss.client.post(path, data=form)

    def kept() -> int:
        return len(nongkhai.store.rounds.values(ID, D)) + len(nongkhai.store.ledger.history(ID, D))

    asked = brings()
    assert asked.status_code == 400
    assert "รับรองไว้แล้ว: อ.ท่าบ่อ (12 มี.ค. 2565) ถ้านำเข้า จะต้องรับรองใหม่ค่ะ ยังไม่ได้นำเข้า" in plain(asked.text)
    assert brings(sure="yes").status_code == 400
    assert kept() == 0
    assert brings(sure=hidden(asked, "sure")).status_code == 303
    assert kept() == 1
