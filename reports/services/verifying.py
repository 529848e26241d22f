"""One check of everything that must hold: seals, history, files, numbers."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.db.models import Count, F, Max

from indicators.services.verifying import verify_blobs
from reports.choices import LetterState, NumberState
from reports.docx.frozen import from_json
from reports.docx.snapshot import SnapshotError
from reports.models import Letter, Series
from reports.services.letters.freezing import text_hash
from reports.services.letters.numbering import text
from tasks.services.verifying import verify_counts, verify_handins, verify_tasks
from units.services.sealing import verify_audit

PRINTED = ("pk", "kind", "number_text", "number__series__code", "number__series__year", "number__n")


def verify(now: datetime) -> dict[str, list[str]]:
    """Return the sentences of each check by its Chinese name; all empty means sound."""
    checks: dict[str, Callable[[], Iterable[str]]] = {
        "审计封条": lambda: verify_audit(now),
        "办理过程": verify_tasks,
        "计数": verify_counts,
        "报送": verify_handins,
        "文件": verify_blobs,
        "文号": verify_numbers,
        "文书": verify_letters,
    }
    return {name: list(check()) for name, check in checks.items()}


def verify_numbers() -> Iterator[str]:
    """Yield gaps of own series, and issued letters whose number is not in the register."""
    rows = Series.objects.annotate(count=Count("numbers"), top=Max("numbers__n"))
    for series in rows:
        top = series.top or 0
        if top > series.last or (not series.shared and not top == series.count == series.last):
            yield f"{series}登记{series.count}个号，末号{series.last}，最大号{top}。"
    lost = Letter.objects.filter(
        state__in=[LetterState.ISSUED, LetterState.REVOKED], number__isnull=True
    )
    for letter in lost:
        yield f"文书{letter.pk}“{letter.title}”已印发但不在发文登记簿中。"
    printed = Letter.objects.issued().filter(number__isnull=False)
    for pk, kind, words, code, year, n in printed.values_list(*PRINTED).iterator(chunk_size=5000):
        entered = text(code, year, n, kind=kind)
        if words != entered:
            yield f"文书{pk}的文号为“{words}”，登记簿上是“{entered}”。"
    used = Letter.objects.filter(number__state=NumberState.USED)
    for letter in used.exclude(pk__in=Letter.objects.issued().values("pk")):
        state = letter.get_state_display()
        yield f"文书{letter.pk}“{letter.title}”登记簿上已用号，文书却为“{state}”。"
    for letter in used.exclude(issued_on=F("number__taken_on")):
        yield f"文书{letter.pk}的印发日期为{letter.issued_on}，登记簿上是{letter.number.taken_on}。"


def verify_letters() -> Iterator[str]:
    """Yield issued letters whose frozen text is not the one that went out."""
    issued = Letter.objects.issued().only("snapshot", "frozen_sha256")
    for letter in issued.order_by("pk").iterator(chunk_size=500):
        try:
            frozen = from_json(letter.frozen)
        except SnapshotError as error:
            yield f"文书{letter.pk}的冻结内容无法读取：{error}"
            continue
        if text_hash(frozen) != letter.frozen_sha256:
            yield f"文书{letter.pk}的冻结内容与印发时留存的校验值不符。"
