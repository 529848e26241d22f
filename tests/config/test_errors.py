"""Refusals become one Chinese sentence, for people and for programs."""

import pytest
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.test import RequestFactory
from rest_framework import exceptions, serializers
from rest_framework.test import APIRequestFactory

from config import errors
from units.errors import Conflict, Forbidden, Refused
from units.views.outcome import attempt


def api(exc):
    return errors.api_exception(exc, {})


class Row(serializers.Serializer):
    due_on = serializers.DateField()


class Form(serializers.Serializer):
    title = serializers.CharField()
    rows = Row(many=True)


def test_fields_of_a_serializer_are_named_with_their_place():
    form = Form(data={"rows": [{"due_on": "2026-03-31"}, {"due_on": "三月底"}]})
    with pytest.raises(exceptions.ValidationError) as caught:
        form.is_valid(raise_exception=True)
    answer = api(caught.value)
    assert answer.status_code == 400
    assert set(answer.data["fields"]) == {"title", "rows.1.due_on"}
    assert answer.data["detail"] == answer.data["fields"]["title"][0]
    assert not answer.data["detail"].isascii()


@pytest.mark.parametrize(
    ("exc", "status", "detail", "fields"),
    [
        (
            Refused("日期已过。", fields={"due_on": "请改期。"}),
            400,
            "日期已过。",
            {"due_on": ["请改期。"]},
        ),
        (Forbidden("只有负责人可以签发。"), 403, "只有负责人可以签发。", {}),
        (Conflict("县司法局刚刚撤回。"), 409, "县司法局刚刚撤回。", {}),
        (ValidationError("编号重复。"), 400, "编号重复。", {}),
        (ValidationError({"number": "编号重复。"}), 400, "编号重复。", {"number": ["编号重复。"]}),
        (PermissionDenied("不得审核本单位报送。"), 403, "不得审核本单位报送。", {}),
        (PermissionDenied(), 403, errors.SENTENCES[403], {}),
        (Http404("No Task matches"), 404, errors.SENTENCES[404], {}),
        (exceptions.NotFound(), 404, None, {}),
        (exceptions.MethodNotAllowed("PUT"), 405, None, {}),
        (exceptions.Throttled(wait=3), 429, None, {}),
    ],
)
def test_one_shape_for_every_refusal(exc, status, detail, fields):
    answer = api(exc)
    assert answer.status_code == status
    assert set(answer.data) == {"detail", "fields"}
    assert answer.data["fields"] == fields
    assert not answer.data["detail"].isascii()
    if detail:
        assert answer.data["detail"] == detail


def test_what_is_forbidden_is_no_refusal_that_a_form_could_show():
    form = forms.Form({})

    def act(error):
        raise error

    assert attempt(form, lambda: act(Conflict("刚被他人修改。"))) is None
    assert form.non_field_errors() == ["刚被他人修改。"]
    with pytest.raises(Forbidden):
        attempt(form, lambda: act(Forbidden("只有负责人可以签发。")))
    assert not issubclass(Forbidden, Refused)


def test_who_must_log_in_is_told_how():
    exc = exceptions.NotAuthenticated()
    exc.auth_header = "Token"
    answer = api(exc)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Token"


def test_a_fault_of_ours_stays_a_500():
    assert api(ZeroDivisionError()) is None


@pytest.mark.parametrize("prefix", ["/api/v1/x/", "/x/"])
def test_errors_outside_views_have_the_shape_of_their_caller(prefix, rf):
    request = rf.get(prefix)
    answers = [
        errors.bad_request(request, Exception()),
        errors.forbidden(request, PermissionDenied("只有负责人可以签发。")),
        errors.not_found(request, Http404()),
        errors.csrf_failure(request),
        errors.locked_out(request, None, {}),
    ]
    assert [answer.status_code for answer in answers] == [400, 403, 404, 403, 429]
    json = prefix.startswith("/api/")
    for answer in answers:
        assert answer.headers["Content-Type"].startswith("application/json") is json
    assert "只有负责人可以签发。" in answers[1].content.decode() if not json else True


def test_a_500_needs_no_context():
    page = errors.server_error(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "系统出错" in page.content.decode()
    assert errors.server_error(APIRequestFactory().get("/api/")).status_code == 500


@pytest.mark.django_db
def test_an_unknown_address_is_a_chinese_page(client):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "没有" in answer.content.decode()
