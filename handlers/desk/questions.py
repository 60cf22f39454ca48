"""Asking: a question, its numbered message and the turn that carries both, made in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.desk.desk import Desk, ask
from handlers.desk.nouns import QUESTION_LIVES, Change, Json, Message, Option, Question, Turn
from templates.messages import numbered, say
from templates.words import common


def asking(
    message: Message, desk: Desk, asks: str, text: str, options: Sequence[Option], payload: Json | None = None,
    *, before: Sequence[Json] = (), changes: Sequence[Change] = (),
) -> Turn:  # fmt: skip
    """A turn that ends in a question."""
    question = ask(message, desk, asks=asks, text=text, options=options, payload=payload)
    return Turn((*before, shown(question)), tuple(changes), question=question, must_arrive=True)


def shown(question: Question, lead: str = "") -> Json:
    """A question as people see it; one that waits for a figure or for better words has no numbers."""
    text = "\n".join(part for part in (lead, question.text) if part)
    if not question.options:
        return say(text)
    closed = "พิมพ์" not in text and not any(option.declines for option in question.options)
    hint = common.OR_ANEW if closed else common.ANSWER_HINT
    return numbered(text, [option.label for option in question.options], question.id, hint)


def again(question: Question, desk: Desk, lead: str = "") -> Turn:
    """The same question, shown once more and last: its time begins anew."""
    renewed = replace(question, expires=desk.now + QUESTION_LIVES)
    return Turn((shown(question, lead),), question=renewed, must_arrive=True)
