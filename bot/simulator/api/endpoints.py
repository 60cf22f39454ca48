"""The API's small endpoints: content, profiles, groups, quota, loading sign, read marks, the bot's own card."""

import re

from bot.simulator.api.call import Call
from bot.simulator.api.sending import Answer, Sending
from bot.simulator.limits.problems import Problems, Refusal, refusal
from bot.simulator.people.world import Content, World

_USER = re.compile(r"U[0-9a-f]{32}")


class Endpoints:
    def __init__(self, world: World, sending: Sending) -> None:
        self.world, self.sending = world, sending
        self.webhook_url = ""

    def quota(self, call: Call) -> Answer:
        limit = self.sending.quota
        return Answer(200, {"type": "none"} if limit is None else {"type": "limited", "value": limit})

    def _kept(self, message_id: str) -> Content:
        content = self.world.contents.get(message_id)
        if content is None or content.external:
            raise Refusal(404, "Not found")
        if content.gone:
            raise Refusal(410, "Gone")
        return content

    def content(self, call: Call) -> Answer | tuple[bytes, str]:
        content = self._kept(call.found[0])
        if content.failed or (call.endpoint == "preview" and content.kind not in ("image", "video")):
            raise Refusal(404, "Not found")
        if content.ready_at > self.world.clock():
            return Answer(202, {})
        return content.data, content.mime

    def transcoding(self, call: Call) -> Answer:
        content = self._kept(call.found[0])
        if content.kind not in ("video", "audio"):
            raise Refusal(400, "The message is not a video or audio")
        ready = content.ready_at <= self.world.clock()
        return Answer(200, {"status": "failed" if content.failed else "succeeded" if ready else "processing"})

    def profile(self, call: Call) -> Answer:
        person = self.world.people.get(call.found[0])
        if person is None or person.blocked:
            raise Refusal(404, "Not found")
        return Answer(200, {"displayName": person.name, "userId": person.user_id, "language": "th"})

    def member(self, call: Call) -> Answer:
        group = self.world.groups.get(call.found[0])
        if group is None or not group.bot_in or call.found[1] not in group.members:
            raise Refusal(404, "Not found")
        return Answer(200, {"displayName": self.world.people[call.found[1]].name, "userId": call.found[1]})

    def group(self, call: Call) -> Answer:
        group = self.world.groups.get(call.found[0])
        if group is None or not group.bot_in:
            raise Refusal(404, "Not found")
        return Answer(200, {"groupId": group.group_id, "groupName": group.name})

    def group_count(self, call: Call) -> Answer:
        self.group(call)
        return Answer(200, {"count": len(self.world.groups[call.found[0]].members)})

    def leave(self, call: Call) -> Answer:
        self.group(call)
        self.world.change_group(call.found[0], bot_in=False)
        return Answer(200, {})

    def loading(self, call: Call) -> Answer:
        problems = Problems()
        chat = call.json.get("chatId")
        seconds = call.json.get("loadingSeconds", 20)
        if not isinstance(chat, str) or not _USER.fullmatch(chat):
            problems.say("chatId", "The value must be a user ID")
        if not isinstance(seconds, int) or seconds not in range(5, 61, 5):
            problems.say("loadingSeconds", "must be a multiple of 5 between 5 and 60")
        if problems:
            raise refusal(problems)
        self.world.show_typing(str(chat), seconds)
        return Answer(202, {})

    def read(self, call: Call) -> Answer:
        if not self.world.mark_read(str(call.json.get("markAsReadToken"))):
            raise Refusal(400, "Invalid markAsReadToken")
        return Answer(200, {})

    def info(self, call: Call) -> Answer:
        return Answer(
            200,
            {
                "userId": self.world.bot_user_id,
                "basicId": "@radap",
                "displayName": self.world.bot_name,
                "chatMode": "bot",
                "markAsReadMode": "manual",
            },
        )

    def endpoint(self, call: Call) -> Answer:
        return Answer(200, {"endpoint": self.webhook_url, "active": bool(self.webhook_url)})
