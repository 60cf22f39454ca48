"""What a supervisor is told of the province: one indicator over all districts, who is silent, what is near or odd."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.agreement import Agreement, Indicator
from scoring.levels.gaps import Gap
from scoring.levels.office_values import OfficeValue
from scoring.levels.rollup import ProvinceRow
from scoring.levels.score import Result
from scoring.levels.totals import Scorecard, SectionTotal
from scoring.results.changes import direction
from templates.words import scores
from templates.words.scores import agreement_name, day, number, quantity, round_name

TABS = (
    ("", "ตาราง"), ("round", "ตลอดรอบ"), ("silent", "ยังไม่รายงาน"), ("near", "ใกล้ระดับถัดไป"),
    ("changes", "เปลี่ยนแปลง 7 วัน"), ("odd", "ผิดปกติ"), ("waiting", "รอคำตอบ"), ("sign", "ลงนามและปิดรอบ"),
)  # fmt: skip
OVER_ROUND = "จังหวัดตลอดรอบ"
OVER_ROUND_MEANS = "จำนวนผล (อำเภอ × ตัวชี้วัด) ในแต่ละระดับ ณ สิ้นเดือน ตามรายงานที่มีในวันนี้"
OVER_ROUND_ALT = "กราฟระดับของทุกอำเภอ ณ สิ้นเดือนของรอบ ตัวเลขอยู่ในหน้า ตลอดรอบ"
OPEN_PAGE = "เปิดหน้าภาพรวม"
OPEN_SIGNING = "ลงนามและปิดรอบ"
SIGNED_ON_PAGE = "รับรอง ตรวจ และปิดรอบทำที่หน้าเว็บค่ะ เพราะเป็นการลงนามในตัวเลขที่หน้านั้นแสดง"
SIGNED_BY = "ท่านทำขั้นตอนนี้เองไม่ได้ค่ะ: พัฒนาการอำเภอรับรองผล ผู้กำกับของจังหวัดตรวจและปิดรอบ ที่หน้าเว็บ ไม่มีอะไรเปลี่ยนแปลง"
OPEN_FILES = "ดาวน์โหลดไฟล์"
LINK_ONCE = "ลิงก์นี้เป็นของท่านคนเดียว ใช้ได้ครั้งเดียวภายใน 15 นาที"
NOT_FOR_YOU = "คำสั่งนี้สำหรับผู้กำกับ กลุ่มงาน หรือผู้ดูแลของจังหวัดค่ะ ท่านดูของอำเภอตนเองได้โดยพิมพ์ “คะแนน”"
NO_GROUP = "ยังไม่มีตัวชี้วัดที่เอกสารมอบให้กลุ่มงานของท่านค่ะ โปรดแจ้งผู้ดูแลของจังหวัดตรวจชื่อกลุ่มงาน"
ALL_REPORTED = "ทุกอำเภอรายงานครบทุกตัวชี้วัดแล้วค่ะ"
NOTHING_NEAR = "ตอนนี้ยังไม่มีอำเภอใดที่ใกล้ระดับถัดไป (ห่างไม่เกินหนึ่งในสิบ)"
NOTHING_CHANGED = "7 วันที่ผ่านมาไม่มีระดับใดเปลี่ยนค่ะ"
NOTHING_ODD = "ไม่พบสิ่งผิดปกติใน 30 วันที่ผ่านมาค่ะ"
NO_PAGES = "ระบบนี้ยังไม่ได้เปิดหน้าเว็บค่ะ โปรดแจ้งผู้ดูแลระบบ"
DISTRICTS = "รายอำเภอ"
OWN_ROW = "ผลระดับจังหวัด"
WAITS = "ยังไม่มีระดับจังหวัดจนกว่าจะครบทุกอำเภอ"
OWN_STEPS = "ระดับจังหวัดต้องมีขั้นหรือหลักฐานของจังหวัดเอง"
EACH_ITS_OWN = "เกณฑ์เป็นจำนวนของแต่ละอำเภอ จึงไม่มีระดับจังหวัด"
NEAR_TITLE = "ใกล้ระดับถัดไป"
CHANGES_TITLE = "ระดับที่เปลี่ยนใน 7 วัน"
ODD_TITLE = "ควรตรวจดูใน 30 วัน"
ODD_KINDS = {"fall": "ลดลง", "far": "ผิดปกติ", "disagree": "ขัดกัน", "whole": "ยอดเต็ม"}
WAITING_TITLE = "รอคำตอบ"
UNSAVED = "ไม่บันทึก"
NOTHING_WAITS = "ไม่มีรายงานที่ค้างเพราะรอคำตอบค่ะ"
NEVER = "ยังไม่เคยรายงานในรอบนี้"
DIGEST_OFF = "ปิดสรุปประจำสัปดาห์ของท่านแล้วค่ะ เปิดอีกครั้งพิมพ์ “เปิดสรุปประจำสัปดาห์”"
DIGEST_ON = "เปิดสรุปประจำสัปดาห์แล้วค่ะ จะส่งต้นสัปดาห์เฉพาะสัปดาห์ที่มีเรื่องต้องดู ปิดได้โดยพิมพ์ “ปิดสรุปประจำสัปดาห์”"


def title(agreement: Agreement) -> str:
    return f"{agreement.province} {round_name(agreement)}"


def as_of(when: date, districts: int) -> str:
    return f"ณ {day(when)} · {districts} อำเภอ"


def of_group(group: str) -> str:
    return f"เฉพาะตัวชี้วัดของ{group}" if group else ""


def page(n: int, of: int) -> str:
    return f"หน้า {n} จาก {of}" if of > 1 else ""


def next_page(words: str, n: int) -> str:
    return f"{words} หน้า {n}"


def more_by_typing(words: str) -> str:
    return f"ดูต่อ พิมพ์ “{words}”"


def no_such_page(n: int, last: int) -> str:
    return f"ไม่มีหน้า {n} ค่ะ มีถึงหน้า {last}"


def no_such_indicator(said: str, agreement: Agreement) -> str:
    names = ", ".join(i.short for i in agreement.indicators.values())
    return f"ข้อตกลง{agreement_name(agreement)} ไม่มีตัวชี้วัด{said}ค่ะ ที่มีคือ {names}"


# the province


def levels_counted(counts: Mapping[int, int]) -> str:
    """ "ระดับ 5: 3 อำเภอ · 4: 2" """
    said = [f"{level}: {n}" for level, n in sorted(counts.items(), reverse=True) if n]
    return f"ระดับ {' · '.join(said)} อำเภอ" if said else ""


def rolled_up(row: ProvinceRow) -> str:
    """The province's figure of the added amounts, its level once all are in; how many reported and what is left out."""
    said = []
    if row.from_districts is not None:
        figure = figures(row.so_far)
        said.append(f"รวมทั้งจังหวัด{f' {figure}' if figure else ''} = ระดับ {row.from_districts}")
    elif row.sums:
        said.append(so_far(row))
        said.append(no_level(row))
    elif row.spread and sum(row.counts.values()) >= 3:
        (low, a), (middle, b), (high, c) = row.spread
        said.append(f"รวมเป็นตัวเลขจังหวัดไม่ได้ · ต่ำสุด {low} ระดับ {a} กลาง {middle} ระดับ {b} สูงสุด {high} ระดับ {c}")
    if row.own is not None and row.own.level is not None:
        said.append(f"จังหวัดรายงานเอง ระดับ {row.own.level}")
    counted = levels_counted(row.counts)
    if counted:
        said.append(counted)
    said.append(reported(row.reported, row.expected))
    left = left_out(row)
    if left:
        said.append(left)
    return " · ".join(said)


