"""Answers that use every kind of message and component that the page can draw."""

from typing import Any

Json = dict[str, Any]


def text(words: str, **more: Any) -> Json:
    return {"type": "text", "text": words, **more}


def box(layout: str, *contents: Json, **more: Any) -> Json:
    return {"type": "box", "layout": layout, "contents": list(contents), **more}


def say(label: str, words: str | None = None) -> Json:
    return {"type": "message", "label": label, "text": words or label}


def quick(*actions: Json) -> Json:
    return {"items": [{"type": "action", "action": action} for action in actions]}


QUICK = quick(
    say("คะแนน"),
    {"type": "postback", "label": "แก้ไข", "data": "fix=1", "displayText": "ขอแก้ไข"},
    {"type": "camera", "label": "ถ่ายรูป"},
    {"type": "location", "label": "ส่งตำแหน่ง"},
    {"type": "datetimepicker", "label": "เลือกวัน", "data": "pick", "mode": "date", "initial": "2026-03-15"},
)


def step(reached: bool) -> Json:
    colour = "#06C755" if reached else "#E5E7EB"
    return box("vertical", height="8px", backgroundColor=colour, cornerRadius="4px", flex=1)


def row(name: str, value: str, **more: Any) -> Json:
    return box(
        "baseline",
        text(name, size="sm", color="#6B7280", flex=3),
        text(value, size="sm", weight="bold", align="end", flex=4, wrap=True, **more),
        spacing="sm",
    )


RECEIPT: Json = {
    "type": "flex",
    "altText": "เบิกจ่าย 82.5% อ.บ้านกรวด → ระดับ 3 (เดิม 2) ขาดอีก 2.5% ถึงระดับ 4",
    "contents": {
        "type": "bubble",
        "size": "mega",
        "header": box(
            "vertical",
            text("บันทึกแล้ว", size="xs", color="#FFFFFFCC"),
            text("การเบิกจ่ายงบประมาณ", weight="bold", color="#FFFFFF", wrap=True),
            text("อ.บ้านกรวด · 15 มี.ค. 2569", size="xs", color="#FFFFFFCC"),
            backgroundColor="#057A55",
            paddingAll="lg",
        ),
        "body": box(
            "vertical",
            box(
                "horizontal",
                text("82.5%", size="3xl", weight="bold", flex=3, gravity="bottom"),
                box(
                    "vertical",
                    text("ระดับ", size="xs", color="#6B7280", align="end"),
                    {
                        "type": "text",
                        "align": "end",
                        "contents": [
                            {"type": "span", "text": "2", "decoration": "line-through", "color": "#9CA3AF"},
                            {"type": "span", "text": " → "},
                            {"type": "span", "text": "3", "weight": "bold", "size": "xxl", "color": "#057A55"},
                        ],
                    },
                    flex=2,
                ),
            ),
            box("horizontal", *[step(n < 3) for n in range(5)], spacing="xs", margin="md"),
            {"type": "separator", "margin": "lg"},
            box(
                "vertical",
                row("ถึงระดับ 4", "ขาดอีก 2.5% (60,000 บาท)"),
                row("คะแนนถ่วงน้ำหนัก", "+0.05 ของอำเภอ"),
                row("เหลือเวลา", "16 วัน"),
                margin="lg",
                spacing="sm",
            ),
            box(
                "vertical",
                text("หลักฐานที่ยังขาด: รายงานการเบิกจ่ายจากระบบ New GFMIS Thai", size="xs", wrap=True, color="#92400E"),
                margin="lg",
                paddingAll="md",
                backgroundColor="#FEF3C7",
                cornerRadius="md",
            ),
        ),
        "footer": box(
            "vertical",
            {"type": "button", "style": "primary", "height": "sm", "action": say("ดูคะแนนทั้งหมด", "คะแนน")},
            box(
                "horizontal",
                {"type": "button", "style": "secondary", "height": "sm", "action": say("แก้ไข")},
                {
                    "type": "button",
                    "style": "link",
                    "height": "sm",
                    "action": {"type": "uri", "label": "ที่มา", "uri": "https://example.org/source"},
                },
                spacing="sm",
            ),
            spacing="sm",
        ),
    },
}


def district(name: str, level: str, colour: str) -> Json:
    return {
        "type": "bubble",
        "size": "micro",
        "body": box(
            "vertical",
            text(name, weight="bold", size="sm"),
            box(
                "horizontal",
                text(level, size="xxl", weight="bold", color=colour, flex=0),
                {"type": "filler"},
                box(
                    "vertical",
                    text("★", color="#FFFFFF", align="center", size="xs"),
                    backgroundColor=colour,
                    cornerRadius="xxl",
                    width="28px",
                    height="28px",
                    justifyContent="center",
                ),
                alignItems="center",
            ),
            box(
                "vertical",
                box("vertical", width="62%", height="6px", backgroundColor=colour),
                backgroundColor="#E5E7EB",
                height="6px",
                cornerRadius="3px",
                margin="sm",
            ),
            spacing="sm",
        ),
        "styles": {"body": {"backgroundColor": "#F9FAFB"}},
        "action": say(f"คะแนน {name}"),
    }


