"""Links into the pages: a button that only the one who asked can use, once and soon; and the words that ask for it."""

from __future__ import annotations

from collections.abc import Callable

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Change, Message, Turn
from templates.cards.levels import Link, level_list
from templates.messages import say
from templates.words.province import province as words
from templates.words.score.scope import IN_PRIVATE

# message, person id, path -> the address and what must be written so that it works
Offer = Callable[[Message, int, str], tuple[str, Change]]
PAGE = ("แดชบอร์ด", "dashboard", "หน้าเว็บ", "เปิดหน้าเว็บ", "เปิดหน้าภาพรวม", "เปิดแดชบอร์ด", "ขอลิงก์", "ลิงก์")
FILES = ("ดาวน์โหลด", "ดาวน์โหลดไฟล์", "ส่งออก", "ขอไฟล์", "ไฟล์excel", "excel", "แบบสรุปคะแนน", "พิมพ์แบบสรุป")


def door(message: Message, desk: Desk, path: str, label: str) -> tuple[list[Link], tuple[Change, ...]]:
    """Nothing where no pages are served."""
    offer: Offer | None = desk.extra.get("link")
    if offer is None or desk.person is None or message.group:
        return [], ()
    address, change = offer(message, desk.person.id, path)
    return [Link(label, address)], (change,)


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or desk.person is None:
        return None
    said = message.text.strip().casefold().replace(" ", "")
    if said not in PAGE and said not in FILES:
        return None
    if message.group:
        return Turn(replies=(say(IN_PRIVATE),))
    label, path = (words.OPEN_PAGE, "/") if said in PAGE else (words.OPEN_FILES, "/files")
    links, changes = door(message, desk, path, label)
    if not links:
        return Turn(replies=(say(words.NO_PAGES),))
    return Turn(
        replies=(level_list(label, (), f"{label} {words.LINK_ONCE}", [words.LINK_ONCE], (), links),), changes=changes
    )


ROUTE = Route(
    "links",
    answer,
    examples=(
        Example("แดชบอร์ด", "เปิดหน้าเว็บของท่าน (ลิงก์ใช้ได้ครั้งเดียว)"),
        Example("ดาวน์โหลดไฟล์", "รับแบบสรุปคะแนน Excel และแฟ้มหลักฐาน"),
    ),
)
