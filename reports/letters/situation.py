"""How the tasks of a letter stand on its day, in words: due or not, handed in once or never. Pure."""

from reports.letters.facts import Facts


def counted(facts: Facts) -> str:
    """Return 3项, and nothing of one: 下列3项任务, 下列任务."""
    return f"{len(facts.items)}项" if len(facts.items) > 1 else ""


def how_due(facts: Facts) -> str:
    """Return whether the dates have passed; of material that was sent back, those for the rework."""
    late = [item.late for item in facts.items]
    when = "已到" if all(late) else "已到或者临近" if any(late) else "临近"
    back = facts.items and all(item.returned for item in facts.items)
    return f"{'退回修改后的报送时限' if back else '办理时限'}{when}"


def the_limit(facts: Facts) -> str | None:
    """Return the date in force of the only task, None of none or many."""
    if len(facts.items) != 1:
        return None
    (item,) = facts.items
    return f"{'退回修改后的报送时限' if item.returned else '办理时限'}为{item.due_words}"


def what_lacks(facts: Facts) -> str:
    """Return what has not arrived: a report, or the material that was sent back for rework."""
    back = sum(item.returned for item in facts.items)
    first = len(facts.items) - back
    if not back:
        return "办理情况"
    if not first:
        return "修改完善后的材料"
    return f"其中{first}项的办理情况和另外{back}项修改完善后的材料"


def reminded(facts: Facts) -> str:
    """Return what a 工作提醒 asks for: what is due has to come, what will be due in time."""
    late = sum(item.late for item in facts.items)
    soon = len(facts.items) - late
    now, then = "请尽快报送完成情况和佐证材料", "请合理安排，按时报送完成情况和佐证材料"
    if not late:
        return f"即将到期，{then}。"
    if not soon:
        return f"办理时限已到，{now}；办理中遇有困难的，请与我办联系。"
    return f"中，{late}项办理时限已到，{now}；其余{soon}项即将到期，请合理安排，按时报送。"
