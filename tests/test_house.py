"""The house's rules that a machine can prove: rooms, walls, clocks, floats, and files that a reader can hold."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "templates", "scoring")  # each may import itself and what stands to its right
OURS = {"bot", "handlers", "scoring", "templates", "tests", "docs", "deploy", "data", "screenshots"}
TOOLS = {".ci", ".github", ".git", ".venv", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", "__pycache__"}

# who may import whom of the third parties; a folder stands for all of its files
WALLS = {
    "linebot": ("bot/post/line.py",),
    "resvg_py": ("bot/pictures.py",),
    "flask": ("bot/server/web.py", "bot/dashboard/", "bot/simulator/"),
    "werkzeug": ("bot/server/web.py", "bot/dashboard/", "bot/simulator/"),
    "sqlite3": ("bot/store/sqlite.py",),
    "sqlite_utils": ("bot/store/sqlite.py",),
    "psycopg": ("bot/store/postgres.py",),
    "psycopg_pool": ("bot/store/postgres.py",),
    "waitress": ("bot/server/connections.py",),
    "apscheduler": ("bot/clock/tick.py",),
    "pythainlp": ("handlers/reading/",),
    "rapidfuzz": ("handlers/",),
    "holidays": ("bot/clock/holidays.py",),
    "dotenv": ("bot/config.py",),
    "urllib3": ("bot/post/", "bot/simulator/", "bot/commands/running/hosted_bot.py"),
    "openpyxl": ("bot/exports/", "bot/intake/excel/"),
    "docx": ("bot/intake/word/",),
    "pdfplumber": ("bot/intake/pdf/",),
    "pypdfium2": ("bot/intake/pdf/",),
    "pyrage": ("bot/keeping/sealing.py",),
    "segno": ("bot/commands/people/sheet.py",),
}
LONGEST = 400
MOST_IN_A_FOLDER = 12
CLOCKS = {
    *(("datetime", name) for name in ("now", "utcnow", "today")),
    *(("time", name) for name in ("time", "time_ns", "monotonic", "perf_counter", "sleep", "localtime")),
    *(("date", "today"), ("uuid", "uuid4"), ("random", "random")),
}
BANNED_NAMES = {"utils.py", "common.py", "models.py", "manager.py", "helpers.py", "misc.py"}


def modules(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and whole name of everything that a module imports, wherever it does so, for types too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)}:{node.lineno}: a relative import"
            yield node.lineno, node.module or ""


def test_every_room_imports_only_to_its_right() -> None:
    wrong = [
        f"{place(path)}:{line}: imports {name}"
        for n, room in enumerate(ROOMS)
        for path in modules(room)
        for line, name in imports(path)
        if name.split(".")[0] in (*ROOMS[:n], "tests")
    ]
    assert wrong == []


def test_no_folder_holds_more_modules_than_a_reader_can_survey() -> None:
    folders = Counter(path.parent for path in modules(*ROOMS) if path.name != "__init__.py")
    assert [f"{place(folder)}: {n}" for folder, n in folders.items() if n > MOST_IN_A_FOLDER] == []


def test_no_two_wings_of_a_folder_import_each_other() -> None:
    """Between the folders that lie side by side, arrows run one way; a folder's own files are its front door."""
    arrows: dict[Path, dict[str, set[str]]] = {}
    for path in modules(*ROOMS):
        for imported in _modules_imported(path):
            here, there = path.relative_to(ROOT).parts[:-1], imported.relative_to(ROOT).parts[:-1]
            shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
            if shared < min(len(here), len(there)):
                beside = arrows.setdefault(Path(*here[:shared]), {})
                beside.setdefault(here[shared], set()).add(there[shared])
    circles = [
        f"{folder}: {wing} -> {other}"
        for folder, beside in arrows.items()
        for wing, others in beside.items()
        for other in others
        if wing in _reached(other, beside)
    ]
    assert circles == []


def _modules_imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            base = ROOT.joinpath(*node.module.split("."))
            for alias in node.names:
                yield from (p for p in (base / f"{alias.name}.py", base / alias.name / "__init__.py") if p.is_file())
            yield from (p for p in (base.with_suffix(".py"), base / "__init__.py") if p.is_file())


def _reached(start: str, arrows: dict[str, set[str]]) -> set[str]:
    found, ahead = {start}, [start]
    while ahead:
        for name in arrows.get(ahead.pop(), set()) - found:
            found.add(name)
            ahead.append(name)
    return found


