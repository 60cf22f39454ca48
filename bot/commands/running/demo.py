"""demo: the bot and a simulated LINE on loopback, all provinces carried over to the round that contains today."""

import argparse
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

from bot.commands.running.together import Together
from bot.refused import Refused
from scoring.document.loading import shipped
from scoring.periods import fiscal_year, period

MARCH, FIFTEENTH = 3, 15
SECONDS = 30  # until both must answer
UNFINISHED = "unfinished"  # lies in the data while they are prepared: who finds it begins anew

# two officers, a head, an owner, a supervisor for each province, and one admin for all; the names are made up
OFFICERS = (("สมชาย", "officer"), ("มาลี", "officer"), ("ประเสริฐ", "head"))


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="the bot's port (default 8000, or the next free one)")
    parser.add_argument("--simulator-port", type=int, default=9000, help="the page's port (default 9000)")
    parser.add_argument("--data", type=Path, default=Path("data/demo"), help="where the demo's data lies")
    parser.add_argument("--fresh", action="store_true", help="begin anew: the demo's data is deleted")


def run(args: argparse.Namespace) -> int:
    today = date.today()
    day = date(fiscal_year(today) - 543, MARCH, FIFTEENTH)
    port, page = free_port(args.port), free_port(args.simulator_port, taken=args.port)
    if args.data.exists() and (args.fresh or (args.data / UNFINISHED).exists()):
        _delete(args.data)
    args.data.mkdir(parents=True, exist_ok=True)
    env = settings(args.data, port, page, day)
    try:
        with Together() as children:
            people = prepare(args.data, env, day)
            bot = children.start("-m", "bot", "serve", env=env)
            simulator = children.start("-m", "bot", "simulate", "--people", str(people), env=env)
            wait_until_well(f"http://127.0.0.1:{port}/healthz", bot)
            wait_until_well(f"http://127.0.0.1:{page}/", simulator)
            _bot(env, "richmenu")
            _say(day, page, env["DATABASE_URL"])
            children.wait_for_one()
            raise Refused("demo: one of the two processes has ended; its last words stand above")
    except KeyboardInterrupt:
        return 0


def _say(day: date, page: int, database: str) -> None:
    print(f"\nระดับ (Radap) is running on {day.isoformat()}, a training day.\n")
    print(f"Open this page, it plays LINE on the phone:  http://127.0.0.1:{page}/\n")
    print("A document to bring in: docs/samples/lampang.docx (docs/new-agreement.md shows how).\n")
    print(f"Other commands reach it with DATABASE_URL={database}\n")
    print("Ctrl-C stops both.", flush=True)


def settings(data: Path, port: int, page: int, day: date) -> dict[str, str]:
    """The demo's own settings; its secret is made at its first start and kept beside its data."""
    kept = data / "secret"
    if not kept.exists():
        kept.write_text(secrets.token_hex(16), encoding="ascii")
        kept.chmod(0o600)
    return {
        **os.environ,
        "LINE_CHANNEL_SECRET": kept.read_text(encoding="ascii"),
        "LINE_CHANNEL_ACCESS_TOKEN": "demo",
        "LINE_API_HOST": f"http://127.0.0.1:{page}",
        "DATABASE_URL": f"sqlite:///{data / 'radap.db'}",
        "DATA_DIR": str(data),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "TODAY": day.isoformat(),
    }


def prepare(data: Path, env: dict[str, str], day: date) -> Path:
    """By the administrator's own commands: database, agreements of today's round, people. Once only."""
    people_file = data / "people.json"
    _bot(env, "migrate")
    if people_file.exists():
        return people_file
    (data / UNFINISHED).touch()
    people = []
    for agreement in shipped().values():
        year = fiscal_year(day)
        carried = _carry(agreement.id, agreement.province, year, agreement.round, env)
        _bot(env, "activate", carried)
        first, second = agreement.districts[0], agreement.districts[1]
        groups = [i.group for i in agreement.indicators.values() if i.group]
        rows = [
            (f"{OFFICERS[0][0]} ({agreement.province})", "officer", first, ""),
            (f"{OFFICERS[1][0]} ({agreement.province})", "officer", second, ""),
            (f"{OFFICERS[2][0]} ({agreement.province})", "head", first, ""),
            *([(f"กลุ่มงาน ({agreement.province})", "owner", "", groups[0])] if groups else []),
            (f"นภา ({agreement.province})", "supervisor", "", ""),
        ]
        for name, role, district, group in rows:
            people.append(_enroll(env, name, agreement.province, role, district, group))
    people.append(_enroll(env, "ผู้ดูแลระบบ", "", "admin", "", ""))
    newcomer = {"user_id": f"U{secrets.token_hex(16)}", "name": "คนใหม่ (ยังไม่ลงทะเบียน)", "role": "", "district": ""}
    members = [p["user_id"] for p in people[:5]]
    groups_of_line = [{"name": f"กลุ่มไลน์ {shipped_province(people)}", "members": members}]
    whole = {"people": [newcomer, *people], "groups": groups_of_line}
    people_file.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    (data / UNFINISHED).unlink()
    return people_file


def shipped_province(people: list[dict[str, str]]) -> str:
    return people[0]["province"]


def _carry(id: str, province: str, year: int, round: int | None, env: dict[str, str]) -> str:
    from scoring.document.carrying import new_id

    carried = new_id(id, year, round)
    words = ["agreement", "new", carried, "--from", id, "--year", str(year), "--training"]
    if round is not None:
        words += ["--round", str(round)]
    first, last = period(year, round)
    print(f"{province}: {id} carried over to {carried} ({first} to {last})", flush=True)
    _bot(env, *words)
    return carried


def _enroll(env: dict[str, str], name: str, province: str, role: str, district: str, group: str) -> dict[str, str]:
    user = f"U{secrets.token_hex(16)}"
    words = ["enroll", "--name", name, "--role", role, "--line-user", user]
    for option, value in (("--province", province), ("--district", district), ("--group", group)):
        words += [option, value] if value else []
    _bot(env, *words)
    return {"user_id": user, "name": name, "role": role, "province": province, "district": district}


def _bot(env: dict[str, str], *words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "bot", *words], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(f"demo: `python -m bot {' '.join(words)}` said: {done.stderr.strip()}")


def wait_until_well(url: str, child: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if child.poll() is not None:
            raise Refused(f"demo: the process for {url} has ended; its last words stand above")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Refused(f"demo: {url} did not answer within {SECONDS} seconds")


def free_port(wanted: int, taken: int = 0) -> int:
    """The wanted port, or the next that is free."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if port != taken and probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise Refused(f"demo: no free port between {wanted} and {wanted + 99}")


def _delete(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
