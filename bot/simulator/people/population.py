"""People and groups from a JSON file, so that a demo begins with somebody on the telephones."""

import json
import re
from pathlib import Path
from typing import Any

from bot.refused import Refused
from bot.simulator.people.world import World

SHAPE = '[{"user_id": "U…", "name": "…", "role": "officer", "province": "…", "district": "…"}, …]'
_FIELDS = ("name", "role", "province", "district")


def populate(world: World, told: Any, where: str) -> None:
    """`told`: a list of people, or {"people": […], "groups": [{"group_id", "name", "members": [user ids]}]}."""
    whole = told if isinstance(told, dict) else {"people": told}
    people = whole.get("people")
    if not isinstance(people, list):
        raise Refused(f"{where}: found no list of people, expected {SHAPE}")
    for number, one in enumerate(people, start=1):
        if not isinstance(one, dict) or not str(one.get("name") or "").strip():
            raise Refused(f"{where}: person {number} has no name, expected {SHAPE}")
        user = one.get("user_id")
        if user is not None and not re.fullmatch(r"U[0-9a-f]{32}", str(user)):
            raise Refused(f"{where}: person {number}: found user_id {user!r}, expected U and 32 of 0-9a-f")
        more = {name: str(one.get(name) or "") for name in _FIELDS if name != "name"}
        world.add_person(str(one["name"]), user, friend=bool(one.get("friend", True)), **more)
    for number, one in enumerate(whole.get("groups", []), start=1):
        unknown = [member for member in one.get("members", []) if member not in world.people]
        if unknown:
            raise Refused(f"{where}: group {number}: nobody has user_id {unknown[0]!r}")
        world.add_group(str(one["name"]), tuple(one["members"]), one.get("group_id"))


def populate_from(world: World, file: Path) -> None:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise Refused(f"{file}: cannot be read as JSON ({wrong}), expected {SHAPE}") from None
    populate(world, told, str(file))
