"""A small HTTP/1.1 server that keeps connections open, as LINE's does, and lets a fault cut one."""

import io
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

HOST = "127.0.0.1"  # never another: whoever reaches this port is everybody
BIGGEST_BODY = 16 * 1024 * 1024
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Server(socketserver.ThreadingTCPServer):
    """Serves one WSGI application; a thread per connection."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int, app: Wsgi) -> None:
        self.app = app
        self.lines: set[socket.socket] = set()
        super().__init__((HOST, port), _Connection)

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


class _Connection(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True
    server: Server

    def setup(self) -> None:
        super().setup()
        self.server.lines.add(self.connection)

    def finish(self) -> None:
        self.server.lines.discard(self.connection)
        super().finish()

    def handle(self) -> None:
        while self._one():
            pass

    def _one(self) -> bool:
        """One request; False: the connection ends."""
        first = self.rfile.readline(8192)
        if not first.strip():
            return False
        try:
            method, target, version = first.decode("latin-1").split()
        except ValueError:
            return False
        path, _, query = target.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote(path, "latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": HOST,
            "SERVER_PORT": str(self.server.port),
            "SERVER_PROTOCOL": version,
            "REMOTE_ADDR": self.client_address[0],
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "simulator.socket": self.connection,
        }
        while (line := self.rfile.readline(65536)) not in (b"\r\n", b"\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            name = name.strip().upper().replace("-", "_")
            environ[name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"] = value.strip()
        length = environ.get("CONTENT_LENGTH", "0")
        if "HTTP_TRANSFER_ENCODING" in environ or not length.isdigit() or int(length) > BIGGEST_BODY:
            self._answer(["413 Content Too Large", [("content-length", "0"), ("connection", "close")]], b"")
            return False
        if environ.get("HTTP_EXPECT", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        environ["wsgi.input"] = io.BytesIO(self.rfile.read(int(length)))
        self._run(environ)
        return version == "HTTP/1.1" and environ.get("HTTP_CONNECTION", "").lower() != "close"

    def _run(self, environ: dict[str, Any]) -> None:
        head: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[..., Any]:
            head[:] = [status, headers]
            return lambda data: None

        parts = self.server.app(environ, start_response)
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        if not any(name.lower() == "content-length" for name, _ in head[1]):
            head[1] = [*head[1], ("content-length", str(len(body)))]
        self._answer(head, b"" if environ["REQUEST_METHOD"] == "HEAD" else body)

    def _answer(self, head: list[Any], body: bytes) -> None:
        lines = [f"HTTP/1.1 {head[0]}", *(f"{name}: {value}" for name, value in head[1])]
        self.wfile.write("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
