"""Reduces each line of a message to what matters for pairing: topics, figures, districts, days and separators."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.reading.words.scan import Token
from handlers.reading.words.topics import Rule, rule_of, weak_parts


@dataclass(slots=True)
class About:
    """A topic as named once: its parts and where they stand."""

    parts: frozenset[str]
    rule: Rule | None
    start: int
    end: int

    @property
    def weak(self) -> bool:
        return self.parts <= weak_parts()


@dataclass(slots=True)
class Element:
    kind: str  # T V D W S
    token: Token
    about: About | None = None


def lines_of(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    line: list[Token] = []
    for token in tokens:
        if token.kind == "line":
            yield line
            line = []
        else:
            line.append(token)
    yield line


def elements(line: list[Token]) -> list[Element]:
    """Topics (parts that belong together), figures, districts, days and separators of one line."""
    found: list[Element] = []
    group: list[Token] = []

    def close() -> None:
        if group:
            found[:] = _grouped(found, group)
            group.clear()

    for token in line:
        if token.kind == "part":
            if not group:
                found.append(Element("T", token))
            group.append(token)
        elif token.kind == "quantity":
            close()
            found.append(Element("V", token))
        elif token.kind == "place":
            found.append(Element("D", token))
        elif token.kind == "when":
            if token.value is not None:
                found.append(Element("W", token))
        elif token.kind in ("comma", "separator"):
            close()
            if found and found[-1].kind != "S":
                found.append(Element("S", token))
    close()
    return found


def _grouped(found: list[Element], group: list[Token]) -> list[Element]:
    """Puts the group's topic (or, if no rule explains all its parts, its topics one by one) at its place."""
    at = next(index for index, one in enumerate(found) if one.token is group[0] and one.about is None)
    parts = frozenset(str(token.value) for token in group)
    rule = rule_of(parts)
    if rule is not None or len(parts) == 1:
        about = About(parts, rule, group[0].start, group[-1].end)
        return [*found[:at], Element("T", group[0], about), *found[at + 1 :]]
    several: list[Element] = []
    for token in group:
        alone = frozenset({str(token.value)})
        if several and several[-1].about is not None:
            both = several[-1].about.parts | alone
            joined = rule_of(both)
            if joined is not None:
                several[-1] = Element("T", several[-1].token, About(both, joined, several[-1].token.start, token.end))
                continue
        several.append(Element("T", token, About(alone, rule_of(alone), token.start, token.end)))
    return [*found[:at], *several, *found[at + 1 :]]


def split(line: list[Element]) -> list[list[Element]]:
    pieces: list[list[Element]] = [[]]
    for one in line:
        if one.kind == "S":
            pieces.append([])
        else:
            pieces[-1].append(one)
    return [piece for piece in pieces if piece]
