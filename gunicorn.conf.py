"""gunicorn's settings: how many processes and threads serve, and when the bot's own threads start (after the fork)."""

import gc
import os
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # gunicorn reads this file before it looks where the program lies

from bot.config import environment, load_settings, whole
from bot.keeping.opening import prepare
from bot.logs import write_json
from bot.refused import Refused

try:
    _environ = environment()
    _settings = load_settings(_environ)
    _processes, threads = whole(_environ, "WEB_CONCURRENCY", 1), whole(_environ, "WEB_THREADS", 8)
except Refused as refusal:
    sys.exit(str(refusal))  # one sentence instead of a worker's trace

bind = f"{_environ.get('HOST') or '0.0.0.0'}:{_settings.port}"
control_socket_disable = True
preload_app = False
worker_class = "bot.server.worker.Porch"  # gthread, behind a porch where requests wait until they are whole
# SQLite: one process, whatever WEB_CONCURRENCY says; its file has one writer and its order lives in that process.
workers = _processes if _settings.database_url.startswith("postgresql") else 1
worker_connections = 500  # below the 1,024 files that a process may open as a rule
timeout = 30
graceful_timeout = 25
keepalive = 75
accesslog = None


def on_starting(server):  # type: ignore[no-untyped-def]
    write_json()
    try:
        prepare("web", _settings.database_url, _settings.data_dir).close()
    except Refused as refusal:
        sys.exit(str(refusal))


def stay_on_one_core():  # type: ignore[no-untyped-def]
    """One interpreter computes on one core at a time; threads that hop between cores spend a third of it on handing
    over (measured: 0.63 ms of processor time a webhook, 0.35 on one core). Others keep the other cores."""
    if workers == 1 and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {random.choice(sorted(os.sched_getaffinity(0)))})


def post_worker_init(worker):  # type: ignore[no-untyped-def]
    stay_on_one_core()  # before there are threads: they inherit it
    write_json()
    worker.app.wsgi().extensions["radap"].start()
    gc.collect()
    gc.freeze()  # what is loaded now stays: no collection need look at it again


def worker_exit(server, worker):  # type: ignore[no-untyped-def]
    service = getattr(worker.app.callable, "extensions", {}).get("radap")
    if service is not None:  # else it was told to stop before it had started
        service.stop()
