"""A reading as bytes, on its way from the worker that opened the file."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from tasks.plan.deadlines import Cycle
from tasks.plan.model import Doubt, PlanReading, PlanTask


def pack(reading: PlanReading) -> bytes:
    """Return the reading as JSON; `unpack` gives an equal one back."""
    return json.dumps(asdict(reading), default=date.isoformat).encode()


def unpack(data: bytes) -> PlanReading:
    """Return the reading that was packed."""
    plain: dict[str, Any] = json.loads(data)
    return PlanReading(
        plain["text"],
        tuple(map(_task, plain["tasks"])),
        tuple(map(_doubt, plain["doubts"])),
    )


def _task(plain: dict[str, Any]) -> PlanTask:
    facts: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()
    }
    facts["due_on"] = _day(plain["due_on"])
    facts["other_deadlines"] = tuple((text, _day(day)) for text, day in plain["other_deadlines"])
    facts["cycle"] = Cycle(**plain["cycle"]) if plain["cycle"] else None
    facts["doubts"] = tuple(map(_doubt, plain["doubts"]))
    return PlanTask(**facts)


def _doubt(plain: dict[str, Any]) -> Doubt:
    return Doubt(**plain | {"span": tuple(plain["span"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
