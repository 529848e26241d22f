"""Addresses of 文书."""

from django.urls import URLPattern, path

from reports.views.letters import (
    acts,
    batch,
    carried,
    detail,
    files,
    handover,
    lists,
    register,
    reminder,
)

LETTER = "letters/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("letters/", lists.letters, name="letters"),
    path("letters/handover/", handover.preview, name="handover-preview"),
    path("letters/register/", register.register, name="register"),
    path("letters/register.xlsx", register.register_xlsx, name="register-xlsx"),
    path("letters/register/void/", register.void_number, name="register-void"),
    path("letters/reminders/<int:pk>/", reminder.reminder, name="reminder"),
    path("letters/reminders/<int:pk>/docx/", reminder.reminder_docx, name="reminder-docx"),
    path("letters/batches/<int:pk>/", batch.batch, name="batch"),
    path("letters/batches/<int:pk>/progress/", batch.progress, name="batch-progress"),
    path("letters/batches/<int:pk>/issue/", batch.issue, name="batch-issue"),
    *(
        path(f"letters/batches/<int:pk>/{verb}/", batch.act, {"verb": verb}, name=f"batch-{verb}")
        for verb in batch.ACTS
    ),
    path(LETTER, detail.letter, name="letter"),
    path(f"{LETTER}edit/", acts.edit, name="letter-edit"),
    path(f"{LETTER}carried/", carried.carried, name="letter-carried"),
    path(f"{LETTER}check-send/", acts.check_and_send, name="letter-check-send"),
    path(f"{LETTER}sign-offline/", acts.offline, name="letter-sign-offline"),
    path(f"{LETTER}issue/", acts.issue, name="letter-issue"),
    path(f"{LETTER}reject/", acts.reject, name="letter-reject"),
    path(f"{LETTER}discard/", acts.discard, name="letter-discard"),
    path(f"{LETTER}revoke/", acts.revoke, name="letter-revoke"),
    *(
        path(f"{LETTER}{verb}/", acts.plain, {"verb": verb}, name=f"letter-{verb}")
        for verb in acts.PLAIN
    ),
    *(
        path(f"{LETTER}files/{field}/", files.file, {"field": field}, name=f"letter-{field}")
        for field in ("docx", "pdf", "annex")
    ),
    path(f"{LETTER}files/", detail.files, name="letter-files"),
    path(f"{LETTER}files/pdf/make/", files.make_pdf, name="letter-make-pdf"),
    path(f"{LETTER}files/sheet/", files.signing_sheet, name="letter-sheet"),
    path(f"{LETTER}files/scan/", files.scan, name="letter-scan"),
]
