"""A reminder is kind: one digest a day, in working hours, not into a conversation, and silent once it is done."""

from datetime import date, timedelta
from typing import Any

from bot.clock.digests import joined
from handlers.desk.desk import Desk
from handlers.province.digest_makers import Made
from templates.messages import say, tap
from tests.clock.office import Office, everything, line_user

FIRST = date(2022, 2, 25)  # seven days before 4 March, two things due


def last_message(office: Office, name: str) -> dict[str, Any]:
    return [e.message for e in office.world.chat(line_user(name)) if e.who == "bot"][-1]


def test_two_things_due_make_one_digest_for_each_officer(nongkhai: Office) -> None:
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == [
        "เตือนกำหนดส่ง 2 เรื่อง: บันทึกข้อตกลงในระบบ Online Real Time และพิมพ์สำเนารายงานผลการประเมินให้จังหวัด"
        " ภายใน 4 มี.ค. 2565 (อีก 7 วัน)"
    ]
    assert len(nongkhai.pushes()) == 3  # two officers of ท่าบ่อ, one of สังคม
    assert nongkhai.sending.usage == 3


def test_a_reminder_says_what_by_when_how_it_stands_and_an_example_and_one_tap_answers(nongkhai: Office) -> None:
    nongkhai.reports("nongkhai-2565-1", "ท่าบ่อ", "team/3", "s1", date(2022, 2, 20), value=True)
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    text = everything(last_message(nongkhai, "สมชาย"))
    for part in (
        "ส่งหลักฐานการดำเนินงานความโปร่งใสให้สำนักงานพัฒนาชุมชนจังหวัด",
        "ภายใน 4 มี.ค. 2565 (อีก 7 วัน)",
        "ยังไม่มีรายงาน · ระดับที่ได้ตอนนี้: 1",
        "ตัวอย่าง: ITA ขั้น 5 เสร็จแล้ว",
        "done:nongkhai-2565-1:record::2022-03-04:ท่าบ่อ",
    ):
        assert part in text


def test_the_tap_closes_it_and_nobody_of_the_district_hears_of_it_again(nongkhai: Office) -> None:
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    nongkhai.today.set(FIRST, 9)
    nongkhai.says("สมชาย", data="done:nongkhai-2565-1:record::2022-03-04:ท่าบ่อ")
    assert nongkhai.heard("สมชาย")[-1].startswith("บันทึกว่าทำแล้วค่ะ: บันทึกข้อตกลงในระบบ")
    nongkhai.reports("nongkhai-2565-1", "ท่าบ่อ", "team/3", "evidence_sent_date", date(2022, 2, 25), value="2022-02-25")
    nongkhai.today.set(date(2022, 3, 1))
    nongkhai.tick()
    assert len(nongkhai.pushed_to("สมชาย")) == 1
    assert len(nongkhai.pushed_to("สมหญิง")) == 1
    assert len(nongkhai.pushed_to("สมศรี")) == 2


def test_nothing_goes_out_before_half_past_eight_after_half_past_four_or_on_a_day_off(nongkhai: Office) -> None:
    for hour, minute in ((8, 29), (16, 30), (23, 0)):
        nongkhai.today.set(FIRST, hour, minute)
        nongkhai.tick()
    nongkhai.today.set(date(2022, 2, 26), 10)  # Saturday
    nongkhai.tick()
    assert nongkhai.pushes() == []
    nongkhai.today.set(date(2022, 2, 28), 8, 30)  # Monday: within the window
    nongkhai.tick()
    assert len(nongkhai.pushes()) == 3


def test_a_day_off_that_the_administrator_adds_moves_the_day_of_sending(nongkhai: Office) -> None:
    nongkhai.says("ผู้ดูแล", "เพิ่มวันหยุด 25 ก.พ. วันหยุดของจังหวัด")
    nongkhai.today.set(date(2022, 2, 24))
    nongkhai.tick()
    assert len(nongkhai.pushes()) == 3


def test_who_wrote_in_the_last_ten_minutes_is_left_alone(nongkhai: Office) -> None:
    nongkhai.today.set(FIRST, 8, 25)
    nongkhai.says("สมศรี", "กำหนดส่ง")  # an answer that nothing rides on
    for minute, sent in ((31, 0), (34, 0), (36, 1)):
        nongkhai.today.set(FIRST, 8, minute)
        nongkhai.tick()
        assert len(nongkhai.pushed_to("สมศรี")) == sent
    assert len(nongkhai.pushed_to("สมชาย")) == 1


