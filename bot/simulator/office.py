"""The bot's own command line, called from the simulator: moving the day and whatever else a script needs."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class CommandFailed(Exception):
    """A command of the bot ended with an error; the sentence is its own."""


def command(*words: str, env: Mapping[str, str] | None = None) -> str:
    """`python -m bot WORDS` in the bot's environment; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise CommandFailed(said[-1] if said else f"python -m bot {' '.join(words)}: exit code {done.returncode}")
    return done.stdout.strip()


def day_of(text: str) -> date:
    """A day as a person writes it: 2026-03-15 or, in the Buddhist era, 2569-03-15."""
    year, _, rest = text.strip().partition("-")
    try:
        return date.fromisoformat(f"{int(year) - 543 if int(year) > 2400 else int(year):04}-{rest}")
    except ValueError:
        raise ValueError(f"day: found {text!r}, expected a day like 2569-03-15") from None
