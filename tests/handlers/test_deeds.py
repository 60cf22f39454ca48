"""Every write is either an act of power, which the trail tells, or stands here as none: a new one must choose."""

import inspect
from datetime import date

import pytest

from handlers.desk import round_writes, writes
from handlers.desk.deeds import Deed, deed_of
from scoring.deadlines.leaves import Leave
from scoring.levels.office_values import OFFICE, OFFICER
from templates.words.people.trail import DEEDS

OF_NO_POWER = {  # about oneself, about a report (the ledger itself tells who), or the program's own paper
    "AddEvidence", "Arrive", "BindPerson", "BlockPerson", "CallDone", "CallUndone", "CloseQuestion", "CountTry",
    "DropAlarms", "DropEvidence", "ForgetOfficeValues", "GiveLink", "HideWords", "KeepHabit", "Mute", "NoteUnread",
    "PlaceEvidence", "RecordFact", "SetAlarm", "ShowObligations", "UnsendEvidence", "Unmute",
}  # fmt: skip
PLACE = {"agreement": "a", "district": "ลำปลายมาศ", "indicator": "1.1"}
VALUE = {**PLACE, "input": "x", "amount": "5", "as_of": "", "set_by": "", "source": "", "at": 0}
SIGN = {"agreement": "a", "district": "ลำปลายมาศ", "about": "all", "snapshot": "", "at": 0}
LEAVE = Leave("l", "บุรีรัมย์", 9, 8, date(2026, 3, 2), date(2026, 3, 6), "stands")
ACTS: list[tuple[object, Deed | None]] = [
    (writes.UpdatePerson(9, state="active"), Deed("approve", whom=9)),
    (writes.UpdatePerson(9, state="refused"), Deed("refuse", whom=9)),
    (writes.UpdatePerson(9, role="head"), Deed("role", whom=9, detail="head")),
    (writes.UpdatePerson(9, requests=2, districts=("ก", "ข")), Deed("move", whom=9, detail="ก ข")),
    (writes.UpdatePerson(9, requests=2), Deed("refuse", whom=9)),  # a move that was asked for
    (writes.UpdatePerson(7, state="waiting", requests=1), None),  # 7 is who does it
    (writes.RemovePerson(9), Deed("remove", whom=9)),
    (writes.SetOfficeValue(**VALUE, strength=OFFICE), Deed("value", "a", detail="ลำปลายมาศ 1.1 x = 5")),
    (writes.SetOfficeValue(**VALUE, strength=OFFICER), None),  # an officer's report "3 จาก 5"
    (writes.VerifyEvidence("p", 7), Deed("verify", detail="p")),
    (writes.VerifyEvidence("p", None), Deed("unverify", detail="p")),
    (writes.Appoint(**PLACE, duty="owner", person=9), Deed("appoint", "a", 9, "ลำปลายมาศ 1.1 owner")),
    (writes.Dismiss(**PLACE, duty="owner"), Deed("dismiss", "a", detail="ลำปลายมาศ 1.1 owner")),
    (writes.ChangeDeadline("บุรีรัมย์", "a", "2026-03-01", "", 7, 0, duty="d"),
     Deed("deadline", "a", detail="d 2026-03-01", province="บุรีรัมย์")),
    (writes.AddDayOff("บุรีรัมย์", "2026-03-01", "", 7, 0), Deed("day off", detail="2026-03-01", province="บุรีรัมย์")),
    (writes.SetReminders("บุรีรัมย์", "{}", 7, 0), Deed("reminders", province="บุรีรัมย์")),
    (writes.SetGroup("C1", "บุรีรัมย์", 7, 0), Deed("group", detail="on", province="บุรีรัมย์")),
    (writes.SetGroup("C1", None, 7, 0), Deed("group", detail="off")),
    (writes.CreateBroadcast("b", "บุรีรัมย์", 7, "", "", "", (1, 2), 0), Deed("announce", detail="b 2", province="บุรีรัมย์")),
    (round_writes.Sign(**SIGN, deed="certified", person=7, hash="ab"),
     Deed("sign", "a", detail="certified ลำปลายมาศ all ab")),
    (round_writes.CloseRound("a", 7, "", "", "ab", 0), Deed("close", "a", detail="ab")),
    (round_writes.ReopenRound("a", 7, "", 0), Deed("reopen", "a")),
    (round_writes.Share("a", "สตึก", "function/2", "base", "สมชาย", "40", 7, 0),
     Deed("share", "a", detail="สตึก function/2 base = 40")),
    (round_writes.Share("a", None, "function/2", "base", "สมชาย", None, 7, 0),
     Deed("share", "a", detail="function/2 base")),
    (round_writes.ChangeSetting("บุรีรัมย์", "sign_off", "on", 7, 0),
     Deed("setting", detail="sign_off = on", province="บุรีรัมย์")),
    (round_writes.AskLeave(LEAVE, None, 0), None),  # of oneself: it waits for the head
    (round_writes.AskLeave(LEAVE, 7, 0), Deed("leave", whom=9, detail="stands 2026-03-02 2026-03-06")),
    (round_writes.SettleLeave("l", "refused", LEAVE.last, 7, 0, 9), Deed("leave", whom=9, detail="refused 2026-03-06")),
    (round_writes.SettleLeave("l", "cancelled", LEAVE.last, 7, 0, 7), None),
]  # fmt: skip


@pytest.mark.parametrize(("change", "deed"), ACTS)
def test_an_act_of_power_is_one_line_of_the_trail(change: object, deed: Deed | None) -> None:
    assert deed_of(change, 7) == deed
    assert deed is None or deed.deed in DEEDS


def test_every_write_has_chosen() -> None:
    every = {
        name for module in (writes, round_writes) for name, one in inspect.getmembers(module, inspect.isclass)
        if one.__module__ == module.__name__
    }  # fmt: skip
    acts = {type(change).__name__ for change, _ in ACTS}
    assert acts & OF_NO_POWER == set()
    assert every == acts | OF_NO_POWER
