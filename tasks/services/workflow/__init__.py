"""The only writer of a state: one function per row of `tasks.transitions.TABLE`.

Pages, API, batch and the letter machine call `perform` or the function itself; all of them take
keyword arguments, run in a transaction, write history, and raise Refused, Forbidden or Conflict.
"""

from collections.abc import Callable
from typing import Any

from tasks.services.workflow.closing import blockers, cancel_task, close_task, reopen_task
from tasks.services.workflow.handin import submit, waiting_for, withdraw
from tasks.services.workflow.handover import (
    Issued,
    acknowledge,
    drop_objection,
    issue,
    keep,
    object_,
    reassign,
)
from tasks.services.workflow.machine import (
    begin_task,
    drop_request,
    lock_part,
    lock_tasks,
    refuse_task,
    set_due,
)
from tasks.services.workflow.materials import lacking, missing_materials
from tasks.services.workflow.redo import redo_day
from tasks.services.workflow.review import (
    accept,
    ask_more,
    begin_review,
    return_,
)
from tasks.services.workflow.standing import cancel, release, reopen, resume, suspend
from tasks.services.workflow.submissions import UNSENT, sent_back

ACTIONS: dict[str, Callable[..., Any]] = {
    "acknowledge": acknowledge,
    "object": object_,
    "drop_objection": drop_objection,
    "keep": keep,
    "reassign": reassign,
    "submit": submit,
    "withdraw": withdraw,
    "ask_more": ask_more,
    "return": return_,
    "accept": accept,
    "suspend": suspend,
    "resume": resume,
    "cancel": cancel,
    "release": release,
    "reopen": reopen,
}

__all__ = [
    "ACTIONS",
    "UNSENT",
    "Issued",
    "begin_review",
    "begin_task",
    "blockers",
    "cancel_task",
    "close_task",
    "drop_request",
    "issue",
    "lacking",
    "lock_part",
    "lock_tasks",
    "missing_materials",
    "redo_day",
    "refuse_task",
    "reopen_task",
    "sent_back",
    "set_due",
    "waiting_for",
]
