"""Rich menus: made, given a picture, linked to a person or to everybody, named by an alias."""

import re
import struct
import threading
from typing import Any

from bot.simulator.api.sending import Answer
from bot.simulator.limits.actions import check_action
from bot.simulator.limits.problems import Json, Problems, Refusal, refusal
from bot.simulator.people import ids
from bot.simulator.people.world import World

PICTURE_BYTES = 1024 * 1024
MOST_MENUS = 1000
_ALIAS = re.compile(r"[a-z0-9_-]{1,32}")
_NOT_FOUND = "richmenu not found"


def check_menu(menu: Any) -> Problems:
    problems = Problems()
    if not isinstance(menu, dict):
        problems.say("", "must be an object")
        return problems
    for name in menu:
        if name not in {"size", "selected", "name", "chatBarText", "areas"}:
            problems.say(name, "unknown field")
    size = problems.obj(menu.get("size"), "size") or {}
    width, height = size.get("width"), size.get("height")
    if not _between(width, 800, 2500):
        problems.say("size.width", "must be between 800 and 2500")
    elif not _between(height, 250, 2500):
        problems.say("size.height", "must be greater than or equal to 250")
    elif int(width or 0) / int(height or 1) < 1.45:
        problems.say("size", "aspect ratio (width / height) must be 1.45 or greater")
    if not isinstance(menu.get("selected"), bool):
        problems.say("selected", "must be a boolean")
    problems.text(menu, "name", "", 300, clusters=True)
    problems.text(menu, "chatBarText", "", 14, clusters=True)
    for number, area in enumerate(problems.items(menu, "areas", "", 0, 20)):
        _area(area, f"areas[{number}]", width, height, problems)
    return problems


