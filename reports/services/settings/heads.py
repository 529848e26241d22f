"""发文设置: how the county signs its documents. Issued ones keep what was printed (frozen)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from reports import policies
from reports.choices import SupervisionRoute
from reports.models import LetterHead
from units.access import Seat
from units.errors import Refused
from units.policies import county_of
from units.services.audit import record_audit
from units.services.locking import lock_county
from units.words import free_words

OFFICE_MAX = 60
CODES = ("notice_code", "letter_code", "brief_code")
FIELDS = (
    "issuer",
    "mark",
    *CODES,
    "copies",
    "printed_by",
    "contact_person",
    "contact_phone",
    "consent_words",
    "prompt_workdays",
    "supervision_workdays",
    "check_workdays",
    "receipt_workdays",
    "supervision_route",
    "joint_offices",
)
LABELS = {field.name: str(field.verbose_name) for field in LetterHead._meta.fields}


@transaction.atomic
def change_head(*, actor: Seat, now: datetime, **values: Any) -> LetterHead:
    """Write the 发文设置 of the actor's county; `values` are any of FIELDS.

    Raises Refused naming the field: two kinds of documents under one 代字 would share its numbers.
    """
    policies.require(actor, "settings")
    county = county_of(actor)
    lock_county(county.pk)
    head = LetterHead.objects.filter(county=county).first() or LetterHead(county=county)
    for name in FIELDS:
        if name in values:
            value = values[name]
            typed = isinstance(value, str)
            setattr(head, name, free_words(value, LABELS[name], name) if typed else value)
    head.joint_offices = "\n".join(_offices(head.joint_offices))
    _check(head)
    # Whether the ladder is on stands in the same row and is another act's to write.
    head.save(update_fields=FIELDS if head.pk else None)
    record_audit(actor=actor, action="settings.head", obj=head, now=now)
    return head


def _offices(text: str) -> list[str]:
    """Return the names of a text of one name a line, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _check(head: LetterHead) -> None:
    wrong = {
        name: f"请填写{LABELS[name]}。"
        for name in ("issuer", "mark", "notice_code", "letter_code", "printed_by")
        if not getattr(head, name)
    }
    codes = [getattr(head, name) for name in CODES if getattr(head, name)]
    for name in CODES:
        if codes.count(getattr(head, name)) > 1:
            wrong[name] = "通报、函、专报的代字不能相同，否则文号会混在一起。"
    if head.supervision_route not in SupervisionRoute.values:
        wrong["supervision_route"] = "请选择督办途径。"
    if any(len(name) > OFFICE_MAX for name in head.joint_names):
        wrong["joint_offices"] = f"联合发文机关的名称最多{OFFICE_MAX}字，每行一个。"
    if head.issuer in head.joint_names:
        wrong["joint_offices"] = "联合发文机关不含本机关，请删去。"
    if wrong:
        raise Refused("".join(dict.fromkeys(wrong.values())), fields=wrong)
