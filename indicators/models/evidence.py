"""Proof: bytes that nobody sees, and the evidence people do."""

from django.db import models

from indicators.choices import BlobState, Chain, EvidenceKind, EvidenceState
from indicators.querysets.evidence import EvidenceQuerySet


class Blob(models.Model):
    """Bytes, once per county and hash. Never shown; reached only through Evidence or a document."""

    county = models.ForeignKey("units.County", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField("字节数")
    suffix = models.CharField("扩展名", max_length=8)
    state = models.CharField(max_length=6, choices=BlobState, default=BlobState.STAGED)
    staged_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "文件存储"
        constraints = [
            models.UniqueConstraint(fields=["county", "sha256"], name="blob_once"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class Evidence(models.Model):
    """佐证材料 of one unit: a file, a public address, an offline note or an excerpt."""

    county = models.ForeignKey("units.County", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField("类型", max_length=7, choices=EvidenceKind)
    state = models.CharField(
        "状态", max_length=7, choices=EvidenceState, default=EvidenceState.LIVE
    )
    title = models.CharField("材料名称", max_length=200)
    blob = models.ForeignKey(
        Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    filename = models.CharField("文件名", max_length=200, blank=True)
    url = models.URLField("公开网址", max_length=500, blank=True)
    doc_number = models.CharField("文号", max_length=60, blank=True)
    formed_on = models.DateField("形成日期", null=True, blank=True)
    formed_by = models.CharField("形成单位", max_length=100, blank=True)
    sealed = models.BooleanField("已盖章", default=False)
    year = models.PositiveSmallIntegerField("所属年度", null=True, blank=True)
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    page_hint = models.CharField("页码指引", max_length=100, blank=True)
    keeper = models.CharField("保管人(处)", max_length=100, blank=True)
    chain = models.CharField("环节", max_length=8, choices=Chain, blank=True)
    uploaded_by = models.ForeignKey("units.Membership", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("登记时间")
    removal_reason = models.CharField("移除原因", max_length=200, blank=True)
    removal_asked_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_by = models.ForeignKey(
        "units.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField("移除时间", null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "佐证材料"
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["file", "excerpt"], blob__isnull=False, url="")
                | models.Q(kind="url", blob__isnull=True) & ~models.Q(url="")
                | models.Q(kind="offline", blob__isnull=True, url=""),
                name="evidence_kind_has_its_body",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="evidence_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def formed_after_its_year(self) -> bool:
        """Whether it was made after the year it proves (shown amber, rule 13)."""
        return bool(self.formed_on and self.year and self.formed_on.year > self.year)


class EvidenceGrant(models.Model):
    """Lets one unit read another's proof, with the reason (handed in to a lead, …)."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="grants")
    unit = models.ForeignKey("units.Unit", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("原因", max_length=60)
    granted_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "材料授权"
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "unit", "reason"], name="evidence_grant_once"
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class IndicatorProof(models.Model):
    """An accepted proof of an indicator in a campaign: the catalogue, and what experts read."""

    campaign = models.ForeignKey(
        "indicators.Campaign", on_delete=models.CASCADE, related_name="proofs"
    )
    indicator = models.ForeignKey(
        "indicators.Indicator", on_delete=models.CASCADE, related_name="proofs"
    )
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="proofs")
    accepted_on = models.DateField("审核通过日期")

    class Meta:
        verbose_name = verbose_name_plural = "指标佐证"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "indicator", "evidence"], name="indicator_proof_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.number} {self.evidence.title}"
