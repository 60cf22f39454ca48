"""The deeds of a chat file, done on the telephones of the simulator."""

import re
from collections.abc import Callable
from pathlib import Path

from bot.simulator.chats.script import Deed, PersonLine
from bot.simulator.people.world import Entry
from bot.simulator.phone.pictures import A_FILM, A_SOUND
from bot.simulator.phone.taps import Button, buttons_of, tap, visible_buttons
from bot.simulator.phone.webhook import Delivery
from bot.simulator.server import Simulator


class NotPossible(Exception):
    """A deed that nobody could do on a real telephone: a button that is not there, a message that was never sent."""


class Deeds:
    def __init__(self, line: Simulator, folder: Path) -> None:
        self.line, self.phone, self.folder = line, line.phone, folder
        self.chats: dict[str, str] = {}  # the name of a person or group -> its chat
        self._failed: list[tuple[int, str]] = []

    def add_person(self, person: PersonLine) -> str:
        made = self.line.world.add_person(
            person.name, role=person.role, province=person.province, district=", ".join(person.districts)
        )
        self.chats[person.name] = made.user_id
        return made.user_id

    def add_group(self, name: str, members: tuple[str, ...]) -> str:
        made = self.line.world.add_group(name, tuple(self.chats[member] for member in members))
        self.chats[name] = made.group_id
        return made.group_id

    def do(self, deeds: list[Deed]) -> None:
        """Several deeds go out in one webhook."""
        if len(deeds) == 1:
            self._keep(deeds[0], self._one(deeds[0]))
            return
        with self.phone.batch() as deliveries:
            for deed in deeds:
                self._one(deed)
        for delivery in deliveries:
            self._keep(deeds[0], delivery)

    def problems(self) -> list[tuple[int, str]]:
        """What the bot did not take since the last question."""
        failed, self._failed = self._failed, []
        return failed

    def _keep(self, deed: Deed, delivery: Delivery) -> None:
        if delivery.problem:
            self._failed.append((deed.line, f"the bot did not take the webhook: {delivery.problem}"))

    def _one(self, deed: Deed) -> Delivery:
        return _DO[deed.kind](self, deed, self.chats[deed.name], self.chats[deed.group] if deed.group else None)

    # -- one method a kind

    def text(self, deed: Deed, user: str, group: str | None) -> Delivery:
        return self.phone.text(user, deed.words, group)

    def tap(self, deed: Deed, user: str, group: str | None) -> Delivery:
        button = self._button(deed, user, group)
        try:
            return tap(
                self.phone, self.line.menus, user, group, button.action, label=button.label, picked=deed.what or None
            )
        except ValueError as wrong:
            raise NotPossible(str(wrong)) from None

    def _button(self, deed: Deed, user: str, group: str | None) -> Button:
        seen = visible_buttons(self.line.world.chat(group or user), gone=deed.old)
        menu = self.line.menus.of(user) if group is None else None
        areas = buttons_of({"areas": self.line.menus.menus[menu]["areas"]}) if menu else []
        buttons = [button for _, button in seen] + areas
        found = [button for button in buttons if button.label == deed.words]
        if len(found) < deed.nth:
            there = ", ".join(f"[{label}]" for label in dict.fromkeys(b.label for b in buttons if b.label))
            raise NotPossible(f"found no button [{deed.words}], there are: {there or 'none'}")
        return found[deed.nth - 1]

    def photo(self, deed: Deed, user: str, group: str | None) -> Delivery:
        if deed.what and not deed.what.isdigit():
            data = self._file(deed.what)
            mime = "image/jpeg" if data[:2] == b"\xff\xd8" else "image/png"
            return self.phone.photo(user, [data], group, mime=mime)
        return self.phone.photo(user, None, group, count=int(deed.what or 1))

    def file(self, deed: Deed, user: str, group: str | None) -> Delivery:
        """<file name> makes one, <file name 12000000> only says its size, <file name = path> sends a real one."""
        name, _, path = (part.strip() for part in deed.what.partition("="))
        if path:
            return self.phone.file(user, name, self._file(path), group)
        found = re.fullmatch(r"(.+?)(?:\s+(\d+))?", name or "file.pdf")
        assert found is not None
        says = int(found[2]) if found[2] else None
        return self.phone.file(user, found[1], b"%PDF-1.4\n" + found[1].encode(), group, says_size=says)

    def _file(self, name: str) -> bytes:
        path = self.folder / name
        if not path.is_file():
            raise NotPossible(f"found no file {name} beside the chat file")
        return path.read_bytes()

    def location(self, deed: Deed, user: str, group: str | None) -> Delivery:
        found = re.fullmatch(r"(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*(.*)", deed.what or "14.9951,103.1116")
        if not found:
            raise NotPossible(f"found <location {deed.what}>, expected <location 14.99,103.11 name>")
        return self.phone.location(user, float(found[1]), float(found[2]), found[3], "", group)

    def unsend(self, deed: Deed, user: str, group: str | None) -> Delivery:
        return self.phone.unsend(user, self._own(deed, user, group).id)

    def quote(self, deed: Deed, user: str, group: str | None) -> Delivery:
        who, _, back = deed.what.partition(" ")
        if who not in ("me", "bot") or not deed.words:
            raise NotPossible(f"found <quote {deed.what}> {deed.words}, expected <quote me> or <quote bot 2> and words")
        spoken = [
            e for e in self.line.world.chat(group or user) if e.quote_token and (e.who == "bot") == (who == "bot")
        ]
        entry = self._nth(spoken if who == "bot" else [e for e in spoken if e.who == user], int(back or 1), deed)
        return self.phone.text(user, deed.words, group, quote=entry.id)

    def edit(self, deed: Deed, user: str, group: str | None) -> Delivery:
        try:
            return self.phone.edit(user, self._own(deed, user, group).id, deed.words)
        except ValueError as wrong:
            raise NotPossible(str(wrong)) from None

    def _own(self, deed: Deed, user: str, group: str | None) -> Entry:
        own = [e for e in self.line.world.chat(group or user) if e.who == user and not e.unsent]
        return self._nth(own, int(deed.what or 1), deed)

    def _nth(self, entries: list[Entry], back: int, deed: Deed) -> Entry:
        if len(entries) < back:
            raise NotPossible(f"<{deed.kind} {deed.what}>: found {len(entries)} such messages, expected {back}")
        return entries[-back]

    def again(self, deed: Deed, user: str, _group: str | None) -> Delivery:
        if user not in self.phone.last_events:
            raise NotPossible(f"<{deed.kind}>: {deed.name} has sent nothing yet")
        return self.phone.redeliver(user) if deed.kind == "redeliver" else self.phone.duplicate(user)

    def of_group(self, deed: Deed, user: str, group: str | None) -> Delivery:
        if group is None:
            raise NotPossible(f"<{deed.kind}>: expected it in a group, as '{deed.name}@group> <{deed.kind}>'")
        if deed.kind == "join":
            return self.phone.bot_joins(group)
        if deed.kind == "leave":
            return self.phone.bot_leaves(group)
        return self.phone.member_joins(user, group) if deed.kind == "enter" else self.phone.member_leaves(user, group)


