"""What people do arrives at the bot as LINE would send it."""

import re
import time

import pytest

from bot.simulator.phone.events import mentions_in
from bot.simulator.phone.webhook import sign
from bot.simulator.server import Simulator
from tests.simulator.echo_bot import EchoBot


def test_lines_own_signature_example_comes_out() -> None:
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    assert sign(body, "8c570fa6dd201bb328f1c1eac23a96d8") == "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


def test_a_text_arrives_signed_and_is_answered(line: Simulator, bot: EchoBot) -> None:
    somchai = line.world.add_person("สมชาย")
    assert line.phone.text(somchai, "เบิกจ่าย 82.5%").ok
    (event,) = bot.events
    assert event["type"] == "message"
    assert event["source"] == {"type": "user", "userId": somchai.user_id}
    assert re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", event["webhookEventId"])
    assert abs(event["timestamp"] / 1000 - time.time()) < 5
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert event["message"]["text"] == "เบิกจ่าย 82.5%"
    assert event["message"]["markAsReadToken"]
    assert line.said_to(somchai.user_id) == [{"type": "text", "text": "เบิกจ่าย 82.5%"}]


def test_a_wrong_signature_is_refused_by_the_stand_in(line: Simulator, bot: EchoBot) -> None:
    assert line.webhook.post_raw(b'{"events":[]}', "AAAA").status == 400
    assert line.webhook.post_raw(b'{"events":[]}', signed=False).status == 400
    assert line.webhook.post([]).ok, "empty events, as the console's Verify sends them"


def test_every_deed_has_its_event(line: Simulator, bot: EchoBot) -> None:
    user = line.world.add_person("สมชาย", friend=False)
    phone = line.phone
    phone.follow(user)
    phone.photo(user, count=3)
    phone.file(user, "รายงาน.pdf", b"%PDF-1.4")
    phone.location(user, 14.99, 103.1, "ที่ว่าการอำเภอ")
    phone.sticker(user)
    phone.media(user, "audio", b"la", "audio/m4a")
    phone.postback(user, "a=1", params={"date": "2026-03-31"})
    phone.unsend(user, line.world.chat(user.user_id)[1].id)
    phone.block(user)
    phone.follow(user)
    phone.unknown(user)
    phone.unknown_message(user)
    kinds = [(e["type"], e.get("message", {}).get("type")) for e in bot.events]
    assert kinds == [
        ("follow", None),
        *[("message", "image")] * 3,
        ("message", "file"),
        ("message", "location"),
        ("message", "sticker"),
        ("message", "audio"),
        ("postback", None),
        ("unsend", None),
        ("unfollow", None),
        ("follow", None),
        ("somethingNew", None),
        ("message", "hologram"),
    ]
    photos = [e["message"]["imageSet"] for e in bot.events[1:4]]
    assert [(p["index"], p["total"]) for p in photos] == [(1, 3), (2, 3), (3, 3)]
    assert len({p["id"] for p in photos}) == 1
    assert bot.events[4]["message"]["fileName"] == "รายงาน.pdf"
    assert "quoteToken" not in bot.events[4]["message"]
    assert bot.events[8]["postback"] == {"data": "a=1", "params": {"date": "2026-03-31"}}
    assert "replyToken" not in bot.events[9]
    assert "replyToken" not in bot.events[10]
    assert [e["follow"]["isUnblocked"] for e in bot.events if e["type"] == "follow"] == [False, True]


