"""While a large paper is read, drafted and looked at, webhooks are answered as ever."""

import http.client
import re
import secrets
import statistics
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.simulator.server import Simulator
from tests.faults.web_process import WebProcess, office, report

PAPER = Path(__file__).parents[1] / "drafting/seeds/buriram-2561.garuda.pdf"  # some forty pages
SLOWEST = 0.2  # seconds, of ninety-nine in a hundred
BETWEEN = 0.05  # seconds between two webhooks


class Browser:
    """Enough of one: a cookie, a form, a file."""

    def __init__(self, port: int, token: str) -> None:
        self.port, self.cookies = port, dict[str, str]()
        seal = re.search(r'name="seal" value="([^"]+)"', self.get(f"/open/{token}"))
        assert seal
        self.send("POST", f"/open/{token}", urlencode({"seal": seal[1]}).encode(), "application/x-www-form-urlencoded")

    def send(self, method: str, path: str, body: bytes = b"", kind: str = "text/plain") -> tuple[int, str, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = "; ".join(f"{key}={told}" for key, told in self.cookies.items())
        line.request(method, path, body or None, {"Cookie": cookies, "Content-Type": kind})
        answer = line.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, told = value.split(";")[0].partition("=")
                self.cookies[key] = told
        return answer.status, answer.getheader("Location") or "", answer.read().decode("utf-8", "replace")

    def get(self, path: str) -> str:
        return self.send("GET", path)[2]

    def bring(self, paper: Path) -> str:
        csrf = re.search(r'name="csrf" value="([^"]+)"', self.get("/drafts"))
        assert csrf
        edge = secrets.token_hex(8)
        body = b"".join(
            (f"--{edge}\r\nContent-Disposition: form-data; name={name}\r\n\r\n").encode() + value + b"\r\n"
            for name, value in (('"csrf"', csrf[1].encode()), (f'"file"; filename="{paper.name}"', paper.read_bytes()))
        )
        status, where, _ = self.send(
            "POST", "/drafts", body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"
        )
        assert status == 303
        return where


@pytest.mark.fault
@pytest.mark.timeout(300)
def test_while_a_paper_is_read_webhooks_are_answered_as_ever(tmp_path: Path, line: Simulator) -> None:
    people = office(tmp_path, line)
    web = WebProcess(tmp_path, line).start()
    store = web.store()
    with store.db.transaction():
        admin = store.people.enroll(
            name="ผู้ดูแล", province="", role="admin", districts=(), group="", line_user="U" + "f" * 32, at=0
        )
        store.people.update(person=admin, agreed=1)
        store.visits.give_link(token="token", person=admin, path="/", expires=2**53)
    store.close()
    browser, took, done = Browser(web.port, "token"), list[float](), threading.Event()

    def webhooks() -> None:
        n = 0
        while not done.is_set():
            begun = time.monotonic()
            assert line.phone.text(people[n % len(people)], report(n // len(people))).ok
            took.append(time.monotonic() - begun)
            n += 1
            time.sleep(BETWEEN)

    sender = threading.Thread(target=webhooks)
    sender.start()
    try:
        time.sleep(3)
        quiet = len(took)
        where = browser.bring(PAPER)
        while "กำลังอ่านไฟล์" in browser.get(where):
            time.sleep(0.5)
        for _ in range(3):
            assert "บุรีรัมย์" in browser.get(where)
    finally:
        done.set()
        sender.join()
        web.stop()
    before, while_read = sorted(took[:quiet]), sorted(took[quiet:])
    p99 = while_read[int(len(while_read) * 0.99)]
    print(
        f"\nwebhooks: {len(before)} before, median {statistics.median(before) * 1000:.0f} ms; {len(while_read)} while a"
        f" paper was read, median {statistics.median(while_read) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms"
    )
    assert p99 < SLOWEST
