"""Mends a slip of one letter in an ordinary word or a topic's name, where no other known word is as near."""

from collections.abc import Collection, Iterator
from functools import cache

from handlers.reading.words import lexicon
from handlers.reading.words.lexicon import Word, table, thai_words
from handlers.reading.words.scan import Token

# The shortest word of each kind that is mended: never a figure, a unit, a district, or a word that decides.
_SHORTEST = {"fill": 4, "part": 6, "aspect": 6, "step": 4, "courtesy": 5}
_EATEN = frozenset({"unknown", "fill", "part", "unit", "aspect", "courtesy", "zero", "step", "more"})
_LETTERS = [chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4F))]
MOST_UNKNOWN = 14  # more of them are no slips
_BEFORE, _BEHIND = 3, 8
_LONGEST = 60


def respell(tokens: list[Token], text: str, names: Collection[str] = ()) -> tuple[list[Token], list[tuple[str, str]]]:
    """The tokens with every mended word in its place, and what was mended: (as written, as read)."""
    unknown = sum(token.kind == "unknown" for token in tokens)
    if not unknown or unknown > MOST_UNKNOWN:
        return tokens, []
    mended: list[tuple[str, str]] = []
    at = 0
    while at < len(tokens):
        misspelt = tokens[at].kind == "unknown" and (len(tokens[at].text) == 1 or tokens[at].text not in table())
        found = _mended(tokens, at, text) if misspelt or _tail_of_name(tokens, at) else None
        if found is not None and not misspelt and (found[0] >= at or found[3].kind != "part"):
            found = None
        if found is not None and _like_a_name(text[tokens[found[0]].start : tokens[found[1] - 1].end], names):
            found = None
        if found is None:
            at += 1
            continue
        start, stop, spelling, word = found
        first, last = tokens[start], tokens[stop - 1]
        mended.append((text[first.start : last.end], spelling))
        token = Token(word.kind, word.value, first.start, last.end, spelling, word.other, first.glued)
        tokens = [*tokens[:start], token, *tokens[stop:]]
        at = start + 1
    return tokens, mended


def _tail_of_name(tokens: list[Token], at: int) -> bool:
    """ศูนย์จัดการกองทุน|ชุม|ขน: a slip in the tail of a long name can look like words of its own."""
    return tokens[at].kind == "unknown" and tokens[at].glued and at > 0 and tokens[at - 1].kind == "part"


def _mended(tokens: list[Token], at: int, text: str) -> tuple[int, int, str, Word] | None:
    """The longest stretch around `at` that is one slip away from one known word, and from no other."""
    best: tuple[int, int, str, Word] | None = None
    for start, stop in _stretches(tokens, at):
        written = text[tokens[start].start : tokens[stop - 1].end]
        if best is not None and len(written) <= tokens[best[1] - 1].end - tokens[best[0]].start:
            continue
        spelling = _nearest(written)
        if spelling is not None:
            word = table()[spelling]
            assert word is not None
            best = (start, stop, spelling, word)
    return best


def _like_a_name(written: str, names: Collection[str]) -> bool:
    return any(abs(len(name) - len(written)) < 2 and _one_apart(written, name) for name in names)


def _stretches(tokens: list[Token], at: int) -> Iterator[tuple[int, int]]:
    start = at
    while start >= 0 and at - start <= _BEFORE and tokens[start].kind in _EATEN:
        stop = at + 1
        while tokens[stop - 1].end - tokens[start].start <= _LONGEST:
            yield start, stop
            if stop >= len(tokens) or not tokens[stop].glued or tokens[stop].kind not in _EATEN or stop - at > _BEHIND:
                break
            stop += 1
        if not tokens[start].glued:
            break
        start -= 1


def _nearest(written: str) -> str | None:
    """The one word that a single letter left out, put in, changed or exchanged with its neighbour makes of it."""
    if written in table() or len(written) < 3:
        return None
    near = {word for word in _alike(written) if _one_apart(written, word)}
    near = near & thai_words() or near  # the table holds slips of its own: แลว, แล่ว
    if len({_meaning(word) for word in near}) != 1:
        return None
    spelling = min(near)
    means = {_meaning(spelling)} | ({("fill",)} if _meaning(spelling)[0] == "fill" else set())
    return spelling if all(_meaning(known) in means for known in _known_near(written)) else None


def _meaning(spelling: str) -> tuple[object, ...]:
    """What a word does; of words that fill, each is its own, for the grammar hears some of them."""
    word = table()[spelling]
    if word is None:
        return (spelling,)
    if word.kind == "fill" and spelling not in thai_words():
        return ("fill",)
    return (word.kind, word.value) if word.kind != "fill" or word.slip else (word.kind, spelling)


@cache
def _index() -> dict[tuple[int, str, bool], list[str]]:
    """Every word that may be mended, by its length and by the half of it that a slip in the other half leaves alone."""
    found: dict[tuple[int, str, bool], list[str]] = {}
    for spelling, word in table().items():
        shortest = _SHORTEST.get(word.kind) if word is not None and not word.slip else None
        if shortest is None or len(spelling) < shortest or spelling[0] in "(0123456789":
            continue
        for shorter in (len(spelling) - 1, len(spelling)):
            for key in _halves(spelling, len(spelling), shorter):
                found.setdefault(key, []).append(spelling)
    return found


def _halves(text: str, size: int, shorter: int) -> tuple[tuple[int, str, bool], tuple[int, str, bool]]:
    """Of two words one slip apart, the shorter of so many letters: the head is the same, or the tail is; between them
    stands room for two neighbours that changed places."""
    head = (shorter - 1) // 2
    return (size, text[:head], True), (size, text[len(text) - (shorter - 1 - head) :], False)


def _alike(written: str) -> Iterator[str]:
    """Words that may be one slip away: all that are, and some more."""
    for size in range(len(written) - 1, len(written) + 2):
        for key in _halves(written, size, min(size, len(written))):
            yield from _index().get(key, ())


def _one_apart(first: str, second: str) -> bool:
    if abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    rest, other = first[start:], second[start:]
    if len(rest) == len(other):
        return rest[1:] == other[1:] or (rest[1:2] + rest[:1] == other[:2] and rest[2:] == other[2:])
    return rest[1:] == other if len(rest) > len(other) else rest == other[1:]


def _known_near(written: str) -> Iterator[str]:
    words = table()
    for at in range(len(written) + 1):
        head, tail = written[:at], written[at:]
        if tail:
            if head + tail[1:] in words:
                yield head + tail[1:]
            if len(tail) > 1 and head + tail[1] + tail[0] + tail[2:] in words:
                yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            if tail and letter != tail[0] and head + letter + tail[1:] in words:
                yield head + letter + tail[1:]
            if head + letter + tail in words:
                yield head + letter + tail


def warm() -> None:
    """Its words, and the tables that they come from: so that the first message need not wait."""
    lexicon.warm()
    _index()
