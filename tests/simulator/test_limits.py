"""What LINE refuses, the simulator refuses: lengths, counts, places, structure."""

from typing import Any

import pytest

from bot.simulator.api.menus import check_menu
from bot.simulator.limits.counting import graphemes, utf16
from bot.simulator.limits.limits import check_messages
from bot.simulator.limits.problems import refusal

Json = dict[str, Any]


def wrong(*messages: Json) -> list[tuple[str, str]]:
    problems = check_messages({"messages": list(messages)})
    return [(p.property, p.message) for p in problems]


def bubble(*contents: Json, **more: Any) -> Json:
    body = {"type": "box", "layout": "vertical", "contents": list(contents)}
    return {"type": "flex", "altText": "การ์ด", "contents": {"type": "bubble", "body": body, **more}}


def button(action: Json) -> Json:
    return {"type": "button", "action": action}


def quick(*actions: Json) -> Json:
    return {"type": "text", "text": "?", "quickReply": {"items": [{"type": "action", "action": a} for a in actions]}}


TAP = {"type": "message", "label": "คะแนน", "text": "คะแนน"}


def test_texts_count_utf16_and_labels_count_graphemes() -> None:
    assert utf16("🍎") == 2
    assert utf16("ที่นี่") == 6
    assert graphemes("ที่นี่") == 2
    assert graphemes("น้ำ") == 1
    assert graphemes("กำ") == 1
    assert graphemes("👨‍👩‍👧🇹🇭") == 2
    assert graphemes("OTOP") == 4


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"type": "text", "text": "🍎" * 2500}, []),
        ({"type": "text", "text": "🍎" * 2501}, [("messages[0].text", "Length must be between 1 and 5000")]),
        ({"type": "text", "text": ""}, [("messages[0].text", "May not be empty")]),
        ({"type": "text", "text": "ก", "quickreply": {}}, [("messages[0].quickreply", "unknown field")]),
        ({"type": "text", "text": 5}, [("messages[0].text", "must be a string")]),
        ({"type": "file"}, None),
        ({"type": "image", "originalContentUrl": "http://x/a.png", "previewImageUrl": "https://x.org/a.png"},
         [("messages[0].originalContentUrl", "Must be a valid HTTPS URL")]),
        ({"type": "location", "title": "ก", "address": "ข", "latitude": 91, "longitude": 0},
         [("messages[0].latitude", "must be between -90 and 90")]),
        (quick(*[TAP] * 13), []),
        (quick(*[TAP] * 14), [("messages[0].quickReply.items", "Size must be between 1 and 13")]),
        (quick({**TAP, "label": "ที่" * 20}), []),
        (quick({**TAP, "label": "ที่" * 21}),
         [("messages[0].quickReply.items[0].action.label", "Length must be between 1 and 20")]),
        (quick({"type": "message", "text": "x"}),
         [("messages[0].quickReply.items[0].action.label", "May not be empty")]),
        (quick({"type": "camera", "label": "ถ่ายรูป"}), []),
        (quick({"type": "postback", "label": "ก", "data": "x" * 301}),
         [("messages[0].quickReply.items[0].action.data", "Length must be between 1 and 300")]),
        (quick({"type": "uri", "label": "ก", "uri": "ftp://x"}),
         [("messages[0].quickReply.items[0].action.uri", "invalid uri scheme")]),
        (quick({"type": "uri", "label": "ก", "uri": "https://x.org/ก"}),
         [("messages[0].quickReply.items[0].action.uri", "invalid uri")]),
        (quick({"type": "datetimepicker", "label": "วัน", "data": "d", "mode": "date", "initial": "2569-03-15"}),
         [("messages[0].quickReply.items[0].action.initial", "must be between 1900-01-01 and 2100-12-31")]),
        (quick({"type": "postback", "label": "ก", "data": "x", "fillInText": "ก"}),
         [("messages[0].quickReply.items[0].action.fillInText",
           "fillInText can be used only with inputOption openKeyboard")]),
    ],
)  # fmt: skip
def test_messages(message: Json, expected: list[tuple[str, str]] | None) -> None:
    found = wrong(message)
    assert found == expected if expected is not None else found


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        ({"type": "text", "text": "ดี", "size": "sm", "wrap": True, "color": "#00B900"}, []),
        ({"type": "text", "text": ""}, [("/body/contents/0/text", "must be non-empty text")]),
        ({"type": "text"}, [("/body/contents/0/text", "must be specified")]),
        ({"type": "text", "contents": [{"type": "span", "text": "ก", "weight": "bold"}]}, []),
        ({"type": "text", "contents": [{"type": "text", "text": "ก"}]},
         [("/body/contents/0/contents/0", "text cannot be placed here, expected one of: span")]),
        ({"type": "text", "text": "ก", "colour": "#000000"}, [("/body/contents/0/colour", "unknown field")]),
        ({"type": "text", "text": "ก", "color": "green"}, [("/body/contents/0/color", "invalid property")]),
        ({"type": "text", "text": "ก", "size": "14"}, [("/body/contents/0/size", "invalid property")]),
        ({"type": "text", "text": "ก", "size": "14px"}, []),
        ({"type": "text", "text": "ก", "wrap": "true"}, [("/body/contents/0/wrap", "invalid property")]),
        ({"type": "text", "text": "ก", "flex": -1}, [("/body/contents/0/flex", "invalid property")]),
        ({"type": "icon", "url": "https://x.org/i.png"},
         [("/body/contents/0",
           "icon cannot be placed here, expected one of: box, button, image, text, separator, filler")]),
        ({"type": "chart"}, [("/body/contents/0/type", "unknown component type: chart")]),
        ({"type": "box", "layout": "vertical"}, [("/body/contents/0/contents", "must be specified")]),
        ({"type": "box", "layout": "vertical", "contents": [], "width": "45%", "height": "6px",
          "backgroundColor": "#11223344", "cornerRadius": "md"}, []),
        ({"type": "box", "layout": "baseline", "contents": [{"type": "separator"}]},
         [("/body/contents/0/contents/0",
           "separator cannot be placed here, expected one of: icon, text, filler")]),
        (button(TAP), []),
        (button({**TAP, "label": "ก" * 41}), [("/body/contents/0/action/label", "Length must be between 1 and 40")]),
        (button({"type": "camera", "label": "ถ่าย"}),
         [("/body/contents/0/action/type", "camera action can be used only in quick reply")]),
        ({"type": "image", "url": "https://x.org/a.png", "aspectRatio": "1:4"},
         [("/body/contents/0/aspectRatio", "invalid property")]),
        ({"type": "separator", "margin": "md", "color": "#DDDDDD"}, []),
    ],
)  # fmt: skip
def test_flex_components(component: Json, expected: list[tuple[str, str]]) -> None:
    assert wrong(bubble(component)) == expected


