"""The second eye over every message: what it finds, and that it looks at what a test sends to the loopback LINE."""

from typing import Any

import pytest

from bot.simulator.api import sending
from tests.as_line_shows import problems

TAP = {"type": "action", "action": {"type": "message", "label": "คะแนน", "text": "คะแนน"}}
TEXT = {"type": "text", "text": "ค่ะ"}


def card(*texts: str, alt: str = "การ์ด") -> dict[str, Any]:
    body = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": text} for text in texts]}
    return {"type": "flex", "altText": alt, "contents": {"type": "bubble", "body": body}}


def tap(label: str) -> dict[str, Any]:
    return {"type": "action", "action": {"type": "message", "label": label, "text": "x"}}


@pytest.mark.parametrize(
    ("messages", "found"),
    [
        ([TEXT, {**TEXT, "quickReply": {"items": [TAP]}}], ""),
        ([{**TEXT, "quickReply": {"items": [TAP]}}, TEXT], "quick replies on message 1 of 2: LINE hides them"),
        ([], "a request with 0 messages"),
        ([TEXT] * 6, "a request with 6 messages"),
        ([{"type": "text", "text": ""}], "text is empty"),
        ([{"type": "text", "text": "🍎" * 2501}], "text of 5002, at most 5000"),
        ([{**TEXT, "quickReply": {"items": [TAP] * 14}}], "14 quick replies"),
        ([{**TEXT, "quickReply": {"items": [tap("ก" * 21)]}}], "label of 21, at most 20"),
        ([{**TEXT, "quickReply": {"items": [tap("ที่กู้ยืมน้ำผู้" * 2)]}}], ""),  # 30 signs, 16 letters
        ([card("a", alt="ก" * 401)], "altText of 401, at most 400"),
        ([card("")], "a text in a card is empty"),
        ([card("ก" * 4000, "ก" * 4000, "ก" * 4000)], "bubble 1 of 36"),
        ([{"type": "image", "originalContentUrl": "http://a.th/1.png", "previewImageUrl": "https://a.th/2.png"}],
         "originalContentUrl is not https"),
    ],
)  # fmt: skip
def test_what_the_second_eye_finds(messages: list[Any], found: str) -> None:
    said = problems(messages)
    assert ("".join(said) == "") if not found else said[0].startswith(found), said


def test_it_watches_the_loopback_line_in_this_very_test() -> None:
    assert len(sending.WATCHING) == 1
