"""LINE's own SDK talks to the simulator as it talks to LINE: every answer fits its models."""

import uuid

import pytest
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    CreateRichMenuAliasRequest,
    MarkMessagesAsReadByTokenRequest,
    MessagingApi,
    MessagingApiBlob,
    MulticastRequest,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
    ValidateMessageRequest,
)
from linebot.v3.webhook import WebhookParser

from bot.simulator.phone.pictures import png
from bot.simulator.server import Simulator
from tests.simulator.echo_bot import EchoBot


@pytest.fixture
def client(line: Simulator, bot: EchoBot) -> ApiClient:
    bot.answers = lambda event: []
    return ApiClient(Configuration(host=line.url, access_token="token-of-the-channel"))


def test_sending_and_asking(line: Simulator, client: ApiClient) -> None:
    api = MessagingApi(client)
    user = line.world.add_person("สมชาย").user_id
    line.phone.text(user, "สวัสดี")
    event = line.phone.last_events[user][0]
    text = TextMessage(text="สวัสดีค่ะ")  # type: ignore[call-arg]
    answer = api.reply_message(ReplyMessageRequest(replyToken=event["replyToken"], messages=[text]))
    assert answer.sent_messages[0].id
    push = PushMessageRequest(to=user, messages=[text])
    key = str(uuid.uuid4())
    assert api.push_message(push, x_line_retry_key=key).sent_messages[0].quote_token
    with pytest.raises(ApiException) as refused:
        api.push_message(push, x_line_retry_key=key)
    assert refused.value.status == 409
    assert refused.value.headers["x-line-accepted-request-id"]
    api.multicast(MulticastRequest(to=[user], messages=[text]))
    api.validate_push(ValidateMessageRequest(messages=[text]))
    assert api.get_message_quota().type == "none"
    assert api.get_message_quota_consumption().total_usage == 2
    assert api.get_profile(user).display_name == "สมชาย"
    api.show_loading_animation(ShowLoadingAnimationRequest(chatId=user, loadingSeconds=5))
    api.mark_messages_as_read_by_token(
        MarkMessagesAsReadByTokenRequest(markAsReadToken=event["message"]["markAsReadToken"])
    )
    assert api.get_bot_info().user_id == line.world.bot_user_id
    assert api.test_webhook_endpoint().success is True
    assert [message["text"] for message in line.said_to(user)] == ["สวัสดีค่ะ"] * 3


def test_content_and_menus(line: Simulator, client: ApiClient) -> None:
    api, blob = MessagingApi(client), MessagingApiBlob(client)
    user = line.world.add_person("สมชาย").user_id
    line.phone.photo(user, [b"\x89PNG picture"])
    message = line.phone.last_events[user][0]["message"]["id"]
    assert bytes(blob.get_message_content(message)) == b"\x89PNG picture"
    area = {"bounds": {"x": 0, "y": 0, "width": 800, "height": 270}, "action": {"type": "message", "text": "คะแนน"}}
    menu = RichMenuRequest.from_dict(
        {"size": {"width": 800, "height": 270}, "selected": True, "name": "o", "chatBarText": "เมนู", "areas": [area]}
    )
    made = api.create_rich_menu(menu).rich_menu_id
    picture = png(800, 270, (0, 100, 0))
    blob.set_rich_menu_image(made, body=bytearray(picture), _headers={"Content-Type": "image/png"})
    assert bytes(blob.get_rich_menu_image(made)) == picture
    api.link_rich_menu_id_to_user(user, made)
    assert api.get_rich_menu_id_of_user(user).rich_menu_id == made
    api.create_rich_menu_alias(CreateRichMenuAliasRequest(richMenuAliasId="officer", richMenuId=made))
    api.set_default_rich_menu(made)
    assert [one.rich_menu_id for one in api.get_rich_menu_list().richmenus] == [made]
    api.unlink_rich_menu_id_from_user(user)
    api.delete_rich_menu(made)


def test_the_sdk_reads_every_event_that_it_knows(line: Simulator, bot: EchoBot) -> None:
    user = line.world.add_person("สมชาย", friend=False).user_id
    team = line.world.add_group("ทีม", (user,)).group_id
    phone = line.phone
    with phone.batch() as deliveries:
        phone.follow(user)
        phone.text(user, "สวัสดี", quote="123")
        phone.text(user, "@ระดับ สวัสดี", team)
        phone.edit(user, line.world.chat(team)[-1].id, "แก้")
        phone.photo(user, count=2)
        phone.media(user, "video", b"x", "video/mp4")
        phone.media(user, "audio", b"x", "audio/m4a")
        phone.file(user, "a.pdf", b"x")
        phone.location(user, 14.9, 103.1, "ก", "ข")
        phone.sticker(user)
        phone.postback(user, "d", params={"date": "2026-03-31"})
        phone.unsend(user, line.world.chat(user)[1].id)
        phone.bot_joins(team)
        phone.member_leaves(user, team)
        phone.member_joins(user, team)
        phone.bot_leaves(team)
        phone.block(user)
    body = line.webhook.body(deliveries[0].events).decode()
    parsed = WebhookParser("x", skip_signature_verification=lambda: True).parse(body, "")
    assert [type(event).__name__ for event in parsed] == [
        "FollowEvent",
        "MessageEvent",
        "MessageEvent",
        "MessageEditedEvent",
        *["MessageEvent"] * 7,
        "PostbackEvent",
        "UnsendEvent",
        "JoinEvent",
        "MemberLeftEvent",
        "MemberJoinedEvent",
        "LeaveEvent",
        "UnfollowEvent",
    ]
