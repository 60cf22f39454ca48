"""Thirteen-digit ID numbers are found by their check digit, however they are written, and only they."""

import pytest

from handlers.desk.personal_data import holds_id, mask_ids

ID = "1101700203450"  # 13+12+10+9*7+6*2+4*3+3*4+2*5 = 144, 144 mod 11 = 1, 11 - 1 = 10, so the last digit is 0
X = "×" * 13


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        (ID, X),
        (f"เลข{ID}ครับ", f"เลข{X}ครับ"),
        ("1-1017-00203-45-0", "×-××××-×××××-××-×"),
        ("1 1017 00203 45 0", "× ×××× ××××× ×× ×"),
        ("1\u20131017\u201300203\u201345\u20130", "×\u2013××××\u2013×××××\u2013××\u2013×"),
        ("๑๑๐๑๗๐๐๒๐๓๔๕๐", X),
        ("๑101700203450", X),
        (f"{ID} {ID}", f"{X} {X}"),
        (f"{ID},{ID}", f"{X},{X}"),
        (f"ข้อ 5 {ID}", f"ข้อ 5 {X}"),
        ("ข้อ 5 1-1017-00203-45-0", "ข้อ 5 ×-××××-×××××-××-×"),
        (f"081 {ID} 2568", f"081 {X} 2568"),
        (f"a{ID}.pdf", f"a{X}.pdf"),
        ("1  1017  00203  45  0", "×  ××××  ×××××  ××  ×"),
        ("1 - 1017 - 00203 - 45 - 0", "× - ×××× - ××××× - ×× - ×"),
        ("1_1017_00203_45_0", "×_××××_×××××_××_×"),
        ("1/1017/00203/45/0", "×/××××/×××××/××/×"),
        ("1\t1017\t00203\n45\t0", "×\t××××\t×××××\n××\t×"),
        ("１１０１７００２０３４５０", X),
    ],
)
def test_an_id_number_is_masked_digit_by_digit(said: str, masked: str) -> None:
    assert mask_ids(said) == masked
    assert len(masked) == len(said)
    assert holds_id(said)
    assert holds_id(masked)  # also who reads it later knows that there was one


@pytest.mark.parametrize(
    "said",
    ["1101700203451", "110170020345", f"1{ID}", f"{ID}1", "0000000000000", "1,101,700,203,450", "", "เบิกจ่าย 82%",
     "××××", "11017002 บาท 03450", "110  1700  203  450", "110170\n0203450"],
)  # fmt: skip
def test_other_figures_stay(said: str) -> None:
    assert mask_ids(said) == said
    assert not holds_id(said)
