"""Environment variables: read in one way, and every one of them explained."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env

APPS = ("config", "units", "indicators", "tasks", "reports")
# Set by `up` or by the tests, never by an administrator.
INTERNAL = {"READY_TEXT", "PYTEST_XDIST_WORKER", "FAULT_AT", "EMAIL_FOLDER"}
COMPOSE_ONLY = {"POSTGRES_PASSWORD", "HTTP_PORT"}
READ = re.compile(r"""env\.(?:text|flag|number|words|folder)\(\s*["']([A-Z_]+)""")


def variables_read():
    files = (path for app in APPS for path in (env.BASE_DIR / app).rglob("*.py"))
    return {name for path in files for name in READ.findall(path.read_text(encoding="utf-8"))}


def test_the_example_names_exactly_the_variables_that_are_read():
    example = (env.BASE_DIR / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert named == (variables_read() - INTERNAL) | COMPOSE_ONLY


def test_empty_counts_as_absent(monkeypatch):
    monkeypatch.setenv("X", "  ")
    assert env.text("X", "a") == "a"
    assert env.flag("X", default=True) is True
    assert env.number("X", 7) == 7
    assert env.words("X") == []


def test_values_are_read_by_type(monkeypatch):
    monkeypatch.setenv("X", " yes ")
    assert env.flag("X") is True
    monkeypatch.setenv("X", "a, b,,")
    assert env.words("X") == ["a", "b"]
    monkeypatch.setenv("X", "shared/blobs")
    assert env.folder("X", "var") == env.BASE_DIR / "shared/blobs"
    monkeypatch.setenv("X", "/srv/blobs")
    assert env.folder("X", "var") == Path("/srv/blobs")


def test_a_wrong_number_names_its_variable(monkeypatch):
    monkeypatch.setenv("X", "八千")
    with pytest.raises(ImproperlyConfigured, match="环境变量 X 应为整数"):
        env.number("X", 1)
