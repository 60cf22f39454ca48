"""The buttons on the screen: where they are in what the bot sent, and what a tap on each kind does."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.simulator.api.menus import Menus
from bot.simulator.limits.problems import Json
from bot.simulator.people.world import Entry
from bot.simulator.phone.phone import Phone
from bot.simulator.phone.webhook import HELD, Delivery


@dataclass(frozen=True)
class Button:
    label: str
    action: Json
    quick: bool = False  # a quick reply: it vanishes when anybody says something new


def buttons_of(message: Json) -> list[Button]:
    """Everything in one message that can be tapped, as it is read from top to bottom."""
    found = [Button(str(action.get("label") or _label(holder)), action) for holder, action in _actions(message)]
    items = message.get("quickReply", {}).get("items", [])
    return found + [Button(item["action"].get("label", ""), item["action"], quick=True) for item in items]


def _actions(thing: Any) -> Iterator[tuple[Json, Json]]:
    if isinstance(thing, list):
        for one in thing:
            yield from _actions(one)
    elif isinstance(thing, dict):
        for name, value in thing.items():
            if name in ("action", "defaultAction") and isinstance(value, dict):
                yield thing, value
            elif name == "actions" and isinstance(value, list):
                yield from ((thing, action) for action in value)
            elif name != "quickReply":
                yield from _actions(value)


def _label(holder: Json) -> str:
    """A box or picture that can be tapped bears no label: the first words in it are its name."""
    return next(iter(words_of(holder)), "")


def words_of(thing: Any) -> list[str]:
    """Every word of a message that can be read on the screen, in order: texts, spans, labels, the notification line."""
    if isinstance(thing, list):
        return [word for one in thing for word in words_of(one)]
    if not isinstance(thing, dict):
        return []
    if thing.get("type") == "text" and thing.get("contents"):
        return ["".join(str(span.get("text", "")) for span in thing["contents"])]
    found: list[str] = []
    for name, value in thing.items():
        if name in ("text", "altText", "label", "title", "address") and isinstance(value, str):
            if not (thing.get("type") == "message" and name == "text" and "label" in thing):
                found.append(value)
        elif isinstance(value, dict | list):
            found.extend(words_of(value))
    return found


def visible_buttons(entries: list[Entry], *, gone: bool = False) -> list[tuple[Entry, Button]]:
    """Newest message first. Quick replies only of the last message of the chat; `gone`: also those that vanished."""
    found: list[tuple[Entry, Button]] = []
    for place, entry in enumerate(reversed(entries)):
        if entry.who == "bot":
            found.extend((entry, b) for b in buttons_of(entry.message) if not b.quick or place == 0 or gone)
    return found


def tap(
    phone: Phone,
    menus: Menus,
    user: str,
    group: str | None,
    action: Json,
    *,
    label: str = "",
    picked: str | None = None,
    pictures: list[bytes] | None = None,
) -> Delivery:
    """`picked`: the day or time chosen in a datetimepicker; `pictures`: what camera and cameraRoll bring."""
    kind = action["type"]
    label = label or str(action.get("label", ""))
    if kind == "message":
        return phone.text(user, action["text"], group, tap=label)
    if kind == "postback":
        says = str(action.get("displayText") or action.get("text") or "")
        return phone.postback(user, action["data"], group, says=says, tap=label)
    if kind == "datetimepicker":
        value = picked or action.get("initial") or action.get("min")
        if not value:
            raise ValueError(f"button {label!r}: a {action['mode']} has to be picked")
        return phone.postback(user, action["data"], group, params={action["mode"]: value}, tap=label)
    if kind in ("camera", "cameraRoll"):
        return phone.photo(user, pictures, group)
    if kind == "location":
        return phone.location(user, 14.9951, 103.1116, "", "อำเภอเมืองบุรีรัมย์", group)
    if kind == "richmenuswitch":
        alias = action["richMenuAliasId"]
        known = alias in menus.aliases
        if known:
            menus.linked[user] = menus.aliases[alias]
            phone.world.touch_people()
        params = {"newRichMenuAliasId": alias, "status": "SUCCESS" if known else "RICHMENU_ALIAS_ID_NOTFOUND"}
        return phone.postback(user, action["data"], group, params=params, tap=label)
    return HELD  # uri and clipboard: nothing reaches the bot
