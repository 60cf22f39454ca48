"""What should stand after a conversation, in school arithmetic, written apart from the bot."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

AN_HOUR = 3_600_000


@dataclass
class Said:
    """One value that somebody said for one thing; it stands until it is corrected or taken back."""

    thing: tuple[str, str]  # district, topic
    value: int
    by: str
    at: int
    corrects: Said | None = None
    alive: bool = True


@dataclass
class Asked:
    """A report or correction that waits for its answer."""

    who: str
    thing: tuple[str, str]
    value: int
    at: int
    words: str
    why: str = ""  # topic, other, fall
    target: Said | None = None
    agreed: frozenset[str] = frozenset()


@dataclass
class Undone:
    by: str
    at: int
    gone: Said
    back: Said | None
    open: bool = True


@dataclass
class Talk:
    said: list[Said] = field(default_factory=list)  # in the order in which they were kept
    asked: dict[str, Asked] = field(default_factory=dict)
    undone: list[Undone] = field(default_factory=list)
    kept: dict[tuple[str, str], int] = field(default_factory=dict)  # when something was last kept of a thing
    left: list[Asked] = field(default_factory=list)  # asked about, never answered, and not said anew since

    def stands(self, thing: tuple[str, str]) -> Said | None:
        alive = [s for s in self.said if s.thing == thing and s.alive]
        return max(alive, key=lambda s: s.at, default=None)

    def report(self, who: str, thing: tuple[str, str], value: int, at: int, words: str) -> None:
        if not self._resent(who, words, at):
            self._settle(Asked(who, thing, value, at, words), at)

    def _resent(self, who: str, words: str, at: int) -> bool:
        """The same words once more, a minute later, mean yes to what falls."""
        waits = self.asked.get(who)
        if waits is None or waits.why != "fall" or waits.words != words:
            return False
        self.answer(who, True, at)
        return True

    def correct(self, who: str, thing: tuple[str, str], value: int, at: int, words: str) -> None:
        if self._resent(who, words, at):
            return
        mine = [s for s in self.said if s.alive and s.by == who and s.thing == thing]
        target = mine[-1] if mine else None
        self._settle(Asked(who, thing, value, at, words, "", target), at)

    def _settle(self, one: Asked, now: int) -> None:
        stands = self.stands(one.thing)
        other = stands is not None and stands.by != one.who and stands.value != one.value and one.target is None
        falls = stands is not None and one.value < stands.value and one.at >= stands.at
        if other and "other" not in one.agreed:
            self._ask(one, "other")
        elif falls and not one.agreed & {"fall", "other"}:
            self._ask(one, "fall")
        else:
            self._keep(one, now)

    def figure(self, who: str, district: str, value: int, at: int, words: str) -> None:
        """A figure that says nothing of what it is: asked about, and no district's topic before the answer."""
        self._ask(Asked(who, (district, ""), value, at, words), "topic")

    def name(self, who: str, topic: str, at: int) -> None:
        """The answer says what the figure is of."""
        one = self.asked.pop(who)
        self._settle(replace(one, thing=(one.thing[0], topic)), at)

    def _ask(self, one: Asked, why: str) -> None:
        waits = self.asked.get(one.who)
        if waits is not None:
            self.left.append(waits)  # another question took its place
        self.asked[one.who] = replace(one, why=why)

    def expire(self, who: str) -> None:
        self.left.append(self.asked.pop(who))

    def unsaved(self, who: str) -> list[str]:
        """The words that could have been a report and are neither stored nor declined."""
        waits = [self.asked[who]] if who in self.asked else []
        return sorted(one.words for one in (*self.left, *waits) if one.who == who)

    def _keep(self, one: Asked, now: int) -> None:
        target = one.target
        if target is not None:
            target.alive = False
        happened = now if "other" in one.agreed else one.at
        self.said.append(Said(one.thing, one.value, one.who, happened, target))
        self.kept[one.thing] = now
        waits = self.asked.get(one.who)
        if waits is not None and waits.thing == one.thing:
            del self.asked[one.who]  # said anew
        self.left = [o for o in self.left if (o.who, o.thing) != (one.who, one.thing) or o.at >= happened]

    def answer(self, who: str, yes: bool, at: int) -> None:
        one = self.asked.pop(who)
        if yes:
            agreed = one.agreed | {one.why}
            self._settle(replace(one, agreed=agreed), at)

    def undo(self, who: str, at: int, thing: tuple[str, str] | None = None) -> None:
        if thing is None and who in self.asked:
            del self.asked[who]
            return
        acts = [s for s in self.said if s.alive and s.by == who and thing in (None, s.thing)]
        gone = acts[-1] if acts else (self.stands(thing) if thing is not None else None)
        if gone is None:
            return
        gone.alive = False
        if gone.corrects is not None:
            gone.corrects.alive = True
            self.kept[gone.thing] = at
        self.undone.append(Undone(who, at, gone, gone.corrects))

    def redo(self, who: str, at: int) -> None:
        for one in reversed(self.undone):
            if one.by != who or not one.open or at - one.at > AN_HOUR:
                continue
            anew = self.kept.get(one.gone.thing, 0) > one.at
            moved = one.back is not None and not one.back.alive
            if anew or moved:
                return
            one.open = False
            if one.back is not None:
                one.back.alive = False
            one.gone.alive = True
            self.kept[one.gone.thing] = at
            return
