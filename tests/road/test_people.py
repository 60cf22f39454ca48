"""Registration, approval, codes, blocking, leaving and groups, as chats with the whole bot."""

from typing import Any

import pytest

from bot.simulator.people.world import Person
from bot.simulator.phone.taps import tap as tapped
from bot.simulator.phone.taps import visible_buttons
from templates.words.people import people as words
from tests.road.office import PROVINCE, Road

AS_WHAT = "(เจ้าหน้าที่อำเภอ อ.บ้านกรวด จ.บุรีรัมย์)"


def state(road: Road, person: Person) -> dict[str, Any]:
    rows = road.rows(
        """SELECT p.*, (SELECT group_concat(district) FROM person_districts d WHERE d.person = p.id) AS districts
           FROM people p WHERE line_user = ?""",
        person.user_id,
    )
    return rows[0] if rows else {}


def tap(road: Road, person: Person, label: str) -> list[str]:
    """Tap a button that the person sees."""
    before = len(road.heard(person))
    seen = [b for _, b in visible_buttons(road.line.world.chat(person.user_id)) if b.label == label]
    assert seen, f"no button {label}"
    tapped(road.line.phone, road.line.menus, person.user_id, None, seen[0].action, label=label)
    road.wait_idle()
    return road.heard(person)[before:]


def register(road: Road, person: Person, *answers: str) -> list[str]:
    road.says(person, "สวัสดี")
    said: list[str] = []
    for answer in (words.START, *answers):
        said = road.says(person, answer)
    return said


# registration


def test_the_first_word_is_answered_with_what_is_kept_and_how_to_begin(road: Road) -> None:
    newcomer = road.stranger()
    unsaved, hello, notice = road.says(newcomer, "เบิกจ่าย 82%")
    assert unsaved.startswith("ยังไม่บันทึก “เบิกจ่าย 82%” ค่ะ")
    assert hello == words.GREETING
    for told in ("เก็บอะไร", "ใครเห็น", "ลบอย่างไร", words.HOW_TO_START):
        assert told in notice
    assert road.rows("SELECT * FROM facts") == []


def test_an_officer_registers_and_a_supervisor_lets_them_in_with_one_tap(road: Road) -> None:
    boss, newcomer = road.supervisor(), road.stranger()
    assert register(road, newcomer, PROVINCE, "1", "บ้านกรวด", "สมหญิง รักงาน") == [
        f"สมหญิง รักงาน เจ้าหน้าที่อำเภอ อ.บ้านกรวด จ.บุรีรัมย์\n{words.WAITING}"
    ]
    assert state(road, newcomer)["state"] == "waiting"
    assert road.says(newcomer, "เบิกจ่าย 82%") == [words.not_saved_yet("เบิกจ่าย 82%", words.WAITING_HELD)]
    assert road.heard(boss)[-1] == "ขออนุมัติผู้ใช้ใหม่: คุณสมหญิง รักงาน เจ้าหน้าที่อำเภอ อ.บ้านกรวด จ.บุรีรัมย์"
    assert tap(road, boss, "อนุมัติ") == [f"อนุมัติคุณสมหญิง รักงาน {AS_WHAT} แล้วค่ะ"]
    assert road.heard(newcomer)[-2].startswith("เรียบร้อยค่ะ คุณสมหญิง รักงาน (เจ้าหน้าที่อำเภอ อ.บ้านกรวด จ.บุรีรัมย์) ใช้งานได้แล้ว")
    assert (state(road, newcomer)["state"], state(road, newcomer)["districts"]) == ("active", "บ้านกรวด")
    number = state(road, newcomer)["id"]
    assert tap(road, boss, "อนุมัติ") == [words.already_settled(number)]


def test_a_refused_person_hears_it_and_may_ask_again(road: Road) -> None:
    boss, newcomer = road.supervisor(), road.stranger()
    register(road, newcomer, PROVINCE, "1", "บ้านกรวด", "สมหญิง รักงาน")
    assert road.says(boss, f"ไม่อนุมัติ {state(road, newcomer)['id']}") == [f"ไม่อนุมัติคุณสมหญิง รักงาน {AS_WHAT} ค่ะ แจ้งเจ้าตัวแล้ว"]
    assert road.heard(newcomer)[-1] == words.REFUSED
    assert state(road, newcomer)["state"] == "refused"
    assert words.ASK_PROVINCE in road.says(newcomer, words.START)[0]


