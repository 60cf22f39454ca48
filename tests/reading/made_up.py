"""Makes messages whose truth was there first: topics, figures, districts and days in many voices."""

import calendar
import datetime
import random
from dataclasses import dataclass
from decimal import Decimal

from tests.reading.words_of import words

TODAY = datetime.date(2025, 3, 15)
PROVINCE = "บุรีรัมย์"
THAI_DIGITS = {ord(str(n)): chr(0x0E50 + n) for n in range(10)}
DISTRICTS = (
    *("นางรอง", "สตึก", "คูเมือง", "กระสัง", "ละหานทราย", "บ้านกรวด", "ลำปลายมาศ", "หนองกี่", "ปะคำ", "นาโพธิ์"),
    *("ห้วยราช", "แคนดง", "บ้านด่าน", "ชำนิ", "พลับพลาชัย", "โนนดินแดง", "เฉลิมพระเกียรติ"),
)
# topic, how it is named, which kinds of figures it takes
TOPICS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "budget_spent",
        ("เบิกจ่าย", "เบิกจ่ายงบประมาณ", "ผลการเบิกจ่าย", "เบิก", "การใช้จ่ายงบประมาณ"),
        ("percent", "baht", "share"),
    ),
    ("plan_success", ("แผนงาน", "แผนปฏิบัติการ", "ความสำเร็จตามแผน"), ("percent",)),
    ("jpt_collection", ("จปฐ", "จปฐ.", "จัดเก็บ จปฐ", "เก็บข้อมูล จปฐ."), ("percent", "ครัวเรือน", "ratio")),
    ("otop_income", ("OTOP", "โอทอป", "ยอดขาย OTOP", "ยอดจำหน่าย OTOP", "ขายโอทอป"), ("baht",)),
    ("otop_online_income", ("OTOP ออนไลน์", "ยอดขายโอทอปออนไลน์"), ("baht",)),
    ("silk_sales", ("ผ้าไหม", "ยอดขายผ้าไหม", "ขายผ้าไหม"), ("baht",)),
    ("women_fund_debt", ("หนี้เกินกำหนด", "หนี้เกินกำหนดชำระ", "หนี้เกินกำหนดกองทุนสตรี"), ("percent",)),
    ("women_fund_spending", ("เบิกจ่ายกองทุนสตรี", "กองทุนสตรีเบิกจ่าย"), ("percent", "baht")),
    ("poverty_tpmap", ("TPMAP", "ครัวเรือน TPMAP"), ("percent", "ครัวเรือน", "ratio")),
    ("sammachip", ("สัมมาชีพ", "สัมมาชีพชุมชน"), ("percent", "step", "คน")),
    ("strong_subdistrict", ("ตำบลเข้มแข็ง",), ("percent", "step")),
    ("moral_org", ("องค์กรคุณธรรม",), ("step",)),
    ("big_data", ("Big Data", "บิ๊กดาต้า"), ("step", "percent")),
    ("transparency", ("ITA", "ความโปร่งใส"), ("percent", "step")),
    ("click_chumchon", ("Click ชุมชน", "คลิกชุมชน"), ("step",)),
    ("sufficiency_village", ("หมู่บ้านเศรษฐกิจพอเพียง",), ("percent", "หมู่บ้าน")),
    ("access_to_fund", ("เข้าถึงแหล่งทุน",), ("percent", "ครัวเรือน", "ratio")),
    ("rural_income", ("รายได้เฉลี่ย",), ("baht",)),
)
MONTHS = (
    (2025, 2, "กุมภาพันธ์", "ก.พ.", "กพ"),
    (2025, 1, "มกราคม", "ม.ค.", "มค"),
    (2024, 12, "ธันวาคม", "ธ.ค.", "ธค"),
    (2024, 11, "พฤศจิกายน", "พ.ย.", "พย"),
    (2024, 10, "ตุลาคม", "ต.ค.", "ตค"),
)
NAMED_DAYS = (
    (datetime.date(2025, 3, 14), "เมื่อวาน"),
    (datetime.date(2025, 3, 14), "เมื่อวานนี้"),
    (datetime.date(2025, 3, 13), "วานซืน"),
    (datetime.date(2025, 3, 12), "3 วันก่อน"),
    (TODAY, "วันนี้"),
    (datetime.date(2025, 2, 28), "เดือนที่แล้ว"),
    (datetime.date(2024, 12, 31), "ไตรมาส 1"),
    (datetime.date(2024, 12, 31), "ไตรมาสแรก"),
)
BEFORE = ("", "", "", "รายงานครับ ", "สวัสดีครับ ", "ขอรายงาน", "อัพเดท ", "เรียนหัวหน้า ", "update ", "พี่คะ ", "ขออนุญาตรายงาน ")
AFTER = (
    "",
    "",
    "",
    "ครับ",
    " ค่ะ",
    " ครับผม",
    "จ้า",
    " แล้วครับ",
    " นะคะ",
    " ขอบคุณครับ",
    " ค่ะพี่",
    " เด้อ",
    " 🙏",
    " เรียบร้อยครับ",
)
VERBS = ("", " ", "ได้", " ได้ ", "แล้ว ", " อยู่ที่ ", " : ", " = ", " จำนวน ", " คิดเป็น ", " ทำได้ ")


