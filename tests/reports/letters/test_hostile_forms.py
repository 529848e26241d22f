"""No form of a document breaks the page, whatever is typed into it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from reports.models import Letter

pytestmark = pytest.mark.django_db

JUNK = [
    "",
    "\x00",
    "a\x00b",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% now %}",
    "𠮷䶮" * 2000,
    "9" * 400,
    "-1",
    "2026-02-30",
    "0000-00-00",
    "99999-12-31",
    "None",
    "【【【】】】",
    "‮\u200b\ufeff",
]
FIELDS = [
    "title",
    "opening",
    "demands",
    "closing",
    "answer_by",
    "version",
    "consent_by",
    "consent_on",
    "signer_name",
    "signed_on",
    "scan",
    "number",
    "gap_confirmed",
    "reject-reason",
    "discard-reason",
    "by",
    "code",
    "typed",
    "note",
    "ids",
    "task",
    "show",
    "draft",
]
# verb: the state in which it is done
VERBS = {
    "edit": "draft",
    "discard": "draft",
    "sign-offline": "for_signature",
    "reject": "for_signature",
    "issue": "signed",
    "revoke": "issued",
}
PLAIN = ("check", "send", "sign", "receive", "check-send", "make-pdf")


def outcome(browser, path, data):
    """The status of the answer; what was done is undone, so that the next meets the same letter."""
    with transaction.atomic():
        status = browser.client.post(path, data).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("verb", VERBS)
def test_a_page_answers_and_never_breaks(scene, chief, verb):
    path = reverse(f"letter-{verb}", args=(scene.in_state(VERBS[verb]).pk,))
    for junk in JUNK:
        assert outcome(chief, path, dict.fromkeys(FIELDS, junk)) in (302, 400, 409), junk


@pytest.mark.parametrize("name", ["handover-preview", "register-void"])
def test_forms_without_a_letter_neither(scene, chief, name):
    for junk in JUNK:
        status = outcome(chief, reverse(name), dict.fromkeys(FIELDS, junk))
        assert status in (200, 302, 400, 409), junk


@pytest.mark.parametrize("name", ["letters", "register", "register-xlsx", "handover-preview"])
def test_a_query_never_breaks_a_list(scene, chief, name):
    scene.issued()
    names = ("tab", "kind", "unit", "q", "page", "year", "code", "typed", "ids", "show")
    for junk in JUNK:
        answer = chief.client.get(reverse(name), dict.fromkeys(names, junk))
        assert answer.status_code in (200, 400), junk


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("空.pdf", b""),
        SimpleUploadedFile("伪.pdf", b"%PDF-1.4 broken"),
        SimpleUploadedFile("毒.exe", b"MZ"),
        SimpleUploadedFile("../../x.pdf", b"%PDF-"),
        SimpleUploadedFile("a" * 300 + ".pdf", b"%PDF-"),
    ],
    ids=["empty", "broken", "program", "path", "long"],
)
def test_a_scan_that_is_none_is_refused_in_words(scene, clerk, file):
    letter = scene.in_state("for_signature")
    given = {"signer_name": "王主任", "signed_on": "2026-03-02", "scan": file}
    path = reverse("letter-sign-offline", args=(letter.pk,))
    answer = clerk.client.post(path, given)
    assert answer.status_code == 400
    assert 'class="error"' in answer.content.decode()
    assert Letter.objects.get(pk=letter.pk).state == "for_signature"


def test_what_is_typed_is_shown_as_text(scene, clerk):
    letter = scene.handover()
    given = {"title": "", "opening": "<img src=x>", "version": letter.version}
    answer = clerk.post(reverse("letter-edit", args=(letter.pk,)), status=400, **given)
    assert "&lt;img src=x&gt;" in answer.text_
    assert "<img src=x>" not in answer.text_


def test_nobody_logged_out_does_anything(client, scene):
    letter = scene.handover()
    for verb in ("edit", "check", "discard"):
        answer = client.post(reverse(f"letter-{verb}", args=(letter.pk,)))
        assert (answer.status_code, "login" in answer.url) == (302, True)


def test_a_get_changes_nothing(scene, chief):
    letter = scene.in_state("for_signature")
    for verb in (*VERBS, *PLAIN):
        answer = chief.client.get(reverse(f"letter-{verb}", args=(letter.pk,)))
        assert answer.status_code == 405
    assert Letter.objects.get(pk=letter.pk).state == "for_signature"
