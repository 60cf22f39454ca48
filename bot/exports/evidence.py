"""A district's evidence as one ZIP: every file under its indicator and level, and an index of what, who, when, hash."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import IO, Any

from bot.exports.province import plain
from bot.exports.traces import without_traces
from scoring.agreement import Agreement
from scoring.periods import BANGKOK
from templates.words.province import exports as words

IN_MEMORY = 4 * 1024 * 1024
PACKED = ("image/", "video/", "audio/")  # these are compressed already
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "application/pdf": ".pdf",
    "video/mp4": ".mp4", "audio/mp4": ".m4a",
}  # fmt: skip

Row = Mapping[str, Any]


def evidence_zip(
    agreement: Agreement, district: str | None, pieces: Sequence[Row], get: Callable[[str], bytes | None],
    names: Mapping[int | None, str], said: Mapping[str, str], cover: str = "",
) -> IO[bytes]:  # fmt: skip
    """`said`: event id -> the message that it came with; `cover`: a text file laid on top.

    Laid on disk beyond some megabytes: a round's photos are more than a small server's memory.
    """
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (whoever sends it closes it)
    index = [list(words.INDEX_COLUMNS)]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        taken: set[str] = set()
        for n, piece in enumerate(pieces, 1):
            signed = agreement.indicators.get(piece["indicator"])
            sent = datetime.fromtimestamp(piece["at"] / 1000, BANGKOK)
            content = get(piece["hash"]) if piece["hash"] else None
            path = _path(n, piece, signed.short if signed else piece["indicator"], taken) if content is not None else ""
            if content is not None:
                info = zipfile.ZipInfo(path, sent.timetuple()[:6])
                packs = not (piece["media"] or "").startswith(PACKED)
                info.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
                packed.writestr(info, without_traces(content, piece["media"]))
            index.append([
                str(n), piece["indicator"], signed.short if signed else "", str(piece["level"] or ""),
                piece["kind"], piece["name"], piece["detail"], names.get(piece["person"], ""),
                sent.strftime("%Y-%m-%d %H:%M"), piece["hash"] or "", words.VERIFIED if piece["verified_by"] else "",
                said.get(piece["event_id"], ""), path,
            ])  # fmt: skip
        packed.writestr(words.INDEX_FILE, _csv(index))
        packed.writestr(words.COVER_FILE, f"{cover}\n\n{words.NO_TRACES}".strip())
    file.seek(0)
    return file


def _path(n: int, piece: Row, indicator: str, taken: set[str]) -> str:
    folder = _clean(f"{piece['indicator'].replace('/', '-')} {indicator}")
    level = words.step(piece["level"]) if piece["level"] else words.NO_STEP
    name = _clean(piece["name"]) or f"{piece['kind']}{ENDINGS.get(piece['media'] or '', '')}"
    path = f"{folder}/{level}/{n:03d} {name}"
    assert path not in taken
    taken.add(path)
    return path


def _clean(name: str) -> str:
    """A file name that no system takes for a path or a device."""
    return _UNSAFE.sub(" ", name or "").strip(" .")[:80]


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([[plain(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8")
