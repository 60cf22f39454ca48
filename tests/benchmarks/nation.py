"""A whole nation's offices in one database: 76 provinces with their agreements, 878 districts, 7,000 people.

The five shipped agreements cover five provinces. The other 71 get one of the three whose documents bind no district by
name, under their own name and with their own districts; the loader proves each one as it would an office's own.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from bot.store import Store
from handlers.reading.words.lexicon import names
from scoring.agreement import Agreement
from scoring.deadlines.steps import Settings, to_json
from scoring.document.carrying import carry, new_id
from scoring.document.loading import AGREEMENTS, load, shipped
from scoring.document.writing import write

DAY = date(2025, 3, 31)  # a Monday, and the last day of the round
YEAR = 2568
PEOPLE = 7_000
BANGKOK = "กรุงเทพมหานคร"  # no province, and has no such office
FREE = ("chaiyaphum-2562-1", "nongkhai-2565-1", "sakaeo-2567-1")  # no table and no indicator names their districts
ALWAYS = Settings(morning=time(0), evening=time(23, 59))  # the clock works at whatever hour this is measured


@dataclass(frozen=True)
class Person:
    number: int  # from 0; the n-th of a district has the n-th of its topics
    user: str
    role: str
    province: str
    district: str  # "": the province
    place: int  # the how many-th person of the district
    signed: str  # the shipped agreement that the province's own was made from


@dataclass(frozen=True)
class Office:
    province: str
    districts: tuple[str, ...]
    signed: str
    agreement: str


def offices() -> list[Office]:
    """Every province in the order of the list of districts, with the agreement that it has on DAY."""
    own = {a.province: a for a in shipped().values()}
    districts: dict[str, list[str]] = {}
    for district, province in names():
        if province != BANGKOK:  # the one town without เมือง gets it: a borrowed text does not name the province
            districts.setdefault(province, []).append(f"เมือง{province}" if district == province else district)
    made = []
    for n, (province, found) in enumerate(sorted(districts.items()), 1):
        if province in own:
            a = own[province]
            made.append(Office(province, a.districts, a.id, new_id(a.id, YEAR, a.round)))
        else:
            made.append(Office(province, tuple(found), FREE[n % 3], f"office{n:02}-{YEAR}-1"))
    return made


def agreement_text(office: Office) -> str:
    """The TOML of an office's agreement, carried over to the round that holds DAY."""
    text = (AGREEMENTS / f"{office.signed}.toml").read_text(encoding="utf-8")
    signed = shipped()[office.signed]
    text = carry(text, YEAR, signed.round, "ส่วนกลาง", DAY, "เพื่อวัดความเร็ว", office.agreement)
    raw = tomllib.loads(text, parse_float=Decimal)
    return write({**raw, "province": office.province, "districts": list(office.districts)})


def settle(store: Store) -> tuple[list[Office], list[Person]]:
    """Everything that the nation needs, written into an empty store."""
    every = offices()
    store.migrate()
    with store.db.transaction():
        for office in every:
            agreement = _agreement(store, office)
            assert (agreement.province, agreement.districts) == (office.province, office.districts)
            store.rounds.activate(agreement=agreement.id, province=office.province, at=0)
            store.duties.set_settings(province=office.province, settings=to_json(ALWAYS), by=1, at=0)
    people = everybody(every)
    with store.db.transaction():
        for person in people:
            number = store.people.enroll(
                name=f"เจ้าหน้าที่ {person.number + 1}", province=person.province, role=person.role,
                districts=[person.district] if person.district else [], group="", line_user=person.user, at=0,
            )  # fmt: skip
            store.people.update(person=number, agreed=1)
    return every, people


def _agreement(store: Store, office: Office) -> Agreement:
    """The office's own, or the shipped one where that is of this very round."""
    if office.agreement in shipped():
        return shipped()[office.agreement]
    text = agreement_text(office)
    store.rounds.keep_agreement(id=office.agreement, toml=text, by="ส่วนกลาง", training=False, at=0)
    return load(text, office.agreement)


def everybody(every: Sequence[Office]) -> list[Person]:
    """A supervisor for each province, a head for each district, and officers evenly over the districts."""
    places = [(office, district) for office in every for district in office.districts]
    people = [("supervisor", office, "", 0) for office in every]
    people += [("head", office, district, 0) for office, district in places]
    officers = PEOPLE - len(people)
    people += [("officer", *places[n % len(places)], 1 + n // len(places)) for n in range(officers)]
    return [
        Person(n, f"U{n + 1:032x}", role, office.province, district, place, office.signed)
        for n, (role, office, district, place) in enumerate(people)
    ]
