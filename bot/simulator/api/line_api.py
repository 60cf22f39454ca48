"""LINE's Messaging API on loopback: one table of routes, the answers from the parts, the faults in between."""

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable
from http.client import responses
from typing import Any

from bot.simulator.api.call import Call
from bot.simulator.api.endpoints import Endpoints
from bot.simulator.api.faults import Fault, Faults
from bot.simulator.api.menus import Menus
from bot.simulator.api.sending import KEY_TEXT, QUOTA_TEXT, RATE_TEXT, Answer, Sending
from bot.simulator.limits.problems import Json, Refusal
from bot.simulator.people.world import World

HOLD_SECONDS = 60.0  # how long a call that times out is left hanging
Environ = dict[str, Any]
Work = Callable[[Call], Answer | tuple[bytes, str]]


class LineApi:
    """A WSGI application for every path under /v2/ that a bot calls."""

    def __init__(self, world: World, sending: Sending, menus: Menus, faults: Faults, token: str) -> None:
        self.world, self.sending, self.menus, self.faults = world, sending, menus, faults
        self.token = token
        self.closing = threading.Event()  # set: hanging calls let go
        self.test_webhook: Callable[[], Json] = lambda: {"success": False}
        self.endpoints = Endpoints(world, sending)
        self.rates: dict[str, float] = {}  # calls a second; an endpoint that is not named has no limit
        self.calls_by_endpoint: dict[str, int] = {}
        self._buckets: dict[str, tuple[float, float]] = {}
        self._guard = threading.Lock()
        self.routes = self._routes()

    def _routes(self) -> tuple[tuple[str, re.Pattern[str], str, Work], ...]:
        m, s, e = self.menus, self.sending, self.endpoints
        menu, user = r"(richmenu-[\w-]+)", r"([^/]+)"
        table: tuple[tuple[str, str, str, Work], ...] = (
            ("POST", "message/reply", "reply", lambda c: s.reply(c.json, c.request_id, c.retry_key)),
            ("POST", "message/push", "push", lambda c: s.push(c.json, c.request_id, c.retry_key)),
            ("POST", "message/multicast", "multicast", lambda c: s.multicast(c.json, c.request_id, c.retry_key)),
            ("POST", "message/broadcast", "broadcast", lambda c: s.broadcast(c.json, c.request_id, c.retry_key)),
            ("POST", "message/validate/(?:reply|push|multicast|narrowcast|broadcast)", "validate",
             lambda c: s.validate(c.json)),
            ("GET", "message/quota", "quota", e.quota),
            ("GET", "message/quota/consumption", "consumption", lambda c: Answer(200, {"totalUsage": s.usage})),
            ("GET", "message/([^/]+)/content", "content", e.content),
            ("GET", "message/([^/]+)/content/preview", "preview", e.content),
            ("GET", "message/([^/]+)/content/transcoding", "transcoding", e.transcoding),
            ("GET", f"profile/{user}", "profile", e.profile),
            ("GET", f"group/([^/]+)/member/{user}", "member", e.member),
            ("GET", "group/([^/]+)/summary", "member", e.group),
            ("GET", "group/([^/]+)/members/count", "member", e.group_count),
            ("POST", "group/([^/]+)/leave", "leave", e.leave),
            ("POST", "chat/loading/start", "loading", e.loading),
            ("POST", "chat/markAsRead", "read", e.read),
            ("GET", "info", "info", e.info),
            ("GET", "channel/webhook/endpoint", "webhook", e.endpoint),
            ("POST", "channel/webhook/test", "webhook", lambda c: Answer(200, self.test_webhook())),
            ("POST", "richmenu", "menu", lambda c: m.create(c.json)),
            ("POST", "richmenu/validate", "menu", lambda c: m.check(c.json)),
            ("GET", "richmenu/list", "menu", lambda c: m.listed()),
            ("POST", "richmenu/bulk/link", "menu", lambda c: m.link_many(c.json)),
            ("POST", "richmenu/bulk/unlink", "menu", lambda c: m.link_many(c.json)),
            ("POST", "richmenu/alias", "menu", lambda c: m.create_alias(c.json)),
            ("GET", "richmenu/alias/list", "menu", lambda c: m.list_aliases()),
            ("POST", "richmenu/alias/([^/]+)", "menu", lambda c: m.change_alias(c.found[0], c.json)),
            ("GET", "richmenu/alias/([^/]+)", "menu", lambda c: m.alias(c.found[0])),
            ("DELETE", "richmenu/alias/([^/]+)", "menu", lambda c: m.delete_alias(c.found[0])),
            ("GET", f"richmenu/{menu}", "menu", lambda c: m.get(c.found[0])),
            ("DELETE", f"richmenu/{menu}", "menu", lambda c: m.delete(c.found[0])),
            ("POST", f"richmenu/{menu}/content", "menu",
             lambda c: m.set_picture(c.found[0], c.data, c.environ.get("CONTENT_TYPE", ""))),
            ("GET", f"richmenu/{menu}/content", "menu", lambda c: m.picture(c.found[0])),
            ("POST", f"user/all/richmenu/{menu}", "menu", lambda c: m.set_default(c.found[0])),
            ("GET", "user/all/richmenu", "menu", lambda c: m.get_default()),
            ("DELETE", "user/all/richmenu", "menu", lambda c: m.cancel_default()),
            ("POST", f"user/{user}/richmenu/{menu}", "menu", lambda c: m.link(c.found[0], c.found[1])),
            ("GET", f"user/{user}/richmenu", "menu", lambda c: m.linked_to(c.found[0])),
            ("DELETE", f"user/{user}/richmenu", "menu", lambda c: m.unlink(c.found[0])),
        )  # fmt: skip
        return tuple((method, re.compile(f"/v2/bot/{path}"), name, work) for method, path, name, work in table)

    # -- one call

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        began = time.perf_counter()
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        call, work = self._find(environ, method, path)
        fault: Fault | None = None
        answer: Answer | tuple[bytes, str]
        try:
            call.read()
            self._may_call(environ)
            fault, wait = self.faults.draw(call.endpoint)
            if wait:
                self.closing.wait(wait / 1000)
            if fault is not None and not fault.effect and fault.kind != "409":
                answer = self._fail(fault, call, None)
            else:
                self._spend_rate(call.endpoint)
                answer = work(call)
                if fault is not None:
                    answer = self._fail(fault, call, answer)
        except Refusal as refused:
            answer = Answer(refused.status, refused.body, refused.headers)
            if call.endpoint in ("reply", "push") and "details" in refused.body:
                self._show_refused(call, refused)
        return self._respond(call, answer, method, path, began, fault, start_response)

    def _find(self, environ: Environ, method: str, path: str) -> tuple[Call, Work]:
        for route_method, pattern, name, work in self.routes:
            if method == route_method and (found := pattern.fullmatch(path)):
                return Call(environ, found.groups(), name), work
        return Call(environ, (), "unknown"), _unknown

    def _respond(
        self,
        call: Call,
        answer: Answer | tuple[bytes, str],
        method: str,
        path: str,
        began: float,
        fault: Fault | None,
        start_response: Callable[..., Any],
    ) -> Iterable[bytes]:
        if isinstance(answer, Answer):
            status, more = answer.status, answer.headers
            body, mime = json.dumps(answer.body, ensure_ascii=False).encode(), "application/json"
        else:
            status, more, body, mime = 200, {}, answer[0], answer[1]
        with self._guard:
            self.calls_by_endpoint[call.endpoint] = self.calls_by_endpoint.get(call.endpoint, 0) + 1
        self.world.log(
            {
                "at": int(self.world.clock() * 1000),
                "way": "out",
                "method": method,
                "path": path,
                "endpoint": call.endpoint,
                "status": status,
                "ms": round((time.perf_counter() - began) * 1000, 1),
                "request_id": call.request_id,
                "fault": fault.kind if fault else "",
                "error": answer.body if isinstance(answer, Answer) and status >= 400 else None,
            }
        )
        headers = [
            ("content-type", mime),
            ("content-length", str(len(body))),
            ("x-line-request-id", call.request_id),
            *more.items(),
        ]
        start_response(f"{status} {responses.get(status, '')}", headers)
        return [body]

    def _may_call(self, environ: Environ) -> None:
        if environ.get("HTTP_AUTHORIZATION") != f"Bearer {self.token}":
            raise Refusal(
                401,
                "Authentication failed. Confirm that the access token in the authorization header is valid.",
            )

    def _show_refused(self, call: Call, refused: Refusal) -> None:
        """A message that LINE refuses never appears: on the page a red line stands in its place."""
        known = self.sending.tokens.get(str(call.json.get("replyToken")))
        chat = known.chat if known else str(call.json.get("to"))
        if chat in self.world.people or chat in self.world.groups:
            found = refused.body["details"][0]
            text = f"{refused.body['message']}: {found['property']} {found['message']}"
            self.world.say(chat, "system", {"type": "refused", "text": text}, quotable=False)

    def _spend_rate(self, endpoint: str) -> None:
        rate = self.rates.get(endpoint)
        if rate is None:
            return
        now = time.monotonic()
        with self._guard:
            left, at = self._buckets.get(endpoint, (rate, now))
            left = min(rate, left + (now - at) * rate)
            self._buckets[endpoint] = (left - 1 if left >= 1 else left, now)
        if left < 1:
            raise Refusal(429, RATE_TEXT)

    def _fail(self, fault: Fault, call: Call, answer: Answer | tuple[bytes, str] | None) -> Answer:
        """Play the fault; `answer` is what the call would have got, where its effect has happened."""
        if fault.kind in ("timeout", "close"):
            if fault.kind == "timeout":
                self.closing.wait(HOLD_SECONDS)
            line: socket.socket | None = call.environ.get("simulator.socket")
            if line is not None:
                line.shutdown(socket.SHUT_RDWR)
            raise ConnectionAbortedError("closed on purpose")
        if fault.kind == "429-rate":
            return Answer(429, {"message": RATE_TEXT})
        if fault.kind == "429-quota":
            return Answer(429, {"message": QUOTA_TEXT})
        if fault.kind == "409":
            body = answer.body if isinstance(answer, Answer) else {}
            return Answer(409, {"message": KEY_TEXT, **body}, {"x-line-accepted-request-id": call.request_id})
        return Answer(int(fault.kind), {} if fault.kind == "202" else {"message": f"Simulated {fault.kind}"})


def _unknown(call: Call) -> Answer:
    raise Refusal(404, "Not found")
