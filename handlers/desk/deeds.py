"""Deeds: which of the writes of a turn is an act of power, as one line of the trail; names of persons stand in none."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.desk import round_writes as rounds
from handlers.desk import writes as w
from scoring.levels.office_values import OFFICE


@dataclass(frozen=True)
class Deed:
    deed: str
    agreement: str = ""
    whom: int | None = None
    detail: str = ""
    province: str = ""


def deed_of(change: object, by: int | None) -> Deed | None:
    """What somebody does about themselves (registering, reporting, leaving aside) is no act of power."""
    match change:
        case w.UpdatePerson() if change.person != by:
            return _person(change)
        case w.RemovePerson():
            return Deed("remove", whom=change.person)
        case w.SetOfficeValue(agreement=id) if change.strength >= OFFICE:
            return Deed("value", id, detail=f"{change.district} {change.indicator} {change.input} = {change.amount}")
        case w.VerifyEvidence():
            return Deed("verify" if change.by else "unverify", detail=change.evidence)
        case rounds.AskLeave() if change.by is not None:
            return Deed("leave", whom=change.leave.person, detail=f"stands {change.leave.first} {change.leave.last}")
        case rounds.SettleLeave() if change.by != change.person:
            return Deed("leave", whom=change.person, detail=f"{change.state} {change.last}")
        case w.Appoint(agreement=id):
            where = f"{change.district or ''} {change.indicator} {change.duty}"
            return Deed("appoint", id, change.person, where.strip())
        case w.Dismiss(agreement=id):
            return Deed("dismiss", id, detail=f"{change.district or ''} {change.indicator} {change.duty}".strip())
        case w.ChangeDeadline(agreement=id):
            return Deed("deadline", id, detail=f"{change.duty} {change.day}".strip(), province=change.province)
        case w.AddDayOff():
            return Deed("day off", detail=change.day, province=change.province)
        case w.SetReminders():
            return Deed("reminders", province=change.province)
        case w.SetGroup():
            return Deed("group", detail="on" if change.province else "off", province=change.province or "")
        case w.CreateBroadcast():
            return Deed("announce", detail=f"{change.id} {len(change.people)}", province=change.province)
        case rounds.Sign(agreement=id):
            return Deed("sign", id, detail=f"{change.deed} {change.district} {change.about} {change.hash}".strip())
        case rounds.CloseRound(agreement=id):
            return Deed("close", id, detail=change.hash)
        case rounds.Share(agreement=id):
            where = f"{change.district or ''} {change.indicator} {change.input}".strip()
            return Deed("share", id, detail=where if change.amount is None else f"{where} = {change.amount}")
        case rounds.ChangeSetting():
            return Deed("setting", detail=f"{change.name} = {change.value}", province=change.province)
        case rounds.ReopenRound(agreement=id):
            return Deed("reopen", id)
    return None


def _person(change: w.UpdatePerson) -> Deed | None:
    if change.state in ("active", "refused"):
        return Deed("approve" if change.state == "active" else "refuse", whom=change.person)
    if change.role is not None:
        return Deed("role", whom=change.person, detail=change.role)
    if change.districts is not None:
        return Deed("move", whom=change.person, detail=" ".join(change.districts))
    if change.requests is not None:
        return Deed("refuse", whom=change.person)
    return None
