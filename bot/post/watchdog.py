"""Ends calls that take too long in total: an answer that drips is cut off, since a timeout only bounds each byte."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

LOOKS = 0.25  # seconds between looks


class Watchdog:
    """One thread looks after all calls; each call is a thread's, and names its socket as soon as it has one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: dict[int, float] = {}
        self._sockets: dict[int, socket.socket] = {}
        self._some = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        me = threading.get_ident()
        with self._lock:
            self._until[me] = time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="line-watchdog", daemon=True)
                self._thread.start()
        self._some.set()
        try:
            yield
        finally:
            with self._lock:
                self._until.pop(me, None)
                self._sockets.pop(me, None)

    def has(self, connected: socket.socket | None) -> None:
        with self._lock:
            if connected is not None and threading.get_ident() in self._until:
                self._sockets[threading.get_ident()] = connected

    def pools(self) -> dict[str, Any]:
        """For a pool manager: connections that name their sockets here."""
        watchdog = self

        class Plain(HTTPConnection):
            def getresponse(self) -> Any:
                watchdog.has(self.sock)
                return super().getresponse()

        class Secure(HTTPSConnection):
            def getresponse(self) -> Any:
                watchdog.has(self.sock)
                return super().getresponse()

        plain = type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": Plain})
        return {"http": plain, "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": Secure})}

    def _run(self) -> None:
        while True:
            self._some.wait()
            time.sleep(LOOKS)
            now = time.monotonic()
            with self._lock:
                late = [self._sockets[me] for me, until in self._until.items() if until < now and me in self._sockets]
                if not self._until:
                    self._some.clear()
            for one in late:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)  # the reader sees the end of the answer, and says so
