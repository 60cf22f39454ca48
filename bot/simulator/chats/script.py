"""Chat files: a conversation written down by hand, read into steps. tests/conversations/README.md tells the format."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.refused import Refused
from bot.simulator.office import day_of

BOT = "บอท"
DEEDS = (
    "photo", "file", "location", "sticker", "video", "audio", "follow", "block", "unsend", "quote", "edit",
    "redeliver", "duplicate", "join", "leave", "enter", "exit", "standby", "nameless", "unknown", "unknown-message",
)  # fmt: skip
_PERSON = re.compile(r"คน\s*:\s*(?P<name>[^=]+?)\s*=\s*(?P<rest>.+)")
_GROUP = re.compile(r"กลุ่ม\s*:\s*(?P<name>[^=]+?)\s*=\s*(?P<rest>.*)")
_SAID = re.compile(rf"{BOT}(?:\((?P<chat>[^)]+)\))?\s*<\s?(?P<words>.*)", re.DOTALL)
_SPOKEN = re.compile(r"(?P<name>[^<>\[\]@]+?)(?:@(?P<group>[^<>\[\]@]+?))?\s*>\s?(?P<words>.*)", re.DOTALL)
_TAP = re.compile(r"\[(?P<old>เก่า:\s*)?(?P<label>.+?)(?:\s+#(?P<nth>\d+))?(?:\s*=\s*(?P<value>[\dT:-]+))?\]")
_DEED = re.compile(r"<(?P<deed>[a-z-]+)(?:\s+(?P<what>[^>]*))?>\s?(?P<words>.*)", re.DOTALL)


class ScriptError(Refused):
    """A chat file says something that cannot be played."""


@dataclass(frozen=True)
class Day:
    line: int
    day: str  # ISO


@dataclass(frozen=True)
class Command:
    line: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class PersonLine:
    line: int
    name: str
    role: str  # empty: not enrolled
    province: str = ""
    districts: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True)
class GroupLine:
    line: int
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Deed:
    """What a person does. kind: text, tap or one of DEEDS."""

    line: int
    source: str
    name: str
    group: str
    kind: str
    words: str = ""
    what: str = ""
    nth: int = 1
    old: bool = False


@dataclass(frozen=True)
class Said:
    """What the bot is expected to say: one message. `pattern` None: nothing at all."""

    line: int
    chat: str
    pattern: str | None


@dataclass(frozen=True)
class Words:
    """Words that must, or must not, stand anywhere in what the bot said."""

    line: int
    chat: str
    words: str
    wanted: bool


@dataclass
class Exchange:
    """Deeds that go out in one webhook, and what is expected after them."""

    deeds: list[Deed]
    said: list[Said] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


Step = Day | Command | PersonLine | GroupLine | Exchange


def read_script(path: Path) -> list[Step]:
    return parse(path.read_text(encoding="utf-8-sig"), str(path))


def parse(text: str, where: str) -> list[Step]:
    steps: list[Step] = []
    names: set[str] = set()
    groups: set[str] = set()
    chat = ""  # the chat that ~ and ! speak of
    for number, line in _lines(text):
        place = f"{where}, line {number}"
        if line.startswith("@"):
            steps.append(Day(number, _day(line[1:], place)))
        elif line.startswith("$"):
            steps.append(Command(number, tuple(line[1:].split())))
        elif found := _PERSON.fullmatch(line):
            steps.append(_person(number, found["name"], found["rest"], place))
            names.add(found["name"])
        elif found := _GROUP.fullmatch(line):
            members = tuple(name.strip() for name in found["rest"].split(",") if name.strip())
            _known(members, names, place)
            steps.append(GroupLine(number, found["name"], members))
            groups.add(found["name"])
        elif line[0] in "~!":
            exchange = _last(steps, place)
            words = " ".join(line[1:].split())
            if not words:
                raise ScriptError(f"{place}: found {line!r}, expected words after it")
            exchange.words.append(Words(number, chat, words, line[0] == "~"))
        elif found := _SAID.fullmatch(line):
            exchange = _last(steps, place)
            if found["chat"]:
                _known((found["chat"],), names | groups, place)
            chat = found["chat"] or exchange.deeds[-1].group or exchange.deeds[-1].name
            words = found["words"].strip()
            exchange.said.append(Said(number, chat, None if words == "-" else words))
        elif found := _SPOKEN.fullmatch(line.removeprefix("+").strip()):
            deed = _deed(number, line, found["name"].strip(), found["group"] or "", found["words"], place)
            _known((deed.name,), names, place)
            if deed.group:
                _known((deed.group,), groups, place)
            chat = deed.group or deed.name
            if line.startswith("+"):
                _last(steps, place).deeds.append(deed)
            else:
                steps.append(Exchange([deed]))
        else:
            raise ScriptError(
                f"{place}: found {line!r}, expected a line such as 'สมชาย> เบิกจ่าย 80%', '{BOT}< …', '~ 80', '! ผิด', "
                "'@ 2569-03-15', '$ activate …', 'คน: …' or 'กลุ่ม: …'"
            )
    return steps


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines with their numbers; an indented line belongs to the one above; # begins a remark."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] in " \t" and found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line.strip()}")
        else:
            found.append((number, line.strip()))
    return found


def _day(text: str, place: str) -> str:
    try:
        return day_of(text).isoformat()
    except ValueError as wrong:
        raise ScriptError(f"{place}: {wrong}") from None


def _person(number: int, name: str, rest: str, place: str) -> PersonLine:
    if rest.strip() == "-":
        return PersonLine(number, name, "")
    role, _, where = rest.strip().partition(" ")
    parts = [part.strip() for part in where.split("/")] + ["", ""]
    if not re.fullmatch(r"[a-z]+", role):
        raise ScriptError(f"{place}: found {rest!r}, expected 'officer บุรีรัมย์ / บ้านกรวด' or '-'")
    districts = tuple(d.strip() for d in parts[1].split(",") if d.strip() not in ("", "-"))
    return PersonLine(number, name, role, parts[0], districts, parts[2])


def _deed(number: int, line: str, name: str, group: str, words: str, place: str) -> Deed:
    words = words.strip()
    if found := _TAP.fullmatch(words):
        return Deed(
            number,
            line,
            name,
            group,
            "tap",
            found["label"].strip(),
            what=found["value"] or "",
            nth=int(found["nth"] or 1),
            old=bool(found["old"]),
        )
    if found := _DEED.fullmatch(words):
        if found["deed"] not in DEEDS:
            raise ScriptError(f"{place}: found <{found['deed']}>, expected one of {', '.join(DEEDS)}")
        return Deed(
            number, line, name, group, found["deed"], found["words"].strip(), what=(found["what"] or "").strip()
        )
    if not words:
        raise ScriptError(f"{place}: found nothing after '>', expected words, [a button] or <a deed>")
    return Deed(number, line, name, group, "text", words.removeprefix("\\"))


def _last(steps: list[Step], place: str) -> Exchange:
    if steps and isinstance(steps[-1], Exchange):
        return steps[-1]
    raise ScriptError(f"{place}: nobody has said anything before this line")


def _known(wanted: tuple[str, ...], known: set[str], place: str) -> None:
    for name in wanted:
        if name not in known:
            raise ScriptError(f"{place}: found {name!r}, expected one of {', '.join(sorted(known)) or 'nobody yet'}")
