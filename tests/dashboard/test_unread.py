"""The unread page: a message becomes a name, a line or nothing in two taps, and says first what would change."""

import json
import re
import tomllib

from bot.store.post.inbox import Arrival
from tests.dashboard.conftest import Office

ADMIN, OFFICER = "ผู้ดูแล", "สมชาย บ้านกรวด"
AT = 1521464400000  # the evening before the day of the office: past, whatever the hour


def heard(office: Office, event: str, text: str, reason: str, at: int = AT) -> int:
    """A message of the officer that was asked back; its number on the list."""
    sender = office.store.people.by_id(office.people[OFFICER])
    assert sender is not None
    body = json.dumps({"message": {"type": "text", "text": text}}, ensure_ascii=False)
    office.store.inbox.accept([Arrival(event, sender.line_user or "", at, at, body, message_id=event)])
    with office.store.db.transaction():
        office.store.unread.note(event_id=event, reason=reason, province="บุรีรัมย์", at=at)
    return next(r["seq"] for r in office.store.unread.open() if r["event_id"] == event)


def lines(office: Office) -> dict:  # type: ignore[type-arg]
    return tomllib.loads((office.settings.data_dir / "corpus_from_use.toml").read_text(encoding="utf-8"))


def test_the_list_says_whose_message_it_was_and_why(office: Office) -> None:
    heard(office, "e1", "จปฐ 95% แบบว่า", "unknown_word")
    seen = office.visitor(ADMIN).see("/admin/unread")
    assert "จปฐ 95% แบบว่า" in seen
    assert "สมชาย บ้านกรวด อ.บ้านกรวด" in seen
    assert "มีคำที่ยังอ่านไม่ออก" in seen


def test_a_right_reading_becomes_a_line_of_the_corpus_in_two_taps(office: Office) -> None:
    seq = heard(office, "e1", "จปฐ 95% แบบว่า", "unknown_word")
    admin = office.visitor(ADMIN)
    page = admin.see(f"/admin/unread/{seq}")
    assert "การจัดเก็บ จปฐ. 95%" in page
    sent = admin.send(f"/admin/unread/{seq}", f"/admin/unread/{seq}/line", right="0")
    assert sent.status_code == 303
    expect = {
        "intent": "report",
        "values": [{"topic": "jpt_collection", "kind": "percent", "value": "95", "unit": "%"}],
    }
    [group] = lines(office)["means"]
    assert (group["expect"], group["say"], group["province"]) == (expect, ["จปฐ 95% แบบว่า"], "บุรีรัมย์")
    assert office.store.unread.open() == []


def test_what_its_sender_answered_is_the_first_right_reading(office: Office) -> None:
    seq = heard(office, "e1", "เข้าถึงแหล่งทุน 7 จากแบบว่า 13", "unknown_word")
    office.report("บ้านกรวด", "function/4", "access_percent", {"num": "7", "den": "13"}, event="e1", by=OFFICER)
    page = office.visitor(ADMIN).see(f"/admin/unread/{seq}")
    assert "การเข้าถึงแหล่งทุน 7 จาก 13 ครัวเรือน ผู้ส่งตอบไว้" in page


def test_an_unread_word_becomes_a_name_and_all_of_the_corpus_is_read_again_first(office: Office) -> None:
    seq = heard(office, "e1", "โครงการตุ๊กตุ่น 95%", "no_topic")
    admin = office.visitor(ADMIN)
    page = admin.see(f"/admin/unread/{seq}?alias=ตุ๊กตุ่น&means=access_to_fund")
    assert "อ่านข้อความตัวอย่างทั้งหมดซ้ำแล้ว ไม่มีข้อความใดอ่านต่างไป" in page
    form, path = f"/admin/unread/{seq}?alias=ตุ๊กตุ่น&means=access_to_fund", f"/admin/unread/{seq}/name"
    stale = admin.send(form, path, alias="ตุ๊กตุ่น", means="access_to_fund", shown="another")
    assert stale.status_code == 400
    sent = admin.send(form, path, alias="ตุ๊กตุ่น", means="access_to_fund")
    assert sent.status_code == 303
    assert [(a["alias"], a["means"]) for a in office.store.wishes.aliases("บุรีรัมย์")] == [("ตุ๊กตุ่น", "access_to_fund")]
    assert office.store.unread.open() == []


def test_a_name_that_changes_other_sentences_shows_which(office: Office) -> None:
    seq = heard(office, "e1", "จปฐ 95% แบบว่า", "unknown_word")
    page = office.visitor(ADMIN).see(f"/admin/unread/{seq}?alias=กองทุน&means=access_to_fund")
    assert "จะอ่านต่างไป" in page or "จะถามทุกครั้ง" in page or "อยู่แล้ว" in page


def test_never_mind_is_one_tap_and_taken_back(office: Office) -> None:
    seq = heard(office, "e1", "ฝนตกหนักแบบว่า", "unknown_word")
    admin = office.visitor(ADMIN)
    assert admin.send("/admin/unread", f"/admin/unread/{seq}").status_code == 303
    assert office.store.unread.open() == []
    assert admin.send("/admin/unread", f"/admin/unread/{seq}/again").status_code == 303
    assert [r["seq"] for r in office.store.unread.open()] == [seq]


def test_the_week_counts_asked_back_of_all_reports_by_reason(office: Office) -> None:
    span = (AT - 86_400_000, AT + 86_400_000)
    before = office.store.unread.share(*span, ["บุรีรัมย์"], ["buriram-2561"])[1]
    for n in range(3):
        office.report("บ้านกรวด", "function/4", "access_percent", str(10 + n), event=f"stored-{n}")
    heard(office, "e1", "จปฐ 95% แบบว่า", "unknown_word")
    heard(office, "stored-0", "เข้าถึงแหล่งทุน 10", "no_unit")
    reasons, reports = office.store.unread.share(*span, ["บุรีรัมย์"], ["buriram-2561"])
    assert (reasons, reports - before) == ({"no_unit": 1, "unknown_word": 1}, 4)
    assert office.store.unread.share(*span, ["ชัยภูมิ"], []) == ({}, 0)
    assert re.search(r"ถามกลับหรือยังไม่บันทึก 2 จาก \d+ รายงาน", office.visitor(ADMIN).see("/admin/unread"))


def test_another_provinces_message_is_nobodys_here_and_an_officer_sees_none(office: Office) -> None:
    seq = heard(office, "e1", "จปฐ 95% แบบว่า", "unknown_word")
    with office.store.db.transaction():
        office.store.unread.note(event_id="e2", reason="unknown_word", province="ชัยภูมิ", at=AT)
    other = next(r["seq"] for r in office.store.unread.open() if r["province"] == "ชัยภูมิ")
    assert office.visitor(ADMIN).get(f"/admin/unread/{other}").status_code == 404
    assert office.visitor(OFFICER).get(f"/admin/unread/{seq}").status_code == 403
