"""Witnesses: an empty database where there was an office is a loss, not a new office; what lies beside it says so."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.config import Settings
from bot.keeping import backups
from bot.store import Store
from bot.store.copying import inhabited

MARK = "office"  # a file in DATA_DIR: an office was here
TOLD = "office.told"  # beside it: that it is lost was told


class Witness:
    """Of one process and its database."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings, self.store = settings, store
        self._full = False  # somebody was in it since this process began

    def lost(self) -> str:
        """What says that an office was here, where the database has nobody in it; else empty."""
        if inhabited(self.store.db):
            self._full = True
            return ""
        where = "this process has seen it" if self._full else _seen_in(self.settings)
        return f"it is empty, but an office was here ({where})" if where else ""

    def remember(self, now: datetime) -> None:
        """Leaves the mark once there is somebody."""
        mark = self.settings.data_dir / MARK
        if not self._full:
            return
        with suppress(OSError):
            mark.with_name(TOLD).unlink(missing_ok=True)
        if not mark.exists():
            with suppress(OSError):  # a host whose disk vanishes or is not ours: backups and this process remember
                mark.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                mark.write_text(f"an office is in the database since {now:%Y-%m-%d}\n", "utf-8")
                mark.chmod(0o600)


def _seen_in(settings: Settings) -> str:
    mark = settings.data_dir / MARK
    with suppress(OSError):
        if mark.is_file():
            return str(mark)
        for folder in (settings.backup_dir, settings.data_dir / "backups"):
            if folder is not None and (found := backups.all_in(folder)):
                return str(found[-1])
        if kept := next((settings.data_dir / "evidence").glob("??/*"), None):
            return str(Path(kept).parent.parent)
    return ""
