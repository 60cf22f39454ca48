"""Logs: one JSON object a line, with the request id from webhook to reply; no words of anybody, no secrets."""

import json
import logging
import sys
from datetime import UTC, datetime

from handlers.personal_data import mask_ids

FIELDS = ("request_id", "event", "reference", "outbox", "status", "ms", "count")


class AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "what": mask_ids(record.getMessage()),
        }
        line |= {name: getattr(record, name) for name in FIELDS if getattr(record, name, None) is not None}
        if record.exc_info:
            line["trace"] = mask_ids(self.formatException(record.exc_info))[-4000:]
        return json.dumps(line, ensure_ascii=False)


def write_json(level: int = logging.INFO) -> None:
    """For the processes that serve: everything of ours goes to standard error in this form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson())
    ours = logging.getLogger("radap")
    ours.handlers = [handler]
    ours.setLevel(level)
    ours.propagate = False
    logging._srcfile = None  # nobody reads who called: a third of each line's cost
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
