"""解除锁定: accounts and addresses shut out after wrong passwords."""

from ipaddress import ip_address

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from units import clock
from units.policies import require
from units.requests import SeatedRequest
from units.services import lockouts as service


@require_safe
def lockouts(request: SeatedRequest) -> HttpResponse:
    """List the wrong passwords of the running quarter of an hour."""
    require(request.seat, "account.unlock")
    return render(request, "units/lockouts.html", {"rows": service.current_lockouts()})


def _address(text: str) -> str:
    """Return the address if it is one, else "": the database would refuse anything else."""
    try:
        return str(ip_address(text))
    except ValueError:
        return ""


@require_POST
def unlock(request: SeatedRequest) -> HttpResponse:
    """Let an account, or an address, in again."""
    require(request.seat, "account.unlock")
    count = service.unlock(
        actor=request.seat,
        username=request.POST.get("username", "")[:50],
        address=_address(request.POST.get("address", "")),
        now=clock.now(),
    )
    if count:
        messages.success(request, "已解除锁定，可以重新登录。")
    else:
        messages.info(request, "没有找到锁定记录，可能已自动解除。")
    return redirect("lockouts")