def test_flex_containers() -> None:
    one = bubble({"type": "text", "text": "ก"})["contents"]
    flex = {"type": "flex", "altText": "ก"}
    assert wrong({**flex, "contents": {"type": "carousel", "contents": [one] * 12}}) == []
    assert wrong({**flex, "contents": {"type": "carousel", "contents": [one] * 13}}) == [
        ("/contents", "Size must be between 1 and 12")
    ]
    assert wrong({**flex, "contents": {"type": "carousel", "contents": [one, {**one, "size": "kilo"}]}}) == [
        ("/contents", "all bubbles of a carousel must have the same size")
    ]
    assert wrong({**flex, "contents": {"type": "bubble"}}) == [("/", "at least one block must be specified")]
    assert wrong({**flex, "contents": {**one, "size": "huge"}}) == [("/size", "invalid property")]
    assert wrong({**flex, "altText": "ก" * 1500, "contents": one}) == []
    assert wrong({**flex, "altText": "ก" * 1501, "contents": one}) == [
        ("messages[0].altText", "Length must be between 1 and 1500")
    ]


def test_flex_sizes() -> None:
    line = {"type": "text", "text": "ก" * 1000}  # 3,000 bytes of UTF-8
    assert wrong(bubble(*[line] * 10)) == []
    (found,) = wrong(bubble(*[line] * 11))
    assert found[0] == "/"
    assert found[1].startswith("bubble must be smaller than 30 KB, found ")


def test_a_wrong_flex_is_told_apart_as_line_does() -> None:
    text = {"type": "text", "text": "ก"}
    answer = refusal(check_messages({"messages": [text, bubble({"type": "text", "text": ""})]}))
    assert answer.body == {
        "message": "A message (messages[1]) in the request body is invalid",
        "details": [{"message": "must be non-empty text", "property": "/body/contents/0/text"}],
    }
    answer = refusal(check_messages({"messages": [{"type": "text"}, bubble({"type": "text", "text": ""})]}))
    assert answer.body["message"] == "The request body has 2 error(s)"
    assert [d["property"] for d in answer.body["details"]] == [
        "messages[0].text",
        "messages[1].contents/body/contents/0/text",
    ]


def test_templates() -> None:
    def template(**of: Any) -> Json:
        return {"type": "template", "altText": "ก", "template": of}

    assert wrong(template(type="confirm", text="ลบ?", actions=[TAP, TAP])) == []
    assert wrong(template(type="confirm", text="ลบ?", actions=[TAP])) == [
        ("messages[0].template.actions", "Size must be between 2 and 2")
    ]
    assert wrong(template(type="buttons", text="ก" * 160, actions=[TAP] * 4)) == []
    assert wrong(template(type="buttons", title="หัว", text="ก" * 61, actions=[TAP])) == [
        ("messages[0].template.text", "Length must be between 1 and 60")
    ]
    columns = [{"text": "ก", "actions": [TAP]}, {"text": "ข", "actions": [TAP, TAP]}]
    assert wrong(template(type="carousel", columns=columns)) == [
        ("messages[0].template.columns", "number of actions must be the same in all columns")
    ]


def test_rich_menus() -> None:
    area = {"bounds": {"x": 0, "y": 0, "width": 2500, "height": 843}, "action": TAP}
    menu = {
        "size": {"width": 2500, "height": 843},
        "selected": True,
        "name": "officer",
        "chatBarText": "เมนู",
        "areas": [area],
    }
    assert check_menu(menu) == []
    outside = {**area, "bounds": {"x": 1, "y": 0, "width": 2500, "height": 843}}
    (problem,) = check_menu({**menu, "areas": [outside]})
    assert (problem.property, problem.message) == ("areas[0].bounds", "must be inside the rich menu")
    (problem,) = check_menu({**menu, "chatBarText": "ก" * 15})
    assert (problem.property, problem.message) == ("chatBarText", "Length must be between 1 and 14")
    (problem,) = check_menu({**menu, "areas": [], "size": {"width": 1000, "height": 800}})
    assert problem.property == "size"
