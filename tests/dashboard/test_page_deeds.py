"""Deeds done on a page are the same deeds as in chat: one Turn, one writing, the person concerned is told."""

import json
from datetime import UTC, datetime, timedelta

from bot.now import milliseconds
from handlers.desk.nouns import Option, Question
from tests.dashboard.conftest import AGREEMENT, Office

SUPERVISOR, OFFICER, HEAD = "นภา ผู้กำกับ", "สมชาย บ้านกรวด", "หัวหน้า บ้านกรวด"


def sent(office: Office, name: str) -> list[tuple[str, str]]:
    """Kind and words of what goes to a person."""
    person = office.store.people.by_id(office.people[name])
    assert person is not None
    rows = office.store.db.query("SELECT kind, body FROM outbox WHERE target = ? ORDER BY seq, id", [person.line_user])
    found = [(row["kind"], json.loads(row["body"])) for row in rows]
    return sorted((kind, body["role"] if kind == "menu" else body[0]["text"]) for kind, body in found)


def newcomer(office: Office) -> str:
    office.enroll("ใหม่ คูเมือง", "officer", "คูเมือง")
    with office.store.db.transaction():
        office.store.people.update(person=office.people["ใหม่ คูเมือง"], state="waiting")
    return "ใหม่ คูเมือง"


def test_approving_on_the_page_sends_welcome_and_menu(office: Office) -> None:
    name = newcomer(office)
    visitor = office.visitor(SUPERVISOR)
    assert visitor.send("/admin/people", f"/admin/people/{office.people[name]}", deed="approve").status_code == 303
    assert [kind for kind, _ in sent(office, name)] == ["menu", "push"]
    assert name in sent(office, name)[1][1]
    assert f"อนุมัติคุณ{name}" in visitor.see("/admin/people")  # what the form did
    assert office.store.people.by_id(office.people[name]).state == "active"  # type: ignore[union-attr]


def test_refusing_on_the_page_tells_the_newcomer(office: Office) -> None:
    name = newcomer(office)
    office.visitor(SUPERVISOR).send("/admin/people", f"/admin/people/{office.people[name]}", deed="refuse")
    assert [kind for kind, _ in sent(office, name)] == ["push"]


def test_approving_on_the_page_asks_about_what_the_newcomer_sent_while_waiting(office: Office) -> None:
    name = newcomer(office)
    person = office.store.people.by_id(office.people[name])
    assert person is not None
    kept = Question(
        "w9-q", "reports", "ระหว่างรออนุมัติ ท่านส่ง “เบิกจ่าย 80%” บันทึกไหมคะ",
        (Option("ใช่ บันทึก", "yes"), Option("ไม่ใช่ ไม่บันทึก", "drop")),
        {"key": "held", "words": "เบิกจ่าย 80%", "day": "2018-03-15"}, datetime.now(UTC) + timedelta(hours=6),
        person=person.id,
    )  # fmt: skip
    chat = f"{person.line_user}/{person.line_user}"
    with office.store.db.transaction():
        office.store.questions.note_unsaved(chat, kept.held(), milliseconds())
    office.visitor(SUPERVISOR).send("/admin/people", f"/admin/people/{person.id}", deed="approve")
    rows = office.store.db.query("SELECT body FROM outbox WHERE target = ? AND kind = 'push'", [person.line_user])
    (body,) = (json.loads(row["body"]) for row in rows)
    assert "บันทึกไหมคะ" in body[-1]["text"]
    asked = office.store.questions.open(chat)
    assert asked is not None
    assert asked.id == "w9-q"


def test_a_request_to_move_is_decided_on_the_page(office: Office) -> None:
    with office.store.db.transaction():
        office.store.people.update(person=office.people[OFFICER], requests=1, wants="คูเมือง")
    visitor = office.visitor(SUPERVISOR)
    assert "ขอย้ายไป อ.คูเมือง" in visitor.see("/admin/people")
    answer = visitor.send("/admin/people", f"/admin/people/{office.people[OFFICER]}", deed="moves")
    assert answer.status_code == 303
    moved = office.store.people.by_id(office.people[OFFICER])
    assert moved is not None
    assert (moved.districts, moved.wants) == (("คูเมือง",), "")
    assert [kind for kind, _ in sent(office, OFFICER)] == ["push"]
    assert "ขอย้ายไป" not in visitor.see("/admin/people")


def test_appointing_on_the_page_tells_the_person(office: Office) -> None:
    place = f"/d/{AGREEMENT}/บ้านกรวด/function/2"
    visitor = office.visitor(HEAD)
    answer = visitor.send(place, f"/d/{AGREEMENT}/บ้านกรวด/people", indicator="function/2", duty="responsible",
                          person=str(office.people[OFFICER]))  # fmt: skip
    assert answer.status_code == 303
    ((kind, text),) = sent(office, OFFICER)
    assert (kind, "รายได้ OTOP" in text, HEAD in text) == ("push", True, True)
    assert OFFICER in visitor.see(place)


def test_moving_and_a_new_role_are_told(office: Office) -> None:
    visitor = office.visitor(SUPERVISOR)
    path = f"/admin/people/{office.people[OFFICER]}"
    assert visitor.send("/admin/people", path, deed="move", district="คูเมือง").status_code == 303
    assert visitor.send("/admin/people", path, deed="role", role="head").status_code == 303
    assert sent(office, OFFICER) == [
        ("menu", "head"),
        ("push", "ผู้กำกับกำหนดให้ท่านเป็นพัฒนาการอำเภอแล้วค่ะ"),
        ("push", "ผู้กำกับย้ายท่านไป อ.คูเมือง แล้วค่ะ รายงานของท่านจากนี้เป็นของ อ.คูเมือง"),
    ]
