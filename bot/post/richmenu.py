"""Rich menus: tabs for each role, made once, linked to the people of that role; running it again changes nothing."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.post.line import Answer, Line
from bot.refused import Refused
from handlers.desk.nouns import Person
from templates.words.people.richmenu import BAR, MENUS, TABS, Cell, Tab, tabs_of

PICTURES = Path(__file__).parents[2] / "templates" / "static" / "richmenu"
OURS = "radap-"  # menus whose names begin so are ours; others are left alone
WIDE = 2500
TALL, ALONE, TAB_TALL = 1686, 844, 260
SWITCH = "menu"  # the postback of a tab, which handlers/routes/dispatch.py answers with nothing
MOST_USERS = 500  # of one bulk link
ROLES = {
    "officer": "officer",
    "head": "officer",
    "owner": "supervisor",
    "supervisor": "supervisor",
    "admin": "supervisor",
}


@dataclass(frozen=True)
class Menu:
    role: str
    body: dict[str, Any]
    picture: bytes

    @property
    def name(self) -> str:
        return str(self.body["name"])


def menu(role: str) -> Menu:
    """A menu's name carries the hash of its cells and picture: a changed one is another menu (LINE cannot edit one)."""
    file = PICTURES / f"{role}.png"
    if not file.exists():
        raise Refused(
            f"richmenu: found no picture {file.name}, expected it in {PICTURES.name}/ (make richmenu-pictures)"
        )
    picture = file.read_bytes()
    size = {"width": WIDE, "height": tall(role)}
    body = {"size": size, "selected": True, "chatBarText": BAR, "areas": areas(role)}
    mark = hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode() + picture).hexdigest()[:12]
    return Menu(role, {**body, "name": f"{OURS}{role}-{mark}"}, picture)


def tall(name: str) -> int:
    return TALL if tabs_of(name) else ALONE


def columns(name: str) -> int:
    return 3 if tabs_of(name) else 2


