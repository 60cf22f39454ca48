"""Starts what a benchmark needs as real processes, and runs wrk against it."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SECRET = "benchmark-secret"


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def settings(directory: Path, api_port: int, port: int, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": "token",
        "LINE_API_HOST": f"http://127.0.0.1:{api_port}",
        "DATABASE_URL": f"sqlite:///{directory}/radap.db",
        "DATA_DIR": str(directory),
        "PORT": str(port),
        "PYTHONPATH": str(ROOT),
        **more,
    }


def get(url: str, timeout: float = 5) -> str:
    with urllib.request.urlopen(url, timeout=timeout) as answer:
        return answer.read().decode()


def wait_for(url: str, seconds: float = 20) -> float:
    """Seconds until the address answers."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        with contextlib.suppress(OSError):
            get(url, 1)
            return time.monotonic() - begun
        time.sleep(0.01)
    raise TimeoutError(url)


@contextlib.contextmanager
def process(*words: str, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(
        [sys.executable, *words], env=env, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


@contextlib.contextmanager
def stub_api(latency_ms: int) -> Iterator[int]:
    port = free_port()
    with process(str(HERE / "stub_api.py"), str(port), str(latency_ms), env=dict(os.environ)):
        wait_for(f"http://127.0.0.1:{port}/count")
        yield port


def webhook(n: int, text: str, user: str) -> tuple[str, str]:
    """A signed webhook with one text event."""
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": time.time_ns() // 1_000_000,
        "webhookEventId": f"01BENCH{n:019d}",
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": user},
        "replyToken": f"{n:032x}",
        "message": {"type": "text", "id": str(10**17 + n), "quoteToken": "q" * 40, "text": text},
    }
    body = json.dumps({"destination": "U" + "d" * 32, "events": [event]}, ensure_ascii=False)
    signature = base64.b64encode(hmac.new(SECRET.encode(), body.encode(), hashlib.sha256).digest()).decode()
    return signature, body


def write_webhooks(path: Path, many: int, texts: list[str], users: list[str]) -> None:
    lines = ("\t".join(webhook(n, texts[n % len(texts)], users[n % len(users)])) for n in range(many))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def wrk(port: int, connections: int, seconds: int, webhooks: Path) -> tuple[float, float, float, int, int]:
    """Requests a second, p50 and p99 in ms, errors, requests."""
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s", str(HERE / "webhooks.lua"),
         f"http://127.0.0.1:{port}"],
        env={**os.environ, "WEBHOOKS": str(webhooks)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rate, p50, p99, errors, requests = next(l for l in done.stdout.splitlines() if l.startswith("RESULT")).split()[1:]
    return float(rate), float(p50), float(p99), int(errors), int(requests)
