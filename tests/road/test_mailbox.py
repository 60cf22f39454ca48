"""The mailbox: each sender's messages in their order, one message one transaction, no failure stands in the way."""

import json
import logging
import sqlite3
import time
from dataclasses import dataclass
from typing import Any

import pytest

from bot.post import mailbox
from bot.post.turns import masked
from bot.simulator.people.world import Person
from handlers.desk.desk import Desk, Route, ask
from handlers.desk.nouns import Message, Option, Question, Turn
from handlers.desk.writers import Writers
from handlers.desk.writes import CloseQuestion
from handlers.routes import table as routes
from templates.messages import numbered, say
from templates.words import common
from templates.words.people import faults
from tests.road.office import Road, event

SEEN: list[tuple[str, str]] = []  # who said what, in the order in which it was handled


@dataclass(frozen=True)
class Kept:
    value: str

    def apply(self, store: Writers) -> None:
        store.kept.put(name="probe", value=self.value)


class Unwritable:
    def apply(self, store: Writers) -> None:
        store.people.update(person=1, colour="red")


def _probe(message: Message, desk: Desk) -> Turn | None:
    """A conversation of these tests: counts in the database, raises, asks, writes what no table takes."""
    words = message.text
    if message.kind == "text" and words.startswith("ถาม"):
        options = [Option("แดง", "red"), Option("น้ำเงิน เข้ม", "blue")]
        question = ask(message, desk, asks="probe", text="สีใด", options=options)
        labels = [o.label for o in options]
        return Turn(replies=(numbered("สีใด", labels, question.id, common.ANSWER_HINT),), question=question)
    if message.kind != "text" or not words.startswith("probe"):
        return None
    SEEN.append((message.user or "", words))
    if "raise" in words:
        raise ValueError(f"found {words!r}")
    if "slow" in words:
        time.sleep(0.05)
    if "unwritable" in words:
        return Turn(replies=(say("never said"),), changes=(Unwritable(),))
    n = int(desk.store.kept.get("probe") or 0) + 1
    return Turn(replies=(say(f"{n} {words}"),), changes=(Kept(str(n)),))


def _answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    close = CloseQuestion(id=question.id)
    return Turn(replies=(say(f"เลือก {option.value}"),), changes=(close,))


@pytest.fixture(autouse=True)
def _probed(monkeypatch: pytest.MonkeyPatch) -> None:
    SEEN.clear()
    probe = Route("probe", _probe, answered=_answered, open_to_strangers=True)
    monkeypatch.setattr(routes, "ROUTES", (probe, *routes.ROUTES))


@pytest.fixture
def person(road: Road) -> Person:
    return road.officer()


def kept(road: Road, event_id: str) -> dict[str, Any]:
    (row,) = road.rows("SELECT * FROM inbox WHERE event_id = ?", event_id)
    return row


# order


def test_a_senders_messages_are_handled_in_the_order_in_which_they_were_said(road: Road, person: Person) -> None:
    other = road.stranger()
    now = time.time_ns() // 1_000_000
    events = [event(f"e{n}", person.user_id, f"probe {n}", timestamp=now + n) for n in range(8)]
    events += [event(f"o{n}", other.user_id, f"probe {n}", timestamp=now + n) for n in range(8)]
    assert road.raw(*events[::-2], *events[-2::-2]).ok
    road.wait_idle()
    for user in (person.user_id, other.user_id):
        assert [words for who, words in SEEN if who == user][-8:] == [f"probe {n}" for n in range(8)]


def test_a_straggler_that_is_older_goes_before_what_still_waits(road: Road, person: Person) -> None:
    now = time.time_ns() // 1_000_000
    assert road.raw(event("first", person.user_id, "probe slow first", timestamp=now)).ok
    road.until("SELECT 1 FROM inbox WHERE event_id = 'first'")
    assert road.raw(event("late", person.user_id, "probe late", timestamp=now + 20)).ok
    assert road.raw(event("early", person.user_id, "probe early", timestamp=now + 10)).ok
    road.wait_idle()
    words = [w for _, w in SEEN]
    assert (
        words.index("probe early") < words.index("probe late")
        or kept(road, "late")["done"] <= kept(road, "early")["received"]
    )


