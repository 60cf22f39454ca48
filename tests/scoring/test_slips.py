"""Slips of a clerk's hand that leave every number on its line are refused too: a word cut, a row lost or told twice."""

import pytest

from scoring.document.loading import AGREEMENTS, check

TEXTS = {path.stem.split("-")[0]: path.read_text() for path in AGREEMENTS.glob("*.toml")}


@pytest.mark.parametrize(
    ("file", "found", "instead", "fault"),
    [
        # a quote begins and ends with whole words
        ("nongkhai", '[31, "ศึกษาทำความเข้าใจ', '[31, "ทำความเข้าใจ',
         'duty study: quote "ทำความเข้าใจค่าเป้าหมายตัวชี้วัด และเกณฑ์การวัดให้ชัดเจน" cuts a word of line 31 of '
         "nongkhai-2565-1.txt"),
        ("nongkhai", '[20, 98, "๒๐\\tกลุ่มส่งเสริม"]', '[20, 98, "๒๐\\tกลุ่มส่งเสริ"]',
         'indicator individual/2: quote "๒๐\tกลุ่มส่งเสริ" cuts a word of line 98 of nongkhai-2565-1.txt'),
        ("chonburi", 'name = "ระดับความสำเร็จในการบริหารจัดการหนี้', 'name = "ความสำเร็จในการบริหารจัดการหนี้',
         'indicator individual/5: name "ความสำเร็จในการบริหารจัดการหนี้เกินกำหนดชำระกองทุนพัฒนาบทบาทสตรี" cuts a word of '
         "line 45"),
        # a group is its whole cell; an indicator's number is the printed one
        ("nongkhai", 'group = ["กลุ่ม ยุทธศาสตร์", 75]', 'group = ["กลุ่ม", 75]',
         'indicator team/2: group: found "กลุ่ม", expected the whole cell of line 75'),
        ("nongkhai", 'id = "individual/8"', 'id = "individual/9"',
         'indicator individual/9: found number 9, line 139 prints "ตัวชี้วัดที่ ๘"'),
        ("nongkhai", 'scored = "district"', 'scored = "distict"',
         'indicator team/1: found scored "distict", expected one of district, province, both'),
        ("nongkhai", 'topic = "big_data"', 'topic = "Big Data"',
         'indicator individual/7: found topic "Big Data", expected small letters and _ as in budget_spent'),
        ("nongkhai", 'team = true', 'team = false',
         'section team: found team = False, and the name "ตัวชี้วัดรายทีม"'),
        ("nongkhai", 'name = "ตัวชี้วัดรายทีม"', 'name = "ตัวชี้วัดทีม"',
         'section team: name "ตัวชี้วัดทีม" is not in the quote "ตัวชี้วัดรายทีม"'),
        # evidence is listed whole, each item once, and only its steps are marked by evidence
        ("buriram", '  [3, 372, "มีหนังสือแจ้งแนวทางการดำเนินโครงการสนับสนุนสัมมาชีพแก่ครัวเรือนยากจน"],\n', "",
         "indicator function/3: line 372 prints evidence of level 3, found no row for it"),
        ("buriram", '  [2, 367, "มีแผนปฏิบัติการ/แผนการส่งเสริม สนับสนุนครัวเรือนยากจนเป้าหมาย"],\n',
         '  [2, 367, "มีแผนปฏิบัติการ/แผนการส่งเสริม"],\n',
         'indicator function/3: evidence on line 367: found "มีแผนปฏิบัติการ/แผนการส่งเสริม", expected the whole line'),
        ("buriram", '[4, 376, "มีข้อมูลจาก', '[5, 376, "มีข้อมูลจาก',
         "indicator function/3: evidence on line 376: found level 5, expected 4 as in the heading above it"),
        ("buriram", '[0, 600, "บัญชีกลุ่มเป้าหมาย"]', '[5, 600, "บัญชีกลุ่มเป้าหมาย"]',
         "indicator agenda/5: evidence on line 600: found level 5, expected 0 as in the heading above it"),
        ("buriram", '[0, 600, "รายงานประจำสัปดาห์"]', '[0, 600, "สื่อประชาสัมพันธ์"]',
         'indicator agenda/5: evidence: found "สื่อประชาสัมพันธ์" twice'),
        ("chonburi", 's2 = { flag = "มีแผน" }', 's2 = { flag = "มีแผน", evidence = true }',
         "indicator individual/7: input s2: found evidence = true, the document prints none for its level"),
        # the head has the shape that the rest is read in
        ("nongkhai", 'round = 1', 'round = 3', "head: found round 3, expected 1, 2 or none"),
        ("nongkhai", 'round = 1', 'round = "1"', "head: found round = '1', expected 1 or 2"),
        ("nongkhai", 'districts = ["', 'districts = [] #', "head: found districts [], expected the districts' names"),
        ("nongkhai", 'period = [2021-10-01, 2022-03-31]', 'period = ["a"]',
         "head: found period ['a'], expected its first and last day"),
        # the province is that of its own town; a proof is a line and its words
        ("nongkhai", 'province = "หนองคาย"', 'province = "หนองคา"',
         'head: found province "หนองคา", expected one whose เมือง is a district or that the document names'),
        ("nongkhai", '69, "๔๐\\tกลุ่มประสาน"]', '69, "๔๐\\tกลุ่มประสาน", "๔๐"]',
         "indicator team/1: found 3 parts of a proof, expected a line and its words"),
        ("chonburi", 'section = "individual"', 'section = "team"',
         "question CBI-1: found section team, expected that of individual/3A"),
        ("buriram", '"remaining_percent.target"', '"remaining_percent.targets"',
         "indicator function/3, table จำนวนครัวเรือนยากจน (ครัวเรือน): found column "
         '"remaining_percent.targets", expected '
         "num, den or target of an input behind its point"),
        ("buriram", '"@18", "@19"', '"@19", "@19"',
         "indicator function/2, table ยอดจำหน่ายสินค้า OTOP ปี 60 และยอดที่ต้องถึง ปี 61 (บาท): column: found @19 twice"),
        # a number in what an officer is asked for is one of the indicator's own lines
        ("chonburi", '"รายได้กลุ่ม Quadrant D", "รายได้ ๖ เดือนแรก', '"รายได้กลุ่ม Quadrant D", "รายได้ ๙ เดือนแรก',
         'indicator individual/1, input qd_growth_percent: "รายได้ ๙ เดือนแรกปี ๒๕๖๗" has 9, which no line of the '
         "indicator prints"),
        ("buriram", 'columns = ["no", "district", "old"', 'columns = ["district", "no", "old"',
         "indicator function/4, table จำนวนสถาบัน (แห่ง) และเป้าหมายที่ต้องบรรลุ (ครัวเรือน): found columns district, no, "
         "expected no, district first"),
        ("nongkhai", '"channels >= 2"', '"channels >= 2 & s1"',
         "indicator individual/7, level 4: found the step s1 of an earlier level, expected it once"),
        ("nongkhai", 's1 = { flag = "คณะทำงาน" }', 's1 = { flag = "คณะทำงาน", counts = "months" }',
         "indicator individual/7, input s1: found counts, which a flag does not have"),
        # nothing is told twice
        ("chonburi", 'only = ["เมืองชลบุรี", "พนัสนิคม",', 'only = ["เมืองชลบุรี", "พนัสนิคม", "พนัสนิคม",',
         "indicator individual/3A: only: found พนัสนิคม twice"),
        ("nongkhai", 'id = "NKI-12"', 'id = "NKI-11"', "question NKI-11: this id stands twice"),
        ("nongkhai", 'id = "cascade"', 'id = "study"', "duty study: this id stands twice"),
        ("chonburi", 'options = ["5", "8"]', 'options = ["5", "8", "8"]', "question CBI-2: options: found 8 twice"),
        ("buriram", "393\t1\tบุรีรัมย์\t1789\t565\t1202\t601\t23\n", "393\t1\tบุรีรัมย์\t1789\t565\t1202\t601\t23\n" * 2,
         "indicator function/3, table จำนวนครัวเรือนยากจน (ครัวเรือน): found 2 rows of the province, expected 1 at "
         "most"),
        ("nongkhai", '"s4"],', '"s4 & s4"],', 'indicator team/3, level 4: found "s4" twice, expected it once'),
        ("sakaeo", '"hh_percent >= 90"', '"hh_percent >= 90 & hh_percent >= 90"',
         'indicator individual/6, level 2: found "hh_percent >=" twice, expected it once'),
        # a floor stands below the first level that asks the figure for more
        ("chonburi", '"projects >= 1"],\n  [4', '"projects >= 1 (floor)"],\n  [4',
         "indicator individual/7, level 3: found a floor, expected one only where the next level begins at its end"),
        ("chaiyaphum", '"q2_percent >= 55"', '"q2_percent >= 55 (floor)"',
         "indicator individual/6, level 4: found a floor, expected one only where the next level begins at its end"),
        # a step has no number, a figure no day, a day no number
        ("sakaeo", '"weighted_percent 80..89"', '"s2 80..89"',
         'indicator individual/5, level 4: found "s2 80..89", expected no number: s2 is a flag'),
        ("nongkhai", '"evidence_sent_date by 2022-03-04"', '"s1 by 2022-03-04"',
         'indicator team/3, level 5: found "s1 by 2022-03-04", expected no day: s1 is a flag'),
        ("nongkhai", '"evidence_sent_date by 2022-03-04"', '"evidence_sent_date >= 4"',
         'indicator team/3, level 5: found "evidence_sent_date >= 4", expected a day: evidence_sent_date is a date'),
        ("sakaeo", '"downloads >= downloads_target"', '"downloads >= s1"',
         'indicator individual/7, level 5: found "s1", expected an input that is a value: it is a flag'),
        # what is declared is a question of this file
        ("chaiyaphum", 'declared = ["CPM-4", "CPM-5"]', 'declared = ["CPM-44"]',
         'indicator individual/7: found declared "CPM-44", expected one of CPM-4, CPM-5, CPM-21'),
        ("chonburi", 'declared = ["CBI-2"]', 'declared = ["CBI-1"]',
         'indicator individual/2B: found declared "CBI-1", expected one of CBI-2'),
        ("chonburi", 'options = ["พานทอง", "ศรีราชา"]', 'options = ["พานทอง", "บ้านบึง"]',
         "question CBI-1: found options พานทอง, บ้านบึง, expected the undecided districts พานทอง, ศรีราชา"),
        ("chonburi", 'unresolved = { "บ้านนา" = "CBI-1" }', 'unresolved = { "บ้านนา" = "CBI-11" }',
         'indicator individual/3A: found unresolved "CBI-11", expected a question of this file'),
        # an input says only what its kind can say
        ("nongkhai", 'ratio = ["ครัวเรือนยากจนเป้าหมายที่ได้รับการพัฒนา", "ครัวเรือนยากจนเป้าหมาย"]',
         'ratio = ["ครัวเรือนยากจนเป้าหมายที่ได้รับการพัฒนา"]',
         "indicator individual/1, input poor_percent: found 1 part of ratio, expected two that differ"),
        ("nongkhai", 's1 = { flag = "คณะทำงาน" }', 's1 = { flag = "คณะทำงาน", sense = "remaining" }',
         "indicator individual/7, input s1: found sense, which a flag does not have"),
        ("nongkhai", 'unit = "ช่องทาง" }', 'unit = "ช่องทาง", every = "month" }',
         "indicator individual/7, input channels: found every = month and counts = as_of, expected events"),
        ("buriram", "capped = true, short", "capped = false, short",
         "indicator function/3, input remaining_percent: found capped = False and sense = remaining, expected a share "
         "that remains to be capped and no other"),
        ("sakaeo", 'counts = "office_value", printed = "ค่าขึ้นสูง"', 'printed = "ค่าขึ้นสูง"',
         "indicator individual/2, input high: found printed and counts = as_of, expected both of an office value "
         "or none"),
        # duties: every printed deadline, and as often as the words say
        ("sakaeo", '[103, "อย่างน้อยเดือนละ ๑ ครั้ง"]', '[103, "ทุกบริการที่เกี่ยวข้อง"]',
         'duty click-publicity: "เดือน" is not in the quote "ทุกบริการที่เกี่ยวข้อง"'),
        ("sakaeo", 'when = "monthly"\nproof = [103, "อย่างน้อย ๑', 'when = "open"\nproof = [103, "อย่างน้อย ๑',
         'duty click-activity: found when = open, and "/เดือน" in the quote "อย่างน้อย ๑ กิจกรรม/เดือน"'),
        ("buriram", 'when = "month_end"', 'when = "monthly"',
         'duty otop-doc: found when = monthly, and "สิ้นเดือน" in the quote "ทุกสิ้นเดือน"'),
        ("sakaeo", 'role = ""\nsends = false', 'role = ""',
         "duty 2.6: found no role and sends = True, expected sends = false: nobody here is told"),
        ("nongkhai", '[[duty]]\nid = "record"\nwhat = "บันทึกข้อตกลงในระบบ Online Real Time และพิมพ์สำเนารายงานผลการ'
         'ประเมินให้จังหวัด"\nwhen = "on"\non = 2022-03-04\nproof = [38, "ให้จังหวัดภายในวันที่ ๔ มีนาคม ๒๕๖๕"]\n'
         'who = "สำนักงานพัฒนาชุมชนอำเภอ"\nrole = "officer"\n', "",
         'calendar: line 38 prints "ภายในวันที่ ๔ มีนาคม ๒๕๖๕", found no duty for it'),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_its_place(file: str, found: str, instead: str, fault: str) -> None:
    text = TEXTS[file]
    assert found in text, found
    said = [str(f) for f in check(text.replace(found, instead, 1), "f.toml")]
    assert f"f.toml: {fault}" in said, said
