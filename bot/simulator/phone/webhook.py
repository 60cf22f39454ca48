"""The postman: signs webhooks, brings them to the bot, and brings them again when the bot did not take them."""

import base64
import hashlib
import heapq
import hmac
import itertools
import json
import threading
import time
from dataclasses import dataclass

import urllib3

from bot.simulator.api.sending import Sending
from bot.simulator.limits.problems import Json
from bot.simulator.people.world import World

PATIENCE = 2.0  # seconds that LINE waits for a 2xx
REDELIVERY_WAITS = (5.0, 20.0, 60.0, 240.0)  # LINE does not tell its own


@dataclass(frozen=True)
class Delivery:
    """What became of one POST."""

    status: int | None
    seconds: float
    events: tuple[Json, ...]
    error: str = ""

    @property
    def ok(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def problem(self) -> str:
        """In English for a person who develops; empty when the bot took it."""
        if self.ok:
            return ""
        return f"HTTP {self.status}" if self.status is not None else self.error


HELD = Delivery(200, 0.0, ())  # nothing to post now: inside a batch, or a tap that does not reach the bot


def sign(body: bytes, secret: str) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


class Webhook:
    def __init__(self, world: World, sending: Sending, url: str, secret: str) -> None:
        self.world, self.sending = world, sending
        self.url, self.secret = url, secret
        self.redelivery = False
        self.waits: tuple[float, ...] = REDELIVERY_WAITS
        self.patience = PATIENCE
        self._pool = urllib3.PoolManager(num_pools=2, maxsize=64, retries=False)
        self._due: list[tuple[float, int, int, tuple[Json, ...]]] = []
        self._order = itertools.count()
        self._wake = threading.Condition()
        self._running = False
        self._stopped = False

    def body(self, events: list[Json] | tuple[Json, ...]) -> bytes:
        whole = {"destination": self.world.bot_user_id, "events": list(events)}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()

    def post(self, events: list[Json] | tuple[Json, ...], *, attempt: int = 0) -> Delivery:
        """One signed POST; not taken and redelivery switched on: it comes again by itself."""
        delivery = self.post_raw(self.body(events), events=tuple(events))
        if not delivery.ok and self.redelivery and attempt < len(self.waits) and events:
            self._later(attempt, tuple(events))
        return delivery

    def post_raw(
        self, body: bytes, signature: str | None = None, *, events: tuple[Json, ...] = (), signed: bool = True
    ) -> Delivery:
        """Exactly these bytes: also for wrong and missing signatures."""
        headers = {"content-type": "application/json; charset=utf-8", "user-agent": "LineBotWebhook/2.0"}
        if signed:
            headers["x-line-signature"] = signature or sign(body, self.secret)
        began = time.perf_counter()
        status, error = None, ""
        try:
            answer = self._pool.request(
                "POST",
                self.url,
                body=body,
                headers=headers,
                redirect=False,
                timeout=urllib3.Timeout(connect=self.patience, read=self.patience),
            )
            status = answer.status
        except urllib3.exceptions.TimeoutError:
            error = "request_timeout"
        except urllib3.exceptions.HTTPError as failure:
            error = f"could_not_connect: {type(failure).__name__}"
        delivery = Delivery(status, time.perf_counter() - began, events, error)
        self._log(delivery)
        return delivery

    def redeliver(self, events: tuple[Json, ...] | list[Json], *, attempt: int = 0) -> Delivery:
        """The same events once more, marked as LINE marks them; their tokens live another minute."""
        again = [{**event, "deliveryContext": {"isRedelivery": True}} for event in events]
        for event in again:
            if "replyToken" in event:
                self.sending.token_received_again(event["replyToken"])
        return self.post(again, attempt=attempt)

    def _log(self, delivery: Delivery) -> None:
        kinds = [event.get("type", "?") for event in delivery.events]
        self.world.log(
            {
                "at": int(self.world.clock() * 1000),
                "way": "in",
                "method": "POST",
                "path": "webhook",
                "endpoint": ", ".join(kinds) or "(empty)",
                "status": delivery.status or 0,
                "ms": round(delivery.seconds * 1000, 1),
                "request_id": delivery.events[0].get("webhookEventId", "") if delivery.events else "",
                "fault": "",
                "error": {"message": delivery.error} if delivery.error else None,
            }
        )

    # -- redelivery

    def _later(self, attempt: int, events: tuple[Json, ...]) -> None:
        with self._wake:
            due = time.monotonic() + self.waits[attempt]
            heapq.heappush(self._due, (due, next(self._order), attempt + 1, events))
            if not self._running:
                self._running = True
                threading.Thread(target=self._bring_again, name="redelivery", daemon=True).start()
            self._wake.notify()

    def _bring_again(self) -> None:
        while True:
            with self._wake:
                while not self._stopped and (not self._due or self._due[0][0] > time.monotonic()):
                    self._wake.wait(self._due[0][0] - time.monotonic() if self._due else None)
                if self._stopped:
                    return
                _, _, attempt, events = heapq.heappop(self._due)
            delivery = self.redeliver(events, attempt=attempt)
            for event in events:
                message_id = event.get("message", {}).get("id")
                if message_id:
                    self.world.change_entry(message_id, problem=delivery.problem)

    @property
    def waiting(self) -> int:
        return len(self._due)

    def stop(self) -> None:
        with self._wake:
            self._stopped = True
            self._wake.notify()
        self._pool.clear()
