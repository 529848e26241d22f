"""The main navigation: which pages a seat has a use for, in the order of their work."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from reports.policies import can
from reports.views.doors import campaign_of
from units.access import Seat
from units.choices import UserKind
from units.requests import SeatedRequest

# name of the URL, words; a page is the current one when the path begins with its address.
OFFICE = (
    ("desk", "今日待办"),
    ("tasks", "任务"),
    ("review", "审核"),
    ("indicators", "指标"),
    ("evidence", "佐证材料"),
    ("letters", "文书"),
    ("notices", "通报"),
    ("dashboard", "创建总览"),
    ("import", "导入"),
    ("settings", "设置"),
)
UNIT = (
    ("desk", "今日待办"),
    ("my", "本单位任务"),
    ("review", "审核"),
    ("evidence", "佐证材料"),
    ("letters", "文书"),
)
LEADER = (
    ("dashboard", "创建总览"),
    ("tasks", "任务"),
    ("indicators", "指标"),
    ("evidence", "佐证材料"),
    ("letters", "文书"),
)
INSPECTOR = (("late", "逾期清单"), ("referrals", "督办单"))
EXPERT = (("indicators", "指标"), ("evidence", "佐证材料"))
ADMINISTRATORS = {
    UserKind.SYSADMIN: (
        ("people", "人员账号"),
        ("lockouts", "解除锁定"),
        ("deliveries", "消息发送"),
        ("holidays", "工作日历"),
    ),
    UserKind.AUDITOR: (("audit", "审计"),),
    UserKind.SECADMIN: (("people", "人员账号"), ("lockouts", "解除锁定")),
}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return what base.html needs: title, navigation, seat and the links of the account menu."""
    seat: Seat | None = getattr(request, "seat", None)
    if seat is None:
        return {"county_title": "", "nav": [], "account_links": _account_links(request)}
    county = seat.county
    campaign = campaign_of(cast("SeatedRequest", request))
    pages = _pages(seat)
    here = max(
        (reverse(name) for name, _ in pages if _under(request.path, reverse(name))),
        key=len,
        default="",
    )
    return {
        "county_title": county.page_title if county else "",
        "campaign_title": campaign.name if campaign else "",
        "nav": [
            {"label": label, "url": reverse(name), "current": reverse(name) == here}
            for name, label in pages
        ],
        "search_url": reverse("tasks") if can(seat, "tasks") else "",
        "active_membership": seat.membership,
        "account_links": _account_links(request),
    }


def _pages(seat: Seat) -> tuple[tuple[str, str], ...]:
    if seat.membership is None:
        return ADMINISTRATORS.get(UserKind(seat.user.kind), ())
    if seat.is_office:
        return OFFICE
    if seat.is_unit:
        return UNIT
    if seat.is_leader:
        return LEADER
    return INSPECTOR if seat.is_inspector else EXPERT


def _under(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)


def _account_links(request: HttpRequest) -> list[dict[str, Any]]:
    user = getattr(request, "user", None)  # an error page may come before anybody is known
    if user is None or not user.is_authenticated:
        return []
    links = [{"label": "修改密码", "url": reverse("password")}]
    if getattr(request, "seat", None) and request.seat.membership:  # type: ignore[attr-defined]
        links.insert(0, {"label": "收件箱", "url": reverse("inbox")})
    if len(getattr(request, "seats", [])) > 1:
        links.append({"label": "切换身份", "url": reverse("seats")})
    return links
