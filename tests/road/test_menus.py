"""The menu under the chat follows the role: with the code that makes somebody an officer, and away when they leave."""

from bot.post import richmenu
from tests.road.office import Road


def menu_of(road: Road, user: str) -> str | None:
    return road.line.menus.of(user)


def test_the_menu_changes_with_the_role(road: Road) -> None:
    road.command("richmenu")
    ids = {role: richmenu.id_of(road.service.line, role) for role in ("officer", "unregistered")}
    newcomer = road.stranger()
    told = road.command("enroll", "--name", "มาลี", "--province", "บุรีรัมย์", "--district", "สตึก")
    code = told.split("code ")[1][:8]
    road.says(newcomer, code)
    assert menu_of(road, newcomer.user_id) == ids["officer"]
    road.says(newcomer, "ลบข้อมูลของฉัน")
    road.says(newcomer, "1")
    assert menu_of(road, newcomer.user_id) == ids["unregistered"]


def test_where_no_menu_is_installed_nothing_waits(road: Road) -> None:
    newcomer = road.stranger()
    told = road.command("enroll", "--name", "มาลี", "--province", "บุรีรัมย์", "--district", "สตึก")
    road.says(newcomer, told.split("code ")[1][:8])
    assert road.rows("SELECT state FROM outbox WHERE kind = 'menu'") == [{"state": "gone"}]
