"""The simulator's HTTP server: Python's own, which keeps connections open as LINE's does, and lets a fault cut one."""

import io
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler

HOST = "127.0.0.1"  # never another: whoever reaches this port is everybody
BIGGEST_BODY = 16 * 1024 * 1024
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Server(socketserver.ThreadingTCPServer):
    """Serves one WSGI application; a thread per connection. (werkzeug's server ends a connection with each answer.)"""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int, app: Wsgi) -> None:
        self.app = app
        self.lines: set[socket.socket] = set()
        super().__init__((HOST, port), _Connection)
        self.base_environ = {"SERVER_NAME": HOST, "SERVER_PORT": str(self.port), "SCRIPT_NAME": ""}

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, args=(0.05,), name="simulator", daemon=True).start()

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        for line in list(self.lines):
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the other side was quicker

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections that break, on purpose or not, are no news; a fault of ours is."""
        kind = sys.exc_info()[0]
        if kind is not None and not issubclass(kind, OSError):
            super().handle_error(request, client_address)


class _Connection(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server
    handle = BaseHTTPRequestHandler.handle  # as many requests as come; wsgiref's own answers one

    def setup(self) -> None:
        super().setup()
        self.server.lines.add(self.connection)

    def finish(self) -> None:
        self.server.lines.discard(self.connection)
        super().finish()

    def log_message(self, *_: Any) -> None:
        """The transcript tells what happens."""

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Every method goes the same way: http.server looks for do_GET, do_POST and so on."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _answer(self) -> None:
        length = self.headers.get("Content-Length") or "0"
        if "Transfer-Encoding" in self.headers or not length.isdigit() or int(length) > BIGGEST_BODY:
            self.close_connection = True
            return self._say("413 Content Too Large", [("content-length", "0"), ("connection", "close")], b"")
        head: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[..., Any]:
            head[:] = [status, headers]
            return lambda data: None

        parts = self.server.app(self._environ(self.rfile.read(int(length))), start_response)
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        status, headers = head
        if not any(name.lower() == "content-length" for name, _ in headers):
            headers = [*headers, ("content-length", str(len(body)))]
        self._say(status, headers, b"" if self.command == "HEAD" else body)

    def _environ(self, body: bytes) -> dict[str, Any]:
        return {
            **self.get_environ(),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "simulator.socket": self.connection,
        }

    def _say(self, status: str, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
        self.wfile.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
