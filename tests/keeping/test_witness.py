"""An empty database where an office was is unwell: at start, in /healthz, for doctor and the nightly backup."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.config import Settings, load_settings
from bot.keeping import backups
from bot.keeping.nightly import Nightly
from bot.keeping.opening import prepare
from bot.keeping.witness import Witness
from bot.refused import Refused
from bot.service import Service
from bot.store import open_store
from tests.commands.an_office import fill
from tests.keeping.loopback import PingServer, serving

NOW = datetime.fromisoformat("2026-03-15T02:00:00+07:00")
POSTGRES = pytest.param("postgresql", marks=pytest.mark.postgres)


@pytest.fixture(params=["sqlite", POSTGRES])
def settings(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Of an office that has run for a while."""
    monkeypatch.chdir(tmp_path)
    given = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/data/radap.db", "DATA_DIR": str(tmp_path / "data"),
        "LINE_CHANNEL_SECRET": "s", "LINE_CHANNEL_ACCESS_TOKEN": "t", "LINE_API_HOST": "http://127.0.0.1:1",
    }  # fmt: skip
    if request.param == "postgresql":
        given["DATABASE_URL"] = request.getfixturevalue("postgres_url")
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = load_settings(given)
    store = open_store(settings.database_url, settings.data_dir)
    store.migrate()
    fill(store)
    witness = Witness(settings, store)
    assert witness.lost() == ""
    witness.remember(NOW)
    store.close()
    return settings


def lose(settings: Settings) -> None:
    """Another empty database in its place."""
    store = open_store(settings.database_url, settings.data_dir)
    with store.db.transaction():
        backups.empty(store.db)
    store.close()


def test_a_bot_does_not_start_as_a_new_office_where_there_was_one(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare("web", settings).close()
    lose(settings)
    mark = settings.data_dir / "office"
    with pytest.raises(Refused) as refused:
        prepare("web", settings)
    assert str(refused.value).endswith(
        f" is not the office's: it is empty, but an office was here ({mark}); bring it back with python -m bot restore "
        "FILE, or remove what it names to begin a new one"
    )
    main(["doctor"])
    assert f"WRONG database: it is empty, but an office was here ({mark}); bring the office back: python -m bot " in (
        capsys.readouterr().out
    )
    mark.unlink()
    (settings.data_dir / "backups").mkdir()
    last = settings.data_dir / "backups" / "radap-20260315-020000.tar.gz"
    last.touch()
    with pytest.raises(Refused, match=r"an office was here \(.*/radap-20260315-020000.tar.gz\); bring"):
        prepare("web", settings)
    last.unlink()
    for photo in (settings.data_dir / "evidence").glob("??/*"):
        photo.unlink()
    prepare("web", settings).close()  # nothing is left that says so: a new office


def test_a_bot_that_does_not_start_for_it_tells_so_once(settings: Settings) -> None:
    with serving(PingServer()) as pings:
        alarmed = replace(settings, alarm_urls=(f"{pings.url}/clock",))
        lose(settings)
        for _ in range(3):
            with pytest.raises(Refused):
                prepare("web", alarmed)
        assert [path for path, _ in pings.take()] == ["/clock/fail"]
        store = open_store(settings.database_url, settings.data_dir)
        fill(store)
        witness = Witness(settings, store)
        assert witness.lost() == ""
        witness.remember(NOW)
        store.close()
        lose(settings)
        with pytest.raises(Refused):
            prepare("web", alarmed)
        assert [path for path, _ in pings.take()] == ["/clock/fail"]


def test_a_running_bot_whose_database_was_emptied_is_unwell(settings: Settings) -> None:
    service = Service(settings)
    assert service.health()[0]
    lose(settings)
    assert service.health() == (
        False,
        {"ok": False, "unwell": ["database: it is empty, but an office was here (this process has seen it)"]},
    )
    service.store.close()


def test_no_empty_backup_pushes_out_those_of_the_office(settings: Settings, tmp_path: Path) -> None:
    with serving(PingServer()) as pings:
        nightly = Nightly(
            load_settings({
                "DATABASE_URL": settings.database_url, "DATA_DIR": str(settings.data_dir),
                "BACKUP_DIR": str(tmp_path / "b"), "ALARM_URL": f"{pings.url}/clock, {pings.url}/backup",
            }, line_needed=False),
            open_store(settings.database_url, settings.data_dir),
        )  # fmt: skip
        nightly.look(NOW)
        assert pings.take() == [("/backup", "")]
        (made,) = backups.all_in(tmp_path / "b")
        lose(settings)
        nightly.look(NOW.replace(day=16))
        assert backups.all_in(tmp_path / "b") == [made]
        assert nightly.store.kept.get(backups.FAILED) == str(int(NOW.replace(day=16).timestamp() * 1000))
        assert pings.take() == [("/backup/fail", "backup: the last one failed (Refused)")]
        nightly.store.close()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ALARM_MAIL", "it.example.go.th", "ALARM_MAIL: found 'it.example.go.th', expected addresses like "
         "it@example.go.th"),
        ("ALARM_MAIL", "it@example.go.th", "ALARM_MAIL is set but SMTP_URL is not: a mail server like "
         "smtp://user:password@mail.example.go.th:587 is needed"),
        ("SMTP_URL", "mail.example.go.th:geheim", "SMTP_URL cannot be read: expected smtp://user:password@host:587 or "
         "smtps://…:465, special characters of the password percent-encoded"),
        ("SMTP_URL", "smtp://u:geheim@host:x", "SMTP_URL cannot be read: expected smtp://user:password@host:587 or "
         "smtps://…:465, special characters of the password percent-encoded"),
        ("ALARM_URL", "hc-ping.com/1", "ALARM_URL: found 'hc-ping.com/1', expected an address that begins with http:// "
         "or https://"),
        ("ALARM_URL", "http://a,http://b,http://c", "ALARM_URL: found 3 addresses, expected one, or two with a comma "
         "between"),
    ],
)  # fmt: skip
def test_settings_of_alarms_that_cannot_be_right_are_named(name: str, value: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        load_settings({name: value}, line_needed=False)
    assert str(refused.value) == f"{sentence} (see README, section Settings)"
