"""A web process in which something gets stuck, with seconds instead of minutes. python hung_app.py PORT FAREWELL"""

import re
import signal
import socket
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
from bot.server import hung
from bot.server.connections import Server

hung.SAID, hung.STUCK, hung.LOOK, hung.FAREWELL = 0.3, 1.5, 0.1, float(sys.argv[2])
watch = hung.Hung()


def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    with watch.begun():
        if path == "/python":
            never_ends()
        if path == "/c":
            re.match("(a+)+$", "a" * 60 + "b")  # the interpreter is not let go for ages
        said = "; ".join(watch.unwell()).encode()
        start_response("200 OK", [("Content-Length", str(len(said)))])
        return [said]


def never_ends() -> None:
    while True:
        time.sleep(0.01)


def main() -> None:
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: told.append(number))
    server = Server(app, socket.create_server(("127.0.0.1", int(sys.argv[1]))), 3)
    watch.start()

    def stopped() -> bool:
        watch.turned()
        return bool(told)

    server.run_until(stopped)
    server.finish(1)
    watch.stop()
    print("ended in order", flush=True)


main()
