"""How a county signs its documents."""

from django.db import models


class LetterHead(models.Model):
    """发文设置 of a county: issuer, marks, 代字, copies, contact."""

    county = models.OneToOneField(
        "units.County", on_delete=models.CASCADE, related_name="letter_head"
    )
    issuer = models.CharField("发文机关全称", max_length=100)
    mark = models.CharField("发文机关标志", max_length=60)
    notice_code = models.CharField("通报代字", max_length=30)
    letter_code = models.CharField("函代字", max_length=30)
    brief_code = models.CharField("专报代字", max_length=30, blank=True)
    copies = models.CharField("抄送", max_length=300, blank=True)
    printed_by = models.CharField("印发机关", max_length=100)
    contact_person = models.CharField("联系人", max_length=50, blank=True)
    contact_phone = models.CharField("联系电话", max_length=50, blank=True)
    prompt_workdays = models.PositiveSmallIntegerField("提示函期限(工作日)", default=5)
    supervision_workdays = models.PositiveSmallIntegerField("督办函期限(工作日)", default=10)
    check_workdays = models.PositiveSmallIntegerField("通报前核对期限(工作日)", default=2)
    receipt_workdays = models.PositiveSmallIntegerField("文书签收期限(工作日)", default=2)
    # Rule 2: the basis on which towns may be written to is recorded per letter; this is the wording.
    consent_words = models.CharField("同意依据用语", max_length=60, default="经县委、县政府同意，")
    supervision_route = models.CharField("督办途径", max_length=9, default="office")
    # Full names, one a line: offices that may issue a document together with this one.
    joint_offices = models.TextField("可以联合发文的机关", blank=True)
    ladder_on = models.BooleanField("启用督促提醒", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "发文设置"

    def __str__(self) -> str:
        return self.issuer

    @property
    def joint_names(self) -> list[str]:
        """The full names of the offices that may issue a document together with this one."""
        return self.joint_offices.splitlines()
