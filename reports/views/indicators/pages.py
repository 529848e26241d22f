"""指标: the tree with progress, and one indicator with what proves it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from indicators.choices import Method
from indicators.forms.statements import StatementForm
from indicators.gaps import FULL, NONE, PARTIAL, SHAPES, WORDS
from indicators.models import Campaign, Indicator, IndicatorStatement
from indicators.policies import require
from indicators.services.statements import write_statement
from reports.pages.indicator import indicator_page
from reports.pages.indicator_tree import METHODS, STATES, Tree, tree
from reports.pages.task_list import SHORT_METHODS
from reports.views.doors import campaign_of, moment_of
from units import clock
from units.requests import SeatedRequest
from units.views.outcome import attempt, status_of


@require_safe
def indicators(request: SeatedRequest) -> HttpResponse:
    """`/indicators/`: three levels with methods, material, tasks; `?method=` and `?state=` narrow."""
    require(request.seat, "see_indicators")
    campaign = campaign_of(request)
    if campaign is None:
        return render(request, "reports/indicators/none.html", {"seat": request.seat})
    method, state = request.GET.get("method", ""), request.GET.get("state", "")
    method, state = method if method in METHODS else "", state if state in STATES else ""
    found = tree(campaign, request.seat, today=clock.today(), method=method, state=state)
    context = {
        "tree": found,
        "tiles": _tiles(found),
        "chips": [
            (code, label, found.methods[code])
            for code, label in Method.choices
            if found.methods[code]
        ],
        "method": method,
        "state": state,
        "short_methods": SHORT_METHODS,
        "shapes": SHAPES,
        "words": WORDS,
        "levels": [(f"{name}级", found.levels[n]) for n, name in enumerate("一二三", 1)],
        "narrowed": bool(method or state),
        "with_tasks": not request.seat.is_expert,
        "seat": request.seat,
    }
    return render(request, "reports/indicators/tree.html", context)


@require_safe
def indicator(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/indicators/<id>/`: one third-level indicator of the running campaign."""
    campaign, row = _found(request, pk)
    page = indicator_page(row, campaign, request.seat, moment_of(request, clock.now()))
    context = {
        "page": page,
        "shape": SHAPES[page.coverage.state],
        "word": WORDS[page.coverage.state],
        "indicator": row,
        "seat": request.seat,
    }
    return render(request, "reports/indicators/detail.html", context)


@require_http_methods(["GET", "POST"])
def statement(request: SeatedRequest, pk: int) -> HttpResponse:
    """`/indicators/<id>/statement/`: write the 自评说明."""
    campaign, row = _found(request, pk)
    require(request.seat, "write_statement")
    written = IndicatorStatement.objects.filter(campaign=campaign, indicator=row).first()
    form = StatementForm(request.POST or None, written=written)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: write_statement(
                actor=request.seat,
                campaign=campaign,
                indicator=row,
                now=clock.now(),
                **form.cleaned_data,
            ),
        )
        if saved:
            messages.success(request, "自评说明已保存。")
            return redirect("indicator", row.pk)
    context = {"form": form, "indicator": row}
    return render(request, "reports/indicators/statement.html", context, status=status_of(form))


def _found(request: SeatedRequest, pk: int) -> tuple[Campaign, Indicator]:
    """Return a third-level indicator in sight with its branch, and the campaign; else 404."""
    require(request.seat, "see_indicators")
    campaign = campaign_of(request)
    if campaign is None:
        raise Http404
    seen = Indicator.objects.visible_to(request.seat, today=clock.today(), campaign_id=campaign.pk)
    rows = seen.leaves().filter(system_id=campaign.system_id)
    row: Indicator = get_object_or_404(
        rows.select_related("parent__parent").prefetch_related("methods", "materials"), pk=pk
    )
    return campaign, row


def _tiles(found: Tree) -> list[dict[str, object]]:
    onsite, web = found.methods[Method.ONSITE], found.methods[Method.WEB]
    bare = found.empty_ones
    seen = (
        sum("onsite" in leaf.methods for leaf in bare),
        sum("web" in leaf.methods for leaf in bare),
    )
    total = len(found.leaves)
    share = f"占 {found.states[FULL] * 100 / total:.1f}%" if total else ""
    return [
        {
            "label": "三级指标",
            "value": total,
            "unit": "项",
            "note": f"实地核验 {onsite} · 网络检索 {web}",
            "url": "?",
        },
        _tile("材料齐", found, FULL, "done", share),
        _tile("不全", found, PARTIAL, "soon", f"材料清单共缺 {found.missing} 件"),
        _tile("没有材料", found, NONE, "late", f"其中实地 {seen[0]} · 网络 {seen[1]}"),
        {
            "label": "佐证材料",
            "value": found.proofs,
            "unit": "件次",
            "note": "审核通过，可供多个指标使用",
        },
    ]


def _tile(label: str, found: Tree, state: str, tone: str, note: str) -> dict[str, object]:
    url = f"?{urlencode({'state': state})}"
    value = found.states[state]
    return {"label": label, "value": value, "unit": "项", "note": note, "url": url, "tone": tone}
