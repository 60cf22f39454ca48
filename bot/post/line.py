"""LINE's API: one pooled SDK client, explicit timeouts, plain dicts out, every answer told apart by what it means."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

TIMEOUT = (3.0, 10.0)  # seconds to connect, between two pieces of an answer
TOTAL, CONTENT_TOTAL = 15.0, 120.0  # seconds of a whole call, also where its answer drips
CONTENT_TIMEOUT = (3.0, 30.0)


@dataclass(frozen=True)
class Answer:
    """What became of one call."""

    outcome: str  # sent taken refused used_token rate quota barred unreached unsure
    status: int = 0
    text: str = ""
    request_id: str = ""
    sent_ids: list[str] = field(default_factory=list)


class Line:
    def __init__(self, token: str, host: str | None, pool: int = 40) -> None:
        self._token, self._host, self._pool = token, host, pool
        self._lock = threading.Lock()
        self._client: Any = None
        self._refused: Any = Exception  # the SDK's own classes, known once it is loaded
        self._unreached: Any = Exception
        self._failed: Any = Exception
        self._timeout: Any = None
        self._watchdog: Any = None

    @property
    def client(self) -> Any:
        """The SDK costs a second to import: it is loaded with the first call, or by warm, after the web answers."""
        with self._lock:
            if self._client is None:
                from linebot.v3.messaging import ApiClient, Configuration
                from linebot.v3.messaging.exceptions import ApiException
                from urllib3 import Timeout
                from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

                self._refused, self._failed = ApiException, (HTTPError, OSError)
                self._unreached, self._timeout = (NewConnectionError, ConnectTimeoutError), Timeout
                configuration = Configuration(access_token=self._token, host=self._host)
                configuration.connection_pool_maxsize = self._pool
                configuration.retries = False  # the outbox decides what is tried again
                from bot.post.watchdog import Watchdog

                self._watchdog = Watchdog()
                self._client = ApiClient(configuration)
                self._client.rest_client.pool_manager.pool_classes_by_scheme = self._watchdog.pools()
        return self._client

    def warm(self) -> None:
        _ = self.client

    # sending; messages are JSON as the outbox holds it, and go out as they are

    def reply(self, token: str, messages: str) -> Answer:
        return self._send("reply", f'{{"replyToken":{json.dumps(token)},"messages":{messages}}}')

    def push(self, to: str, messages: str, retry_key: str) -> Answer:
        return self._send("push", f'{{"to":{json.dumps(to)},"messages":{messages}}}', retry_key)

    def multicast(self, body: str, retry_key: str) -> Answer:
        """`body`: with "to" and "messages"."""
        return self._send("multicast", body, retry_key)

    def loading(self, user: str, seconds: int = 20) -> Answer:
        return self._call("POST", "/v2/bot/chat/loading/start", {"chatId": user, "loadingSeconds": seconds})

    def _send(self, how: str, body: str, retry_key: str | None = None) -> Answer:
        said = self._call("POST", f"/v2/bot/message/{how}", body, {"X-Line-Retry-Key": retry_key} if retry_key else {})
        if said.outcome == "sent" and not _is_object(said.text):  # LINE names the messages that it sent: who is this?
            return replace(said, outcome="unsure")
        return said

    # rich menus

    def post(self, path: str, body: Any = None) -> Answer:
        return self._call("POST", path, body)

    def delete(self, path: str) -> Answer:
        return self._call("DELETE", path)

    def upload_menu_picture(self, menu: str, png: bytes) -> Answer:
        path = f"/v2/bot/richmenu/{menu}/content"
        return self._call("POST", path, png, {"Content-Type": "image/png"}, host=self._data())

    def has_menu_picture(self, menu: str) -> bool:
        client, url = self.client, f"{self._data()}/v2/bot/richmenu/{menu}/content"
        try:
            response = client.rest_client.request(
                "GET", url, headers=self._headers(), _preload_content=False, _request_timeout=CONTENT_TIMEOUT
            )
        except self._refused:
            return False
        response.release_conn()
        return bool(response.status == 200)

    def _call(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        host: str | None = None,
    ) -> Answer:
        """Over the SDK's pool of connections. Its own request() would write the JSON anew, each Thai letter as six."""
        sent = body if isinstance(body, bytes | str | None) else json.dumps(body, ensure_ascii=False)
        pool = self.client.rest_client.pool_manager
        try:
            with self._watchdog.at_most(TOTAL):
                response = pool.urlopen(
                    method,
                    (host or self._api()) + path,
                    body=sent.encode() if isinstance(sent, str) else sent,
                    headers=self._headers(headers),
                    timeout=self._timeout(*TIMEOUT),
                    retries=False,
                )
        except self._unreached as failure:  # no line to LINE: surely not sent
            return Answer("unreached", 0, type(failure).__name__)
        except self._failed as failure:
            return Answer("unsure", 0, type(failure).__name__)
        return meaning(response.status, response.data.decode("utf-8", "replace"), dict(response.headers))

    # reading

    def ask(self, path: str) -> Answer:
        """A small question, with LINE's answer as it is."""
        return self._call("GET", path)

    def get(self, path: str) -> dict[str, Any] | None:
        """A small JSON answer (profile, quota …); None when LINE does not give it now."""
        answer = self.ask(path)
        if answer.outcome != "sent":
            return None
        try:
            parsed = json.loads(answer.text)
        except ValueError:
            return None
        return parsed if isinstance(parsed, dict) else None

    def quota(self) -> tuple[int | None, int] | None:
        """The month's limit (None: none) and what is used of it; None when LINE does not say."""
        limit = self.get("/v2/bot/message/quota")
        used = self.get("/v2/bot/message/quota/consumption")
        if limit is None or used is None:
            return None
        value = limit.get("value") if limit.get("type") == "limited" else None
        return (int(value) if value is not None else None), int(used.get("totalUsage") or 0)

    @contextmanager
    def content(self, message_id: str) -> Iterator[tuple[int, Any]]:
        """Status and byte stream of a photo or file; the caller reads as much as it is willing to keep."""
        client = self.client
        url = f"{self._data()}/v2/bot/message/{message_id}/content"
        with self._watchdog.at_most(CONTENT_TOTAL):
            try:
                response = client.rest_client.request(
                    "GET", url, headers=self._headers(), _preload_content=False, _request_timeout=CONTENT_TIMEOUT
                )
            except self._refused as refusal:
                yield refusal.status or 0, None
                return
            try:
                yield response.status, response
            finally:
                response.release_conn()

    def _api(self) -> str:
        return self._host or "https://api.line.me"

    def _data(self) -> str:
        return self._host or "https://api-data.line.me"

    def _headers(self, more: dict[str, str] | None = None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json", **(more or {})}


def meaning(status: int, text: str, headers: dict[str, str]) -> Answer:
    """What LINE's answer means for the message: by status first, by words only where LINE offers nothing else."""
    names = {key.lower(): value for key, value in headers.items()}
    request_id = names.get("x-line-request-id", "")
    if 300 <= status < 400 or (status == 200 and text.lstrip()[:1] == "<"):
        return Answer("unsure", status, text, request_id)  # something between us and LINE: its page is no answer
    if 200 <= status < 300:
        return Answer("sent", status, text, request_id, _sent_ids(text))
    if status == 409:
        return Answer("taken", status, text, names.get("x-line-accepted-request-id", request_id), _sent_ids(text))
    if status == 429:
        return Answer("quota" if "monthly limit" in text.lower() else "rate", status, text, request_id)
    if status in (401, 403):  # the channel's token, not the message: somebody will mend it
        return Answer("barred", status, text, request_id)
    if status >= 500 or status == 408:
        return Answer("unsure", status, text, request_id)
    if status == 400 and "invalid reply token" in text.lower():
        return Answer("used_token", status, text, request_id)
    return Answer("refused", status, text, request_id)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _sent_ids(text: str) -> list[str]:
    try:
        return [str(m["id"]) for m in json.loads(text)["sentMessages"] if "id" in m]
    except (ValueError, KeyError, TypeError):
        return []
