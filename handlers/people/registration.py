"""Registration: province, role, district (or group), name, one question at a time; then somebody approves.

Which question comes next follows from what is still missing, so a registration can be left and taken up at any time.
"""

from dataclasses import replace

from rapidfuzz import fuzz, process

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Change, Message, Option, Person, Question, Turn
from handlers.desk.personal_data import holds_id
from handlers.desk.questions import asking
from handlers.desk.writes import Arrive, CloseQuestion, CountTry, UpdatePerson
from handlers.people.approval import asked_of
from handlers.people.greeting import greet_stranger
from handlers.people.introduction import ASKS, Introduced, introduced
from templates.messages import say
from templates.words import common
from templates.words.people import people as words

SAYS = ("ลงทะเบียน", "สมัคร", "สมัครใช้งาน", "ขอลงทะเบียน", "register")
ROLES = ("officer", "head", "owner", "supervisor")  # an admin is made by another admin, never by asking
LIKE, MARGIN = 80, 5  # a misspelt name is suggested from this likeness on, with this distance to the second
DAY, MOST_REQUESTS = 24 * 3600 * 1000, 5


def answer(message: Message, desk: Desk) -> Turn | None:
    person, begin = desk.person, message.kind == "text" and message.text.strip() in SAYS
    if message.group or message.user is None or (person is not None and person.active):
        return None
    if begin and person is None:
        return greet_stranger(message, desk)
    if begin and person is not None and person.state in ("registering", "refused", "removed"):
        return _begin(person, message, desk)
    if message.kind == "text" and (person is None or person.state != "waiting"):
        said = introduced(message.text, desk.book)
        asks = ASKS.search(message.text) and (said.district or (said.name and said.province))
        whole = said.name and said.role and said.district  # nothing is missing, and nothing else is said
        if (asks or whole) and not desk.reading(message).topics:
            return _introduced(said, message, desk)
    if person is None or person.state != "registering" or not person.agreed or message.kind != "text":
        return None
    return _take(person, message.text.strip(), message, desk)


def answered(question: Question, option: Option, message: Message, desk: Desk) -> Turn:
    close = (CloseQuestion(id=question.id),)
    if desk.person is None or desk.person.state != "registering":
        return Turn(replies=(say(common.OLD_BUTTON),), changes=close)
    if question.payload.get("key") == "accept":
        if option.value == "no":
            return Turn(replies=(say(words.NOT_KEPT),), changes=close)
        again = replace(message, kind="text", data="", text=str(question.payload["words"]))
        return _begin(desk.person, again, desk, introduced(again.text, desk.book))
    if option.value == "no":
        return _next(desk.person, message, desk, close)
    field, value = option.value.split("=", 1)
    return _with(desk.person, field, value, message, desk, close)


def _introduced(said: Introduced, message: Message, desk: Desk) -> Turn:
    """Kept only after the screen on what is kept was accepted."""
    if desk.person is not None and desk.person.agreed:
        return _begin(desk.person, message, desk, said)
    assert message.user is not None
    arrives: tuple[Change, ...] = () if desk.person else (Arrive(line_user=message.user, at=message.ms),)
    options = [Option(words.ACCEPT, "accept"), Option(words.DECLINE, "no")]
    hello = say(words.GREETING), say(words.NOTICE)
    text = words.ask_accept(said.name, said.district, said.province)
    return asking(message, desk, ROUTE.name, text, options, {"key": "accept"}, before=hello, changes=arrives)


def _begin(person: Person, message: Message, desk: Desk, said: Introduced | None = None) -> Turn:
    assert message.user is not None
    now = message.ms
    if desk.store.people.tries(message.user, "registration", now - DAY) >= MOST_REQUESTS:
        return Turn(replies=(say(words.TOO_MANY),))
    tried = CountTry(who=message.user, what="registration", at=now)
    said = said or Introduced()
    role = said.role or ("officer" if said.district else "")
    districts = (said.district,) if said.district and role in ("officer", "head") else ()
    reset = UpdatePerson(
        person.id, state="registering", name=said.name, province=said.province, role=role, work_group="", agreed=1,
        districts=districts,
    )  # fmt: skip
    fresh = Person(
        person.id, person.line_user, said.name, said.province, role, districts, "", "registering", True,
        person.requests,
    )  # fmt: skip
    if not _missing(fresh):
        return _request(fresh, (tried, reset), message, desk)
    return _next(fresh, message, desk, (tried, reset))


