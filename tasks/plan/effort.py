"""How much work one reading may be: whatever somebody pastes is answered within seconds.

Reading a plan costs about the same for each of its characters. Text that is no plan (one endless
line, thousands of brackets) would have the same words looked at again and again; there the reading
stops with a sentence instead of holding a web worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from tasks.plan.refusal import PlanUnreadable

MAX_TEXT = 200_000
MAX_LINES = 10_000
LONGEST_PARAGRAPH = 20_000
CALL = 60  # what looking anywhere costs besides the characters
# In characters looked at. The longest plan allowed (200,000 characters) needs a little more than half of it.
LIMIT = 2_000_000


@dataclass
class _Effort:
    left: int


_effort: ContextVar[_Effort | None] = ContextVar("effort", default=None)


@contextmanager
def bounded(limit: int = LIMIT) -> Iterator[None]:
    """Let the reading inside look at `limit` characters in all, then raise PlanUnreadable."""
    token = _effort.set(_Effort(limit))
    try:
        yield
    finally:
        _effort.reset(token)


def spend(characters: int) -> None:
    """Say that so many characters are looked at. Free outside `bounded`."""
    effort = _effort.get()
    if effort is None:
        return
    effort.left -= characters + CALL
    if effort.left < 0:
        raise PlanUnreadable(
            "这段文字不像工作要点（没有分条，或符号过多），没有读完；请只保留工作要点部分，分段后再试。"
        )


def check_size(text: str) -> None:
    """Raise PlanUnreadable for a text, or a paragraph of it, that is too long for a plan."""
    if len(text) > MAX_TEXT:
        raise PlanUnreadable(f"文字有 {len(text)} 字，超过 {MAX_TEXT} 字，请只保留工作要点部分。")
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise PlanUnreadable(f"文字有 {len(lines)} 行，超过 {MAX_LINES} 行，请只保留工作要点部分。")
    longest = max(map(len, lines), default=0)
    if longest > LONGEST_PARAGRAPH:
        raise PlanUnreadable(
            f"有一段 {longest} 字没有分行，超过 {LONGEST_PARAGRAPH} 字，请按条分段后再试。"
        )
