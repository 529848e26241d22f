"""Log in, log out, change the password, choose the seat."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from units import clock, sessions
from units.access import Seat
from units.addresses import address_of
from units.choices import AuditResult
from units.forms.login import LoginForm, PasswordForm
from units.ids import id_of
from units.landing import landing
from units.models import Membership, User
from units.requests import SeatedRequest
from units.services.audit import record_audit
from units.services.passwords import change_password
from units.views.outcome import attempt, status_of


class Login(LoginView):
    """The log-in page; every try is audited, a wrong account name is not written down."""

    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Begin the session's clock and note who came."""
        response = super().form_valid(form)
        now = clock.now()
        sessions.begin(self.request.session, now)
        user: User = form.get_user()
        record_audit(actor=Seat(user, None, address_of(self.request)), action="login", now=now)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """Note the try; what was typed is kept only if it is an account, never a password."""
        typed = str(form.data.get("username", ""))[:50]
        known = User.objects.filter(username=typed).exists()
        record_audit(
            actor=None,
            action="login",
            username=typed if known else "",
            address=address_of(self.request),
            result=AuditResult.REFUSED,
            now=clock.now(),
        )
        return super().form_invalid(form)

    def get_default_redirect_url(self) -> str:
        """Return where this person begins."""
        return landing(cast("User", self.request.user))


class Logout(LogoutView):
    """Log out by POST."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Note who went."""
        if isinstance(request.user, User):
            record_audit(
                actor=Seat(request.user, None, address_of(request)),
                action="logout",
                now=clock.now(),
            )
        return super().post(request, *args, **kwargs)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: SeatedRequest) -> HttpResponse:
    """Change the own password; the only page open to a person who must."""
    form = PasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        actor = request.seat or Seat(request.user, None, request.address)
        new = form.cleaned_data["new"]
        attempt(form, lambda: change_password(actor=actor, new=new, now=clock.now()))
        if form.is_valid():
            update_session_auth_hash(request, request.user)
            messages.success(request, "密码已修改。")
            return redirect(landing(request.user))
    due = request.gate == "password"
    shown = {"form": form, "due": due}
    return render(request, "units/password.html", shown, status=status_of(form))


@require_http_methods(["GET", "POST"])
def own_seats(request: SeatedRequest) -> HttpResponse:
    """Show the own seats; a POST chooses the one to act in from now on."""
    if request.method == "GET":
        return render(request, "units/seats.html")
    held = Membership.objects.current(clock.today()).filter(user=request.user)
    seat = get_object_or_404(held, pk=id_of(request.POST.get("seat")))
    sessions.choose_seat(request.session, seat)
    messages.success(request, f"现在以“{seat}”的身份办理。")
    return redirect(landing(request.user))
