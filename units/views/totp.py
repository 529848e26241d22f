"""The second factor: enrol an authenticator once, then six digits at each log-in."""

from base64 import b32encode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from units import clock
from units.access import Seat
from units.choices import AuditResult
from units.forms.login import CodeForm
from units.landing import landing
from units.models import User
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.views.outcome import status_of


@require_http_methods(["GET", "POST"])
def totp(request: SeatedRequest) -> HttpResponse:
    """Ask for the six digits; without an authenticator, show the key to enter into one."""
    device = device_of(request.user)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        allowed, _ = device.verify_is_allowed()
        right = allowed and device.verify_token(form.cleaned_data["code"])
        record_audit(
            actor=Seat(request.user, None, request.address),
            action="totp.verify",
            result=AuditResult.DONE if right else AuditResult.REFUSED,
            now=clock.now(),
        )
        if right:
            TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
            otp_login(request, device)
            messages.success(request, "已通过动态验证码验证。")
            return redirect(landing(request.user))
        form.add_error("code", "验证码不正确或尝试过于频繁，请等待新的验证码后再试。")
    key = "" if device.confirmed else b32encode(device.bin_key).decode()
    context = {"form": form, "key": key, "issuer": settings.OTP_TOTP_ISSUER}
    return render(request, "units/totp.html", context, status=status_of(form))


def device_of(user: User) -> TOTPDevice:
    """Return the person's authenticator, a new unconfirmed one if there is none."""
    found = TOTPDevice.objects.filter(user=user).order_by("-confirmed", "pk").first()
    return found or TOTPDevice.objects.create(user=user, name="动态令牌", confirmed=False)
