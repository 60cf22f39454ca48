"""Thirteen-digit ID numbers are found by their check digit, however they are written, and only they."""

import json

import pytest

from bot.post.turns import masked
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
        ("110170\n0203450", "××××××\n×××××××"),
        ("110170\r\n0203450", "××××××\r\n×××××××"),
        ("110170\t0203450", "××××××\t×××××××"),
        ("110170\u200d0203450", "××××××\u200d×××××××"),
        ("110170\u200c0203450", "××××××\u200c×××××××"),
        ("110170\u20600203450", "××××××\u2060×××××××"),
        ("110170\u00ad0203450", "××××××\u00ad×××××××"),
        ("1\u00ad1\u200d0\ufeff1700203450", "×\u00ad×\u200d×\ufeff××××××××××"),
        ("1\n1017\n00203\n45\n0", "×\n××××\n×××××\n××\n×"),
        ("໑໑໐໑໗໐໐໒໐໓໔໕໐", X),
        ("١١٠١٧٠٠٢٠٣٤٥٠", X),
        ("۱۱۰۱۷۰۰۲۰۳۴۵۰", X),
        ("1.1.0.1.7.0.0.2.0.3.4.5.0", ".".join("×" * 13)),
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
     "××××", "11017002 บาท 03450", "110  1700  203  450", "1101\n7002\n03450", "1" + "\u200d" * 9 + ID[1:]],
)  # fmt: skip
def test_other_figures_stay(said: str) -> None:
    assert mask_ids(said) == said
    assert not holds_id(said)


@pytest.mark.parametrize(
    "where",
    [
        {"message": {"type": "text", "text": "110170\n0203450"}},
        {"message": {"type": "text", "text": "110170\t0203450"}},
        {"message": {"type": "file", "fileName": f"{ID}.pdf"}},
        {"message": {"type": "location", "title": ID, "address": "๑๑๐๑๗๐๐๒๐๓๔๕๐"}},
        {"message": {"type": "sticker", "keywords": ["ok", ID], "text": "1-1017-00203-45-0"}},
        {"postback": {"data": f"q=1&v={ID}", "params": {"date": ID}}},
        {"message": {"type": "text", "text": "@", "mention": {"mentionees": [{"name": ID}]}}},
    ],
)
def test_an_event_keeps_no_id_number_in_whatever_field(where: dict[str, object]) -> None:
    raw = {"timestamp": int(ID), "source": {"userId": ID}, **where}
    left = json.loads(masked(raw) or "{}")
    assert left["timestamp"] == int(ID)  # a moment has 13 digits too
    assert left["source"]["userId"] == ID
    assert len(left) == len(raw)
    assert "×" in json.dumps([left[key] for key in where], ensure_ascii=False)
    assert masked(left) is None
