"""Set passwords: a person's own, or one handed out once."""

import secrets
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from units.access import Seat
from units.clock import local_date
from units.models import PasswordRecord, User
from units.passwords import MIN_CLASSES, NOT_REUSED, classes_of
from units.policies import require
from units.services.audit import record_audit
from units.services.inbox import post_account
from units.services.tokens import revoke_tokens

# Without the letters and digits that are taken for one another on paper.
HANDED_OUT = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"
HANDED_OUT_LENGTH = 14


@transaction.atomic
def change_password(*, actor: Seat, new: str, now: datetime) -> None:
    """Set the person's own new password; raises ValidationError naming the broken rules."""
    validate_password(new, actor.user)
    store_password(actor.user, new, now=now, must_change=False)
    record_audit(actor=actor, action="password.change", obj=actor.user, now=now)


@transaction.atomic
def reset_password(*, actor: Seat, person: User, now: datetime) -> str:
    """Give a person a password to be shown once, changed at the next log-in; returns it.

    Raises Forbidden unless the actor looks after accounts. The log-ins of the person end, since
    a session knows the password it began with, and their API tokens stop: whoever had hold of the
    account is out. The person is told by mail at once, without the password, in case it was not
    them who asked.
    """
    require(actor, "person.edit", person)
    word = handed_out()
    store_password(person, word, now=now, must_change=True)
    revoke_tokens(person, now=now)
    entry = record_audit(actor=actor, action="password.reset", obj=person, now=now)
    post_account(
        person=person,
        effect=f"password.reset.{entry.pk}",
        title="您的密码已由系统管理员重置。如不是您申请的，请立即联系系统管理员",
        path="/password/",
        now=now,
    )
    return word


def store_password(person: User, word: str, *, now: datetime, must_change: bool) -> None:
    """Write the password and remember it among the last five."""
    person.set_password(word)
    person.must_change_password = must_change
    person.password_set_on = local_date(now)
    person.save(update_fields=["password", "must_change_password", "password_set_on"])
    PasswordRecord.objects.create(user=person, encoded=person.password, set_at=now)
    old = person.old_passwords.values_list("pk", flat=True)[NOT_REUSED:]
    PasswordRecord.objects.filter(pk__in=list(old)).delete()


def handed_out() -> str:
    """Return a random password that keeps the rules."""
    while True:
        word = "".join(secrets.choice(HANDED_OUT) for _ in range(HANDED_OUT_LENGTH))
        if classes_of(word) >= MIN_CLASSES:
            return word
