"""Whether a line of a document names a person or gives a telephone number: such a line is never shown."""

import re

_TITLE = re.compile(
    r"(?<![ก-๙])(?:นาย(?!อำเภอ|ทะเบียน|กรัฐมนตรี|กเทศมนตรี|กองค์การ|จ้าง)|นางสาว|นาง(?!รอง(?![ก-๙]))|น\.ส\.|ว่าที่)\s*[ก-๙]"
)
_TELEPHONE = re.compile(
    r"โทร(?:\.|สาร|ศัพท์|\s|/)|(?<![0-9๐-๙.,])[0๐]\s?-?\s?[0-9๐-๙]{1,4}[\s-][0-9๐-๙]{3,4}[\s-][0-9๐-๙]{4}"
)


def names_somebody(line: str) -> bool:
    return bool(_TITLE.search(line) or _TELEPHONE.search(line))
