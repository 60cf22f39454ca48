"""The check of action objects: what may happen when a button is tapped, and where which action may stand."""

import re
from typing import Any

from bot.simulator.limits.problems import Json, Problems

# where an action stands -> (longest label, is a label needed)
LABELS = {
    "template": (20, True),
    "image_carousel": (12, False),
    "default": (20, False),
    "quick_reply": (20, True),
    "flex_button": (40, True),
    "flex": (40, False),
    "rich_menu": (20, False),
    "imagemap": (50, False),
}
ONLY_QUICK_REPLY = ("camera", "cameraRoll", "location")
FIELDS = {
    "postback": {"type", "label", "data", "displayText", "text", "inputOption", "fillInText"},
    "message": {"type", "label", "text"},
    "uri": {"type", "label", "uri", "altUri"},
    "datetimepicker": {"type", "label", "data", "mode", "initial", "max", "min"},
    "camera": {"type", "label"},
    "cameraRoll": {"type", "label"},
    "location": {"type", "label"},
    "richmenuswitch": {"type", "label", "richMenuAliasId", "data"},
    "clipboard": {"type", "label", "clipboardText"},
}
_PICKER = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "time": re.compile(r"([01]\d|2[0-3]):[0-5]\d"),
    "datetime": re.compile(r"\d{4}-\d\d-\d\d[Tt]([01]\d|2[0-3]):[0-5]\d"),
}
_URI = re.compile(r"(?:https?://[^\s/?#]+[^\s]*|line://\S+|tel:[0-9+*#\-(),;.]+)\Z")


def check_action(action: Any, where: str, place: str, problems: Problems) -> None:
    thing = problems.obj(action, where)
    if thing is None:
        return
    kind = thing.get("type")
    if kind not in FIELDS:
        problems.say(f"{where}.type", "must be specified" if kind is None else f"invalid action type: {kind}")
        return
    problems.known(thing, FIELDS[kind], where)
    if kind in ONLY_QUICK_REPLY and place != "quick_reply":
        problems.say(f"{where}.type", f"{kind} action can be used only in quick reply")
    if kind == "richmenuswitch" and place != "rich_menu":
        problems.say(f"{where}.type", "richmenuswitch action can be used only in rich menu")
    most, needed = LABELS[place]
    problems.text(thing, "label", where, most, needed=needed or kind in ONLY_QUICK_REPLY, clusters=True)
    _BY_KIND[kind](thing, where, place, problems)


def _postback(thing: Json, where: str, _place: str, problems: Problems) -> None:
    problems.text(thing, "data", where, 300)
    problems.text(thing, "displayText", where, 300, needed=False, clusters=True)
    problems.text(thing, "text", where, 300, needed=False, clusters=True)
    if "displayText" in thing and "text" in thing:
        problems.say(f"{where}.text", "displayText and text cannot be used together")
    options = ("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")
    problems.one_of(thing, "inputOption", where, options)
    if "fillInText" in thing:
        problems.text(thing, "fillInText", where, 300, needed=False, clusters=True)
        if thing.get("inputOption") != "openKeyboard":
            problems.say(f"{where}.fillInText", "fillInText can be used only with inputOption openKeyboard")


def _message(thing: Json, where: str, _place: str, problems: Problems) -> None:
    problems.text(thing, "text", where, 300, clusters=True)


def _uri(thing: Json, where: str, place: str, problems: Problems) -> None:
    _address(thing, "uri", where, problems)
    if "altUri" in thing:
        if place == "quick_reply":
            problems.say(f"{where}.altUri", "altUri is not supported in quick reply")
        alternative = problems.obj(thing["altUri"], f"{where}.altUri")
        if alternative is not None:
            problems.known(alternative, {"desktop"}, f"{where}.altUri")
            _address(alternative, "desktop", f"{where}.altUri", problems)


def _address(thing: Json, name: str, where: str, problems: Problems) -> None:
    uri = problems.text(thing, name, where, 1000)
    if uri and not (uri.isascii() and _URI.match(uri)):
        scheme = uri.split(":", 1)[0]
        known = scheme in ("http", "https", "line", "tel")
        problems.say(f"{where}.{name}", "invalid uri" if known else "invalid uri scheme")


def _datetimepicker(thing: Json, where: str, _place: str, problems: Problems) -> None:
    problems.text(thing, "data", where, 300)
    mode = thing.get("mode")
    problems.one_of(thing, "mode", where, tuple(_PICKER), needed=True)
    if mode not in _PICKER:
        return
    ends = {}
    for name in ("initial", "max", "min"):
        value = thing.get(name)
        if value is None:
            continue
        if not isinstance(value, str) or not _PICKER[mode].fullmatch(value):
            problems.say(f"{where}.{name}", f"invalid {mode} format")
        elif mode != "time" and not "1900-01-01" <= value[:10] <= "2100-12-31":
            problems.say(f"{where}.{name}", "must be between 1900-01-01 and 2100-12-31")
        else:
            ends[name] = value.upper()
    if "min" in ends and "max" in ends and ends["min"] >= ends["max"]:
        problems.say(f"{where}.max", "max must be greater than min")


def _nothing(_thing: Json, _where: str, _place: str, _problems: Problems) -> None:
    """camera, cameraRoll and location carry a label only."""


def _switch(thing: Json, where: str, _place: str, problems: Problems) -> None:
    problems.text(thing, "richMenuAliasId", where, 32)
    problems.text(thing, "data", where, 300)


def _clipboard(thing: Json, where: str, _place: str, problems: Problems) -> None:
    problems.text(thing, "clipboardText", where, 1000)


_BY_KIND = {
    "postback": _postback,
    "message": _message,
    "uri": _uri,
    "datetimepicker": _datetimepicker,
    "camera": _nothing,
    "cameraRoll": _nothing,
    "location": _nothing,
    "richmenuswitch": _switch,
    "clipboard": _clipboard,
}
