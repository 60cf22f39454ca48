"""What a turn leaves behind: its changes, its question and its outbox rows, all in the message's own transaction."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from bot.now import milliseconds
from bot.store import Store
from bot.store.engine import Row
from bot.store.post.inbox import NOBODY
from handlers.desk.deeds import deed_of
from handlers.desk.nouns import Message, Turn
from handlers.desk.personal_data import mask_ids
from templates.messages import quick_last, say

SPACE = uuid.UUID("4b9a6f5e-6d1c-4b67-9f0e-2f6f7a0c6a11")  # retry keys are made from the event: a replay makes the same
MOST_MESSAGES = 5  # objects in one call
PAGE = "page"  # the kind of what is done on a page
OWN_DEEDS = ("approve", "refuse", "role", "move")  # of somebody without an account yet: their own registration
OF_LINE = ("id", "replyToken", "quoteToken", "markAsReadToken")  # and what ends in Id: never a person's words

Json = dict[str, Any]
Carry = Callable[[Message, Turn, str], list[Json]]  # puts due reminders on a free reply


def talk(message: Message) -> str:
    """One conversation: a person in one chat."""
    return f"{message.chat}/{message.user or ''}"


def write(store: Store, turn: Turn, message: Message, raw: Json, received: int, carry: Carry | None,
          by: int | None = None) -> list[Row]:  # fmt: skip
    """Inside a transaction; the rows that are to be sent once it is committed. `by`: who visits a page."""
    now = milliseconds()
    author = _author(store, turn, message)
    for change in turn.changes:
        change.apply(store)
    for refused in turn.unsaved:
        store.questions.note_unsaved(talk(message), refused, now)
    if turn.question is not None:
        store.questions.ask(talk(message), turn.question, now)
    rows = [
        *_reply(store, turn, message, raw.get("replyToken"), received, now, carry),
        *_pushes(store, turn, message, now),
        *_menus(store, turn, message, now),
        *_fetches(store, turn, message, now),
    ]
    _trail(store, turn, by if message.kind == PAGE else author, message.kind, now)
    return rows


def _author(store: Store, turn: Turn, message: Message) -> int | None:
    """Asked before the turn is written, as it may take their account away; only where an act of power may be."""
    if message.user is None or not any(deed_of(change, None) for change in turn.changes):
        return None
    found = store.people.by_line(message.user)
    return found.id if found else None


def _trail(store: Store, turn: Turn, by: int | None, kind: str, now: int) -> None:
    """Last of all: whoever writes the trail waits for nothing after it."""
    for change in turn.changes:
        deed = deed_of(change, by)
        if deed is not None and not (deed.deed in OWN_DEEDS and by is None):
            store.trail.add(deed, way=PAGE if kind == PAGE else "chat", by=by, at=now)


def _reply(
    store: Store, turn: Turn, message: Message, token: Any, received: int, now: int, carry: Carry | None
) -> list[Row]:
    free = isinstance(token, str)
    must = turn.must_arrive or turn.question is not None
    if not turn.replies or (not free and (not must or message.chat == NOBODY)):
        return []
    id = _key(message, "reply")
    replies = carry(message, turn, id) if free and carry is not None else list(turn.replies)
    if free and not message.group and (late := _kept_back(store, message, id, now, MOST_MESSAGES - len(replies))):
        replies, must = [*late, *replies], True
    row = store.outbox.put(
        id=id,
        kind="reply" if free else "push",
        target=message.chat,
        body=quick_last(replies[:MOST_MESSAGES]),
        now=now,
        reply_token=token if free else None,
        token_at=received,
        must_arrive=must,
        event_id=message.id,
    )
    return [row]


def _kept_back(store: Store, message: Message, id: str, now: int, room: int) -> list[Json]:
    """Answers that the month's quota kept from this person, as one text where there is no room for each."""
    if room < 1:
        return []
    rows = sorted(store.outbox.ride(message.chat, id, now), key=lambda row: (row["created"], row["seq"]))
    late = [{k: v for k, v in one.items() if k != "quickReply"} for row in rows for one in json.loads(row["body"])]
    if len(late) <= room:
        return late
    kept = [str(one.get("text") or one.get("altText") or "") for one in late[room - 1 :]]
    return [*late[: room - 1], say("\n".join(kept))]


def _pushes(store: Store, turn: Turn, message: Message, now: int) -> list[Row]:
    rows = []
    for n, push in enumerate(turn.pushes):
        person = store.people.by_id(push.to)
        if person is None or person.line_user is None or person.state == "blocked":
            continue
        if push.question is not None:
            store.questions.ask(f"{person.line_user}/{person.line_user}", push.question, now)
        rows.append(
            store.outbox.put(
                id=_key(message, f"push:{n}"),
                kind="push",
                target=person.line_user,
                body=quick_last(push.messages[:MOST_MESSAGES]),
                now=now,
                seq=n,
                must_arrive=True,
                event_id=message.id,
            )
        )
    return rows


def _menus(store: Store, turn: Turn, message: Message, now: int) -> list[Row]:
    return [
        store.outbox.put(id=_key(message, f"menu:{user}"), kind="menu", target=user, body={"role": role}, now=now)
        for user, role in turn.menus
    ]


def _fetches(store: Store, turn: Turn, message: Message, now: int) -> list[Row]:
    return [
        store.outbox.put(
            id=_key(message, f"fetch:{fetch.message_id}"),
            kind="fetch",
            target=fetch.message_id,
            body={"evidence": fetch.evidence},
            now=now,
            must_arrive=True,
            event_id=message.id,
        )
        for fetch in turn.fetches
    ]


def _key(message: Message, what: str) -> str:
    return str(uuid.uuid5(SPACE, f"{message.id}:{what}"))


def masked(raw: Json) -> str | None:
    """The inbox row without 13-digit ID numbers, in whatever field they stand; None when there is nothing to hide.
    Of what JSON says, not of how it writes it: a line break between two digits is `\\n` there."""
    hidden = _masked(raw)
    return None if hidden == raw else json.dumps(hidden, ensure_ascii=False, separators=(",", ":"))


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask_ids(value)
    if isinstance(value, list):
        return [_masked(one) for one in value]
    if isinstance(value, dict):
        return {key: one if key in OF_LINE or key.endswith("Id") else _masked(one) for key, one in value.items()}
    return value
