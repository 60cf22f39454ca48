"""Help: made from the examples of every route that are for this person, and an example for each own indicator."""

from dataclasses import replace

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Json, Message, Person, Turn
from scoring.agreement import Agreement, Indicator
from templates.messages import say, tap
from templates.words import helping as words
from templates.words.report.examples import example

SAYS = ("ช่วยเหลือ", "ช่วยด้วย", "help", "วิธีใช้", "?", "เมนู", "ใช้ยังไง", "ทำอะไรได้บ้าง")


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or message.text.strip().casefold() not in SAYS:
        return None
    own = own_indicators(desk)
    examples = [e for e in examples_for(desk.person) if not own or _is_about(own, e, message, desk)]
    district = next(iter(desk.person.districts), None) if desk.person else None
    reports = [said for indicator in own if (said := example(indicator, district, desk.today))]
    text = words.help_text(((e.says, e.does) for e in examples), dict.fromkeys(reports))
    return Turn(replies=(say(text, _quick(examples, desk)),))


def examples_for(person: Person | None) -> list[Example]:
    from handlers.routes.table import ROUTES  # the map names this file; the help text is made from the map

    role = person.role if person is not None and person.active else "stranger"
    wanted = {"", role} if role != "admin" else {"", "supervisor", "admin"}
    if role == "head":
        wanted.add("officer")
    if role == "stranger":
        return [e for r in ROUTES if r.open_to_strangers for e in r.examples if e.role in wanted]
    return [e for r in ROUTES for e in r.examples if e.role in wanted]


def own_indicators(desk: Desk) -> tuple[Indicator, ...]:
    """What a person reports: of the own districts, or of the own กลุ่มงาน; () for everybody else."""
    person = desk.person
    if person is None or not person.active or not person.province:
        return ()
    agreement = next(iter(desk.book.open(person.province, desk.today) or desk.book.open(person.province)), None)
    if agreement is None:
        return ()
    if person.role == "owner":
        return tuple(i for i in agreement.of(None) if i.scored != "district" and i.group == person.group)
    if person.role not in ("officer", "head"):
        return ()
    return tuple(
        dict.fromkeys(i for d in person.districts if d in agreement.districts for i in _of(agreement, d, desk))
    )


def _of(agreement: Agreement, district: str, desk: Desk) -> tuple[Indicator, ...]:
    return agreement.of(district, desk.book.answers(agreement.id))


def _is_about(own: tuple[Indicator, ...], example: Example, message: Message, desk: Desk) -> bool:
    """An example about what this person does not report is left out."""
    topics = desk.reading(replace(message, text=example.says)).topics
    return not topics or any(i.topic in topics for i in own)


def _quick(examples: list[Example], desk: Desk) -> list[Json]:
    return [tap(e.says) for e in examples if len(e.says) <= 20][:3]


ROUTE = Route("helping", answer, examples=(Example("ช่วยเหลือ", "ดูตัวอย่างทั้งหมดที่ใช้ได้"),), open_to_strangers=True)
