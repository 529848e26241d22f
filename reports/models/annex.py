"""Annexes that the office adds to a document by hand."""

from django.db import models

from reports.models.letter import Letter


class LetterAnnex(models.Model):
    """An annex as it was typed or pasted; `reports.letters.pasted` reads the text.

    Written while the document is a draft; what goes out is frozen in the letter's snapshot.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="own_annexes")
    position = models.PositiveSmallIntegerField("附件序")
    title = models.CharField("附件名称", max_length=100)
    text = models.TextField("附件内容")
    landscape = models.BooleanField("横排", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "文书附件"
        ordering = ("letter_id", "position")
        constraints = [
            models.UniqueConstraint(fields=["letter", "position"], name="letter_annex_once"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.title}"