def test_third_parties_stay_behind_their_walls() -> None:
    wrong = [
        f"{place(path)}:{line}: imports {name}"
        for path in modules(*ROOMS)
        for line, name in imports(path)
        if (allowed := WALLS.get(name.split(".")[0])) is not None
        and not any(place(path) == a or (a.endswith("/") and place(path).startswith(a)) for a in allowed)
    ]
    assert wrong == []


def test_the_numbers_need_only_the_standard_library() -> None:
    known = set(sys.stdlib_module_names) | {"scoring"}
    wrong = [
        f"{place(path)}:{line}: imports {name}"
        for path in modules("scoring")
        for line, name in imports(path)
        if name.split(".")[0] not in known
    ]
    assert wrong == []


def test_the_web_process_never_imports_the_simulator() -> None:
    beside = ("bot/simulator/", "bot/commands/")
    wrong = [
        f"{place(path)}:{line}: imports {name}"
        for path in modules("bot")
        for line, name in imports(path)
        if name.startswith("bot.simulator") and not place(path).startswith(beside)
    ]
    assert wrong == []


def test_nothing_below_the_edges_asks_the_clock_or_throws_dice() -> None:
    wrong = []
    for path in modules("handlers", "templates", "scoring"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute):
                owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
                if (owner, node.attr) in CLOCKS:
                    wrong.append(f"{place(path)}:{node.lineno}: {owner}.{node.attr}")
            if isinstance(node, ast.ImportFrom) and any((node.module or "", a.name) in CLOCKS for a in node.names):
                wrong.append(f"{place(path)}:{node.lineno}: from {node.module}")
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [a.name for a in node.names] + [getattr(node, "module", "") or ""]
                if {"random", "secrets"} & set(names):
                    wrong.append(f"{place(path)}:{node.lineno}: {names}")
    assert wrong == []


# figures that are no quantities of the office: how alike two words are, what a word costs the word cutter
FLOATS_ALLOWED = tuple(f"handlers/reading/words/{name}.py" for name in ("scan", "lexicon", "places"))


def test_quantities_and_scores_are_never_floats() -> None:
    wrong = []
    for path in modules("handlers", "scoring"):
        if place(path) in FLOATS_ALLOWED:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, float):
                wrong.append(f"{place(path)}:{node.lineno}: {node.value}")
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float":
                wrong.append(f"{place(path)}:{node.lineno}: float(…)")
    assert wrong == []


@pytest.mark.parametrize("room", [*ROOMS, "tests"])
def test_every_module_opens_with_a_sentence(room: str) -> None:
    silent = [
        place(path) for path in modules(room) if not ast.get_docstring(tree(path)) and path.read_text("utf-8").strip()
    ]
    assert silent == []


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {place(path): len(path.read_text("utf-8").splitlines()) for path in modules(*ROOMS)}
    long = [f"{name}: {n}" for name, n in lengths.items() if n > LONGEST]
    assert long == []


def test_no_file_is_named_after_nothing() -> None:
    # templates/words/common.py holds what every conversation may say; it is words, not helpers
    wrong = [place(p) for p in modules(*ROOMS) if p.name in BANNED_NAMES and place(p) != "templates/words/common.py"]
    assert wrong == []


def test_the_top_of_the_house_holds_what_the_owner_asked_for() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    assert {"bot", "handlers", "scoring", "templates", "tests"} <= folders
    assert {name for name in folders - OURS - TOOLS if not name.endswith(".egg-info")} == set()
    files = {path.name for path in ROOT.iterdir() if path.is_file()}
    assert {"Procfile", "pyproject.toml", "README.md", "Makefile", "requirements.lock", "LICENSE"} <= files


def test_thai_words_live_with_the_looks() -> None:
    """Sentences that people see stand in templates/words; what handlers compare with (what people say) may be Thai."""
    wrong = []
    for path in modules("bot"):
        if place(path).startswith(("bot/simulator/", "bot/dashboard/", "bot/commands/", "bot/post/events.py")):
            continue  # the page of the simulator, the office's pages, examples in help texts, the bot's own name
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 2_000:
                thai = sum("\u0e00" <= c <= "\u0e7f" for c in node.value)
                if thai > 25 and not _is_docstring(path, node):
                    wrong.append(f"{place(path)}:{node.lineno}: {node.value[:40]}")
    assert wrong == []


def _is_docstring(path: Path, node: ast.Constant) -> bool:
    return any(
        isinstance(parent, ast.Module | ast.FunctionDef | ast.ClassDef)
        and ast.get_docstring(parent, clean=False) == node.value
        for parent in ast.walk(tree(path))
    )
