"""From LINE's JSON to inbox rows and messages: whatever LINE adds, leaves out or changes costs no event."""

import json
from typing import Any

import pytest

from bot.post import events
from bot.post.events import arrivals, to_message
from bot.store.post.inbox import NOBODY
from handlers.desk.nouns import Message
from tests.road.office import body, event

USER = "U" + "1" * 32
ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**70,
    1.5,
    "",
    "x" * 5000,
    [],
    [1, [2]],
    {},
    {"a": {"b": None}},
    "\x00",
    "\ud83d",
)


def message_of(raw: Any) -> Message:
    (row,) = arrivals(body(raw), 5, "r")
    return to_message(json.loads(row.body), row.event_id, row.happened)


def text(words: str, **more: Any) -> dict[str, Any]:
    return event("e1", USER, message={"type": "text", "id": "1", "text": words, **more})


GROUP = {"type": "group", "groupId": "C" + "2" * 32, "userId": USER}


def in_group(words: str, **more: Any) -> Message:
    return message_of(event("e1", USER, source=GROUP, message={"type": "text", "id": "1", "text": words, **more}))


# the batch


def test_events_stand_in_the_order_in_which_they_happened() -> None:
    rows = arrivals(body(event("late", "Ua", timestamp=30), event("early", "Ub", timestamp=10)), 99, "r")
    assert [(row.event_id, row.sender, row.happened) for row in rows] == [("early", "Ub", 10), ("late", "Ua", 30)]


@pytest.mark.parametrize(
    "raw", [b"{}", b'{"events":[]}', b'{"destination":"U1","events":null}', b'\xef\xbb\xbf{"events":[]}']
)
def test_a_webhook_without_events_is_none(raw: bytes) -> None:
    assert arrivals(raw, 5, "r") == []


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'"events"', b'{"events":{"a":1}}', b'{"events":"text"}', b"\xff\xfe"]
)
def test_what_is_no_webhook_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="."):
        arrivals(raw, 5, "r")


def test_an_event_that_is_no_object_stays_one_event() -> None:
    rows = arrivals(b'{"events":[null,5,"x",[1],{"webhookEventId":"e1"}]}', 5, "r")
    assert len(rows) == 5
    assert len({row.event_id for row in rows}) == 5
    assert all(to_message(json.loads(row.body), row.event_id, row.happened).kind == "other" for row in rows)


def test_a_number_of_thousands_of_digits_costs_no_neighbour() -> None:
    raw = b'{"events":[{"webhookEventId":"e1","n":' + b"9" * 5000 + b'},{"webhookEventId":"e2"}]}'
    assert [row.event_id for row in arrivals(raw, 5, "r")] == ["e1", "e2"]


def test_bytes_that_are_no_utf8_cost_no_neighbour_and_can_be_kept() -> None:
    odd = b'{"webhookEventId":"e\xed\xa0\x80\xff","source":{"userId":"U\xed\xa0\x80"}}'
    raw = b'{"events":[' + odd + b',{"webhookEventId":"e2"}]}'
    first, second = arrivals(raw, 5, "r")
    (first.event_id + first.sender + first.body).encode()
    assert second.event_id == "e2"


# the id of an event


def test_an_event_without_an_id_is_the_same_event_when_it_comes_again() -> None:
    once = event("", USER, webhookEventId=None)
    again = {**once, "deliveryContext": {"isRedelivery": True}}
    other = {**once, "timestamp": 1}
    ids = [arrivals(body(one), 5, "r")[0].event_id for one in (once, again, other)]
    assert ids[0] == ids[1] != ids[2]
    assert ids[0].startswith("sha256-")


def test_two_endless_ids_are_two_events() -> None:
    rows = arrivals(body(event("x" * 300 + "1", USER), event("x" * 300 + "2", USER)), 5, "r")
    assert len({row.event_id for row in rows}) == 2


