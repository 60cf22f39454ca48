"""What is wrong with a request's messages by LINE's limits and by what LINE shows: a second eye."""

import json
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LIMITS = tomllib.loads((Path(__file__).parent / "line_limits.toml").read_text(encoding="utf-8"))
QUICK, FLEX, ACTION = LIMITS["quick_reply"], LIMITS["flex"], LIMITS["action"]
SARA_AM = "\u0e33"


def problems(messages: Any) -> list[str]:
    if not isinstance(messages, list) or not 1 <= len(messages) <= LIMITS["messages"]:
        return [f"a request with {len(messages) if isinstance(messages, list) else messages!r} messages"]
    found = [f"quick replies on message {n + 1} of {len(messages)}: LINE hides them" for n in _hidden(messages)]
    for message in messages:
        found += _KINDS.get(message.get("type"), _unknown)(message)
        found += _quick(message.get("quickReply"))
    return found


def _hidden(messages: list[Any]) -> Iterator[int]:
    return (n for n, message in enumerate(messages[:-1]) if "quickReply" in message)


def _unknown(message: Any) -> list[str]:
    return [f"a message of kind {message.get('type')!r}, which no test has looked at"]


def _text(message: Any) -> list[str]:
    return _within("text", message.get("text"), LIMITS["text"], units)


def _picture(message: Any) -> list[str]:
    found = []
    for name in ("originalContentUrl", "previewImageUrl"):
        address = message.get(name, "")
        found += _within(name, address, LIMITS["address"], units)
        if not address.startswith(("https://", "http://127.0.0.1:")):  # the second: beside the simulator
            found.append(f"{name} is not https: {address}")
    return found


def _flex(message: Any) -> list[str]:
    contents = message["contents"]
    found = _within("altText", message.get("altText"), LIMITS["alt_text"], units)
    bubbles = contents["contents"] if contents["type"] == "carousel" else [contents]
    if not 1 <= len(bubbles) <= FLEX["bubbles"]:
        found.append(f"{len(bubbles)} bubbles")
    for n, bubble in enumerate(bubbles, 1):
        if (size := _bytes(bubble)) > FLEX["bubble_bytes"]:
            found.append(f"bubble {n} of {size} bytes")
    if len(bubbles) > 1 and (size := _bytes(contents)) > FLEX["carousel_bytes"]:
        found.append(f"a carousel of {size} bytes")
    for piece in _pieces(contents):
        if piece.get("type") == "text" and not piece.get("contents"):
            found += _within("a text in a card", piece.get("text"), LIMITS["text"], units)
        if isinstance(piece.get("action"), dict):
            found += _action(piece["action"], FLEX["label"])
    return found


def _quick(reply: Any) -> list[str]:
    if reply is None:
        return []
    items = reply["items"]
    found = [] if 1 <= len(items) <= QUICK["items"] else [f"{len(items)} quick replies"]
    for item in items:
        if not item["action"].get("label"):
            found.append("a quick reply without a label")
        found += _action(item["action"], QUICK["label"])
    return found


def _action(action: Any, label: int) -> list[str]:
    found = _within("label", action["label"], label, letters) if "label" in action else []
    if action["type"] == "uri":
        found += _within("uri", action.get("uri"), LIMITS["link"], units)
    elif action["type"] == "message":
        found += _within("what a tap says", action.get("text"), ACTION["says"], letters)
    elif action["type"] in ("postback", "datetimepicker"):
        found += _within("data", action.get("data"), ACTION["data"], units)
        for name in ("displayText", "fillInText"):
            if name in action:
                found += _within(name, action[name], ACTION["fill_in"], letters)
    elif action["type"] not in QUICK["picture_kinds"]:
        found.append(f"an action of kind {action['type']!r}, which no test has looked at")
    return found


def _within(name: str, said: Any, most: int, count: Any) -> list[str]:
    if not isinstance(said, str) or not said:
        return [f"{name} is empty"]
    return [f"{name} of {count(said)}, at most {most}: {said[:80]}"] if count(said) > most else []


def _pieces(thing: Any) -> Iterator[Any]:
    if isinstance(thing, list):
        for one in thing:
            yield from _pieces(one)
    elif isinstance(thing, dict):
        yield thing
        for name, value in thing.items():
            if name != "action":
                yield from _pieces(value)


def _bytes(thing: Any) -> int:
    return len(json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode())


def units(said: str) -> int:
    return len(said.encode("utf-16-le", "surrogatepass")) // 2


def letters(said: str) -> int:
    """Marks above and below belong to their letter."""
    return sum(unicodedata.category(c) not in ("Mn", "Me", "Mc") and c != SARA_AM for c in said)


_KINDS = {"text": _text, "image": _picture, "flex": _flex}
