"""The properties of Flex components: which each may have, which values each takes, and what may stand in what."""

import re
from collections.abc import Callable
from typing import Any

STEPS = r"none|xs|sm|md|lg|xl|xxl"
SIZES = r"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
PX = r"\d+(?:\.\d+)?px"
PERCENT = r"\d+(?:\.\d+)?%"

Check = Callable[[Any], bool]


def like(pattern: str) -> Check:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def truth(value: Any) -> bool:
    return isinstance(value, bool)


def ratio(value: Any) -> bool:
    found = re.fullmatch(r"(\d{1,6}):(\d{1,6})", value) if isinstance(value, str) else None
    if not found:
        return False
    width, height = int(found[1]), int(found[2])
    return 1 <= width <= 100_000 and 1 <= height <= 100_000 and height <= 3 * width


def web(value: Any) -> bool:
    return (
        isinstance(value, str)
        and value.startswith("https://")
        and value.isascii()
        and 9 <= len(value) <= 2000
        and (" " not in value)
    )


COLOR = like(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")
SPACE = like(f"{STEPS}|{PX}")
PADDING = like(f"{STEPS}|{PX}|{PERCENT}")
OFFSET = like(f"{STEPS}|-?{PX}|-?{PERCENT}")
LENGTH = like(f"{PX}|{PERCENT}")
FONT = like(f"{SIZES}|{PX}")
GRAVITY = like("top|bottom|center")
PLACED: dict[str, Check] = {
    "margin": SPACE,
    "position": like("relative|absolute"),
    "offsetTop": OFFSET,
    "offsetBottom": OFFSET,
    "offsetStart": OFFSET,
    "offsetEnd": OFFSET,
}
LETTERS: dict[str, Check] = {
    "size": FONT,
    "color": COLOR,
    "weight": like("regular|bold"),
    "style": like("normal|italic"),
    "decoration": like("none|underline|line-through"),
}
# component -> its own properties; `contents`, `text`, `action` and the like are looked at by name below
PROPERTIES: dict[str, dict[str, Check]] = {
    "box": {
        **PLACED,
        "layout": like("horizontal|vertical|baseline"),
        "flex": whole,
        "spacing": SPACE,
        "backgroundColor": COLOR,
        "borderColor": COLOR,
        "borderWidth": like(f"none|light|normal|medium|semi-bold|bold|{PX}"),
        "cornerRadius": SPACE,
        "width": LENGTH,
        "maxWidth": LENGTH,
        "height": LENGTH,
        "maxHeight": LENGTH,
        "paddingAll": PADDING,
        "paddingTop": PADDING,
        "paddingBottom": PADDING,
        "paddingStart": PADDING,
        "paddingEnd": PADDING,
        "justifyContent": like("center|flex-start|flex-end|space-between|space-around|space-evenly"),
        "alignItems": like("center|flex-start|flex-end"),
    },
    "button": {
        **PLACED,
        "flex": whole,
        "height": like("sm|md"),
        "style": like("primary|secondary|link"),
        "color": COLOR,
        "gravity": GRAVITY,
        "adjustMode": like("shrink-to-fit"),
        "scaling": truth,
    },
    "image": {
        **PLACED,
        "url": web,
        "flex": whole,
        "align": like("start|end|center"),
        "gravity": GRAVITY,
        "size": like(f"{SIZES}|full|{PX}|{PERCENT}"),
        "aspectRatio": ratio,
        "aspectMode": like("cover|fit"),
        "backgroundColor": COLOR,
        "animated": truth,
    },
    "video": {"url": web, "previewUrl": web, "aspectRatio": ratio},
    "icon": {**PLACED, "url": web, "size": FONT, "aspectRatio": ratio, "scaling": truth},
    "text": {
        **PLACED,
        **LETTERS,
        "flex": whole,
        "align": like("start|end|center"),
        "gravity": GRAVITY,
        "wrap": truth,
        "lineSpacing": like(PX),
        "maxLines": whole,
        "adjustMode": like("shrink-to-fit"),
        "scaling": truth,
    },
    "span": LETTERS,
    "separator": {"margin": SPACE, "color": COLOR},
    "filler": {"flex": whole},
}
NEEDED = {
    "box": ("layout", "contents"),
    "button": ("action",),
    "image": ("url",),
    "video": ("url", "previewUrl", "altContent"),
    "icon": ("url",),
    "span": ("text",),
}
LOOKED_AT = {
    "box": {"type", "contents", "action", "background"},
    "button": {"type", "action"},
    "image": {"type", "action"},
    "video": {"type", "altContent", "action"},
    "icon": {"type"},
    "text": {"type", "text", "contents", "action"},
    "span": {"type", "text"},
    "separator": {"type"},
    "filler": {"type"},
}
INSIDE = {
    "horizontal": ("box", "button", "image", "text", "separator", "filler"),
    "vertical": ("box", "button", "image", "text", "separator", "filler"),
    "baseline": ("icon", "text", "filler"),
}
BLOCKS = {"header": ("box",), "hero": ("box", "image", "video"), "body": ("box",), "footer": ("box",)}
BUBBLE = {"type", "size", "direction", "header", "hero", "body", "footer", "styles", "action"}
BUBBLE_SIZES = ("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")
