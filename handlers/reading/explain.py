"""Tells which rule read which words of a message: what `read --explain` prints."""

from collections.abc import Sequence

from handlers.reading.days.calendar import When
from handlers.reading.intents import Wanted
from handlers.reading.nouns import Explained, Reason
from handlers.reading.pairing.elements import About
from handlers.reading.words.characters import Clean
from handlers.reading.words.places import Place
from handlers.reading.words.scan import Token


def explained(
    text: str,
    clean: Clean,
    tokens: Sequence[Token],
    abouts: Sequence[About],
    wanted: Wanted,
    reasons: Sequence[Reason],
) -> tuple[Explained, ...]:
    words = (token for token in tokens if token.kind != "line")
    steps = [Explained(_rule(token), clean.span(token.start, token.end), token.text) for token in words]
    for about in abouts:
        named = ", ".join(about.rule.topics) if about.rule else "?"
        start, end = clean.span(about.start, about.end)
        steps.append(Explained(f"topic {named} from {' + '.join(sorted(about.parts))}", (start, end), text[start:end]))
    steps.append(Explained(f"intent {wanted.intent}: {wanted.rule}", (0, len(text)), ""))
    steps += [Explained(f"asks: {reason}", (0, len(text)), "") for reason in dict.fromkeys(reasons)]
    return tuple(steps)


def _rule(token: Token) -> str:
    return f"{_what(token)} by {token.rule.strip('_')}" if token.rule else _what(token)


def _what(token: Token) -> str:
    value = token.value
    if token.kind == "quantity":
        figure = "/".join(f"{one:f}" for one in value.candidates) or "?"
        whole = f" of {value.of:f}" if value.of is not None else ""
        return f"quantity {value.kind} {figure}{whole} {value.unit or 'without a unit'}"
    if isinstance(value, When):
        return f"when {value.day or value.period or value.problem}"
    if isinstance(value, Place):
        return f"place {value.district or value.problem}"
    return f"{token.kind} {value}" if isinstance(value, str) and value != token.text else token.kind
