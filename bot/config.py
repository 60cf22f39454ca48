"""Settings: what the environment (and a .env file) says, checked once at start and named clearly when wrong."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.refused import Refused

ADDRESS = re.compile(r"[!-~]+@[a-zA-Z0-9.-]+")
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
    backup_copy_dir: Path | None  # a second folder, elsewhere, for each backup
    retain_years: int
    shared_secret: str  # signs dashboard links and session cookies; derived from the channel secret unless set
    alarm_mail: tuple[str, ...]  # who is written to when something is not well
    smtp_url: str | None  # the mail server that takes these letters
    alarm_urls: tuple[str, ...]  # pinged while the clock ticks and all is well; the second one by backups


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
        backup_copy_dir=Path(environ["BACKUP_COPY_DIR"]) if environ.get("BACKUP_COPY_DIR") else None,
        retain_years=whole(environ, "RETAIN_YEARS", 5, most=100),
        shared_secret=environ.get("SECRET_KEY") or "|".join(secrets),
        alarm_mail=_addresses(environ),
        smtp_url=_smtp(environ),
        alarm_urls=_urls(environ, "ALARM_URL"),
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


def _urls(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    """One address, or two with a comma between them."""
    said = [one.strip() for one in environ.get(name, "").split(",") if one.strip()]
    if len(said) > 2:
        raise Refused(f"{name}: found {len(said)} addresses, expected one, or two with a comma between ({SECTION})")
    return tuple(url for one in said if (url := _url({name: one}, name)))


def _addresses(environ: Mapping[str, str]) -> tuple[str, ...]:
    said = tuple(one.strip() for one in environ.get("ALARM_MAIL", "").split(",") if one.strip())
    for one in said:
        if not ADDRESS.fullmatch(one):
            raise Refused(f"ALARM_MAIL: found {one!r}, expected addresses like it@example.go.th ({SECTION})")
    if said and not environ.get("SMTP_URL", "").strip():
        raise Refused(
            "ALARM_MAIL is set but SMTP_URL is not: a mail server like smtp://user:password@mail.example.go.th:587 is "
            f"needed ({SECTION})"
        )
    return said


def _smtp(environ: Mapping[str, str]) -> str | None:
    value = environ.get("SMTP_URL", "").strip()
    if not value:
        return None
    try:
        told = urlsplit(value)
        good = told.scheme in ("smtp", "smtps") and bool(told.hostname) and (told.port or 1) > 0
    except ValueError:  # a port that is no number, a bracket
        good = False
    if not good:  # not quoted: a password is in it
        raise Refused(
            "SMTP_URL cannot be read: expected smtp://user:password@host:587 or smtps://…:465, special characters of "
            f"the password percent-encoded ({SECTION})"
        )
    return value


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
