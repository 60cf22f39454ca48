"""Chat: thanks and greetings, and nothing else, get a short friendly word."""

import re

from handlers.desk.desk import Desk, Route
from handlers.desk.nouns import Message, Turn
from handlers.desk.questions import again
from templates.messages import say, tap
from templates.words import common

_THANKS = re.compile(
    "ขอบคุณ|ขอบพระคุณ|ขอบใจ|สวัสดี|หวัดดี|^ดี(?:ครับ|ค่ะ|จ้า)|ยินดี|รับทราบ|ทราบแล้ว|เข้าใจแล้ว|โอเค|^ok|thank|thx|hello|hi|"
    "อรุณสวัสดิ์|ราตรีสวัสดิ์|สู้ๆ|เก่ง|เยี่ยม|น่ารัก|ดีมาก|ดีใจ|ขอโทษ|ขออภัย|ไม่เป็นไร|ได้เลย",
    re.IGNORECASE,
)
_POLITE = re.compile("(?:ครับผม|ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|จ๊ะ|นะ|น้า|ฮะ|ได้|อือ|อืม|เค|5|ฮ่า|ๆ|\\W)*")


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.group:
        return Turn() if message.kind == "sticker" else None
    if message.kind != "sticker" and not _courteous(message, desk):
        return None
    asked = desk.question
    if asked is not None and asked.options and asked.expires >= desk.moment:
        return again(asked, desk, common.NOT_CLEAR)  # 555 or a sticker while something is asked
    return Turn(replies=(say(common.FRIENDLY, [tap(common.HELP)]),))


def _courteous(message: Message, desk: Desk) -> bool:
    """Thanks or a greeting, and nothing else: ประชุมจังหวัดแล้ว, เสร็จแล้วค่ะ, รายเดือนค่ะ are not thanked for."""
    if message.kind != "text" or not (_THANKS.search(message.text) or _POLITE.fullmatch(message.text.strip())):
        return False
    reading = desk.reading(message)
    said = reading.ask or reading.values or reading.topics or reading.unread
    figure = any(sign.isdigit() for sign in message.text.replace("5", ""))  # 555 laughs
    return reading.intent == "chitchat" and not said and not figure


ROUTE = Route("chatting", answer)