def _refused_as_officer_asks_as_supervisor(road: Road) -> tuple[Person, Person]:
    """Two may approve: the second one still has the card of the first request."""
    first, second, newcomer = road.supervisor(), road.supervisor("สุดา"), road.stranger()
    register(road, newcomer, PROVINCE, "1", "บ้านกรวด", "สมหญิง รักงาน")
    tap(road, first, "ไม่อนุมัติ")
    for answer in (words.START, PROVINCE, words.ROLES["supervisor"], "สมหญิง รักงาน"):
        road.says(newcomer, answer)
    assert state(road, newcomer)["state"] == "waiting"
    return second, newcomer


def test_the_card_of_an_officer_makes_no_supervisor(road: Road) -> None:
    boss, newcomer = _refused_as_officer_asks_as_supervisor(road)
    cards = [b for _, b in visible_buttons(road.line.world.chat(boss.user_id)) if b.label == "อนุมัติ"]
    tapped(road.line.phone, road.line.menus, boss.user_id, None, cards[-1].action, label="อนุมัติ")  # the older one
    road.wait_idle()
    assert state(road, newcomer)["state"] == "waiting"
    assert words.CHANGED_REQUEST in road.heard(boss)
    assert road.heard(boss)[-1] == "ขออนุมัติผู้ใช้ใหม่: คุณสมหญิง รักงาน ผู้กำกับระดับจังหวัด จ.บุรีรัมย์"
    assert tap(road, boss, "อนุมัติ") == ["อนุมัติคุณสมหญิง รักงาน (ผู้กำกับระดับจังหวัด จ.บุรีรัมย์) แล้วค่ะ"]
    assert (state(road, newcomer)["state"], state(road, newcomer)["role"]) == ("active", "supervisor")


def test_a_typed_number_after_a_second_request_shows_it_first(road: Road) -> None:
    boss, newcomer = _refused_as_officer_asks_as_supervisor(road)
    looked, card = road.says(boss, f"อนุมัติ {state(road, newcomer)['id']}")
    assert (looked, state(road, newcomer)["state"]) == (words.LOOK_AGAIN, "waiting")
    assert card == "ขออนุมัติผู้ใช้ใหม่: คุณสมหญิง รักงาน ผู้กำกับระดับจังหวัด จ.บุรีรัมย์"
    assert tap(road, boss, "ไม่อนุมัติ")[0].startswith("ไม่อนุมัติคุณสมหญิง รักงาน (ผู้กำกับระดับจังหวัด จ.บุรีรัมย์)")


def test_a_card_without_a_mark_or_with_anothers_acts_on_nothing(road: Road) -> None:
    boss, newcomer, other = road.supervisor(), road.stranger(), road.stranger("อีกคน")
    for one in (newcomer, other):
        register(road, one, PROVINCE, "1", "บ้านกรวด", "สมหญิง รักงาน")
    road.says(boss, "รออนุมัติ")  # only the first came with a card of its own
    number, second = (state(road, one)["id"] for one in (newcomer, other))
    shown = [b.action.get("data", "").split(":") for _, b in visible_buttons(road.line.world.chat(boss.user_id))]
    marks = {data[1]: data[2] for data in shown if data[0] == "approve"}
    assert marks.keys() == {str(number), str(second)}
    assert len(set(marks.values())) == 2
    forged = ("", ":", f":{'0' * 16}", f":{marks[str(second)]}")
    for data in (*(f"approve:{number}{mark}" for mark in forged), f"approve:{second}:{marks[str(number)]}"):
        road.line.phone.postback(boss, data)
        road.wait_idle()
    assert [state(road, one)["state"] for one in (newcomer, other)] == ["waiting", "waiting"]


@pytest.mark.parametrize("command", ["อนุมัติ {}", "อนุมัติ{}", "อนุมัติ ๐๐{}"])
def test_a_supervisor_may_also_type_it(road: Road, command: str) -> None:
    boss, newcomer = road.supervisor(), road.stranger()
    register(road, newcomer, PROVINCE, "1", "บ้านกรวด", "สมหญิง รักงาน")
    assert road.says(boss, command.format(state(road, newcomer)["id"])) == [f"อนุมัติคุณสมหญิง รักงาน {AS_WHAT} แล้วค่ะ"]


