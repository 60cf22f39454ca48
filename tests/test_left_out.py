"""A run that had to leave something out says so in one line; where nothing may be left out it fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINE = "left out: PostgreSQL contract (install: apt install postgresql)"
TESTS = """
from pathlib import Path
from tests import postgres_cluster

postgres_cluster.WHERE = Path("/nowhere")

def test_one(postgres): pass
def test_two(postgres_url): pass
def test_three(): pass
"""


def run(tmp_path: Path, processes: int, **environment: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "test_some.py").write_text(TESTS)
    command = [
        sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-n", str(processes),
        "--rootdir", str(tmp_path), "-c", os.devnull, str(tmp_path),
    ]  # fmt: skip
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "RADAP_"))}
    return subprocess.run(command, cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("processes", [0, 2])
def test_it_is_said_once(tmp_path: Path, processes: int) -> None:
    done = run(tmp_path, processes)
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines().count(LINE) == 1
    assert "1 passed, 2 skipped" in done.stdout


def test_it_is_a_failure_where_nothing_may_be_left_out(tmp_path: Path) -> None:
    done = run(tmp_path, 0, RADAP_LEAVE_OUT_NOTHING="1")
    assert done.returncode == 1
    assert "1 passed, 2 errors" in done.stdout
    assert LINE in done.stdout
