"""The richmenu command against the simulator: made once, linked by role, nothing doubled, old ones removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.running.richmenu import page
from bot.post import richmenu
from bot.simulator.api.menus import check_menu, picture_size
from bot.simulator.phone.taps import tap
from bot.simulator.server import Simulator
from bot.store import open_store
from templates.words.people.richmenu import MENUS

PEOPLE = (("officer", "บ้านกรวด"), ("head", "ปะคำ"), ("owner", ""), ("supervisor", ""), ("admin", ""))


@pytest.fixture
def line() -> Iterator[Simulator]:
    with Simulator(secret="secret-of-the-channel", token="token-of-the-channel") as simulator:
        yield simulator


@pytest.fixture
def users(line: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """One person of each role, and a stranger."""
    url = f"sqlite:///{tmp_path}/radap.db"
    for name, value in (
        ("LINE_CHANNEL_SECRET", "secret-of-the-channel"),
        ("LINE_CHANNEL_ACCESS_TOKEN", "token-of-the-channel"),
        ("LINE_API_HOST", line.url),
        ("DATABASE_URL", url),
    ):
        monkeypatch.setenv(name, value)
    store = open_store(url)
    store.migrate()
    found = {"stranger": line.world.add_person("คนใหม่").user_id}
    with store.db.transaction():
        for role, district in PEOPLE:
            found[role] = line.world.add_person(role).user_id
            store.people.enroll(
                name=role, province="บุรีรัมย์", role=role, districts=[district] if district else [], group="",
                line_user=found[role], at=0,
            )  # fmt: skip
    store.close()
    return found


def seen(line: Simulator, user: str) -> str:
    id = line.menus.of(user)
    return str(line.menus.menus[id]["name"]).split("-")[1] if id else ""


def test_each_role_sees_its_own_menu(
    line: Simulator, users: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["richmenu"]) == 0
    assert {role: seen(line, user) for role, user in users.items()} == {
        "stranger": "unregistered",
        "officer": "officer",
        "head": "officer",
        "owner": "supervisor",
        "supervisor": "supervisor",
        "admin": "supervisor",
    }
    assert "officer: linked to 2 people" in capsys.readouterr().out


def test_a_tap_on_a_tab_shows_its_menu_and_back(line: Simulator, users: dict[str, str]) -> None:
    assert main(["richmenu"]) == 0
    for kind, user in (("officer", users["officer"]), ("supervisor", users["admin"])):
        for n, tab in ((1, f"{kind}-results"), (2, f"{kind}-dates"), (0, kind)):
            shown = line.menus.menus[str(line.menus.of(user))]
            assert [a["action"]["label"] for a in shown["areas"][:3]] == ["รายงาน", "ดูผล", "กำหนดส่ง"]
            tap(line.phone, line.menus, user, None, shown["areas"][n]["action"])
            name = str(line.menus.menus[str(line.menus.of(user))]["name"])
            assert name.rpartition("-")[0] == f"radap-{tab}"


def test_an_alias_follows_a_menu_that_has_changed(line: Simulator, users: dict[str, str]) -> None:
    assert main(["richmenu"]) == 0
    old = line.menus.aliases["radap-officer-results"]
    stale = line.menus.create({k: v for k, v in line.menus.menus[old].items() if k != "name"} | {"name": "radap-x"})
    line.menus.pictures[stale.body["richMenuId"]] = line.menus.pictures[old]
    line.menus.change_alias("radap-officer-results", {"richMenuId": stale.body["richMenuId"]})
    assert main(["richmenu"]) == 0
    assert line.menus.aliases["radap-officer-results"] == old


def test_a_second_run_makes_nothing_twice(line: Simulator, users: dict[str, str]) -> None:
    assert main(["richmenu"]) == 0
    first = set(line.menus.menus)
    assert main(["richmenu"]) == 0
    assert set(line.menus.menus) == first
    assert len(first) == len(MENUS)


def test_what_an_earlier_run_left_half_done_is_finished(line: Simulator, users: dict[str, str]) -> None:
    main(["richmenu"])
    officer = line.menus.linked[users["officer"]]
    del line.menus.pictures[officer]  # as if it had ended before the picture was sent
    assert seen(line, users["officer"]) == ""
    main(["richmenu"])
    assert seen(line, users["officer"]) == "officer"
    assert len(line.menus.menus) == len(MENUS)


def test_an_older_menu_of_ours_goes_and_a_foreign_one_stays(line: Simulator, users: dict[str, str]) -> None:
    body = {k: v for k, v in richmenu.menu("officer").body.items() if k != "name"}
    for name in ("radap-officer-000000000000", "made by hand"):
        line.menus.create({**body, "name": name})
    main(["richmenu"])
    names = {str(m["name"]) for m in line.menus.menus.values()}
    assert "made by hand" in names
    assert "radap-officer-000000000000" not in names


@pytest.mark.parametrize("role", list(MENUS))
def test_a_menu_is_within_lines_limits_and_its_page_says_what_its_areas_say(role: str) -> None:
    made = richmenu.menu(role)
    assert not check_menu(made.body)
    assert picture_size(made.picture) == ("image/png", richmenu.WIDE, richmenu.tall(role))
    assert len(made.picture) < 1_000_000
    drawn = page(role)
    for area in made.body["areas"]:
        assert f">{area['action']['label']}</b>" in drawn
    covered = sum(a["bounds"]["width"] * a["bounds"]["height"] for a in made.body["areas"])
    assert covered == richmenu.WIDE * richmenu.tall(role)  # no gap, no overlap


def test_a_missing_picture_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(richmenu, "PICTURES", tmp_path / "richmenu")
    with pytest.raises(richmenu.Refused) as refusal:
        richmenu.menu("officer")
    assert str(refusal.value) == (
        "richmenu: found no picture officer.png, expected it in richmenu/ (make richmenu-pictures)"
    )
