"""The check of Flex bubbles and carousels: structure, every property and its values, and the sizes that LINE allows."""

import json
from typing import Any

from bot.simulator.limits.actions import check_action
from bot.simulator.limits.flex_properties import (
    BLOCKS,
    BUBBLE,
    BUBBLE_SIZES,
    COLOR,
    INSIDE,
    LOOKED_AT,
    NEEDED,
    PADDING,
    PROPERTIES,
    Check,
    like,
    truth,
)
from bot.simulator.limits.problems import Json, Problems

BUBBLE_BYTES = 30 * 1024
CAROUSEL_BYTES = 50 * 1024
CAROUSEL_BUBBLES = 12


def size_of(thing: Any) -> int:
    return len(json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode())


def check_flex(contents: Any, problems: Problems) -> None:
    """`contents` of a Flex message; places are paths as LINE writes them, like /body/contents/0/text."""
    container = problems.obj(contents, "/")
    if container is None:
        return
    kind = container.get("type")
    if kind == "bubble":
        _bubble(container, "", problems, alone=True)
    elif kind == "carousel":
        _carousel(container, problems)
    else:
        problems.say("/type", "must be specified" if kind is None else f"unknown container type: {kind}")


def _carousel(carousel: Json, problems: Problems) -> None:
    _unknown(carousel, {"type", "contents"}, "", problems)
    bubbles = carousel.get("contents")
    if not isinstance(bubbles, list) or not 1 <= len(bubbles) <= CAROUSEL_BUBBLES:
        problems.say("/contents", f"Size must be between 1 and {CAROUSEL_BUBBLES}")
        return
    for number, bubble in enumerate(bubbles):
        where = f"/contents/{number}"
        thing = problems.obj(bubble, where)
        if thing is not None:
            if thing.get("type") != "bubble":
                problems.say(f"{where}/type", "must be bubble")
            _bubble(thing, where, problems, alone=False)
    sizes = {bubble.get("size", "mega") for bubble in bubbles if isinstance(bubble, dict)}
    if len(sizes) > 1:
        problems.say("/contents", "all bubbles of a carousel must have the same size")
    if size_of(carousel) > CAROUSEL_BYTES:
        problems.say("/", f"carousel must be smaller than 50 KB, found {size_of(carousel)} bytes")


def _bubble(bubble: Json, where: str, problems: Problems, *, alone: bool) -> None:
    _unknown(bubble, BUBBLE, where, problems)
    if bubble.get("size", "mega") not in BUBBLE_SIZES:
        problems.say(f"{where}/size", "invalid property")
    if bubble.get("direction", "ltr") not in ("ltr", "rtl"):
        problems.say(f"{where}/direction", "invalid property")
    if not any(block in bubble for block in BLOCKS):
        problems.say(where or "/", "at least one block must be specified")
    for block, kinds in BLOCKS.items():
        if block in bubble:
            _component(bubble[block], f"{where}/{block}", kinds, problems)
            hero = bubble[block]
            if isinstance(hero, dict) and hero.get("type") == "video" and not alone:
                problems.say(f"{where}/{block}", "video cannot be used in a carousel")
    if "action" in bubble:
        _action(bubble["action"], f"{where}/action", "flex", problems)
    if "styles" in bubble:
        _styles(bubble["styles"], f"{where}/styles", problems)
    if size_of(bubble) > BUBBLE_BYTES:
        problems.say(where or "/", f"bubble must be smaller than 30 KB, found {size_of(bubble)} bytes")


def _styles(styles: Any, where: str, problems: Problems) -> None:
    thing = problems.obj(styles, where)
    if thing is None:
        return
    _unknown(thing, set(BLOCKS), where, problems)
    checks: dict[str, Check] = {"backgroundColor": COLOR, "separator": truth, "separatorColor": COLOR}
    for block in BLOCKS:
        style = problems.obj(thing[block], f"{where}/{block}") if block in thing else None
        if style is not None:
            _unknown(style, set(checks), f"{where}/{block}", problems)
            _values(style, checks, f"{where}/{block}", problems)


def _component(component: Any, where: str, allowed: tuple[str, ...], problems: Problems) -> None:
    thing = problems.obj(component, where)
    if thing is None:
        return
    kind = thing.get("type")
    if kind not in PROPERTIES:
        problems.say(f"{where}/type", "must be specified" if kind is None else f"unknown component type: {kind}")
        return
    if kind not in allowed:
        problems.say(where, f"{kind} cannot be placed here, expected one of: {', '.join(allowed)}")
        return
    _unknown(thing, LOOKED_AT[kind] | PROPERTIES[kind].keys(), where, problems)
    for name in NEEDED.get(kind, ()):
        if thing.get(name) is None:
            problems.say(f"{where}/{name}", "must be specified")
    _values(thing, PROPERTIES[kind], where, problems)
    if thing.get("action") is not None:
        _action(thing["action"], f"{where}/action", "flex_button" if kind == "button" else "flex", problems)
    if kind == "box":
        _box(thing, where, problems)
    elif kind == "text":
        _text(thing, where, problems)
    elif kind == "span":
        _words(thing, where, problems)
    elif kind == "video" and thing.get("altContent") is not None:
        _component(thing["altContent"], f"{where}/altContent", ("box", "image"), problems)


def _box(box: Json, where: str, problems: Problems) -> None:
    contents = box.get("contents")
    if contents is not None and not isinstance(contents, list):
        problems.say(f"{where}/contents", "must be an array")
        contents = None
    inside = INSIDE.get(str(box.get("layout")), INSIDE["vertical"])
    for number, child in enumerate(contents or []):
        _component(child, f"{where}/contents/{number}", inside, problems)
    background = box.get("background")
    if background is not None:
        gradient: dict[str, Check] = {
            "type": like("linearGradient"),
            "angle": like(r"\d+(?:\.\d+)?deg"),
            "startColor": COLOR,
            "endColor": COLOR,
            "centerColor": COLOR,
            "centerPosition": PADDING,
        }
        thing = problems.obj(background, f"{where}/background")
        if thing is not None:
            _unknown(thing, set(gradient), f"{where}/background", problems)
            _values(thing, gradient, f"{where}/background", problems)
            for name in ("type", "angle", "startColor", "endColor"):
                if name not in thing:
                    problems.say(f"{where}/background/{name}", "must be specified")


def _text(text: Json, where: str, problems: Problems) -> None:
    spans = text.get("contents")
    if spans is None and "text" not in text:
        problems.say(f"{where}/text", "must be specified")
    if "text" in text:
        _words(text, where, problems)
    if spans is not None:
        if not isinstance(spans, list):
            problems.say(f"{where}/contents", "must be an array")
            return
        for number, span in enumerate(spans):
            _component(span, f"{where}/contents/{number}", ("span",), problems)


def _words(thing: Json, where: str, problems: Problems) -> None:
    text = thing.get("text")
    if text is None:
        return
    if not isinstance(text, str) or not text:
        problems.say(f"{where}/text", "must be non-empty text")


def _values(thing: Json, checks: dict[str, Check], where: str, problems: Problems) -> None:
    for name, check in checks.items():
        if name in thing and not check(thing[name]):
            problems.say(f"{where}/{name}", "invalid property")


def _unknown(thing: Json, allowed: set[str], where: str, problems: Problems) -> None:
    for name in thing:
        if name not in allowed:
            problems.say(f"{where}/{name}", "unknown field")


def _action(action: Any, where: str, place: str, problems: Problems) -> None:
    found = Problems()
    check_action(action, where, place, found)
    for problem in found:
        problems.say(problem.property.replace(".", "/"), problem.message)