@dataclass(frozen=True)
class Truth:
    topic: str
    value: Decimal
    of: Decimal | None
    district: str | None = None
    date: datetime.date | None = None


def _number(chance: random.Random, value: int) -> str:
    return chance.choice([f"{value}", f"{value:,}", f"{value}".translate(THAI_DIGITS), words(value)])


def _in_words(value: Decimal) -> str:
    whole, _, decimals = f"{value:f}".partition(".")
    return words(int(whole)) + ("จุด" + "".join(words(int(digit)) for digit in decimals) if decimals else "")


def _percent(chance: random.Random) -> tuple[Decimal, str]:
    value = chance.choice([Decimal(chance.randint(0, 100)), Decimal(chance.randint(0, 9999)) / 100])
    written = chance.choice([f"{value:f}", f"{value:f}", f"{value:f}".translate(THAI_DIGITS), _in_words(value)])
    frame = chance.choice(["{}%", "{} %", "{} เปอร์เซ็นต์", "ร้อยละ {}", "ร้อยละ{}", "{} เปอร์เซ็น", "{}เปอร์เซ็นต์"])
    return value, frame.format(written)


def _baht(chance: random.Random) -> tuple[Decimal, str]:
    value = chance.choice([chance.randint(1000, 99_999_999), chance.randint(11, 999) * 10 ** chance.randint(3, 5)])
    forms = [f"{value}", f"{value:,}", f"{value:,}".translate(THAI_DIGITS), words(value)]
    if value % 10_000 == 0:
        places = ((value // 1_000_000, "ล้าน"), (value // 100_000 % 10, "แสน"), (value // 10_000 % 10, "หมื่น"))
        forms.append(" ".join(f"{digit} {name}" for digit, name in places if digit))
        forms.append(f"{(Decimal(value) / 1_000_000).normalize():f} ล้าน")
    if value % 1000 == 0:
        forms.append(f"{value // 1000}k")
    return Decimal(value), chance.choice(forms) + chance.choice([" บาท", "บาท", " บ.", " บาทถ้วน"])


def _figure(chance: random.Random, kind: str) -> tuple[Decimal, Decimal | None, str]:
    if kind == "percent":
        value, said = _percent(chance)
        return value, None, said
    if kind == "baht":
        value, said = _baht(chance)
        return value, None, said
    if kind == "step":
        level = chance.randint(1, 5)
        number = chance.choice([str(level), words(level)])
        frame = chance.choice(["ขั้น {} เสร็จ", "ขั้นที่ {} เสร็จแล้ว", "ระดับ {} แล้ว", "ระดับ {} เสร็จแล้ว"])
        return Decimal(level), None, frame.format(number)
    if kind in ("ratio", "share"):
        whole = chance.randint(100_000, 9_000_000) if kind == "share" else chance.randint(2, 15_000)
        part = chance.randint(whole // 50, whole)
        unit = "บาท" if kind == "share" else "ครัวเรือน"
        frames = ["{a} {u} จาก {b} {u}", "{a} จาก {b} {u}", "{a} {u} จากเป้าหมาย {b} {u}", "เป้า {b} {u} ได้ {a} {u}"]
        said = chance.choice(frames).format(a=f"{part:,}", b=f"{whole:,}", u=unit)
        return Decimal(part), Decimal(whole), said
    count = chance.choice([chance.randint(1, 30), chance.randint(1, 999), chance.randint(1000, 20_000)])
    return Decimal(count), None, _number(chance, count) + chance.choice([" ", ""]) + kind


def _day(chance: random.Random) -> tuple[datetime.date, str]:
    if chance.random() < 0.3:
        return chance.choice(NAMED_DAYS)
    year, month, name, short, plain = chance.choice(MONTHS)
    said = {"m": month, "f": name, "a": short, "n": plain, "y": year + 543, "yy": (year + 543) % 100}
    if chance.random() < 0.3:
        last = datetime.date(year, month, calendar.monthrange(year, month)[1])
        return last, chance.choice(["เดือน{f}", "เดือน {a}", "สิ้นเดือน{f}", "ณ สิ้น {a} {yy}", "ประจำเดือน{f} {y}"]).format(
            **said
        )
    day = chance.randint(1, 28)
    frames = (
        ["ณ {d} {a} {yy}", "ณ วันที่ {d} {f} {y}", "ณ วันที่ {d} {f} พ.ศ. {y}", "({d} {a} {yy})", "ข้อมูลวันที่ {d} {a}{yy}"],
        ["{d}/{m}/{y}", "วันที่ {d}/{m}/{yy}", "ณ {d}{a}{yy}", "ณ {d} {n} {yy}", "ณ {d} {a}"],
    )
    written = chance.choice(chance.choice(frames)).format(d=day, **said)
    return datetime.date(year, month, day), written.translate(THAI_DIGITS) if chance.random() < 0.3 else written


def clause(
    chance: random.Random, topic: tuple[str, tuple[str, ...], tuple[str, ...]] | None = None
) -> tuple[Truth, str]:
    about, names, kinds = topic or chance.choice(TOPICS)
    kind = chance.choice(kinds)
    value, of, said = _figure(chance, kind)
    name = chance.choice(names)
    verb = " " if kind == "step" or said.startswith("เป้า") or name[-1].isascii() else chance.choice(VERBS)
    return Truth(about, value, of), name + verb + said


def message(chance: random.Random) -> tuple[list[Truth], str]:
    """One report: perhaps with its district, perhaps with its day."""
    truth, body = clause(chance)
    district = date = None
    if chance.random() < 0.5:
        district = chance.choice(DISTRICTS)
        prefix = chance.choice(["อ.", "อำเภอ", "อ. ", "", "สพอ.", "พช."])
        body = (
            f"{prefix}{district}{chance.choice([' ', chr(10), ': '])}{body}"
            if chance.random() < 0.75
            else f"{body} อ.{district}"
        )
    if chance.random() < 0.45:
        date, said = _day(chance)
        body = f"{said} {body}" if chance.random() < 0.5 else f"{body} {said}"
    return [Truth(truth.topic, truth.value, truth.of, district, date)], chance.choice(BEFORE) + body + chance.choice(
        AFTER
    )


def several(chance: random.Random) -> tuple[list[Truth], str]:
    """One district's figures for several topics."""
    parts = [clause(chance, topic) for topic in chance.sample(TOPICS, chance.randint(2, 4))]
    district = chance.choice([None, *DISTRICTS])
    sign = chance.choice(["\n", ", ", "\n- ", "; "])
    body = ("- " if sign == "\n- " else "") + sign.join(said for _, said in parts)
    if district:
        body = chance.choice(["อ.", ""]) + district + "\n" + body
    return [Truth(one.topic, one.value, one.of, district) for one, _ in parts], body + chance.choice(AFTER)


def by_district(chance: random.Random) -> tuple[list[Truth], str]:
    """One topic's figures for several districts."""
    about, names, kinds = chance.choice(TOPICS)
    kind = chance.choice([one for one in kinds if one not in ("ratio", "share")])
    rows = [(district, *_figure(chance, kind)) for district in chance.sample(DISTRICTS, chance.randint(2, 5))]
    sign, blank = chance.choice([("\n", " "), (", ", " "), ("\n", "\t")])
    head = chance.choice(names) + ("\n" if sign == "\n" else ": ")
    truths = [Truth(about, value, of, district) for district, value, of, _ in rows]
    return truths, head + sign.join(f"{district}{blank}{said}" for district, _, _, said in rows)
