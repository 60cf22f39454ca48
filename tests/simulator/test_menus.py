"""Rich menus over the API: made, pictured, linked, seen."""

import json

from bot.simulator.phone.pictures import png
from bot.simulator.server import Simulator
from tests.simulator.echo_bot import EchoBot

MENU = {
    "size": {"width": 800, "height": 270},
    "selected": True,
    "name": "officer",
    "chatBarText": "เมนู",
    "areas": [
        {"bounds": {"x": 0, "y": 0, "width": 800, "height": 270}, "action": {"type": "message", "text": "คะแนน"}}
    ],
}


def upload(bot: EchoBot, menu: str, data: bytes, mime: str = "image/png") -> int:
    headers = {"authorization": f"Bearer {bot.token}", "content-type": mime}
    path = f"{bot.api}/v2/bot/richmenu/{menu}/content"
    answer = bot.pool.request("POST", path, body=data, headers=headers)
    json.loads(answer.data)
    return answer.status


def test_a_menu_is_made_pictured_linked_and_deleted(line: Simulator, bot: EchoBot) -> None:
    user = line.world.add_person("สมชาย").user_id
    menu = bot.call("/v2/bot/richmenu", MENU)[1]["richMenuId"]
    assert bot.call(f"/v2/bot/user/{user}/richmenu/{menu}")[0] == 400, "no picture yet"
    assert upload(bot, menu, b"GIF89a") == 415
    assert upload(bot, menu, png(800, 300, (0, 185, 0))) == 400, "another size than the menu's"
    assert upload(bot, menu, png(800, 270, (0, 185, 0)) + b"\0" * 1024 * 1024) == 413
    assert upload(bot, menu, png(800, 270, (0, 185, 0))) == 200
    assert upload(bot, menu, png(800, 270, (0, 185, 0))) == 400, "a picture cannot be replaced"
    assert bot.call(f"/v2/bot/user/{user}/richmenu/{menu}")[0] == 200
    assert line.menus.of(user) == menu
    assert bot.call(f"/v2/bot/user/{user}/richmenu", method="GET")[1] == {"richMenuId": menu}
    assert bot.call("/v2/bot/richmenu/alias", {"richMenuAliasId": "officer", "richMenuId": menu})[0] == 200
    assert bot.call("/v2/bot/richmenu/alias/officer", method="GET")[1]["richMenuId"] == menu
    assert [m["richMenuId"] for m in bot.call("/v2/bot/richmenu/list", method="GET")[1]["richmenus"]] == [menu]
    assert bot.call(f"/v2/bot/richmenu/{menu}", method="DELETE")[0] == 200
    assert line.menus.of(user) is None
    assert bot.call("/v2/bot/richmenu/alias/list", method="GET")[1] == {"aliases": []}


def test_everybody_sees_the_default_and_a_person_the_own_one(line: Simulator, bot: EchoBot) -> None:
    one, other = (line.world.add_person(name).user_id for name in ("สมชาย", "สมหญิง"))
    made = [bot.call("/v2/bot/richmenu", MENU)[1]["richMenuId"] for _ in range(2)]
    for menu in made:
        upload(bot, menu, png(800, 270, (0, 185, 0)))
    bot.call(f"/v2/bot/user/all/richmenu/{made[0]}")
    assert bot.call("/v2/bot/richmenu/bulk/link", {"richMenuId": made[1], "userIds": [one]})[0] == 202
    assert [line.menus.of(user) for user in (one, other)] == [made[1], made[0]]
    bot.call(f"/v2/bot/user/{one}/richmenu", method="DELETE")
    assert line.menus.of(one) == made[0]
