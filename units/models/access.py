"""The seats people sit in, and tokens that act for a seat."""

from django.db import models

from units.choices import OFFICE_ROLES, UNIT_ROLES, Role, TokenScope
from units.querysets.access import MembershipQuerySet


class Membership(models.Model):
    """任职: one person in one role of one unit, from a day until a day (inclusive)."""

    user = models.ForeignKey("units.User", on_delete=models.PROTECT, related_name="memberships")
    county = models.ForeignKey("units.County", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "units.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField("角色", max_length=12, choices=Role)
    duty = models.CharField("职务", max_length=50, blank=True)
    since = models.DateField("开始日期")
    until = models.DateField("结束日期", null=True, blank=True)
    # A county leader's own field of work (分管): the dashboard opens on these units.
    oversees = models.ManyToManyField("units.Unit", blank=True, related_name="overseen_by")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role__in=sorted(UNIT_ROLES | OFFICE_ROLES))
                | models.Q(unit__isnull=False),
                name="membership_has_unit",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=models.Q(until__isnull=True),
                name="membership_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user.name}（{self.words}）"

    @property
    def words(self) -> str:
        """The seat in words: the unit's short name (or the county) and the role."""
        place = self.unit.short if self.unit else self.county.name
        return f"{place} {self.get_role_display()}"

    @property
    def is_office(self) -> bool:
        """Whether this is a seat of 依法治县办."""
        return self.role in OFFICE_ROLES

    @property
    def is_unit(self) -> bool:
        """Whether this is a seat of a unit that answers for tasks."""
        return self.role in UNIT_ROLES


class ApiToken(models.Model):
    """A key for scripts; only its hash is kept. It never signs, issues or administers."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField("范围", max_length=4, choices=TokenScope, default=TokenScope.READ)
    created_at = models.DateTimeField("生成时间")
    expires_at = models.DateTimeField("到期时间")
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "接口令牌"

    def __str__(self) -> str:
        return f"{self.membership} {self.get_scope_display()}"
