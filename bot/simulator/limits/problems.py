"""What is wrong with a request, in the shape in which LINE says it."""

from dataclasses import dataclass
from typing import Any

from bot.simulator.limits.counting import graphemes, utf16

Json = dict[str, Any]


class Refusal(Exception):
    """The API's answer to a request that it does not take."""

    def __init__(self, status: int, message: str, *, details: list[Json] | None = None, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.headers: dict[str, str] = more.pop("headers", {})
        self.body: Json = {"message": message, **({"details": details} if details else {}), **more}


@dataclass(frozen=True)
class Problem:
    message: str
    property: str
    flex_of: int | None = None  # index of the message whose Flex body is wrong: LINE answers those differently


class Problems(list[Problem]):
    """A list that knows the checks which every kind of object shares."""

    def say(self, where: str, message: str) -> None:
        self.append(Problem(message, where.removeprefix(".")))

    def known(self, thing: Json, allowed: frozenset[str] | set[str], where: str) -> None:
        for name in thing:
            if name not in allowed:
                self.say(f"{where}.{name}", "unknown field")

    def text(
        self,
        thing: Json,
        name: str,
        where: str,
        most: int,
        *,
        least: int = 1,
        needed: bool = True,
        clusters: bool = False,
    ) -> str | None:
        value = thing.get(name)
        place = f"{where}.{name}"
        if value is None:
            if needed:
                self.say(place, "May not be empty")
            return None
        if not isinstance(value, str):
            self.say(place, "must be a string")
            return None
        size = graphemes(value) if clusters else utf16(value)
        if size < least and least == 1:
            self.say(place, "May not be empty")
        elif not least <= size <= most:
            self.say(place, f"Length must be between {least} and {most}")
        return value

    def one_of(self, thing: Json, name: str, where: str, choices: tuple[str, ...], *, needed: bool = False) -> None:
        value = thing.get(name)
        if value is None:
            if needed:
                self.say(f"{where}.{name}", "May not be empty")
        elif value not in choices:
            self.say(f"{where}.{name}", f"must be one of the following values: [{', '.join(choices)}]")

    def web(self, thing: Json, name: str, where: str, *, needed: bool = True, most: int = 2000) -> None:
        """An address that LINE's servers fetch: https, percent-encoded."""
        value = self.text(thing, name, where, most, needed=needed)
        if value and not (value.startswith("https://") and value.isascii() and " " not in value and len(value) > 8):
            self.say(f"{where}.{name}", "Must be a valid HTTPS URL")

    def items(self, thing: Json, name: str, where: str, least: int, most: int) -> list[Any]:
        value = thing.get(name)
        if not isinstance(value, list):
            self.say(f"{where}.{name}", "May not be empty" if value is None else "must be an array")
            return []
        if not least <= len(value) <= most:
            self.say(f"{where}.{name}", f"Size must be between {least} and {most}")
        return value

    def obj(self, value: Any, where: str) -> Json | None:
        if isinstance(value, dict):
            return value
        self.say(where, "May not be empty" if value is None else "must be an object")
        return None

    def boolean(self, thing: Json, name: str, where: str) -> None:
        if name in thing and not isinstance(thing[name], bool):
            self.say(f"{where}.{name}", "must be a boolean")


def refusal(problems: Problems) -> Refusal:
    """LINE's 400: one sentence for a wrong Flex body, another for everything else."""
    of = {p.flex_of for p in problems}
    if len(of) == 1 and None not in of:
        head = f"A message (messages[{of.pop()}]) in the request body is invalid"
        return Refusal(400, head, details=[{"message": p.message, "property": p.property} for p in problems])
    details = [
        {
            "message": p.message,
            "property": p.property if p.flex_of is None else f"messages[{p.flex_of}].contents{p.property}",
        }
        for p in problems
    ]
    return Refusal(400, f"The request body has {len(problems)} error(s)", details=details)
