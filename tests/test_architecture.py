"""The direction of imports, the size of modules, and that both languages say everything."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

from nqp_index.terms.lookup import labels, messages

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "nqp_index"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: What each room may import from the others. Everything may import errors and terms.
ALLOWED = {
    "errors": {"terms"},
    "terms": set(),
    "resources": {"errors", "terms"},
    "model": {"errors", "terms"},
    "reading": {"errors", "terms", "model", "resources"},
    "methods": {"errors", "terms"},
    "scoring": {"errors", "terms", "model", "methods"},
    "analysis": {"errors", "terms", "model", "methods", "scoring", "reading"},
    "reports": {"errors", "terms", "model"},
    "cli": {"errors", "terms", "model", "reading", "methods", "scoring", "analysis", "reports", "resources"},
}
NEVER_IN_REPORTS = {"numpy", "pandas", "scipy", "sklearn"}


def imports_of(path: Path) -> set[str]:
    """Every module name that a file imports, at any depth, but not under TYPE_CHECKING."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
    return found


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down_only(path: Path) -> None:
    room = room_of(path)
    if room not in ALLOWED:
        return
    rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("nqp_index.")}
    assert rooms - {room} <= ALLOWED[room]


@pytest.mark.parametrize("path", sorted((PACKAGE / "reports").rglob("*.py")), ids=lambda p: p.name)
def test_reports_never_compute(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports_of(path)} & NEVER_IN_REPORTS


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_grows_past_three_hundred_lines(path: Path) -> None:
    if room_of(path) != "terms":
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", sorted(messages()))
def test_every_message_says_the_same_in_both_languages(code: str) -> None:
    zh, en, mend_zh, mend_en = messages()[code]
    assert zh
    assert en
    assert bool(mend_zh) == bool(mend_en)
    assert fields_of(zh + mend_zh) == fields_of(en + mend_en)


@pytest.mark.parametrize("key", sorted(labels()))
def test_every_label_exists_in_both_languages(key: str) -> None:
    text = labels()[key]
    assert text.zh
    assert text.en
    assert fields_of(text.zh) == fields_of(text.en)


def test_every_code_in_use_has_its_words() -> None:
    used: set[str] = set()
    for path in MODULES:
        used |= set(re.findall(r'"([EWN]\d{4})"', path.read_text(encoding="utf-8")))
    assert used <= set(messages())


def test_every_message_is_used_somewhere() -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in MODULES if room_of(p) != "terms")
    assert [code for code in messages() if f'"{code}"' not in text] == []


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from nqp_index.cli.app import run\n"
        "code = run(['--help'])\n"
        "heavy = {'pandas', 'sklearn', 'scipy', 'openpyxl'} & set(sys.modules)\n"
        "assert code == 0 and not heavy, (code, heavy)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
