"""Who must do what by when."""

from tasks.models.assignment import Assignment
from tasks.models.contact import ContactNote
from tasks.models.event import TaskEvent
from tasks.models.extension import Extension
from tasks.models.plan import Plan, PlanChapter, PlanImport
from tasks.models.rules import WorkRules
from tasks.models.saved_view import SavedView
from tasks.models.submission import Submission, SubmissionEvidence
from tasks.models.task import Task, TaskGroup, TaskMaterial

__all__ = [
    "Assignment",
    "ContactNote",
    "Extension",
    "Plan",
    "PlanChapter",
    "PlanImport",
    "SavedView",
    "Submission",
    "SubmissionEvidence",
    "Task",
    "TaskEvent",
    "TaskGroup",
    "TaskMaterial",
    "WorkRules",
]
