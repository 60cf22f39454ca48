"""The loopback LINE API behaves as LINE's documents say."""

import uuid
from typing import Any

import pytest
import urllib3

from bot.simulator.server import Simulator
from tests.simulator.echo_bot import EchoBot

HELLO = [{"type": "text", "text": "สวัสดี"}]
REPLY, PUSH, MULTICAST = "/v2/bot/message/reply", "/v2/bot/message/push", "/v2/bot/message/multicast"


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def token_of(line: Simulator, user: str) -> str:
    return str(line.phone.last_events[user][0]["replyToken"])


@pytest.fixture
def quiet(bot: EchoBot) -> EchoBot:
    bot.answers = lambda event: []
    return bot


def test_a_reply_token_works_once(line: Simulator, quiet: EchoBot) -> None:
    user = line.world.add_person("สมชาย").user_id
    assert line.phone.text(user, "เบิกจ่าย 82.5%").ok
    body = {"replyToken": token_of(line, user), "messages": HELLO}
    status, answer, headers = quiet.call(REPLY, body)
    assert status == 200
    assert headers["x-line-request-id"]
    assert answer["sentMessages"][0]["id"].isdigit()
    assert answer["sentMessages"][0]["quoteToken"]
    assert quiet.call(REPLY, body)[:2] == (400, {"message": "Invalid reply token"})
    assert line.said_to(user) == HELLO


def test_a_reply_token_dies_after_a_minute_and_a_redelivery_gives_it_another_until_20_minutes() -> None:
    hand = Hand()
    with Simulator(secret="s", token="t", clock=hand) as line:
        bot = EchoBot(line.url, "s", "t", lambda event: [])
        line.connect(bot.callback)
        user = line.world.add_person("สมชาย").user_id
        line.phone.text(user, "หนึ่ง")
        token = token_of(line, user)
        hand.now += 61
        assert bot.call(REPLY, {"replyToken": token, "messages": HELLO})[0] == 400
        line.phone.redeliver(user)
        assert bot.call(REPLY, {"replyToken": token, "messages": HELLO})[0] == 200
        line.phone.text(user, "สอง")
        late = token_of(line, user)
        hand.now += 20 * 60 + 1
        line.phone.redeliver(user)
        assert bot.call(REPLY, {"replyToken": late, "messages": HELLO})[0] == 400
        bot.close()


def test_a_wrong_access_token_is_refused(line: Simulator, quiet: EchoBot) -> None:
    quiet.token = "another"
    assert quiet.call("/v2/bot/info", method="GET")[0] == 401


def test_the_same_retry_key_is_accepted_once_with_the_same_messages(line: Simulator, quiet: EchoBot) -> None:
    user = line.world.add_person("สมชาย").user_id
    key = str(uuid.uuid4())
    body = {"to": user, "messages": HELLO}
    status, first, headers = quiet.call(PUSH, body, key=key)
    again, second, more = quiet.call(PUSH, body, key=key)
    assert (status, again) == (200, 409)
    assert second == {"message": "The retry key is already accepted", **first}
    assert more["x-line-accepted-request-id"] == headers["x-line-request-id"]
    assert len(line.said_to(user)) == 1
    assert quiet.call(PUSH, body, key="not-a-uuid")[0] == 400


def test_a_retry_key_on_a_reply_is_refused(line: Simulator, quiet: EchoBot) -> None:
    user = line.world.add_person("สมชาย").user_id
    line.phone.text(user, "x")
    body = {"replyToken": token_of(line, user), "messages": HELLO}
    assert quiet.call(REPLY, body, key=str(uuid.uuid4()))[0] == 400
    assert quiet.call(REPLY, body)[0] == 200, "the token is not used up by the refusal"


