"""What a program reads of plans, tasks and parts."""

from typing import Any, ClassVar

from rest_framework import serializers

from tasks.models import Assignment, Plan, PlanChapter, Task, TaskEvent
from tasks.policies import actions_for


class ChapterSerializer(serializers.ModelSerializer[PlanChapter]):
    """章."""

    class Meta:
        model = PlanChapter
        fields = ("id", "title", "position")


class PlanSerializer(serializers.ModelSerializer[Plan]):
    """工作要点(方案) without its full text."""

    chapters = ChapterSerializer(many=True, read_only=True)

    class Meta:
        model = Plan
        fields = ("id", "campaign", "year", "title", "doc_number", "version", "state", "chapters")


class TaskSerializer(serializers.ModelSerializer[Task]):
    """The head of a task."""

    class Meta:
        model = Task
        fields: ClassVar[list[str]] = [
            "id",
            "campaign",
            "plan",
            "chapter",
            "kind",
            "number",
            "title",
            "requirement",
            "deadline_text",
            "due_on",
            "long_term",
            "state",
            "version",
            "issued_on",
            "closed_on",
        ]


class PartSerializer(serializers.ModelSerializer[Assignment]):
    """A part, with the actions the caller may take now."""

    unit_name = serializers.CharField(source="unit.short", read_only=True)
    task_title = serializers.CharField(source="task.title", read_only=True)
    actions = serializers.SerializerMethodField()

    class Meta:
        model = Assignment
        fields: ClassVar[list[str]] = [
            "id",
            "task",
            "task_title",
            "unit",
            "unit_name",
            "role",
            "word",
            "rank",
            "answers_to",
            "blocking",
            "state",
            "version",
            "agreed_due_on",
            "redo_by",
            "due_on",
            "long_term",
            "issued_on",
            "acknowledged_on",
            "first_handed_in_on",
            "handed_in_on",
            "accepted_on",
            "return_count",
            "actions",
        ]

    def get_actions(self, part: Assignment) -> list[str]:
        """Names of the actions that `POST …/<action>/` would take from this caller."""
        seat = self.context["request"]._request.seat
        return [row.action for row in actions_for(seat, part)]


class EventSerializer(serializers.ModelSerializer[TaskEvent]):
    """One line of 办理过程."""

    person = serializers.SerializerMethodField()

    class Meta:
        model = TaskEvent
        fields = ("id", "assignment", "action", "from_state", "to_state", "words", "at", "person")

    def get_person(self, event: Any) -> str:
        """Who did it; "" for the clock."""
        return event.user.name if event.user else ""