def no_level(row: ProvinceRow) -> str:
    """Why the added amounts have no level."""
    if row.so_far is not None:
        return WAITS if row.awaited else scores.STATUS[row.so_far.status]
    derived = {row.indicator.inputs[c.input].derive for level in row.indicator.levels for c in level.conditions}
    return OWN_STEPS if derived & {"flag", "date", "dates"} else EACH_ITS_OWN


def so_far(row: ProvinceRow) -> str:
    """ "ถึงตอนนี้ 92.86% จาก 2 ใน 23 อำเภอ"; where not every input has the same districts, each sum with its own."""
    figure = figures(row.so_far)
    if not figure or any(n != len(row.added) for n in row.counted.values()):
        return " · ".join(added_up(row))
    return f"ถึงตอนนี้ {figure} จาก {len(row.added)} ใน {row.expected} อำเภอ"


def figures(result: Result | None) -> str:
    said: list[str] = []
    if result is None:
        return ""
    for name, used in result.case.indicator.inputs.items():
        figure = result.figures.get(name)
        if isinstance(figure, tuple) and len(figure) == 2 and isinstance(figure[0], int):
            said.append(quantity(Fraction(*figure), scores.unit(used)))
    return ", ".join(said)


def added_up(row: ProvinceRow) -> list[str]:
    """The sums themselves: "ยอดจำหน่าย 120 จาก 1,202 ครัวเรือน (รวม 20 อำเภอ)"."""
    said = []
    for name, amounts in row.sums.items():
        used, of = row.indicator.inputs[name], f"(รวม {row.counted[name]} อำเภอ)"
        if used.parts:
            upper, lower = (amounts[p] for p in used.parts)
            said.append(f"{used.short} {number(upper)} จาก {quantity(lower, used.unit)} {of}")
        else:
            said.append(f"{used.short} {quantity(amounts[''], used.unit)} {of}")
    return said


