"""The simulator as a whole: one loopback port for LINE's API, the switchboard and the page."""

import http.client
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from bot.simulator.api.faults import Fault, Faults
from bot.simulator.api.http_server import HOST, Server, Wsgi
from bot.simulator.api.line_api import LineApi
from bot.simulator.api.menus import Menus
from bot.simulator.api.sending import Sending, Sent
from bot.simulator.control import Control
from bot.simulator.limits.problems import Json
from bot.simulator.people.world import World
from bot.simulator.phone.phone import Phone
from bot.simulator.phone.webhook import Webhook


class Simulator:
    """`with Simulator(secret=…, token=…, callback=…) as simulator:` serves at `simulator.url` until it is left."""

    def __init__(
        self,
        *,
        secret: str,
        token: str,
        callback: str = "",
        port: int = 0,
        clock: Callable[[], float] | None = None,
        page: Callable[["Simulator"], Wsgi] | None = None,
    ) -> None:
        self.world = World(clock=clock) if clock else World()
        self.sending = Sending(self.world)
        self.menus = Menus(self.world)
        self.faults = Faults()
        self.webhook = Webhook(self.world, self.sending, callback, secret)
        self.phone = Phone(self.world, self.sending, self.webhook)
        self.api = LineApi(self.world, self.sending, self.menus, self.faults, token)
        self.api.test_webhook = self._test_webhook
        self.api.endpoints.webhook_url = callback
        self.control = Control(self.api, self.webhook)
        self.page: Wsgi = page(self) if page else _nowhere
        self._wanted_port = port
        self._server: Server | None = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if not _local(environ.get("HTTP_HOST", "")):
            return _refuse(start_response, "403 Forbidden", "only 127.0.0.1 and localhost are served")
        if path.startswith("/v2/"):
            return self.api(environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") and _foreign(environ):
            return _refuse(start_response, "403 Forbidden", "another site's page may not write here")
        if path.startswith("/control/"):
            return self.control(environ, start_response)
        return self.page(environ, start_response)

    def start(self) -> "Simulator":
        self._server = Server(self._wanted_port, self)
        self._server.start()
        return self

    def stop(self) -> None:
        self.api.closing.set()
        self.webhook.stop()
        if self._server is not None:
            self._server.stop()

    def __enter__(self) -> "Simulator":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        assert self._server is not None, "the simulator is not started"
        return self._server.port

    @property
    def url(self) -> str:
        """What LINE_API_HOST is set to."""
        return f"http://{HOST}:{self.port}"

    def connect(self, callback: str) -> None:
        """Where the bot listens, when that is known only after the start."""
        self.webhook.url = callback
        self.api.endpoints.webhook_url = callback

    def fail(self, endpoint: str, kind: str, **more: Any) -> None:
        """Switch a fault on: `fail("push", "500", times=3)`; see Fault."""
        self.faults.add(Fault(endpoint, kind, **more))

    @property
    def sent(self) -> list[Sent]:
        return list(self.sending.sent)

    def said_to(self, chat: str) -> list[Json]:
        """What the bot said in one chat, in order, as message objects."""
        return [entry.message for entry in self.world.chat(chat) if entry.who == "bot"]

    def _test_webhook(self) -> Json:
        delivery = self.webhook.post([])
        return {
            "success": delivery.ok,
            "timestamp": datetime.fromtimestamp(self.world.clock(), UTC).isoformat().replace("+00:00", "Z"),
            "statusCode": delivery.status or 0,
            "reason": http.client.responses.get(delivery.status or 0, delivery.error) or "",
            "detail": str(delivery.status or delivery.error),
        }


def _local(host: str) -> bool:
    return host.rsplit(":", 1)[0] in (HOST, "localhost", "")


def _foreign(environ: dict[str, Any]) -> bool:
    """A browser says where a form comes from; other clients say nothing."""
    origin = environ.get("HTTP_ORIGIN")
    return bool(origin) and origin != f"http://{environ.get('HTTP_HOST', '')}"


def _refuse(start_response: Callable[..., Any], status: str, why: str) -> Iterable[bytes]:
    body = json.dumps({"error": why}).encode()
    start_response(status, [("content-type", "application/json"), ("content-length", str(len(body)))])
    return [body]


def _nowhere(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    return _refuse(start_response, "404 Not Found", "this simulator runs without its page")
