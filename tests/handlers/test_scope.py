"""Claims about whose scores somebody may see, and which round is meant."""

from datetime import date
from pathlib import Path

import pytest

from handlers.desk.nouns import Message, Turn
from handlers.score.scope import Scope, scope
from scoring.document.carrying import carry
from tests.handlers.office import Office


def ask(office: Office, name: str, text: str) -> Scope | Turn:
    desk = office.desk(name)
    message = Message("w0", "text", desk.now, office.people[name], office.people[name], text=text)
    return scope(message, desk, asks="score")


def said(found: Scope | Turn) -> str:
    assert isinstance(found, Turn), found
    return str(found.replies[0]["text"])


def place(found: Scope | Turn) -> tuple[str, str | None]:
    assert isinstance(found, Scope), said(found)
    return found.agreement.id, found.district


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path, "2018-03-15", "buriram-2561", "chaiyaphum-2562-1", "nongkhai-2565-1")
    made.enroll("สมชาย", "บุรีรัมย์", "บ้านกรวด")
    made.enroll("มาลี", "บุรีรัมย์", "ปะคำ", "นางรอง")
    made.enroll("กลุ่มงาน", "บุรีรัมย์", role="owner", group="กลุ่มงานส่งเสริมการพัฒนาชุมชน")
    made.enroll("กำกับ", "บุรีรัมย์", role="supervisor")
    made.enroll("ดูแล", "", role="admin")
    made.enroll("นคร", "หนองคาย", "ท่าบ่อ")
    return made


def test_an_officer_of_one_district_is_not_asked(office: Office) -> None:
    assert place(ask(office, "สมชาย", "คะแนน")) == ("buriram-2561", "บ้านกรวด")


def test_an_officer_of_two_districts_chooses_or_names_one(office: Office) -> None:
    found = ask(office, "มาลี", "คะแนน")
    assert said(found).startswith("ต้องการดูของอำเภอใดคะ\n1. อ.นางรอง\n2. อ.ปะคำ\n")
    assert place(ask(office, "มาลี", "คะแนน ปะคำ")) == ("buriram-2561", "ปะคำ")


def test_nobody_sees_another_district_without_the_right(office: Office) -> None:
    assert said(ask(office, "สมชาย", "คะแนน ปะคำ")) == ("ท่านดูได้เฉพาะ อ.บ้านกรวด ค่ะ ส่วน อ.ปะคำ ผู้กำกับของจังหวัดเป็นผู้ดู")
    assert said(ask(office, "สมชาย", "คะแนนจังหวัด")) == ("ท่านดูได้เฉพาะ อ.บ้านกรวด ค่ะ ส่วน ผลระดับจังหวัด ผู้กำกับของจังหวัดเป็นผู้ดู")
    assert place(ask(office, "กำกับ", "คะแนน ปะคำ")) == ("buriram-2561", "ปะคำ")
    assert place(ask(office, "กำกับ", "คะแนนจังหวัด")) == ("buriram-2561", None)
    assert said(ask(office, "กำกับ", "คะแนน จ.หนองคาย")) == "ท่านดูได้เฉพาะจังหวัดบุรีรัมย์ค่ะ ไม่รวมจังหวัดหนองคาย"


def test_an_owner_means_the_province(office: Office) -> None:
    assert place(ask(office, "กลุ่มงาน", "คะแนน")) == ("buriram-2561", None)
    assert place(ask(office, "กลุ่มงาน", "คะแนน ปะคำ")) == ("buriram-2561", "ปะคำ")


def test_a_supervisor_chooses_among_the_province_and_its_districts(office: Office) -> None:
    found = ask(office, "กำกับ", "คะแนน")
    assert said(found).startswith("ต้องการดูของอำเภอใดคะ\n1. ผลระดับจังหวัด\n2. อ.เมืองบุรีรัมย์\n")
    assert "\n24. อ.เฉลิมพระเกียรติ" in said(found)


def test_an_admin_of_no_province_is_asked_which(office: Office) -> None:
    assert said(ask(office, "ดูแล", "คะแนน")).startswith("ต้องการดูของจังหวัดใดคะ\n1. ชัยภูมิ\n2. บุรีรัมย์")
    assert place(ask(office, "ดูแล", "คะแนน จ.บุรีรัมย์ อ.ปะคำ")) == ("buriram-2561", "ปะคำ")


