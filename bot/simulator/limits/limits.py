"""The check of everything a bot sends: message objects, quick replies, senders, and how many go in one call."""

import re
from typing import Any

from bot.simulator.limits.actions import check_action
from bot.simulator.limits.flex_check import check_flex
from bot.simulator.limits.problems import Json, Problem, Problems
from bot.simulator.limits.template_check import check_template

MOST_MESSAGES = 5
ALT_TEXT = 1500
ON_THIS_MACHINE = "http://127.0.0.1:"  # a bot beside the simulator has no certificate; LINE itself would refuse this
_USUAL = {"type", "quickReply", "sender"}
FIELDS = {
    "text": {"text", "emojis", "quoteToken"},
    "textV2": {"text", "substitution", "quoteToken"},
    "sticker": {"packageId", "stickerId", "quoteToken"},
    "image": {"originalContentUrl", "previewImageUrl"},
    "video": {"originalContentUrl", "previewImageUrl", "trackingId"},
    "audio": {"originalContentUrl", "duration"},
    "location": {"title", "address", "latitude", "longitude"},
    "imagemap": {"baseUrl", "altText", "baseSize", "video", "actions"},
    "template": {"altText", "template"},
    "flex": {"altText", "contents"},
    "coupon": {"couponId", "deliveryTag"},
}
_QUICK = ("postback", "message", "uri", "datetimepicker", "camera", "cameraRoll", "location", "clipboard")


def check_messages(body: Json, *, where: str = "messages") -> Problems:
    problems = Problems()
    messages = body.get("messages")
    if not isinstance(messages, list) or not 1 <= len(messages) <= MOST_MESSAGES:
        empty = messages is None
        problems.say(where, "May not be empty" if empty else f"Size must be between 1 and {MOST_MESSAGES}")
        return problems
    for number, message in enumerate(messages):
        _message(message, number, f"{where}[{number}]", problems)
    problems.boolean(body, "notificationDisabled", "")
    return problems


def _message(message: Any, number: int, where: str, problems: Problems) -> None:
    thing = problems.obj(message, where)
    if thing is None:
        return
    kind = thing.get("type")
    if kind not in FIELDS:
        choices = ", ".join(FIELDS)
        problems.say(
            f"{where}.type", f"Must be one of the following values: [{choices}]" if kind else "May not be empty"
        )
        return
    problems.known(thing, FIELDS[kind] | _USUAL, where)
    if kind == "flex":
        problems.text(thing, "altText", where, ALT_TEXT)
        found = Problems()
        check_flex(thing.get("contents"), found)
        problems.extend(Problem(p.message, p.property, flex_of=number) for p in found)
    else:
        _BY_KIND[kind](thing, where, problems)
    if "quickReply" in thing:
        _quick_reply(thing["quickReply"], f"{where}.quickReply", problems)
    if "sender" in thing:
        _sender(thing["sender"], f"{where}.sender", problems)


def _quick_reply(reply: Any, where: str, problems: Problems) -> None:
    thing = problems.obj(reply, where)
    if thing is None:
        return
    problems.known(thing, {"items"}, where)
    for number, item in enumerate(problems.items(thing, "items", where, 1, 13)):
        place = f"{where}.items[{number}]"
        button = problems.obj(item, place)
        if button is None:
            continue
        problems.known(button, {"type", "imageUrl", "action"}, place)
        problems.one_of(button, "type", place, ("action",))
        problems.web(button, "imageUrl", place, needed=False)
        check_action(button.get("action"), f"{place}.action", "quick_reply", problems)
        action = button.get("action")
        if isinstance(action, dict) and action.get("type") == "richmenuswitch":
            problems.one_of(action, "type", f"{place}.action", _QUICK)


def _sender(sender: Any, where: str, problems: Problems) -> None:
    thing = problems.obj(sender, where)
    if thing is None:
        return
    problems.known(thing, {"name", "iconUrl"}, where)
    name = problems.text(thing, "name", where, 20, needed=False)
    if name and "line" in name.lower():
        problems.say(f"{where}.name", "This name cannot be used")
    problems.web(thing, "iconUrl", where, needed=False)


