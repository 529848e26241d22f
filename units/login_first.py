"""Nobody gets in without a log-in, and nothing typed is lost on the way to it.

`static/js/keep.js` keeps the long texts of a form in the browser. The server tells it what has
been saved, and tells the person what has not.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

SAVED_COOKIE = "saved"
SAVED_SECONDS = 300
UNSAVED = (
    "登录已过期，刚才提交的内容没有保存。请重新登录，回到原来的页面后点“放回表单”，"
    "即可取回填写的文字；文件要重新选择。"
)
LOGGED_OUT = "登录已过期，这一步没有办成。请刷新页面重新登录；填写的文字登录后可以取回。"


class LoginFirstMiddleware(LoginRequiredMiddleware):
    """Django's, which also says that an expired POST saved nothing and which POST was carried out.

    Every form of the site answers 302 when its act is done and shows itself again when it is not,
    so the cookie `saved` (path of the POST) is set on the former alone.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer a script with a sentence: it must not put the log-in page into its place."""
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None and request.headers.get("HX-Request"):
            return HttpResponse(LOGGED_OUT, status=401, content_type="text/plain; charset=utf-8")
        return refused

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """Send to the log-in page; from there back to the page whose form was sent."""
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        if not request.headers.get("HX-Request"):
            messages.warning(request, UNSAVED)
        return HttpResponseRedirect(login_address(request))

    def process_response(self, request: Any, response: HttpResponse) -> HttpResponse:
        """Name the form whose act is done; not where a gate (password, seat) stood in the way."""
        if request.method == "POST" and response.status_code == 302 and _came_in(request):
            response.set_cookie(
                SAVED_COOKIE,
                quote(request.path),
                max_age=SAVED_SECONDS,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def _came_in(request: Any) -> bool:
    return getattr(request, "seat", None) is not None


def login_address(request: HttpRequest) -> str:
    """Return the log-in page's address that leads back to the page whose form was sent."""
    login = reverse("login")
    back = _page_of(request)
    return login if back.startswith(login) else f"{login}?{urlencode({'next': back})}"


def _page_of(request: HttpRequest) -> str:
    """Return path and query of the page the form stood on; the form's own path without Referer."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return request.path
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path or request.path
