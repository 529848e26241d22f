"""Keys for scripts: shown once, kept as a hash, ended by date or by hand."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from units.access import Actor
from units.models import ApiToken, Membership, User
from units.policies import require
from units.services.audit import record_audit
from units.token_keys import token_digest


@transaction.atomic
def issue_token(
    *, seat: Membership, scope: str, days: int, now: datetime, actor: Actor | None = None
) -> str:
    """Return a new key acting for that seat for `days` days (made by a command on the server)."""
    key = secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        membership=seat,
        digest=token_digest(key),
        scope=scope,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    record_audit(actor=actor, action="token.issue", obj=token, username="(命令行)", now=now)
    return key


def revoke_tokens(person: User, *, now: datetime) -> None:
    """Stop all keys of a person, as part of an act that is audited itself."""
    ApiToken.objects.filter(membership__user=person, revoked_at__isnull=True).update(revoked_at=now)


@transaction.atomic
def revoke_token(*, actor: Actor, token: ApiToken, now: datetime) -> None:
    """Stop a key at once; stopping it twice changes nothing."""
    require(actor, "person.edit", token.membership.user)
    if ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=now):
        record_audit(actor=actor, action="token.revoke", obj=token, now=now)
