"""Connections: a request gets a thread when it is whole, an answer leaves without one; who dawdles is let go.

waitress gathers what comes in and sends what goes out in one loop; its threads only answer. Here stands what it does
not decide by itself: how long somebody may take, who makes room in a crowd, how to stop without cutting anybody off.
"""

from __future__ import annotations

import contextlib
import copy
import resource
import socket
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

PATIENCE = 10  # seconds for a whole request, or between two of them
STANDSTILL = 30  # seconds in which a reader takes nothing of an answer: a telephone that has lost its network
FAREWELL = 2  # seconds to send the rest of a request once we are to stop
LARGEST_HEAD = 32 * 1024  # bytes; LINE's have 500
LARGEST = 1024 * 1024  # bytes of a body, as the application takes it
PAPERS = "/drafts"  # where signed documents are brought in
LARGEST_PAPERS = 64 * 1024 * 1024  # bytes of them: above what the page takes, so that it can say so itself
SLOWEST = 40 * 1024  # bytes a second of somebody who brings papers over a telephone network
MOST_PAPERS = 6  # brought at one time: they lie on disk until they are whole
FRAMES = 64 * 1024  # bytes around the chunks of one, which waitress counts with it
IN_MEMORY = 64 * 1024  # bytes of a body; the rest of it lies on disk until it is whole
MOST_CONNECTIONS = 1000
OWN_FILES = 48  # that a process may open besides its connections: database, log, evidence, calls to LINE
TOO_LATE = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Request(HTTPRequestParser):  # type: ignore[misc]
    """One request; only papers may be as large as papers are."""

    brings_papers = False
    adj: Any

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        self.brings_papers = self.command == "POST" and self.path == PAPERS and self.content_length > LARGEST
        if self.brings_papers:
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = LARGEST_PAPERS

    @property
    def patience(self) -> float:
        return PATIENCE + (self.content_length / SLOWEST if self.brings_papers else 0)


class Visit(HTTPChannel):  # type: ignore[misc]
    """One connection; `since`: when its newest request began, however busily its bytes drip."""

    parser_class = Request

    def __init__(self, *given: Any, **named: Any) -> None:
        self.since = time.monotonic()
        super().__init__(*given, **named)

    def received(self, data: bytes) -> Any:
        if self.request is None:
            self.since = time.monotonic()
        before = self.brings_papers
        more = super().received(data)
        if self.brings_papers and not before and self.server.bringing() > MOST_PAPERS:
            self.turn_out()
        return more

    @property
    def brings_papers(self) -> bool:
        return self.request is not None and self.request.brings_papers

    @property
    def answered(self) -> bool:
        """No thread has it, and nothing waits to be sent."""
        return not self.requests and not self.total_outbufs_len

    def late(self, now: float) -> bool:
        if self.requests:  # a thread has it
            return False
        if self.request is not None:
            return bool(time.monotonic() - self.since > self.request.patience)
        return bool(now - self.last_activity > (STANDSTILL if self.total_outbufs_len else PATIENCE))

    def turn_out(self) -> None:
        if self.request is not None and not self.total_outbufs_len:
            with contextlib.suppress(OSError):
                self.socket.send(TOO_LATE)
        self.handle_close()


class WebhooksFirst:
    """What waits for a thread: LINE does not wait behind a crowd of readers; each kind keeps its order."""

    def __init__(self) -> None:
        self.webhooks: deque[Visit] = deque()
        self.others: deque[Visit] = deque()

    def __len__(self) -> int:
        return len(self.webhooks) + len(self.others)

    def append(self, visit: Visit) -> None:
        asked = visit.requests[0] if visit.requests else None
        webhook = getattr(asked, "path", "") == "/callback"  # what is no request has no path
        (self.webhooks if webhook else self.others).append(visit)

    def popleft(self) -> Visit:
        return (self.webhooks or self.others).popleft()


class Server(TcpWSGIServer):  # type: ignore[misc]
    """waitress on a socket that is bound already, so that several processes may share it."""

    channel_class = Visit

    def __init__(self, app: Any, listener: socket.socket, threads: int, most: int = MOST_CONNECTIONS) -> None:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        files = soft if soft > 2 * most else min(hard, 4 * most)  # a body that lies on disk takes one more
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
        adjusted = Adjustments(
            sockets=[listener], threads=threads, backlog=1024, ident=None, asyncore_use_poll=True,
            connection_limit=min(most, max((files - OWN_FILES) // 2, 4)), log_socket_errors=False,
            max_request_header_size=LARGEST_HEAD, max_request_body_size=LARGEST + FRAMES, inbuf_overflow=IN_MEMORY,
            outbuf_high_watermark=64 * LARGEST,  # what is larger is a file, which waits for its reader on disk
            clear_untrusted_proxy_headers=False,  # /metrics looks whether a proxy stands between
        )  # fmt: skip
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.queue = WebhooksFirst()
        dispatcher.set_thread_count(threads)
        told = (listener.family, listener.type, listener.proto, listener.getsockname())
        super().__init__(app, {}, True, listener, dispatcher=dispatcher, adj=adjusted, bind_socket=False, sockinfo=told)

    def visits(self) -> list[Visit]:
        return list(self.active_channels.values())

    def bringing(self) -> int:
        return sum(visit.brings_papers for visit in self.visits())

    def maintenance(self, now: float) -> None:
        """Not while the loop waits, as waitress has it: the file of a closed connection would be the next one's."""

    def run_until(self, stopped: Callable[[], bool]) -> None:
        look = 0.0
        while not stopped():
            wasyncore.loop(timeout=0.5, use_poll=True, map=self._map, count=1)
            if len(self._map) >= self.adj.connection_limit:
                self._make_room()
            if (now := time.time()) - look > 0.5:
                look = now
                self._turn_out_the_late(now)

    def _make_room(self) -> None:
        """In a crowd whoever has dawdled longest goes first."""
        waiting = [visit for visit in self.visits() if not visit.requests]
        if waiting:
            min(waiting, key=lambda visit: visit.since).turn_out()

    def _turn_out_the_late(self, now: float) -> None:
        for visit in self.visits():
            if visit.late(now):
                visit.turn_out()

    def finish(self, seconds: float) -> None:
        """Nobody new; what is in hand is answered and sent, who has not asked soon is not waited for."""
        wasyncore.dispatcher.close(self)
        begun = time.monotonic()
        while self.active_channels and (gone := time.monotonic() - begun) < seconds:
            for visit in self.visits():
                if visit.answered and (visit.request is None or gone > FAREWELL):
                    visit.turn_out()
            wasyncore.loop(timeout=0.05, use_poll=True, map=self._map, count=1)
        self.task_dispatcher.shutdown(timeout=max(seconds - (time.monotonic() - begun), 1))
        wasyncore.close_all(self._map)