@pytest.mark.parametrize("stamp", [None, "1700000000000", 1.5, -1, True, 2**53 - 1, 10**40, [], {}])
def test_a_time_that_is_none_is_the_time_of_arrival(stamp: Any) -> None:
    (row,) = arrivals(body({"webhookEventId": "e1", "timestamp": stamp}), 1_700_000_000_000, "r")
    assert row.happened == 1_700_000_000_000
    assert message_of({"webhookEventId": "e1", "timestamp": stamp}).at.year == 1970  # received at 5 there


# LINE's future


@pytest.mark.parametrize(
    "field", ["type", "mode", "source", "message", "replyToken", "deliveryContext", "postback", "follow", "unsend"]
)
@pytest.mark.parametrize("odd", range(len(ODD)))
def test_an_odd_value_anywhere_still_makes_a_message(field: str, odd: int) -> None:
    message_of(event("e1", USER, **{field: ODD[odd]}))


@pytest.mark.parametrize(
    "field",
    ["id", "type", "text", "mention", "emojis", "fileName", "fileSize", "imageSet", "title", "address", "latitude",
     "longitude", "contentProvider", "quotedMessageId"],
)  # fmt: skip
@pytest.mark.parametrize("odd", range(len(ODD)))
def test_an_odd_value_in_a_message_still_makes_a_message(field: str, odd: int) -> None:
    message = message_of(text("เบิกจ่าย 82%", **{field: ODD[odd]}))
    for name, kinds in events.EXTRA.items():
        assert name not in message.extra or isinstance(message.extra[name], kinds)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (event("e", USER, type="hologram"), "other"),
        (event("e", USER, type=None), "other"),
        (event("e", USER, message={"type": "hologram", "id": "1"}), "other"),
        (event("e", USER, message={"type": "sticker", "stickerResourceType": "N", "keywords": ["k"] * 16}), "sticker"),
        (event("e", USER, message={"type": "text", "text": "no quoteToken", "id": "1"}), "text"),
        (event("e", USER, type="follow", message=None), "follow"),  # without `follow`
        (event("e", USER, mode="half-active"), "text"),
        (event("e", USER, mode=None, deliveryContext=None), "text"),
        (event("e", USER, timestamp="soon"), "text"),
        (event("e", USER, message={"type": "image", "id": "1", "contentProvider": {"type": "orbit"}}), "image"),
        (event("e", USER, source={"type": "spaceship", "userId": USER}), "text"),
        (event("e", USER, type="beacon", beacon={"type": "new", "hwid": "1"}), "other"),
        (event("e", USER, type="accountLink", source=None, link={"result": "failed"}), "other"),
        (event("e", USER, type="delivery", source=None), "other"),
        (event("e", USER, type="memberJoined", source=GROUP, joined={"members": []}), "other"),
        (event("e", USER, type="messageEdited"), "edited"),
    ],
)  # fmt: skip
def test_what_the_sdk_loses_keeps_sender_token_and_words(raw: dict[str, Any], kind: str) -> None:
    message = message_of(raw)
    assert message.kind == kind
    if isinstance(raw.get("source"), dict):
        assert message.user == USER
    if kind == "text":
        assert message.text == raw["message"]["text"]


def test_without_user_id_a_group_still_has_its_order_and_its_chat() -> None:
    source = {"type": "group", "groupId": "C1"}
    (row,) = arrivals(body(event("e1", USER, source=source)), 5, "r")
    message = message_of(event("e1", USER, source=source))
    assert (row.sender, message.user, message.chat, message.group) == ("C1", None, "C1", True)
    assert message_of(event("e1", USER, source={"type": "room", "roomId": "R1", "userId": USER})).chat == "R1"
    nobody = message_of(event("e1", USER, source=None))
    assert (nobody.user, nobody.chat) == (None, NOBODY)
    assert message_of(event("e1", USER, source={"type": "user", "userId": ""})).user is None


