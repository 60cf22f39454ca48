"""Who am I: own id, role and district."""

from handlers.desk.desk import Desk, Example, Route
from handlers.desk.nouns import Message, Turn
from templates.messages import say
from templates.words.people import people as words
from templates.words.people.leaves import in_stead

SAYS = ("ฉันคือใคร", "ฉันเป็นใคร", "ผมคือใคร", "ข้อมูลของฉัน", "whoami")


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind != "text" or message.text.strip() not in SAYS or message.group:
        return None
    person = desk.person
    if person is None:
        return Turn(replies=(say(words.stranger_id(message.user or "-")),))
    where = words.place(person.province, person.role, person.home, person.group)
    if person.stands_for:
        where = f"{where} {in_stead(name for _, name in person.stands_for)}"
    return Turn(replies=(say(words.whoami(person.name, where, person.state, person.id, message.user or "-")),))


ROUTE = Route("whoami", answer, examples=(Example("ฉันคือใคร", "ดูชื่อ หน้าที่ และอำเภอของท่าน"),), open_to_strangers=True)
