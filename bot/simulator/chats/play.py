"""Plays a chat file against a bot and says where the bot spoke otherwise than the file."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.simulator.chats.deeds import Deeds, NotPossible
from bot.simulator.chats.script import BOT, Command, Day, Exchange, GroupLine, PersonLine, Said, Step, read_script
from bot.simulator.office import CommandFailed
from bot.simulator.people.world import Entry
from bot.simulator.phone.taps import words_of
from bot.simulator.server import Simulator
from bot.simulator.transcript import said as words_said


class Bot(Protocol):
    """What a player needs of a bot: the simulator it is connected to, its command line, and to know when it rests."""

    line: Simulator

    def command(self, *words: str) -> str: ...

    def wait_idle(self) -> None: ...


@dataclass(frozen=True)
class Difference:
    file: str
    line: int
    told: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.told}"


@dataclass
class Played:
    file: str
    shown: list[str] = field(default_factory=list)  # the chat as it went
    differences: list[Difference] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.differences

    def __str__(self) -> str:
        return "\n".join(str(difference) for difference in self.differences)


def play(file: Path, bot: Bot) -> Played:
    """Fresh people for each file; the database should be fresh too, since offices are not. Nothing sleeps."""
    return Player(read_script(file), str(file), bot).play()


class Player:
    def __init__(self, steps: list[Step], file: str, bot: Bot) -> None:
        self.steps, self.bot = steps, bot
        self.played = Played(file)
        self.deeds = Deeds(bot.line, Path(file).parent)
        self.seen: dict[str, int] = {}  # chat -> how many of the bot's messages were looked at

    def play(self) -> Played:
        for step in self.steps:
            number = step.deeds[0].line if isinstance(step, Exchange) else step.line
            try:
                self._step(step)
            except (CommandFailed, NotPossible) as failed:
                self._differs(number, str(failed))
                if not isinstance(step, Exchange):
                    break  # without its people or its day the rest means nothing
            except TimeoutError as slow:
                self._differs(number, str(slow))
                break
        return self.played

    def _step(self, step: Step) -> None:
        if isinstance(step, Day):
            self.bot.command("day", step.day)
            self.bot.line.world.set_day(step.day)
            self._show(f"@ {step.day}")
            self.bot.wait_idle()
        elif isinstance(step, Command):
            for line in self.bot.command(*step.words).splitlines():
                self._show(f"  {line}")
            self.bot.wait_idle()
        elif isinstance(step, PersonLine):
            self._enroll(step)
        elif isinstance(step, GroupLine):
            self.deeds.add_group(step.name, step.members)
        else:
            self._exchange(step)

    def _enroll(self, person: PersonLine) -> None:
        user = self.deeds.add_person(person)
        if not person.role:
            return
        words = ["enroll", "--name", person.name, "--role", person.role, "--line-user", user]
        if person.province:
            words += ["--province", person.province]
        for district in person.districts:
            words += ["--district", district]
        if person.group:
            words += ["--group", person.group]
        self.bot.command(*words)

    def _exchange(self, exchange: Exchange) -> None:
        before = len(self.bot.line.world.calls)
        for deed in exchange.deeds:
            self._show(f"{deed.line:4}  {deed.source}")
        self.deeds.do(exchange.deeds)
        self.bot.wait_idle()
        new = self._new()
        for chat, entries in new.items():
            for entry in entries:
                self._show(f"      {BOT}({chat})< " + words_said(entry.message).replace("\n", "\n        "))
        for number, problem in self.deeds.problems():
            self._differs(number, problem)
        for call in list(self.bot.line.world.calls)[before:]:
            if call["way"] == "out" and call["status"] == 400 and (call["error"] or {}).get("details"):
                self._differs(exchange.deeds[0].line, f"LINE refused the bot's message: {call['error']}")
        self._compare(exchange, new)

    def _new(self) -> dict[str, list[Entry]]:
        """The bot's messages since the last look, by the name of the chat."""
        found: dict[str, list[Entry]] = {}
        for name, chat in self.deeds.chats.items():
            spoken = [entry for entry in self.bot.line.world.chat(chat) if entry.who == "bot"]
            found[name] = spoken[self.seen.get(chat, 0) :]
            self.seen[chat] = len(spoken)
        return {name: entries for name, entries in found.items() if entries}

    def _compare(self, exchange: Exchange, new: dict[str, list[Entry]]) -> None:
        for chat in dict.fromkeys(one.chat for one in exchange.said):
            expected = [one for one in exchange.said if one.chat == chat]
            self._compare_chat(expected, [words_said(entry.message) for entry in new.get(chat, [])])
        for one in exchange.words:
            everything = plain(" ".join(w for entry in new.get(one.chat, []) for w in words_of(entry.message)))
            if (plain(one.words) in everything) != one.wanted:
                told = "not found" if one.wanted else "found"
                self._differs(one.line, f"{told}: {one.words!r} in {everything!r}")

    def _compare_chat(self, expected: list[Said], found: list[str]) -> None:
        wanted = [one for one in expected if one.pattern is not None]
        for one, words in zip(wanted, found, strict=False):
            if not matches(one.pattern or "", words):
                self._differs(one.line, f"expected {one.pattern!r}, found {words!r}")
        for one in wanted[len(found) :]:
            self._differs(one.line, f"expected {one.pattern!r}, found no further message")
        for words in found[len(wanted) :]:
            self._differs(expected[-1].line, f"expected no further message, found {words!r}")

    def _show(self, line: str) -> None:
        self.played.shown.append(line)

    def _differs(self, line: int, told: str) -> None:
        self.played.differences.append(Difference(self.played.file, line, told))
        self._show(f"  ✗   line {line}: {told}")


def plain(text: str) -> str:
    return " ".join(text.split())


def matches(pattern: str, words: str) -> bool:
    """… (or three dots) stands for anything; runs of spaces and line ends count as one space."""
    parts = [re.escape(plain(part)) for part in re.split(r"…|\.\.\.", pattern)]
    return re.fullmatch(r"\s*.*?\s*".join(parts), plain(words), re.DOTALL) is not None
