"""Numbers in Thai words, written by the textbook rule; the other side of the reader's grammar."""

DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def words(number: int) -> str:
    if number == 0:
        return "ศูนย์"
    if number >= 1_000_000:
        rest = number % 1_000_000
        return words(number // 1_000_000) + "ล้าน" + (_below(rest) if rest else "")
    return _below(number)


def _below(number: int) -> str:
    said = ""
    for place in range(5, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            continue
        if place == 0:
            said += "เอ็ด" if digit == 1 and number > 10 else DIGITS[digit]
        elif place == 1:
            said += {1: "", 2: "ยี่"}.get(digit, DIGITS[digit]) + "สิบ"
        else:
            said += DIGITS[digit] + PLACES[place]
    return said