def test_the_quota_counts_people_and_ends_in_its_own_429(line: Simulator, quiet: EchoBot) -> None:
    people = [line.world.add_person(f"คน {n}").user_id for n in range(3)]
    blocked = line.world.add_person("ผู้บล็อก", blocked=True).user_id
    group = line.world.add_group("ทีม", tuple(people)).group_id
    line.sending.quota = 6
    assert quiet.call(PUSH, {"to": people[0], "messages": HELLO * 5})[0] == 200  # 1: people, not bubbles
    assert quiet.call(PUSH, {"to": blocked, "messages": HELLO})[0] == 200  # 0: and not delivered
    assert line.said_to(blocked) == []
    assert quiet.call(PUSH, {"to": group, "messages": HELLO})[0] == 200  # 3
    assert quiet.call("/v2/bot/message/quota/consumption", method="GET")[1] == {"totalUsage": 4}
    assert quiet.call(MULTICAST, {"to": people, "messages": HELLO})[:2] == (
        429,
        {"message": "You have reached your monthly limit."},
    )
    assert quiet.call(MULTICAST, {"to": [*people[:2], blocked], "messages": HELLO})[0] == 200
    assert quiet.call("/v2/bot/message/quota", method="GET")[1] == {"type": "limited", "value": 6}
    assert line.sending.usage == 6


def test_a_rate_that_is_set_ends_in_the_other_429(line: Simulator, quiet: EchoBot) -> None:
    user = line.world.add_person("สมชาย").user_id
    line.api.rates = {"push": 2}
    answers = [quiet.call(PUSH, {"to": user, "messages": HELLO})[:2] for _ in range(3)]
    assert [status for status, _ in answers] == [200, 200, 429]
    assert answers[2][1] == {"message": "The API rate limit has been exceeded. Try again later."}


@pytest.mark.parametrize(
    ("body", "prop"),
    [
        ({"to": "somebody", "messages": HELLO}, None),
        ({"to": "U" + "0" * 32, "messages": []}, "messages"),
        ({"to": "U" + "0" * 32, "messages": HELLO * 6}, "messages"),
        ({"to": "U" + "0" * 32, "messages": [{"type": "text", "text": "ก" * 5001}]}, "messages[0].text"),
    ],
)
def test_a_bad_push_is_refused_in_lines_shape(quiet: EchoBot, body: dict[str, Any], prop: str | None) -> None:
    status, answer, _ = quiet.call(PUSH, body)
    assert status == 400
    if prop:
        assert answer["message"] == "The request body has 1 error(s)"
        assert answer["details"][0]["property"] == prop


def test_content_is_handed_out_prepared_and_gone_after_unsend(line: Simulator, quiet: EchoBot) -> None:
    hand = Hand()
    line.world.clock = hand
    user = line.world.add_person("สมชาย").user_id
    line.phone.photo(user, count=2)
    first, second = (event["message"]["id"] for event in line.phone.last_events[user])
    assert quiet.call(f"/v2/bot/message/{first}/content", method="GET")[1]["data"][:4] == b"\x89PNG"
    line.phone.unsend(user, second)
    assert quiet.call(f"/v2/bot/message/{second}/content", method="GET")[0] == 410
    assert quiet.call("/v2/bot/message/1/content", method="GET")[0] == 404
    line.phone.media(user, "video", b"film", "video/mp4", ready_in=5)
    film = line.phone.last_events[user][0]["message"]["id"]
    assert quiet.call(f"/v2/bot/message/{film}/content", method="GET")[0] == 202
    assert quiet.call(f"/v2/bot/message/{film}/content/transcoding", method="GET")[1] == {"status": "processing"}
    hand.now += 6
    assert quiet.call(f"/v2/bot/message/{film}/content", method="GET")[1]["data"] == b"film"
    assert quiet.call(f"/v2/bot/message/{first}/content/transcoding", method="GET")[0] == 400
    line.phone.photo(user, external="https://example.org/a.jpg")
    outside = line.phone.last_events[user][0]["message"]
    assert outside["contentProvider"]["type"] == "external"
    assert quiet.call(f"/v2/bot/message/{outside['id']}/content", method="GET")[0] == 404


def test_loading_is_for_people_and_in_steps_of_five(line: Simulator, quiet: EchoBot) -> None:
    user = line.world.add_person("สมชาย").user_id
    start = "/v2/bot/chat/loading/start"
    assert quiet.call(start, {"chatId": user, "loadingSeconds": 10})[0] == 202
    assert quiet.call(start, {"chatId": user, "loadingSeconds": 7})[0] == 400
    assert quiet.call(start, {"chatId": "C" + "0" * 32})[0] == 400


