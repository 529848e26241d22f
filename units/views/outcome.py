"""How a page asks a service and shows its refusal beside the form."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError

from units.errors import Refused

T = TypeVar("T")


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """Return what the service gives; a refusal is put beside its field and gives None.

    Forbidden goes on: no form can mend it.
    """
    try:
        return act()
    except Refused as refusal:
        form.refused_status = refusal.status  # type: ignore[attr-defined]
        fields = {name: text for name, text in refusal.fields.items() if name in form.fields}
        for name, text in fields.items():
            form.add_error(name, text)
        if not fields:
            form.add_error(None, ValidationError(list(refusal.points) or refusal.message))
    except ValidationError as error:
        form.add_error(None, error)
    return None


def status_of(form: forms.BaseForm) -> int:
    """Return the status of the page that shows the form: 200, 400 with errors, 409 on a conflict."""
    if not form.is_bound or not form.errors:
        return 200
    return int(getattr(form, "refused_status", 400))
