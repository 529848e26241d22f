"""The whole of 示例县, from the plan's import to today."""

from collections.abc import Callable
from datetime import date, datetime

from indicators.models import Campaign
from indicators.services.blobs import keep, stage
from reports.choices import LetterState
from reports.docx import render
from reports.docx.samples import sample
from reports.models import Letter
from reports.services.demo import plan as plans
from reports.services.demo.days import Simulation
from reports.services.demo.monthly import Monthly
from reports.services.demo.people import Cast, populate
from reports.services.demo.scene import set_scene
from reports.services.letters import drafting, issuing, signing
from tasks.models import Task
from units.calendar import calendar
from units.clock import local_date
from units.clock import moment as at
from units.services.sealing import seal


def tell(now: datetime, say: Callable[[str], object]) -> str:
    """Make 示例县 as of `now` and return the password of its accounts.

    `say` hears one sentence per chapter of the story.
    """
    today = local_date(now)
    first = plans.begin_day(today, calendar())
    cast = populate(at(first, 8), first)
    days = calendar()
    say(f"示例县：{cast.county.units.count()}个单位")
    campaign = plans.open_campaign(cast, at(first, 9))
    plan = plans.bring_in(cast, campaign, at(first, 10), year=today.year)
    plans.spread_dates(cast, plan, at(first, 11), today=today, days=days)
    plans.link_indicators(cast, campaign, plan, at(first, 11, 30))
    say(f"《{plan.title}》：{plan.tasks.count()}项任务")
    issued_on = days.add(first, 3)
    _hand_over(cast, campaign, days.add(first, 1), issued_on)
    say(f"交办：{Letter.objects.filter(campaign=campaign).count()}份函")
    simulation = Simulation(cast, campaign, days)
    monthly = Monthly(cast, campaign, days, today)
    monthly.plan(issued_on)
    played = 0
    for day in simulation.play(issued_on, today):
        monthly.on(day)
        played += 1
    if not days.is_workday(today):
        monthly.on(today)
    set_scene(cast, campaign, today, days)
    plans.invite_expert(cast, campaign, at(today, 8, 20))
    seal(now)
    say(f"历史：{played}个工作日")
    return cast.password


def _hand_over(cast: Cast, campaign: Campaign, drafted_on: date, issued_on: date) -> None:
    """Hand all but the last two tasks over; one letter is signed on paper."""
    tasks = list(Task.objects.filter(campaign=campaign).order_by("position"))[:-2]
    batch = drafting.draft_handover(
        [task.pk for task in tasks],
        actor=cast.office,
        now=at(drafted_on, 9),
        consent=drafting.Consent("县委副书记", drafted_on),
    )
    letters = list(batch.letters.order_by("pk"))
    for letter in letters:
        signing.check(letter.pk, actor=cast.colleague, now=at(drafted_on, 15))
        signing.send(letter.pk, actor=cast.office, now=at(drafted_on, 16))
    scan = stage(
        county=cast.county,
        stream=render(sample("draft_sheet")),
        suffix="docx",
        now=at(issued_on, 9),
    )
    keep(scan)
    signing.sign_offline(
        letters[0].pk,
        actor=cast.office,
        now=at(issued_on, 9),
        signer_name="示例负责人",
        signed_on=issued_on,
        scan=scan,
    )
    for letter in letters[1:]:
        signing.sign(letter.pk, actor=cast.approver, now=at(issued_on, 10))
    for letter in Letter.objects.filter(batch=batch, state=LetterState.SIGNED).order_by("pk"):
        issuing.issue(letter.pk, actor=cast.office, now=at(issued_on, 11))
