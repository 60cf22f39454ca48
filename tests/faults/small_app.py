"""A web application of a few lines behind our connections: it says what arrived. python small_app.py PORT MOST"""

import hashlib
import signal
import socket
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
from bot.server import connections

HUGE = 64 * 1024 * 1024  # more than any socket takes in at once


def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    said = (
        bytes(HUGE) if environ["PATH_INFO"] == "/huge" else f"{len(body)} {hashlib.sha256(body).hexdigest()}".encode()
    )
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


def main(port: int, most: int) -> None:
    """With two threads and a second's patience."""
    connections.PATIENCE, connections.STANDSTILL, connections.FAREWELL = 1, 1, 0.5  # type: ignore[assignment]
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))
    server = connections.Server(app, socket.create_server(("127.0.0.1", port)), 2, most)
    server.run_until(lambda: bool(stopped))
    server.finish(10)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
