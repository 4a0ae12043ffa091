"""The fences of the house: sizes, names, and which floors may load what. A test that fails names the offender."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "studio_gui"
CODE = (PACKAGE, ROOT / "packaging", ROOT / "tests")

MOST_LINES = 500
MOST_FUNCTION_LINES = 60
MOST_FILES = 20
MOST_MAIN_WINDOW_LINES = 300
VAGUE_NAMES = {"utils", "util", "misc", "common", "helper", "helpers", "manager", "managers"}
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK|NotImplemented" + r"Error)\b")
TOP_LEVEL = {"pyproject.toml", "README.md", "studio_gui", "resources", "tests", "packaging"}

QT_FREE = ("app", "base", "cli", "files", "jobs", "model", "providers", "server", "speech")
WITHOUT_QT_INSTALLED = ("model", "files", "providers", "jobs", "speech")


def _sources(*roots: Path) -> Iterator[Path]:
    for root in roots or CODE:
        yield from sorted(p for p in root.rglob("*.py") if "__pycache__" not in p.parts)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_file_is_too_long() -> None:
    lengths = {_name(p): len(p.read_text("utf-8").splitlines()) for p in _sources()}
    assert {n: count for n, count in lengths.items() if count > MOST_LINES} == {}


def test_no_function_is_too_long() -> None:
    lengths = {f"{_name(p)}:{n}": count for p in _sources() for n, count in _functions(p)}
    assert {n: count for n, count in lengths.items() if count > MOST_FUNCTION_LINES} == {}


def test_no_folder_is_too_full() -> None:
    # The package markers are not counted: they hold a sentence, not code.
    folders = {p.parent for p in _sources(PACKAGE)}
    counts = {_name(f): sum(1 for p in f.glob("*.py") if p.name != "__init__.py") for f in folders}
    assert {n: count for n, count in counts.items() if count > MOST_FILES} == {}


def test_the_main_window_only_assembles() -> None:
    window = PACKAGE / "ui" / "main_window.py"
    if not window.exists():
        pytest.skip("there is no main window yet")
    assert len(window.read_text("utf-8").splitlines()) < MOST_MAIN_WINDOW_LINES


def test_every_module_has_a_name_that_says_something() -> None:
    assert [_name(p) for p in _sources() if {p.stem, p.parent.name} & VAGUE_NAMES] == []


def test_nothing_is_left_for_later() -> None:
    assert [_name(p) for p in _sources() if UNFINISHED.search(p.read_text("utf-8"))] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [p for p in _sources(PACKAGE) if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]
    assert [_name(p) for p in silent] == []


def test_the_top_level_holds_what_it_should() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/")[0] for line in listing.splitlines()}
    assert {n for n in top if not n.startswith(".")} - TOP_LEVEL == set()


def test_widgets_are_known_to_the_window_alone() -> None:
    outside = [p for p in _sources(PACKAGE) if PACKAGE / "ui" not in p.parents]
    assert [_name(p) for p in outside if any("QtWidgets" in name for name in _imports(p))] == []


def test_pictures_are_read_where_qt_is_told_what_they_are() -> None:
    """Anywhere else a thread that asks Qt what a picture is may stop the program for ever: see ``painting.media.formats``."""
    reading = re.compile(
        r"\bQImageReader\(|\b(loadF|f)romData\(|\bsetDecideFormatFromContent\(|\bQ(Image|Movie)\(str\("
    )
    places = [_name(p) for p in _sources(PACKAGE) if reading.search(p.read_text("utf-8"))]
    assert places == ["studio_gui/painting/media/formats.py", "studio_gui/painting/media/pictures.py"]


def test_no_test_sleeps() -> None:
    # The words are put together here, so that this file does not find itself.
    pause = re.compile(r"\btime\." + r"sleep\(|\bqtbot\." + r"wait\(|\bqWait" + r"\(")
    assert [_name(p) for p in _sources(ROOT / "tests") if pause.search(p.read_text("utf-8"))] == []


def _run(code: str) -> None:
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert answer.returncode == 0, answer.stderr


def _modules(floor: str) -> list[str]:
    names = (p.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for p in _sources(PACKAGE / floor))
    return [n.removesuffix(".__init__") for n in names if not n.endswith(".__main__")]


def test_the_command_line_loads_no_qt() -> None:
    modules = [m for floor in QT_FREE for m in _modules(floor)]
    _run(
        f"import importlib, sys\nfor m in {modules!r}: importlib.import_module(m)\n"
        "loaded = sorted(m for m in sys.modules if m.split('.')[0] in {'PySide6', 'shiboken6', 'qasync'})\n"
        "assert not loaded, loaded[:3]"
    )


@pytest.mark.parametrize("floor", WITHOUT_QT_INSTALLED)
def test_the_floor_loads_where_qt_is_not_installed(floor: str) -> None:
    _run(
        "import importlib, sys\n"
        "class Absent:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'PySide6', 'shiboken6', 'qasync'}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Absent())\n"
        f"for m in {_modules(floor)!r}: importlib.import_module(m)"
    )


def test_the_program_stays_up_after_thousands_of_calls_into_qt() -> None:
    """Some versions of PySide6 lose a reference to None on every call of a void method, and abort in the end."""
    if sys.version_info >= (3, 12):
        pytest.skip("None cannot be lost on this Python: it is not counted")
    _run(
        "import sys\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(5000): thing.setObjectName('x'); thing.blockSignals(False)\n"
        "lost = before - sys.getrefcount(None)\n"
        "assert lost < 500, f'{lost} references to None were lost'"
    )
