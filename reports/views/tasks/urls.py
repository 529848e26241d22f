"""Addresses of 任务."""

from django.urls import URLPattern, path

from reports.views.tasks import (
    acts,
    batch,
    batch_due,
    detail,
    export,
    listing,
    part_acts,
    saved_views,
)

urlpatterns: list[URLPattern] = [
    path("tasks/", listing.tasks, name="tasks"),
    path("tasks/new/", listing.new, name="task-new"),
    path("tasks/tasks.xlsx", export.tasks_xlsx, name="tasks-xlsx"),
    path("tasks/views/", saved_views.save, name="saved-views"),
    path("tasks/views/<int:pk>/drop/", saved_views.drop, name="saved-view-drop"),
    path("tasks/batch/", batch.batch, name="task-batch"),
    path("tasks/batch/due/", batch_due.batch_due, name="task-batch-due"),
    path("tasks/<int:pk>/", detail.task, name="task"),
    path("tasks/<int:pk>/do/<slug:name>/", acts.task_act, name="task-act"),
    path("tasks/<int:pk>/parts/<int:part_pk>/", detail.part, name="task-part"),
    path("tasks/<int:pk>/groups/<int:group_pk>/", part_acts.call_in, name="call-in"),
    path("parts/<int:pk>/contact/", part_acts.contact, name="contact"),
    path("parts/<int:pk>/extension/", part_acts.ask_extension, name="extension-ask"),
    path("parts/<int:pk>/<slug:action>/", part_acts.part_act, name="part-act"),
    path("extensions/<int:pk>/<slug:verdict>/", part_acts.extension, name="extension"),
]
