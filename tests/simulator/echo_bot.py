"""A bot of a few lines in place of the real one: it checks signatures, answers 200, and replies what it is told."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import urllib3

Json = dict[str, Any]


class EchoBot:
    def __init__(self, api: str, secret: str, token: str, answers: Callable[[Json], list[Json]] | None = None) -> None:
        self.api, self.secret, self.token = api, secret, token
        self.answers = answers or (lambda event: [{"type": "text", "text": event["message"].get("text", "?")}])
        self.events: list[Json] = []
        self.bad = 0
        self.status = 200
        self.delay = 0.0
        self.pool = urllib3.PoolManager(maxsize=16, retries=False)
        bot = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                self.answer(200, b'{"inbox_waiting": 0, "outbox_waiting": 0}')

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                made = base64.b64encode(hmac.new(bot.secret.encode(), body, hashlib.sha256).digest()).decode()
                if made != self.headers.get("x-line-signature"):
                    bot.bad += 1
                    return self.answer(400, b"{}")
                if bot.delay:
                    threading.Event().wait(bot.delay)
                events = json.loads(body)["events"]
                bot.events.extend(events)
                for event in events if bot.status == 200 else []:
                    if "replyToken" in event and event["mode"] == "active" and (said := bot.safe_answers(event)):
                        bot.call("/v2/bot/message/reply", {"replyToken": event["replyToken"], "messages": said})
                return self.answer(bot.status, b"{}")

            def answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.callback = f"http://127.0.0.1:{self.server.server_port}/callback"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def safe_answers(self, event: Json) -> list[Json]:
        return self.answers(event) if event["type"] in ("message", "postback", "follow") else []

    def call(
        self, path: str, body: Json | None = None, *, method: str = "POST", key: str | None = None, timeout: float = 5.0
    ) -> tuple[int, Json, dict[str, str]]:
        """Status, body and headers of one call of the API."""
        headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
        if key:
            headers["x-line-retry-key"] = key
        data = json.dumps(body).encode() if body is not None else None
        answer = self.pool.request(method, self.api + path, body=data, headers=headers, timeout=timeout)
        kind = answer.headers.get("content-type", "")
        return answer.status, json.loads(answer.data) if "json" in kind else {"data": answer.data}, dict(answer.headers)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.pool.clear()
