"""How figures are written: each line is a way of writing and the one number that it is, or why it is a question."""

from decimal import Decimal

import pytest

from handlers.reading.figures.numbers import Figure, figure, run
from handlers.reading.words.characters import clean
from handlers.reading.words.scan import scan

IS = """
0 = 0 | ศูนย์จุดห้า = 0.5 | 7 = 7 | ๗ = 7 | ๑,๒๓๐ = 1230 | 1,230 = 1230 | 1230.50 = 1230.5
12,345,678 = 12345678 | ８２.５ = 82.5 | ห้า = 5 | สิบ = 10 | สิบเอ็ด = 11 | สิบสอง = 12 | ยี่สิบ = 20
ยี่สิบเอ็ด = 21 | ยี่สิบสอง = 22 | สามสิบ = 30 | เก้าสิบเก้า = 99 | ร้อย = 100 | หนึ่งร้อย = 100
หนึ่งร้อยเอ็ด = 101 | ร้อยเอ็ด = 101 | หนึ่งร้อยสิบ = 110 | ร้อยยี่สิบ = 120
สองร้อยห้าสิบห้า = 255 | พันสองร้อย = 1200 | หนึ่งพันเอ็ด = 1001 | สองพันห้าร้อยหกสิบแปด = 2568
เก้าพันเก้าร้อยเก้าสิบเก้า = 9999 | หมื่น = 10000 | หนึ่งหมื่นสองพันสามร้อยสี่สิบห้า = 12345
แปดหมื่นหนึ่งพัน = 81000 | แสน = 100000 | สองแสนห้าหมื่น = 250000 | สองแสนห้าสิบ = 200050
เก้าแสนเก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้า = 999999 | ล้าน = 1000000 | ล้านสองแสน = 1200000
หนึ่งล้านเอ็ด = 1000001 | สิบล้าน = 10000000 | สิบเอ็ดล้าน = 11000000 | สิบสองล้านสามแสน = 12300000
หนึ่งร้อยสิบล้าน = 110000000 | สองร้อยล้าน = 200000000 | ห้าร้อยเก้าสิบเก้าล้านเก้าแสน = 599900000
ล้านครึ่ง = 1500000 | สองล้านครึ่ง = 2500000 | แสนครึ่ง = 150000 | ครึ่งล้าน = 500000
แปดสิบห้าจุดห้า = 85.5 | แปดสิบห้าจุดศูนย์ห้า = 85.05 | หนึ่งจุดสองล้าน = 1200000
สองจุดห้าแสน = 250000 | ห้าจุดหนึ่งสองสาม = 5.123 | 1.2 ล้าน = 1200000 | 1.2ล้าน = 1200000
2.01 ล้าน = 2010000 | 1.001 ล้าน = 1001000 | 1.250 ล้าน = 1250000 | 5 หมื่น = 50000
15 แสน = 1500000 | 1 แสน 2 หมื่น = 120000 | 1ล้าน2แสน5หมื่น = 1250000 | 2 ล้านห้าแสน = 2500000
สองแสน 5 หมื่น = 250000 | 3 ร้อยล้าน = 300000000 | 2 ล้านครึ่ง = 2500000 | 250k = 250000
1.3M = 1300000 | 1.2ล. = 1200000 | 1.2 ลบ. = 1200000 | 1,250 พัน = 1250000 | ซาว = 20 | ซาวห้า = 25
72 จุด 5 = 72.5 | หนึ่งแสน สองหมื่น = 120000
"""
ASKS = """
สองแสนห้า = 250000 200005 elision | ล้านห้า = 1500000 1000005 elision | พันสอง = 1200 1002 elision
ร้อยห้า = 150 105 elision | 1 แสน 2 = 120000 100002 elision | แปดหมื่นเก้า = 89000 80009 elision
แสนหนึ่ง = 100000 110000 100001 elision | สิบห้าล้านห้า = 15500000 15000005 elision
สองร้อยห้าล้าน = 205000000 250000000 elision | สามสี่แสน = number_range | ห้าหก = number_range
12,5 = 12.5 125 number_spelling | 1,2 ล้าน = 1200000 12000000 number_spelling
1.250.000 = 1250000 number_spelling | 1,25,000 = 125000 number_spelling
82..5 = 82.5 number_spelling | 1 250 000 = number_spelling | 007 = 7 number_spelling
2.5 ล้าน 3 แสน = number_spelling | ห้าพันสี่หมื่น = 5000 number_spelling
หนึ่งสิบ = 10 number_spelling | สองสิบ = 20 number_spelling | ยี่สิบหนึ่ง = 21 number_spelling
แปดสิบ ห้า = 85 number_spelling | 8 สิบ = 80 number_spelling | 12 ร้อย = 1200 number_spelling
2 ครึ่ง = number_spelling | 5² = 5 odd_characters | 1,250 ล้าน = 1250000000 odd_magnitude
สองโหล = number_spelling | 5 ห้า = number_spelling | แปดสิบจุดสิบห้า = 80 number_spelling
"""


def _read(text: str) -> Figure:
    tokens = scan(clean(text).text)
    assert run(tokens, 0) == len(tokens), [token.kind for token in tokens]
    return figure(tokens)


def _lines(table: str) -> list[list[str]]:
    return [line.rsplit(" = ", 1) for line in table.replace("\n", " | ").split(" | ") if line.strip()]


@pytest.mark.parametrize(("written", "number"), _lines(IS))
def test_a_figure_is_one_number(written: str, number: str) -> None:
    read = _read(written)
    assert (read.problem, [Decimal(one) for one in read.candidates]) == (None, [Decimal(number)])


@pytest.mark.parametrize(("written", "expected"), _lines(ASKS))
def test_a_doubtful_figure_is_a_question_with_its_candidates(written: str, expected: str) -> None:
    *numbers, reason = expected.split()
    read = _read(written)
    assert (read.problem, list(read.candidates)) == (reason, [Decimal(one) for one in numbers])


HOLDS_NUMBER_WORDS = (
    "เรียบร้อย สามารถ สามัคคี สัมพันธ์ กุมภาพันธ์ ห้าง เก้าอี้ หกล้ม พันธกิจ ประชาสัมพันธ์ สิบเอก ร้อยละ หนึ่งตำบลหนึ่งผลิตภัณฑ์ สามพราน"
)


@pytest.mark.parametrize("text", HOLDS_NUMBER_WORDS.split())
def test_words_that_hold_number_words_hold_no_figure(text: str) -> None:
    tokens = scan(clean(text).text)
    assert all(run(tokens, at) == at for at in range(len(tokens)))
