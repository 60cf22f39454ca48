"""An agreement file with a number that its document does not prove is refused, and every fault is named at once."""

import json
import re
from pathlib import Path

import pytest

from scoring.document import loading
from scoring.document.loading import AGREEMENTS, Unproven, check, load, shipped

NONGKHAI = (AGREEMENTS / "nongkhai-2565-1.toml").read_text()
CHAIYAPHUM = (AGREEMENTS / "chaiyaphum-2562-1.toml").read_text()
BURIRAM = (AGREEMENTS / "buriram-2561.toml").read_text()
CHONBURI = (AGREEMENTS / "chonburi-2568-1.toml").read_text()
SAKAEO = (AGREEMENTS / "sakaeo-2567-1.toml").read_text()


def faults(text: str, found: str, instead: str) -> list[str]:
    assert text.count(found) >= 1, found
    return [str(f) for f in check(text.replace(found, instead, 1), "file.toml")]


def test_five_agreements_with_fifty_indicators_and_two_hundred_and_thirty_levels_are_proven() -> None:
    agreements = shipped()
    assert list(agreements) == [
        "buriram-2561", "chaiyaphum-2562-1", "chonburi-2568-1", "nongkhai-2565-1", "sakaeo-2567-1",
    ]  # fmt: skip
    rows = [i for a in agreements.values() for i in a.indicators.values()]
    assert len(rows) == 50
    assert sum(len(i.levels) for i in rows) == 230


def test_a_threshold_that_is_not_in_the_quote_is_refused() -> None:
    assert faults(NONGKHAI, '"budget_percent >= 75"', '"budget_percent >= 76"') == [
        "file.toml: indicator team/1, level 2: 76 % is not in the quote (line 71)",
        'file.toml: indicator team/1, level 2: the quote also asks for "ไม่น้อยกว่า 75", found no condition for it',
    ]


def test_an_operator_that_the_words_contradict_is_refused() -> None:
    assert faults(NONGKHAI, '"budget_percent >= 75"', '"budget_percent > 75"') == [
        'file.toml: indicator team/1, level 2: "ไม่น้อยกว่า" before 75 means >=, found > (line 71)',
    ]
    assert faults(NONGKHAI, '"plan_percent > 80"', '"plan_percent >= 80"') == [
        'file.toml: indicator team/2, level 2: "มากกว่า" before 80 means >, found >= (line 77)',
    ]
    assert faults(CHONBURI, '"overdue_percent < 15"', '"overdue_percent <= 15"') == [
        'file.toml: indicator individual/5, level 3: "ต่ำกว่า" before 15 means <, found <= (line 45)',
    ]
    assert faults(SAKAEO, '"otop_baht >= std"', '"otop_baht > std"') == [
        'file.toml: indicator individual/2, level 3: "เท่ากับ" before ค่าขึ้นมาตรฐาน means >=, found > (line 91)',
    ]


def test_a_quote_that_is_not_on_its_line_is_refused() -> None:
    quote = '[1, 70, "<u>ระดับ ๑</u> ไม่น้อยกว่าร้อยละ ๗๐"'
    assert faults(NONGKHAI, quote, quote.replace("70", "71")) == [
        'file.toml: indicator team/1, level 1: quote "<u>ระดับ ๑</u> ไม่น้อยกว่าร้อยละ ๗๐" is not on line 71 of '
        "nongkhai-2565-1.txt",
    ]


def test_a_quote_that_cuts_a_number_or_a_level_is_refused() -> None:
    assert faults(NONGKHAI, '"<u>ระดับ ๑</u> ไม่น้อยกว่าร้อยละ ๗๐"', '"<u>ระดับ ๑</u> ไม่น้อยกว่าร้อยละ ๗"')[:2] == [
        'file.toml: indicator team/1, level 1: quote "<u>ระดับ ๑</u> ไม่น้อยกว่าร้อยละ ๗" cuts a number of line 70 of '
        "nongkhai-2565-1.txt",
        'file.toml: indicator team/1, level 1: the quote stops before the end of the level, at "๐\t\t"',
    ]


