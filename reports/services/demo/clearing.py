"""Empties an installation that holds nothing but demonstration data."""

from django.core.management import call_command

from indicators.services.blob_paths import forget_county
from reports.services.demo.people import CODE
from units.errors import Refused
from units.models import County

BULK_CODE = r"^B\d{5}$"


def clear() -> None:
    """Delete every row and every file; raises Refused where a county is not of the demo."""
    real = County.objects.exclude(code=CODE).exclude(code__regex=BULK_CODE).first()
    if real is not None:
        raise Refused(f"库中有{real.name}（{real.code}）的数据，不是演示数据，不能清除。")
    ids = list(County.objects.values_list("pk", flat=True))
    call_command("flush", interactive=False, verbosity=0)
    for pk in ids:
        forget_county(pk)