def test_the_answer_to_a_question_carries_what_waited_for_it(nongkhai: Office) -> None:
    nongkhai.today.set(FIRST, 8, 25)
    nongkhai.says("สมศรี", "ลบข้อมูลของฉัน")
    nongkhai.today.set(FIRST, 8, 45)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมศรี") == []
    nongkhai.says("สมศรี", "2")
    assert nongkhai.heard("สมศรี")[-1].startswith("เตือนกำหนดส่ง 2 เรื่อง")
    assert nongkhai.pushed_to("สมศรี") == []


def test_an_open_question_holds_the_reminder_back_until_it_is_settled(nongkhai: Office) -> None:
    nongkhai.today.set(FIRST, 8, 0)
    nongkhai.says("สมชาย", "ลบข้อมูลของฉัน")
    nongkhai.today.set(FIRST, 9, 0)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == []
    nongkhai.today.set(FIRST, 14, 30)  # six and a half hours later the question has expired
    nongkhai.tick()
    assert len(nongkhai.pushed_to("สมชาย")) == 1


def test_what_is_due_rides_on_the_next_free_reply_and_costs_nothing(nongkhai: Office) -> None:
    nongkhai.today.set(FIRST, 7, 45)
    nongkhai.says("สมชาย", "ฉันคือใคร")
    assert len(nongkhai.heard("สมชาย")) == 2
    assert nongkhai.heard("สมชาย")[1].startswith("เตือนกำหนดส่ง 2 เรื่อง")
    assert nongkhai.sending.usage == 0
    nongkhai.today.set(FIRST, 8, 30)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == []
    assert len(nongkhai.pushed_to("สมหญิง")) == 1
    nongkhai.says("สมชาย", "ฉันคือใคร")
    assert len(nongkhai.heard("สมชาย")) == 3  # once a day


def test_a_ride_whose_reply_did_not_arrive_is_sent_after_all(nongkhai: Office) -> None:
    nongkhai.today.set(FIRST, 7, 45)
    nongkhai.fail_replies()
    nongkhai.says("สมชาย", "ฉันคือใคร")
    assert nongkhai.heard("สมชาย") == []
    nongkhai.today.set(FIRST, 8, 30)
    nongkhai.tick()
    assert len(nongkhai.pushed_to("สมชาย")) == 1


def test_quick_replies_move_to_the_last_message() -> None:
    ride = [say("card", [tap("กำหนดส่ง")])]
    both = joined([say("first"), say("answer", [tap("ช่วยเหลือ")])], ride)
    assert [m["text"] for m in both] == ["first", "answer", "card"]
    assert "quickReply" not in both[1]
    assert [i["action"]["label"] for i in both[2]["quickReply"]["items"]] == ["ช่วยเหลือ", "กำหนดส่ง"]


def test_stop_and_go_on(nongkhai: Office) -> None:
    nongkhai.says("สมชาย", "หยุดเตือน")
    nongkhai.says("สมศรี", "หยุดเตือน ความโปร่งใส")
    assert nongkhai.heard("สมศรี")[-1] == "หยุดเตือนเรื่อง “ความโปร่งใส” แล้วค่ะ เปิดอีกครั้งด้วย “เตือนต่อ ความโปร่งใส”"
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == []
    (digest,) = nongkhai.pushed_to("สมศรี")
    assert digest.startswith("เตือนกำหนดส่ง: บันทึกข้อตกลง")
    nongkhai.says("สมชาย", "เตือนต่อ")
    nongkhai.today.set(date(2022, 3, 1))
    nongkhai.tick()
    assert len(nongkhai.pushed_to("สมชาย")) == 1


def test_the_person_in_charge_hears_of_it_instead_of_the_whole_district(nongkhai: Office) -> None:
    with nongkhai.store.db.transaction():
        nongkhai.store.db.execute(
            "INSERT INTO duties_of_people VALUES ('nongkhai-2565-1', 'ท่าบ่อ', 'team/3', 'responsible', 2)"
        )
        nongkhai.store.duties.call_done(obligation="nongkhai-2565-1:record::2022-03-04:ท่าบ่อ", person=1, at=0)
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    assert nongkhai.pushed_to("สมชาย") == []
    assert len(nongkhai.pushed_to("สมหญิง")) == 1


