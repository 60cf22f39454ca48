"""What a badly written figure may have meant: only ever offered, never stored."""

import re
from collections.abc import Sequence
from decimal import Decimal

from handlers.reading.words.scan import Token


def digits_only(tokens: Sequence[Token]) -> tuple[Decimal, ...]:
    values = [token.value for token in tokens if token.kind in ("number", "laugh")]
    return tuple(values[:1]) if len(values) == 1 else ()


def repaired(tokens: Sequence[Token]) -> tuple[Decimal, ...]:
    """What a badly written figure may have meant; only ever offered."""
    if len(tokens) > 2 or tokens[0].kind != "bad":
        return ()
    factor = Decimal(1)
    if len(tokens) == 2:
        if tokens[1].kind not in ("ten", "times"):
            return ()
        factor = Decimal(tokens[1].value)
    text = str(tokens[0].value)
    found: list[str] = []
    if re.fullmatch(r"\d+,\d{1,2}", text):
        found = [text.replace(",", "."), text.replace(",", "")]
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+", text):
        found = [text.replace(".", "")]
    elif re.fullmatch(r"\d+[.,]{2,}\d+", text):
        found = [re.sub(r"[.,]+", ".", text)]
    elif re.fullmatch(r"\d+\.", text):
        found = [text[:-1]]  # 82.: half typed
    elif re.fullmatch(r"[\d,]+(\.\d+)?", text):
        found = [text.replace(",", "")]
    return tuple(Decimal(one) * factor for one in found)
