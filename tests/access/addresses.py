"""Every address of the installation with the objects of a place put in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from reports.letters.wording import STARTERS
from reports.views.tasks.acts import ACTS as TASK_ACTS
from tasks.transitions import TABLE
from tests.access.world import Place

# What a parameter of an address may say beside the key of an object, one row of the matrix each.
WORDS = {
    "part-act": [{"action": action} for action in sorted(TABLE) if action != "issue"],
    "api-assignment-act": [{"verb": action} for action in sorted(TABLE) if action != "issue"],
    "task-act": [{"name": name} for name in sorted(TASK_ACTS)],
    "extension": [{"verdict": verdict} for verdict in ("grant", "refuse", "withdraw")],
    "evidence-page": [{"number": 1}],
    "notice-rows": [{"name": "expected"}],
    "brief-rows": [{"name": "period"}],
    "plan-import-row": [{"key": 1}],
    "settings-wording-kind": [{"kind": kind} for kind in STARTERS],
    "plan-import-settle": [{"key": 1}],
    "plan-import-drop-row": [{"key": 1}],
}


@dataclass(frozen=True)
class Address:
    """One row of the matrix; `keyed` when it names an object."""

    name: str
    view: str
    words: dict[str, Any]
    parameters: frozenset[str]

    @property
    def keyed(self) -> bool:
        return bool(self.parameters - self.words.keys())

    def of(self, place: Place) -> str:
        """Return the path to the objects of `place`."""
        given = {**(objects(self.view, place) if self.keyed else {}), **self.words}
        return reverse(self.view, kwargs={name: given[name] for name in self.parameters})


def addresses() -> Iterator[Address]:
    """Yield a row for each named address; those of libraries are left out."""
    for name, parameters in _patterns(get_resolver()):
        for words in WORDS.get(name, [{}]):
            row = "/".join([name, *(str(word) for word in words.values() if word != 1)])
            yield Address(row, name, words, parameters)


def _patterns(resolver: URLResolver) -> Iterator[tuple[str, frozenset[str]]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name:
            named = frozenset(pattern.pattern.regex.groupindex)
            if "format" not in named:
                yield pattern.name, named - pattern.default_args.keys()


def objects(view: str, place: Place) -> dict[str, Any]:
    """Return the keys of the object that an address is about, told by the first word of its name."""
    if view in _SPECIAL:
        return _SPECIAL[view](place)
    noun = view.removeprefix("api-").partition("-")[0]
    return {"pk": _BY_NOUN[noun](place).pk}


_SPECIAL = {
    "inbox-item": lambda place: {"pk": place.inbox.pk},
    "seat-give": lambda place: {"pk": place.scene.owner.user.pk},
    "seat-end": lambda place: {
        "pk": place.scene.owner.user.pk,
        "seat": place.scene.owner.membership.pk,
    },
    "token-revoke": lambda place: {"pk": place.scene.owner.user.pk, "token": place.token.pk},
    "task-part": lambda place: {"pk": place.task.pk, "part_pk": place.part.pk},
    "call-in": lambda place: {"pk": place.task.pk, "group_pk": place.group.pk},
    "settings-expert": lambda place: {"pk": place.scene.expert.membership.pk},
    "my-drop": lambda place: {"pk": place.part.pk, "evidence_pk": place.evidence.pk},
    **dict.fromkeys(
        ("letter", "letter-files", "letter-docx", "letter-receive", "letter-revoke", "letter-scan"),
        lambda place: {"pk": place.issued.pk},
    ),
    "notice-unnamed": lambda place: {"pk": place.notice.pk, "unit_pk": place.scene.unit.pk},
    "notice-check": lambda place: {"pk": place.check.pk},
    "notice-settle": lambda place: {"pk": place.check.pk},
    "extension-ask": lambda place: {"pk": place.part.pk},
    "api-plan-detail": lambda place: {"pk": place.plan.pk},
}
_BY_NOUN = {
    "person": lambda place: place.scene.owner.user,
    "unit": lambda place: place.scene.unit,
    "group": lambda place: place.group,
    "delivery": lambda place: place.delivery,
    "evidence": lambda place: place.evidence,
    "campaign": lambda place: place.scene.campaign,
    "campaigns": lambda place: place.scene.campaign,
    "indicator": lambda place: place.indicator,
    "indicators": lambda place: place.indicator,
    "plan": lambda place: place.plan_import,
    "task": lambda place: place.task,
    "part": lambda place: place.part,
    "assignment": lambda place: place.part,
    "contact": lambda place: place.part,
    "extension": lambda place: place.extension,
    "my": lambda place: place.part,
    "review": lambda place: place.part,
    "saved": lambda place: place.view,
    "reminder": lambda place: place.scene.unit,
    "call": lambda place: place.scene.unit,
    "batch": lambda place: place.batch,
    "letter": lambda place: place.letter,
    "notice": lambda place: place.notice,
    "brief": lambda place: place.brief,
    "report": lambda place: place.report,
    "referral": lambda place: place.referral,
}
