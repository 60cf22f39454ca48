"""Webhook events exactly as LINE writes them: pure functions from what happened to the JSON of it."""

from typing import Any

from bot.simulator.limits.problems import Json
from bot.simulator.people import ids


def event(kind: str, *, at: int, user: str | None, group: str | None = None, **more: Any) -> Json:
    """What all events share; `more` are the event's own properties, left out where None."""
    source: Json = {"type": "group", "groupId": group} if group else {"type": "user"}
    if user is not None:
        source["userId"] = user
    return {
        "type": kind,
        **{name: value for name, value in more.items() if value is not None},
        "webhookEventId": ids.ulid(at),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": at,
        "source": source,
        "mode": "active",
    }


def text_message(
    message_id: str,
    text: str,
    *,
    quote_token: str,
    read_token: str | None,
    quoted: str | None = None,
    mentions: list[Json] | None = None,
    emojis: list[Json] | None = None,
) -> Json:
    message: Json = {"type": "text", "id": message_id, "quoteToken": quote_token, "text": text}
    if read_token:
        message["markAsReadToken"] = read_token
    if quoted:
        message["quotedMessageId"] = quoted
    if mentions:
        message["mention"] = {"mentionees": mentions}
    if emojis:
        message["emojis"] = emojis
    return message


def media_message(
    kind: str,
    message_id: str,
    *,
    quote_token: str,
    read_token: str,
    image_set: Json | None = None,
    address: str | None = None,
    duration: int | None = None,
) -> Json:
    """A photo, film or sound; with `address` its bytes lie outside LINE."""
    provider: Json = {"type": "line"}
    if address:
        provider = {"type": "external", "originalContentUrl": address, "previewImageUrl": address}
    message: Json = {"type": kind, "id": message_id, "contentProvider": provider, "markAsReadToken": read_token}
    if kind in ("image", "video"):
        message["quoteToken"] = quote_token
    if image_set:
        message["imageSet"] = image_set
    if duration is not None:
        message["duration"] = duration
    return message


def file_message(message_id: str, name: str, size: int, *, read_token: str) -> Json:
    return {"type": "file", "id": message_id, "fileName": name, "fileSize": size, "markAsReadToken": read_token}


def location_message(
    message_id: str, title: str, address: str, latitude: float, longitude: float, *, read_token: str
) -> Json:
    message: Json = {"type": "location", "id": message_id, "markAsReadToken": read_token}
    if title:
        message["title"] = title
    if address:
        message["address"] = address
    return {**message, "latitude": latitude, "longitude": longitude}


def sticker_message(message_id: str, *, quote_token: str, read_token: str) -> Json:
    return {
        "type": "sticker",
        "id": message_id,
        "quoteToken": quote_token,
        "markAsReadToken": read_token,
        "stickerId": "52002734",
        "packageId": "11537",
        "stickerResourceType": "ANIMATION",
        "keywords": ["ok", "thumbs up", "great"],
    }


def mentions_in(text: str, names: dict[str, str], bot_name: str, bot_id: str) -> list[Json]:
    """Every @name in a group's text: places count in UTF-16 units, as LINE's do."""
    found: list[Json] = []
    for name, user in [("All", ""), *names.items(), (bot_name, bot_id), ("บอท", bot_id)]:
        start = 0
        while (at := text.find(f"@{name}", start)) >= 0:
            start = at + len(name) + 1
            where: Json = {
                "index": len(text[:at].encode("utf-16-le")) // 2,
                "length": len(f"@{name}".encode("utf-16-le")) // 2,
                "type": "all" if name == "All" else "user",
            }
            if user:
                where |= {"userId": user, "isSelf": user == bot_id}
            if all(other["index"] != where["index"] for other in found):
                found.append(where)
    return sorted(found, key=lambda mention: int(mention["index"]))[:20]
