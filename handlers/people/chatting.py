"""Chat: thanks and greetings, and nothing else, get a short friendly word."""

import re

from handlers.desk.desk import Desk, Route
from handlers.desk.nouns import Message, Turn
from templates.messages import say, tap
from templates.words import common

_THANKS = re.compile(
    "ขอบคุณ|ขอบพระคุณ|ขอบใจ|สวัสดี|หวัดดี|^ดี(?:ครับ|ค่ะ|จ้า)|ยินดี|รับทราบ|ทราบแล้ว|เข้าใจแล้ว|โอเค|^ok|thank|thx|hello|hi|"
    "อรุณสวัสดิ์|ราตรีสวัสดิ์|สู้ๆ|เก่ง|เยี่ยม|น่ารัก|ดีมาก|ดีใจ|ขอโทษ|ขออภัย|ไม่เป็นไร|ได้เลย",
    re.IGNORECASE,
)
_POLITE = re.compile("(?:ครับผม|ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|จ้ะ|จ๊ะ|นะ|น้า|ฮะ|ได้|อือ|อืม|เค|5|ฮ่า|ๆ|\\W)*")


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind == "sticker":
        return Turn() if message.group else Turn(replies=(say(common.FRIENDLY, [tap(common.HELP)]),))
    if message.kind != "text" or message.group:
        return None
    reading = desk.reading(message)
    courteous = reading.intent == "chitchat" and not (reading.ask or reading.values or reading.topics or reading.unread)
    if not _THANKS.search(message.text) and not _POLITE.fullmatch(message.text.strip()):
        return None  # ประชุมจังหวัดแล้ว, เสร็จแล้วค่ะ, รายเดือนค่ะ: of what? It is not thanked for
    if courteous and not any(sign.isdigit() for sign in message.text.replace("5", "")):  # 555 laughs
        return Turn(replies=(say(common.FRIENDLY, [tap(common.HELP)]),))
    return None


ROUTE = Route("chatting", answer)
