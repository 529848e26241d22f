"""A filter of the task list that somebody has given a name."""

from django.db import models

from tasks.querysets.saved_view import SavedViewQuerySet


class SavedView(models.Model):
    """我的视图: personal, kept with the seat it was made in."""

    membership = models.ForeignKey(
        "units.Membership", on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField("名称", max_length=20)
    # As it follows `?` in the address of the list, in one fixed order.
    query = models.CharField("筛选条件", max_length=500)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "我的视图"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["membership", "name"], name="saved_view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
