"""公文用语 of a county: the words its letters begin with, every version kept."""

from typing import Any, NoReturn

from django.db import models

from reports.choices import LetterKind
from reports.querysets.wording import WordingQuerySet


class Wording(models.Model):
    """One version of one text. In force is the highest; without any, the product's own words are.

    Insert only: what letters were drafted from is told by their versions.
    """

    county = models.ForeignKey("units.County", on_delete=models.CASCADE, related_name="wordings")
    kind = models.CharField("文种", max_length=11, choices=LetterKind)
    key = models.CharField("部分", max_length=12)
    version = models.PositiveIntegerField("版本")
    text = models.TextField("文字", blank=True)
    written_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("修改时间")

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公文用语"
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                fields=["county", "kind", "key", "version"], name="wording_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="wording_versions_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a version that is stored is never written again."""
        if not self._state.adding:
            raise TypeError("versions of a wording are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: versions are kept."""
        raise TypeError("versions of a wording are never deleted")
