"""The web process: the application under waitress, alone or as several processes on one socket, until told to stop."""

from __future__ import annotations

import gc
import logging
import os
import random
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.config import Settings, environment, load_settings, whole
from bot.keeping.opening import prepare
from bot.logs import write_json
from bot.refused import Refused
from bot.server.connections import Server
from bot.server.web import create_app

log = logging.getLogger("radap.web")
IN_HAND = 20  # seconds for what is in hand when told to stop
PATIENCE = 35  # seconds for the processes to end before they are ended


@dataclass(frozen=True)
class Plan:
    host: str
    port: int
    threads: int
    processes: int


def plan(environ: Mapping[str, str], settings: Settings) -> Plan:
    """SQLite: one process, whatever WEB_CONCURRENCY says; its file has one writer and its order lives there."""
    threads, processes = whole(environ, "WEB_THREADS", 8), whole(environ, "WEB_CONCURRENCY", 1)
    alone = not settings.database_url.startswith("postgresql")
    return Plan(environ.get("HOST") or "0.0.0.0", settings.port, threads, 1 if alone else processes)


def serve() -> int:
    environ = environment()
    settings = load_settings(environ)
    chosen = plan(environ, settings)
    prepare("web", settings).close()
    with listen(chosen.host, chosen.port) as listener:
        write_json()
        log.info("serving on %s:%s, threads: %s, processes: %s", *vars(chosen).values())
        if chosen.processes > 1:
            return _several(chosen.processes, lambda: run(settings, listener, chosen.threads))
        stay_on_one_core()
        return run(settings, listener, chosen.threads)


def listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as failure:
        raise Refused(f"HOST, PORT: {host}:{port} cannot be listened on: {failure.strerror}") from None


def stay_on_one_core() -> None:
    """One interpreter computes on one core at a time; threads that hop between cores spend a third of it on handing
    over (measured: 0.63 ms of processor time a webhook, 0.35 on one core). Others keep the other cores."""
    if hasattr(os, "sched_setaffinity"):  # before there are threads: they inherit it
        os.sched_setaffinity(0, {random.choice(sorted(os.sched_getaffinity(0)))})


def run(settings: Settings, listener: socket.socket, threads: int) -> int:
    """Until SIGTERM or SIGINT: then what is in hand is finished, requests first, the bot's own threads after them."""
    parent, told = os.getppid(), [False]
    app = create_app(settings)
    service = app.extensions["radap"]
    server: Server | None = None

    def stop(*_: Any) -> None:
        told[0] = True
        if server is not None:
            server.pull_trigger()

    def stopped() -> bool:
        service.hung.turned()
        return told[0] or os.getppid() != parent

    _on_stop(stop)
    service.start()
    service.hung.start()
    try:
        server = Server(app, listener, threads)
        gc.collect()
        gc.freeze()  # what is loaded now stays: no collection need look at it again
        server.run_until(stopped)
        server.finish(IN_HAND)
    finally:
        service.stop()
        service.hung.stop()
    return 0


def _on_stop(do: Callable[..., None]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, do)


def _several(many: int, work: Callable[[], int]) -> int:
    """One parent that keeps its children alive and passes on that they are to stop."""
    children: set[int] = set()
    stopping = [False]

    def stop(*_: Any) -> None:
        stopping[0] = True
        _tell(children, signal.SIGTERM)
        signal.alarm(PATIENCE)

    _on_stop(stop)
    signal.signal(signal.SIGALRM, lambda *_: _tell(children, signal.SIGKILL))
    while True:
        while not stopping[0] and len(children) < many:
            children.add(_child(work))
        if not children:
            return 0
        gone, status = os.wait()
        children.discard(gone)
        if not stopping[0]:
            log.error("a web process ended (%s): another one begins", status)
            time.sleep(1)


def _tell(children: set[int], number: int) -> None:
    for child in list(children):
        os.kill(child, number)  # not waited for yet, so it is ours


def _child(work: Callable[[], int]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        code = work()
    except BaseException:
        log.exception("a web process failed")
    finally:
        sys.stderr.flush()
        os._exit(code)
