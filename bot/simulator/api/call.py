"""One call of the API, reduced to what an endpoint needs."""

import json
from typing import Any

from bot.simulator.limits.problems import Json, Refusal
from bot.simulator.people import ids

BIGGEST_REQUEST = 2 * 1024 * 1024


class Call:
    """One request, reduced to what an endpoint needs."""

    def __init__(self, environ: dict[str, Any], found: tuple[str, ...], endpoint: str) -> None:
        self.environ = environ
        self.found = found
        self.endpoint = endpoint
        self.request_id = ids.request_id()
        self.retry_key: str | None = environ.get("HTTP_X_LINE_RETRY_KEY")
        self.data = b""
        self._json: Json | None = None

    def read(self) -> None:
        length = int(self.environ.get("CONTENT_LENGTH") or 0)
        if length > BIGGEST_REQUEST:
            raise Refusal(413, "Request Entity Too Large")
        self.data = self.environ["wsgi.input"].read(length) if length else b""

    @property
    def json(self) -> Json:
        if self._json is None:
            try:
                body = json.loads(self.data)
            except ValueError:
                raise Refusal(400, "The request body could not be parsed as JSON") from None
            if not isinstance(body, dict):
                raise Refusal(400, "The request body must be a JSON object")
            self._json = body
        return self._json