def test_standby_is_told_apart() -> None:
    assert events.is_standby({"mode": "standby"})
    assert not events.is_standby({"mode": "active"})
    assert not events.is_standby({})


# who is meant in a group


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("@ระดับ คะแนน", "คะแนน"),
        ("@ระดับคะแนน", "คะแนน"),
        ("ระดับ คะแนน", "คะแนน"),
        (" ระดับ: คะแนน", "คะแนน"),
        ("ระดับ\nเบิกจ่าย 82%", "เบิกจ่าย 82%"),
        ("Radap, คะแนน", "คะแนน"),
        ("@RADAP คะแนน", "คะแนน"),
        ("@ระดับ 1", "1"),
        ("ระดับ", ""),
    ],
)
def test_in_a_group_the_name_calls_the_bot_and_is_cut(said: str, heard: str) -> None:
    message = in_group(said)
    assert (message.addressed, message.text) == (True, heard)


@pytest.mark.parametrize(
    "said", ["ระดับ 3 เสร็จแล้ว", "ระดับ๓เสร็จ", "ระดับ ๓", "ระดับน้ำสูงมาก", "ระดับความพึงพอใจดี", "radapt", "คะแนน @ระดับ", "สวัสดี"]
)
def test_in_a_group_everyday_words_do_not_call_the_bot(said: str) -> None:
    message = in_group(said)
    assert (message.addressed, message.text) == (False, said)


def test_alone_with_the_bot_every_word_is_meant_and_none_is_cut() -> None:
    for said in ("ระดับ 3 เสร็จ", "@ระดับ คะแนน"):
        message = message_of(text(said))
        assert (message.addressed, message.text) == (True, said)


def mention(index: int, length: int, *, itself: bool = True) -> dict[str, Any]:
    return {"index": index, "length": length, "type": "user", "isSelf": itself}


@pytest.mark.parametrize(
    ("said", "mentions", "heard"),
    [
        ("@บอท คะแนน", [mention(0, 4)], "คะแนน"),
        ("🍎🍎 @บอท คะแนน", [mention(5, 4)], "🍎🍎  คะแนน"),  # an emoji is two units
        ("@บอท 😀 @ก ดี", [mention(0, 4), mention(8, 2, itself=False)], "😀 @ก ดี"),
        ("@บอท ดี @บอท", [mention(0, 4), mention(8, 4)], "ดี"),
        ("คะแนน @บอท", [mention(6, 4)], "คะแนน"),
        ("ดี", [mention(500, 4)], "ดี"),
        ("😀ดี", [mention(1, 1)], "�ดี"),  # through the middle of an emoji: odd, and no crash
    ],
)
def test_mentions_are_cut_by_utf16_positions(said: str, mentions: list[Any], heard: str) -> None:
    message = in_group(said, mention={"mentionees": mentions})
    assert (message.addressed, message.text) == (True, heard)


@pytest.mark.parametrize(
    "mentionees",
    [None, 5, [None], [{}], [{"isSelf": "true", "index": 0, "length": 1}], [{"isSelf": False, "index": 0, "length": 3}],
     [{"type": "all", "index": 0, "length": 4}]],
)  # fmt: skip
def test_who_is_not_clearly_mentioned_is_not_meant(mentionees: Any) -> None:
    message = in_group("@All ประชุม", mention={"mentionees": mentionees})
    assert (message.addressed, message.text) == (False, "@All ประชุม")


@pytest.mark.parametrize(("index", "length"), [(None, 1), (-1, 3), ("0", 1), (0, 0), (0, -1), (1.5, 1), (True, None)])
def test_a_mention_at_an_odd_place_calls_and_cuts_nothing(index: Any, length: Any) -> None:
    message = in_group("@บอท ดี", mention={"mentionees": [{"isSelf": True, "index": index, "length": length}]})
    assert (message.addressed, message.text) == (True, "@บอท ดี")
