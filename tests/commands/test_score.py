"""`score --jsonl` reads what people's files hold, and refuses in its place what can be read in two ways."""

import io
import json
import sys
from typing import Any

import pytest

from bot.__main__ import main

LINE = {"agreement": "buriram-2561", "indicator": "function/4", "district": "ชำนิ",
        "inputs": {"access_percent": {"num": 14}}}  # fmt: skip


def answers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raw: bytes) -> list[dict[str, Any]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert main(["score", "--jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_byte_order_mark_windows_ends_and_a_divided_letter_change_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = json.dumps(LINE, ensure_ascii=False)
    divided = text.replace("ชำนิ", "ช\u0e4d\u0e32นิ")  # ำ as two signs, as some phones and PDFs write it
    raw = b"\xef\xbb\xbf" + f"{text}\r\n{divided}\r\n{text}".encode()
    assert [a["level"] for a in answers(monkeypatch, capsys, raw)] == [5, 5, 5]  # 14 of 14, line 452


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"agreement":"buriram-2561","indicator":"function/4","district":null,"inputs":{"access_percent":"50",'
         '"access_percent":"90"}}', 'found "access_percent" twice, expected it once'),
        ('{"agreement":null,"indicator":"function/4","district":null,"inputs":{}}',
         "found agreement null, expected one of buriram-2561, chaiyaphum-2562-1, chonburi-2568-1, nongkhai-2565-1, "
         "sakaeo-2567-1"),
        ('{"agreement":"buriram-2561","indicator":7,"district":null,"inputs":{}}',
         "found indicator 7, expected one of function/1, function/2, function/3, function/4, agenda/5, area/6, area/7, "
         "potential/8"),
        ('{"agreement":"buriram-2561","indicator":"function/4","district":["ชำนิ"],"inputs":{}}',
         'found district ["ชำนิ"], expected a name or null'),
        ('{"agreement":"buriram-2561","indicator":"function/4","district":null}',
         "found inputs null, expected an object of names and values"),
        ('{"agreement":"buriram-2561","indicator":"function/4","district":null,"inputs":{},"round":true}',
         "found round true, expected 1, 2 or null"),
    ],
)  # fmt: skip
def test_a_line_that_can_be_read_in_two_ways_is_refused_as_it_was_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    assert answers(monkeypatch, capsys, line.encode() + b"\n") == [{"error": said}]


def test_half_a_letter_does_not_stop_the_lines_behind_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    half = json.dumps({**LINE, "agreement": "\ud800"})
    first, second = answers(monkeypatch, capsys, f"{half}\n{json.dumps(LINE)}\n".encode())
    assert first["error"].startswith('found agreement "\ud800", expected one of ')
    assert second["level"] == 5


def test_an_office_value_for_trying_keeps_every_digit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"agreement": "nongkhai-2565-1", "indicator": "team/1", "district": None,
            "inputs": {"budget_percent": {"num": "7" + "0" * 39}},
            "office": {"budget_percent.den": "1" + "0" * 39 + "1"}}  # fmt: skip
    (found,) = answers(monkeypatch, capsys, json.dumps(line).encode())
    assert found["level"] == 0  # 7 of 10.00…01 is below 70 %: its last digit is the fortieth
