"""Bodies of a county, the words they go by, and the groups a plan speaks of."""

from django.db import models

from units.choices import ASKED_ONLY, GroupKind, Relation
from units.querysets.body import UnitQuerySet


class Unit(models.Model):
    """单位. `same_body` names the unit whose people and inbox this one shares (合署)."""

    county = models.ForeignKey("units.County", on_delete=models.PROTECT, related_name="units")
    name = models.CharField("单位名称", max_length=100)
    short = models.CharField("简称", max_length=50)
    relation = models.CharField("单位关系", max_length=12, choices=Relation)
    same_body = models.ForeignKey(
        "self",
        verbose_name="合署单位",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="shared_bodies",
    )
    position = models.PositiveIntegerField("机构序", default=0)
    # Its 交办函 brings a 回执 to fill in: nobody there works on the platform.
    answers_on_paper = models.BooleanField("书面回执", default=False)
    active = models.BooleanField("在用", default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="unit_name_once"),
            models.UniqueConstraint(fields=["county", "short"], name="unit_short_once"),
            models.CheckConstraint(
                condition=~models.Q(same_body=models.F("id")), name="unit_not_its_own_body"
            ),
        ]

    def __str__(self) -> str:
        return self.short

    @property
    def asked_only(self) -> bool:
        """Whether the body may only be asked (协助单位): never late, never scored."""
        return self.relation in ASKED_ONLY

    @property
    def body_id(self) -> int:
        """The id of the body that this unit is or belongs to."""
        return self.same_body_id or self.pk


class UnitAlias(models.Model):
    """Another name of a unit, as plans write it."""

    county = models.ForeignKey("units.County", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField("别名", max_length=100)

    class Meta:
        verbose_name = verbose_name_plural = "单位别名"
        constraints = [
            models.UniqueConstraint(fields=["county", "text"], name="unit_alias_once"),
        ]

    def __str__(self) -> str:
        return self.text


class UnitGroup(models.Model):
    """单位分组: `relations` (list of codes) or `members`; an open group has neither."""

    county = models.ForeignKey("units.County", on_delete=models.CASCADE, related_name="groups")
    name = models.CharField("分组名称", max_length=100)
    kind = models.CharField("类型", max_length=6, choices=GroupKind)
    aliases = models.JSONField("别名", default=list, blank=True)
    relations = models.JSONField("按单位关系", default=list, blank=True)
    members = models.ManyToManyField(Unit, verbose_name="成员", blank=True, related_name="groups")

    class Meta:
        verbose_name = verbose_name_plural = "单位分组"
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="unit_group_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def current_members(self) -> "models.QuerySet[Unit]":
        """Return the active units of this group; an open group has none."""
        if self.kind == GroupKind.OPEN:
            return Unit.objects.none()
        return Unit.objects.filter(
            models.Q(pk__in=self.members.values("pk")) | models.Q(relation__in=self.relations),
            county_id=self.county_id,
            active=True,
        )