def test_three_days_late_the_supervisor_is_told_and_both_are_told_so(nongkhai: Office) -> None:
    for day in (date(2022, 3, 4), date(2022, 3, 7)):  # +1 is Saturday, +3 is Monday: both go on Monday, as one
        nongkhai.today.set(day)
        nongkhai.tick()
    assert len(nongkhai.pushed_to("สมชาย")) == 2
    assert "เลยกำหนดแล้ว จึงแจ้งผู้กำกับของจังหวัดด้วย" in everything(last_message(nongkhai, "สมชาย"))
    (told,) = nongkhai.pushed_to("ผู้กำกับ")
    assert told.startswith("เลยกำหนดแล้ว 2 เรื่อง")
    text = everything(last_message(nongkhai, "ผู้กำกับ"))
    assert "ทุกอำเภอ (9 แห่ง)" in text
    assert "แจ้งเจ้าหน้าที่ผู้รับผิดชอบแล้วด้วย" in text
    assert "สมชาย" not in text  # districts, never persons


def test_what_is_older_than_the_window_is_marked_and_not_sent(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 3, 15))
    nongkhai.tick()
    assert nongkhai.pushes() == []
    states = nongkhai.store.reminders.counts()
    assert set(states) == {"stale"}
    # five steps of two things for three officers; the sixth, to the supervisor too, of two things in nine districts
    assert states["stale"] == 6 * 2 * 3 + 2 * 9


def test_what_line_did_not_take_all_day_is_not_sent_at_night_but_the_next_morning(nongkhai: Office) -> None:
    nongkhai.today.set(FIRST)
    nongkhai.down()
    nongkhai.clock.tick()
    nongkhai.try_once()
    nongkhai.today.set(FIRST, 16, 40)
    nongkhai.clock.tick()
    assert nongkhai.store.outbox.counts() == {"push:withdrawn": 3}
    nongkhai.up()
    nongkhai.today.set(date(2022, 2, 28))
    nongkhai.tick()
    assert len(nongkhai.pushed_to("สมชาย")) == 1
    assert nongkhai.day_of(nongkhai.pushes()[0]) == date(2022, 2, 28)


def test_a_question_that_was_never_answered_stands_in_the_next_digest(nongkhai: Office) -> None:
    nongkhai.today.set(date(2022, 2, 24), 10)
    nongkhai.asks_about_a_report("สมชาย", "OTOP 45")
    nongkhai.today.set(FIRST)
    nongkhai.tick()
    text = everything(last_message(nongkhai, "สมชาย"))
    assert "ข้อความที่ยังไม่บันทึก (ยังไม่ได้ตอบคำถาม)" in text
    assert "“OTOP 45” (24 ก.พ. 2565)" in text


def test_whoever_makes_a_weekly_digest_rides_in_the_same_push(nongkhai: Office) -> None:
    def weekly(desk: Desk) -> Made:
        return Made(f"weekly:{desk.now:%G-%V}", (say("สรุปสัปดาห์"),))

    nongkhai.clock = nongkhai.new_clock(makers=(weekly,))
    for day in (date(2022, 2, 21), date(2022, 2, 22), date(2022, 2, 28)):
        nongkhai.today.set(day)
        nongkhai.tick()
    assert nongkhai.pushed_to("ผู้กำกับ") == ["สรุปสัปดาห์", "สรุปสัปดาห์"]


def test_a_group_hears_nothing_unless_it_was_switched_on_with_its_cost_read(nongkhai: Office) -> None:
    group = nongkhai.world.add_group("อำเภอ", (line_user("สมชาย"), line_user("สมศรี"))).group_id
    nongkhai.says("ผู้กำกับ", "@ระดับ เตือนในกลุ่ม", chat=group)
    told = nongkhai.world.chat(group)[-1].message["text"]
    assert "กลุ่ม 30 คน = 30 ข้อความ" in told
    nongkhai.today.set(date(2022, 3, 3))
    nongkhai.tick()
    assert [s for s in nongkhai.pushes() if group in s.to] == []
    nongkhai.says("ผู้ดูแล", "@ระดับ เปิดเตือนในกลุ่ม", chat=group)
    nongkhai.today.set(date(2022, 3, 30))
    for _ in range(2):
        nongkhai.today.at += timedelta(minutes=11)
        nongkhai.tick()
    (notice,) = [s for s in nongkhai.pushes() if group in s.to]
    assert notice.messages[0]["text"] == "พรุ่งนี้ครบกำหนด\n• สิ้นรอบการประเมินที่ 1 (31 มี.ค. 2565)"