def _between(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _area(area: Any, where: str, width: Any, height: Any, problems: Problems) -> None:
    thing = problems.obj(area, where)
    if thing is None:
        return
    problems.known(thing, {"bounds", "action"}, where)
    bounds = problems.obj(thing.get("bounds"), f"{where}.bounds") or {}
    numbers = [bounds.get(name) for name in ("x", "y", "width", "height")]
    if not all(_between(number, 0, 2500) for number in numbers):
        problems.say(f"{where}.bounds", "x, y, width and height must be between 0 and 2500")
    elif isinstance(width, int) and isinstance(height, int):
        x, y, wide, high = (int(number or 0) for number in numbers)
        if x + wide > width or y + high > height:
            problems.say(f"{where}.bounds", "must be inside the rich menu")
    check_action(thing.get("action"), f"{where}.action", "rich_menu", problems)


def picture_size(data: bytes) -> tuple[str, int, int] | None:
    """Kind, width and height of a PNG or JPEG; None: it is neither."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return "image/png", width, height
    if data[:2] == b"\xff\xd8":
        at = 2
        while at + 9 < len(data):
            if data[at] != 0xFF:
                return None
            marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
            if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
                return (
                    "image/jpeg",
                    int.from_bytes(data[at + 7 : at + 9], "big"),
                    int.from_bytes(data[at + 5 : at + 7], "big"),
                )
            at += 2 + length
    return None


class Menus:
    def __init__(self, world: World) -> None:
        self.world = world
        self.menus: dict[str, Json] = {}
        self.pictures: dict[str, tuple[bytes, str]] = {}
        self.linked: dict[str, str] = {}
        self.default: str | None = None
        self.aliases: dict[str, str] = {}
        self._guard = threading.RLock()

    def of(self, user_id: str) -> str | None:
        """The menu that this person sees: their own, else the default; one without a picture does not show."""
        menu = self.linked.get(user_id) or self.default
        return menu if menu in self.menus and menu in self.pictures else None

    def check(self, body: Json) -> Answer:
        problems = check_menu(body)
        if problems:
            raise refusal(problems)
        return Answer(200, {})

    def create(self, body: Json) -> Answer:
        self.check(body)
        with self._guard:
            if len(self.menus) >= MOST_MENUS:
                raise Refusal(400, "Rich menu limit exceeded")
            menu = ids.rich_menu_id()
            self.menus[menu] = body
        return Answer(200, {"richMenuId": menu})

    def get(self, menu: str) -> Answer:
        return Answer(200, {"richMenuId": menu, **self._known(menu)})

    def listed(self) -> Answer:
        return Answer(200, {"richmenus": [{"richMenuId": menu, **body} for menu, body in self.menus.items()]})

    def delete(self, menu: str) -> Answer:
        with self._guard:
            self._known(menu)
            del self.menus[menu]
            self.pictures.pop(menu, None)
            self.linked = {user: linked for user, linked in self.linked.items() if linked != menu}
            self.aliases = {alias: named for alias, named in self.aliases.items() if named != menu}
            if self.default == menu:
                self.default = None
        return self._shown()

    def set_picture(self, menu: str, data: bytes, mime: str) -> Answer:
        body = self._known(menu)
        if menu in self.pictures:
            raise Refusal(400, "An image has already been uploaded to the richmenu")
        if len(data) > PICTURE_BYTES:
            raise Refusal(413, "Request Entity Too Large")
        found = picture_size(data)
        if found is None or found[0] != mime.split(";")[0].strip():
            raise Refusal(415 if found is None else 400, "The image must be a PNG or JPEG of the content type it says")
        if (found[1], found[2]) != (body["size"]["width"], body["size"]["height"]):
            raise Refusal(400, f"The image is {found[1]}x{found[2]}, which is not the size of the richmenu")
        self.pictures[menu] = (data, found[0])
        return self._shown()

    def picture(self, menu: str) -> tuple[bytes, str]:
        self._known(menu)
        if menu not in self.pictures:
            raise Refusal(404, "Not found")
        return self.pictures[menu]

    def link(self, user: str, menu: str) -> Answer:
        self._ready(menu)
        self.linked[user] = menu
        return self._shown()

    def link_many(self, body: Json) -> Answer:
        users = body.get("userIds")
        if not isinstance(users, list) or not 1 <= len(users) <= 500:
            raise Refusal(400, "The number of userIds must be between 1 and 500")
        if "richMenuId" in body:
            self._ready(str(body["richMenuId"]))
        for user in users:
            if "richMenuId" in body:
                self.linked[user] = body["richMenuId"]
            else:
                self.linked.pop(user, None)
        self._shown()
        return Answer(202, {})

    def unlink(self, user: str) -> Answer:
        self.linked.pop(user, None)
        return self._shown()

    def linked_to(self, user: str) -> Answer:
        if user not in self.linked:
            raise Refusal(404, "the user has no richmenu")
        return Answer(200, {"richMenuId": self.linked[user]})

    def set_default(self, menu: str) -> Answer:
        self._ready(menu)
        self.default = menu
        return self._shown()

    def get_default(self) -> Answer:
        if self.default is None:
            raise Refusal(404, "no default richmenu")
        return Answer(200, {"richMenuId": self.default})

    def cancel_default(self) -> Answer:
        self.default = None
        return self._shown()

    def create_alias(self, body: Json) -> Answer:
        alias, menu = body.get("richMenuAliasId"), str(body.get("richMenuId"))
        if not isinstance(alias, str) or not _ALIAS.fullmatch(alias):
            raise Refusal(400, "The property, 'richMenuAliasId', in the request body is invalid")
        if alias in self.aliases:
            raise Refusal(400, "conflict richmenu alias id")
        self._ready(menu)
        self.aliases[alias] = menu
        return Answer(200, {})

    def change_alias(self, alias: str, body: Json) -> Answer:
        self.alias(alias)
        self._ready(str(body.get("richMenuId")))
        self.aliases[alias] = str(body["richMenuId"])
        return self._shown()

    def alias(self, alias: str) -> Answer:
        if alias not in self.aliases:
            raise Refusal(404, "richmenu alias not found")
        return Answer(200, {"richMenuAliasId": alias, "richMenuId": self.aliases[alias]})

    def delete_alias(self, alias: str) -> Answer:
        self.alias(alias)
        del self.aliases[alias]
        return Answer(200, {})

    def list_aliases(self) -> Answer:
        found = [{"richMenuAliasId": alias, "richMenuId": menu} for alias, menu in self.aliases.items()]
        return Answer(200, {"aliases": found})

    def _known(self, menu: str) -> Json:
        if menu not in self.menus:
            raise Refusal(404, _NOT_FOUND)
        return self.menus[menu]

    def _ready(self, menu: str) -> None:
        self._known(menu)
        if menu not in self.pictures:
            raise Refusal(400, "must upload richmenu image before applying it to user")

    def _shown(self) -> Answer:
        self.world.touch_people()
        return Answer(200, {})