CAROUSEL: Json = {
    "type": "flex",
    "altText": "คะแนน 4 อำเภอ",
    "contents": {
        "type": "carousel",
        "contents": [
            district("บ้านกรวด", "3.2", "#057A55"),
            district("ประโคนชัย", "2.1", "#B45309"),
            district("นางรอง", "4.4", "#1D4ED8"),
            district("ละหานทราย", "1.0", "#B91C1C"),
        ],
    },
}

HERO: Json = {
    "type": "flex",
    "altText": "การ์ดที่มีรูป",
    "contents": {
        "type": "bubble",
        "size": "kilo",
        "hero": {
            "type": "image",
            "url": "https://example.org/nothing.png",
            "size": "full",
            "aspectRatio": "20:9",
            "aspectMode": "cover",
        },
        "body": box(
            "vertical",
            text("หัวเรื่อง", weight="bold", size="lg"),
            box(
                "vertical",
                text("ไล่สี", color="#FFFFFF", align="center"),
                paddingAll="md",
                cornerRadius="lg",
                background={
                    "type": "linearGradient",
                    "angle": "90deg",
                    "startColor": "#06C755",
                    "endColor": "#1D4ED8",
                },
            ),
            box("baseline", {"type": "icon", "url": "https://example.org/i.png"}, text("ไอคอน", flex=0), spacing="sm"),
            box(
                "vertical",
                text("มุมขวา", size="xxs", color="#FFFFFF", align="center"),
                position="absolute",
                offsetTop="8px",
                offsetEnd="8px",
                backgroundColor="#B91C1C",
                cornerRadius="sm",
                width="48px",
            ),
            text("ข้อความยาวที่ไม่ตัดบรรทัดจะถูกตัดท้ายด้วยจุดสามจุดเสมอไม่ว่ายาวเท่าใด", size="sm"),
            text("ข้อความยาวที่ตัดได้สองบรรทัด " * 6, size="sm", wrap=True, maxLines=2),
            spacing="md",
        ),
        "footer": box("vertical", {"type": "button", "action": say("ปุ่มลิงก์")}),
        "styles": {"footer": {"separator": True}},
    },
}

CONFIRM: Json = {
    "type": "template",
    "altText": "ลบรายงานนี้หรือไม่",
    "template": {"type": "confirm", "text": "ลบรายงานนี้หรือไม่", "actions": [say("ลบ"), say("ไม่ลบ")]},
}

BUTTONS: Json = {
    "type": "template",
    "altText": "ยอดนี้เป็นยอดใด",
    "template": {
        "type": "buttons",
        "title": "OTOP 450,000 บาท",
        "text": "ยอดนี้เป็นยอดสะสมหรือยอดเดือนเดียว",
        "actions": [
            {"type": "postback", "label": "ยอดสะสม", "data": "sum", "displayText": "ยอดสะสม"},
            {"type": "postback", "label": "ยอดเดือน มี.ค.", "data": "month"},
        ],
    },
}

COLUMNS: Json = {
    "type": "template",
    "altText": "สองคอลัมน์",
    "template": {
        "type": "carousel",
        "columns": [
            {"title": "แผ่นหนึ่ง", "text": "ข้อความ", "actions": [say("หนึ่ง")]},
            {"title": "แผ่นสอง", "text": "ข้อความ", "actions": [say("สอง")]},
        ],
    },
}


def answers(event: Json) -> list[Json]:
    """What the stand-in bot answers to the words that the page's tests say."""
    if event["type"] == "follow":
        return [text("สวัสดีครับ ส่งคำว่า ช่วยเหลือ ได้ทุกเมื่อ", quickReply=quick(say("ช่วยเหลือ")))]
    if event["type"] == "postback":
        return [
            text(f"รับแล้ว {event['postback']['data']} {event['postback'].get('params', {}).get('date', '')}".strip())
        ]
    words = event["message"].get("text", "")
    if words.startswith("เบิกจ่าย"):
        return [{**RECEIPT, "quickReply": QUICK}]
    if words == "คะแนน":
        return [text("คะแนนของจังหวัดบุรีรัมย์"), CAROUSEL]
    if words == "รูปแบบ":
        return [HERO, CONFIRM, BUTTONS, COLUMNS, text("จบ https://example.org/ok")]
    if words == "ผิด":
        return [text("")]
    return [text(f"ได้รับ {event['message']['type']} {words}".strip())]
