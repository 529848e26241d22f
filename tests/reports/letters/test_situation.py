"""What letters say of tasks that are late, due soon or sent back: for one, for many, for a mixture."""

from datetime import date

import pytest

from reports.letters.compose import compose
from reports.letters.facts import Facts, Head, Item
from reports.letters.wording import propose

HEAD = Head("示例县依法治县办", "示例县依法治县办文件", "示委法治办函", "示委法治办")
AS_OF = "截至2026年3月20日"


def item(*, late=True, returned=False):
    return Item("", "任务", "", "牵头单位", date(2026, 3, 10), late=late, returned=returned)


LATE, SOON = item(), item(late=False)
BACK, BACK_SOON = item(returned=True), item(late=False, returned=True)


def opening(kind, *items):
    facts = Facts(HEAD, "县司法局", 2026, items=items, as_of=date(2026, 3, 20))
    return compose(kind, facts, propose(kind, facts)).blocks[0].text


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([LATE], f"下列任务，办理时限已到。{AS_OF}，我办尚未收到办理情况。"),
        ([LATE, LATE], f"下列2项任务，办理时限已到。{AS_OF}，我办尚未收到办理情况。"),
        ([BACK], f"下列任务，退回修改后的报送时限已到。{AS_OF}，我办尚未收到修改完善后的材料。"),
        (
            [BACK_SOON],
            f"下列任务，退回修改后的报送时限临近。{AS_OF}，我办尚未收到修改完善后的材料。",
        ),
        ([LATE, SOON], f"下列2项任务，办理时限已到或者临近。{AS_OF}，我办尚未收到办理情况。"),
        (
            [LATE, LATE, BACK],
            f"下列3项任务，办理时限已到。{AS_OF}，"
            "我办尚未收到其中2项的办理情况和另外1项修改完善后的材料。",
        ),
    ],
)
def test_a_prompt_says_what_has_not_arrived(items, words):
    assert opening("prompt", *items) == f"贵单位承办的{words}"


def test_a_supervision_says_of_reworked_material_that_it_has_not_arrived():
    assert "办理时限为2026年3月10日。" in opening("supervision", LATE)
    text = opening("supervision", BACK)
    assert "“任务”任务，退回修改后的报送时限为2026年3月10日。" in text
    assert f"{AS_OF}，尚未收到修改完善后的材料。" in text


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([SOON], "下列任务即将到期，请合理安排，按时报送完成情况和佐证材料。"),
        (
            [LATE, LATE],
            "下列2项任务办理时限已到，请尽快报送完成情况和佐证材料；办理中遇有困难的，请与我办联系。",
        ),
        (
            [LATE, SOON, SOON],
            "下列3项任务中，1项办理时限已到，请尽快报送完成情况和佐证材料；"
            "其余2项即将到期，请合理安排，按时报送。",
        ),
    ],
)
def test_a_reminder_parts_what_is_due_from_what_will_be(items, words):
    assert opening("reminder", *items) == f"贵单位承办的{words}"