def reported(n: int, of: int) -> str:
    return f"รายงานแล้ว {n} จาก {of} อำเภอ"


def left_out(row: ProvinceRow) -> str:
    said = []
    if row.percent_only:
        said.append(f"รายงานเป็นร้อยละ ยังไม่มียอดเต็ม: {', '.join(row.percent_only)}")
    if row.lacking:
        said.append(f"ข้อมูลไม่ครบ: {', '.join(row.lacking)}")
    if row.unreported and len(row.unreported) <= 6:
        said.append(f"ยังไม่รวม {', '.join(row.unreported)}")
    if row.empty:
        said.append(f"ไม่มีกลุ่มเป้าหมาย: {', '.join(row.empty)}")
    return " · ".join(said)


def section_score(total: SectionTotal) -> str:
    if total.on_five is None:
        return ""
    return f"{total.section.name} {number(total.on_five)}/5"


def district_note(card: Scorecard) -> str:
    """Section scores where weights are printed, else how many stand at each level; then what is missing."""
    totals = [said for t in card.sections if (said := section_score(t))]
    if card.overall is not None:
        totals.append(f"รวม {number(card.overall)}/5")
    applying = [r for r in card.rows if r.applies]
    if not totals:
        counts: dict[int, int] = {}
        for row in applying:
            if row.result.level is not None:
                counts[row.result.level] = counts.get(row.result.level, 0) + 1
        each = [f"{level}×{n}" for level, n in sorted(counts.items(), reverse=True)]
        totals = [f"ระดับ {' '.join(each)}" if each else "ยังไม่มีระดับ"]
    having = sum(1 for r in applying if r.result.level is not None)
    return f"{' · '.join(totals)} · มีระดับ {having} จาก {len(applying)} ตัวชี้วัด"


def province_alt(name: str, rows: Sequence[tuple[Indicator, ProvinceRow]]) -> str:
    said = [f"{i.short} {f'ระดับ {r.level}' if r.level is not None else '–'}" for i, r in rows]
    return f"{name}: {', '.join(said)}"


# one indicator


def numbered(indicator: Indicator) -> str:
    """Two variants of one indicator may have one short name."""
    return f"{indicator.number} {indicator.short}"


def everywhere(indicator: Indicator) -> str:
    return f"{indicator.id} ทุกอำเภอ"


WHICH_EVERYWHERE = "หมายถึงตัวชี้วัดใดคะ"


def only_province(indicator: Indicator) -> str:
    return f"{indicator.short} เป็นตัวชี้วัดที่จังหวัดรายงานเอง ไม่มีผลรายอำเภอค่ะ ดูได้ที่ “คะแนนจังหวัด”"


def standing(result: Result, missing: Gap | None, when: date | None) -> str:
    """ "82.5% · อีก 2.5% ถึงระดับ 4 · 12 มี.ค. 2568" """
    if result.level is None and result.status == "incomplete" and when is None:
        return NEVER
    said = [figures(result), scores.gap(missing)]
    if result.level is None:
        said.append(scores.STATUS[result.status])
    if when is not None:
        said.append(f"ผล ณ {day(when)}")
    return " · ".join(s for s in said if s)


# silence, nearness, changes, oddities


def days_ago(span: timedelta) -> str:
    return f"{span.days} วันก่อน" if span.days > 1 else "เมื่อวาน" if span.days == 1 else "วันนี้"


def silence(missing: Sequence[Indicator], of: int, last: date | None, today: date, start: date) -> str:
    names = ", ".join(i.short for i in missing[:4]) + (f" และอีก {len(missing) - 4}" if len(missing) > 4 else "")
    if last is None:
        since = f"ยังไม่เคยรายงาน (ตั้งแต่เริ่มรอบ {day(start)} {(today - start).days} วัน)"
    else:
        since = f"รายงานล่าสุด {day(last)} ({days_ago(today - last)})"
    what = "ยังไม่รายงานทั้งหมด" if len(missing) == of else f"ขาด {len(missing)} จาก {of}: {names}"
    return f"{since} · {what}"


