"""复制提醒文字: one text per unit, ready for a chat."""

from collections.abc import Iterable

from reports.figures.sets import Moment
from reports.pages.timing import timing
from tasks.models import Assignment
from units.day_words import short_day_cn

WARNING = "请勿在群内发送涉密和内部文件。"


def reminder_text(parts: Iterable[Assignment], moment: Moment, *, office: str, site: str) -> str:
    """Return the text for parts of one unit (task and unit loaded): what, by when, what next."""
    rows = list(parts)
    lines = [f"{rows[0].unit.short}联络员：", f"贵单位有 {len(rows)} 项创建任务待办："]
    for number, part in enumerate(rows, 1):
        due = f"时限{short_day_cn(part.due_on)}" if part.due_on else "长期工作"
        lines.append(f"{number}. {part.task.title}（{due}，{timing(part, moment).text}）")
    lines += [
        f"请登录 {site}/my/ 签收、报送；不便登录的，请与{office}联系，由我们代为登记。",
        WARNING,
    ]
    return "\n".join(lines)
