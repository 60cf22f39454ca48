"""gunicorn's settings: how many processes and threads serve, and when the bot's own threads start (after the fork)."""

import os

from bot.logs import write_json

bind = f"{os.environ.get('HOST', '0.0.0.0')}:{os.environ.get('PORT', '8000')}"
control_socket_disable = True
preload_app = False
worker_class = "gthread"
_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
# SQLite: one process, whatever WEB_CONCURRENCY says; its file has one writer and its order lives in that process.
workers = int(os.environ.get("WEB_CONCURRENCY", "1")) if _postgres else 1
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 30
graceful_timeout = 25
keepalive = 75
accesslog = None


def post_worker_init(worker):  # type: ignore[no-untyped-def]
    write_json()
    worker.app.wsgi().extensions["radap"].start()


def worker_exit(server, worker):  # type: ignore[no-untyped-def]
    worker.app.wsgi().extensions["radap"].stop()
