"""Who calls the API: a person's session or a token that acts for one seat."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions, permissions
from rest_framework.request import Request

from units import clock
from units.access import Seat
from units.addresses import address_of
from units.choices import TokenScope
from units.gates import password_is_due
from units.models import ApiToken, Membership, User
from units.token_keys import token_digest


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Token …`: hashed, expiring, revocable; sets the seat of the request.

    The gates of pages hold here too: no token acts for somebody whose password must be changed.
    A second factor is not asked for, since a token never signs.
    """

    keyword = "Token"

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return the person and the token, None without such a header; raises on a bad one."""
        words = authentication.get_authorization_header(request).split()
        if not words or words[0].lower() != self.keyword.lower().encode():
            return None
        if len(words) != 2:
            raise exceptions.AuthenticationFailed("令牌格式不对，应为 Authorization: Token 令牌。")
        token = self._token(words[1].decode("latin-1"))
        user: User = token.membership.user
        if password_is_due(user, clock.today()):
            raise exceptions.PermissionDenied(
                "令牌所属人员须先登录网页修改密码，令牌才能继续使用。"
            )
        seat = Seat(user, token.membership, address_of(request._request), by_token=True)
        request._request.seat = seat  # type: ignore[attr-defined]
        return user, token

    def _token(self, key: str) -> ApiToken:
        now = clock.now()
        token = (
            ApiToken.objects.select_related(
                "membership__user", "membership__county", "membership__unit"
            )
            .filter(digest=token_digest(key), revoked_at__isnull=True, expires_at__gt=now)
            .first()
        )
        held = Membership.objects.current(clock.local_date(now))
        if token is None or not held.filter(pk=token.membership_id).exists():
            raise exceptions.AuthenticationFailed("令牌无效、已到期或已停用，请重新申请令牌。")
        return token

    def authenticate_header(self, request: Request) -> str:
        """Return what a 401 asks for."""
        return self.keyword


class HasSeat(permissions.BasePermission):
    """Business people only; a token of scope `read` only reads. Administrators get 403."""

    message = "当前身份不能使用业务接口。"

    def has_permission(self, request: Request, view: Any) -> bool:
        """Return whether the caller acts from a business seat and within the token's scope."""
        if not request.user or not request.user.is_authenticated:
            return False
        seat = getattr(request._request, "seat", None)
        if seat is None or seat.membership is None:
            return False
        reading = request.method in permissions.SAFE_METHODS
        if isinstance(request.auth, ApiToken) and not reading:
            return bool(request.auth.scope == TokenScope.ACT)
        return True


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Names the header in the schema of the API."""

    target_class = "units.api_auth.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return the entry of `securitySchemes`."""
        return {"type": "apiKey", "in": "header", "name": "Authorization"}