def test_levels_that_are_not_five_are_refused() -> None:
    line = '  [5, 74, "<u>ระดับ ๕</u> ไม่น้อยกว่าร้อยละ ๙๐", "budget_percent >= 90"],\n'
    assert faults(NONGKHAI, line, "") == [
        "file.toml: indicator team/1: found levels [1, 2, 3, 4], expected [1, 2, 3, 4, 5]",
    ]


def test_weights_that_do_not_add_to_a_hundred_are_refused() -> None:
    found = faults(NONGKHAI, "weight = [20, 81,", "weight = [10, 81,")
    assert found[0] == 'file.toml: indicator team/3: 10 is not in the quote "๒๐\tกลุ่มประสาน" (line 81)'
    assert found[1] == "file.toml: section team: weights of เมืองหนองคาย add to 90, expected 100"
    assert len(found) == 1 + 9


def test_weights_may_miss_a_hundred_where_an_open_question_names_the_district() -> None:
    answered = {"CBI-1": "พานทอง"}
    chonburi = shipped()["chonburi-2568-1"]
    assert chonburi.weight_of("individual", "พานทอง", answered) == 100
    assert chonburi.weight_of("individual", "ศรีราชา", answered) == 85


def test_gaps_and_overlaps_between_levels_have_to_be_declared() -> None:
    assert faults(CHAIYAPHUM, 'declared = ["CPM-4", "CPM-5"]', "") == [
        "file.toml: indicator individual/7, levels 1 and 2: hh_percent: level 1 ends at < 99.41 and the next begins at "
        ">= 99.42; expected a declared question or remark",
        "file.toml: indicator individual/7, levels 2 and 3: hh_percent: nothing is printed between 99.60 and 99.61; "
        "expected a declared question or remark",
        "file.toml: indicator individual/7, levels 3 and 4: hh_percent: nothing is printed between 99.80 and 99.81; "
        "expected a declared question or remark",
        "file.toml: indicator individual/7, levels 4 and 5: hh_percent: 100 is printed in both levels; "
        "expected a declared question or remark",
    ]
    assert faults(CHONBURI, 'declared = ["CBI-2"]\n', "") == [
        "file.toml: indicator individual/2B, levels 4 and 5: pr: >= 5 is easier than >= 6; "
        "expected a declared question or remark",
    ]
    assert faults(CHONBURI, 'declared = ["CBI-4"]\n', "") == [
        "file.toml: indicator individual/7, levels 3 and 4: levels 3 and 4 ask for the same; "
        "expected a declared question or remark",
    ]


def test_a_word_that_stands_for_a_number_comes_from_a_closed_list() -> None:
    assert faults(CHAIYAPHUM, "(ทุกคน)", "(ทุกราย)")[0] == (
        'file.toml: indicator team/3, level 5: found the word "ทุกราย", expected one of ทุกคน, ครบทุก, ครบถ้วนทุก, '
        "ทุกเดือน, เท่าเดิม, จำนวนเพิ่มขึ้น, ๑ ครัวเรือน ๑ สัญญา (line 64)"
    )
    assert faults(NONGKHAI, "debt_reduction_percent >= 0 (เท่าเดิม)", "debt_reduction_percent >= 1 (เท่าเดิม)") == [
        'file.toml: indicator individual/4, level 3: "เท่าเดิม" means >= 0, found >= 1 (line 115)',
    ]


def test_the_districts_of_an_indicator_are_those_of_its_name() -> None:
    assert faults(CHONBURI, 'only = ["เกาะจันทร์", "เกาะสีชัง"]', 'only = ["เกาะจันทร์"]')[0] == (
        "file.toml: indicator individual/7: only: found เกาะจันทร์, expected เกาะจันทร์, เกาะสีชัง as in the name"
    )
    assert faults(CHONBURI, 'unresolved = { "บ้านนา" = "CBI-1" }\n', "")[0] == (
        "file.toml: indicator individual/3A: only: found บางละมุง, พนัสนิคม, สัตหีบ, เมืองชลบุรี, "
        "expected บางละมุง, บ้านนา, พนัสนิคม, สัตหีบ, เมืองชลบุรี as in the name"
    )


