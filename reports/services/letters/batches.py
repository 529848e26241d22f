"""Issuing a batch as one long job with progress; each letter in its own transaction."""

from datetime import datetime

from django.db import transaction

from reports import policies
from reports.choices import LetterState
from reports.models import Letter, LetterBatch
from reports.services.letters.issuing import issue
from units.access import Seat
from units.errors import Refused
from units.models import Work
from units.services.works import finish, open_work, report


@transaction.atomic
def request_issue(batch_id: int, *, actor: Seat, now: datetime) -> Work:
    """Ask for all signed letters of a batch to be issued; the work survives a killed worker."""
    policies.require(actor, "issue")
    batch = LetterBatch.objects.get(pk=batch_id, campaign__county_id=actor.county_id)
    signed = batch.letters.filter(state=LetterState.SIGNED).count()
    if not signed:
        raise Refused("这一批没有已签发待印发的文书。")
    return open_work(
        kind="reports.issue_batch",
        key=f"issue_batch.{batch.pk}.{now.isoformat()}",
        actor=actor,
        now=now,
        args={"batch_id": batch.pk},
        all_steps=signed,
    )


def run_issue(work: Work, *, now: datetime) -> None:
    """Issue what is still signed; letters already issued are passed over after a restart.

    A letter that is refused stays signed with its sentence in the result; the others go on.
    """
    assert work.membership is not None
    actor = Seat(work.membership.user, work.membership)
    refused: dict[str, str] = {}
    letters = Letter.objects.filter(
        batch_id=work.args["batch_id"], state=LetterState.SIGNED
    ).order_by("unit__position", "pk")
    for done, letter in enumerate(list(letters), 1):
        try:
            issue(letter.pk, actor=actor, now=now)
        except Refused as error:
            refused[str(letter.pk)] = error.message
        report(work, done_steps=done)
    finish(work, result={"refused": refused})
