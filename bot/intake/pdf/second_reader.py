"""A second opinion on a PDF's numbers: pdftotext, where it is installed; it may only add a question."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable

SECONDS = 20
NUMBER = re.compile(r"[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*")


def differing(content: bytes, texts: Iterable[str]) -> list[str]:
    """Numbers that pdftotext reads otherwise, as it reads them; none where it is not installed or does not answer."""
    program = shutil.which("pdftotext")
    if program is None:
        return []
    try:
        done = subprocess.run(
            [program, "-q", "-enc", "UTF-8", "-", "-"], input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    theirs = done.stdout.decode("utf-8", "replace")
    if done.returncode or not theirs.strip():
        return []
    missing = _figures(theirs) - _figures("\n".join(texts))
    if not missing:
        return []
    return [number for number in _numbers(theirs) if set(number) & set(missing)][:20]


def _figures(text: str) -> Counter[str]:
    """How often each figure stands in the text: lines and cells may be broken otherwise, figures are not lost."""
    return Counter(char for number in NUMBER.findall(text) for char in number if char not in ".,")


def _numbers(text: str) -> list[str]:
    return list(dict.fromkeys(NUMBER.findall(text)))