def test_a_group_has_mentions_edits_and_nameless_people(line: Simulator, bot: EchoBot) -> None:
    somchai, nipa = line.world.add_person("สมชาย"), line.world.add_person("นิภา")
    team = line.world.add_group("ทีมบุรีรัมย์", (somchai.user_id,))
    line.phone.bot_joins(team)
    line.phone.member_joins(nipa, team)
    line.phone.text(somchai, "@ระดับ คะแนน", team)
    said = line.world.chat(team.group_id)[-2]
    line.phone.edit(somchai, said.id, "@ระดับ คะแนนจังหวัด")
    line.phone.text(nipa, "ฝากด้วย", team, nameless=True)
    line.phone.member_leaves(nipa, team)
    line.phone.bot_leaves(team)
    join, joined, text, edited, nameless, left, leave = bot.events
    assert join["source"] == {"type": "group", "groupId": team.group_id}
    assert joined["joined"]["members"] == [{"type": "user", "userId": nipa.user_id}]
    assert text["message"]["mention"]["mentionees"] == [
        {"index": 0, "length": 6, "type": "user", "userId": line.world.bot_user_id, "isSelf": True}
    ]
    assert edited["type"] == "messageEdited"
    assert edited["message"]["id"] == text["message"]["id"]
    assert edited["message"]["quoteToken"] != text["message"]["quoteToken"]
    assert "markAsReadToken" not in edited["message"]
    assert nameless["source"] == {"type": "group", "groupId": team.group_id}
    assert (left["type"], leave["type"]) == ("memberLeft", "leave")


def test_mentions_are_counted_in_utf16() -> None:
    found = mentions_in("🍎 @สมชาย @All", {"สมชาย": "U1"}, "ระดับ", "Ubot")
    assert [(m["index"], m["length"], m["type"]) for m in found] == [(3, 6, "user"), (10, 4, "all")]


def test_several_people_come_in_one_webhook_in_another_order(line: Simulator, bot: EchoBot) -> None:
    people = [line.world.add_person(f"คน {n}") for n in range(4)]
    with line.phone.batch(shuffle=1) as deliveries:
        for person in people:
            line.phone.text(person, "สวัสดี")
    assert len(deliveries) == 1
    times = [event["timestamp"] for event in bot.events]
    assert len(times) == 4
    assert times != sorted(times)


def test_standby_has_no_reply_token(line: Simulator, bot: EchoBot) -> None:
    line.phone.text(line.world.add_person("สมชาย"), "สวัสดี", standby=True)
    assert bot.events[0]["mode"] == "standby"
    assert "replyToken" not in bot.events[0]


def test_what_the_bot_did_not_take_comes_again_with_the_same_id(line: Simulator, bot: EchoBot) -> None:
    somchai = line.world.add_person("สมชาย")
    line.webhook.redelivery, line.webhook.waits = True, (0.1, 0.1)
    bot.status = 500
    delivery = line.phone.text(somchai, "เบิกจ่าย 80%")
    assert delivery.problem == "HTTP 500"
    assert line.world.chat(somchai.user_id)[0].problem == "HTTP 500"
    bot.status = 200
    _until(lambda: len(bot.events) == 2)
    first, second = bot.events
    assert first["webhookEventId"] == second["webhookEventId"]
    assert first["replyToken"] == second["replyToken"]
    assert [e["deliveryContext"]["isRedelivery"] for e in bot.events] == [False, True]
    _until(lambda: line.said_to(somchai.user_id) == [{"type": "text", "text": "เบิกจ่าย 80%"}])
    _until(lambda: line.world.chat(somchai.user_id)[0].problem == "")


def test_a_bot_slower_than_two_seconds_has_failed(line: Simulator, bot: EchoBot) -> None:
    line.webhook.patience = 0.1
    bot.delay = 0.3
    assert line.phone.text(line.world.add_person("สมชาย"), "x").problem == "request_timeout"


def test_only_a_groups_message_can_be_edited(line: Simulator, bot: EchoBot) -> None:
    somchai = line.world.add_person("สมชาย")
    line.phone.text(somchai, "x")
    entry = line.world.chat(somchai.user_id)[0]
    with pytest.raises(ValueError, match=f"message {entry.id}: only a message in a group can be edited"):
        line.phone.edit(somchai, entry.id, "y")


def _until(true: object, seconds: float = 3.0) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)
