"""公文用语: the county's own words for each kind; a change concerns letters drafted later."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from reports import policies
from reports.letters.checking import broken_wording
from reports.letters.wording import LABELS, STARTERS, Wordings, needed
from reports.models import Wording
from reports.services.letters.heads import head_of
from units.access import Seat
from units.clock import local_date
from units.errors import Conflict, Refused
from units.policies import county_of, post_of
from units.services.audit import record_audit
from units.services.locking import lock_county
from units.words import free_words


def wording_of(county_id: int) -> Wordings:
    """Return the words in force by kind and key; one query, however many letters follow."""
    words = {f"{kind}": dict(texts) for kind, texts in STARTERS.items()}
    for row in Wording.objects.in_force(county_id):
        # A key that the product has given up since is history only.
        if row.key in words.get(row.kind, {}):
            words[row.kind][row.key] = row.text
    return words


def last_of(county_id: int, kind: str) -> int:
    """Return the id of the last version written of any text of the kind, 0 before the first."""
    rows = Wording.objects.filter(county_id=county_id, kind=kind)
    return rows.aggregate(last=Max("pk"))["last"] or 0


@transaction.atomic
def write_wording(
    kind: str,
    texts: Mapping[str, str],
    *,
    actor: Seat,
    now: datetime,
    seen: int | None = None,
) -> list[Wording]:
    """Write a new version of each text that differs from the one in force; returns them.

    `seen` is `last_of` when the page was opened. Raises Refused beside the field for what is
    missing, a broken blank or a broken 规定, Conflict where somebody else has written meanwhile.
    """
    policies.require(actor, "settings")
    county = county_of(actor)
    lock_county(county.pk)
    if seen is not None and seen != last_of(county.pk, kind):
        raise Conflict("这些文字刚被他人修改过，请刷新后再改；您填写的内容仍在页面上。")
    before = wording_of(county.pk)[kind]
    words = {
        key: free_words(text, LABELS[key], key) for key, text in texts.items() if key in before
    }
    changed = {key: text for key, text in words.items() if text != before[key]}
    wrong = {
        key: f"请填写{LABELS[key]}。"
        for key, text in changed.items()
        if not text and needed(kind, key)
    }
    wrong |= (
        broken_wording(kind, changed, head_of(county), today=local_date(now)) if not wrong else {}
    )
    if wrong:
        raise Refused("".join(dict.fromkeys(wrong.values())), fields=wrong)
    held = Wording.objects.in_force(county.pk).filter(kind=kind)
    versions = dict(held.values_list("key", "version"))
    rows = [
        Wording.objects.create(
            county=county,
            kind=kind,
            key=key,
            version=versions.get(key, 0) + 1,
            text=text,
            written_by=post_of(actor),
            written_at=now,
        )
        for key, text in changed.items()
    ]
    for row in rows:
        record_audit(actor=actor, action="settings.wording", obj=row, now=now)
    return rows


def restore_version(pk: int, *, actor: Seat, now: datetime) -> list[Wording]:
    """Write the text of an earlier version as a new one; none where it is in force anyway."""
    policies.require(actor, "settings")
    row = Wording.objects.filter(pk=pk, county=county_of(actor)).first()
    if row is None or row.key not in STARTERS.get(row.kind, {}):
        raise Refused("没有这个版本，请刷新后从历史版本中选择。")
    return write_wording(row.kind, {row.key: row.text}, actor=actor, now=now)


def restore_starters(kind: str, key: str = "", *, actor: Seat, now: datetime) -> list[Wording]:
    """Write the product's own words as new versions of the kind's texts, or of the one at `key`."""
    texts = {name: text for name, text in STARTERS[kind].items() if key in ("", name)}
    return write_wording(kind, texts, actor=actor, now=now)
