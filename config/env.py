"""Typed reading of the environment: the only place that looks at `os.environ`."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """Return the variable `name`, white space stripped; an empty value counts as absent."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes/no variable; `1 true yes on` mean yes."""
    value = text(name)
    return value.lower() in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    """Return a whole number; raises ImproperlyConfigured naming the variable."""
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError as error:
        raise ImproperlyConfigured(f"环境变量 {name} 应为整数，现为“{value}”。") from error


def words(name: str) -> list[str]:
    """Return a comma-separated list without empty members."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def folder(name: str, default: str) -> Path:
    """Return a directory as absolute path; a relative one counts from the project."""
    return (BASE_DIR / text(name, default)).resolve()


def for_child(**variables: str) -> dict[str, str]:
    """Return the environment of a program we start: ours with `variables` in it."""
    return {**os.environ, **variables}
