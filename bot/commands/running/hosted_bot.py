"""The bots that a chat file is played against: one hosted here on a fresh database, or one that runs elsewhere."""

import contextlib
import io
import json
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import urllib3

from bot.refused import Refused
from bot.simulator.api.http_server import HOST, Server
from bot.simulator.office import CommandFailed, command
from bot.simulator.server import Simulator

PATIENCE = 20.0  # seconds that a bot may need until nothing waits any more
_environment = threading.Lock()


class Health:
    """Asks the bot whether anything waits to be handled or sent."""

    def __init__(self, bot_url: str) -> None:
        self.url = f"{bot_url}/healthz"
        self._pool = urllib3.PoolManager(retries=False, timeout=5.0)

    def ask(self) -> dict[str, Any]:
        answer = self._pool.request("GET", self.url)
        told = json.loads(answer.data)
        return told if isinstance(told, dict) else {}

    def wait_idle(self, seconds: float = PATIENCE) -> None:
        end = time.monotonic() + seconds
        pause = 0.002
        while True:
            told = self.ask()
            if told.get("inbox_waiting") == 0 and told.get("outbox_waiting") == 0:
                return
            if time.monotonic() > end:
                raise TimeoutError(f"after {seconds:g} seconds the bot still has work: {told}")
            time.sleep(pause)
            pause = min(pause * 1.5, 0.05)


def day_of_bot(bot_url: str, every: float = 5.0) -> Callable[[], str]:
    """Asks a running bot for its day, at most once in so many seconds; empty while it cannot say."""
    health = Health(bot_url)
    last = [-every]

    def ask() -> str:
        if time.monotonic() - last[0] < every:
            return ""
        last[0] = time.monotonic()
        try:
            return str(health.ask().get("day") or "")
        except (urllib3.exceptions.HTTPError, ValueError):
            return ""

    return ask


class RunningBot:
    """A bot that somebody else has started; commands go to it through its own command line."""

    def __init__(self, line: Simulator, bot_url: str) -> None:
        self.line = line
        self._health = Health(bot_url)

    def command(self, *words: str) -> str:
        return command(*words)

    def wait_idle(self) -> None:
        self._health.wait_idle()


class HostedBot:
    """The real web process's app with its own threads, database and simulator, all in this process, for one chat file.

    `with HostedBot() as bot:` gives bot.line (the simulator), bot.url, bot.command(…) and bot.wait_idle().
    """

    def __init__(self, *, today: str = "2026-03-15", folder: Path | None = None, more: Mapping[str, str] | None = None):
        self._temporary = None if folder else tempfile.TemporaryDirectory(prefix="radap-")
        self.folder = folder or Path(self._temporary.name if self._temporary else ".")
        self.line = Simulator(secret="a-secret-of-the-simulator", token="a-token-of-the-simulator")
        self._today, self._more = today, dict(more or {})

    def __enter__(self) -> "HostedBot":
        from bot.config import load_settings
        from bot.server.web import create_app
        from bot.service import Service

        self.line.start()
        self._server = Server(0, lambda environ, start_response: [])  # its port first: the bot's links carry it
        self.url = f"http://{HOST}:{self._server.port}"
        self.env = {
            "LINE_CHANNEL_SECRET": self.line.webhook.secret,
            "LINE_CHANNEL_ACCESS_TOKEN": self.line.api.token,
            "LINE_API_HOST": self.line.url,
            "DATABASE_URL": f"sqlite:///{self.folder / 'radap.db'}",
            "DATA_DIR": str(self.folder),
            "TODAY": self._today,
            "PORT": str(self._server.port),
            "PUBLIC_URL": self.url,
            **self._more,
        }
        self.command("migrate")
        settings = load_settings(self.env)
        self.service = Service(settings)
        self._server.app = create_app(settings, self.service)
        self.service.line.warm()  # here, not beside the first answer: the first messages come at once
        self.service.start()
        self._server.start()
        self.line.connect(f"{self.url}/callback")
        self.line.world.set_day(self._today)
        self._health = Health(self.url)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        self.line.api.closing.set()
        self.service.stop()
        self.line.stop()
        if self._temporary:
            self._temporary.cleanup()

    def command(self, *words: str) -> str:
        """The bot's command line in this process: the same code without another start of Python."""
        from bot.__main__ import main

        out, wrong = io.StringIO(), io.StringIO()
        with _in(self.env), contextlib.redirect_stdout(out), contextlib.redirect_stderr(wrong):
            try:
                code = main(list(words))
            except SystemExit as left:  # argparse
                code = int(left.code or 0)
        if code != 0:
            said = (wrong.getvalue().strip() or out.getvalue().strip()).splitlines()
            raise CommandFailed(said[-1] if said else f"python -m bot {' '.join(words)}: exit code {code}")
        return out.getvalue().strip()

    def wait_idle(self) -> None:
        self._health.wait_idle()


@contextlib.contextmanager
def _in(env: Mapping[str, str]) -> Iterator[None]:
    """The environment as the bot's commands see it; one command at a time."""
    with _environment:
        before = dict(os.environ)
        os.environ.update(env)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def base_of(callback: str) -> str:
    told = urlsplit(callback)
    if not told.hostname:
        raise Refused(f"--callback: found {callback!r}, expected an address like http://127.0.0.1:8000/callback")
    return f"{told.scheme}://{told.netloc}"
