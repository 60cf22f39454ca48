"""The numbers that Word prints before the paragraphs of a list: they stand nowhere in the text, only in its rules."""

from typing import Any

from docx.oxml.ns import qn

UNKNOWN = "\ufffd"  # a number is printed here, and its way of counting is not known
THAI_LETTERS = [chr(code) for code in range(ord("ก"), ord("ฮ") + 1) if chr(code) not in "ฃฅฆฤฦ"]
TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def val(element: Any) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def whole(element: Any, otherwise: int) -> int:
    text = val(element) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise


class ListNumbers:
    """Counts as Word does, paragraph by paragraph in the order of the document."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        found = [] if numbering is None else list(numbering)
        self._nums = {n.get(qn("w:numId")): n for n in found if n.tag == qn("w:num")}
        self._lists = {n.get(qn("w:abstractNumId")): n for n in found if n.tag == qn("w:abstractNum")}
        self._styles = {} if styles is None else {s.get(qn("w:styleId")): s for s in styles if s.tag == qn("w:style")}
        self._counts: dict[str, dict[int, int]] = {}  # list -> level -> number of its last paragraph
        self._started: set[tuple[str, int]] = set()

    def label(self, paragraph: Any) -> str:
        """What Word prints before this paragraph; "" where it prints nothing."""
        num, level = self._place(paragraph)
        if num is None or num == "0" or num not in self._nums:
            return ""
        list_id = self._list_of(num)
        rule = self._rule(num, list_id, level)
        if rule is None:
            return ""
        self._count(num, list_id, level, rule)
        return self._printed(num, list_id, level, rule)

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, or those of its style."""
        properties = paragraph.find(qn("w:pPr"))
        num = level = style = None
        if properties is not None:
            num, level = _num_of(properties)
            style = val(properties.find(qn("w:pStyle")))
        seen: set[str] = set()
        while num is None and style is not None and style in self._styles and style not in seen:
            seen.add(style)
            of_style = self._styles[style].find(qn("w:pPr"))
            if of_style is not None:
                num, level_there = _num_of(of_style)
                level = level_there if level is None else level
            if num is not None and level is None:
                level = self._level_of_style(num, style)
            style = val(self._styles[style].find(qn("w:basedOn"))) or ""
        return num, min(level or 0, 8)

    def _level_of_style(self, num: str, style: str) -> int | None:
        for rule in self._rules(self._list_of(num)):
            if val(rule.find(qn("w:pStyle"))) == style:
                return _level(rule)
        return None

    def _list_of(self, num: str) -> str:
        """The list's rules; where they are a style's, those that the style names."""
        for _ in range(5):
            entry = self._nums.get(num)
            list_id = val(entry.find(qn("w:abstractNumId"))) or "" if entry is not None else ""
            linked = val(self._lists[list_id].find(qn("w:numStyleLink"))) if list_id in self._lists else None
            if linked not in self._styles:
                return list_id
            properties = self._styles[linked].find(qn("w:pPr"))
            num = (None if properties is None else _num_of(properties)[0]) or ""
        return ""

    def _rules(self, list_id: str) -> list[Any]:
        found = self._lists.get(list_id)
        return [] if found is None else found.findall(qn("w:lvl"))

    def _override(self, num: str, level: int) -> Any:
        entry = self._nums.get(num)
        found = [] if entry is None else entry.findall(qn("w:lvlOverride"))
        return next((o for o in found if _level(o) == level), None)

    def _rule(self, num: str, list_id: str, level: int) -> Any:
        override = self._override(num, level)
        own = None if override is None else override.find(qn("w:lvl"))
        return own if own is not None else next((r for r in self._rules(list_id) if _level(r) == level), None)

    def _count(self, num: str, list_id: str, level: int, rule: Any) -> None:
        counts = self._counts.setdefault(list_id, {})
        override = self._override(num, level)
        restart = None if override is None else override.find(qn("w:startOverride"))
        if restart is not None and (num, level) not in self._started:
            counts[level] = whole(restart, 1) - 1
        self._started.add((num, level))
        counts[level] = counts[level] + 1 if level in counts else whole(rule.find(qn("w:start")), 1)
        for deeper in [n for n in counts if n > level]:
            under = self._rule(num, list_id, deeper)
            if under is None or val(under.find(qn("w:lvlRestart"))) != "0":
                del counts[deeper]

    def _printed(self, num: str, list_id: str, level: int, rule: Any) -> str:
        if val(rule.find(qn("w:numFmt"))) == "bullet":
            return "• "
        text = val(rule.find(qn("w:lvlText"))) or ""
        legal = rule.find(qn("w:isLgl")) is not None
        counts = self._counts[list_id]
        for n in range(level + 1):
            if f"%{n + 1}" not in text:
                continue
            of_level = self._rule(num, list_id, n)
            way = "decimal" if legal and n < level else val(None if of_level is None else of_level.find(qn("w:numFmt")))
            start = 1 if of_level is None else whole(of_level.find(qn("w:start")), 1)
            text = text.replace(f"%{n + 1}", counted(counts.get(n, start), way or "decimal"))
        suffix = val(rule.find(qn("w:suff")))
        return text + ("" if suffix == "nothing" or not text.strip() else " ")


def _num_of(properties: Any) -> tuple[str | None, int | None]:
    found = properties.find(qn("w:numPr"))
    if found is None:
        return None, None
    level = found.find(qn("w:ilvl"))
    return val(found.find(qn("w:numId"))), None if level is None else whole(level, 0)


def _level(element: Any) -> int:
    text = element.get(qn("w:ilvl")) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else -1


def counted(n: int, way: str) -> str:
    """A number in one of Word's ways of counting."""
    if way in ("decimal", "decimalZero"):
        return str(n).zfill(2 if way == "decimalZero" else 1)
    if way == "thaiNumbers":
        return str(n).translate(TO_THAI)
    if way == "thaiLetters" and 1 <= n <= len(THAI_LETTERS):
        return THAI_LETTERS[n - 1]
    if way in ("lowerLetter", "upperLetter") and 1 <= n <= 26:
        return chr(ord("a" if way == "lowerLetter" else "A") + n - 1)
    if way in ("lowerRoman", "upperRoman") and 1 <= n < 40:
        text = ""
        for worth, sign in ROMAN:
            text, n = text + sign * (n // worth), n % worth
        return text if way == "lowerRoman" else text.upper()
    return "" if way == "none" else UNKNOWN