def test_outside_every_round_the_bot_says_so_and_what_to_do(office: Office) -> None:
    assert said(ask(office, "นคร", "คะแนน")) == (
        "วันที่ 15 มี.ค. 2561 ไม่อยู่ในรอบประเมินที่เปิดอยู่ของจังหวัดหนองคายค่ะ\nโปรดแจ้งผู้กำกับหรือผู้ดูแลของจังหวัดให้เปิดรอบใหม่"
    )
    office.move("2021-12-01")
    assert place(ask(office, "นคร", "คะแนน")) == ("nongkhai-2565-1", "ท่าบ่อ")


def test_an_ended_round_stands_until_it_is_closed_and_can_be_named_afterwards(office: Office) -> None:
    office.move("2022-05-01")
    found = ask(office, "นคร", "คะแนน")
    assert isinstance(found, Scope)
    assert found.marks == ("รอบนี้สิ้นสุดแล้วเมื่อ 31 มี.ค. 2565",)
    with office.store.db.transaction():
        office.store.rounds.close(agreement="nongkhai-2565-1", by=None, snapshot="", at=1)
    office.book.refresh()
    assert said(ask(office, "นคร", "คะแนน")) == (
        "วันที่ 1 พ.ค. 2565 ไม่อยู่ในรอบประเมินที่เปิดอยู่ของจังหวัดหนองคายค่ะ\n"
        "รอบล่าสุดคือ รอบ 1/2565 (1 ต.ค. 2564 – 31 มี.ค. 2565) พิมพ์ “คะแนน รอบ 1/2565” เพื่อดูผลของรอบนั้น\n"
        "โปรดแจ้งผู้กำกับหรือผู้ดูแลของจังหวัดให้เปิดรอบใหม่"
    )
    assert place(ask(office, "นคร", "คะแนน รอบ 1/2565")) == ("nongkhai-2565-1", "ท่าบ่อ")
    assert said(ask(office, "นคร", "คะแนน รอบ 2/2565")) == "ไม่พบรอบ 2 ปี 2565ในระบบของจังหวัดหนองคายค่ะ ที่มีคือ รอบ 1/2565"


def carried(office: Office, round: int, training: bool) -> str:
    toml = Path("scoring/agreements/buriram-2561.toml").read_text(encoding="utf-8")
    id = f"buriram-2561-{round}"
    with office.store.db.transaction():
        copy = carry(toml, 2561, round, "ผู้ดูแล", date(2018, 3, 1), "ทดลองแบ่งรอบ")
        office.store.rounds.keep_agreement(id=id, toml=copy, by="ผู้ดูแล", training=training, at=1)
    office.activate(id)
    return id


def test_two_rounds_that_hold_the_day_are_asked_about(office: Office) -> None:
    id = carried(office, 1, training=False)
    found = ask(office, "สมชาย", "คะแนน")
    assert isinstance(found, Turn)
    assert found.question is not None
    assert found.question.text == "วันนี้มีรอบที่เปิดอยู่มากกว่าหนึ่งรอบ หมายถึงรอบใดคะ"
    assert [o.label for o in found.question.options] == ["รอบ 1/2561", "ปี 2561"]
    named = ask(office, "สมชาย", "คะแนน รอบ 1/2561")
    assert place(named) == (id, "บ้านกรวด")
    assert isinstance(named, Scope)
    assert named.marks == ("เกณฑ์ยกมาจากปี 2561 ยังไม่ยืนยัน",)


def test_a_training_round_is_marked_and_gives_way_to_the_real_one(office: Office) -> None:
    id = carried(office, 2, training=True)
    office.move("2018-05-01")
    assert place(ask(office, "สมชาย", "คะแนน")) == ("buriram-2561", "บ้านกรวด")
    trained = ask(office, "สมชาย", "คะแนน รอบ 2")
    assert place(trained) == (id, "บ้านกรวด")
    assert isinstance(trained, Scope)
    assert trained.marks[0] == "ฝึกใช้งาน ไม่ใช่ผลจริง"
    (card,) = office.answer("สมชาย", "คะแนน รอบ 2")
    assert "ฝึกใช้งาน ไม่ใช่ผลจริง" in str(card)


def test_the_answer_to_the_question_is_taken_by_number_and_by_button(office: Office) -> None:
    office.answer("มาลี", "คะแนน")
    assert office.answer("มาลี", "๒")[0]["altText"].startswith("คะแนน อ.ปะคำ")
    (asked,) = office.answer("มาลี", "คะแนน")
    data = asked["quickReply"]["items"][0]["action"]["data"]
    assert office.tap("มาลี", data)[0]["altText"].startswith("คะแนน อ.นางรอง")
    assert office.tap("มาลี", data)[0]["text"].startswith("ปุ่มนี้เป็นของคำถามเดิม")
