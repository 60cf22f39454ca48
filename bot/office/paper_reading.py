"""Files that were brought in are read beside the web's own work; how far they are stands in the store."""

import json
import logging
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from bot.intake.taking import Given, NotTaken, Taken, take_in
from bot.now import milliseconds
from bot.office import drafts
from bot.office.reviewing import HEAD, drafted, review_of
from bot.store import Store
from bot.store.results.drafts import Source
from templates.words.drafting import page as words

log = logging.getLogger("radap.papers")
AT_ONCE = 2  # each child may take 300 MiB
SILENT = 300_000  # milliseconds without a sign of life: its reader is gone, and whoever looks takes it up
BEAT = 500  # milliseconds between two notes of how far it is


class PaperReading:
    """Threads begin with the first paper: after the fork, in the process that serves."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._threads: ThreadPoolExecutor | None = None
        self._waiting: dict[int, Future[None]] = {}
        self._lock = threading.Lock()

    def begin(self, files: Sequence[Given], head: Mapping[str, str], by: str) -> int:
        """Inside a transaction: the files are kept; `take` reads them after the commit."""
        sources = []
        for file in files:
            source = Source(file.name, drafts.hash_of(file.content), len(file.content))
            self.store.blobs.put(source.hash, file.content)
            sources.append(source)
        return self.store.drafts.await_reading(
            head=json.dumps(dict(head), ensure_ascii=False), sources=sources, by=by, at=milliseconds()
        )

    def take(self, draft: int, seconds: float = 0) -> None:
        """Read it unless somebody does; waits for it so long."""
        with self._lock:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(AT_ONCE, "papers")
            if draft not in self._waiting or self._waiting[draft].done():
                self._waiting[draft] = self._threads.submit(self._read, draft)
            waiting = self._waiting[draft]
            few = sum(not other.done() for other in self._waiting.values()) <= AT_ONCE  # a thread of the web waits
        if seconds and few:
            try:
                waiting.result(seconds)
            except TimeoutError:
                return

    def waits(self, draft: int) -> bool:
        """In this process, for its turn or its end."""
        with self._lock:
            found = self._waiting.get(draft)
            return found is not None and not found.done()

    def stop(self) -> None:
        with self._lock:
            if self._threads is not None:
                self._threads.shutdown(wait=False, cancel_futures=True)

    def _read(self, draft: int) -> None:
        try:
            now = milliseconds()
            with self.store.db.transaction():
                mine = self.store.drafts.claim_reading(draft, silent_since=now - SILENT, at=now)
            if mine:
                self._claimed(draft)
        except Exception:
            log.exception("a paper was not read", extra={"draft": draft})
            self._refuse(draft, words.NOT_READ)

    def _claimed(self, draft: int) -> None:
        row = self.store.drafts.reading(draft)
        assert row is not None
        files = [Given(s.name, self.store.blobs.get(s.hash) or b"") for s in self.store.drafts.sources(draft)]
        last = 0

        def told(done: int, pages: int) -> None:
            nonlocal last
            if (now := milliseconds()) - last > BEAT:
                last = now
                with self.store.db.transaction():
                    self.store.drafts.read_so_far(draft, done=done, pages=pages, at=now)

        try:
            taken = take_in(files, told)
        except NotTaken as refused:
            self._refuse(draft, str(refused))
            return
        self._keep(draft, taken, json.loads(row["head"]))
        if review := review_of(self.store, draft):  # worked out here, not while somebody waits for the page
            for one in review.indicators:
                review.state(one.id)

    def _refuse(self, draft: int, why: str) -> None:
        with self.store.db.transaction():
            self.store.drafts.refuse(draft, why=why, at=milliseconds())

    def _keep(self, draft: int, taken: Taken, head: Mapping[str, str]) -> None:
        said = drafted(taken, head)
        fields = drafts.fields(taken, said)
        with self.store.db.transaction():
            kept = self.store.drafts.get(draft)
            if kept is None or not self.store.drafts.was_read(draft, **fields):
                return
            for seen, (about, value) in enumerate(head.items()):
                self.store.drafts.step(
                    draft=draft, seen=seen, kind=HEAD, about=about, value=value, why=words.GIVEN_AT_FIRST,
                    by=kept["made_by"], at=milliseconds(),
                )  # fmt: skip


def progress(store: Store, draft: int) -> Mapping[str, Any]:
    """How far it is, for the page."""
    return store.drafts.reading(draft) or {"done": 0, "pages": 0, "beat": 0, "refused": ""}
