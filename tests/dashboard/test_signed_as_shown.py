"""A signature is of what was shown, however it became another: by closing, the province's value or an answer."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scoring.results.signed import Difference, canonical, differences
from tests.dashboard.conftest import AGREEMENT, Office, buriram
from tests.dashboard.evidence import attach

NONGKHAI, DAY, WHEN = "nongkhai-2565-1", date(2022, 3, 15), "2022-03-15"
CHANGED = "เปลี่ยนหลังรับรอง"


class Signing:
    """One district of one province: its pages, its printed form and its file."""

    def __init__(self, office: Office, agreement: str, district: str, head: str, supervisor: str) -> None:
        self.office, self.agreement, self.district = office, agreement, district
        self.head, self.supervisor = head, supervisor
        self.page, self.round = f"/sign/{agreement}/{district}", f"/p/{agreement}/sign"
        self.sheet, self.targets = f"/sheet/{agreement}/{district}", f"/sheet/{agreement}/{district}/targets"
        with office.store.db.transaction():
            found = office.book.get(agreement)
            assert found is not None
            self.province = found.province
            office.store.wishes.set(province=found.province, name="sign_off", value="on", by=1, at=1)

    def sign(self, deed: str, about: str = "results", by: str = "", **fields: str) -> int:
        name = by or (self.head if deed == "certified" else self.supervisor)
        return self.office.visitor(name).send(self.page, self.page, deed=deed, about=about, **fields).status_code

    def close(self) -> None:
        visitor = self.office.visitor(self.supervisor)
        assert visitor.send(self.round, f"/p/{self.agreement}/close", sure="ปิดรอบ").status_code == 303
        self.office.book.refresh()

    def answer(self, question: str, value: str) -> None:
        with self.office.store.db.transaction():
            self.office.store.rounds.answer(
                agreement=self.agreement, question=question, value=value, why="หนังสือ", by="ผู้ดูแล", at=1
            )
        self.office.book.refresh()

    def said_changed(self) -> tuple[bool, bool, bool, bool]:
        """On the page of its signatures, in the round's list, in print and in the file: the same, or it is a fault."""
        seen = self.office.visitor(self.supervisor)
        state = seen.see(self.page).split("ผลการประเมิน: ")[1][:60]
        row = seen.see(self.round).split(f" {self.district} ")[1][:120]
        file = load_workbook(io.BytesIO(seen.get(f"/files/{self.agreement}/{self.district}/summary").data)).active
        assert file is not None
        cells = " ".join(str(c.value) for r in file.iter_rows() for c in r if c.value is not None)
        return CHANGED in state, CHANGED in row, CHANGED in seen.see(self.sheet), CHANGED in cells


@pytest.fixture
def grown(tmp_path: Path) -> Signing:
    """Buriram, where nobody but บ้านกรวด has signed."""
    office = Office(tmp_path)
    buriram(office)
    return Signing(office, AGREEMENT, "บ้านกรวด", "หัวหน้า บ้านกรวด", "นภา ผู้กำกับ")


@pytest.fixture
def team(tmp_path: Path) -> Signing:
    """Nong Khai, where the team's indicators have one value for the whole province: 86 % spent, level 4 (line 71)."""
    office = Office(tmp_path, TODAY=WHEN)
    office.open(NONGKHAI)
    office.enroll("หัวหน้าท่าบ่อ", "head", "ท่าบ่อ", province="หนองคาย")
    office.enroll("นคร", "supervisor", province="หนองคาย")
    signing = Signing(office, NONGKHAI, "ท่าบ่อ", "หัวหน้าท่าบ่อ", "นคร")
    signing.answer("NKI-TEAM", "ค่าเดียวทั้งจังหวัด")
    office.report(None, "team/1", "budget_percent", "86", agreement=NONGKHAI, as_of=DAY, by="นคร")
    return signing


def more_sales(signing: Signing) -> None:
    """18 % more than the base of 16,089,950 is 18,986,141 baht (line 290): level 3 in the place of level 2."""
    signing.office.report(signing.district, "function/2", "otop_growth_percent", "18986141", slot="total", kind="total")


ALL, NONE = (True,) * 4, (False,) * 4


def test_closing_makes_no_certificate_of_numbers_that_nobody_signed(grown: Signing) -> None:
    assert grown.sign("certified") == 303
    more_sales(grown)
    assert grown.said_changed() == ALL
    grown.close()
    assert grown.said_changed() == ALL


def test_what_is_amended_after_closing_is_not_what_is_shown_as_signed(grown: Signing) -> None:
    """The closing's figures are shown, and those were signed; the amendment stands beside them."""
    assert grown.sign("certified") == 303
    grown.close()
    more_sales(grown)
    assert grown.said_changed() == NONE
    assert "เปลี่ยนหลังปิดรอบ บ้านกรวด รายได้ OTOP 2 → 3" in grown.office.visitor(grown.supervisor).see(grown.round)