def test_different_senders_do_not_wait_for_one_who_fails(road: Road, person: Person) -> None:
    other = road.stranger()
    road.raw(event("bad", person.user_id, "probe raise"), event("good", other.user_id, "probe fine"))
    road.wait_idle()
    assert (kept(road, "bad")["state"], kept(road, "good")["state"]) == ("failed", "done")


# once


def test_a_message_that_comes_again_has_no_second_effect(road: Road, person: Person) -> None:
    assert road.says(person, "probe once") == ["1 probe once"]
    road.line.phone.redeliver(person)
    road.line.phone.duplicate(person)
    road.wait_idle()
    assert road.heard(person) == ["1 probe once"]
    assert road.service.store.kept.get("probe") == "1"


def test_what_was_kept_when_the_process_ended_is_handled_at_the_next_start(road: Road, person: Person) -> None:
    road.service.mailbox.stop()
    assert road.raw(event("e1", person.user_id, "probe later")).ok
    time.sleep(0.1)
    assert kept(road, "e1")["state"] == "waiting"
    box = road.service.mailbox
    again = mailbox.Mailbox(box.store, box.book, box.today, box.public_url, road.service.sender.take)
    again.start()
    road.wait_idle()
    assert kept(road, "e1")["state"] == "done"
    again.stop()


# failures


def test_a_handler_that_raises_gives_one_polite_sentence_and_later_messages_go_on(
    road: Road, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "radap.mailbox")
    road.raw(event("e1", person.user_id, "probe raise"), event("e2", person.user_id, "probe next"))
    road.wait_idle()
    row = kept(road, "e1")
    assert (row["state"], len(row["reference"])) == ("failed", 6)
    assert row["trace"].endswith("ValueError: found 'probe raise'\n")
    assert kept(road, "e2")["state"] == "done"
    sent = {r["event_id"]: json.loads(r["body"])[0]["text"] for r in road.outbox()}
    assert sent == {"e1": faults.failed(row["reference"]), "e2": "1 probe next"}
    assert faults.failed("AB12CD") == ("ขออภัยค่ะ ระบบอ่านข้อความนี้ไม่สำเร็จ ข้อความของท่านยังเก็บไว้ ผู้ดูแลตรวจได้ด้วยเลขอ้างอิง AB12CD")
    (record,) = caplog.records
    assert record.reference == row["reference"]  # type: ignore[attr-defined]
    assert record.request_id == row["request_id"]  # type: ignore[attr-defined]


def test_what_no_table_takes_leaves_nothing_of_the_message(road: Road, person: Person) -> None:
    (said,) = road.says(person, "probe unwritable")
    assert said == faults.failed(road.inbox()[-1]["reference"])
    assert road.service.store.kept.get("probe") is None


def test_a_row_that_cannot_be_read_fails_alone(road: Road, person: Person) -> None:
    with road.service.store.db.transaction():
        for n, odd in enumerate(("{", "[]", "null", '"x"')):
            road.service.store.db.execute(
                "INSERT INTO inbox (event_id, sender, happened, received, body) VALUES (?, ?, 1, 1, ?)",
                [f"odd{n}", person.user_id, odd],
            )
    assert road.says(person, "probe after") == ["1 probe after"]
    assert [kept(road, f"odd{n}")["state"] for n in range(4)] == ["failed"] * 4


def test_in_a_group_a_failure_is_told_only_to_who_called(road: Road, person: Person) -> None:
    group = road.line.world.add_group("ทีม", (person.user_id,))
    road.line.phone.text(person, "probe raise", group)
    road.line.phone.text(person, "@ระดับ probe raise", group)
    road.wait_idle()
    assert len(road.heard(group.group_id)) == 1


