"""The switchboard for tests and for the curious: what was sent, how things stand, and what shall go wrong."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from bot.simulator.api.faults import Fault
from bot.simulator.api.line_api import LineApi
from bot.simulator.limits.problems import Json
from bot.simulator.phone.webhook import Webhook


class Control:
    """A WSGI application for /control/…; JSON in, JSON out."""

    def __init__(self, api: LineApi, webhook: Webhook) -> None:
        self.api, self.webhook = api, webhook
        self.routes: dict[tuple[str, str], Callable[[Json], Json]] = {
            ("GET", "/control/sent"): self.sent,
            ("GET", "/control/state"): self.state,
            ("GET", "/control/faults"): lambda _: {"faults": api.faults.listed(), "played": api.faults.played},
            ("POST", "/control/faults"): self.add_faults,
            ("DELETE", "/control/faults"): self.clear_faults,
            ("POST", "/control/settings"): self.settings,
            ("POST", "/control/reset"): self.reset,
        }

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        work = self.routes.get((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        data = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        try:
            if work is None:
                status, body = "404 Not Found", {"error": f"{environ['PATH_INFO']}: no such switch"}
            else:
                status, body = "200 OK", work(json.loads(data) if data else {})
        except (ValueError, TypeError, KeyError) as wrong:
            status, body = "400 Bad Request", {"error": str(wrong)}
        out = json.dumps(body, ensure_ascii=False).encode()
        start_response(status, [("content-type", "application/json"), ("content-length", str(len(out)))])
        return [out]

    def sent(self, _: Json) -> Json:
        """Everything that was accepted: counts per endpoint, then each call, then what each chat received."""
        sending = self.api.sending
        by_chat: dict[str, list[Json]] = {}
        for one in list(sending.sent):
            for chat in one.delivered:
                by_chat.setdefault(chat, []).extend(one.messages)
        return {
            "counts": dict(sending.counts),
            "cost": sum(one.cost for one in sending.sent),
            "calls": [asdict(one) for one in list(sending.sent)],
            "by_chat": by_chat,
        }

    def state(self, _: Json) -> Json:
        world, sending = self.api.world, self.api.sending
        now = world.clock()
        fresh = [t for t in sending.tokens.values() if not t.used and now - t.received_at <= 60]
        return {
            "bot_user_id": world.bot_user_id,
            "day": world.day,
            "people": [asdict(person) for person in world.people.values()],
            "groups": [asdict(group) for group in world.groups.values()],
            "quota": sending.quota,
            "usage": sending.usage,
            "tokens": {"all": len(sending.tokens), "usable": len(fresh)},
            "calls": dict(self.api.calls_by_endpoint),
            "counts": dict(sending.counts),
            "faults": self.api.faults.listed(),
            "played": dict(self.api.faults.played),
            "menus": {user: self.api.menus.of(user) for user in world.people},
            "redelivery": self.webhook.redelivery,
            "redeliveries_waiting": self.webhook.waiting,
        }

    def add_faults(self, body: Json) -> Json:
        """One fault, or {"faults": [several]}."""
        for one in body.get("faults", [body]):
            self.api.faults.add(Fault(**one))
        return {"faults": self.api.faults.listed()}

    def clear_faults(self, body: Json) -> Json:
        self.api.faults.clear(int(body.get("seed", 0)))
        return {"faults": []}

    def settings(self, body: Json) -> Json:
        """quota (number or null), usage, rates {endpoint: a second}, redelivery, redelivery_waits, keep_messages,
        strange_tokens (reply tokens that a load generator made up work, once each)."""
        known = {"quota", "usage", "rates", "redelivery", "redelivery_waits", "keep_messages", "strange_tokens"}
        if strange := body.keys() - known:
            raise ValueError(f"settings: found {sorted(strange)}, expected some of {sorted(known)}")
        if "quota" in body:
            self.api.sending.quota = None if body["quota"] is None else int(body["quota"])
        if "usage" in body:
            self.api.sending.usage = int(body["usage"])
        if "rates" in body:
            self.api.rates = {str(name): float(rate) for name, rate in body["rates"].items()}
        if "redelivery" in body:
            self.webhook.redelivery = bool(body["redelivery"])
        if "redelivery_waits" in body:
            self.webhook.waits = tuple(float(wait) for wait in body["redelivery_waits"])
        if "strange_tokens" in body:
            self.api.sending.strange_tokens = bool(body["strange_tokens"])
        if "keep_messages" in body:
            self.api.sending.keep_messages = bool(body["keep_messages"])
        self.api.world.touch_people()
        return {"quota": self.api.sending.quota, "usage": self.api.sending.usage}

    def reset(self, _: Json) -> Json:
        """Forget what was sent and the faults; people, groups and menus stay."""
        self.api.faults.clear()
        self.api.faults.played.clear()
        self.api.sending.sent.clear()
        self.api.sending.counts.clear()
        self.api.calls_by_endpoint.clear()
        return {}
