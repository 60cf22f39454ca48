"""A chat written out as a file that can be played again: see tests/conversations/README.md for the format."""

from bot.simulator.limits.problems import Json
from bot.simulator.people.world import Entry, World

KINDS = {"sticker": "<sticker>", "video": "<video>", "audio": "<audio>", "image": "<photo>"}
NOTES = {"follow": "<follow>", "unfollow": "<block>", "join": "<join>", "leave": "<leave>"}


def transcript(world: World, chats: list[str]) -> str:
    """The header with people, then everything that was said in these chats in the order of time."""
    entries = sorted((e for chat in chats for e in world.chat(chat)), key=lambda e: e.at)
    people = {e.who for e in entries if e.who in world.people} | {c for c in chats if c in world.people}
    lines: list[str] = []
    day = next((e.day for e in entries if e.day), world.day)
    if day:
        lines.append(f"@ {_buddhist(day)}")
    members = {m for chat in chats if chat in world.groups for m in world.groups[chat].members}
    for user in world.people:
        if user in people or user in members:
            lines.append(_person(world, user))
    for chat in chats:
        if chat in world.groups:
            group = world.groups[chat]
            names = ", ".join(world.people[m].name for m in group.members if m in world.people)
            lines.append(f"กลุ่ม: {group.name} = {names}")
    lines.append("")
    for at, entry, written in sorted(_happened(world, entries), key=lambda one: one[0]):
        if entry.day and entry.day != day and entry.at == at:
            day = entry.day
            lines += ["", f"@ {_buddhist(day)}"]
        lines += written
    return "\n".join(lines).rstrip() + "\n"


def _buddhist(day: str) -> str:
    return f"{int(day[:4]) + 543}{day[4:]}"


def _person(world: World, user: str) -> str:
    person = world.people[user]
    if not person.role:
        return f"คน: {person.name} = -"
    where = f" {person.province}" if person.province else ""
    if person.district:
        where += f" / {person.district}"
    return f"คน: {person.name} = {person.role}{where}"


def _happened(world: World, entries: list[Entry]) -> list[tuple[int, Entry, list[str]]]:
    """Each message, each edit and each unsending with the moment when it was done."""
    found: list[tuple[int, Entry, list[str]]] = []
    for entry in entries:
        found.append((entry.at, entry, _lines(world, entry, entries)))
        speaker = _speaker(world, entry)
        texts = [*(before for _, before in entry.edits), str(entry.message.get("text", ""))]
        for number, (at, _) in enumerate(entry.edits, start=1):
            deed = f"<edit{_back(entry, entries, at)}>"
            found.append((at, entry, ["", _block(f"{speaker}> {deed} ", texts[number])]))
        if entry.unsent:
            deed = f"<unsend{_back(entry, entries, entry.unsent_at)}>"
            found.append((entry.unsent_at, entry, ["", f"{speaker}> {deed}"]))
    return found


def _speaker(world: World, entry: Entry) -> str:
    name = world.people[entry.who].name if entry.who in world.people else entry.who
    return f"{name}@{world.groups[entry.chat].name}" if entry.chat in world.groups else name


def _back(entry: Entry, entries: list[Entry], at: int) -> str:
    """How far back the own message lay at that moment: nothing for the newest."""
    newer = [
        e
        for e in entries
        if e.who == entry.who and e.chat == entry.chat and entry.at < e.at < at and (not e.unsent or e.unsent_at > at)
    ]
    return f" {len(newer) + 1}" if newer else ""


def _lines(world: World, entry: Entry, entries: list[Entry]) -> list[str]:
    if entry.who == "bot":
        chat = world.groups[entry.chat].name if entry.chat in world.groups else world.people[entry.chat].name
        asked = next((e.chat for e in reversed(entries) if e.at < entry.at and e.who in world.people), entry.chat)
        return [_block("บอท< " if asked == entry.chat else f"บอท({chat})< ", said(entry.message))]
    if entry.who == "system":
        return _note(world, entry)
    speaker = _speaker(world, entry)
    message = {**entry.message, "text": entry.edits[0][1]} if entry.edits else entry.message
    if entry.tap:
        return ["", f"{speaker}> [{entry.tap}]"]
    if entry.quoted:
        return ["", _block(f"{speaker}> <quote {_quoted(entry, entries)}> ", _text(message))]
    return ["", _block(f"{speaker}> ", _text(message))]


def _quoted(entry: Entry, entries: list[Entry]) -> str:
    """Which message is meant: bot or me, counted back from the newest before this one."""
    before = [e for e in entries if e.at < entry.at and e.chat == entry.chat and e.quote_token]
    target = next((e for e in before if e.id == entry.quoted), None)
    if target is None:
        return "bot"
    kind = "bot" if target.who == "bot" else "me"
    same = [e for e in before if e.who == target.who]
    back = len(same) - next(i for i, e in enumerate(same) if e.id == target.id)
    return kind if back == 1 else f"{kind} {back}"


def _note(world: World, entry: Entry) -> list[str]:
    kind = entry.message["type"]
    if kind == "tap" and entry.event in world.people:
        name = world.people[entry.event].name
        speaker = f"{name}@{world.groups[entry.chat].name}" if entry.chat in world.groups else name
        picked = next((v for k, v in entry.message["params"].items() if k in ("date", "time", "datetime")), "")
        return ["", f"{speaker}> [{entry.tap}{f' = {picked}' if picked else ''}]"]
    if kind in ("follow", "unfollow") and entry.chat in world.people:
        return ["", f"{world.people[entry.chat].name}> {NOTES[kind]}"]
    if kind in ("join", "leave") and entry.chat in world.groups:
        group = world.groups[entry.chat]
        first = world.people[group.members[0]].name if group.members else "?"
        return ["", f"{first}@{group.name}> {NOTES[kind]}"]
    return []


def _text(message: Json) -> str:
    kind = message["type"]
    if kind == "text":
        text = str(message["text"])
        return f"\\{text}" if text[:1] in ("[", "<", "\\") else text
    if kind == "file":
        return f"<file {message['fileName']}>"
    if kind == "location":
        return f"<location {message['latitude']},{message['longitude']} {message.get('title', '')}>".replace(" >", ">")
    return KINDS.get(kind, f"<{kind}>")


def said(message: Json) -> str:
    """What a bot message says in one piece: its text, else the line that the notification shows."""
    kind = message["type"]
    if kind in ("text", "textV2"):
        return str(message["text"])
    if "altText" in message:
        return str(message["altText"])
    return f"<{kind}>"


def _block(head: str, text: str) -> str:
    """Further lines of one message are indented by two spaces."""
    return head + text.replace("\n", "\n  ")