def test_the_provinces_one_value_is_part_of_what_a_district_signs(team: Signing) -> None:
    assert team.sign("certified") == 303
    assert team.said_changed() == NONE
    team.office.report(None, "team/1", "budget_percent", "87", agreement=NONGKHAI, as_of=DAY, by="นคร")
    assert team.said_changed() == ALL  # 87 % is level 4 too, and nobody signed 87 %


def test_a_certificate_of_before_the_provinces_value_was_part_of_it_still_stands(team: Signing) -> None:
    assert team.sign("certified") == 303
    store = team.office.store
    kept = json.loads(store.signing.of(NONGKHAI, "ท่าบ่อ", "results")[0]["snapshot"])
    for part in ("inputs", "office"):
        del kept["indicators"]["team/1"][part]
    with store.db.transaction():
        store.db.execute("UPDATE signatures SET snapshot = ?", [json.dumps(kept, ensure_ascii=False)])
    assert team.said_changed() == NONE


def test_the_split_of_the_whole_score_is_part_of_what_is_signed(team: Signing) -> None:
    assert team.sign("certified") == 303
    team.answer("NKI-SPLIT", "70/30")
    assert team.said_changed() == ALL


def test_an_answer_after_closing_changes_no_closed_form(team: Signing) -> None:
    """The team's 86 % of the province stays on the form of the district, until the round is opened again."""
    assert team.sign("certified") == 303
    team.close()
    team.answer("NKI-TEAM", "รายอำเภอ")
    seen = team.office.visitor(team.head)
    assert "86%" in seen.see(team.sheet)
    assert team.said_changed() == NONE
    team.office.visitor(team.supervisor).send(team.round, f"/p/{NONGKHAI}/reopen", why="แก้ไข")
    team.office.book.refresh()
    assert "86%" not in seen.see(team.sheet)
    assert team.said_changed() == ALL


def test_an_answer_that_changes_the_criteria_changes_acknowledged_targets(tmp_path: Path) -> None:
    """CBI-19: the reports of each month in the place of one in the quarter."""
    office = Office(tmp_path, TODAY="2025-03-15")
    office.open("chonburi-2568-1")
    office.enroll("หัวหน้า", "head", "บ้านบึง", province="ชลบุรี")
    office.enroll("นภา", "supervisor", province="ชลบุรี")
    signing = Signing(office, "chonburi-2568-1", "บ้านบึง", "หัวหน้า", "นภา")
    assert signing.sign("certified", "targets") == 303
    assert "รับทราบเป้าหมาย: อำเภอรับรองแล้ว" in office.visitor("นภา").see(signing.page)
    agreement = office.book.get("chonburi-2568-1")
    assert agreement is not None
    question = agreement.questions["CBI-19"]
    signing.answer("CBI-19", next(o for o in question.options if question.effects.get(o)))
    assert f"รับทราบเป้าหมาย: รับรองแล้ว, {CHANGED}" in office.visitor("นภา").see(signing.page)


def test_the_printed_targets_say_whether_they_are_acknowledged_and_still_the_same(grown: Signing) -> None:
    seen = grown.office.visitor(grown.head)
    assert "ยังไม่ลงนาม" in seen.see(grown.targets)
    assert grown.sign("certified", "targets") == 303
    assert "อำเภอรับรองแล้ว รอจังหวัดตรวจ" in seen.see(grown.targets)
    with grown.office.store.db.transaction():
        grown.office.store.rounds.set_value(
            agreement=AGREEMENT, district="บ้านกรวด", indicator="function/3", input="remaining_percent.den",
            amount="180", as_of="2018-03-01", strength=2, set_by="x", source="x", at=1,
        )  # fmt: skip
    assert CHANGED in seen.see(grown.targets)


def test_a_form_of_verified_steps_alone_says_where_it_is_not_what_was_certified(grown: Signing) -> None:
    """Five steps are claimed, two are verified: level 5 was certified, level 2 is on the form."""
    for n in (1, 2):
        attach(grown.office, f"p{n}", "บ้านกรวด", "function/3", level=n, name=f"{n}.png", verified=True)
    assert grown.sign("certified") == 303
    seen = grown.office.visitor(grown.head)
    assert "ต่างจากที่รับรอง" not in seen.see(grown.sheet)
    with grown.office.store.db.transaction():
        grown.office.store.wishes.set(province="บุรีรัมย์", name="verified_only", value="on", by=1, at=1)
    said = "ต่างจากที่รับรอง: ครัวเรือนยากจน ระดับ 5 → 2"
    assert said in seen.see(grown.sheet)
    file = load_workbook(io.BytesIO(seen.get(f"/files/{AGREEMENT}/บ้านกรวด/summary").data)).active
    assert file is not None
    assert any(said in str(c.value) for r in file.iter_rows() for c in r)


def test_another_total_over_the_same_levels_is_a_change() -> None:
    """Weights that a newer release of the program corrects."""
    then, now = (canonical({"version": 1, "indicators": {}, "totals": {"team": total}}) for total in ("3", "31/10"))
    assert differences(then, now) == (Difference("", ("totals",)),)
    assert differences(then, then) == ()
