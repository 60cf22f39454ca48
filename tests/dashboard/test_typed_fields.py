"""Whatever is typed into a field of a page: kept as it stands, or refused with one sentence; never a frozen bot."""

import random
import time

import pytest

from tests.dashboard.conftest import Office, hidden
from tests.scoring.test_amounts import ODD, made_up

B, DISTRICT = "buriram-2561", "บ้านกรวด"
N, VALUE = "nongkhai-2565-1", "/d/nongkhai-2565-1/ท่าบ่อ/value"
OWNER, OTOP = "ส่งเสริม", "/d/nongkhai-2565-1/ท่าบ่อ/individual/8"
ADMIN, SUPERVISOR, HEAD = "ผู้ดูแล", "นภา ผู้กำกับ", "หัวหน้า บ้านกรวด"
PLACE = f"/d/{B}/{DISTRICT}/function/4"
SENTENCE = "จำนวนโปรดพิมพ์เป็นตัวเลขธรรมดา เช่น 2,400,000.50 ไม่เกิน 15 หลัก ทศนิยมไม่เกิน 6 ตำแหน่ง ยังไม่มีอะไรถูกบันทึก"
WORDS = [
    "ก" * 4100,
    "ก" * 100_000,
    "\x00",
    "\u200b" * 300,
    "<script>",
    "'; --",
    "\ud7ff",
    "🙂" * 250,
    "๑" * 61,
    " ",
    "-",
]


@pytest.fixture(autouse=True)
def second_province(office: Office) -> None:
    """Its document leaves bases and targets to the office."""
    office.open(N)
    office.enroll(OWNER, "owner", province="หนองคาย", group="กลุ่มงานส่งเสริมการพัฒนาชุมชน")


def test_an_amount_that_froze_the_bot_gets_one_sentence_in_its_field(office: Office) -> None:
    visitor = office.visitor(OWNER)
    fields = {"indicator": "individual/8", "key": "otop_percent.base"}
    shown = visitor.send(OTOP, VALUE, amount="1E-900000", **fields)
    assert shown.status_code == 400
    assert shown.text.count(SENTENCE) == 1
    assert shown.text.index(SENTENCE) > shown.text.index("otop_percent.base")
    assert visitor.send(OTOP, VALUE, amount="๒,๔๐๐.๕๐", **fields).status_code == 303
    assert "2,400.5 บาท" in visitor.see(OTOP)


def test_one_that_was_taken_before_counts_for_nothing(office: Office) -> None:
    with office.store.db.transaction():
        office.store.rounds.set_value(
            agreement=N, district="ท่าบ่อ", indicator="individual/8", input="otop_percent.base",
            amount="0." + "0" * 900_000 + "1", as_of="2018-03-01", strength=2, set_by="ใคร", source="หน้าเว็บ", at=1,
        )  # fmt: skip
        office.store.rounds.set_value(
            agreement=N, district="ท่าบ่อ", indicator="individual/8", input="otop_percent.base",
            amount="2400", as_of="2018-03-01", strength=2, set_by="ใคร", source="หน้าเว็บ", at=0,
        )  # fmt: skip
    visitor = office.visitor(OWNER)
    began = time.perf_counter()
    visitor.see(f"/p/{N}")
    assert "2,400" in visitor.see(OTOP)
    assert time.perf_counter() - began < 1


def test_a_share_of_nine_hundred_kilobytes_is_not_kept(office: Office) -> None:
    head = office.visitor(HEAD)
    fields = {"indicator": "function/4", "input": "access_percent"}
    path = f"/d/{B}/{DISTRICT}/share"
    assert SENTENCE in head.send(PLACE, path, holder="หมู่ 1", amount="1E-900000", **fields).text
    assert head.send(PLACE, path, holder="ก" * 61, amount="5", **fields).status_code == 413
    assert head.send(PLACE, path, holder="หมู่ 1", amount="0" * 900_000 + "5", **fields).status_code == 413
    assert office.store.sharing.shares(B, DISTRICT) == []


# every field of every form: where the form stands, where it goes, what stands in the other fields
FORMS = {
    "a value": (OWNER, OTOP, VALUE, {"indicator": "individual/8", "key": "otop_percent.base", "amount": "14"}),
    "a share": (HEAD, PLACE, f"/d/{B}/{DISTRICT}/share",
                {"indicator": "function/4", "input": "access_percent", "holder": "หมู่ 1", "amount": "3"}),
    "a duty": (HEAD, PLACE, f"/d/{B}/{DISTRICT}/people",
               {"indicator": "function/4", "duty": "responsible", "person": "2"}),
    "an answer": (ADMIN, f"/admin/questions/{B}", f"/admin/questions/{B}",
                  {"question": "q1", "value": "ได้", "why": "หนังสือ"}),
    "a part": (SUPERVISOR, f"/admin/versions/{B}", f"/admin/versions/{B}", {"part": "all", "why": "เทียบแล้ว"}),
    "a signature": (HEAD, f"/sign/{B}/{DISTRICT}", f"/sign/{B}/{DISTRICT}",
                    {"about": "results", "deed": "certified", "on_paper": "นาย ก", "note": "ครบ"}),
    "a round": (SUPERVISOR, f"/p/{B}/sign", f"/p/{B}/reopen", {"why": "แก้ไข"}),
    "a name": (SUPERVISOR, "/admin/names", "/admin/names",
               {"province": "บุรีรัมย์", "kind": "topic", "alias": "โอท็อปเรา", "means": "otop"}),
    "a setting": (SUPERVISOR, "/admin", "/admin/settings",
                  {"province": "บุรีรัมย์", "name": "verified_only", "value": "on"}),
    "a person": (ADMIN, "/admin/people", "/admin/people/2", {"deed": "move", "district": "คูเมือง", "role": "head"}),
    "a broadcast": (SUPERVISOR, "/admin/broadcast", "/admin/broadcast",
                    {"words": "ประชุม", "district": "คูเมือง", "sure": "yes", "id": "x"}),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_hundred_odd_things_in_each_field_are_kept_short_or_refused_within_a_second(
    office: Office, form: str
) -> None:
    who, at, path, fields = FORMS[form]
    visitor = office.visitor(who)
    csrf = hidden(visitor.get(at), "csrf")
    chance, tries = random.Random(7), [*ODD, *WORDS, *made_up(200)[len(ODD) :]]
    for name in fields:
        for told in (one.encode("utf-8", "replace").decode() for one in chance.sample(tries, 100)):
            began = time.perf_counter()
            status = visitor.client.post(path, data={"csrf": csrf, **fields, name: told}).status_code
            assert time.perf_counter() - began < 1, (name, told[:40])
            assert status in (200, 303, 400, 403, 404, 413), (name, told[:40], status)
    began = time.perf_counter()
    visitor.see(at)
    assert time.perf_counter() - began < 1
    assert _longest(office) <= 4000


def _longest(office: Office) -> int:
    tables = ("office_values", "target_shares", "answers", "confirmations", "signatures", "round_log", "aliases",
              "province_settings", "duties_of_people", "broadcasts")  # fmt: skip
    found = 0
    for table in tables:
        for row in office.store.db.query(f"SELECT * FROM {table}"):
            found = max([found, *(len(str(v)) for k, v in row.items() if k != "snapshot")])
    return found
