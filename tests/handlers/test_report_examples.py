"""Every example that the help text and the officer's sheet print is read and taken without a question, everywhere."""

import pytest

from handlers.reading import read
from handlers.report.one_value import Origin, Taken, take
from scoring.document.loading import shipped
from scoring.results.results import made_of
from templates.words.report.examples import report_examples


@pytest.mark.parametrize("agreement", shipped().values(), ids=lambda a: a.id)
def test_examples_are_understood_in_every_district(agreement) -> None:  # type: ignore[no-untyped-def]
    for district in (*agreement.districts, None):
        examples = report_examples(agreement, district)
        for sentence in examples:
            reading = read(sentence, today=agreement.end, province=agreement.province)
            assert (reading.intent, reading.ask, len(reading.values)) == ("report", False, 1), (district, sentence)
            results = made_of(agreement, district, agreement.end, (), (), {})
            taken = take(reading.values[0], results, Origin("e", 1, agreement.end, 1), {}, {})
            assert isinstance(taken, Taken), (district, sentence, taken)


def test_buriram_has_its_own_examples() -> None:
    """No sentence about spending in a province whose agreement has no such indicator."""
    examples = report_examples(shipped()["buriram-2561"], "บ้านกรวด")
    assert examples == (
        "OTOP เดือน ก.พ. 1,340,000 บาท",  # a twelfth of 16,089,950 (line 290), in thousands
        "ครัวเรือนยากจน เหลือ 88 ครัวเรือน",  # half of 176 (line 404)
        "เข้าถึงแหล่งทุน 6 ครัวเรือน",  # half of 13 (table of line 451 ff.)
        "เศรษฐกิจฐานราก ลงพื้นที่ รวม 2 ครั้ง",  # its steps count only with their evidence
    )
