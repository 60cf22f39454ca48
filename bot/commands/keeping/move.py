"""move: carries everything from one database to another (SQLite to PostgreSQL or back), counted and compared."""

import argparse

from bot.config import environment, load_settings
from bot.keeping.opening import reach, shown, telling
from bot.keeping.stopped import at_rest
from bot.now import milliseconds
from bot.refused import Refused
from bot.store import Store
from bot.store.copying import Measuring, begin_era, carried, empty, fill, first_rows, last_of, measure, rows_of
from handlers.desk.deeds import Deed


def arguments(parser: argparse.ArgumentParser) -> None:
    help = "like {}, without a password (PGPASSWORD or ~/.pgpass has it), or the name of a setting that holds it"
    parser.add_argument("--from", dest="source", required=True, help=help.format("sqlite:///data/radap.db"))
    parser.add_argument("--to", dest="target", required=True, help=help.format("postgresql://radap@host/radap"))


def run(args: argparse.Namespace) -> int:
    data_dir = load_settings(line_needed=False).data_dir
    urls = [_address(option, said) for option, said in (("--from", args.source), ("--to", args.target))]
    if urls[0] == urls[1]:
        raise Refused(f"move: found {shown(urls[0])} for both --from and --to, expected two databases")
    source = reach("move", urls[0], data_dir, there=True)
    target = reach("move", urls[1], data_dir)
    try:
        with (
            telling("move", "nothing was moved", source, target),
            at_rest("move", source, urls[0]),
            at_rest("move", target, urls[1]),
        ):
            return move(source, target, *urls)
    finally:
        source.close()
        target.close()


def _address(option: str, said: str) -> str:
    """What is typed behind a command stands in the machine's list of processes for everybody to read."""
    if "://" in said:
        url = said
        if shown(url) != url:
            raise Refused(
                f"move: found a password in {option}, expected an address without it, as every user of this machine "
                "can read it there; set PGPASSWORD or ~/.pgpass, or name the setting that holds the address: "
                f"{option} NEW_DATABASE_URL"
            )
    else:
        url = environment().get(said, "")
        if not url:
            raise Refused(f"move: {option}: found {said!r}, expected an address or the name of a setting that holds it")
    return load_settings({"DATABASE_URL": url}, line_needed=False).database_url


def move(source: Store, target: Store, source_url: str, target_url: str) -> int:
    if source.missing():
        raise Refused(
            f"move: {shown(source_url)} lacks {', '.join(source.missing())}; expected a database that is up to date: "
            f"run python -m bot migrate on it first"
        )
    target.migrate()
    found = first_rows(target.db)
    if found:
        raise Refused(
            f"move: found {found[1]} rows in the table {found[0]} of {shown(target_url)}, expected an empty database; "
            "nothing was moved"
        )
    total = 0
    with source.db.snapshot():
        named = source.blobs.named()
        lost = _evidence(
            source, target, named
        )  # first: whoever is interrupted finds the target empty, and begins again
        with target.db.transaction():
            empty(target.db)
            for table in carried():
                measuring = Measuring()
                fill(target.db, table, measuring.passing(rows_of(source.db, table)), last_of(source.db, table))
                there, here = measuring.measure(), measure(target.db, table)
                if there != here:
                    raise Refused(
                        f"move: table {table.name}: found {here.rows} rows ({here.hash[:12]}) after moving, expected "
                        f"{there.rows} ({there.hash[:12]}); nothing was moved"
                    )
                total += here.rows
                print(f"{table.name}: {here.rows:,} rows, the same content ({here.hash[:12]})")
            begin_era(target.db)
            target.trail.add(Deed("carry", detail=source.db.name), way="command", by=None, at=milliseconds())
    print(f"moved: {total:,} rows, {len(named) - len(lost):,} evidence files; now set DATABASE_URL to the new address")
    for hash in lost:
        print(f"evidence {hash} is named by the database but is not there or damaged: it could not be moved")
    return 1 if lost else 0


def _evidence(source: Store, target: Store, named: set[str]) -> list[str]:
    """Every file once, its hash proven by putting it; those that could not be moved."""
    lost = []
    for hash in sorted(named):
        content = source.blobs.get(hash)
        try:
            if content is None:
                raise ValueError("not there")
            with target.db.transaction():
                target.blobs.put(hash, content)
        except ValueError:
            lost.append(hash)
    return lost
