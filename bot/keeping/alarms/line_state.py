"""The state of LINE: whether it can be reached and whether this month's pushes are used up, asked now and then."""

import json

from bot.post.line import Line
from bot.store import Store

EVERY = 120_000  # ms between looks; while something is wrong, each minute


class LineState:
    def __init__(self, store: Store, line: Line) -> None:
        self.store, self.line = store, line
        self._at = 0
        self._found: list[str] = []

    def look(self, now: int) -> list[str]:
        if self._found or not 0 <= now - self._at < EVERY:
            self._at, self._found = now, self._ask()
        return self._found + self._held_back()

    def _ask(self) -> list[str]:
        answer = self.line.ask("/v2/bot/message/quota")
        if answer.outcome == "barred":
            return ["LINE: it refuses the channel access token"]
        if answer.outcome != "sent":
            return ["LINE: it cannot be reached"]
        try:
            told = json.loads(answer.text)
        except ValueError:
            return ["LINE: it cannot be reached"]
        used = self.line.get("/v2/bot/message/quota/consumption") or {}
        limited = isinstance(told, dict) and told.get("type") == "limited"
        gone = limited and int(used.get("totalUsage") or 0) >= int(told.get("value") or 0)
        return ["quota: this month's pushes are used up"] if gone else []

    def _held_back(self) -> list[str]:
        """What LINE has refused for want of quota waits in the outbox, whatever its count says."""
        if self._found:
            return []
        try:
            rows = self.store.db.query(
                "SELECT 1 AS yes FROM outbox WHERE state = 'waiting' AND answer LIKE '429 quota%' LIMIT 1"
            )
        except Exception:  # health says so
            return []
        return ["quota: this month's pushes are used up"] if rows else []