def test_the_list_of_who_waits_is_for_those_who_may_let_in(road: Road) -> None:
    boss, officer, newcomer = road.supervisor(), road.officer(), road.stranger()
    assert road.says(boss, "รออนุมัติ") == [words.NOBODY_WAITS]
    register(road, newcomer, PROVINCE, "1", "บ้านกรวด", "สมหญิง รักงาน")
    (listed,) = road.says(boss, "รออนุมัติ")
    assert f"{state(road, newcomer)['id']}. สมหญิง รักงาน" in listed
    assert road.says(officer, "รออนุมัติ") == [words.NOT_ALLOWED]
    assert road.says(officer, f"อนุมัติ {state(road, newcomer)['id']}") == [words.NOT_ALLOWED]
    assert state(road, newcomer)["state"] == "waiting"


def test_a_supervisor_of_another_province_may_not_let_in(road: Road) -> None:
    road.command("activate", "nongkhai-2565-1")
    other, newcomer = road.supervisor("สุดา", province="หนองคาย"), road.stranger()
    register(road, newcomer, PROVINCE, "1", "บ้านกรวด", "สมหญิง รักงาน")
    assert road.says(other, f"อนุมัติ {state(road, newcomer)['id']}") == [words.NOT_ALLOWED]
    assert not any("สมหญิง" in text for text in road.heard(other))
    assert state(road, newcomer)["state"] == "waiting"


def test_nobody_lets_themselves_in(road: Road) -> None:
    newcomer = road.stranger()
    register(road, newcomer, PROVINCE, "ผู้กำกับระดับจังหวัด", "สมหญิง รักงาน")
    number = state(road, newcomer)["id"]
    for words_ in (f"อนุมัติ {number}", f"approve:{number}"):
        assert road.says(newcomer, words_) == [words.WAITING]
    assert state(road, newcomer)["state"] == "waiting"


def test_where_nobody_can_let_in_the_newcomer_is_told_whom_to_ask(road: Road) -> None:
    assert register(road, road.stranger(), PROVINCE, "1", "บ้านกรวด", "สมหญิง รักงาน")[0].endswith(words.NO_APPROVER)


@pytest.mark.parametrize("typed", ["บ้านกวด", "บานกรวด", "อำเภอบ้านกวดด"])
def test_a_misspelt_district_is_suggested_and_confirmed(road: Road, typed: str) -> None:
    newcomer = road.stranger()
    (asked,) = register(road, newcomer, PROVINCE, "1", typed)
    assert asked.startswith("หมายถึงอำเภอบ้านกรวดใช่ไหมคะ\n1. ใช่\n2. ไม่ใช่")
    assert road.says(newcomer, "ใช่") == [words.ASK_NAME]
    assert state(road, newcomer)["districts"] == "บ้านกรวด"


def test_what_is_no_district_is_asked_again_with_the_choices(road: Road) -> None:
    newcomer = road.stranger()
    (asked,) = register(road, newcomer, PROVINCE, "1", "เชียงใหม่")
    assert asked.startswith("ไม่พบอำเภอ “เชียงใหม่” ในจังหวัดบุรีรัมย์ค่ะ เลือกหมายเลขหรือพิมพ์ชื่ออำเภออีกครั้ง")
    assert "1. " in asked


@pytest.mark.parametrize("name", ["1", "x", "สมชาย 2", "ก" * 61, "1101700203450", "สม\nชาย"])
def test_a_name_that_is_none_is_asked_again(road: Road, name: str) -> None:
    newcomer = road.stranger()
    assert register(road, newcomer, PROVINCE, "1", "บ้านกรวด", name) == [words.NAME_ODD]
    assert state(road, newcomer)["name"] == ""


def test_a_name_of_eight_latin_letters_is_a_name(road: Road) -> None:
    newcomer = road.stranger()
    register(road, newcomer, PROVINCE, "1", "บ้านกรวด", "JAKKAPAT")
    assert (state(road, newcomer)["name"], state(road, newcomer)["state"]) == ("JAKKAPAT", "waiting")


