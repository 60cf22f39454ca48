"""What a reading carries beside its values: spans, options, reasons, LINE's emoji, the office's own names."""

import datetime
import typing
from decimal import Decimal

from handlers.reading import Reading, Reason, read
from handlers.reading.words.lexicon import names

TODAY = datetime.date(2025, 3, 15)


def say(text: str, province: str | None = "บุรีรัมย์", **more: typing.Any) -> Reading:
    return read(text, today=TODAY, province=province, **more)


def test_every_value_keeps_the_place_it_was_read_from() -> None:
    text = "\ufeffวังนํ้าเย็น เบิก\u200bจ่าย ๘๒.๕ ％ และ OTOP 1ล้าน2แสน"
    values = say(text, None).values
    assert [text[slice(*value.span)] for value in values] == ["๘๒.๕ ％", "1ล้าน2แสน"]


def test_a_question_offers_whole_readings() -> None:
    reading = say("นางรอง OTOP สองแสนห้า")
    assert (reading.ask, reading.reason) == (True, "elision")
    assert [[value.value for value in option] for option in reading.options] == [[Decimal(250000)], [Decimal(200005)]]
    assert {value.district for option in reading.options for value in option} == {"นางรอง"}


def test_line_emoji_and_mentions_are_cut_by_their_utf_16_places() -> None:
    text = "🙏 @บอท5 เบิกจ่าย (moon)80%"
    at = len("🙏 @บอท5 เบิกจ่าย ".encode("utf-16-le")) // 2
    reading = say(text, emojis=[(at, 6)], mentions=[(3, 5)])
    assert (reading.ask, [value.value for value in reading.values]) == (False, [Decimal(80)])


def test_the_office_s_own_names_are_topics() -> None:
    assert say("งานจัดเลี้ยง 80%").ask
    reading = say("งานกจ 80%", aliases={"งานกจ": "budget_spent"})
    assert (reading.ask, reading.values[0].topic) == (False, "budget_spent")


def test_every_district_of_the_country_is_known() -> None:
    """878 districts in 76 provinces, the youngest of them กัลยาณิวัฒนา (2009), and Bangkok's 50."""
    bangkok = [district for district, province in names() if province == "กรุงเทพมหานคร"]
    assert (len(bangkok), len(set(names())), len({province for _, province in names()})) == (50, 878 + 50, 76 + 1)
    assert ("กัลยาณิวัฒนา", "เชียงใหม่") in names()


def test_a_misspelt_district_is_taken_with_how_it_was_written() -> None:
    reading = say("อ.ละหารทราย เบิกจ่าย 80%")
    assert (reading.ask, reading.district, reading.respelled) == (False, "ละหานทราย", (("ละหารทราย", "ละหานทราย"),))


def test_a_bare_misspelt_district_is_asked_about() -> None:
    reading = say("ละหารทราย เบิกจ่าย 80%")
    assert (reading.ask, reading.reason) == (True, "place_unclear")
    assert [[value.district for value in option] for option in reading.options] == [["ละหานทราย"]]


def test_a_district_of_another_province_is_asked_and_an_unclear_one_offered() -> None:
    reading = say("อ.ศรีราชา เบิกจ่าย 80%")
    assert (reading.ask, reading.reason, reading.district) == (True, "other_province", "ศรีราชา")
    assert not say("อ.ศรีราชา เบิกจ่าย 80%", "ชลบุรี").ask
    reading = say("อ.หนองกง เบิกจ่าย 80%")
    assert (reading.reason, "หนองกี่" in reading.suggestions) == ("place_unclear", True)


def test_the_town_district_is_the_sender_s_own() -> None:
    assert say("อ.เมือง เบิกจ่าย 80%", "ชัยภูมิ").district == "เมืองชัยภูมิ"
    assert say("อ.เมือง เบิกจ่าย 80%", "ชลบุรี", own_districts=("เมืองชลบุรี", "บ้านบึง")).district == "เมืองชลบุรี"


