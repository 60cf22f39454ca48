"""Help: a short beginning with three examples of this person's own, then one topic at a time."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Person, Turn
from handlers.office.trying_names import proven_example
from handlers.reading import read
from scoring.agreement import Agreement, Indicator
from scoring.results.overview import same_group
from templates.messages import say, tap
from templates.words import helping as words
from templates.words.helping import TOPICS, Topic

Routes = Callable[[], tuple[Route, ...]]
NAME = "helping"
SAYS = {
    "ช่วยเหลือ", "ช่วยด้วย", "help", "วิธีใช้", "?", "เมนู", "คู่มือ", "ใช้ยังไง", "ใช้งานยังไง",
    "ใช้ไง", "วิธีใช้งาน", "เริ่มยังไง", "สอนหน่อย", "สอนใช้หน่อย",
    "ทำอะไรได้บ้าง", "ทำไรได้บ้าง", "มีอะไรบ้าง", "ถามอะไรได้บ้าง",
    "พิมพ์อะไรได้บ้าง", "ช่วยอะไรได้บ้าง",
}  # fmt: skip
_POLITE = ("ครับ", "ค่ะ", "คะ", "คับ", "จ้า", "จ้ะ", "จ๊ะ", "หน่อย", "บ้าง", "อ่ะ", "อะ", "นะ", "ที", "?", " ", "ๆ")
_CALLED = ("ระบบนี้", "ระบบ", "บอทนี้", "บอท", "บอต", "น้อง", "แอดมิน", "ขอดู", "ขอ", "อยากรู้", "อยากทราบ")
SHORT = 40  # a longer message is about something of its own


def route(routes: Routes) -> Route:
    """`routes` hands out the whole map: the help text is made from it."""
    examples = (Example("ช่วยเหลือ", "ดูตัวอย่างทั้งหมดที่ใช้ได้"), Example("วิธีรายงาน", "ดูตัวอย่างรายงานของท่าน", role="officer"))
    return Route(NAME, lambda message, desk: _answer(message, desk, routes), examples, open_to_strangers=True)


def _answer(message: Message, desk: Desk, routes: Routes) -> Turn | None:
    if message.kind != "text" or len(message.text) > SHORT:
        return None
    said = _bare(message.text)
    if said in SAYS or f"{said}บ้าง" in SAYS:
        return _begin(desk, routes)
    topic = _topic(said)
    return _tell(topic, desk, routes) if topic is not None else None


def _bare(text: str) -> str:
    """Without blanks, whom it is said to, and politeness."""
    said = "".join(text.casefold().split())
    for front in _CALLED:
        said = said.removeprefix(front)
    while tail := next((t for t in _POLITE if said.endswith(t) and said not in SAYS and said != t), ""):
        said = said.removesuffix(tail)
    return said


def _topic(said: str) -> Topic | None:
    """How to …: a how-word with a topic's word, and no figure; how things stand is another question."""
    if any(c.isdigit() for c in said) or any(other in said for other in words.NOT_HOW):
        return None
    if not any(how in said for how in words.HOW):
        return None
    return next((t for t in reversed(TOPICS) if any(about in said for about in t.about)), None)


def _begin(desk: Desk, routes: Routes) -> Turn:
    person = desk.person
    if person is None or not person.active:
        return Turn(replies=(say(words.STRANGER, [tap("ลงทะเบียน")]),))
    topics = [t for t in TOPICS if t.routes == ("reports",) or _examples(t, desk, routes)]
    if not own_examples(desk):
        topics = topics[1:]
    text = words.beginning(own_examples(desk), topics)
    return Turn(replies=(say(text, [tap(t.says) for t in topics]),))


def _tell(topic: Topic, desk: Desk, routes: Routes) -> Turn:
    own = own_examples(desk) if topic is TOPICS[0] else []
    shown = _examples(topic, desk, routes)
    if not own and not shown:
        return _begin(desk, routes)
    quick = [tap(e.says) for e in shown if len(e.says) <= 20][:4]
    return Turn(replies=(say(words.of_topic(topic, ((e.says, e.does) for e in shown), own), [*quick, tap("ช่วยเหลือ")]),))


def own_examples(desk: Desk) -> list[str]:
    """One sentence for each own indicator, in the person's own district."""
    district = next(iter(desk.person.districts), None) if desk.person else None
    agreements = desk.book.open(desk.me.province) if desk.person else ()
    said = (proven_example(indicator, agreements, district, desk.today) for indicator in own_indicators(desk))
    return list(dict.fromkeys(one for one in said if one))


def _examples(topic: Topic, desk: Desk, routes: Routes) -> list[Example]:
    """What this person may say about it; what is about an indicator that this person lacks is left out."""
    own = own_indicators(desk)
    of_route = {name: n for n, name in enumerate(topic.routes)}
    wanted = roles_of(desk.person)
    rows = sorted((r for r in routes() if r.name in of_route), key=lambda r: of_route[r.name])
    return [e for r in rows for e in r.examples if e.role in wanted and (not own or _is_about(own, e))]


def roles_of(person: Person | None) -> set[str]:
    """Whose examples a person is shown."""
    role = person.role if person is not None and person.active else "stranger"
    wanted = {"", role} if role != "admin" else {"", "supervisor", "admin"}
    return wanted | {"officer"} if role == "head" else wanted


def examples_for(person: Person | None, routes: Iterable[Route]) -> list[Example]:
    wanted = roles_of(person)
    mine = (r for r in routes if r.open_to_strangers or "stranger" not in wanted)
    return [e for r in mine for e in r.examples if e.role in wanted]


def own_indicators(desk: Desk) -> tuple[Indicator, ...]:
    """What a person reports: of the own districts, or of the own กลุ่มงาน; () for everybody else."""
    person = desk.person
    if person is None or not person.active or not person.province:
        return ()
    agreement = next(iter(desk.book.open(person.province, desk.today) or desk.book.open(person.province)), None)
    if agreement is None:
        return ()
    if person.role == "owner":
        return tuple(i for i in agreement.of(None) if i.scored != "district" and same_group(person.group, i.group))
    if person.role not in ("officer", "head"):
        return ()
    return tuple(
        dict.fromkeys(i for d in person.districts if d in agreement.districts for i in _of(agreement, d, desk))
    )


def _of(agreement: Agreement, district: str, desk: Desk) -> tuple[Indicator, ...]:
    return agreement.of(district, desk.book.answers(agreement.id))


def _is_about(own: tuple[Indicator, ...], example: Example) -> bool:
    topics = _topics_of(example.says)
    return not topics or any(i.topic in topics for i in own)


@cache
def _topics_of(says: str) -> tuple[str, ...]:
    """Which topics an example names: the same on every day and in every province."""
    return read(says, today=date(2025, 3, 15), province=None).topics
