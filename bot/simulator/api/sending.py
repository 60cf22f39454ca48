"""What the bot sends: reply tokens, retry keys, quota and delivery, as LINE's send endpoints treat them."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.limits.limits import check_messages
from bot.simulator.limits.problems import Json, Problems, Refusal, refusal
from bot.simulator.people import ids
from bot.simulator.people.world import World

TOKEN_LIVES = 60.0
REDELIVERY_LIVES = 20 * 60.0  # after the event a redelivered token is dead, whenever it comes
KEY_LIVES = 24 * 3600.0
MOST_TO = 500
STRANGE = "strange"  # the chat of tokens that were not made here
QUOTA_TEXT = "You have reached your monthly limit."
RATE_TEXT = "The API rate limit has been exceeded. Try again later."
KEY_TEXT = "The retry key is already accepted"
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_USER = re.compile(r"U[0-9a-f]{32}")
_CHAT = re.compile(r"[UCR][0-9a-f]{32}")
WATCHING: list[Callable[[Json], None]] = []  # see every request, taken or refused: so tests look at all of them
_QUOTABLE = ("text", "textV2", "sticker", "image", "video", "template", "flex")


@dataclass
class ReplyToken:
    chat: str
    event_at: float
    received_at: float
    used: bool = False


@dataclass(frozen=True)
class Sent:
    """One call that was accepted."""

    number: int
    at: int
    endpoint: str
    request_id: str
    retry_key: str | None
    reply_token: str | None
    to: tuple[str, ...]
    delivered: tuple[str, ...]  # the chats where it really appeared
    messages: tuple[Json, ...]
    message_ids: tuple[str, ...]
    cost: int  # what it took from the month's quota
    notification_disabled: bool = False


@dataclass
class Answer:
    status: int
    body: Json
    headers: dict[str, str] = field(default_factory=dict)


class Sending:
    def __init__(self, world: World, *, keep_messages: bool = True) -> None:
        self.world = world
        self.keep_messages = keep_messages
        self.strange_tokens = False  # True: each token that a load generator made up works once
        self.tokens: dict[str, ReplyToken] = {}
        self.sent: list[Sent] = []
        self.counts: Counter[str] = Counter()
        self.quota: int | None = None
        self.usage = 0
        self._keys: dict[str, tuple[float, str, Json]] = {}  # retry key -> accepted at, request id, body
        self._guard = threading.RLock()

    # -- reply tokens

    def new_token(self, chat: str, event_ms: int) -> str:
        token = ids.reply_token()
        with self._guard:
            self.tokens[token] = ReplyToken(chat, event_ms / 1000, self.world.clock())
        return token

    def token_received_again(self, token: str) -> None:
        """A redelivery gives the token another minute, unless it is used or the event is too old."""
        with self._guard:
            known = self.tokens.get(token)
            if known and not known.used and self.world.clock() - known.event_at <= REDELIVERY_LIVES:
                known.received_at = self.world.clock()

    def _use_token(self, token: Any) -> ReplyToken:
        known = self.tokens.get(token) if isinstance(token, str) else None
        if known is None and self.strange_tokens and isinstance(token, str):
            known = self.tokens[token] = ReplyToken(STRANGE, self.world.clock(), self.world.clock())
        now = self.world.clock()
        if known is None or known.used or now - known.received_at > TOKEN_LIVES:
            raise Refusal(400, "Invalid reply token")
        known.used = True
        return known

    # -- the four send calls

    def reply(self, body: Json, request_id: str, retry_key: str | None) -> Answer:
        if retry_key is not None:
            raise Refusal(400, "The retry key is not supported in this endpoint")
        self._check(body, {"replyToken", "messages", "notificationDisabled"})
        with self._guard:
            chat = self.tokens[body["replyToken"]].chat if body.get("replyToken") in self.tokens else ""
            self._check_quotes(body, chat)
            token = self._use_token(body.get("replyToken"))
        sent = self._deliver("reply", (token.chat,), body, request_id, None, cost=0)
        return Answer(200, {"sentMessages": sent})

    def push(self, body: Json, request_id: str, retry_key: str | None) -> Answer:
        to = body.get("to")
        if not isinstance(to, str) or not _CHAT.fullmatch(to):
            raise Refusal(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
        self._check(body, {"to", "messages", "notificationDisabled", "customAggregationUnits"})
        with self._guard:
            if (again := self._accepted_before(retry_key)) is not None:
                return again
            self._check_quotes(body, to)
            if to[0] in "CR" and not (to in self.world.groups and self.world.groups[to].bot_in):
                raise Refusal(400, "Failed to send messages")
            cost = self._spend([to])
            answer = {"sentMessages": self._deliver("push", (to,), body, request_id, retry_key, cost=cost)}
            self._accept(retry_key, request_id, answer)
        return Answer(200, answer)

    def multicast(self, body: Json, request_id: str, retry_key: str | None) -> Answer:
        to = body.get("to")
        if not isinstance(to, list) or not 1 <= len(to) <= MOST_TO:
            problems = Problems()
            problems.say("to", "May not be empty" if to is None else f"Size must be between 1 and {MOST_TO}")
            raise refusal(problems)
        for number, one in enumerate(to):
            if not isinstance(one, str) or not _USER.fullmatch(one):
                raise Refusal(400, f"The property, 'to[{number}]', in the request body is invalid (line: -, column: -)")
        self._check(body, {"to", "messages", "notificationDisabled", "customAggregationUnits"})
        return self._many("multicast", tuple(dict.fromkeys(to)), body, request_id, retry_key)

    def broadcast(self, body: Json, request_id: str, retry_key: str | None) -> Answer:
        self._check(body, {"messages", "notificationDisabled"})
        friends = tuple(user for user in list(self.world.people) if self.world.reaches(user))
        return self._many("broadcast", friends, body, request_id, retry_key)

    def _many(self, endpoint: str, to: tuple[str, ...], body: Json, request_id: str, key: str | None) -> Answer:
        with self._guard:
            if (again := self._accepted_before(key)) is not None:
                return again
            cost = self._spend(to)
            self._deliver(endpoint, to, body, request_id, key, cost=cost)
            self._accept(key, request_id, {})
        return Answer(200, {})

    def validate(self, body: Json) -> Answer:
        self._check(body, {"messages"})
        return Answer(200, {})

    # -- what they share

    def _check(self, body: Json, allowed: set[str]) -> None:
        for watch in WATCHING:
            watch(body)
        problems = check_messages(body)
        for name in body:
            if name not in allowed:
                problems.say(name, "unknown field")
        if problems:
            raise refusal(problems)

    def _check_quotes(self, body: Json, chat: str) -> None:
        problems = Problems()
        for number, message in enumerate(body["messages"]):
            token = message.get("quoteToken")
            if token is not None and self.world.quote_tokens.get(token, ("", ""))[0] != chat:
                problems.say(f"messages[{number}].quoteToken", "Invalid quoteToken")
        if problems:
            raise refusal(problems)

    def _accepted_before(self, key: str | None) -> Answer | None:
        if key is None:
            return None
        if not _UUID.fullmatch(key):
            raise Refusal(400, "The property, 'X-Line-Retry-Key', in the request header is invalid")
        known = self._keys.get(key.lower())
        if known is None or self.world.clock() - known[0] > KEY_LIVES:
            return None
        return Answer(409, {"message": KEY_TEXT, **known[2]}, {"x-line-accepted-request-id": known[1]})

    def _accept(self, key: str | None, request_id: str, answer: Json) -> None:
        if key is not None:
            self._keys[key.lower()] = (self.world.clock(), request_id, answer)

    def _spend(self, to: tuple[str, ...] | list[str]) -> int:
        cost = sum(self.world.heads(chat) for chat in to)
        if self.quota is not None and self.usage + cost > self.quota:
            raise Refusal(429, QUOTA_TEXT)
        self.usage += cost
        return cost

    def _deliver(
        self, endpoint: str, to: tuple[str, ...], body: Json, request_id: str, key: str | None, *, cost: int
    ) -> list[Json]:
        messages = tuple(body["messages"])
        answer: list[Json] = []
        reached = tuple(chat for chat in to if self.world.reaches(chat))
        for chat in to if len(to) == 1 else reached:
            for message in messages:
                if chat in reached:
                    quoted = self.world.quote_tokens.get(message.get("quoteToken", ""), ("", ""))[1]
                    entry = self.world.say(chat, "bot", message, quotable=message["type"] in _QUOTABLE, quoted=quoted)
                    one = {"id": entry.id, **({"quoteToken": entry.quote_token} if entry.quote_token else {})}
                else:
                    one = {"id": ids.message_id()}
                answer.append(one)
        with self._guard:
            self.counts[endpoint] += 1
            self.sent.append(
                Sent(
                    number=len(self.sent) + 1,
                    at=int(self.world.clock() * 1000),
                    endpoint=endpoint,
                    request_id=request_id,
                    retry_key=key,
                    reply_token=body.get("replyToken"),
                    to=to,
                    delivered=reached,
                    messages=messages if self.keep_messages else (),
                    message_ids=tuple(one["id"] for one in answer),
                    cost=cost,
                    notification_disabled=bool(body.get("notificationDisabled")),
                )
            )
        return answer