def _take(person: Person, said: str, message: Message, desk: Desk) -> Turn:
    """Words for the question that is open: an exact name, a likely one (asked about), or one more try."""
    field = _missing(person)
    if field == "name":
        good = 2 <= len(said) <= 60 and not any(c.isdigit() for c in said) and not holds_id(said) and "\n" not in said
        return _with(person, "name", said, message, desk) if good else Turn(replies=(say(words.NAME_ODD),))
    asked = desk.question  # answered in words: its buttons must not change the answer later
    close = (CloseQuestion(id=asked.id),) if asked and asked.asks == ROUTE.name else ()
    choices = _choices(person, field, desk)
    plain = said.removeprefix("อำเภอ").removeprefix("อ.").removeprefix("จังหวัด").removeprefix("จ.").strip()
    for label, value in choices:
        if plain in (label, value) or (field == "district" and plain == "เมือง" and label.startswith("เมือง")):
            return _with(person, field, value, message, desk, close)
    begins = [value for label, value in choices if len(plain) >= 3 and label.startswith(plain)]
    if field == "district" and len(begins) == 1:  # อรัญ
        return _with(person, field, begins[0], message, desk, close)
    near = process.extract(plain, [label for label, _ in choices], scorer=fuzz.ratio, limit=2)
    if near and near[0][1] >= LIKE and (len(near) < 2 or near[0][1] - near[1][1] >= MARGIN):
        label = near[0][0]
        value = dict(choices)[label]
        options = [Option(words.YES, f"{field}={value}"), Option(words.NO, "no")]
        return _ask(message, desk, words.did_you_mean(label), options, ())
    if field == "province":
        return _next(person, message, desk, (), words.province_unknown(said[:40], desk.book.provinces()))
    if field == "district":
        return _next(person, message, desk, (), words.district_unknown(said[:40], person.province))
    return _next(person, message, desk)


def _missing(person: Person) -> str:
    if not person.province:
        return "province"
    if not person.role:
        return "role"
    if person.role in ("officer", "head") and not person.districts:
        return "district"
    if person.role == "owner" and not person.group:
        return "work_group"
    return "" if person.name else "name"


def _choices(person: Person, field: str, desk: Desk) -> list[tuple[str, str]]:
    if field == "province":
        return [(p, p) for p in desk.book.provinces()]
    if field == "role":
        return [(words.ROLES[role], role) for role in ROLES]
    if field == "district":
        return [(d, d) for d in desk.book.districts(person.province)]
    groups = {i.group for a in desk.book.open(person.province) for i in a.indicators.values() if i.group}
    return [(g, g) for g in sorted(groups)]


def _with(
    person: Person, field: str, value: str, message: Message, desk: Desk, before: tuple[Change, ...] = ()
) -> Turn:
    """The person with one more field known, and the next question; the last field sends the request off."""
    known = {"name": person.name, "province": person.province, "role": person.role, "work_group": person.group}
    districts = person.districts
    if field == "district":
        districts = (value,)
        change = UpdatePerson(person=person.id, districts=districts)
    else:
        known[field] = value
        change = UpdatePerson(
            person.id, name=known["name"], province=known["province"], role=known["role"],
            work_group=known["work_group"],
        )  # fmt: skip
    person = Person(
        person.id, person.line_user, known["name"], known["province"], known["role"], districts, known["work_group"],
        person.state, person.agreed, person.requests,
    )  # fmt: skip
    if _missing(person):
        return _next(person, message, desk, (*before, change))
    return _request(person, (*before, change), message, desk)


def _request(person: Person, changes: tuple[Change, ...], message: Message, desk: Desk) -> Turn:
    person = replace(person, state="waiting", requests=person.requests + 1)
    wait = UpdatePerson(person=person.id, state="waiting", requests=person.requests)
    approvers = desk.store.people.approvers(person.province)
    pushes, counted = asked_of(approvers, person, message.ms, desk)
    where = words.place(person.province, person.role, person.districts, person.group)
    told = words.WAITING if pushes else words.LISTED if approvers else words.NO_APPROVER
    return Turn(
        (say(f"{person.name} {where}\n{told}"),), (*changes, wait, *counted), pushes, must_arrive=True
    )  # fmt: skip


def _next(person: Person, message: Message, desk: Desk, changes: tuple[Change, ...] = (), remark: str = "") -> Turn:
    field = _missing(person)
    texts = {
        "province": words.ASK_PROVINCE,
        "role": words.ASK_ROLE,
        "district": words.ASK_DISTRICT,
        "work_group": words.ASK_GROUP,
        "name": words.ASK_NAME,
    }
    options = [] if field == "name" else [Option(label, f"{field}={v}") for label, v in _choices(person, field, desk)]
    text = "\n".join(part for part in (remark, texts[field]) if part)
    if not options:
        return Turn(replies=(say(text),), changes=changes, must_arrive=True)
    return _ask(message, desk, text, options, changes)


def _ask(message: Message, desk: Desk, text: str, options: list[Option], changes: tuple[Change, ...]) -> Turn:
    return asking(message, desk, ROUTE.name, text, options, changes=changes)


ROUTE = Route(
    "registration",
    answer,
    examples=(Example("ลงทะเบียน", "ขอใช้งาน (จังหวัด หน้าที่ อำเภอ ชื่อ)", role="stranger"),),
    answered=answered,
    open_to_strangers=True,
)
