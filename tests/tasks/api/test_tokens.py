"""A token of scope read only reads; no token signs, issues or administers."""

from dataclasses import replace

import pytest
from django.test import Client

from tasks.policies import require
from tests.tasks.workflow.scene import fresh
from units.errors import Forbidden

pytestmark = pytest.mark.django_db


def test_read_reads_and_act_acts(scene, call):
    part = scene.part("pending")
    assert call(scene.owner, "assignments/", token="read")["count"] == 1
    call.act(scene.owner, part, "acknowledge", status=403, token="read")
    assert fresh(part).state == "pending"
    assert call.act(scene.owner, part, "acknowledge", token="act")["state"] == "active"


def test_a_token_sees_no_more_than_its_seat(scene, call):
    part = scene.part("active")
    call.act(scene.stranger, part, "submit", status=404, token="act", text="x")
    call.act(scene.leader, part, "cancel", status=403, token="act", reason="x")


def test_a_heads_token_does_not_sign_off(scene, call):
    part = scene.part("active")
    answer = call.act(scene.colleague, part, "submit", status=403, token="act", text="完成")
    assert "审签" in answer["detail"]
    assert fresh(part).state == "active"
    assert "submit" not in call(scene.colleague, f"assignments/{part.pk}/", token="act")["actions"]
    with pytest.raises(Forbidden, match="审签"):
        require(replace(scene.colleague, by_token=True), "submit", part)
    call.act(scene.colleague, part, "submit", text="完成")
    assert fresh(part).submissions.get().signoff_by == scene.colleague.membership


def test_a_token_does_not_issue(scene, call):
    part = scene.draft()[0]
    call.act(scene.office, part, "issue", status=404, token="act")
    assert fresh(part).state == "draft"


def test_without_either_one_is_asked_to_log_in(client):
    for path in ("assignments/", "tasks/", "plans/", "assignments/1/"):
        answer = client.get(f"/api/v1/{path}")
        assert answer.status_code == 401
        assert not answer.json()["detail"].isascii()
    assert client.post("/api/v1/assignments/1/submit/").status_code == 401


def test_a_session_that_acts_needs_its_form_token(scene):
    part = scene.part("pending")
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.owner.user, "django.contrib.auth.backends.ModelBackend")
    assert client.post(f"/api/v1/assignments/{part.pk}/acknowledge/").status_code == 403
    assert fresh(part).state == "pending"
