"""What a draft asks of the clerk: one sentence for each kind of question, with the paper's own words in it."""

import re
from collections.abc import Mapping
from datetime import date

from scoring.drafting.draft import Ask
from templates.words.scores import day

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")

QUESTIONS: Mapping[str, str] = {
    # a level
    "not_understood": "{levels}อ่านได้ไม่ครบทุกตัวเลขหรือทุกคำ: “{words}” กรุณาบอกว่าเกณฑ์คืออะไร",
    "each_or_together": "{levels}ตัวเลขเดียวใช้กับหลายอย่าง: “{words}” แต่ละอย่าง หรือรวมกัน",
    "window": "{levels}“{words}” ทำครั้งเดียวในช่วงนั้น หรือทุกเดือน",
    "no_such_day": "{levels}วันที่ “{words}” ไม่มีในปฏิทิน วันที่ถูกต้องคือวันใด",
    "no_year": "{levels}“{words}” ไม่ได้พิมพ์ปี หมายถึงปีใด",
    "word_between": "{levels}“{words}” มีคำคั่นระหว่างคำเปรียบเทียบกับตัวเลข หมายถึงร้อยละของเป้าหมาย หรือมากกว่าเป้าหมายอยู่เท่านั้น",
    "named_value": "{levels}เทียบกับค่าที่ไม่ได้พิมพ์ในเอกสาร: “{words}” ค่านั้นคือเท่าไร",
    "target_elsewhere": "{levels}“{words}” เป้าหมายอยู่ในเอกสารอื่น คือเท่าไร",
    "target_not_printed": "{levels}“{words}” เป้าหมายไม่ได้พิมพ์ไว้ คือเท่าไร",
    "weighted_result": "{levels}เป็นผลการถ่วงน้ำหนัก แต่สูตรไม่ได้พิมพ์ไว้ คิดอย่างไร",
    "more_than_before": "{levels}“{words}” ไม่ได้พิมพ์ว่าเพิ่มเป็นเท่าไร",
    "left_blank": "{levels}เว้นช่องว่างไว้: “{words}” ตัวเลขคือเท่าไร",
    "cut_short": "{levels}ข้อความขาดกลางคัน: “{words}” ข้อความเต็มคืออะไร",
    "level_empty": "{levels}ไม่มีข้อความ เกณฑ์คืออะไร",
    "level_missing": "ไม่ได้พิมพ์{levels}เกณฑ์คืออะไร",
    "level_twice": "{levels}พิมพ์ไว้มากกว่าหนึ่งครั้ง (อีกแห่งที่บรรทัด {words}) ใช้อันไหน",
    "level_out_of_order": "เลขระดับไม่เรียงกัน: “{words}” กรุณาดูว่าระดับใด",
    "twice_printed": "เกณฑ์พิมพ์ไว้สองแห่ง ใช้แห่งใด",
    "columns_do_not_fit": "ช่องในตารางไม่ตรงกับหัวตาราง: “{words}” กรุณาดูว่าค่าใดเป็นของระดับใด",
    "direction": "ตัวเลขลดลง {words} น้อยกว่าดีกว่า ใช่ไหม",
    "rising_but_less": "ตัวเลขเพิ่มขึ้น {words} แต่ชื่อบอกว่าน้อยน่าจะดีกว่า ค่ายิ่งมากยิ่งได้ระดับสูง ใช่ไหม",
    "directions_differ": "คำเปรียบเทียบของแต่ละระดับไปคนละทาง ({words}) มากกว่าดีกว่า หรือน้อยกว่าดีกว่า",
    "no_order": "ตัวเลขไม่เรียงขึ้นหรือลง ({words}) ถูกต้องไหม",
    "no_operator": "{levels}ไม่ได้พิมพ์คำเปรียบเทียบ ({words}) ใช้ “ไม่เกิน” เหมือนระดับอื่นใช่ไหม",
    "equal": "{levels}พิมพ์เกณฑ์เท่ากัน ({words}) ถูกต้องไหม",
    "backwards": "{levels}เกณฑ์สวนทางกัน ({words}) ถูกต้องไหม",
    "floor_gap": "{levels}ค่าระหว่าง {words} ไม่อยู่ในระดับใด ใช้ระดับล่างใช่ไหม",
    "floor_in_the_middle": "{levels}เป็น “น้อยกว่า” อยู่กลางเกณฑ์: ไม่ทำขั้นก่อนหน้าเลยได้ระดับนี้ไหม",
    # a measure
    "base_not_printed": "“{words}” เพิ่มขึ้นหรือลดลงจากปีหรือช่วงใด เอกสารไม่ได้พิมพ์ไว้",
    "which_year": "“{words}” เทียบกับช่วงในปีงบประมาณ หรือปีปฏิทิน",
    "base_zero": "“{words}” ถ้าฐานเป็นศูนย์ได้ระดับใด และนับเป็นเงินหรือจำนวนราย",
    "share_of_what": "“{words}” เป็นร้อยละของอะไร: เพิ่มขึ้นจากปีก่อน หรือเทียบกับเป้าหมาย",
    "fixed_for_all": "“{words}” ใช้จำนวนเดียวกันทุกอำเภอ แม้อำเภอที่มีเป้าหมายน้อยกว่านั้นใช่ไหม",
    "no_unit": "“{words}” ไม่ได้พิมพ์หน่วย นับเป็นอะไร",
    # an indicator
    "no_levels": "“{words}” ไม่มีเกณฑ์ระดับ 1–5 ในเอกสาร เกณฑ์อยู่ที่ใด",
    "scale_without_words": "“{words}” พิมพ์แต่เลขระดับ ไม่มีเกณฑ์ ให้ผู้มีชื่อใส่ระดับเองใช่ไหม",
    "deductions": "“{words}” เป็นการหักคะแนน ให้ผู้มีชื่อใส่ระดับเองใช่ไหม",
    "weight_unclear": "น้ำหนักพิมพ์ไว้ไม่ชัด ({words}) น้ำหนักคือเท่าไร",
    "weight_missing": "ไม่ได้พิมพ์น้ำหนัก น้ำหนักคือเท่าไร",
    "district_unknown": "“{words}” ไม่ใช่อำเภอในจังหวัดนี้ คืออำเภอใด",
    "districts_unknown": "“{words}” หมายถึงอำเภอใดบ้าง",
    "number_twice": "ตัวชี้วัดที่ {words} พิมพ์ไว้สองตัวโดยไม่บอกอำเภอ ใช้ทั้งสองตัวหรือไม่",
    "words_of_a_supervisor": "{levels}เป็นถ้อยคำของจังหวัด (กำกับ ติดตาม ให้อำเภอปฏิบัติ) วัดผลรายอำเภอหรือวัดที่จังหวัด",
    # the head
    "province_from_district": "ไม่ได้พิมพ์ชื่อจังหวัด จากชื่ออำเภอน่าจะเป็น {words} ใช่ไหม",
    "provinces_several": "พบชื่อหลายจังหวัด ({words}) เป็นของจังหวัดใด",
    "province_not_named": "ไม่พบชื่อจังหวัด เป็นของจังหวัดใด",
    "year_not_printed": "ไม่พบปีงบประมาณ เป็นของปีใด",
    "years_several": "พบหลายปี ({words}) เป็นข้อตกลงของปีงบประมาณใด",
    "two_rounds": "เอกสารพูดถึงทั้งรอบที่ 1 และรอบที่ 2 จะใช้รอบใด",
    "round_not_printed": "ไม่พบรอบการประเมิน เป็นรอบที่ 1 รอบที่ 2 หรือทั้งปี",
    "period_not_printed": "ช่วงเวลาไม่ได้พิมพ์ไว้ ตามปีและรอบคือ {words} ใช่ไหม",
    "period_differs": "ช่วงเวลาที่พิมพ์ ({words}) ไม่ตรงกับปีและรอบ ช่วงใดถูก",
    "no_period": "ไม่พบช่วงเวลาของข้อตกลง เริ่มและสิ้นสุดวันใด",
    # the paper
    "no_indicators": "ไม่พบตัวชี้วัดในเอกสารนี้ กรุณาดูว่าเป็นไฟล์ที่ถูกต้องหรือไม่",
    "no_weights": "ตัวชี้วัดหมวด {section} ไม่มีน้ำหนัก น้ำหนักแต่ละตัวคือเท่าไร",
    "weights_sum": "น้ำหนักของหมวด {section} รวมได้ {sum} ไม่ใช่ {expected}{who} ถูกต้องไหม",
    "weights_of_one": "น้ำหนักพิมพ์เป็นส่วนของ 1.00 ({words}) คูณ 100 เป็นร้อยละใช่ไหม",
    "no_group": "หมวด {words} ไม่ได้พิมพ์กลุ่มงานที่รับผิดชอบ กลุ่มใดรับผิดชอบ",
    "provincial_officer": "เอกสารเป็นของตำแหน่งพัฒนาการจังหวัด ใช้เกณฑ์เดียวกันกับอำเภอไหม",
    "table_district_unknown": "ตารางมีชื่อ “{first}” (บรรทัด {second}) ไม่ใช่อำเภอในจังหวัดนี้ คืออำเภอใด",
    "table_of_whom": "ตารางรายอำเภอที่บรรทัด {words} เป็นของตัวชี้วัดใด",
    "which_column": "ตารางรายอำเภอที่บรรทัด {second}: คอลัมน์ใดเป็นจำนวนเต็มหรือฐานของ “{first}”",
    "sum_differs": "ตารางช่อง {first}: รวมแต่ละอำเภอได้ {second} แต่พิมพ์ผลรวม {third} ใช้ตามที่พิมพ์ใช่ไหม",
    "target_differs": "ตารางพิมพ์ {second} แต่คิดจากฐานได้ {third} (บรรทัด {fourth}) ใช้ตามที่พิมพ์ใช่ไหม",
    "after_a_notice": "“{first}” นับจากวันใด เอกสารไม่ได้พิมพ์วันแจ้ง",
    "as_told": "“{first}” ไม่ได้พิมพ์วันที่ คือวันใด",
    "item_missing": "ข้อ {first} หายไปจากลำดับ มีงานหรือกำหนดส่งในข้อนั้นไหม",
    # remarks
    "gap": "{levels}มีช่องว่างระหว่างช่วงคะแนน ค่าที่อยู่ระหว่างได้ระดับล่าง",
    "overlap": "{levels}มีค่าซ้อนกัน ค่านั้นได้ระดับสูงกว่า",
    "half_or_year": "“{words}” ของครึ่งปี คิดจากงบทั้งปีหรือที่ได้รับถึงตอนนั้น ไม่ได้พิมพ์ไว้",
    "shares_of_sections": "สัดส่วนคะแนนของหมวด {words} ไม่ได้พิมพ์ไว้ แสดงคะแนนแยกหมวดจนกว่าจะกำหนด",
}
OPTIONS: Mapping[str, str] = {
    "less": "ใช่ น้อยกว่าดีกว่า", "more": "ไม่ใช่ มากกว่าดีกว่า", "ratio": "ร้อยละของเป้าหมาย", "growth": "เพิ่มขึ้นจากปีก่อน",
    "1": "รอบที่ 1", "2": "รอบที่ 2", "year": "ทั้งปี", "half": "ครึ่งปี", "district": "รายอำเภอ", "province": "ที่จังหวัด",
}  # fmt: skip
SECTIONS: Mapping[str, str] = {"team": "รายทีม", "individual": "รายบุคคล"}


def question(ask: Ask) -> str:
    words = [_day(SECTIONS.get(word, word)) for word in ask.words]
    first, second, third, fourth = (*words, "", "", "", "")[:4]
    said = {
        "levels": f"ระดับ {_listed(ask.levels)} " if ask.levels else "",
        "words": " → ".join(words) if ask.why in ("direction", "rising_but_less") else "” “".join(words)
        if ask.why == "not_understood" else ", ".join(words),
        "first": first, "second": second, "third": third, "fourth": fourth, "section": first, "sum": second,
        "who": f" ({third})" if third else "", "expected": fourth or "100",
    }  # fmt: skip
    return " ".join(QUESTIONS[ask.why].format(**said).split())


def _day(word: str) -> str:
    return day(date.fromisoformat(word)) if _ISO.fullmatch(word) else word


def options(ask: Ask) -> list[str]:
    if ask.why == "which_column":
        return [word.partition("=")[2] for word in ask.words[2:]]
    return [OPTIONS.get(option, option) for option in ask.options]


def _listed(levels: tuple[int, ...]) -> str:
    numbers = [str(level) for level in levels]
    return numbers[0] if len(numbers) == 1 else f"{', '.join(numbers[:-1])} และ {numbers[-1]}"
