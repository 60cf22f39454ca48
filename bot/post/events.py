"""From LINE's raw webhook JSON to inbox rows and to a Message; tolerant of all that LINE may add or leave out."""

import hashlib
import json
from datetime import datetime
from typing import Any

from bot.store.post.inbox import NOBODY, Arrival
from handlers.desk.nouns import Message
from handlers.desk.personal_data import mask_ids
from scoring.periods import BANGKOK

CALLED_BY = ("ระดับ", "radap")  # in a group the bot answers to these names, with or without @, and to a mention
AFTER_NAME = " \u00a0\u3000\t:,\n"
LATEST = 4_102_444_800_000  # ms: a time after the year 2100 is no time
AHEAD = 300_000  # ms by which LINE's clock may be ahead of ours
LONGEST_ID = 200
MESSAGES = ("text", "image", "video", "audio", "file", "location", "sticker")
KINDS = {
    "postback": "postback",
    "follow": "follow",
    "unfollow": "unfollow",
    "unsend": "unsend",
    "messageEdited": "edited",
    "join": "join",
    "leave": "leave",
}

EXTRA: dict[str, Any] = {
    "fileName": str,
    "fileSize": int,
    "imageSet": dict,
    "title": str,
    "address": str,
    "latitude": int | float,
    "longitude": int | float,
    "contentProvider": dict,
    "emojis": list,
}

Raw = dict[str, Any]


def arrivals(body: bytes, received: int, request_id: str, latest: int = 0) -> list[Arrival]:
    """The events of one webhook, in the order in which they happened. Raises ValueError when the body is not LINE's.
    `latest`: what our clock would say had nobody set it back."""
    text = body.decode("utf-8-sig", "replace")
    try:
        parsed = json.loads(text)
    except ValueError:  # a number of thousands of digits is no reason to lose its neighbours
        parsed = json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 20 else digits)
    if "\\u0000" in text or "\\ud" in text or "\\uD" in text:  # rare: what JSON may say and no database keeps
        parsed = _keepable(parsed)
    if not isinstance(parsed, dict):
        raise ValueError("found JSON that is not an object, expected a webhook body")
    events = parsed.get("events") or []
    if not isinstance(events, list):
        raise ValueError("found events that are not a list")
    rows = [_arrival(event, received, request_id, max(received, latest)) for event in events]
    return sorted(rows, key=lambda row: row.happened)


def _arrival(event: Any, received: int, request_id: str, latest: int) -> Arrival:
    raw = event if isinstance(event, dict) else {"odd": event}
    text = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    event_id = raw.get("webhookEventId")
    if not isinstance(event_id, str) or not 0 < len(event_id) <= LONGEST_ID:
        # never seen from LINE, yet no reason to lose the event; it is the same event when it is delivered again
        same = {key: value for key, value in raw.items() if key != "deliveryContext"}
        event_id = "sha256-" + hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()
    message_id = _dict(raw.get("message")).get("id")
    return Arrival(
        event_id=event_id,
        sender=_sender(_dict(raw.get("source"))),
        happened=_sent(raw, received, latest),
        received=received,
        body=text,
        message_id=str(message_id)[:100] if isinstance(message_id, str | int) else None,
        request_id=request_id,
    )


def _keepable(value: Any) -> Any:
    """Without NUL characters, and with `?` for half of a surrogate pair."""
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_keepable(one) for one in value]
    if isinstance(value, dict):
        return {_keepable(key): _keepable(one) for key, one in value.items()}
    return value


def _sender(source: Raw) -> str:
    return _id(source, "userId", "groupId", "roomId") or NOBODY


def _id(source: Raw, *names: str) -> str | None:
    """The first of these ids that is there and can be one."""
    for name in names:
        if isinstance(source.get(name), str) and source[name]:
            return str(source[name])[:100]
    return None


def is_standby(raw: Raw) -> bool:
    return raw.get("mode") == "standby"


def to_message(raw: Raw, event_id: str, happened: int) -> Message:
    source = _dict(raw.get("source"))
    message = _dict(raw.get("message"))
    postback = _dict(raw.get("postback"))
    user, place = _id(source, "userId"), _id(source, "groupId", "roomId")
    group = source.get("type") in ("group", "room") or place is not None
    event = raw.get("type")
    if event == "message":
        kind = message.get("type") if message.get("type") in MESSAGES else "other"
    else:
        kind = KINDS.get(str(event), "other")
    text = message.get("text") if isinstance(message.get("text"), str) else ""
    text, addressed = _addressed(text or "", message, group)
    text = mask_ids(text)  # here, so that no handler, question, trace or reply ever has one
    message_id = message.get("id") or _dict(raw.get("unsend")).get("messageId")
    return Message(
        id=event_id,
        kind=str(kind),
        at=datetime.fromtimestamp(happened / 1000, BANGKOK),
        user=user,
        chat=place or user or NOBODY,
        group=group,
        text=text,
        data=str(postback.get("data") or ""),
        message_id=str(message_id) if message_id is not None else None,
        quoted_id=str(message["quotedMessageId"]) if message.get("quotedMessageId") else None,
        addressed=addressed or event == "postback",
        extra=_extra(raw, message, postback),
    )


def _extra(raw: Raw, message: Raw, postback: Raw) -> Raw:
    extra = {name: message[name] for name, kinds in EXTRA.items() if isinstance(message.get(name), kinds)}
    extra |= {name: mask_ids(words) for name, words in extra.items() if isinstance(words, str)}
    if isinstance(postback.get("params"), dict):
        extra["params"] = postback["params"]
    if isinstance(raw.get("follow"), dict):
        extra["unblocked"] = bool(raw["follow"].get("isUnblocked"))
    return extra


def _addressed(text: str, message: Raw, group: bool) -> tuple[str, bool]:
    """In a group only a mention or the prefix calls the bot; both are cut from the words (by UTF-16 positions)."""
    units = text.encode("utf-16-le", "surrogatepass")
    called = False
    mentionees = _dict(message.get("mention")).get("mentionees")
    cuts = []
    for mention in mentionees if isinstance(mentionees, list) else []:
        if isinstance(mention, dict) and mention.get("isSelf") is True:
            called = True
            index, length = mention.get("index"), mention.get("length")
            if isinstance(index, int) and isinstance(length, int) and index >= 0 and length > 0:
                cuts.append((index, length))
    for index, length in sorted(cuts, reverse=True):
        units = units[: index * 2] + units[(index + length) * 2 :]
    text = units.decode("utf-16-le", "replace").strip() if cuts else text
    rest = _after_name(text) if group else None
    return (text, called or not group) if rest is None else (rest, True)


def _after_name(text: str) -> str | None:
    """The words after the bot's name; None when it is not called. The plain name is also an everyday word ("level"):
    it calls only when it stands alone, and "ระดับ 3" is about a level."""
    plain = text.lstrip()
    rest = plain.removeprefix("@")
    for name in CALLED_BY:
        if rest[: len(name)].lower() == name:
            after = rest[len(name) :]
            words = after.lstrip(AFTER_NAME)
            if rest != plain or (after[:1] in ("", *AFTER_NAME) and not words[:1].isdigit()):
                return words
    return None


def _dict(value: Any) -> Raw:
    return value if isinstance(value, dict) else {}


def _sent(raw: Raw, received: int, latest: int) -> int:
    """When it was sent, as LINE says it; a time far ahead of ours is ours. A clock of ours that was set back does not
    make a report older than the one before it."""
    happened = _whole(raw.get("timestamp"), received)
    return received if happened > latest + AHEAD else happened


def _whole(value: Any, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LATEST else default
