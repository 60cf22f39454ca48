"""The sender: works off the outbox over LINE's API; free replies first, a push only for what matters, nothing twice."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.now import milliseconds
from bot.post.line import Answer, Line
from bot.post.sent import Noting
from bot.store import Store
from bot.store.engine import Row
from bot.store.people.people import FORGET
from bot.store.post.outbox import Finished

log = logging.getLogger("radap.sender")
TOKEN_LIVES = 50_000  # ms: LINE says one minute, and not to rely on it
POLL = 0.5  # seconds
BACKOFF = (1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000)  # ms between tries
GIVE_UP = 23 * 3600 * 1000  # ms: LINE remembers a retry key for 24 hours
LONGEST_CALL = 16_000  # ms: a whole call at its longest, and a little
CLOCK_JUMP = 5_000  # ms: less is the ordinary care of a time service
QUOTA_PAUSE = 3600 * 1000  # ms between looks whether the month's quota is there again

Fetcher = Callable[[Row], tuple[str, str, int]]  # outcome (done, later, gone), words for the record, wait in ms


class Sender:
    """Threads that send. Fresh rows come straight from the mailbox; the rest (retries, restarts) from the table."""

    def __init__(self, store: Store, line: Line, fetch: Fetcher, workers: int = 32) -> None:
        self.store = store
        self.line = line
        self._fetch = fetch
        self.menu: Fetcher = lambda row: ("gone", "no menus here", 0)  # links a role's menu; the service says how
        self.forget: Fetcher = lambda row: ("later", "nobody forgets here", 60_000)  # somebody who has left
        self._notes = Noting(store)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="sender")
        self._lock = threading.Lock()
        self._in_hand: set[str] = set()
        self._wake = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._lane: dict[str, list[Row]] = {}  # rows of one target wait for each other: order is kept
        self._apart = milliseconds() - int(time.monotonic() * 1000)  # the wall's clock from the one that never jumps
        self.counts: Counter[str] = Counter()

    def start(self) -> None:
        if self.store.db.one_process:
            self.store.together.run(lambda: self.store.outbox.release(milliseconds()))
        self._thread = threading.Thread(target=self._watch, name="sender-watch", daemon=True)
        self._thread.start()
        self._notes.start()

    def stop(self, seconds: float = 8) -> None:
        """What is in hand goes out, unless LINE is too slow for that; the rest waits for the next start."""
        until = time.monotonic() + seconds
        while self._lane and time.monotonic() < until:
            time.sleep(0.02)
        self._stopping = True
        self._wake.set()
        if self._thread:
            self._thread.join(5)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._notes.stop()

    def take(self, rows: list[Row]) -> None:
        """Send these, now, each target's in their order."""
        for row in rows:
            with self._lock:
                if row["id"] in self._in_hand or self._stopping:
                    continue
                self._in_hand.add(row["id"])
                lane = self._lane.get(row["target"])
                if lane is not None:
                    lane.append(row)
                    continue
                self._lane[row["target"]] = [row]
            self._pool.submit(self._drain, row["target"])

    def _drain(self, target: str) -> None:
        while True:
            with self._lock:
                if not self._lane[target] or self._stopping:
                    del self._lane[target]
                    return
                row = self._lane[target][0]
            try:
                if self._still_ours(row):
                    self._deliver(row)
            except Exception:
                log.exception("outbox row left waiting", extra={"outbox": row["id"]})
            finally:
                with self._lock:
                    self._in_hand.discard(row["id"])
                    self._lane[target].pop(0)

    def _still_ours(self, row: Row) -> bool:
        """Where others work on the same outbox, a row that has waited in its lane is held anew before it is sent:
        else another process would take it for abandoned while we send it, and its words would arrive twice."""
        now = milliseconds()
        if self.store.db.one_process or row["due"] - now > LONGEST_CALL:
            return True
        with self.store.db.transaction(counted=False):
            return self.store.outbox.renew(row, now)

    def _watch(self) -> None:
        while not self._stopping:
            try:
                self._mind_the_clock()
                rows = self.store.outbox.claim(milliseconds())
                self.take([row for row in rows if row["id"] not in self._in_hand and not self._notes.holds(row["id"])])
            except Exception:
                log.exception("outbox cannot be read")
            self._wake.wait(POLL)
            self._wake.clear()

    def _mind_the_clock(self) -> None:
        """A clock that is set back would leave rows waiting for hours; set forward, they are only due a little early.
        Only the one process of a database may say so: of several, each would."""
        apart = milliseconds() - int(time.monotonic() * 1000)
        jump, self._apart = apart - self._apart, apart
        if jump < -CLOCK_JUMP and self.store.db.one_process:
            log.warning("the clock was set back by %d ms", -jump)
            self.store.together.run(lambda: self.store.outbox.shift(jump))

    def keep_company(self, user: str) -> None:
        """LINE's loading animation while an answer is late; best effort, free, and gone with the next message."""
        if not self._stopping:
            self._pool.submit(self.line.loading, user)

    # one row

    def send(self, row: Row) -> None:
        """Now, and written down when this returns."""
        self._deliver(row)
        self._notes.write()

    def _deliver(self, row: Row) -> None:
        if row["kind"] == "fetch":
            self._collect(row, self._fetch)
        elif row["kind"] == "menu":
            self._collect(row, self.menu)
        elif row["kind"] == FORGET:
            self._collect(row, self.forget)
        elif row["kind"] == "reply":
            self._reply(row)
        else:
            self._push(row)

    def _reply(self, row: Row) -> None:
        age = milliseconds() - (row["token_at"] or 0)
        if age >= TOKEN_LIVES:
            self._too_old(row, "reply token too old")
            return
        answer = self.line.reply(row["reply_token"], row["body"])
        if answer.outcome == "sent":
            self._done(row, "sent", answer)
        elif answer.outcome == "used_token":
            if row["unsure"]:  # an earlier attempt of ours used it: the words have arrived
                self._done(row, "sent", answer)
            else:
                self._too_old(row, answer.text)
        elif answer.outcome in ("rate", "quota", "barred", "unreached", "unsure", "taken"):
            self._again(row, answer, unsure=row["unsure"] or answer.outcome in ("unsure", "taken"))
        else:  # the token, or something between us and LINE: what matters goes the other way
            self._too_old(row, _record(answer))

    def _too_old(self, row: Row, why: str) -> None:
        """The free way is closed. What matters is pushed once; the rest has lost its moment."""
        if not row["must_arrive"]:
            self._done(row, "dropped", Answer("dropped", text=why))
            log.warning("an answer was dropped", extra={"outbox": row["id"], "event": row["event_id"]})
            return
        doubled = bool(row["unsure"])
        self.store.together.run(
            lambda: self.store.outbox.becomes_push(row["id"], milliseconds(), answer=why, maybe_doubled=doubled)
        )
        self.counts["maybe_doubled"] += doubled
        self._wake.set()

    def _push(self, row: Row) -> None:
        if row["kind"] == "multicast":
            answer = self.line.multicast(row["body"], row["id"])
        else:
            answer = self.line.push(row["target"], row["body"], row["id"])
        if answer.outcome in ("sent", "taken"):
            self._done(row, "sent", answer)
        elif answer.outcome in ("rate", "barred", "unreached", "unsure"):
            self._again(row, answer, unsure=row["unsure"])
        elif answer.outcome == "quota":  # meanwhile it may ride on the person's next free reply
            self._wait(row, QUOTA_PAUSE, answer, unsure=row["unsure"])
        elif answer.status != 400:  # LINE judges a message with 400 only: whoever else says no is not LINE
            self._again(row, answer, unsure=row["unsure"])
        else:
            self._done(row, "refused", answer)

    def _again(self, row: Row, answer: Answer, *, unsure: bool | int) -> None:
        pause = BACKOFF[min(row["attempts"], len(BACKOFF) - 1)]
        if row["kind"] == "reply":
            left = TOKEN_LIVES - (milliseconds() - (row["token_at"] or 0))
            pause = min(pause, max(left // 3, 200)) if left > 0 else 0
        self._wait(row, pause, answer, unsure=unsure)

    def _wait(self, row: Row, pause: int, answer: Answer, *, unsure: bool | int) -> None:
        now = milliseconds()
        if now + pause - row["created"] > GIVE_UP:
            self._done(row, "given_up", answer)
            return
        self.store.together.run(
            lambda: self.store.outbox.later(row["id"], now + pause, unsure=bool(unsure), answer=_record(answer))
        )
        self.counts[answer.outcome] += 1
        if pause < POLL * 1000:
            self._wake.set()

    def _done(self, row: Row, state: str, answer: Answer) -> None:
        self._notes.add(Finished(row["id"], state, milliseconds(), _record(answer), tuple(answer.sent_ids)))
        self.counts[f"{row['kind']}_{state}"] += 1
        about = {name: row.get(name) for name in ("request_id", "kind")}
        about |= {"event": row["event_id"], "outbox": row["id"], "status": answer.status}
        log.info("outbox done", extra=about)
        if state in ("refused", "given_up"):
            log.error("not sent: LINE refused", extra=about)

    def _collect(self, row: Row, how: Fetcher) -> None:
        outcome, words, wait = how(row)
        if outcome == "later":
            self._wait(row, wait, Answer("later", text=words), unsure=False)
        else:
            self._done(row, "sent" if outcome == "done" else outcome, Answer(outcome, text=words))


def _record(answer: Answer) -> str:
    return f"{answer.status} {answer.outcome} {answer.request_id} {answer.text[:1000]}".strip()
