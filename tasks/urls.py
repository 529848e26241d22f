"""Addresses of the app `tasks`."""

from django.urls import URLPattern, URLResolver, path

from tasks.views import plan_import

urlpatterns: list[URLPattern | URLResolver] = [
    path("import/", plan_import.home, name="import"),
    path("import/plan/<int:pk>/", plan_import.review, name="plan_import"),
    path("import/plan/<int:pk>/words/", plan_import.decide_word, name="plan_import_word"),
    path("import/plan/<int:pk>/dates/", plan_import.fill_dates, name="plan_import_dates"),
    path("import/plan/<int:pk>/rows/<int:key>/", plan_import.edit_row, name="plan_import_row"),
    path(
        "import/plan/<int:pk>/rows/<int:key>/settle/", plan_import.settle, name="plan_import_settle"
    ),
    path(
        "import/plan/<int:pk>/rows/<int:key>/drop/",
        plan_import.drop_row,
        name="plan_import_drop_row",
    ),
    path("import/plan/<int:pk>/drop/", plan_import.drop, name="plan_import_drop"),
    path("import/plan/<int:pk>/confirm/", plan_import.confirm, name="plan_import_confirm"),
]