def areas(name: str) -> list[dict[str, Any]]:
    """The tabs, and below them the cells in rows, without a gap: integer edges, so that nothing is lost to rounding."""
    tabs, cells, across = tabs_of(name), MENUS[name], columns(name)
    head = TAB_TALL if tabs else 0
    found = [_area(n, len(tabs), 0, head, _switch(tab)) for n, tab in enumerate(tabs)]
    rows, below = -(-len(cells) // across), tall(name) - head
    for n, cell in enumerate(cells):
        row, column = divmod(n, across)
        top, bottom = head + below * row // rows, head + below * (row + 1) // rows
        found.append(_area(column, across, top, bottom, _action(cell)))
    return found


def _area(column: int, of: int, top: int, bottom: int, action: dict[str, Any]) -> dict[str, Any]:
    left, right = WIDE * column // of, WIDE * (column + 1) // of
    return {"bounds": {"x": left, "y": top, "width": right - left, "height": bottom - top}, "action": action}


def _switch(tab: Tab) -> dict[str, Any]:
    return {"type": "richmenuswitch", "label": tab.label, "richMenuAliasId": OURS + tab.name, "data": SWITCH}


def _action(cell: Cell) -> dict[str, Any]:
    if cell.says:
        return {"type": "message", "label": cell.label, "text": cell.says}
    return {"type": "postback", "label": cell.label, "data": "fill", "inputOption": "openKeyboard"}


def install(line: Line, people: Iterable[Person]) -> list[str]:
    """Make what is not there, link everybody, remove our older menus; what was done, in words."""
    said: list[str] = []
    there = {str(m.get("name")): str(m["richMenuId"]) for m in _listed(line)}
    ids = {role: _made(line, menu(role), there, said) for role in MENUS}
    if (line.get("/v2/bot/user/all/richmenu") or {}).get("richMenuId") != ids["unregistered"]:
        _sure(line.post(f"/v2/bot/user/all/richmenu/{ids['unregistered']}"), "default menu")
        said.append("unregistered: shown to everybody who has no other")
    _aliases(line, {OURS + tab.name: ids[tab.name] for tabs in TABS.values() for tab in tabs}, said)
    everybody = [p for p in people if p.line_user and p.active]
    for role in ("officer", "supervisor"):
        users = [str(p.line_user) for p in everybody if ROLES.get(p.role) == role]
        link(line, ids[role], users)
        said.append(f"{role}: linked to {len(users)} people")
    for name, id in there.items():
        if name.startswith(OURS) and id not in ids.values():
            _sure(line.delete(f"/v2/bot/richmenu/{id}"), f"delete {name}")
            said.append(f"{name}: removed")
    return said


def _aliases(line: Line, wanted: Mapping[str, str], said: list[str]) -> None:
    """Each tab's name leads to the menu of today, before those of yesterday go."""
    answer = line.ask("/v2/bot/richmenu/alias/list")
    _sure(answer, "aliases")
    there = {str(a["richMenuAliasId"]): str(a["richMenuId"]) for a in json.loads(answer.text).get("aliases", [])}
    for alias, menu in wanted.items():
        if alias not in there:
            _sure(line.post("/v2/bot/richmenu/alias", {"richMenuAliasId": alias, "richMenuId": menu}), f"alias {alias}")
        elif there[alias] != menu:
            _sure(line.post(f"/v2/bot/richmenu/alias/{alias}", {"richMenuId": menu}), f"alias {alias}")
        else:
            continue
        said.append(f"{alias}: leads to its tab")


def link(line: Line, id: str, users: Sequence[str]) -> None:
    for start in range(0, len(users), MOST_USERS):
        body = {"richMenuId": id, "userIds": list(users[start : start + MOST_USERS])}
        _sure(line.post("/v2/bot/richmenu/bulk/link", body), "link")


class Linking:
    """Links one person's menu from a row of the outbox; the list of menus is asked for once an hour at most."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._ids: dict[str, tuple[float, str | None]] = {}

    def link(self, row: Mapping[str, Any]) -> tuple[str, str, int]:
        """Outcome, words for the record, ms to wait."""
        role = json.loads(row["body"])["role"]
        try:
            asked, id = self._ids.get(role, (0.0, None))
            if id is None or time.monotonic() - asked > 3600:
                id = id_of(self._line, role)
                self._ids[role] = (time.monotonic(), id)
            if id is None:
                return "gone", "no menu of this role is installed", 0
            link(self._line, id, [row["target"]])
        except Refused as refusal:
            return "later", str(refusal), 10_000
        return "done", "", 0


def id_of(line: Line, role: str) -> str | None:
    """The menu of a role (officer, head …) as it stands on LINE; None where it is not installed."""
    wanted = menu(ROLES.get(role, "unregistered")).name
    return next((str(m["richMenuId"]) for m in _listed(line) if m.get("name") == wanted), None)


def _listed(line: Line) -> list[dict[str, Any]]:
    answer = line.ask("/v2/bot/richmenu/list")
    _sure(answer, "list")
    return list(json.loads(answer.text).get("richmenus", []))


def _made(line: Line, wanted: Menu, there: dict[str, str], said: list[str]) -> str:
    id = there.get(wanted.name)
    if id is None:
        answer = line.post("/v2/bot/richmenu", wanted.body)
        _sure(answer, f"create {wanted.role}")
        id = str(json.loads(answer.text)["richMenuId"])
        said.append(f"{wanted.role}: made")
    if not line.has_menu_picture(id):  # an earlier run may have ended between the two
        _sure(line.upload_menu_picture(id, wanted.picture), f"picture of {wanted.role}")
        said.append(f"{wanted.role}: picture sent ({len(wanted.picture):,} bytes)")
    return id


def _sure(answer: Answer, what: str) -> None:
    if answer.outcome != "sent":
        raise Refused(f"richmenu: {what}: LINE answered {answer.status} {answer.text[:200]}")
