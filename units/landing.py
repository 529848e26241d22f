"""Where a person begins after logging in."""

from django.urls import reverse

from units.choices import UserKind
from units.models import County, User

DESK = "/"
BEGINNINGS = {UserKind.SYSADMIN: "people", UserKind.SECADMIN: "people", UserKind.AUDITOR: "audit"}


def landing(user: User) -> str:
    """Return the address of a person's first page: administrators have no desk."""
    if user.kind == UserKind.SYSADMIN and not County.objects.exists():
        return reverse("setup")
    name = BEGINNINGS.get(UserKind(user.kind))
    return reverse(name) if name else DESK