def test_the_button_of_a_question_answered_in_words_changes_nothing_later(road: Road) -> None:
    newcomer = road.stranger()
    register(road, newcomer, PROVINCE)
    (asked,) = [r["id"] for r in road.rows("SELECT id FROM questions WHERE state = 'open'")]
    road.says(newcomer, "เจ้าหน้าที่อำเภอ")
    road.says(newcomer, "บ้านกรวด")
    assert road.rows("SELECT id FROM questions WHERE state = 'open'") == []
    assert asked
    road.says(newcomer, "3")  # no name, and no answer to a question of long ago
    assert state(road, newcomer)["role"] == "officer"


def test_registration_can_be_begun_only_so_often_a_day(road: Road) -> None:
    newcomer = road.stranger()
    road.says(newcomer, "สวัสดี")
    for _ in range(5):
        assert words.ASK_PROVINCE in road.says(newcomer, words.START)[0]
    assert road.says(newcomer, words.START) == [words.TOO_MANY]


def test_who_is_not_registered_gets_help_and_nothing_else(road: Road) -> None:
    newcomer = road.stranger()
    road.officer()
    for said in ("คะแนน", "เหลืออะไรบ้าง", "ใครยังไม่รายงาน", "เบิกจ่าย 82%", "ประกาศ ทุกคน", "แก้เป็น 5"):
        heard = road.says(newcomer, said)
        if said == "คะแนน":  # welcomed once
            assert heard == [words.GREETING, f"{words.NOTICE}\n\n{words.HOW_TO_START}"]
        else:
            assert heard[0].endswith(words.NOT_YET)
    assert "ลงทะเบียน" in road.says(newcomer, "ช่วยเหลือ")[0]
    assert road.rows("SELECT * FROM facts") == []


# one-time codes


def code_for(road: Road, *words_: str) -> str:
    printed = road.command("enroll", "--name", "มานะ ขยัน", *words_)
    return printed.split(" code ")[1].split(",")[0]


def test_who_sends_a_code_is_bound_once(road: Road) -> None:
    code = code_for(road, "--province", PROVINCE, "--district", "บ้านกรวด", "--role", "head")
    first, second = road.stranger(), road.stranger()
    notice, welcome = road.says(first, f" {code.lower()} ")
    assert notice == words.NOTICE
    assert welcome.startswith("เรียบร้อยค่ะ คุณมานะ ขยัน (พัฒนาการอำเภอ อ.บ้านกรวด จ.บุรีรัมย์) ใช้งานได้แล้ว")
    assert road.says(second, code) == [words.CODE_WRONG]
    assert state(road, second) == {} or state(road, second)["state"] == "registering"


def test_wrong_codes_are_limited(road: Road) -> None:
    stranger = road.stranger()
    for n in range(5):
        assert road.says(stranger, f"ABCDEFG{n + 2}") == [words.CODE_WRONG]
    code = code_for(road, "--role", "admin")
    assert road.says(stranger, code) == [words.TOO_MANY]


def test_in_the_middle_of_a_registration_a_code_still_binds(road: Road) -> None:
    code = code_for(road, "--province", PROVINCE, "--role", "supervisor")
    newcomer = road.stranger()
    register(road, newcomer, PROVINCE, "1", "บ้านกรวด")
    assert road.says(newcomer, code)[0] == words.NOTICE
    assert (state(road, newcomer)["role"], state(road, newcomer)["name"]) == ("supervisor", "มานะ ขยัน")


def test_a_colleague_with_a_new_code_has_the_new_duty(road: Road) -> None:
    officer = road.officer()
    code = code_for(road, "--province", PROVINCE, "--role", "supervisor")
    assert road.says(officer, code)[0] == words.NOTICE
    assert state(road, officer)["role"] == "supervisor"


def test_an_old_code_is_worth_nothing(road: Road) -> None:
    code = code_for(road, "--role", "admin")
    with road.service.store.db.transaction():
        road.service.store.db.execute("UPDATE codes SET expires = 0")
    assert road.says(road.stranger(), code) == [words.CODE_WRONG]


# coming back, going away


