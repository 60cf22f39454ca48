"""A web application of a few lines, to be served behind the porch: it says what arrived."""

import hashlib
from collections.abc import Iterable
from typing import Any

HUGE = 64 * 1024 * 1024  # more than any socket takes in at once


def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    said = (
        bytes(HUGE) if environ["PATH_INFO"] == "/huge" else f"{len(body)} {hashlib.sha256(body).hexdigest()}".encode()
    )
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]