def test_a_table_is_the_printed_one_and_adds_up() -> None:
    place = "file.toml: indicator function/2, table ยอดจำหน่ายสินค้า OTOP ปี 60 และยอดที่ต้องถึง ปี 61 (บาท): "
    changed = faults(BURIRAM, "281\t3\tกระสัง\t146,318,107.00", "281\t3\tกระสัง\t146,318,108.00")
    assert changed[0].startswith(place + 'row "3\tกระสัง\t146,318,108.00')
    assert faults(BURIRAM, 'corrected = "21,913,882.80"', 'corrected = "21,913,883.80"') == [
        place + "@20: the rows add to 1837619982.00, the total prints 1837619981.00",
        place + "line 285: found 21913883.80 for 20 % more, expected 21913882.80 as the base gives",
    ]
    assert faults(BURIRAM, 'corrected = "ละหานทราย"', 'corrected = "ตะพานทราย"')[:2] == [
        place + 'line 303: found "ตะพานทราย", expected a district of บุรีรัมย์',
        place + "found 0 rows of ละหานทราย, expected 1",
    ]


def test_a_correction_keeps_the_printed_form() -> None:
    assert faults(BURIRAM, 'printed = "ตะพานทราย"', 'printed = "ตะพานทราว"')[0] == (
        'file.toml: correction BRM-3: quote "ตะพานทราว" is not on line 303 of buriram-2561.txt'
    )
    assert faults(BURIRAM, 'why = "กันยายนมี 30 วัน"', 'why = ""') == [
        "file.toml: correction BRM-6: found no reason, expected why the printed form is read otherwise",
    ]


def test_a_deadline_is_the_printed_day() -> None:
    assert faults(SAKAEO, "on = 2024-03-11", "on = 2024-03-12") == [
        'file.toml: duty record-start: the day 2024-03-12 is not in the quote "ให้แล้วเสร็จภายในวันที่ ๑๑ มีนาคม ๒๕๖๗"',
    ]
    assert faults(SAKAEO, "days = 21", "days = 14") == [
        'file.toml: duty 1.1: 14 days are not in the quote "ภายใน ๓ สัปดาห์ หลังจากกรมการพัฒนาชุมชน แจ้งตัวชี้วัด"',
    ]
    assert faults(BURIRAM, 'when = "month_end"', 'when = "weekly"') == [
        'file.toml: duty otop-doc: "สัปดาห์" is not in the quote "ทุกสิ้นเดือน"',
        'file.toml: duty otop-doc: found when = weekly, and "สิ้นเดือน" in the quote "ทุกสิ้นเดือน"',
    ]


def test_the_head_is_proven_too() -> None:
    assert faults(NONGKHAI, "year = 2565", "year = 2566")[:2] == [
        "file.toml: head: period: found 2021-10-01..2022-03-31, expected 2022-10-01..2023-03-31",
        'file.toml: head: id: found "nongkhai-2565-1", expected the province, 2566 and 1',
    ]
    assert (
        "file.toml: head: sha256 of nongkhai-2565-1.txt: found" in faults(NONGKHAI, 'sha256 = "75', 'sha256 = "76')[0]
    )
    assert faults(NONGKHAI, 'source = "nongkhai-2565-1.txt"', 'source = "none.txt"') == [
        'file.toml: head: found source "none.txt", expected a file in scoring/sources/',
    ]