_DO: dict[str, Callable[[Deeds, Deed, str, str | None], Delivery]] = {
    "text": Deeds.text,
    "tap": Deeds.tap,
    "photo": Deeds.photo,
    "file": Deeds.file,
    "location": Deeds.location,
    "unsend": Deeds.unsend,
    "quote": Deeds.quote,
    "edit": Deeds.edit,
    "redeliver": Deeds.again,
    "duplicate": Deeds.again,
    "join": Deeds.of_group,
    "leave": Deeds.of_group,
    "enter": Deeds.of_group,
    "exit": Deeds.of_group,
    "sticker": lambda d, deed, user, group: d.phone.sticker(user, group),
    "video": lambda d, deed, user, group: d.phone.media(user, "video", A_FILM, "video/mp4", group),
    "audio": lambda d, deed, user, group: d.phone.media(user, "audio", A_SOUND, "audio/m4a", group),
    "follow": lambda d, deed, user, group: d.phone.follow(user),
    "block": lambda d, deed, user, group: d.phone.block(user),
    "standby": lambda d, deed, user, group: d.phone.text(user, deed.words, group, standby=True),
    "nameless": lambda d, deed, user, group: d.phone.text(user, deed.words, group, nameless=True),
    "unknown": lambda d, deed, user, group: d.phone.unknown(user),
    "unknown-message": lambda d, deed, user, group: d.phone.unknown_message(user),
}