def silent_title(short: str) -> str:
    return f"ยังไม่รายงาน {short}" if short else "ยังรายงานไม่ครบ"


def silent_count(n: int, of: int) -> str:
    return f"ยังรายงานไม่ครบ {n} จาก {of} อำเภอ"


def silent_alt(names: Sequence[str], of: int) -> str:
    return f"{silent_count(len(names), of)}: {', '.join(names)}"


def near_line(indicator: Indicator, level: int, missing: Gap) -> str:
    return f"{indicator.short} ระดับ {level} · {scores.gap(missing)}"


def change(before: int | None, after: int | None) -> str:
    def said(level: int | None) -> str:
        return "ไม่มีระดับ" if level is None else f"ระดับ {level}"

    arrow = {1: "▲ ", -1: "▼ ", 0: ""}[direction(before, after)]
    return f"{arrow}{said(before)} → {said(after)}"


def changed_summary(up: int, down: int, first: int, since: date) -> str:
    """`first`: neither better nor worse, like a first report at level 0."""
    return f"ตั้งแต่ {day(since)}: ดีขึ้น {up} รายการ ลดลง {down} รายการ" + (f" ระดับ 0 {first} รายการ" if first else "")


def fell(short: str, before: Fraction | Decimal, after: Fraction | Decimal, unit: str, when: date) -> str:
    return f"{short} ลดลงจาก {quantity(before, unit)} เป็น {quantity(after, unit)} ({day(when)})"


def far_off(short: str, amount: Fraction, usual: Fraction, unit: str, when: date) -> str:
    return f"{short} {quantity(amount, unit)} ต่างจากค่ากลางของอำเภอ {quantity(usual, unit)} เกินสิบเท่า ({day(when)})"


def disagree(
    short: str, percent: Fraction, upper: Fraction, lower: Fraction, unit: str, share: Fraction, when: date
) -> str:
    return (
        f"{short} รายงานทั้ง {number(percent)}% และ {number(upper)} จาก {quantity(lower, unit)} "
        f"ซึ่งเท่ากับ {number(share)}% ({day(when)})"
    )


def other_whole(short: str, said: Fraction, known: Fraction, unit: str, when: date) -> str:
    return f"{short} ใช้ยอดเต็ม {quantity(said, unit)} แต่ยอดของสำนักงานคือ {quantity(known, unit)} ({day(when)})"


def unsaved(said: str, districts: Sequence[str], when: date) -> str:
    place = " ".join(f"อ.{d}" for d in districts)
    return f"“{said[:120]}” {place} ยังไม่ตอบคำถาม ({day(when)})"


def told_whole(indicator: Indicator, value: OfficeValue) -> str:
    used = indicator.inputs[value.key.partition(".")[0]]
    amount = quantity(value.amount, used.unit)
    return f"{indicator.short} {used.whole or used.what} = {amount} เจ้าหน้าที่แจ้งเอง ({day(value.as_of)})"


# the weekly digest


def digest_title(agreement: Agreement) -> str:
    return f"สรุปสัปดาห์ {title(agreement)}"


def digest_lines(up: int, down: int, silent: int, near: int, odd: int) -> list[str]:
    """Only what somebody should look at."""
    found = []
    if down:
        found.append(f"ระดับลดลง {down} รายการ")
    if odd:
        found.append(f"ผิดปกติ {odd} รายการ")
    if silent:
        found.append(f"ไม่มีรายงานเกิน 30 วัน {silent} อำเภอ")
    if found and up:
        found.append(f"ระดับดีขึ้น {up} รายการ")
    if found and near:
        found.append(f"ใกล้ระดับถัดไป {near} รายการ")
    return found


def quiet_for(days: int) -> str:
    return f"ไม่มีรายงานเกิน {days} วัน"


DIGEST_HOW_OFF = "ปิดสรุปนี้ได้โดยพิมพ์ “ปิดสรุปประจำสัปดาห์”"


def over_round(stacks: Iterable[Any]) -> str:
    """The picture in words: its first and its last day."""
    every = list(stacks)
    told = [every[0], every[-1]] if every[1:] else every
    return " · ".join(f"{day(s.day)}: {_levels(s.counts, s.total)}" for s in told)


def _levels(counts: Mapping[int | None, int], total: int) -> str:
    found = [f"ระดับ {n} จำนวน {counts[n]}" for n in (5, 4, 3, 2, 1, 0) if counts.get(n)]
    return ", ".join([*found, f"ยังไม่มีระดับ {counts.get(None, 0)} จาก {total}"])
