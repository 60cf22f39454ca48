"""Who has left is named nowhere any more but in the office's own records, and whatever still waits goes on."""

import json
import time

import pytest

from bot.now import milliseconds
from bot.simulator.people.world import Person
from bot.store.forgetting import blotted, holding, without
from bot.store.migrations import tables
from templates.words.people import people as words
from tests.road.office import Road, event

NAME = "มะลิวัลย์ ใจสว่าง"


def naming(road: Road, *who: str) -> dict[str, list[str]]:
    """Every table that holds one of these words anywhere, with the rows."""
    found = {}
    for table in tables():
        rows = [json.dumps(row, ensure_ascii=False) for row in road.rows(f"SELECT * FROM {table.name}")]
        if hits := [row for row in rows if any(one in row for one in who)]:
            found[table.name] = hits
    return found


def busy_life(road: Road) -> Person:
    """Registered, approved, reported, asked, appointed, reminded, announced to."""
    boss, person = road.supervisor(), road.stranger(NAME)
    for said in ("สวัสดี", words.START, "บุรีรัมย์", "1", "บ้านกรวด", NAME):
        road.says(person, said)
    (number,) = [r["id"] for r in road.rows("SELECT id FROM people WHERE name = ?", NAME)]
    road.says(boss, f"อนุมัติ {number}")
    road.says(person, "ครัวเรือนยากจนคงเหลือ 80 จาก 176 ครัวเรือน")
    road.says(person, "1")  # the year is over and not closed: of the ended round
    road.says(person, "เบิกจ่าย 45")
    road.says(person, "ABCDEFGH")
    road.says(person, "เตือนพรุ่งนี้ 9 โมง ส่งรายงานของมะลิวัลย์")
    road.says(person, "@ระดับ คะแนน", group=road.line.world.add_group("ทีม", (person.user_id,)))
    road.says(boss, "ประกาศ ทุกคน ประชุมวันจันทร์")
    road.says(boss, "1")
    assert set(naming(road, NAME, person.user_id)) >= {"inbox", "outbox", "people", "questions"}
    return person


def test_who_leaves_in_chat_is_named_nowhere_and_the_reports_keep_their_words(road: Road) -> None:
    person = busy_life(road)
    facts = road.rows("SELECT * FROM facts")
    road.says(person, "ลบข้อมูลของฉัน")
    assert road.says(person, "1") == [words.LEFT]
    road.wait_idle()
    assert naming(road, person.user_id, NAME) == {}
    assert road.rows("SELECT * FROM facts") == facts
    kept = road.rows("SELECT body, sender FROM inbox WHERE event_id = ?", facts[0]["event_id"])
    assert "ครัวเรือนยากจนคงเหลือ 80 จาก 176 ครัวเรือน" in kept[0]["body"]
    assert kept[0]["sender"] == "nobody"
    assert {r["state"] for r in road.rows("SELECT state FROM inbox")} == {"done"}
    assert {r["state"] for r in road.rows("SELECT state FROM outbox WHERE kind = 'forget'")} == {"sent"}


def test_who_is_removed_by_command_is_named_nowhere(road: Road) -> None:
    person = busy_life(road)
    (number,) = [r["id"] for r in road.rows("SELECT id FROM people WHERE name = ?", NAME)]
    told = json.loads(road.command("person", "export", str(number)))
    assert told["person"]["name"] == NAME
    assert {"เบิกจ่าย 45", NAME} <= {json.loads(m["body"])["message"]["text"] for m in told["messages"]}
    assert told["alarms"][0]["words"]
    assert any(words.NOTICE in a["body"] or "เก็บอะไร" in a["body"] for a in told["answers"])
    said = road.command("person", "remove", str(number)).splitlines()
    assert said[0] == f"{number}: name, account, districts, duties and codes are removed; the office's reports stay"
    assert said[1].endswith(" rows of messages and answers lost who sent them")
    assert naming(road, person.user_id, NAME) == {}
    assert "ท่านยังไม่ได้ลงทะเบียน" in road.says(person, "เบิกจ่าย 46")[0]  # a stranger again
    (again,) = road.command("person", "remove", str(number)).splitlines()
    assert again.startswith(f"{number}: name,")


