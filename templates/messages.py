"""The few shapes of a plain message: words, words with quick replies, a question with numbered options."""

import os
import re
from collections.abc import Iterable, Sequence
from typing import Any

Json = dict[str, Any]
LABEL = 20  # LINE: most characters (as people see them) of a quick reply's label
SPOKEN = 300  # LINE: most characters of what a button says for the person
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_FIGURE = re.compile(
    r"(?P<lead>(?:(?:เหลือ|ลดลง|เพิ่มขึ้น|ทำได้|ขั้น) )?(?P<number>[0-9][0-9,.]*%?))(?: จาก [0-9][0-9,.]*)?(?: [^\s(]+)?"
)
LONGEST = 5000  # LINE: most UTF-16 units of a text


def say(text: str, quick: Iterable[Json] = ()) -> Json:
    items = list(quick)[:13]
    message: Json = {"type": "text", "text": cut(text, LONGEST)}
    if items:
        message["quickReply"] = {"items": items}
    return message


def quick_last(messages: Iterable[Json]) -> list[Json]:
    """LINE shows quick replies of the last message only: all of them move there, the last message's own first."""
    found = list(messages)
    taps = [item for m in (*found[-1:], *found[:-1]) for item in m.get("quickReply", {}).get("items", [])][:13]
    bare = [{key: value for key, value in m.items() if key != "quickReply"} for m in found]
    if taps:
        bare[-1]["quickReply"] = {"items": taps}
    return bare


def cut(text: str, units: int) -> str:
    """At most so many UTF-16 units: an emoji counts two, and is never cut in half."""
    encoded = text.encode("utf-16-le", "replace")
    return text if len(encoded) <= 2 * units else encoded[: 2 * units].decode("utf-16-le", "ignore")


def tap(label: str, text: str | None = None, *, data: str | None = None) -> Json:
    """A quick reply: says `text` for the person, or sends `data` behind the scenes and shows the label."""
    short = label if len(label) <= LABEL else label[: LABEL - 1] + "…"
    if data is None:
        return {"type": "action", "action": {"type": "message", "label": short, "text": (text or label)[:SPOKEN]}}
    return {
        "type": "action",
        "action": {"type": "postback", "label": short, "data": data, "displayText": (text or label)[:SPOKEN]},
    }


def numbered(text: str, labels: Sequence[str], question_id: str, hint: str) -> Json:
    """A question: every option with its number, as LINE on PC shows no buttons; the buttons say the same."""
    lines = [text, *(f"{n}. {label}" for n, label in enumerate(labels, 1)), hint]
    buttons = enumerate(zip(labels[:13], short(labels[:13]), strict=True), 1)
    quick = [tap(f"{n}. {button}", f"{n}. {label}", data=f"q:{question_id}:{n}") for n, (label, button) in buttons]
    return say("\n".join(lines), quick)


def short(labels: Sequence[str]) -> list[str]:
    """What fits on a button: the whole label; else without what all begin with; else its figure. No number is cut,
    and no two buttons say the same."""
    measured = [one for one in labels if _FIGURE.search(one)]
    shared = os.path.commonprefix(measured if len(measured) > 1 else list(labels))  # noqa: RUF071
    ways = [_shorter(label, shared) for label in labels]
    found = [way[0] for way in ways]
    return [found[n] if found.count(found[n]) == 1 else way[-1] for n, way in enumerate(ways)]


def _shorter(label: str, shared: str) -> list[str]:
    """Every way to say it on a button, the best first."""
    room = LABEL - 4  # "10. "
    rest = label[shared.rfind(" ") + 1 :] if label.startswith(shared) else label
    figure = _FIGURE.search(label)
    figures = [figure.group(part) for part in (0, "lead", "number")] if figure is not None else []
    ways = [label, _ASIDE.sub("", label), rest, *figures]
    cut = label[: room - 1]
    while cut[-1:].isdigit() or cut[-1:] in (",", "."):
        cut = cut[:-1]
    return [way for way in ways if len(way) <= room] + ([f"{cut.rstrip()}…"] if len(label) > room else [])
