"""Reading a county's work plan into tasks. Pure: no ORM, no clock.

The way, top-down: `door` takes bytes or text → a file reader (`plaintext`, `docx`, `xlsx`, `pdf`)
makes a `source` of lines and tables → `outline` and `select` find the items that are tasks,
`tables` the rows that are → `assignments` and `unitlist` read who, `deadlines` by when → `finish`
applies what holds for the whole plan and says what is doubtful.
"""

from tasks.plan.deadlines import Cycle, Deadline, read_deadlines
from tasks.plan.door import read_plan, read_text
from tasks.plan.model import Doubt, PlanReading, PlanTask
from tasks.plan.refusal import PlanUnreadable

__all__ = [
    "Cycle",
    "Deadline",
    "Doubt",
    "PlanReading",
    "PlanTask",
    "PlanUnreadable",
    "read_deadlines",
    "read_plan",
    "read_text",
]
