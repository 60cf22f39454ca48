"""A mail server and an address to ping, on loopback: they speak the real protocols and keep what they were told."""

import base64
import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class MailServer(socketserver.ThreadingTCPServer):
    """As much of SMTP as a client needs: EHLO, AUTH PLAIN, MAIL, RCPT, DATA, QUIT."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, user: str = "", password: str = "") -> None:
        self.letters: list[EmailMessage] = []
        self.to: list[list[str]] = []
        self.tries = 0
        self.refuses = False
        self.wanted = base64.b64encode(f"\0{user}\0{password}".encode()).decode() if user else ""
        super().__init__(("127.0.0.1", 0), _Talk)

    @property
    def url(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def bodies(self) -> list[str]:
        return [letter.get_content() for letter in self.letters]


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.tries += 1
        self._say("220 loopback ESMTP")
        known, to = not self.server.wanted, list[str]()
        for line in self.rfile:
            words = line.decode().strip()
            verb = words[:4].upper()
            if verb == "EHLO":
                self._say("250-loopback")
                self._say("250 AUTH PLAIN" if self.server.wanted else "250 8BITMIME")
            elif verb == "AUTH":
                known = words.split(" ")[-1] == self.server.wanted
                self._say("235 welcome" if known else "535 who?")
            elif verb == "MAIL":
                self._say("451 not now" if self.server.refuses else "250 ok" if known else "530 who?")
            elif verb == "RCPT":
                to.append(words[words.index("<") + 1 : words.index(">")])
                self._say("250 ok")
            elif verb == "DATA":
                self._say("354 go on")
                lines = []
                while (one := self.rfile.readline()) != b".\r\n":
                    lines.append(one[1:] if one.startswith(b"..") else one)
                letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
                assert isinstance(letter, EmailMessage)
                self.server.to.append(to)
                self.server.letters.append(letter)
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class PingServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []  # path, body
        self.status = 200
        super().__init__(("127.0.0.1", 0), _Ping)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def take(self) -> list[tuple[str, str]]:
        heard, self.heard = self.heard, []
        return heard


class _Ping(BaseHTTPRequestHandler):
    server: PingServer

    def do_GET(self) -> None:
        self._hear("")

    def do_POST(self) -> None:
        self._hear(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _hear(self, body: str) -> None:
        self.server.heard.append((self.path, body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving(server: Any) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
