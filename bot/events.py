"""From LINE's raw webhook JSON to inbox rows and to a Message; tolerant of all that LINE may add or leave out."""

import hashlib
import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.store.inbox import Arrival
from handlers.base import Message

BANGKOK = ZoneInfo("Asia/Bangkok")
CALLED_BY = ("ระดับ", "@ระดับ", "radap", "@radap")  # in a group the bot answers to these prefixes, and to a mention
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

Raw = dict[str, Any]


def arrivals(body: bytes, received: int, request_id: str) -> list[Arrival]:
    """The events of one webhook, in the order in which they happened. Raises ValueError when the body is not LINE's."""
    parsed = json.loads(body)
    if b"\\u0000" in body or b"\\ud" in body.lower():  # rare: what JSON may say and no database keeps
        parsed = _keepable(parsed)
    if not isinstance(parsed, dict):
        raise ValueError("found JSON that is not an object, expected a webhook body")
    events = parsed.get("events") or []
    if not isinstance(events, list):
        raise ValueError("found events that are not a list")
    rows = [_arrival(event, received, request_id) for event in events]
    return sorted(rows, key=lambda row: row.happened)


def _arrival(event: Any, received: int, request_id: str) -> Arrival:
    raw = event if isinstance(event, dict) else {"odd": event}
    text = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
    event_id = raw.get("webhookEventId")
    if not isinstance(event_id, str) or not event_id:  # never seen from LINE, yet no reason to lose the event
        event_id = "sha256-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    message_id = _dict(raw.get("message")).get("id")
    return Arrival(
        event_id=event_id[:200],
        sender=_sender(_dict(raw.get("source"))),
        happened=_whole(raw.get("timestamp"), received),
        received=received,
        body=text.encode("utf-8", "replace").decode(),
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
    for key in ("userId", "groupId", "roomId"):
        if isinstance(source.get(key), str) and source[key]:
            return str(source[key])[:100]
    return "nobody"


def is_standby(raw: Raw) -> bool:
    return raw.get("mode") == "standby"


def to_message(raw: Raw, event_id: str, happened: int) -> Message:
    source = _dict(raw.get("source"))
    message = _dict(raw.get("message"))
    postback = _dict(raw.get("postback"))
    user = source.get("userId") if isinstance(source.get("userId"), str) else None
    chat = source.get("groupId") or source.get("roomId") or user or "nobody"
    group = source.get("type") in ("group", "room") or bool(source.get("groupId") or source.get("roomId"))
    event = raw.get("type")
    if event == "message":
        kind = message.get("type") if message.get("type") in MESSAGES else "other"
    else:
        kind = KINDS.get(str(event), "other")
    text = message.get("text") if isinstance(message.get("text"), str) else ""
    text, addressed = _addressed(text or "", message, group)
    message_id = message.get("id") or _dict(raw.get("unsend")).get("messageId")
    return Message(
        id=event_id,
        kind=str(kind),
        at=datetime.fromtimestamp(happened / 1000, BANGKOK),
        user=user,
        chat=str(chat),
        group=group,
        text=text,
        data=str(postback.get("data") or ""),
        message_id=str(message_id) if message_id is not None else None,
        quoted_id=str(message["quotedMessageId"]) if message.get("quotedMessageId") else None,
        addressed=addressed or event == "postback",
        extra=_extra(raw, message, postback),
    )


def _extra(raw: Raw, message: Raw, postback: Raw) -> Raw:
    wanted = (
        "fileName",
        "fileSize",
        "imageSet",
        "title",
        "address",
        "latitude",
        "longitude",
        "contentProvider",
        "emojis",
    )
    extra = {key: message[key] for key in wanted if key in message}
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
    lowered = text.lower().lstrip()
    for prefix in CALLED_BY if group else ():
        if lowered.startswith(prefix) and not lowered[len(prefix) :].lstrip()[:1].isdigit():
            return text.lstrip()[len(prefix) :].lstrip(" :,\n"), True
    return text, called or not group


def _dict(value: Any) -> Raw:
    return value if isinstance(value, dict) else {}


def _whole(value: Any, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53 else default