def _text(thing: Json, where: str, problems: Problems) -> None:
    text = problems.text(thing, "text", where, 5000)
    emojis = thing.get("emojis")
    if emojis is None:
        return
    if not isinstance(emojis, list) or len(emojis) > 20:
        problems.say(f"{where}.emojis", "Size must be between 0 and 20")
        return
    for number, emoji in enumerate(emojis):
        place = f"{where}.emojis[{number}]"
        one = problems.obj(emoji, place)
        if one is not None:
            problems.text(one, "productId", place, 100)
            problems.text(one, "emojiId", place, 100)
            index = one.get("index")
            units = (text or "").encode("utf-16-le")
            if not isinstance(index, int) or units[2 * index : 2 * index + 2] != "$".encode("utf-16-le"):
                problems.say(f"{place}.index", "must point at a $ in the text")


def _text_v2(thing: Json, where: str, problems: Problems) -> None:
    text = problems.text(thing, "text", where, 5000) or ""
    found = thing.get("substitution", {})
    substitution = problems.obj(found, f"{where}.substitution")
    if substitution is None:
        return
    if len(substitution) > 100:
        problems.say(f"{where}.substitution", "Size must be between 0 and 100")
    keys = re.findall(r"\{([^{}]*)\}", text.replace("{{", "").replace("}}", ""))
    for key in keys:
        if key not in substitution:
            problems.say(f"{where}.text", f"placeholder {{{key}}} has no substitution")
    counts = {"emoji": 0, "mention": 0}
    for key, value in substitution.items():
        place = f"{where}.substitution.{key}"
        if not re.fullmatch(r"[A-Za-z0-9_]{1,20}", key):
            problems.say(place, "invalid key")
        kind = value.get("type") if isinstance(value, dict) else None
        if kind in counts:
            counts[kind] += 1
        else:
            problems.say(f"{place}.type", "must be one of the following values: [emoji, mention]")
    for kind, count in counts.items():
        if count > 20:
            problems.say(f"{where}.substitution", f"at most 20 of type {kind}")


def _sticker(thing: Json, where: str, problems: Problems) -> None:
    problems.text(thing, "packageId", where, 20)
    problems.text(thing, "stickerId", where, 20)


def _pictures(thing: Json, where: str, problems: Problems) -> None:
    for name in ("originalContentUrl", "previewImageUrl"):
        if not str(thing.get(name)).startswith(ON_THIS_MACHINE):
            problems.web(thing, name, where)
    problems.text(thing, "trackingId", where, 100, needed=False)


def _audio(thing: Json, where: str, problems: Problems) -> None:
    problems.web(thing, "originalContentUrl", where)
    if not isinstance(thing.get("duration"), int) or thing["duration"] < 1:
        problems.say(f"{where}.duration", "must be greater than or equal to 1")


def _location(thing: Json, where: str, problems: Problems) -> None:
    problems.text(thing, "title", where, 100)
    problems.text(thing, "address", where, 100)
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = thing.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
            problems.say(f"{where}.{name}", f"must be between -{most} and {most}")


def _imagemap(thing: Json, where: str, problems: Problems) -> None:
    problems.web(thing, "baseUrl", where)
    problems.text(thing, "altText", where, ALT_TEXT)
    size = problems.obj(thing.get("baseSize"), f"{where}.baseSize")
    if size is not None and size.get("width") != 1040:
        problems.say(f"{where}.baseSize.width", "must be 1040")
    problems.items(thing, "actions", where, 1, 50)


def _template(thing: Json, where: str, problems: Problems) -> None:
    problems.text(thing, "altText", where, ALT_TEXT)
    check_template(thing.get("template"), f"{where}.template", problems)


def _coupon(thing: Json, where: str, problems: Problems) -> None:
    problems.text(thing, "couponId", where, 100)
    problems.text(thing, "deliveryTag", where, 30, needed=False)


_BY_KIND = {
    "text": _text,
    "textV2": _text_v2,
    "sticker": _sticker,
    "image": _pictures,
    "video": _pictures,
    "audio": _audio,
    "location": _location,
    "imagemap": _imagemap,
    "template": _template,
    "coupon": _coupon,
}
