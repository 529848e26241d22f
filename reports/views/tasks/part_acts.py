"""Acts on one part: the transition table gives the forms, the workflow carries them out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reports.forms.acts import ActForm
from reports.forms.tasks import ContactForm, EmptyForm, ExtensionForm, GrantForm, RefuseForm
from reports.views.doors import find_part, find_task, office
from reports.views.uploads import prepare_files, record_files
from tasks.choices import GroupMode
from tasks.models import Assignment, Extension, TaskGroup
from tasks.policies import require, require_call_in, require_office, require_own
from tasks.services import calling, contacts, extensions
from tasks.services.workflow import ACTIONS
from tasks.transitions import TABLE, Transition
from units import clock
from units.day_words import day_cn
from units.errors import Refused
from units.ids import id_of
from units.models import Unit
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of

EFFECTS = {
    "acknowledge": ("签收后状态为“办理中”。也可以直接报送，报送即视为签收。",),
    "object": ("依法治县办答复以前，仍按原时限计算。",),
    "reassign": ("原单位的分工取消，已报送的材料撤下。", "新单位的分工是草稿，随补充交办发出。"),
    "suspend": ("期间停止计时，不再提醒；恢复办理时原时限已过的，另定新的时限。",),
    "resume": (
        "恢复到暂缓以前的状态；不填新时限的，按原时限计算。",
        "原时限已过、还没有报送的，须填写新的时限。",
    ),
    "cancel": ("这项分工取消；它是牵头的，其他单位改由下一牵头单位或依法治县办审核。",),
    "release": ("这项分工不再需要办理。",),
    "reopen": ("这项分工重新办理，不填修改期限的按规则计算。",),
    "withdraw": ("撤回后报送的内容存为草稿，可修改后再报送。",),
    "submit": ("收到日期即报送日期，按时与否以它为准。",),
}
DANGER = frozenset({"cancel", "reassign"})


def after(request: SeatedRequest, part: Assignment) -> HttpResponseRedirect:
    """Go back to where this seat works on the part."""
    if part.unit_id in request.seat.unit_ids:
        return redirect("my-part", part.pk)
    return redirect("task-part", part.task_id, part.pk)


@require_http_methods(["GET", "POST"])
def part_act(request: SeatedRequest, pk: int, action: str) -> HttpResponse:
    """`/parts/<id>/<action>/`: what is needed, and the action."""
    part = find_part(request, pk)
    row = TABLE.get(action)
    if row is None or action == "issue":
        raise Http404
    require(request.seat, action, part)
    behalf = action == "submit" and request.seat.is_office
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ActForm(*given, row=row, part=part, seat=request.seat)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _do(request, row, part, form))
        if done is not None and not form.errors:
            messages.success(request, _said(row, part, behalf=behalf))
            return after(request, part)
    context = {
        "part": part,
        "task": part.task,
        "row": row,
        "form": form,
        "label": "代为登记" if behalf else row.label,
        "effects": EFFECTS.get(action, ()),
        "danger": action in DANGER,
    }
    return render(request, "reports/tasks/part_act.html", context, status=status_of(form))


def _said(row: Transition, part: Assignment, *, behalf: bool) -> str:
    """What the page says when it is done."""
    if behalf:
        return f"已代{part.unit.short}登记报送，等待审核；登记人不能自己审核。"
    if row.action == "release":
        return f"{part.unit.short}的分工已标为无需办理。"
    if row.action == "reassign":
        return f"{part.unit.short}的分工已取消，新单位的分工是草稿，请在任务页补充交办。"
    return f"{part.unit.short}：已{row.label}。"


def _do(request: SeatedRequest, row: Transition, part: Assignment, form: ActForm) -> Any:
    """Carry the action out; files of 代为登记 are registered for the unit with it, or not at all."""
    needs: dict[str, Any] = dict(form.cleaned_data)
    uploads = needs.pop("uploads", [])
    now = clock.now()
    who: dict[str, Any] = {"seat": request.seat, "now": now}
    files = prepare_files(form, "uploads", uploads, unit=part.unit, **who) if uploads else []
    if form.errors:
        return None
    with transaction.atomic():
        if files:
            needs["proofs"] = [(proof, None) for proof in record_files(files, part=part, **who)]
        return ACTIONS[row.action](part.pk, actor=request.seat, now=now, **needs)


@require_http_methods(["GET", "POST"])
def contact(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/parts/<id>/contact/`: 催办记录."""
    part = find_part(request, pk)
    seat = office(request)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        note = attempt(
            form,
            lambda: contacts.note_contact(
                [part.pk], actor=seat, now=clock.now(), **form.cleaned_data
            ),
        )
        if note:
            messages.success(request, f"已登记对{part.unit.short}的催办记录。")
            return redirect("task-part", part.task_id, part.pk)
    context = {"part": part, "task": part.task, "form": form, "label": "登记催办"}
    return render(request, "reports/tasks/part_act.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
def ask_extension(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/parts/<id>/extension/`: 申请延期."""
    part = find_part(request, pk, unit_id__in=request.seat.unit_ids)
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ExtensionForm(*given)
    valid = request.method == "POST" and form.is_valid()
    asked = attempt(form, lambda: _ask(request, part, form)) if valid else None
    if asked is not None:
        messages.success(request, "延期申请已提交，等待依法治县办答复。答复前按原时限计算。")
        return redirect("my-part", part.pk)
    context = {
        "part": part,
        "task": part.task,
        "form": form,
        "label": "申请延期",
        "effects": ("答复前仍按原时限计算；报送后申请自动撤回。",),
    }
    return render(request, "reports/tasks/part_act.html", context, status=status_of(form))


def _ask(request: SeatedRequest, part: Assignment, form: ExtensionForm) -> Extension | None:
    """Ask; the file of the reason is registered with it. None: the file was refused."""
    needs: dict[str, Any] = dict(form.cleaned_data)
    now = clock.now()
    who: dict[str, Any] = {"seat": request.seat, "now": now}
    upload = needs["evidence"]
    files = prepare_files(form, "evidence", [upload], unit=part.unit, **who) if upload else []
    if form.errors:
        return None
    with transaction.atomic():
        needs["evidence"] = next(iter(record_files(files, part=part, **who)), None)
        return extensions.ask(part.pk, actor=request.seat, now=now, **needs)


@dataclass(frozen=True)
class Verdict:
    """What becomes of an extension asked for: said by the office, or taken back `by_unit`."""

    label: str
    form: type[forms.Form]
    do: Callable[..., Extension]
    by_unit: bool = False


VERDICTS = {
    "grant": Verdict("同意延期", GrantForm, extensions.grant),
    "refuse": Verdict("不同意延期", RefuseForm, extensions.refuse),
    "withdraw": Verdict("撤回延期申请", EmptyForm, extensions.withdraw, by_unit=True),
}


@require_http_methods(["GET", "POST"])
def extension(request: SeatedRequest, pk: int, verdict: str) -> HttpResponse:
    """`/extensions/<id>/<verdict>/`: the answer of the office, or the unit's withdrawal."""
    row = get_object_or_404(Extension.objects.select_related("evidence"), pk=pk)
    part = find_part(request, row.assignment_id)
    answer = VERDICTS.get(verdict)
    if answer is None:
        raise Http404
    if answer.by_unit:
        require_own(request.seat, part, answer.label)
    else:
        require_office(request.seat, part.task, answer.label)
    form = answer.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form,
            lambda: answer.do(row.pk, actor=request.seat, now=clock.now(), **form.cleaned_data),
        )
        if done:
            messages.success(request, f"{part.unit.short}：已答复“{answer.label}”。")
            return after(request, part)
    context = {
        "part": part,
        "task": part.task,
        "form": form,
        "label": answer.label,
        "effects": (
            f"现行时限{_day(part)}，申请延至{day_cn(row.wanted_due_on)}。",
            f"理由：{row.reason}",
        ),
        "proof": row.evidence,
    }
    return render(request, "reports/tasks/part_act.html", context, status=status_of(form))


def _day(part: Assignment) -> str:
    return day_cn(part.due_on) if part.due_on else "未定"


@require_POST
def call_in(request: SeatedRequest, pk: int, group_pk: int) -> HttpResponse:
    """`/tasks/<id>/groups/<id>/`: give a unit of a named group a part."""
    task = find_task(request, pk)
    group = get_object_or_404(TaskGroup, pk=group_pk, task=task, mode=GroupMode.NAMED)
    require_call_in(request.seat, group)
    chosen = id_of(request.POST.get("unit"))
    unit = Unit.objects.filter(pk=chosen or 0, county_id=task.campaign.county_id).first()
    if unit is None:
        raise Refused("请先选择单位，再点“请其参加”。")
    part = calling.call_in(group.pk, actor=request.seat, now=clock.now(), unit=unit)
    messages.success(request, f"已列入{part.unit.short}，尚未交办；随交办函发出后生效。")
    return redirect("task", task.pk)