def test_unknown_keys_inputs_and_shapes_are_named_with_their_place() -> None:
    assert faults(NONGKHAI, "poor_percent >= 25", "por_percent >= 25")[0] == (
        'file.toml: indicator individual/1, level 1: found input "por_percent", expected one of poor_percent'
    )
    assert faults(NONGKHAI, '"poor_percent >= 25"', '"poor_percent => 25"')[0] == (
        'file.toml: indicator individual/1, level 1: found "poor_percent => 25", expected a condition such as '
        '"poor_percent >= 85" or a step such as "s1"'
    )
    assert faults(NONGKHAI, 'scored = "district"', 'scord = "district"')[0].startswith(
        'file.toml: indicator team/1: found "scord", expected one of cells, cumulative, declared,'
    )
    for odd in ('"forty"', "4E1", "1e-900000", "9e9999999999999999999", "-40", "4" * 16):
        assert faults(NONGKHAI, "weight = [40, 69,", f"weight = [{odd}, 69,")[0].endswith(
            ", expected an amount like 2400000.50, of at most 15 digits and 6 decimals"
        )
    assert faults(NONGKHAI, "round = 1", "round = ") == [
        "file.toml: whole file: not readable as TOML: Invalid value (at line 6, column 9)",
    ]


def test_every_fault_of_a_file_comes_at_once() -> None:
    text = NONGKHAI.replace('"budget_percent >= 75"', '"budget_percent > 75"').replace(
        "on = 2022-03-31", "on = 2022-03-30"
    )
    with pytest.raises(Unproven) as refused:
        load(text, "file.toml")
    assert [f.place for f in refused.value.faults] == ["indicator team/1, level 2", "duty round-end"]


def test_a_number_that_no_document_prints_needs_a_person_a_day_and_a_reason() -> None:
    level = '[5, 144, "<u>ระดับ ๕</u> ไม่น้อยกว่าร้อยละ ๑๐", "otop_percent >= 10"]'
    by = '[5, { by = "ผู้ดูแล", on = 2022-01-10, why = "หนังสือแจ้ง" }, "ไม่น้อยกว่าร้อยละ 11", "otop_percent >= 11"]'
    assert faults(NONGKHAI, level, by) == []
    assert faults(NONGKHAI, level, by.replace('why = "หนังสือแจ้ง"', 'why = ""')) == [
        "file.toml: indicator individual/8, level 5: found an entry without by, on or why, expected all three",
    ]


def test_names_of_persons_stay_in_the_documents() -> None:
    titles = re.compile(r"นาย(?!อำเภอ)|นางสาว|นาง(?!รอง)|จ\.อ\.|โทร")
    for path in AGREEMENTS.glob("*.toml"):
        assert not titles.search(path.read_text()), path.name


def test_ids_topics_and_inputs_are_the_contracts() -> None:
    fixed = json.loads((Path(__file__).parent / "contract.json").read_text())
    for agreement in fixed:
        have = shipped()[agreement["agreement"]]
        assert list(have.districts) == agreement["districts"]
        assert [have.start.isoformat(), have.end.isoformat()] == agreement["period"]
        for row in agreement["indicators"]:
            indicator = have.indicators[row["id"]]
            assert (indicator.topic, indicator.name, indicator.scored) == (row["topic"], row["name"], row["scored"])
            assert list(indicator.inputs) == list(row["inputs"])
            for name, used in row["inputs"].items():
                found = indicator.inputs[name]
                assert (found.derive, found.counts, found.sense) == (
                    used["derive"],
                    used["counts"],
                    used.get("sense", "done"),
                )


def test_no_document_was_edited() -> None:
    assert {f: loading.document(f).sha256[:12] for f in sorted(p.name for p in loading.SOURCES.glob("*.txt"))} == {
        "buriram-2561.txt": "cb61c9d22d1f", "chaiyaphum-2562-1.txt": "b36b418f664a",
        "chonburi-2568-1.txt": "3a0ced0f2163",
        "nongkhai-2565-1.txt": "75bae7f2baec", "sakaeo-2567-1.txt": "e83d760c2f17",
    }  # fmt: skip
