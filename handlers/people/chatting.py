"""Chat: thanks and greetings get a short friendly word; whatever is left over hears that nothing was stored."""

from handlers.desk.desk import Desk, Route
from handlers.desk.nouns import Message, Turn
from templates.messages import say, tap
from templates.words import common


def answer(message: Message, desk: Desk) -> Turn | None:
    if message.kind == "sticker":
        return Turn() if message.group else Turn(replies=(say(common.FRIENDLY, [tap(common.HELP)]),))
    if message.kind != "text" or message.group:
        return None
    reading = desk.reading(message)
    if reading.intent == "chitchat" and not reading.ask and not reading.values:
        return Turn(replies=(say(common.FRIENDLY, [tap(common.HELP)]),))
    return None


ROUTE = Route("chatting", answer)
