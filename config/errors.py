"""What a person or a program sees when a request cannot be served: one Chinese sentence."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.shortcuts import render
from django.template import loader
from django.urls import is_valid_path
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from units.errors import NotDone
from units.login_first import login_address

SENTENCES = {
    400: "请求内容不完整或格式不对，系统没有做任何改动。请核对后重试。",
    401: "请先登录，或在请求头中给出有效的令牌。",
    403: "当前身份无权办理此事。如需办理，请联系依法治县办。",
    404: "没有找到这项内容，可能已被移动，或不在您的可见范围内。",
    405: "该地址不支持这种请求方式，请查看接口说明。",
    406: "系统只提供 JSON 格式，请调整请求头 Accept。",
    409: "内容刚刚被他人改动，请刷新后再办理。",
    413: "上传内容超过允许的大小，请压缩或分次上传。",
    415: "不支持这种内容格式，请使用 JSON 或表单上传。",
    429: "请求过于频繁，或密码连续输错次数过多，请稍后再试。",
    500: "系统出错，已经保存的内容不受影响。请稍后再试，仍不行请联系系统管理员。",
}


def is_api(request: HttpRequest) -> bool:
    """Return whether the caller is a program that wants JSON."""
    return request.path.startswith("/api/")


def answer(request: HttpRequest, code: int, template: str, **context: Any) -> HttpResponse:
    """Return the error page `template`, or the API's one shape, with status `code`."""
    if is_api(request):
        detail = context.get("message") or SENTENCES[code]
        return JsonResponse({"detail": detail, "fields": {}}, status=code)
    return render(request, template, context, status=code)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request itself is malformed."""
    return answer(request, 400, "400.html")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: in scope, but not allowed; a sentence given with PermissionDenied is shown."""
    return answer(request, 403, "403.html", message=str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: not there, or out of scope; which of both is not told."""
    return answer(request, 404, "404.html")


def not_allowed(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    """405: an address that only takes forms; offers the nearest page above it."""
    page = render(request, "405.html", {"page_above": _page_above(request.path)}, status=405)
    page["Allow"] = response["Allow"]
    return page


def _page_above(path: str) -> str:
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if is_valid_path(path):
            return path
    return path


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without context processors, which may be what failed."""
    if is_api(request):
        return answer(request, 500, "500.html")
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old."""
    return answer(request, 403, "403_csrf.html", login_address=login_address(request))


def locked_out(
    request: HttpRequest,
    original_response: HttpResponseBase | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """429 after too many wrong passwords (called by django-axes)."""
    return answer(request, 429, "429.html")


def api_exception(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an exception of an API view into `{"detail": sentence, "fields": {name: [sentence]}}`.

    None, which makes it a 500, for whatever is not a refusal.
    """
    known = _known(exc)
    if known is None:
        return None
    set_rollback()
    detail, fields, code, headers = known
    return Response({"detail": detail, "fields": fields}, status=code, headers=headers)


Known = tuple[str, dict[str, list[str]], int, dict[str, str]]


def _known(exc: Exception) -> Known | None:
    if isinstance(exc, NotDone):
        return str(exc), {name: [words] for name, words in exc.fields.items()}, exc.status, {}
    if isinstance(exc, Http404):
        return SENTENCES[404], {}, 404, {}
    if isinstance(exc, PermissionDenied):
        return str(exc) or SENTENCES[403], {}, 403, {}
    if isinstance(exc, ValidationError):
        return *_of_validation(exc), 400, {}
    if isinstance(exc, exceptions.ValidationError):
        fields = _flat(exc.detail)
        return _first(fields), fields, 400, {}
    if isinstance(exc, exceptions.APIException):
        return _of_framework(exc)
    return None


def _of_validation(exc: ValidationError) -> tuple[str, dict[str, list[str]]]:
    """Return sentence and fields of a model's or a service's ValidationError."""
    if not hasattr(exc, "error_dict"):
        return exc.messages[0], {}
    fields = exc.message_dict
    sentence = _first(fields)
    fields.pop(NON_FIELD_ERRORS, None)
    return sentence, fields


def _of_framework(exc: exceptions.APIException) -> Known:
    """Return what REST framework refused, in its own words where they are Chinese."""
    headers = {}
    if header := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(round(wait))
    words = str(exc.detail)
    said = words if exc.get_codes() != exc.default_code or not words.isascii() else ""
    return said or SENTENCES.get(exc.status_code, SENTENCES[500]), {}, exc.status_code, headers


def _flat(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    """Return nested details of a serializer as `{"parts.0.due_on": [sentence]}`."""
    if isinstance(detail, dict):
        pairs = [(str(key), value) for key, value in detail.items()]
    elif isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        pairs = [(str(place), value) for place, value in enumerate(detail)]
    else:
        return {prefix: [str(item) for item in detail]} if detail else {}
    flat: dict[str, list[str]] = {}
    for key, value in pairs:
        flat |= _flat(value, f"{prefix}.{key}" if prefix else key)
    return flat


def _first(fields: dict[str, list[str]]) -> str:
    return next((words[0] for words in fields.values() if words), SENTENCES[400])
