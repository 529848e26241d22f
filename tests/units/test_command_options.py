"""What every command takes: days, months, years and files, each wrong one told in a sentence."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

DAYS = ["9999-12-31", "0001-01-01", "2026-02-30", "昨天"]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        *((["plan_reminders", "--today", day], "日期|之间") for day in DAYS),
        (["deliver_messages", "--now", "9999-12-31T23:59"], "之间"),
        (["deliver_messages", "--now", "0001-01-01T00:00"], "之间"),
        (["compile_notice", "--campaign=1", "--out=x", "--period", "9999-12"], "之间"),
        (["compile_notice", "--campaign=1", "--out=x", "--period", "2026-13"], "不是月份"),
        *((["parse_plan", "x", "--year", year], "不是年份") for year in ("0", "-5", "9" * 30)),
        (["create_admin", "auditor", "--username", "a b\x02"], "不能用作账号"),
        (["create_admin", "auditor", "--username", "长" * 300], "不能用作账号"),
    ],
)
def test_a_wrong_option_is_wrong_usage(command, words):
    with pytest.raises(CommandError, match=words):
        call_command(*command)


@pytest.mark.parametrize("name", ["没有这个文件.txt", "长" * 90 + ".txt", "."])
def test_a_file_that_cannot_be_read_is_named(name):
    with pytest.raises(CommandError, match="请检查路径"):
        call_command("parse_plan", name)
