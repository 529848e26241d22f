"""Issuing a batch as one long job with progress; each letter in its own transaction."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import OperationalError, transaction

from reports import policies
from reports.choices import LetterState
from reports.models import Letter, LetterBatch
from reports.services.letters.issuing import issue
from units.access import Seat
from units.choices import WorkState
from units.clock import local_date
from units.errors import NotDone, Refused
from units.faults import fault
from units.models import Membership, Work
from units.services.works import finish, open_work, report

log = logging.getLogger(__name__)
UNFORESEEN = "印发时出错，原因已记入系统日志；请打开这份文书单独印发，仍不成功请联系系统管理员。"
KIND = "reports.issue_batch"


@transaction.atomic
def request_issue(batch_id: int, *, actor: Seat, now: datetime) -> Work:
    """Ask for all signed letters of a batch to be issued; the work survives a killed worker."""
    policies.require(actor, "issue")
    batch = LetterBatch.objects.get(pk=batch_id, campaign__county=actor.county)
    signed = batch.letters.filter(state=LetterState.SIGNED).count()
    if not signed:
        raise Refused("这一批没有已签发待印发的文书。")
    return open_work(
        kind=KIND,
        key=_key(batch.pk),
        actor=actor,
        now=now,
        args={"batch_id": batch.pk},
        all_steps=signed,
    )


def run_issue(work: Work, *, clock: Callable[[], datetime]) -> None:
    """Issue what is still signed; letters already issued are passed over after a restart.

    A letter that is refused, or that fails, stays signed with its sentence in the result; the
    others go on. `clock` tells the moment of each: a batch may go on past midnight. Raises Refused
    if whoever asked has left meanwhile.
    """
    actor = _asker(work, clock())
    refused: dict[str, str] = {}
    letters = list(
        Letter.objects.filter(batch_id=work.args["batch_id"], state=LetterState.SIGNED).order_by(
            "unit__position", "pk"
        )
    )
    before = max(0, work.all_steps - len(letters))
    for done, letter in enumerate(letters, before + 1):
        try:
            issue(letter.pk, actor=actor, now=clock())
        except NotDone as error:
            refused[str(letter.pk)] = error.message
        except OperationalError:
            raise  # the database is away: the sweep takes the work again
        except Exception:
            log.exception("letter %s of work %s was not issued", letter.pk, work.pk)
            refused[str(letter.pk)] = UNFORESEEN
        report(work, done_steps=done, now=clock())
        fault("between_letters")
    finish(work, result={"refused": refused})


def _asker(work: Work, now: datetime) -> Seat:
    """Return the seat that asked, if it is still held."""
    current = Membership.objects.current(local_date(now)).select_related("user", "county")
    seat = current.filter(pk=work.membership_id).first()
    if seat is None:
        raise Refused("发起印发的同志已不在任，请由现任经办人员重新发起。")
    return Seat(seat.user, seat)


def last_work(batch_id: int) -> Work | None:
    """Return the latest asking for issue of a batch, for its progress."""
    return Work.objects.filter(kind=KIND, key__startswith=f"issue_batch.{batch_id}.").last()


def _key(batch_id: int) -> str:
    """Return the key of the work that is open, else of the next: a second click asks for no more."""
    works = Work.objects.filter(kind=KIND, key__startswith=f"issue_batch.{batch_id}.")
    over = works.filter(state__in=[WorkState.DONE, WorkState.FAILED]).count()
    return f"issue_batch.{batch_id}.{over + 1}"
