"""The web edge: LINE's webhook, health and metrics. It verifies, keeps, says 200; nothing slow happens in a request."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import logging
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, jsonify, request

from bot.config import Settings, load_settings
from bot.dashboard.pages import pages
from bot.keeping.health import may_read
from bot.now import Steady, milliseconds
from bot.post import events
from bot.service import Service

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger("radap.web")
LARGEST = 1024 * 1024  # bytes of one webhook


def signed(body: bytes, signature: str, secrets: tuple[str, ...]) -> bool:
    """LINE's signature over the raw bytes, compared in constant time; a second secret serves while one is rotated."""
    given = signature.encode("utf-8", "replace")
    good = False
    for secret in secrets:
        expected = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())
        good |= hmac.compare_digest(expected, given)
    return good


_numbers = itertools.count(1)
_boot = os.urandom(4).hex()


def next_request_id() -> str:
    """Follows a webhook through log, inbox and outbox; a counter, as fresh random bytes would cost a thread switch."""
    return f"{_boot}-{next(_numbers)}"


class Doorkeeper:
    """POST /callback, answered before Flask's routing: on deadline day this is the line at the door."""

    def __init__(self, inside: WSGIApplication, settings: Settings, service: Service) -> None:
        self.inside, self.settings, self.service = inside, settings, service
        self.steady = Steady()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self.service.hung.begun():
            return self._answer(environ, start_response)

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/callback" or environ["REQUEST_METHOD"] != "POST":
            return self.inside(environ, start_response)
        body = read_body(environ)
        self.service.mailbox.door.enter()
        status, words = self.receive(body, environ.get("HTTP_X_LINE_SIGNATURE", ""))
        start_response(status, [("Content-Length", str(len(words)))])
        return [words] if words else []

    def receive(self, body: bytes | None, signature: str) -> tuple[str, bytes]:
        if body is None:
            return "413 Content Too Large", b"too large"
        if not signed(body, signature, self.settings.channel_secrets):
            return "400 Bad Request", b"bad signature"
        try:
            arrived = events.arrivals(body, milliseconds(), next_request_id(), self.steady.milliseconds())
        except (ValueError, RecursionError):
            return "400 Bad Request", b"not a webhook"
        if arrived:
            try:
                self.service.store.inbox.accept(arrived)
            except Exception:  # locked, full, away: nothing was kept, so LINE shall bring it again
                log.exception("webhook not kept", extra={"request_id": arrived[0].request_id})
                return "503 Service Unavailable", b"cannot be kept now"
            self.service.mailbox.ring()
            self.service.counts["accepted"] += len(arrived)
        return "200 OK", b""  # nothing after the head: one packet less to send and to wait for


def read_body(environ: WSGIEnvironment) -> bytes | None:
    """The raw bytes; None when there are too many, also of a body that comes in pieces and does not tell its length."""
    length = environ.get("CONTENT_LENGTH") or ""
    if length.isascii() and length.isdigit():
        return environ["wsgi.input"].read(int(length)) if int(length) <= LARGEST else None
    body: bytes = environ["wsgi.input"].read(LARGEST + 1)
    return body if len(body) <= LARGEST else None


def create_app(settings: Settings | None = None, service: Service | None = None) -> Flask:
    settings = settings or load_settings()
    service = service or Service(settings)
    app = Flask("bot", root_path=str(settings.data_dir.parent), static_folder=None)
    app.extensions["radap"] = service
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    app.wsgi_app = Doorkeeper(app.wsgi_app, settings, service)  # type: ignore[method-assign]

    app.register_blueprint(pages())

    @app.get("/healthz")
    def healthz() -> Any:
        well, state = service.health()
        return jsonify(state), 200 if well else 503

    @app.get("/metrics")
    def metrics() -> Any:
        told = request.headers
        if not may_read(settings.metrics_token, told.get("Authorization", ""), request.remote_addr,
                        told.get("X-Forwarded-For") or told.get("Forwarded")):  # fmt: skip
            return Response("not for you", 403)
        return Response(service.metrics(), 200, mimetype="text/plain; version=0.0.4")

    return app