def test_a_subdistrict_is_no_district() -> None:
    for text in ("ต.นางรอง จปฐ 85 ครัวเรือน", "ตำบลนางรอง จปฐ 85 ครัวเรือน", "จปฐ บ้านนางรอง 85 ครัวเรือน"):
        assert (say(text).ask, say(text).district) == (True, None)


def test_a_national_identity_number_is_refused_and_its_text_forgotten() -> None:
    reading = say("นายดี 1-3101-00234-56-7 เบิกจ่าย 80%")
    assert (reading.ask, reading.reason, reading.text, reading.values) == (True, "personal_data", "", ())


def test_a_long_message_is_asked_for_in_parts() -> None:
    assert say("เบิกจ่าย 80% " * 200).reason == "too_long"
    assert say("เบิกจ่าย 80%\n" * 61).reason == "too_long"
    assert say("เบิกจ่าย 80%").reason is None


def test_all_districts_have_a_figure_or_all_are_asked() -> None:
    assert say("เบิกจ่าย\nสตึก 80%\nคูเมือง 85%\nกระสัง 90%").ask is False
    assert say("เบิกจ่าย\nสตึก 80%\nคูเมือง\nกระสัง 90%").ask is True


def test_one_thing_with_two_figures_is_asked() -> None:
    assert say("เบิกจ่าย 80%\nเบิกจ่าย 85%").reason == "two_numbers"
    assert say("เบิกจ่ายเมื่อวาน 80% วันนี้ 82%").ask is False


def test_settings_carry_their_role_topic_district_and_amount() -> None:
    for text, topic, role, district, amount in (
        ("ตั้งค่า งบจัดสรร บ้านกรวด 2,400,000", "budget_spent", "whole", "บ้านกรวด", 2_400_000),
        ("ตั้งค่า ฐาน OTOP สตึก 105,623,700", "otop_income", "base", "สตึก", 105_623_700),
        ("ตั้งค่าเป้า จปฐ นางรอง 1,300", "jpt_collection", "target", "นางรอง", 1300),
    ):
        value = say(text).values[0]
        assert (say(text).intent, value.topic, value.role, value.district, value.value) == (
            "set_value",
            topic,
            role,
            district,
            amount,
        )


def test_steps_events_and_changes_carry_what_the_words_say() -> None:
    step = say("สัมมาชีพ ขั้น 3 เสร็จแล้ว").values[0]
    assert (step.kind, step.value, step.done) == ("step", 3, True)
    held = say("ประชุม คสป. แล้ว").values[0]
    assert (held.aspect, held.counting, held.value, held.unit) == ("meeting", "add", 1, "ครั้ง")
    third = say("ประชุม คสป. ครั้งที่ 3 เมื่อวาน").values[0]
    assert (third.counting, third.value, third.date) == ("nth", 3, datetime.date(2025, 3, 14))
    assert say("ประชาสัมพันธ์ Click ชุมชน รวม 4 ครั้ง").values[0].counting == "total"
    changed = say("เบิกจ่ายเพิ่มจาก 70% เป็น 78.5%").values[0]
    assert (changed.value, changed.old) == (Decimal("78.5"), 70)
    grown = say("OTOP เพิ่มขึ้น 5%")
    assert (grown.ask, grown.values[0].change) == (False, "up")  # whether growth is measured, the agreement knows
    more = say("จปฐ เพิ่มขึ้น 5%")
    assert (more.ask, more.reason, more.values[0].change) == (True, "change_only", "up")
    month, total = say("OTOP เดือนนี้ 4 แสน สะสม 2.4 ล้าน").values
    assert (month.cumulative, total.cumulative, total.value) == (None, True, 2_400_000)


def test_reasons_are_a_closed_list() -> None:
    reasons = typing.get_args(Reason)
    assert len(reasons) == len(set(reasons))
    assert {say(text).reason for text in ("เบิกจ่าย", "85%", "OTOP 5", "เบิกจ่าย 80% มั้ง")} <= set(reasons)


