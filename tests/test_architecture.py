"""The house rules a machine can hold: drivers, locks, sizes."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
OURS = ("config", "units", "indicators", "tasks", "reports", "tests", "scripts")
LOCKS = [*(ROOT / "requirements").glob("*.txt"), ROOT / "requirements" / "package-lock.json"]


def python_files():
    return [
        path
        for folder in OURS
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    ]


@pytest.mark.django_db
def test_postgresql_is_reached_through_psycopg2():
    assert importlib.util.find_spec("psycopg") is None, "Django would take psycopg 3 silently"
    if connection.vendor == "postgresql":
        with connection.cursor():
            assert type(connection.connection).__module__.startswith("psycopg2")


@pytest.mark.parametrize("lock", [path.name for path in LOCKS if path.exists()])
def test_a_lock_names_no_address(lock):
    text = next(path for path in LOCKS if path.name == lock).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "funding" not in line]
    found = re.findall(r"https?://(?!.*(?:sponsor|github|opencollective))\S+", "\n".join(lines))
    assert found == []
    assert "index-url" not in text
    assert "find-links" not in text


@pytest.mark.parametrize("name", ["base", "dev", "node"])
def test_every_locked_package_has_a_hash(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][^\s=]*==\S+(.*)$", text, re.MULTILINE)
    assert pins
    assert all(rest.strip() == "\\" for rest in pins)


def test_no_file_is_two_things():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_no_service_says_by_itself_who_may():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files()
        if "services" in path.relative_to(ROOT).parts[1:2]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise) and "Forbidden" in ast.unparse(node)
    ]
    assert found == [], "rights are said in the policies of the app"


def test_only_one_module_reads_the_environment():
    """Handing it on whole to a child (`**os.environ`) is no reading."""
    readers = {
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.parts[len(ROOT.parts)] not in {"tests", "scripts"}
        and re.search(
            r"(?<!\*\*)os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS)", path.read_text("utf-8")
        )
    }
    assert readers <= {"config/env.py"}


def writes_a_state(node):
    """Whether it assigns to `.state`, or gives a letter, or rows in bulk, a state."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(
            isinstance(part, ast.Attribute) and part.attr == "state"
            for target in targets
            for part in ast.walk(target)
        )
    if not (isinstance(node, ast.Call) and any(word.arg == "state" for word in node.keywords)):
        return False
    called = ast.unparse(node.func)
    return called.endswith(".update") or called in {"Letter", "Letter.objects.create"}


@pytest.mark.parametrize(
    "line",
    [
        "letter.state = S.DRAFT",
        "letter.title, letter.state = title, S.DRAFT",
        "Letter.objects.filter(pk=1).update(state=S.DRAFT)",
        "Letter(state=S.ISSUED)",
    ],
)
def test_a_written_state_is_seen(line):
    assert any(writes_a_state(node) for node in ast.walk(ast.parse(line)))


def test_only_the_machine_moves_a_letter():
    """A letter's state is written by `move` alone (docs/contributing.md); made-up data is no move."""
    writers = set()
    for path in (ROOT / "reports").rglob("*.py"):
        name = str(path.relative_to(ROOT))
        if "/migrations/" in name or name.startswith(
            ("reports/services/bulk/", "reports/services/demo/")
        ):
            continue
        if any(writes_a_state(node) for node in ast.walk(ast.parse(path.read_text("utf-8")))):
            writers.add(name)
    assert writers == {"reports/services/letters/machine.py"}
