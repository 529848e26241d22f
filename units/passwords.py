"""What a password must be: 10+ characters of 3 classes, not a known weak one, not a recent one."""

from typing import Any

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError

from units.models import User
from units.weak_words import is_weak

MIN_LENGTH = 10
MIN_CLASSES = 3
NOT_REUSED = 5


def classes_of(password: str) -> int:
    """Return how many of the four classes occur: lower, upper, digit, anything else."""
    return sum(
        [
            any(c.islower() for c in password),
            any(c.isupper() for c in password),
            any(c.isdigit() for c in password),
            any(not c.isalnum() for c in password),
        ]
    )


class LengthAndClasses:
    """At least 10 characters of at least 3 classes."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with the rule that is broken."""
        if len(password) < MIN_LENGTH:
            raise ValidationError(f"密码至少 {MIN_LENGTH} 个字符，现在是 {len(password)} 个。")
        if classes_of(password) < MIN_CLASSES:
            raise ValidationError("密码须含大写字母、小写字母、数字、符号中的至少三类。")

    def get_help_text(self) -> str:
        """Return the rule as shown beside the field."""
        return f"至少 {MIN_LENGTH} 个字符，含大写字母、小写字母、数字、符号中的至少三类。"


class KnownWeak:
    """Not one of the words everybody tries first, pinyin ones included, however decorated."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError if the password is a well-known word with decoration."""
        if is_weak(password):
            raise ValidationError("这个密码太常见，容易被猜到，请换一个。")

    def get_help_text(self) -> str:
        """Return the rule as shown beside the field."""
        return "不能是常见的弱密码，如 Admin@1234、Woaini520! 等。"


class NotReused:
    """Not one of the last five."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError if the person has used it lately."""
        if not isinstance(user, User) or user.pk is None:
            return
        used = user.old_passwords.all()[:NOT_REUSED].values_list("encoded", flat=True)
        if any(check_password(password, encoded) for encoded in [*used, user.password]):
            raise ValidationError(f"不能使用最近 {NOT_REUSED} 次用过的密码。")

    def get_help_text(self) -> str:
        """Return the rule as shown beside the field."""
        return f"不能与最近 {NOT_REUSED} 次用过的密码相同。"


class NotLikeThePerson(UserAttributeSimilarityValidator):
    """Not the account name or another fact of the person, slightly changed."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "name", "email", "phone"))

    def get_error_message(self) -> str:
        """Return the sentence; `verbose_name` is the fact it is too like."""
        return "密码与您的%(verbose_name)s太相似，请换一个。"

    def get_help_text(self) -> str:
        """Return the rule as shown beside the field."""
        return "不能与账号、姓名、邮箱或手机号相近。"
