"""Help: made from the examples of every route, those that are for this person."""

from handlers import base
from handlers.base import Desk, Example, Message, Route, Turn
from templates.messages import say, tap
from templates.words import helping as words

SAYS = ("ช่วยเหลือ", "ช่วยด้วย", "help", "วิธีใช้", "?", "เมนู", "ใช้ยังไง", "ทำอะไรได้บ้าง")


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or message.text.strip().casefold() not in SAYS:
        return None
    examples = examples_for(desk.person)
    return Turn(replies=(say(words.help_text((e.says, e.does) for e in examples), _quick(examples, desk)),))


def examples_for(person: base.Person | None) -> list[Example]:
    from handlers.routes import ROUTES  # the map names this file; the help text is made from the map

    role = person.role if person is not None and person.active else "stranger"
    wanted = {"", role} if role != "admin" else {"", "supervisor", "admin"}
    if role == "stranger":
        return [e for r in ROUTES if r.open_to_strangers for e in r.examples if e.role in wanted]
    return [e for r in ROUTES for e in r.examples if e.role in wanted]


def _quick(examples: list[Example], desk: Desk) -> list[base.Json]:
    return [tap(e.says) for e in examples if len(e.says) <= 20][:3]


ROUTE = Route("helping", answer, examples=(Example("ช่วยเหลือ", "ดูตัวอย่างทั้งหมดที่ใช้ได้"),), open_to_strangers=True)
