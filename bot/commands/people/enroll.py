"""enroll: binds a person to a role and district, by LINE id or by a one-time code; one person or a CSV file."""

import argparse
import csv
import re
from pathlib import Path
from typing import NamedTuple

from bot.config import load_settings
from bot.keeping.opening import reach
from bot.now import milliseconds
from bot.office.book import Book
from bot.refused import Refused
from bot.store import Store
from bot.store.people.people import new_code
from handlers.desk.deeds import Deed

ROLES = ("officer", "head", "owner", "supervisor", "admin")
COLUMNS = ("name", "province", "district", "role", "group")
LINE_USER = re.compile(r"U[0-9a-f]{32}")


class Row(NamedTuple):
    name: str
    province: str
    districts: tuple[str, ...]
    role: str
    group: str
    line_user: str | None
    line: int = 0  # of the file


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name")
    parser.add_argument("--province", default="")
    parser.add_argument("--district", action="append", default=[], help="may be given several times")
    parser.add_argument("--role", default="officer", help=", ".join(ROLES))
    parser.add_argument("--group", default="", help="กลุ่มงาน of an owner")
    parser.add_argument("--line-user", help="U and 32 hexadecimal digits; without it a one-time code is printed")
    parser.add_argument("--csv", type=Path, help=f"a file with the columns {', '.join(COLUMNS)}: all rows or none")


def run(args: argparse.Namespace) -> int:
    settings = load_settings(line_needed=False)
    store = reach("enroll", settings.database_url, settings.data_dir)
    store.migrate()
    book = Book(store.rounds)
    book.refresh()
    if args.csv:
        rows, faults = read_csv(args.csv)
    else:
        if not args.name:
            raise Refused("enroll: --name is missing, expected a person's name (or --csv FILE)")
        districts = tuple(args.district)
        rows, faults = [Row(args.name, args.province, districts, args.role, args.group, args.line_user)], []
    for row in rows:
        place = f"{args.csv}, line {row.line}" if args.csv else "enroll"
        faults += [f"{place}: {fault}" for fault in faults_of(row, book)]
    if faults:
        raise Refused("\n".join(faults) + "\nnobody was enrolled")
    for line in enroll(store, rows):
        print(line)
    store.close()
    return 0


def enroll(store: Store, rows: list[Row]) -> list[str]:
    lines, now = [], milliseconds()
    with store.db.transaction():
        for row in rows:
            person = store.people.enroll(
                name=row.name,
                province=row.province,
                role=row.role,
                districts=row.districts,
                group=row.group,
                line_user=row.line_user,
                at=now,
            )
            store.trail.add(
                Deed("enroll", whom=person, detail=row.role, province=row.province), way="command", by=None, at=now
            )
            where = " ".join(part for part in (row.province, *row.districts, row.group) if part)
            told = f"{row.name} ({row.role}{', ' + where if where else ''})"
            if row.line_user:
                store.people.update(person=person, agreed=1)
                lines.append(f"{told}: bound to {row.line_user}")
            else:
                code = new_code()
                store.people.give_code(person=person, code=code, at=now)
                lines.append(f"{told}: code {code}, to be sent to the bot within 14 days")
    return lines


def read_csv(path: Path) -> tuple[list[Row], list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = reader.fieldnames or []
            absent = [c for c in COLUMNS[:4] if c not in columns]
            if absent:
                raise Refused(
                    f"{path}, line 1: found the columns {', '.join(columns)}, expected also {', '.join(absent)}"
                )
            rows = [_row(record, reader.line_num) for record in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as failure:
        raise Refused(f"{path}: cannot be read as a UTF-8 file ({type(failure).__name__})") from None
    return rows, [] if rows else [f"{path}: found no rows, expected one for each person"]


def _row(record: dict[str, str | None], line: int) -> Row:
    def cell(name: str) -> str:
        return (record.get(name) or "").strip()

    districts = tuple(d.strip() for d in cell("district").split(";") if d.strip())
    return Row(cell("name"), cell("province"), districts, cell("role"), cell("group"), None, line)


def faults_of(row: Row, book: Book) -> list[str]:
    faults = []
    if not row.name:
        faults.append("found no name, expected a person's name")
    if row.role not in ROLES:
        faults.append(f"role: found {row.role!r}, expected one of {', '.join(ROLES)}")
    known = sorted({a.province for a in book.all()})
    if row.province and row.province not in known:
        faults.append(f"province: found {row.province!r}, expected one of {', '.join(known)}")
    elif not row.province and row.role != "admin":
        faults.append(f"province: found none, expected one of {', '.join(known)}")
    districts = sorted({d for a in book.all() if a.province == row.province for d in a.districts})
    for district in row.districts:
        if row.province in known and district not in districts:
            faults.append(f"district: found {district!r}, expected one of {', '.join(districts)}")
    if row.role in ("officer", "head") and not row.districts:
        faults.append(f"district: found none, expected one for the role {row.role}")
    if row.role == "owner" and not row.group:
        faults.append("group: found none, expected a กลุ่มงาน for the role owner")
    if row.line_user and not LINE_USER.fullmatch(row.line_user):
        faults.append(f"line-user: found {row.line_user!r}, expected U and 32 hexadecimal digits")
    return faults
