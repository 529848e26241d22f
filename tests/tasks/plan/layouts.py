"""Plans made by chance: tasks, and the many ways in which counties write them down.

`make_plan(choose)` gives a text and the tasks a careful reader takes from it. `choose(options)`
picks one of a sequence, so that both hypothesis and random can drive it.
"""

from tasks.plan.numerals import chinese_of

TITLES = (
    "推进“一网通办”", "健全权责清单动态调整机制", "清理规范性文件", "落实重大行政决策程序",
    "开展行政执法案卷评查", "规范涉企行政检查", "完善行政复议与诉讼衔接机制，推动争议实质化解",
    "加强行政执法人员资格管理", "组织领导干部旁听庭审不少于2场", "发布以案释法典型案例10件以上",
    "落实“谁执法谁普法”责任制", "推进公共法律服务体系建设", "建设行政执法监督平台（二期）",
)  # fmt: skip
BODIES = (
    "", "加强统筹协调，确保取得实效。", "对照上级要求逐项梳理，未经审查不得上会。",
    "办理时限压缩至3个工作日内。", "各级各部门要结合实际抓好落实，防止形式主义。",
    "严格执行《重大行政决策程序暂行条例》，规范流程。",
)  # fmt: skip
UNITS = (
    "县司法局", "县发展和改革局", "县人力资源和社会保障局", "县委组织部", "县市场监管局", "县行政审批服务局",
    "县政府办公室", "县委依法治县办", "县财政局", "县公安局", "县法院", "县工商联", "县纪委监委",
    "县融媒体中心", "市生态环境局县分局", "县税务局", "县委编办", "县住房和城乡建设局",
)  # fmt: skip
GROUPS = (
    "各乡镇（街道）", "县直各部门", "各行政执法单位", "各相关部门<单位>", "各县（市、区）政府（管委会）", "各乡镇人民政府",
)  # fmt: skip
DUES = (
    "2026年6月底前", "9月30日前", "第三季度末前", "年底前", "11月中旬前", "每季度末月20日前", "上半年前",
)  # fmt: skip
STANDING = ("长期坚持", "持续推进", "2026年12月", "立行立改")
NUMBERS = {
    "（一）": lambda n: f"（{chinese_of(n)}）",
    "(一)": lambda n: f"({chinese_of(n)})",
    "1.": lambda n: f"{n}.",
    "1．": lambda n: f"{n}．",
    "1、": lambda n: f"{n}、",
    "①": lambda n: "①②③④⑤⑥⑦⑧⑨"[n - 1],
}
BRACKETS = ("（）", "()", "〔〕", "【】", "［］")


def make_plan(choose, layout):
    """(text, tasks); a task is a tuple (number, title, lead, co, deadline)."""
    number = NUMBERS[choose(list(NUMBERS))]
    style = {key: choose(options) for key, options in _STYLES.items()}
    lines, tasks, count = [], [], 0
    if choose((True, False)):
        lines += ["示例县2026年法治政府建设工作要点", "为做好今年工作，制定本要点。"]
    for chapter in range(1, choose((2, 3)) + 1):
        lines.append(
            f"{chinese_of(chapter)}、{choose(('依法履行职能', '规范行政执法', '健全制度体系'))}"
        )
        count = count if style["runs_on"] else 0
        for _ in range(choose((1, 2, 3))):
            count += 1
            task = _task(choose, number(count), layout)
            tasks.append(task.answer())
            lines += LAYOUTS[layout](task, style)
    return "\n".join(lines) + "\n", tasks


_STYLES = {
    "runs_on": (True, False),
    "bracket": BRACKETS,
    "separator": ("、", "、", "，", "、"),
    "lead_label": ("牵头单位", "牵头部门", "主办单位"),
    "co_label": ("责任单位", "配合单位", "协办单位"),
    "due_label": ("完成时限", "时限要求", "完成时间"),
    "colon": ("：", ":"),
    "gap": ("；", ";"),
    "stop": ("", "。"),
}


class _task:
    def __init__(self, choose, number, layout):
        self.written = number
        self.title = choose(TITLES)
        self.body = choose(BODIES)
        self.lead = _several(choose, UNITS, (1, 2))
        rest = [unit for unit in UNITS + GROUPS if unit not in self.lead]
        self.co = _several(choose, rest, (0, 1, 3) if layout != "verbs" else (1, 2))
        self.due = choose((None, *DUES))
        if layout in ("labels", "table") and choose((True, False)):
            self.due = choose(STANDING)

    def answer(self):
        return (self.written.rstrip(".．、"), self.title, self.lead, self.co, self.due)


def _several(choose, names, counts):
    picked = []
    for _ in range(choose(counts)):
        name = choose(names)
        if name not in picked:
            picked.append(name)
    return picked


def _words(task, *, due=True):
    ending = f"{task.due}完成任务。" if due and task.due else ""
    return f"{task.written}{task.title}。{task.body}{ending}"


def _listed(names, style):
    return style["separator"].join(names)


def _bracket(task, style):
    parts = [f"{style['lead_label']}{style['colon']}{_listed(task.lead, style)}"]
    if task.co:
        parts.append(f"{style['co_label']}{style['colon']}{_listed(task.co, style)}")
    left, right = style["bracket"]
    return [f"{_words(task)}{left}{style['gap'].join(parts)}{right}"]


def _verbs(task, style):
    left, right = style["bracket"]
    helpers = f"，{'、'.join(task.co)}按职责分工负责" if task.co else ""
    return [f"{_words(task)}{left}{'、'.join(task.lead)}牵头{helpers}{right}"]


def _labels(task, style):
    colon, stop = style["colon"], style["stop"]
    lines = [
        _words(task, due=False),
        f"{style['lead_label']}{colon}{_listed(task.lead, style)}{stop}",
    ]
    if task.co:
        lines.append(f"{style['co_label']}{colon}{_listed(task.co, style)}{stop}")
    lines.append(f"{style['due_label']}{colon}{task.due or '/'}{stop}")
    return lines


def _same_line(task, style):
    colon = style["colon"]
    parts = [f"{style['lead_label']}{colon}{_listed(task.lead, style)}"]
    if task.co:
        parts.append(f"{style['co_label']}{colon}{_listed(task.co, style)}")
    return [_words(task), "；".join(parts) + "。"]


def _notes(task, style):
    names = [f"{name}（牵头）" for name in task.lead] + task.co
    return [_words(task), f"责任单位{style['colon']}{'、'.join(names)}{style['stop']}"]


def _sentences(task, style):
    helpers = f"，{'、'.join(task.co)}配合" if task.co else ""
    return [f"{_words(task)}由{'、'.join(task.lead)}牵头{helpers}，抓好组织实施。"]


LAYOUTS = {
    "bracket": _bracket,
    "verbs": _verbs,
    "labels": _labels,
    "same_line": _same_line,
    "notes": _notes,
    "sentences": _sentences,
}
