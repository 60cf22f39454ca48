"""The few shapes of a plain message: words, words with quick replies, a question with numbered options."""

from collections.abc import Iterable, Sequence
from typing import Any

Json = dict[str, Any]
LABEL = 20  # LINE: most characters (as people see them) of a quick reply's label
SPOKEN = 300  # LINE: most characters of what a button says for the person
LONGEST = 5000  # LINE: most UTF-16 units of a text


def say(text: str, quick: Iterable[Json] = ()) -> Json:
    items = list(quick)[:13]
    message: Json = {"type": "text", "text": cut(text, LONGEST)}
    if items:
        message["quickReply"] = {"items": items}
    return message


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
    quick = [tap(f"{n}. {label}", data=f"q:{question_id}:{n}") for n, label in enumerate(labels[:13], 1)]
    return say("\n".join(lines), quick)
