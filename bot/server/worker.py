"""The porch: a request waits here until it is whole, and only then does one of the bot's threads take it.

gunicorn's threads read a request from its socket themselves, so that whoever sends slowly holds one, and eight of them
hold all. Here the one thread that accepts connections gathers what comes in from everybody; who has not finished in
time, sends too much or does not hang up costs a place in a list and nothing else.
"""

import contextlib
import errno
import socket
import struct
import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from bot.server.request import Arriving, TooLarge

PATIENCE = 10.0  # seconds for a whole request
FAREWELL = 2.0  # seconds to hang up after the last answer
STANDSTILL = 30  # seconds without any progress once a thread has it
PIECE = 64 * 1024  # bytes
MOST_HELD = 64 * 1024 * 1024  # bytes of all requests that are not whole
CROWDED = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)  # the machine has no room for another connection
REFUSAL = b"HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Visit(TConn):  # type: ignore[misc]
    """One connection, and what has come in of its next request."""

    def __init__(self, porch: "Porch", sock: socket.socket, client: Any, server: Any) -> None:
        super().__init__(porch.cfg, sock, client, server)
        self.porch = porch
        self.request = Arriving()
        self.leaving = False

    def close(self, graceful: bool = False) -> None:
        """Where gunicorn would wait until the other side hangs up, and everybody else with it."""
        if graceful:
            self.porch.see_off(self)
        else:
            super().close()


class Porch(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threads, with its waiting connections (pending_conns) as the porch."""

    _next_look = 0.0

    # arriving

    def accept(self, listener: socket.socket) -> None:
        try:
            sock, client = listener.accept()
        except OSError as failure:
            if failure.errno in CROWDED and self.pending_conns:
                self._turn_out(self.pending_conns[0])
            elif failure.errno not in (errno.EAGAIN, errno.ECONNABORTED, *CROWDED):
                raise
            return
        self.nr_conns += 1
        for side in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):  # a telephone that loses its network frees its thread
            sock.setsockopt(socket.SOL_SOCKET, side, struct.pack("ll", STANDSTILL, 0))
        self._welcome(Visit(self, sock, client, listener.getsockname()))

    def on_client_socket_readable(self, conn: Visit, client: socket.socket) -> None:
        """A connection that was kept open begins its next request."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._welcome(conn)

    def enqueue_req(self, conn: Visit) -> None:
        """gunicorn has read more than the request that it has just answered."""
        rest = conn.parser.unreader.take_buffered()
        conn.sock.setblocking(False)
        self._added(conn, rest)
        self._welcome(conn)

    def _welcome(self, visit: Visit) -> None:
        visit.timeout = time.monotonic() + (FAREWELL if visit.leaving else PATIENCE)
        if self._settled(visit):
            return
        self.pending_conns.append(visit)
        self.poller.register(visit.sock, EVENT_READ, partial(self.on_pending_socket_readable, visit))
        if self.nr_conns >= self.worker_connections:  # in a crowd whoever has dawdled longest goes first
            self._turn_out(self.pending_conns[0])

    def on_pending_socket_readable(self, conn: Visit, client: socket.socket) -> None:
        if self._settled(conn):
            self._leaves_the_list(conn)

    def _settled(self, visit: Visit) -> bool:
        """Take in what is there. True: it need not wait here any longer, a thread has it or it is gone."""
        if not visit.request.whole:
            try:
                piece = visit.sock.recv(PIECE)
            except (BlockingIOError, InterruptedError):
                return False
            except OSError:
                piece = b""
            if not piece:
                self._gone(visit)
                return True
            if visit.leaving or not self._added(visit, piece):
                return False
        if not visit.request.whole:
            return False
        super().enqueue_req(visit)  # from now on it is the thread's
        return True

    def _added(self, visit: Visit, piece: bytes) -> bool:
        """False: that was too much, and was said."""
        try:
            visit.request.add(piece)
            if len(visit.request) > PIECE and sum(len(v.request) for v in self.pending_conns) > MOST_HELD:
                raise TooLarge
        except TooLarge:
            self._refuse(visit, b"413 Content Too Large")
            return False
        return True

    def handle(self, conn: Visit) -> Any:
        """In a thread: gunicorn reads the request as if it came from the socket."""
        conn.data_ready = True
        conn.init()
        conn.parser.unreader.unread(conn.request.take())
        return super().handle(conn)

    # leaving

    def see_off(self, visit: Visit) -> None:
        """Our last answer is under way: it arrives whole only if the other side hangs up first."""
        self.nr_conns += 1  # it was counted as gone
        visit.sock.setblocking(False)
        self._wave(visit)
        self._welcome(visit)

    def _refuse(self, visit: Visit, why: bytes) -> None:
        with contextlib.suppress(OSError):
            visit.sock.send(REFUSAL % why)
        self._wave(visit)

    @staticmethod
    def _wave(visit: Visit) -> None:
        visit.leaving, visit.request = True, Arriving()
        visit.timeout = time.monotonic() + FAREWELL
        with contextlib.suppress(OSError):
            visit.sock.shutdown(socket.SHUT_WR)

    def _turn_out(self, visit: Visit) -> None:
        """Its time is over."""
        self._leaves_the_list(visit)
        if len(visit.request):
            with contextlib.suppress(OSError):
                visit.sock.send(REFUSAL % b"408 Request Timeout")
        self._gone(visit)

    def _leaves_the_list(self, visit: Visit) -> None:
        self.pending_conns.remove(visit)
        with contextlib.suppress(OSError, KeyError, ValueError):
            self.poller.unregister(visit.sock)

    def _gone(self, visit: Visit) -> None:
        self.nr_conns -= 1
        visit.close()

    def murder_pending(self) -> None:
        now = time.monotonic()
        if now < self._next_look:
            return
        self._next_look = now + 0.5
        for visit in [visit for visit in self.pending_conns if visit.timeout <= now]:
            self._turn_out(visit)

    def _cap_keepalive(self, deadline: float) -> None:
        """The process stops: who has not finished soon is not waited for."""
        super()._cap_keepalive(deadline)
        for visit in self.pending_conns:
            visit.timeout = min(visit.timeout, deadline)
