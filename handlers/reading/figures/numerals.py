"""Walks over the words of one figure: places that descend, a point, a half, an elided place."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from handlers.reading.nouns import Reason
from handlers.reading.words.scan import Token

MILLION = 1_000_000


class Numeral:
    """Walks over a run once; `candidates` are what it may mean, most likely first."""

    def __init__(self) -> None:
        self.millions = Decimal(0)
        self.section = Decimal(0)
        self.place = 10 * MILLION  # of the pair before; the next must be smaller
        self.pairs = 0
        self.first_bare = False
        self.thousands_of_millions = False
        self.had_million = False
        self.candidates: list[Decimal] = []

    @property
    def huge(self) -> bool:
        """1,250 ล้าน may be 1,250,000; with hundreds and tens behind it nobody slipped by a thousand."""
        return self.thousands_of_millions and self.total() % 1000 == 0

    def total(self) -> Decimal:
        return self.millions + self.section

    def read(self, tokens: Sequence[Token]) -> Reason | None:
        at = 0
        while at < len(tokens):
            ends = self._ending(tokens, at)
            if ends is not None:
                return ends or None
            step, problem = self._step(tokens, at)
            if problem:
                return problem
            if not step:
                return None
            at += step
        if self.had_million or self.pairs:
            self.candidates = [self.total()]
        return None if self.candidates else self._give_up()

    def _ending(self, tokens: Sequence[Token], at: int) -> Reason | Literal[""] | None:
        """ครึ่ง, จุดห้า, 72 จุด 5, 250 k end the figure; "": it is read, None: it goes on."""
        token = tokens[at]
        after = tokens[at + 1].kind if at + 1 < len(tokens) else ""
        if token.kind == "half":
            return self._half(tokens, at) or ""
        if token.kind == "point":
            return self._decimals(tokens, at) or ""
        if after == "point" and at == 0 and token.kind == "number" and len(tokens) == 3:
            return self._spoken_point(tokens) or ""
        return self._multiplier(tokens, at) or "" if token.kind == "times" else None

    def _step(self, tokens: Sequence[Token], at: int) -> tuple[int, Reason | None]:
        """How many words are read, and why not; none of either: the figure is read."""
        token = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.kind == "et":
            return self._one_more(token)
        if token.kind == "sao":
            return 1, None if self._add(Decimal(2), 10, token, bare=False) else self._give_up()
        if token.kind == "ten":
            return 1, self._bare(token, at)
        if token.kind == "zero":
            return self._zero(tokens, after)
        if token.kind == "yi":
            twenty = after is not None and after.kind == "ten" and after.value == 10 and after.glued
            return 2, None if twenty and self._add(Decimal(2), 10, token) else self._give_up()
        return self._coefficient(tokens, at, after)

    def _one_more(self, token: Token) -> tuple[int, Reason | None]:
        """สิบเอ็ด"""
        if self.pairs == 0 or not token.glued or self.section % 10:
            return 0, self._give_up()
        self.section += 1
        self.place = 1
        return 1, None

    def _zero(self, tokens: Sequence[Token], after: Token | None) -> tuple[int, Reason | None]:
        """ศูนย์ alone, or before its point"""
        if len(tokens) > 1 and (after is None or after.kind != "point"):
            return 0, self._give_up()
        if after is None:
            self.candidates = [Decimal(0)]
            return 0, None
        self.pairs += 1
        return 1, None

    def _coefficient(self, tokens: Sequence[Token], at: int, after: Token | None) -> tuple[int, Reason | None]:
        """Digits or a digit word: สองแสน, 2 ล้าน, the last of สองร้อยห้า"""
        token, kind = tokens[at], after.kind if after is not None else ""
        coefficient = Decimal(token.value)
        if after is not None and kind == "ten":
            problem = self._pair(coefficient, token, after, at, len(tokens))
            if problem and at + 2 < len(tokens):
                self.candidates = []  # more follows: nothing whole can be offered
            return 2, problem
        if kind in ("digit", "number", "laugh") or (kind == "yi" and token.kind != "digit"):
            return 0, self._two_in_a_row(tokens, at)
        if kind in ("point", "half") and self.pairs == 0 and token.kind != "digit":
            return 0, self._give_up()  # 2 จุด 5, 2 ครึ่ง
        if kind == "times":
            self.section = coefficient
            self.pairs += 1
            return 1, None
        return 1, self._last(coefficient, token, kind)

    def _give_up(self, *candidates: Decimal) -> Reason:
        self.candidates = list(candidates) or ([self.total()] if self.total() else [])
        return "number_spelling"

    def _add(self, coefficient: Decimal, place: int, token: Token, bare: bool = False) -> bool:
        if self.pairs and not token.glued and coefficient == 10:
            return False
        if coefficient * place >= self.place:
            return False
        self.section += coefficient * place
        self.place = place
        self.pairs += 1
        return True

    def _bare(self, token: Token, at: int) -> Reason | None:
        """A place without a coefficient: ล้าน after a section, สิบ anywhere, any place at the head (ล้านสองแสน)."""
        if token.value == MILLION:
            if at == 0:
                self.first_bare = True
                self.section = Decimal(1)
            elif self.had_million or not self.section:
                return self._give_up()
            return self._close_million()
        if at and token.value != 10:
            return self._give_up()
        if at == 0:
            self.first_bare = True
        if not self._add(Decimal(1), token.value, token):
            return self._give_up()
        return None

    def _close_million(self) -> Reason | None:
        self.thousands_of_millions = self.section >= 1000
        self.millions = self.section * MILLION
        self.section = Decimal(0)
        self.place = MILLION
        self.pairs += 1
        self.had_million = True
        return None

    def _pair(self, coefficient: Decimal, token: Token, ten: Token, at: int, count: int) -> Reason | None:
        literal = token.kind in ("number", "laugh")
        place = ten.value
        if coefficient != coefficient.to_integral_value() and (at or count > 2):
            return self._give_up(coefficient * place)  # 2.5 ล้าน 3 แสน
        if coefficient == 0:
            return self._give_up()
        if place == MILLION:
            if self.had_million:
                return self._give_up()
            if self.section:  # สิบสองล้าน: a last digit of the section
                if literal or self.place < 10 or not token.glued:
                    return self._give_up()
                if self.place > 10:
                    # สองร้อยห้าล้าน: 205 or 250 millions
                    shorter = (self.section + coefficient) * MILLION
                    longer = (self.section + coefficient * self.place / 10) * MILLION
                    self.candidates = [shorter, longer]
                    return "elision"
                self.section += coefficient
            else:
                self.section = coefficient
            return self._close_million()
        if literal and place <= 100 and (coefficient >= 10 or place == 10):
            return self._give_up(coefficient * place)
        if not literal and place == 10 and coefficient in (1, 2):
            return self._give_up(coefficient * place)  # หนึ่งสิบ, สองสิบ
        if at == 0 and literal:
            self.place = 10**12  # 15 หมื่น, 1,250 พัน
        if not self._add(coefficient, place, token):
            return self._give_up()
        return None

    def _last(self, coefficient: Decimal, token: Token, after: str) -> Reason | None:
        """A digit at the end: alone, after สิบ, or the elided place of สองแสนห้า."""
        if self.pairs == 0:
            self.section = coefficient
            self.pairs = 1
            self.place = 1
            if after in ("half", "times", "point") or not after:
                return None
            return self._give_up()
        if after == "et" or after == "yi":
            return self._give_up()
        last = self.place
        if token.kind != "digit":
            near = self.total() + coefficient
            if coefficient < 10 and last >= 100:
                self.candidates = [self.total() + coefficient * last / 10, near]
                return "elision"
            return self._give_up(near)
        if last == 10 and self.section and coefficient != 1:
            if not token.glued:
                return self._give_up(self.total() + coefficient)
            self.section += coefficient
            self.place = 1
            return None
        if last == 100 and self.pairs >= 3:
            self.section += coefficient  # สามแสนเจ็ดหมื่นแปดพันสี่ร้อยเจ็ด: nobody leaves out only the tens
            self.place = 1
            return None
        if last >= 100:
            long, short = self.total() + coefficient * last / 10, self.total() + coefficient
            if self.first_bare and self.pairs == 1 and coefficient == 1:
                self.candidates = [self.total(), long, short]
            else:
                self.candidates = [long, short]
            return "elision"
        return self._give_up(self.total() + coefficient)

    def _half(self, tokens: Sequence[Token], at: int) -> Reason | None:
        if at == 0 and len(tokens) == 2 and tokens[1].kind == "ten" and tokens[1].value >= 100:
            self.candidates = [Decimal(tokens[1].value) / 2]  # ครึ่งล้าน
            return None
        if at == 0 or at != len(tokens) - 1:
            self.candidates = []
            return "hedge" if at == 0 else "number_spelling"
        if tokens[at - 1].kind == "ten" and self.place >= 100:
            self.candidates = [self.total() + Decimal(self.place) / 2]
            return None
        return self._give_up(self.total() + Decimal("0.5"))

    def _decimals(self, tokens: Sequence[Token], at: int) -> Reason | None:
        end = at + 1
        digits = ""
        while end < len(tokens) and tokens[end].kind in ("digit", "zero") and tokens[end].glued:
            digits += str(tokens[end].value or 0)
            end += 1
        rest = tokens[end:]
        if not digits or at == 0 or self.had_million:
            return self._give_up()
        value = self.total() + Decimal(f"0.{digits}")
        if not rest:
            self.candidates = [value]
            return None
        if len(rest) == 1 and rest[0].kind == "ten" and rest[0].value >= 1000:
            self.candidates = [value * rest[0].value]
            return None
        return self._give_up(value)

    def _spoken_point(self, tokens: Sequence[Token]) -> Reason | None:
        """72 จุด 5"""
        whole, part = tokens[0].text, tokens[2].text
        if tokens[2].kind == "number" and part.isdigit() and len(part) <= 2 and whole.isdigit():
            self.candidates = [Decimal(f"{whole}.{part}")]
            return None
        return self._give_up()

    def _multiplier(self, tokens: Sequence[Token], at: int) -> Reason | None:
        if at != 1 or len(tokens) != 2 or tokens[0].kind not in ("number", "laugh"):
            return self._give_up()
        self.thousands_of_millions = tokens[1].value == MILLION and self.section >= 1000
        self.candidates = [self.section * tokens[at].value]
        return None

    def _two_in_a_row(self, tokens: Sequence[Token], at: int) -> Reason:
        words = tokens[at].kind == "digit" and tokens[at + 1].kind == "digit"
        self.candidates = []
        return "number_range" if words else "number_spelling"
