"""Logs: one JSON object a line, with the request id from webhook to reply; no words of anybody, no secrets."""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

from handlers.desk.personal_data import mask_ids

FIELDS = ("request_id", "event", "reference", "outbox", "kind", "status", "ms", "count")
# errors of the machine: these say what is full, locked or away; other errors may quote what somebody wrote
TOKEN = re.compile(r"(?<=/open/)[^\s?/\]]+")  # of a link into the pages, in the address of a request that failed
HARMLESS = ("OperationalError", "PoolTimeout", "PoolClosed", "Refused")


class AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "what": TOKEN.sub("…", mask_ids(record.getMessage())),
        }
        line |= {name: getattr(record, name) for name in FIELDS if getattr(record, name, None) is not None}
        if record.exc_info:
            line["trace"] = mask_ids("".join(_frames(record.exc_info[1])))[-4000:]
        return json.dumps(line, ensure_ascii=False)


def _frames(failure: BaseException | None) -> Iterator[str]:
    """Where it happened, and in what it arose; the words of an error only where they cannot be somebody's."""
    if failure is None:
        return
    yield from _frames(failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__))
    yield from traceback.format_tb(failure.__traceback__)
    kind = type(failure).__name__
    yield f"{kind}: {failure}\n" if kind in HARMLESS or isinstance(failure, OSError) else f"{kind}\n"


def write_json(level: int = logging.INFO) -> None:
    """For the processes that serve: everything goes to standard error in this form, also what Flask, waitress and the
    scheduler have to say."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson())
    quiet = (("waitress", logging.ERROR), ("apscheduler", logging.WARNING))
    for name, least in (("radap", level), ("bot", level), *quiet):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(least)
        logger.propagate = False
    logging._srcfile = None  # nobody reads who called: a third of each line's cost
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