def test_who_blocks_gets_no_push_and_who_comes_back_does(road: Road) -> None:
    boss, newcomer = road.supervisor(), road.stranger()
    road.line.phone.block(boss)
    road.wait_idle()
    assert state(road, boss)["state"] == "blocked"
    register(road, newcomer, PROVINCE, "1", "บ้านกรวด", "สมหญิง รักงาน")
    assert not any(s.to == (boss.user_id,) for s in road.line.sent)
    road.line.phone.follow(boss)
    road.wait_idle()
    assert road.heard(boss)[-1] == words.BACK_AGAIN
    assert state(road, boss)["state"] == "active"


def test_who_writes_has_not_blocked_however_late_that_news_comes(road: Road) -> None:
    officer = road.officer()
    road.line.phone.block(officer)
    road.wait_idle()
    road.line.world.change_person(officer.user_id, blocked=False)
    assert road.says(officer, "ฉันคือใคร")[0].startswith("คุณสมชาย ใจดี")
    assert state(road, officer)["state"] == "active"


def test_leaving_takes_the_name_away_and_leaves_the_offices_figures(road: Road) -> None:
    officer = road.officer()
    road.says(officer, "ครัวเรือนยากจนคงเหลือ 80 จาก 176 ครัวเรือน")
    road.says(officer, "1")  # the year is over and not closed: of the ended round
    facts = road.rows("SELECT id FROM facts")
    assert facts
    (asked,) = road.says(officer, "ลบข้อมูลของฉัน")
    assert asked.startswith(f"{words.ASK_LEAVE}\n1. {words.LEAVE_YES}\n2. {words.LEAVE_NO}")
    assert road.says(officer, "ลบข้อมูลของฉัน") == [asked]  # said twice is not said yes
    assert road.says(officer, "1") == [words.LEFT]
    assert state(road, officer) == {}
    assert road.rows("SELECT id FROM facts") == facts
    assert road.rows("SELECT * FROM people WHERE name = 'สมชาย ใจดี'") == []
    assert road.says(officer, "ฉันคือใคร")[0].startswith("ท่านยังไม่ได้ลงทะเบียนค่ะ")


def test_who_stays_stays(road: Road) -> None:
    officer = road.officer()
    road.says(officer, "ลบข้อมูลของฉัน")
    assert road.says(officer, "ไม่ลบ") == [words.STAYED]
    assert state(road, officer)["state"] == "active"


# groups


def test_in_a_group_it_greets_once_and_speaks_when_called(road: Road) -> None:
    officer = road.officer()
    group = road.line.world.add_group("ทีม", (officer.user_id,))
    road.line.phone.bot_joins(group.group_id)
    road.wait_idle()
    assert road.heard(group.group_id) == [words.GROUP_HELLO]
    for said in ("เบิกจ่าย 82%", "ระดับ 3 เสร็จแล้ว", "1", "สวัสดี"):
        assert road.says(officer, said, group=group) == []
    assert road.heard(group.group_id) == [words.GROUP_HELLO]
    road.says(officer, "@ระดับ ช่วยเหลือ", group=group)
    assert len(road.heard(group.group_id)) == 2


def test_in_a_group_strangers_and_requests_stay_unheard(road: Road) -> None:
    boss, stranger, newcomer = road.supervisor(), road.stranger(), road.stranger()
    group = road.line.world.add_group("ทีม", (boss.user_id, stranger.user_id))
    register(road, newcomer, PROVINCE, "1", "บ้านกรวด", "สมหญิง รักงาน")
    road.says(stranger, "@ระดับ ลงทะเบียน", group=group)
    road.says(boss, "@ระดับ รออนุมัติ", group=group)
    road.says(boss, f"@ระดับ อนุมัติ {state(road, newcomer)['id']}", group=group)
    assert not any("สมหญิง" in text for text in road.heard(group.group_id))
    assert state(road, newcomer)["state"] == "waiting"
    assert state(road, stranger) == {}


def test_without_a_name_in_a_group_nobody_is_taken_for_somebody(road: Road) -> None:
    officer = road.officer()
    group = road.line.world.add_group("ทีม", (officer.user_id,))
    road.line.phone.text(officer, "@ระดับ ฉันคือใคร", group, nameless=True)
    road.line.phone.text(officer, "@ระดับ เบิกจ่าย 82%", group, nameless=True)
    road.wait_idle()
    assert road.heard(group.group_id) == []
    assert {row["state"] for row in road.inbox()} == {"done"}
