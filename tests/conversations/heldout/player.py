"""Plays a dialogue written by a hand that has not seen the grammar, through the mailbox; compares what stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bot.office.book import Book
from bot.post.events import arrivals
from bot.post.mailbox import Mailbox
from bot.simulator.limits.limits import check_messages
from bot.store import open_store
from handlers.desk.nouns import Question
from scoring.periods import BANGKOK
from scoring.results.results import results
from templates.messages import say
from tests.handlers.office import read_aloud, texts

Json = dict[str, Any]
GROUP = "C" + "1" * 32


class Moved:
    """The program's time, moved by the dialogue."""

    def __init__(self, day: str) -> None:
        self.at = datetime.combine(date.fromisoformat(day), time(10), BANGKOK)

    def now(self) -> datetime:
        return self.at

    def day(self) -> date:
        return self.at.date()

    def of(self, moment: datetime) -> date:
        return moment.astimezone(BANGKOK).date()


class Player:
    def __init__(self, dialogue: Json, folder: Path) -> None:
        self.dialogue, self.folder = dialogue, folder
        self.agreement = dialogue["agreement"]
        self.store = open_store(f"sqlite:///{folder}/radap.db", folder)
        self.store.migrate()
        self.today = Moved(dialogue["today"])
        self.book = Book(self.store.rounds, self.today.day)
        self.mailbox = Mailbox(self.store, self.book, self.today, "https://example.go.th", lambda rows: None)  # type: ignore[arg-type]
        self.book.refresh()
        found = self.book.get(self.agreement)
        assert found is not None
        self.signed, self.province = found, found.province
        with self.store.db.transaction():
            self.store.rounds.activate(agreement=self.agreement, province=self.province, at=0)
        self.book.refresh()
        self.users: dict[str, str] = {}
        self.said: dict[str, list[tuple[str, str]]] = {}  # who -> (message id, event id) of what they said
        self.answers: dict[str, list[Json]] = {}  # who -> the bot's messages after the last act of anybody
        self.shown: dict[str, list[Json]] = {}  # who -> all that they ever saw
        self.first_options: list[str] = []
        self.events = 0
        self.last: Json | None = None
        self.log: list[str] = []
        self.faults: list[str] = []
        for person in dialogue["people"]:
            self._enroll(person)

    def _enroll(self, person: Json) -> None:
        who = person["who"]
        self.users[who] = f"U{len(self.users) + 1:032x}"
        self.said[who], self.answers[who], self.shown[who] = [], [], []
        if person["role"] == "stranger":
            return
        districts = person.get("district") or ()
        with self.store.db.transaction():
            id = self.store.people.enroll(
                name=person.get("name", f"คนที่{who}"), province=self.province, role=person["role"],
                districts=(districts,) if isinstance(districts, str) else tuple(districts),
                group=person.get("group", ""), line_user=self.users[who], at=0,
            )  # fmt: skip
            self.store.people.update(person=id, agreed=1)

    # what people do

    def play(self) -> list[str]:
        for step in self.dialogue["steps"]:
            try:
                self._step(step)
            except AssertionError as failed:
                self.faults.append(f"{step}: {failed}")
        return self.faults

    def _step(self, step: Json) -> None:
        if "standing" in step:
            for one in step["standing"]:
                self._stands(one)
        elif "standing_nothing" in step:
            kept = self._kept()
            self._claim(not kept, f"nothing should stand, but {[(s.indicator, s.value) for s in kept]}")
        elif "person" in step:
            self._person(step["person"])
        elif any(key.startswith("bot_") for key in step):
            self._bot(step)
        elif "wait" in step:
            number, unit = re.fullmatch(r"(\d+)\s*(\w)\w*", step["wait"]).groups()  # type: ignore[union-attr]
            hours = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[unit]
            self.today.at += timedelta(**{hours: int(number)})
        elif "day" in step:
            self.today.at = datetime.combine(date.fromisoformat(step["day"]), time(10), BANGKOK)
        elif "time" in step:
            hour, minute = (int(part) for part in step["time"].split(":"))
            self.today.at = self.today.at.replace(hour=hour, minute=minute)
        elif "push" in step:
            for user in self.users.values():
                with self.store.db.transaction():
                    self.store.outbox.put(
                        id=f"reminder-{self.events}-{user}", kind="push", target=user, body=[say("เตือนกำหนดส่ง")],
                        now=_now() + 1,
                    )  # fmt: skip
        elif "close" in step:
            with self.store.db.transaction():
                self.store.rounds.close(agreement=self.agreement, by=None, snapshot="{}", at=1)
            self.book.refresh()
        elif "redeliver" in step:
            assert self.last is not None
            self._bring(self.last)
        else:
            self._act(step)

    def _act(self, step: Json) -> None:
        who = step["who"]
        if step.get("only_if_asked") and self._open(who, step) is None:
            return
        self.today.at += timedelta(seconds=1)
        if "says" in step:
            text = step["says"]
            message: Json = {"type": "text", "text": text}
            if step.get("mention"):
                message |= {"text": f"@ระดับ {text}"}
            if "quotes_message" in step:
                message["quotedMessageId"] = self.said[who][step["quotes_message"] - 1][0]
            self._event(who, {"type": "message", "message": message}, step, keep=True)
        elif "unsends_message" in step:
            id = self.said[who][step["unsends_message"] - 1][0]
            self._event(who, {"type": "unsend", "unsend": {"messageId": id}}, step)
        elif "sends" in step:
            message = {"type": "image", "contentProvider": {"type": "line"}}
            self._event(who, {"type": "message", "message": message}, step, keep=True)
        else:
            self._tap(who, step)

    def _tap(self, who: str, step: Json) -> None:
        labels = step.get("taps", [])
        labels = [labels] if isinstance(labels, str) else labels
        holds = step.get("taps_containing")
        asked = self._open(who, step)
        if step.get("old"):
            ids = [m for m in self.shown[who] if m.get("quickReply")]
            found = [a for m in ids for a in _actions(m) if holds in json.dumps([a, texts(m)], ensure_ascii=False)]
        else:
            found = [a for m in reversed(self.shown[who]) for a in _actions(m) if a["label"].startswith(tuple(labels))]
            found = found if labels else []
            for n, option in enumerate(asked.options if asked else (), 1):
                if holds and holds in option.label:
                    found = [{"type": "postback", "label": option.label, "data": f"q:{asked.id}:{n}"}, *found]  # type: ignore[union-attr]
                if any(option.label.startswith(label) for label in labels):
                    found += [{"type": "postback", "label": option.label, "data": f"q:{asked.id}:{n}"}]  # type: ignore[union-attr]
        assert found, f"nothing to tap: {step}, options {[o.label for o in asked.options] if asked else None}"
        action = found[0]
        if action["type"] == "postback":
            self._event(who, {"type": "postback", "postback": {"data": action["data"]}}, step)
        else:
            self._event(who, {"type": "message", "message": {"type": "text", "text": action["text"]}}, step, keep=True)

    def _event(self, who: str, event: Mapping[str, Any], step: Json, *, keep: bool = False) -> None:
        self.events += 1
        user = self.users[who]
        source = {"type": "user", "userId": user}
        if step.get("in") == "group":
            source = {"type": "group", "groupId": GROUP, "userId": user}
        raw = {
            **event, "source": source, "timestamp": int(self.today.at.timestamp() * 1000),
            "webhookEventId": f"w{self.events}", "replyToken": "t", "mode": "active",
        }  # fmt: skip
        if "message" in raw:
            raw["message"] = {"id": f"m{self.events}", **raw["message"]}
            if keep:
                self.said[who].append((raw["message"]["id"], raw["webhookEventId"]))
        self.log.append(f"{who}> {json.dumps(event.get('message', event.get('postback', event)), ensure_ascii=False)}")
        self.last = raw
        self._bring(raw)
        asked = self._open(who, step)
        if asked is not None and asked.options:
            self.first_options = [o.label for o in asked.options]

    def _bring(self, raw: Json) -> None:
        happened = raw["timestamp"]
        self.store.inbox.accept(arrivals(json.dumps({"events": [raw]}).encode(), happened, "r"))
        before = self.store.db.query("SELECT MAX(rowid) AS n FROM outbox")[0]["n"] or 0
        for row in self.store.inbox.waiting():
            self.mailbox.handle(row)
        kept = self.store.inbox.by_event(raw["webhookEventId"])
        assert kept is not None
        assert kept["state"] == "done", kept["trace"]
        rows = self.store.db.query("SELECT * FROM outbox WHERE rowid > ? ORDER BY rowid", [before])
        for who, user in self.users.items():
            mine = (user, raw["source"].get("groupId")) if user == raw["source"].get("userId") else (user,)
            messages = [m for r in rows if r["kind"] in ("reply", "push") and r["target"] in mine
                        for m in json.loads(r["body"])]  # fmt: skip
            for r in rows:
                body = json.loads(r["body"]) if r["kind"] in ("reply", "push") else []
                if any("quickReply" in m for m in body[:-1]):
                    self.faults.append(f"quick replies where LINE hides them: {read_aloud(body)}")
            self.answers[who] = messages
            self.shown[who] += messages
            if messages:
                problems = list(check_messages({"messages": messages}))
                assert not problems, problems
                quick = [[a["label"] for a in _quick(m)] for m in messages if _quick(m)]
                self.log.append(f"   bot({who})< {read_aloud(messages)}" + (f"   {quick}" if quick else ""))

    # what is claimed

    def _claim(self, holds: bool, told: str) -> None:
        if not holds:
            self.faults.append(told)

    def _open(self, who: str, step: Json) -> Question | None:
        user = self.users[who]
        asked = self.store.questions.open(f"{GROUP if step.get('in') == 'group' else user}/{user}")
        return asked if asked is not None and asked.expires >= self.today.at else None

    def _kept(self) -> list[Any]:
        return [s for s in self.store.ledger.standing(self.agreement, everywhere=True) if s.value is not None]

    def _person(self, wanted: Json) -> None:
        found = self.store.people.by_line(self.users[wanted["who"]])
        state = "none" if found is None else found.role if found.active else found.state
        districts = found.districts if found is not None and found.active else ()
        self._claim(
            state in (wanted["state"], "registering" if wanted["state"] == "none" else ""),
            f"person is {state} {districts}, expected {wanted}",
        )
        if wanted.get("district"):
            self._claim(wanted["district"] in districts, f"person is of {districts}, expected {wanted}")

    def _bot(self, step: Json) -> None:
        who = step.get("who") or self._last_actor()
        said = read_aloud(self.answers[who])
        if "bot_must_say_one_of" in step:
            self._claim(any(_in(w, said) for w in step["bot_must_say_one_of"]), f"{step} in {said!r}")
        if "bot_must_not_say" in step:
            self._claim(not any(_in(w, said) for w in step["bot_must_not_say"]), f"{step} in {said!r}")
        if step.get("bot_silent"):
            self._claim(not said, f"should be silent: {said!r}")
        if "bot_must_not_offer" in step:
            asked = self._open(who, step)
            labels = [o.label for o in asked.options] if asked else []
            labels += [a["label"] for m in self.answers[who] for a in _quick(m)]
            bad = [label for label in labels for w in step["bot_must_not_offer"] if _in(w, label)]
            self._claim(not bad, f"offered {bad}")

    def _last_actor(self) -> str:
        assert self.last is not None
        return next(w for w, user in self.users.items() if user == self.last["source"]["userId"])

    def _stands(self, one: Json) -> None:
        found = [
            s for s in self._kept()
            if (s.indicator, s.input, s.district) == (one["indicator"], one["input"], one.get("district"))
        ]  # fmt: skip
        if "month" in one:
            found = [s for s in found if s.slot == one["month"]]
        elif one.get("span") == "total":
            found = [s for s in found if s.kind == "total"]
        wanted = one["value_one_of"] if "value_one_of" in one else [one["value"]]
        wanted = [self._option(w) if isinstance(w, str) and w.startswith("@option") else w for w in wanted]
        got = [self._sum(one)] if one.get("span") == "sum" else [self._worth(s) for s in found]
        holds = (None in wanted and not found) or any(_same(w, g) for w in wanted if w is not None for g in got)
        self._claim(holds, f"{one['indicator']}.{one['input']} {one.get('district')}: {got}, expected {wanted}")
        if "as_of" in one and found:
            self._claim(found[0].as_of.isoformat() == one["as_of"], f"as of {found[0].as_of}, expected {one['as_of']}")

    def _worth(self, stands: Any) -> Any:
        place, value = (stands.indicator, stands.input), stands.value
        entries = [s for s in self._kept() if (s.indicator, s.input, s.kind) == (*place, "event")]
        if isinstance(value, dict) and len(value) == 1:  # an officer told the whole apart from it
            part = self.signed.indicators[stands.indicator].inputs[stands.input].parts[1]
            wholes = [
                v["amount"]
                for v in self.store.rounds.values(self.agreement, stands.district)
                if (v["indicator"], v["input"]) == (stands.indicator, f"{stands.input}.{part}")
            ]
            value = {**value, part: wholes[-1]} if wholes else value
        return (stands.kind, value, len(entries))

    def _sum(self, one: Json) -> Any:
        held = results(self.store, self.signed, one.get("district"), self.today.day(), {})
        value = held.inputs[one["indicator"]][one["input"]]
        return ("value", value, 0)

    def _option(self, said: str) -> str:
        label = self.first_options[int(said.removeprefix("@option")) - 1]
        return max(re.findall(r"[\d,.]+", label), key=len).replace(",", "")


