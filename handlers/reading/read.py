"""From a message to its reading."""

import datetime
from collections.abc import Mapping, Sequence

from handlers.reading.nouns import Reading, Span


def read(
    text: str,
    *,
    today: datetime.date,
    province: str | None,
    own_districts: tuple[str, ...] = (),
    emojis: Sequence[Span] = (),
    mentions: Sequence[Span] = (),
    aliases: Mapping[str, str] | None = None,
) -> Reading:
    """Read one message.

    `today` is the day that relative days and two-digit years count from; `province` is the sender's (None: unknown).
    `own_districts` are the sender's: อำเภอเมือง and a misspelling are looked for among them first.
    `emojis` and `mentions` are LINE's (index, length) pairs, counted in UTF-16 units; they are cut before reading.
    `aliases` are further names of topics (name -> topic id), from the office's own table.
    Never raises for any text; `ask` is true whenever a careful colleague would ask back.
    """
    return Reading(text=text, intent="chitchat", ask=True, reason="nothing_understood")