def test_reading_is_marked_up_to_the_message(line: Simulator, quiet: EchoBot) -> None:
    user = line.world.add_person("สมชาย").user_id
    line.phone.text(user, "หนึ่ง")
    token = line.phone.last_events[user][0]["message"]["markAsReadToken"]
    line.phone.text(user, "สอง")
    assert quiet.call("/v2/bot/chat/markAsRead", {"markAsReadToken": token})[0] == 200
    assert [entry.read for entry in line.world.chat(user)] == [True, False]


def test_a_quote_token_belongs_to_its_chat(line: Simulator, quiet: EchoBot) -> None:
    one, other = (line.world.add_person(name).user_id for name in ("สมชาย", "สมหญิง"))
    line.phone.text(one, "เบิกจ่าย 80%")
    quote = line.phone.last_events[one][0]["message"]["quoteToken"]
    said = [{"type": "text", "text": "รับแล้ว", "quoteToken": quote}]
    assert quiet.call(PUSH, {"to": other, "messages": said})[0] == 400
    assert quiet.call(PUSH, {"to": one, "messages": said})[0] == 200
    assert line.world.chat(one)[-1].quoted == line.world.chat(one)[0].id


@pytest.mark.parametrize(
    ("kind", "effect", "status", "arrived"),
    [
        ("500", False, 500, 0),
        ("500", True, 500, 1),
        ("429-rate", False, 429, 0),
        ("429-quota", False, 429, 0),
        ("409", False, 409, 1),
        ("timeout", False, None, 0),
        ("timeout", True, None, 1),
        ("close", False, None, 0),
        ("close", True, None, 1),
    ],
)
def test_faults_come_before_or_after_the_effect(
    line: Simulator, quiet: EchoBot, kind: str, effect: bool, status: int | None, arrived: int
) -> None:
    user = line.world.add_person("สมชาย").user_id
    quiet.call("/control/faults", {"endpoint": "push", "kind": kind, "times": 1, "effect": effect})
    body = {"to": user, "messages": HELLO}
    if status is None:
        with pytest.raises((urllib3.exceptions.ProtocolError, urllib3.exceptions.ReadTimeoutError)):
            quiet.call(PUSH, body, timeout=0.3)
    else:
        assert quiet.call(PUSH, body)[0] == status
    assert len(line.said_to(user)) == arrived
    assert quiet.call(PUSH, body)[0] == 200, "only the next call was to fail"


def test_a_fault_of_an_unknown_kind_is_refused(quiet: EchoBot) -> None:
    status, answer, _ = quiet.call("/control/faults", {"endpoint": "push", "kind": "gremlin"})
    assert status == 400
    assert answer["error"] == (
        "fault kind: found 'gremlin', expected a status from 400 to 599, 429-rate, 429-quota, 409, timeout, close or "
        "latency"
    )


def test_the_switchboard_tells_what_was_sent(line: Simulator, quiet: EchoBot) -> None:
    user = line.world.add_person("สมชาย").user_id
    quiet.call(PUSH, {"to": user, "messages": HELLO})
    told = quiet.call("/control/sent", method="GET")[1]
    assert told["counts"] == {"push": 1}
    assert told["cost"] == 1
    assert told["by_chat"] == {user: HELLO}
    assert quiet.call("/control/state", method="GET")[1]["usage"] == 1


def test_only_loopback_names_and_the_own_page_may_write(line: Simulator) -> None:
    pool = urllib3.PoolManager(retries=False)
    foreign = pool.request("GET", line.url + "/control/state", headers={"host": "evil.example"})
    assert foreign.status == 403
    form = pool.request("POST", line.url + "/control/reset", headers={"origin": "https://evil.example"})
    assert form.status == 403


def test_a_load_generators_own_tokens_work_once_where_that_is_switched_on(line: Simulator, quiet: EchoBot) -> None:
    body = {"replyToken": "made-up", "messages": HELLO}
    assert quiet.call(REPLY, body)[0] == 400
    assert quiet.call("/control/settings", {"strange_tokens": True})[0] == 200
    assert [quiet.call(REPLY, body)[0] for _ in range(2)] == [200, 400]
    assert [(one.reply_token, one.delivered) for one in line.sent] == [("made-up", ())]
    assert quiet.call("/control/settings", {"quotta": 1})[1] == {
        "error": "settings: found ['quotta'], expected some of ['keep_messages', 'quota', 'rates', 'redelivery', "
        "'redelivery_waits', 'strange_tokens', 'usage']"
    }
