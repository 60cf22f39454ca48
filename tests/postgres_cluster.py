"""A real PostgreSQL server in a temporary folder, reached over its socket only; root hands it to another user."""

import fcntl
import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

import psycopg

from tests.left_out import need

WHERE = Path("/usr/lib/postgresql")
STATE = "postgres.json"
SETTINGS = (
    "listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200",
    "shared_buffers=64MB",
)  # fmt: skip


def binaries() -> Path | None:
    """The newest server's programs, where Debian's package puts them."""
    found = sorted(WHERE.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def needed() -> None:
    if binaries() is None:
        need("PostgreSQL contract", "install: apt install postgresql")


class Cluster:
    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        found = binaries()
        assert found is not None
        self.bin, self.folder, self.durable = found, folder, durable

    @classmethod
    def make(cls, *, durable: bool = False) -> "Cluster":
        """Created and started. `durable`: with fsync, for what is measured or killed."""
        folder = Path(tempfile.mkdtemp(prefix="radap-pg-"))
        cluster = cls(folder, durable=durable)
        if os.getuid() == 0:
            entry = pwd.getpwnam(_user())
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        cluster._run("initdb", "-D", str(folder / "data"), "-U", "radap", "-A", "trust", "-E", "UTF8", "--no-locale",
                     *([] if durable else ["--no-sync"]))  # fmt: skip
        cluster.start()
        return cluster

    def start(self) -> None:
        settings = SETTINGS if not self.durable else (SETTINGS[0], *SETTINGS[4:])
        options = " ".join(f"-c {setting}" for setting in settings) + f" -k {self.folder}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-t", "30", "-l", log, "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", mode, "-w", "stop")

    def kill(self) -> None:
        """As a power cut would: no goodbye to anybody."""
        os.kill(int((self.folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        time.sleep(0.2)

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql://radap@/{database}?host={self.folder}"

    def create_database(self, name: str = "") -> str:
        name = name or f"t_{uuid.uuid4().hex[:12]}"
        self._admin(f'CREATE DATABASE "{name}"')
        return name

    def drop_database(self, name: str) -> None:
        self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _admin(self, sql: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql)  # type: ignore[call-overload]

    def _run(self, program: str, *arguments: str) -> None:
        who: dict[str, Any] = {}
        if os.getuid() == 0:
            entry = pwd.getpwnam(_user())
            who = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(
                [self.bin / program, *arguments], stdout=said, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                cwd="/", check=False, **who,
            )  # fmt: skip
            said.seek(0)
            assert done.returncode == 0, f"{program}: {said.read().decode(errors='replace')}"


def _user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def shared(run_folder: Path) -> Cluster:
    """The run's one server: the first process that asks starts it."""
    with (run_folder / f"{STATE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = run_folder / STATE
        if state.exists():
            return Cluster(Path(json.loads(state.read_text())["folder"]))
        cluster = Cluster.make()
        state.write_text(json.dumps({"folder": str(cluster.folder)}))
        return cluster


def stop_shared(run_folder: Path) -> None:
    state = run_folder / STATE
    if state.exists():
        cluster = Cluster(Path(json.loads(state.read_text())["folder"]))
        state.unlink()
        cluster.stop()
        cluster.remove()
