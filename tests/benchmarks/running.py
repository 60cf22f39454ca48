"""Starts what a benchmark needs as real processes, and runs wrk against it."""

import base64
import contextlib
import hashlib
import hmac
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

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


def wait_for_port(port: int, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
        time.sleep(0.02)


def health(port: int) -> dict[str, Any]:
    told = json.loads(get(f"http://127.0.0.1:{port}/healthz"))
    assert isinstance(told, dict)
    return told


def post_all(port: int, webhooks: list[tuple[str, str]], lines: int = 8) -> None:
    """Signed webhooks over a few open connections; every one must be taken."""

    def work(mine: list[tuple[str, str]]) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for signature, body in mine:
            line.request("POST", "/callback", body.encode(), {"x-line-signature": signature})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
        line.close()

    with ThreadPoolExecutor(lines) as pool:
        for done in [pool.submit(work, webhooks[n::lines]) for n in range(lines)]:
            done.result()


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


@contextlib.contextmanager
def bot(folder: Path, api_port: int, **more: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The web process as the Procfile starts it: its port and its master."""
    port = free_port()
    env = settings(folder, api_port, port, HOST="127.0.0.1", **more)
    with process("-m", "bot", "serve", env=env) as child:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield port, child


def worker(master: subprocess.Popen[bytes]) -> Path:
    """What the machine knows of the process that serves."""
    return Path("/proc") / str(serving(master.pid))


def serving(pid: int) -> int:
    """The first child where several processes serve, else the process itself."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[0]) if children else pid


def worker_rss(master: subprocess.Popen[bytes]) -> float:
    """MiB of the process that serves."""
    lines = (worker(master) / "status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def worker_seconds(master: subprocess.Popen[bytes]) -> float:
    """Processor time of the process that serves."""
    user, system = (worker(master) / "stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def worked_off(port: int, seconds: float) -> None:
    """Wait until nothing waits in inbox and outbox; asked seldom, as asking is work too."""
    end = time.monotonic() + seconds
    while (told := health(port))["inbox_waiting"] or told["outbox_waiting"]:
        if time.monotonic() > end:
            raise TimeoutError(told)
        time.sleep(0.1)


def event_id(n: int) -> str:
    return f"01BENCH{n:019d}"


def webhook(n: int, text: str, user: str) -> tuple[str, str]:
    """A signed webhook with one event: words, or a photo where there are none."""
    words = {"type": "text", "quoteToken": "q" * 40, "text": text}
    photo = {"type": "image", "quoteToken": "q" * 40, "contentProvider": {"type": "line"}}
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": time.time_ns() // 1_000_000,
        "webhookEventId": event_id(n),
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": user},
        "replyToken": f"{n:032x}",
        "message": {"id": str(10**17 + n), **(words if text else photo)},
    }
    body = json.dumps({"destination": "U" + "d" * 32, "events": [event]}, ensure_ascii=False)
    signature = base64.b64encode(hmac.new(SECRET.encode(), body.encode(), hashlib.sha256).digest()).decode()
    return signature, body


def write_webhooks(path: Path, many: int, texts: list[str], users: list[str], first: int = 0) -> None:
    lines = ("\t".join(webhook(first + n, texts[n % len(texts)], users[n % len(users)])) for n in range(many))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def wrk(port: int, connections: int, seconds: int, webhooks: Path) -> tuple[float, float, float, int, int]:
    """Requests a second, p50 and p99 in ms, errors, requests."""
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s",
         str(HERE / "webhooks.lua"), f"http://127.0.0.1:{port}"],
        env={**os.environ, "WEBHOOKS": str(webhooks)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rate, p50, p99, errors, requests = next(o for o in done.stdout.splitlines() if o.startswith("RESULT")).split()[1:]
    return float(rate), float(p50), float(p99), int(errors), int(requests)
