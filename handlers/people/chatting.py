"""Chat: thanks and greetings, and nothing else, get a short friendly word."""

import re

from handlers.desk.desk import Desk, Route
from handlers.desk.nouns import Message, Turn
from templates.messages import say, tap
from templates.words import common

_WORK = re.compile("เสร็จ|เรียบร้อย|ครบ|ประชุม|ตรวจ|ดำเนินการ|(?:ส่ง|ทำ|หมด|จัด)แล้ว|อบรม|ลงพื้นที่")
_THANKS = re.compile("ขอบคุณ|ขอบพระคุณ|ขอบใจ|สวัสดี|ยินดี|รับทราบ|ทราบแล้ว|thank", re.IGNORECASE)


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind == "sticker":
        return Turn() if message.group else Turn(replies=(say(common.FRIENDLY, [tap(common.HELP)]),))
    if message.kind != "text" or message.group:
        return None
    reading = desk.reading(message)
    courteous = reading.intent == "chitchat" and not (reading.ask or reading.values or reading.topics or reading.unread)
    if _WORK.search(message.text) and not _THANKS.search(message.text):
        return None  # ประชุมจังหวัดแล้ว, เสร็จแล้วค่ะ: of what? It is not thanked for
    if courteous and not any(sign.isdigit() for sign in message.text.replace("5", "")):  # 555 laughs
        return Turn(replies=(say(common.FRIENDLY, [tap(common.HELP)]),))
    return None


ROUTE = Route("chatting", answer)
