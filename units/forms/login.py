"""Log-in, passwords and the second factor."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_texts

from units.models import User


class LoginForm(AuthenticationForm):
    """Account and password; one sentence for whatever is wrong with them."""

    error_messages = {
        "invalid_login": "账号或密码不正确，请核对后重试；连续输错 5 次将锁定 15 分钟。",
        "inactive": "账号已停用，请联系系统管理员。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "账号"
        self.fields["password"].label = "密码"


class PasswordForm(forms.Form):
    """The old password and a new one, twice."""

    old = forms.CharField(
        label="现在的密码", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label="新密码",
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一次新密码",
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["new"].help_text = "".join(
            text for text in password_validators_help_texts() if "弱密码" not in text
        )

    def clean_old(self) -> str:
        """Check that the person at the desk is the one who logged in."""
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise forms.ValidationError("现在的密码不正确。")
        return old

    def clean_again(self) -> str:
        """Check the second typing."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError("两次输入的新密码不一样。")
        return again


class CodeForm(forms.Form):
    """Six digits of the authenticator."""

    code = forms.RegexField(
        r"^\d{6}$",
        label="动态验证码",
        error_messages={"invalid": "请输入 6 位数字。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
