"""Accounts of people: open, change, leave, come back."""

from datetime import datetime

from django.db import IntegrityError, transaction

from units.access import Seat
from units.clock import local_date
from units.errors import Refused
from units.models import Membership, User
from units.policies import require
from units.services.audit import record_audit
from units.services.passwords import handed_out, store_password
from units.services.seats import end_seats
from units.services.tokens import revoke_tokens


@transaction.atomic
def open_account(
    *, actor: Seat, username: str, name: str, phone: str, email: str, now: datetime
) -> tuple[User, str]:
    """Return a new business person and the password to be shown once.

    Raises Forbidden unless the actor keeps the accounts, Refused if the account name is taken.
    """
    require(actor, "person.edit")
    person = User(username=username, name=name, phone=phone, email=email)
    word = handed_out()
    person.set_password(word)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        message = f"账号“{username}”已被使用，请换一个。"
        raise Refused(message, fields={"username": message}) from error
    store_password(person, word, now=now, must_change=True)
    record_audit(actor=actor, action="person.open", obj=person, now=now)
    return person, word


@transaction.atomic
def change_person(
    *, actor: Seat, person: User, name: str, phone: str, email: str, now: datetime
) -> None:
    """Write name and ways to reach a person; the account name never changes."""
    require(actor, "person.edit", person)
    person.name, person.phone, person.email = name, phone, email
    person.save(update_fields=["name", "phone", "email"])
    record_audit(actor=actor, action="person.change", obj=person, now=now)


@transaction.atomic
def leave(*, actor: Seat, person: User, now: datetime) -> None:
    """Close an account: seats end today, tokens stop, log-ins end; what the person did stays."""
    require(actor, "person.edit", person)
    if not person.is_active:
        raise Refused(f"{person.name}的账号已经停用。")
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_seats(Membership.objects.filter(user=person), today=local_date(now))
    revoke_tokens(person, now=now)
    record_audit(actor=actor, action="person.leave", obj=person, now=now)


@transaction.atomic
def come_back(*, actor: Seat, person: User, now: datetime) -> str:
    """Open a closed account again with a new password, without seats; returns the password."""
    require(actor, "person.edit", person)
    if person.is_active:
        raise Refused(f"{person.name}的账号正在使用，无需恢复。")
    person.is_active = True
    person.save(update_fields=["is_active"])
    word = handed_out()
    store_password(person, word, now=now, must_change=True)
    record_audit(actor=actor, action="person.return", obj=person, now=now)
    return word
