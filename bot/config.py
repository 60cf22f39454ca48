"""Settings: what the environment (and a .env file) says, checked once at start and named clearly when wrong."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dotenv import dotenv_values

from bot.refused import Refused

SECTION = "see README, section Settings"


@dataclass(frozen=True)
class Settings:
    channel_secrets: tuple[str, ...]
    channel_token: str
    api_host: str | None  # None: LINE's own hosts; a loopback simulator sets it for API and content alike
    database_url: str
    data_dir: Path
    port: int
    public_url: str
    today: date | None  # demo and training only: the day that the program starts with
    metrics_token: str | None
    backup_dir: Path | None  # where the nightly backup goes; None: no scheduled backup
    retain_years: int
    shared_secret: str  # signs dashboard links and session cookies; derived from the channel secret unless set


def environment() -> Mapping[str, str]:
    """What a .env file says, and over it the environment."""
    try:
        told = dotenv_values(".env")
    except (OSError, UnicodeError) as failure:
        why = "it is not UTF-8" if isinstance(failure, UnicodeError) else failure.strerror
        raise Refused(f".env in this folder cannot be read ({why}): run it as the bot's own user ({SECTION})") from None
    return {**{name: value for name, value in told.items() if value is not None}, **os.environ}


def load_settings(environ: Mapping[str, str] | None = None, *, line_needed: bool = True) -> Settings:
    """The settings in force. A .env file fills what the environment leaves out; a wrong one is refused by name."""
    environ = environment() if environ is None else environ
    secrets = tuple(s.strip() for s in environ.get("LINE_CHANNEL_SECRET", "").split(",") if s.strip())
    token = environ.get("LINE_CHANNEL_ACCESS_TOKEN", "").strip()
    if line_needed and not secrets:
        raise Refused(f"LINE_CHANNEL_SECRET is not set: the channel secret from the LINE console is needed ({SECTION})")
    if line_needed and not token:
        raise Refused(f"LINE_CHANNEL_ACCESS_TOKEN is not set: the channel access token is needed ({SECTION})")
    if len(secrets) > 2:
        raise Refused(
            f"LINE_CHANNEL_SECRET: found {len(secrets)} secrets, expected one, or two in rotation ({SECTION})"
        )
    data_dir = Path(environ.get("DATA_DIR") or "data")
    port = whole(environ, "PORT", 8000, most=65_535)
    return Settings(
        channel_secrets=secrets,
        channel_token=token,
        api_host=_url(environ, "LINE_API_HOST"),
        database_url=_database(environ),
        data_dir=data_dir,
        port=port,
        public_url=_url(environ, "PUBLIC_URL") or f"http://127.0.0.1:{port}",
        today=_day(environ, "TODAY"),
        metrics_token=environ.get("METRICS_TOKEN") or None,
        backup_dir=Path(environ["BACKUP_DIR"]) if environ.get("BACKUP_DIR") else None,
        retain_years=whole(environ, "RETAIN_YEARS", 5, most=100),
        shared_secret=environ.get("SECRET_KEY") or "|".join(secrets),
    )


def _database(environ: Mapping[str, str]) -> str:
    url = environ.get("DATABASE_URL") or "sqlite:///data/radap.db"
    if url.startswith("postgres://"):  # the spelling that Heroku-style hosts still hand out
        url = "postgresql://" + url.removeprefix("postgres://")
    if not url.startswith(("sqlite:///", "postgresql://")):
        kind = url.split(":", 1)[0]
        raise Refused(f"DATABASE_URL: found {kind!r}, expected sqlite:///FILE or postgresql://… ({SECTION})")
    return url


def _url(environ: Mapping[str, str], name: str) -> str | None:
    value = environ.get(name, "").strip().rstrip("/")
    if value and not value.startswith(("http://", "https://")):
        raise Refused(f"{name}: found {value!r}, expected an address that begins with http:// or https:// ({SECTION})")
    return value or None


def whole(environ: Mapping[str, str], name: str, default: int, *, most: int = 1000) -> int:
    value = environ.get(name, "").strip()
    if value and not (value.isascii() and value.isdigit() and 1 <= int(value[:20]) <= most):
        raise Refused(f"{name}: found {value!r}, expected a whole number from 1 to {most} ({SECTION})")
    return int(value) if value else default


def _day(environ: Mapping[str, str], name: str) -> date | None:
    value = environ.get(name, "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Refused(f"{name}: found {value!r}, expected a day like 2026-03-15 ({SECTION})") from None