def _now() -> int:
    from bot.now import milliseconds

    return milliseconds()


def _in(words: str, text: str) -> bool:
    return bool(re.search(words.removeprefix("re:"), text)) if words.startswith("re:") else words in text


def _same(wanted: Any, got: tuple[str, Any, int]) -> bool:
    kind, value, count = got
    if isinstance(wanted, bool):
        return value is wanted
    parts = value if isinstance(value, dict) else {}
    if "/" in wanted:
        upper, lower = wanted.split("/")
        num, den = parts.get("num", parts.get("now")), parts.get("den", parts.get("base"))
        return _number(num) == _number(upper) and _number(den) == _number(lower)
    if wanted.endswith("%"):
        return not parts and _number(value) == _number(wanted[:-1])
    if parts:
        return _number(parts.get("num", parts.get("now"))) == _number(wanted)
    return _number(value) == _number(wanted) or (kind == "event" and _number(wanted) == count)


def _number(said: Any) -> Decimal | None:
    try:
        return Decimal(str(said))
    except (InvalidOperation, TypeError):
        return None


def _quick(message: Json) -> list[Json]:
    return [i["action"] for i in message.get("quickReply", {}).get("items", [])]


def _actions(thing: Any) -> Iterable[Json]:
    """Every button of a message: quick replies and what stands on a card."""
    if isinstance(thing, list):
        for part in thing:
            yield from _actions(part)
    elif isinstance(thing, dict):
        if thing.get("type") in ("postback", "message") and "label" in thing:
            yield thing
        for part in thing.values():
            yield from _actions(part)