def test_while_the_database_is_locked_the_row_waits_and_is_then_handled(road: Road, person: Person) -> None:
    store = road.service.store
    failing = [sqlite3.OperationalError("database is locked"), sqlite3.OperationalError("database or disk is full")]
    finish = store.inbox.finish

    def once(*args: Any, **more: Any) -> None:
        if failing:
            raise failing.pop()
        finish(*args, **more)

    store.inbox.finish = once  # type: ignore[method-assign]
    assert road.says(person, "probe patient") == ["1 probe patient"]
    assert [w for _, w in SEEN].count("probe patient") >= 3
    assert store.kept.get("probe") == "1"
    assert road.inbox()[-1]["state"] == "done"


# who gets an answer


def test_standby_is_kept_and_neither_handled_nor_answered(road: Road, person: Person) -> None:
    road.line.phone.text(person, "probe standby", standby=True)
    road.wait_idle()
    assert SEEN == []
    assert road.heard(person) == []
    assert road.inbox()[-1]["state"] == "done"


def test_without_a_token_only_what_matters_is_pushed(road: Road, person: Person) -> None:
    road.raw(event("e1", person.user_id, "probe", replyToken=None), event("e2", person.user_id, "ถาม", replyToken=None))
    road.wait_idle()
    assert [(r["event_id"], r["kind"], r["state"]) for r in road.outbox()] == [("e2", "push", "sent")]


def test_nobody_is_not_written_to(road: Road) -> None:
    road.raw(
        event("e1", "", "ถาม", replyToken=None, source=None),
        event("e2", "", "probe raise", source=None, replyToken=None),
    )
    road.wait_idle()
    assert road.outbox() == []
    assert (kept(road, "e1")["state"], kept(road, "e2")["state"]) == ("done", "failed")


# questions


def question_id(road: Road) -> str:
    return str(road.rows("SELECT id FROM questions ORDER BY asked DESC LIMIT 1")[0]["id"])


