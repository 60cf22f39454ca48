"""What no route takes: nothing was stored, which is said, the nearest thing is offered, and it stands as unread.

Where a question is open it is shown once more: yes with something else beside it answers nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from handlers.desk.desk import Desk, Route
from handlers.desk.nouns import Message, Turn
from handlers.desk.questions import again
from handlers.desk.writes import NoteUnread
from handlers.report.answering import origin_of
from handlers.report.asking import example_of, not_kept
from handlers.routes.help import examples_for
from templates.messages import say, tap
from templates.words import common
from templates.words.report.reports import not_stored

LIKE = 75  # how like an example it must be to be offered
_ASKS = re.compile("ใคร|ไหน|ไหม|มั้ย|กี่|เท่าไ|เท่าใด|ยังไง|อย่างไร|เมื่อไ|อะไร|หรือยัง|รึยัง")
REASON = "nothing_understood"


def not_understood(message: Message, desk: Desk, routes: Sequence[Route]) -> Turn:
    if message.kind != "text" or desk.person is None:
        return Turn(replies=(say(common.NOT_UNDERSTOOD),))
    noted = NoteUnread(message.id, REASON, desk.person.province, message.ms)
    if _might_be_a_report(message, desk):
        reading = desk.reading(message)
        topic = reading.topic or next(iter(reading.topics), None)
        text = not_stored(REASON, "", example_of(topic, desk))
        return not_kept(reading, origin_of(message, desk), message, desk, text, noted)
    if desk.question is not None and desk.question.options and desk.question.expires >= desk.now:
        shown = again(desk.question, desk, common.NOT_AN_ANSWER)
        return replace(shown, changes=(noted,))
    near = [tap(said) for said in _nearest(message, desk, routes)]
    return Turn(replies=(say(common.NOT_UNDERSTOOD, near),), changes=(noted,))


def _might_be_a_report(message: Message, desk: Desk) -> bool:
    """A topic, or a figure that is not part of a word; what only asks is none."""
    reading = desk.reading(message)
    if not reading.values and _ASKS.search(message.text):
        return False
    return bool(reading.topics or reading.values) or any(sign.isdigit() for sign in message.text)


def _nearest(message: Message, desk: Desk, routes: Sequence[Route]) -> list[str]:
    said = [example.says for example in examples_for(desk.person, routes)]
    found = process.extract(message.text.strip(), said, scorer=fuzz.ratio, limit=2, score_cutoff=LIKE)
    return [common.HELP, *dict.fromkeys(one for one, _, _ in found)]