def test_what_waits_unhandled_is_answered_as_a_strangers_and_then_forgotten(road: Road) -> None:
    person = road.officer(NAME)
    (number,) = [r["id"] for r in road.rows("SELECT id FROM people WHERE name = ?", NAME)]
    store = road.service.store
    road.service.mailbox._throttle.allows = lambda sender: False  # type: ignore[method-assign]  # nothing is handled
    road.line.phone.text(person, "เบิกจ่าย 82%")
    said = road.command("person", "remove", str(number)).splitlines()
    assert said[1] == (
        "something of theirs still waits: the running bot takes the name out of the messages once it is done"
    )
    assert store.inbox.counts() == {"waiting": 1}
    road.service.mailbox._throttle.allows = lambda sender: True  # type: ignore[method-assign]
    road.wait_idle()
    assert "ท่านยังไม่ได้ลงทะเบียน" in road.heard(person)[0]
    assert set(naming(road, person.user_id, NAME)) <= {"people", "outbox"}  # what greeted the stranger of today


def test_the_farewell_that_line_takes_only_later_still_arrives(road: Road) -> None:
    person = road.officer(NAME)
    road.says(person, "ลบข้อมูลของฉัน")
    road.line.fail("reply", "500", times=2)
    road.line.phone.text(person, "1")
    road.wait_idle()
    assert road.heard(person)[-1] == words.LEFT
    assert naming(road, person.user_id, NAME) == {}


def test_a_reminder_that_waits_is_not_sent_to_who_has_left(road: Road) -> None:
    person = road.officer(NAME)
    store = road.service.store
    (number,) = [r["id"] for r in road.rows("SELECT id FROM people WHERE name = ?", NAME)]
    with store.db.transaction():
        store.outbox.put(
            id="later", kind="push", target=person.user_id, body=[{"type": "text", "text": "เตือน"}],
            now=milliseconds(), due=milliseconds() + 3600_000,
        )  # fmt: skip
    road.command("person", "remove", str(number))
    road.wait_idle()
    assert road.heard(person) == []
    assert naming(road, person.user_id, NAME) == {}


def test_whoever_was_bound_twice_leaves_both_names_behind(road: Road) -> None:
    person = road.officer(NAME)
    code = road.command("enroll", "--name", NAME, "--province", "บุรีรัมย์", "--role", "supervisor")
    road.says(person, code.split(" code ")[1].split(",")[0])
    road.says(person, "ลบข้อมูลของฉัน")
    road.says(person, "1")
    road.wait_idle()
    assert naming(road, person.user_id, NAME) == {}


def test_a_new_acquaintance_after_leaving_is_not_forgotten_with_the_old(road: Road) -> None:
    person = road.officer(NAME)
    road.says(person, "ลบข้อมูลของฉัน")
    road.line.fail("reply", "latency", latency_ms=700, times=1)
    road.line.phone.text(person, "1")
    time.sleep(0.3)
    road.line.phone.text(person, "สวัสดี")
    road.wait_idle()
    assert [json.loads(r["body"])["message"]["text"] for r in road.rows(
        "SELECT body FROM inbox WHERE sender = ?", person.user_id)] == ["สวัสดี"]  # fmt: skip


def test_leaving_does_not_renew_the_tries_for_a_code(road: Road) -> None:
    person = road.officer(NAME)
    for _ in range(2):
        road.says(person, "ลบข้อมูลของฉัน")
        road.says(person, "1")
        road.says(person, "สวัสดี")
        for n in range(3):
            heard = road.says(person, f"ABCDEFG{n + 2}")
        road.command("enroll", "--name", NAME, "--province", "บุรีรัมย์", "--role", "supervisor")
    assert heard == [words.TOO_MANY]


