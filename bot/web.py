"""The web edge: LINE's webhook, health and metrics. It verifies, keeps, says 200; nothing slow happens in a request."""

import base64
import hashlib
import hmac
import logging
import uuid
from typing import Any

from flask import Flask, Response, jsonify, request

from bot import events
from bot.clockwork import milliseconds
from bot.config import Settings, load_settings
from bot.service import Service

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


def create_app(settings: Settings | None = None, service: Service | None = None) -> Flask:
    settings = settings or load_settings()
    service = service or Service(settings)
    app = Flask("bot", root_path=str(settings.data_dir.parent), static_folder=None)
    app.extensions["radap"] = service
    app.config["MAX_CONTENT_LENGTH"] = LARGEST

    @app.post("/callback")
    def callback() -> Any:
        if (request.content_length or 0) > LARGEST:
            return Response("too large", 413)
        body = request.get_data(cache=False)
        if not signed(body, request.headers.get("X-Line-Signature", ""), settings.channel_secrets):
            return Response("bad signature", 400)
        request_id = uuid.uuid4().hex[:12]
        try:
            arrived = events.arrivals(body, milliseconds(), request_id)
        except (ValueError, RecursionError):
            return Response("not a webhook", 400)
        if arrived:
            service.store.inbox.accept(arrived)
            service.mailbox.ring()
            service.counts["accepted"] += len(arrived)
        return Response("OK", 200, mimetype="text/plain")

    @app.get("/healthz")
    def healthz() -> Any:
        well, state = service.health()
        return jsonify(state), 200 if well else 503

    return app
