"""Uploads of a form become proof: each is checked and stored, a bad one is named and left out."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from indicators.models import Evidence
from indicators.policies import require
from indicators.services import evidence as services
from indicators.services.evidence import Facts
from indicators.services.intake import Prepared, prepare
from reports.forms.handin import HandInForm
from reports.views.titles import proof_title
from tasks.models import Assignment, TaskMaterial
from units.access import Seat
from units.errors import Refused
from units.models import Unit

Proofs = list[tuple[Evidence, TaskMaterial | None]]


def prepare_files(
    form: forms.Form,
    field: str,
    uploads: Iterable["UploadedFile[Any]"],
    *,
    unit: Unit,
    seat: Seat,
    now: datetime,
) -> list[Prepared]:
    """Check and stage uploads, outside any transaction; nothing is registered yet.

    A refused one becomes an error of `field` that names it.
    """
    require(seat, "add_evidence", unit)
    taken = []
    for upload in uploads:
        try:
            taken.append(prepare(county=unit.county, upload=upload, now=now))
        except Refused as refusal:
            form.add_error(field, f"“{upload.name}”没有收下：{refusal.message}请重新选择。")
    return taken


def record_files(
    files: Iterable[Prepared], *, part: Assignment, seat: Seat, now: datetime
) -> list[Evidence]:
    """Register staged files as proof of the part's unit, in the transaction of what they prove."""
    return [
        services.record_file(
            actor=seat,
            unit=part.unit,
            prepared=file,
            title=proof_title(part, None, file.filename),
            now=now,
        )
        for file in files
    ]


def _files(
    form: HandInForm,
    field: str,
    material: TaskMaterial | None,
    *,
    part: Assignment,
    seat: Seat,
    now: datetime,
) -> Proofs:
    """Register the good ones among the files of a field, under the titles typed beside them."""
    proofs: Proofs = []
    uploads = form.cleaned_data[field]
    # Without the script nothing is typed beside a file.
    titles = [*form.titles(field), *[""] * len(uploads)]
    for upload, typed in zip(uploads, titles, strict=False):
        title = typed or proof_title(part, material, upload.name)
        try:
            proof = services.register_file(
                actor=seat, unit=part.unit, upload=upload, title=title, now=now
            )
            proofs.append((proof, material))
        except Refused as refusal:
            form.add_error(field, f"“{upload.name}”没有收下：{refusal.message}请重新选择。")
    return proofs


def brought(form: HandInForm, *, part: Assignment, seat: Seat, now: datetime) -> Proofs:
    """Register everything a valid form brings; what is refused is an error beside its field."""
    data = form.cleaned_data
    unit = part.unit
    fields: dict[str, TaskMaterial | None] = {"uploads": None, "photos": None}
    fields |= {f"material_{material.pk}": material for material in form.materials}
    proofs: Proofs = [
        proof
        for field, material in fields.items()
        for proof in _files(form, field, material, part=part, seat=seat, now=now)
    ]
    if data["url"] or data["url_title"]:
        title = data["url_title"] or data["url"][:200]
        proofs += _one(
            form,
            {"url": "url", "title": "url_title"},
            lambda: services.register_url(
                actor=seat, unit=unit, url=data["url"], title=title, now=now
            ),
            form.material("url_material"),
        )
    if any(data[f"offline_{name}"] for name in OFFLINE):
        proofs += _one(
            form,
            {name: f"offline_{name}" for name in OFFLINE},
            lambda: services.register_offline(
                actor=seat, unit=unit, title=data["offline_title"], facts=_facts(data), now=now
            ),
            form.material("offline_material"),
        )
    return proofs


OFFLINE = ("title", "doc_number", "formed_on", "pages", "keeper")


def _facts(data: dict[str, Any]) -> Facts:
    return Facts(**{name: data[f"offline_{name}"] for name in OFFLINE if name != "title"})


def _one(
    form: HandInForm,
    names: dict[str, str],
    act: Callable[[], Evidence],
    material: TaskMaterial | None,
) -> Proofs:
    """Register one entry; errors go beside the form's fields that `names` maps to."""
    try:
        return [(act(), material)]
    except Refused as refusal:
        fields = {names[k]: words for k, words in refusal.fields.items() if k in names}
        for name, words in (fields or {next(iter(names.values())): refusal.message}).items():
            form.add_error(name, words)
    return []


def signoff_sheet(form: HandInForm, *, unit: Unit, seat: Seat, now: datetime) -> Evidence | None:
    """Register the photographed 上传审签表, if one was given."""
    upload = form.cleaned_data["signoff_sheet"]
    if upload is None:
        return None
    files = prepare_files(form, "signoff_sheet", [upload], unit=unit, seat=seat, now=now)
    rows = [services.record_file(actor=seat, unit=unit, prepared=f, now=now) for f in files]
    return rows[0] if rows else None