def test_an_event_without_its_sender_keeps_its_words_and_whom_it_mentions() -> None:
    raw = event(
        "e", "U1", "@ก @ข", message={"text": "@ก @ข", "mention": {"mentionees": [{"userId": "U1"}, {"userId": "U2"}]}}
    )
    left = json.loads(without(json.dumps(raw), "U1"))
    assert "source" not in left
    assert "replyToken" not in left
    assert left["message"] == {"text": "@ก @ข", "mention": {"mentionees": [{}, {"userId": "U2"}]}}
    assert left["timestamp"] == raw["timestamp"]


def test_a_name_is_looked_for_letter_by_letter() -> None:
    assert holding('100%_!"') == '%100!%!_!!\\"%'


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_what_others_said_of_who_leaves_names_nobody_on_either_engine(
    engine: str, request: pytest.FixtureRequest
) -> None:
    more = {"DATABASE_URL": request.getfixturevalue("postgres_url")} if engine == "postgres" else {}
    with Road(**more) as road:
        person, friend = busy_life(road), road.officer("เพื่อน ร่วมงาน")
        team = road.line.world.add_group("อำเภอ", (friend.user_id,)).group_id
        road.line.phone.member_joins(person, team)
        mention = {"mentionees": [{"index": 0, "length": 19, "type": "user", "userId": person.user_id}]}
        road.raw(
            event(
                "m",
                friend.user_id,
                source={"type": "group", "groupId": team, "userId": friend.user_id},
                message={"type": "text", "id": "77", "text": f"@{NAME} ดี", "mention": mention},
            )
        )
        road.line.phone.member_leaves(person, team)
        road.says(friend, f"ครัวเรือนยากจนคงเหลือ 70 จาก 176 ครัวเรือน {NAME} ทำ")
        road.says(friend, f"เตือนพรุ่งนี้ 9 โมง โทรหา {NAME}")
        asked = road.rows("SELECT id FROM questions WHERE payload LIKE ? AND person = "
                          "(SELECT id FROM people WHERE line_user = ?)", f"%{NAME}%", friend.user_id)  # fmt: skip
        assert asked
        assert {"inbox", "questions", "alarms", "outbox"} <= set(naming(road, NAME))
        assert len(naming(road, person.user_id)["inbox"]) >= 3
        road.says(person, "ลบข้อมูลของฉัน")
        road.says(person, "1")
        road.wait_idle()
        assert naming(road, person.user_id, NAME) == {}
        assert "×" * len(NAME) in road.rows("SELECT payload FROM questions WHERE id = ?", asked[0]["id"])[0]["payload"]


def test_the_trail_of_a_life_holds_numbers_and_survives_forgetting(road: Road) -> None:
    person = busy_life(road)
    (number,) = [r["id"] for r in road.rows("SELECT id FROM people WHERE name = ?", NAME)]
    boss = road.rows("SELECT id FROM people WHERE role = 'supervisor'")[0]["id"]
    assert ("approve", boss, number, "chat") in [
        (r["deed"], r["person"], r["whom"], r["way"]) for r in road.rows("SELECT * FROM trail")
    ]
    road.command("person", "remove", str(number))
    assert [(r["deed"], r["way"]) for r in road.rows("SELECT * FROM trail WHERE whom = ?", number)][-1] == (
        "remove", "command")  # fmt: skip
    assert road.service.store.trail.broken() is None
    assert "trail" not in naming(road, NAME, person.user_id)


def test_a_short_name_is_blotted_where_it_stands_alone_and_never_inside_a_word() -> None:
    assert blotted("คุณ ดี ทำดีมาก (ดี)", ["ดี"]) == "คุณ ×× ทำดีมาก (××)"
    assert blotted('{"text":"โทรหามะลิวัลย์ ใจสว่างครับ"}', [NAME]) == '{"text":"โทรหา' + "×" * len(NAME) + 'ครับ"}'
    assert blotted('{"text":"a \\"b\\" c"}', ['a "b" c']) == '{"text":"×××××××"}'
