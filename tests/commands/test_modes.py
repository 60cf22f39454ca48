"""What the bot writes is its owner's alone, whatever the machine's habit; what came from elsewhere becomes so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import load_settings
from bot.keeping.modes import close_to_others, open_to_others
from tests.commands.places import Make, make, office

__all__ = ["make"]  # the fixture
ROOT = Path(__file__).parents[2]


def bot(folder: Path, *words: str) -> None:
    """A command, where the machine lets everybody read new files."""
    folder.mkdir(exist_ok=True)
    own = {"DATABASE_URL": f"sqlite:///{folder}/radap.db", "DATA_DIR": str(folder)}
    env = {**os.environ, **own, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "bot", *words], cwd=folder, env=env, check=True, capture_output=True,
        preexec_fn=lambda: os.umask(0o000) and None,
    )  # fmt: skip


def modes(folder: Path) -> set[tuple[str, int]]:
    return {("folder" if path.is_dir() else "file", path.stat().st_mode & 0o777) for path in folder.rglob("*")}


def test_commands_leave_nothing_that_others_may_read(make: Make, tmp_path: Path) -> None:
    place = office(make)
    place.store.close()
    bot(place.data_dir, "backup", "--to", str(tmp_path / "away"))
    (made,) = (tmp_path / "away").iterdir()
    new = tmp_path / "new"
    bot(new, "restore", str(made))
    bot(new, "backup")
    bot(new, "values", "template", "buriram-2561", "-o", str(new / "values.xlsx"))
    bot(new, "person", "export", "1")
    for folder in (place.data_dir, tmp_path / "away", new):
        assert modes(folder) <= {("folder", 0o700), ("file", 0o600)}, sorted(folder.rglob("*"))
    assert (tmp_path / "away").stat().st_mode & 0o777 == 0o700


def test_what_came_from_elsewhere_is_closed_at_the_next_start(
    make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = office(make)
    place.store.close()
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path / "away"))
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "radap-20260315-020000.tar.gz").touch()
    settings = load_settings(line_needed=False)
    for folder in (place.data_dir, tmp_path / "away"):
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert len(list(open_to_others(settings))) == 7
    close_to_others(settings)
    assert list(open_to_others(settings)) == []
    for folder in (place.data_dir, tmp_path / "away"):
        assert modes(folder) <= {("folder", 0o700), ("file", 0o600)}
