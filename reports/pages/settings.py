"""设置 at a glance: what is set, and what still keeps the county from working."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from indicators.models import Campaign, ExpertScope, IndicatorSystem
from indicators.services.systems import STARTER_EDITION
from reports.choices import LetterKind
from reports.letters.wording import STARTERS
from reports.models import LadderStep, LetterHead, Series
from reports.services.settings.wording import wording_of
from tasks.models import WorkRules
from units.access import Seat
from units.calendar import calendar
from units.choices import Role
from units.models import County, Membership, Unit
from units.policies import can, county_of


@dataclass(frozen=True)
class Item:
    """One setting: the URL name of its page ("" for what somebody else sets) and how it stands.

    `lacking` is a sentence when it keeps the work from going on or wants a look.
    """

    title: str
    page: str
    says: str
    lacking: str = ""


@dataclass(frozen=True)
class Group:
    """Settings that belong together."""

    title: str
    items: list[Item]


def overview(seat: Seat, campaign: Campaign | None, today: date) -> list[Group]:
    """Return the settings of the seat's county, in the order in which a new county makes them."""
    county = county_of(seat)
    head = LetterHead.objects.filter(county=county).first()
    return [
        Group("单位和人员", [_units(county), _people(county, today), _office_hours(county)]),
        Group(
            "创建工作",
            [_system(county, campaign), _campaign(campaign), _experts(campaign), _rules(county)],
        ),
        Group(
            "文书和督促",
            [
                _head(head),
                _series(county, head, today),
                _wording(county, head),
                _ladder(county, head),
            ],
        ),
        Group("日历和消息", [_calendar(seat, today), _messages()]),
    ]


def _units(county: County) -> Item:
    units = Unit.objects.filter(county=county, active=True).count()
    says = f"{units} 个单位，{county.groups.count()} 个分组"
    others = units - (1 if county.office_id else 0)
    lacking = "" if others else "还没有单位，请导入单位名录或逐个添加。"
    return Item("单位、关系和分组", "units", says, lacking)


def _people(county: County, today: date) -> Item:
    seats = Membership.objects.current(today).filter(county=county)
    by_role = dict(seats.order_by().values_list("role").annotate(Count("pk")))
    liaisons = by_role.get(Role.LIAISON, 0)
    says = f"{sum(by_role.values())} 个任职，其中联络员 {liaisons} 人。账号由系统管理员开通"
    lacking = "" if liaisons else "还没有联络员，请系统管理员在“人员账号”中开通。"
    return Item("人员账号", "", says, lacking)


def _office_hours(county: County) -> Item:
    says = f"工作日 {county.mail_from_hour}:00—{county.mail_until_hour}:00 发送每日摘要，特急除外"
    return Item("消息时间", "county", says)


def _system(county: County, campaign: Campaign | None) -> Item:
    systems = [campaign.system] if campaign else IndicatorSystem.objects.filter(county=county)
    names = "、".join(system.edition for system in systems)
    lacking = "" if names else "还没有指标体系，请导入。"
    if names == STARTER_EDITION:
        lacking = "现为示例体系，请以正式指标体系替换。"
    return Item("指标体系", "import-indicators", names or "未导入", lacking)


def _campaign(campaign: Campaign | None) -> Item:
    if campaign is None:
        return Item("创建批次", "campaigns", "未设置", "还没有进行中的创建批次，请新建。")
    says = (
        f"{campaign.name}，{campaign.get_level_display()}，现处{campaign.get_stage_display()}阶段"
    )
    return Item("创建批次", "campaigns", says)


def _experts(campaign: Campaign | None) -> Item:
    scopes = ExpertScope.objects.filter(campaign=campaign)
    found = scopes.aggregate(
        people=Count("membership", distinct=True), indicators=Count("indicator", distinct=True)
    )
    says = "还没有分配"
    if found["people"]:
        says = f"{found['people']} 名专家，{found['indicators']} 项指标"
    return Item("专家评审范围", "settings-experts", says)


def _rules(county: County) -> Item:
    rules = WorkRules.of(county.pk)
    says = (
        f"审核 {rules.review_workdays} 日、退回修改 {rules.redo_workdays} 日、"
        f"临期 {rules.soon_workdays} 日（工作日）"
    )
    return Item("办理规则", "settings-rules", says)


def _head(head: LetterHead | None) -> Item:
    if head is None:
        return Item("发文设置", "settings-letters", "未设置", "请填写发文机关、代字和联系人。")
    lacking = "" if head.contact_person else "还没有联系人，请核对全称、代字后填写。"
    return Item(
        "发文设置", "settings-letters", f"{head.issuer}，函代字 {head.letter_code}", lacking
    )


def _series(county: County, head: LetterHead | None, today: date) -> Item:
    rows = Series.objects.filter(county=county, year=today.year)
    says = "，".join(f"{row} 已用到 {row.last} 号" for row in rows) or "本年度还没有用号，从 1 号起"
    return Item("文号", "settings-series" if head else "", says)


def _wording(county: County, head: LetterHead | None) -> Item:
    words = wording_of(county.pk)
    own = [LetterKind(kind).label for kind in words if words[kind] != STARTERS[kind]]
    says = f"本县修改过：{'、'.join(own)}" if own else "使用出厂文字"
    return Item("公文用语", "settings-wording" if head else "", says)


def _ladder(county: County, head: LetterHead | None) -> Item:
    steps = LadderStep.objects.filter(county=county, enabled=True).count()
    if head is None or not head.ladder_on:
        return Item(
            "督促提醒",
            "settings-ladder",
            f"未启用，{steps} 步待用",
            "启用前可先看过去 30 天按此会发什么。",
        )
    return Item("督促提醒", "settings-ladder", f"已启用，{steps} 步")


def _calendar(seat: Seat, today: date) -> Item:
    mine = can(seat, "holiday.edit")
    page, keeper = ("holidays", "") if mine else ("", "。各县共用，由系统管理员录入")
    if calendar().is_published(today):
        return Item("工作日历", page, f"{today.year}年放假调休已公布{keeper}")
    says = f"{today.year}年暂按周一至周五计算{keeper}"
    return Item("工作日历", page, says, "本年度放假调休没有录入，期限可能有误。")


def _messages() -> Item:
    return Item("消息发送", "deliveries", "每封邮件的发送情况，失败的可重发")
