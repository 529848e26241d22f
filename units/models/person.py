"""People who can log in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from units.choices import UserKind


class UserManager(BaseUserManager["User"]):
    """Makes users; there is no superuser in this house."""

    def create_user(
        self, username: str, password: str | None, *, name: str, kind: str = UserKind.BUSINESS
    ) -> "User":
        """Return a new user who must choose a password of their own at first log-in."""
        user = self.model(username=username, name=name, kind=kind)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One person, one kind (系统管理员 ≠ 审计员). Rights come from memberships, not from here."""

    username = models.CharField("账号", max_length=50, unique=True)
    name = models.CharField("姓名", max_length=50)
    kind = models.CharField("类别", max_length=8, choices=UserKind, default=UserKind.BUSINESS)
    phone = models.CharField("电话", max_length=30, blank=True)
    email = models.EmailField("邮箱", blank=True)
    is_active = models.BooleanField("在用", default=True)
    must_change_password = models.BooleanField("下次登录须改密码", default=True)
    password_set_on = models.DateField("密码设置日期", null=True, blank=True)
    joined_at = models.DateTimeField("开通时间", auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = verbose_name_plural = "人员账号"
        ordering = ("username",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_superuser=False), name="user_never_superuser"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PasswordRecord(models.Model):
    """A password once used, so that the last five are not taken again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="old_passwords")
    encoded = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "历史密码"
        ordering = ("-set_at", "-id")

    def __str__(self) -> str:
        return f"{self.user} {self.set_at:%Y-%m-%d}"
