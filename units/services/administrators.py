"""The first administrator of each kind, made on the server; nobody makes them in the browser."""

from datetime import datetime

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from units.choices import UserKind
from units.errors import Refused
from units.models import User
from units.services.audit import record_audit
from units.services.passwords import handed_out, store_password


@transaction.atomic
def create_admin(
    *, kind: str, username: str, name: str, now: datetime, replace: bool = False
) -> tuple[User, str]:
    """Return an administrator and the password to be shown once.

    Raises Refused once an active one of that kind exists, unless `replace`: then those before
    are closed. An account name keeps its kind for ever (系统管理员 ≠ 审计员).
    """
    present = User.objects.filter(kind=kind, is_active=True)
    if present.exists() and not replace:
        label = UserKind(kind).label
        raise Refused(f"已有{label}“{present[0].username}”，如需更换请加 --replace。")
    found = User.objects.filter(username=username).first()
    if found is not None and found.kind != kind:
        raise Refused(f"账号“{username}”属于{found.get_kind_display()}，请换一个账号名。")
    action = "admin.replace" if present.exists() else "admin.create"
    present.update(is_active=False)
    user = found or User(username=username, kind=kind)
    user.name, user.is_active = name, True
    word = handed_out()
    user.set_password(word)
    user.save()
    store_password(user, word, now=now, must_change=True)
    TOTPDevice.objects.filter(user=user).delete()
    record_audit(actor=None, action=action, obj=user, username="(命令行)", now=now)
    return user, word
