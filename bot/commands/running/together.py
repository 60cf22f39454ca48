"""Processes that end together: when we are told to stop, when one of them ends, or when a start fails."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any

PATIENCE = 10  # seconds for what they have in hand; then they are ended
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl-C, kill, a closed terminal


class Together:
    """`with Together() as children:` a signal to stop leaves it as KeyboardInterrupt; whoever still runs is ended."""

    def __init__(self) -> None:
        self._children: list[subprocess.Popen[bytes]] = []
        self._starting = self._told = False

    def __enter__(self) -> Together:
        heard = [n for n in STOPS if n != signal.SIGHUP or signal.getsignal(n) is not signal.SIG_IGN]  # nohup
        self._before = {number: signal.signal(number, self._stop) for number in heard}
        return self

    def start(self, *words: str, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
        self._starting = True  # a signal here would leave a child that nobody knows
        child = subprocess.Popen([sys.executable, *words], env=env)
        self._children.append(child)
        self._starting = False
        if self._told:
            raise KeyboardInterrupt
        return child

    def wait_for_one(self) -> None:
        while all(child.poll() is None for child in self._children):
            time.sleep(0.2)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._told = True  # a second Ctrl-C changes nothing: they are being ended
        for child in self._children:
            child.terminate()
        until = time.monotonic() + PATIENCE
        for child in self._children:
            try:
                child.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        for number, before in self._before.items():
            signal.signal(number, before)

    def _stop(self, *_: Any) -> None:
        if self._told:
            return
        self._told = True
        if not self._starting:
            raise KeyboardInterrupt