def test_a_bare_figure_has_a_unit_only_where_one_fits() -> None:
    def unit(text: str) -> tuple[str | None, str | None]:
        reading = say(text)
        return (None, reading.reason) if reading.ask else (reading.values[0].unit, None)

    assert unit("เบิกจ่าย 85") == unit("หนี้เกินกำหนด 12.5") == unit("จปฐ 95.5") == unit("เบิกจ่าย 2.75") == ("%", None)
    assert unit("OTOP 1,250") == unit("เบิกจ่าย 350,000") == unit("เบิกจ่ายกองทุนสตรี 1,850,000.50") == ("บาท", None)
    for text in ("จปฐ 95", "สัมมาชีพ 3", "OTOP 1.2", "OTOP 850", "OTOP 2568", "เบิกจ่าย 850", "เบิกจ่าย 4", "เบิกจ่าย 0.8"):
        assert unit(text) == (None, "no_unit"), text
    assert unit("หนี้เกินกำหนด 12") == (None, "no_unit")


def test_an_amount_for_each_is_no_result() -> None:
    for text in ("OTOP วันละ 5,000 บาท", "OTOP ชิ้นละ 500 บาท", "OTOP เดือนละ 80,000", "สัมมาชีพหมู่บ้านละ 20 ครัวเรือน"):
        assert say(text).ask, text


def test_what_was_paid_is_not_what_is_overdue() -> None:
    assert say("หนี้เกินกำหนด ชำระแล้ว 50,000 บาท").ask
    assert not say("หนี้เกินกำหนด 50,000 บาท").ask


def test_the_office_s_own_names_never_stand_for_figures_units_or_doubts() -> None:
    aliases = {"ห้า": "budget_spent", "ประมาณ": "budget_spent", "บาท": "budget_spent", "80": "budget_spent"}
    assert say("OTOP ห้าหมื่นบาท", aliases=aliases).values == say("OTOP ห้าหมื่นบาท").values
    assert say("เบิกจ่ายประมาณ 80%", aliases=aliases).reason == "hedge"


def test_a_slip_that_was_mended_is_named_for_the_receipt() -> None:
    reading = read("สัมมาชีพ ขั้น 2 เสรจแล้ว", today=TODAY, province="บุรีรัมย์")
    assert (reading.ask, reading.respelled) == (False, (("เสรจ", "เสร็จ"),))
    assert read("สัมมาชีพ ขั้น 2 เสร้จ", today=TODAY, province="บุรีรัมย์").respelled == (("เสร้จ", "เสร็จ"),)


def test_a_province_that_stands_where_a_district_should_is_asked_of_an_officer_of_one_district() -> None:
    def say(text: str, own: tuple[str, ...]) -> str | None:
        return read(text, today=TODAY, province="ชลบุรี", own_districts=own).reason

    assert [say(text, ("ศรีราชา",)) for text in ("ชลบุรี เบิกจ่าย 85%", "จ.ชลบุรี เบิกจ่าย 85%")] == ["place_unclear"] * 2
    assert say("ชลบุรี เบิกจ่าย 85%", ()) is None  # who oversees the province means its own row
    assert say("เรียน พัฒนาการจังหวัดชลบุรี เบิกจ่าย 85%", ("ศรีราชา",)) is None
    assert say("จ.ชลบุรี อ.ศรีราชา เบิกจ่าย 85%", ("ศรีราชา",)) is None


def test_what_is_done_beside_a_wish_is_no_small_talk() -> None:
    reading = say("สาธุครับ วันนี้ได้ฤกษ์ส่งสักที กองทุนสตรีเบิกจ่ายแล้วร้อยละ 57 ครับผม")
    assert (reading.intent, reading.ask) == ("report", True)
    assert [value.value for value in reading.values] == [57]


def test_modesty_behind_a_report_is_no_condition() -> None:
    assert not say("ผลสำเร็จตามแผนปฏิบัติงาน 22 จาก 25 กิจกรรม ครับ หากผิดพลาดโปรดชี้แนะ").ask