def tap(road: Road, person: Person, data: str) -> list[str]:
    before = len(road.heard(person))
    road.raw(event(f"tap{time.time_ns()}", person.user_id, type="postback", message=None, postback={"data": data},
                   replyToken=road.line.sending.new_token(person.user_id, time.time_ns() // 1_000_000)))  # fmt: skip
    road.wait_idle()
    return road.heard(person)[before:]


@pytest.mark.parametrize(
    ("said", "chosen"),
    [("1", "red"), ("๑", "red"), ("2", "blue"), ("ข้อ 2", "blue"), ("ข้อ๒", "blue"), ("2.", "blue"), ("2)", "blue"),
     ("2 ค่ะ", "blue"), ("แดง", "red"), (" น้ำเงิน เข้ม ", "blue")],
)  # fmt: skip
def test_a_question_is_answered_by_number_or_words(road: Road, person: Person, said: str, chosen: str) -> None:
    assert road.says(person, "ถาม") == [f"สีใด\n1. แดง\n2. น้ำเงิน เข้ม\n{common.ANSWER_HINT}"]
    assert road.says(person, said) == [f"เลือก {chosen}"]


def test_a_question_is_answered_by_its_button_and_the_button_is_old_afterwards(road: Road, person: Person) -> None:
    road.says(person, "ถาม")
    data = f"q:{question_id(road)}:2"
    assert tap(road, person, data) == ["เลือก blue"]
    assert tap(road, person, data) == [common.OLD_BUTTON]
    assert road.says(person, "1") != ["เลือก red"]


def test_a_newer_question_makes_the_button_of_the_one_before_old(road: Road, person: Person) -> None:
    road.says(person, "ถาม")
    first = question_id(road)
    road.says(person, "ถาม อีก")
    assert tap(road, person, f"q:{first}:1") == [common.OLD_BUTTON]
    assert road.says(person, "1") == ["เลือก red"]


def test_a_number_that_was_not_offered_gets_the_question_again(road: Road, person: Person) -> None:
    (asked,) = road.says(person, "ถาม")
    for said in ("3", "0", "12"):
        assert road.says(person, said) == [f"{common.NOT_CLEAR}\n{asked} หรือพิมพ์ใหม่"]  # it has no option that declines
    assert road.says(person, "2") == ["เลือก blue"]


def test_an_expired_question_takes_no_answer(road: Road, person: Person) -> None:
    road.says(person, "ถาม")
    with road.service.store.db.transaction():
        road.service.store.db.execute("UPDATE questions SET expires = '2000-01-01T00:00:00+07:00'")
    assert road.says(person, "แดง") != ["เลือก red"]
    assert tap(road, person, f"q:{question_id(road)}:1") == [
        "คำถามนั้นหมดเวลาแล้วค่ะ และยังไม่บันทึก “ถาม”\nส่งข้อความนี้อีกครั้งเพื่อบันทึก"
    ]


def test_somebody_elses_button_does_nothing(road: Road, person: Person) -> None:
    road.says(person, "ถาม")
    data = f"q:{question_id(road)}:1"
    assert tap(road, road.officer("สมหญิง ใจดี"), data) == [common.NOT_YOUR_QUESTION]
    assert tap(road, road.stranger(), data) == [common.NOT_YOUR_QUESTION]
    assert tap(road, person, data) == ["เลือก red"]


@pytest.mark.parametrize(
    "data", ["q:", "q::", "q:x", "q:x:1", "q:x:y", "q:::1", "q:'; DROP TABLE people;--:1", "q:x:" + "9" * 200]
)
def test_a_forged_button_gets_a_polite_answer(road: Road, person: Person, data: str) -> None:
    assert tap(road, person, data) == [common.OLD_BUTTON]


@pytest.mark.parametrize("chosen", ["0", "3", "-1", "x", "", "²", "๙", "1.0", "1e1"])
def test_a_choice_that_does_not_exist_changes_nothing(road: Road, person: Person, chosen: str) -> None:
    road.says(person, "ถาม")
    assert tap(road, person, f"q:{question_id(road)}:{chosen}") == [common.OLD_BUTTON]
    assert road.says(person, "1") == ["เลือก red"]


# ID numbers


ID = "1101700203450"  # 13+12+10+9*7+6*2+4*3+3*4+2*5 = 144, 144 mod 11 = 1, 11 - 1 = 10, so the last digit is 0


def test_an_id_number_stays_nowhere(road: Road, person: Person, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for words in (f"เบิกจ่าย 82% ของ {ID}", f"probe raise {ID}", f"ถาม {ID}", f"probe {ID}", f"อำเภอ{ID}"):
        road.says(person, words)
    road.says(road.stranger(), f"สวัสดี {ID[0]}-{ID[1:5]}-{ID[5:10]}-{ID[10:12]}-{ID[12]}")
    whole = b"".join(road.folder.joinpath(name).read_bytes() for name in ("radap.db", "radap.db-wal"))
    tables = [r["name"] for r in road.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        assert ID not in json.dumps(road.rows(f"SELECT * FROM {table}"), ensure_ascii=False, default=str), table
    assert len(whole) > 0
    assert ID not in caplog.text
    assert ID not in json.dumps(road.line.sent, default=str)
    assert ID not in json.dumps([road.line.said_to(person.user_id)], ensure_ascii=False)
    rows = road.inbox()
    assert [json.loads(r["body"])["message"]["text"] for r in rows[:2]] == [
        "เบิกจ่าย 82% ของ " + "×" * 13,
        "probe raise " + "×" * 13,
    ]
    assert rows[1]["state"] == "failed"
    assert "probe raise " + "×" * 13 in rows[1]["trace"]
    assert json.loads(rows[-1]["body"])["message"]["text"] == "สวัสดี ×-××××-×××××-××-×"


def test_only_words_are_hidden_never_a_time_or_an_id_of_lines() -> None:
    stamp = int(ID)
    raw = {"timestamp": stamp, "webhookEventId": ID, "message": {"id": ID, "text": "ดี", "fileName": f"{ID}.pdf"}}
    hidden = masked(raw)
    assert hidden is not None
    assert json.loads(hidden) == {**raw, "message": {"id": ID, "text": "ดี", "fileName": "×" * 13 + ".pdf"}}
    assert masked({"timestamp": stamp, "message": {"text": "ดี"}}) is None
    assert masked({"message": {"text": "1101700203459"}}) is None  # a wrong check digit
