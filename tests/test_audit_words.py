"""Every audited act has a Chinese name on the audit page."""

import ast
import re

from config.env import BASE_DIR
from reports.letters.acts import TABLE as LETTERS
from tasks.transitions import TABLE
from units.audit_words import action_word

APPS = ("units", "indicators", "tasks", "reports")
# The functions that write history put the kind before the act they get.
KINDS = {
    "record": "task",
    "record_each": "task",
    "_move_task": "task",
    "record_staying": "assignment",
    "set_due": "assignment",
}


WHOLE = re.compile(r"[a-z_]+\.[a-z_]*[a-z]")  # the head of an f-string is not


def strings(node):
    return [n.value for n in ast.walk(node) if type(getattr(n, "value", 0)) is str]


def given_to(call):
    named = {word.arg: word.value for word in call.keywords}
    kind = KINDS.get(getattr(call.func, "id", getattr(call.func, "attr", "")))
    if kind == "task" and "part" in named:
        kind = "assignment"
    acts = strings(named["action"]) if "action" in named else []
    if kind and not acts:
        acts = [arg.value for arg in call.args if isinstance(arg, ast.Constant)][:1]
    return [f"{kind}.{act}" if kind else act for act in acts if kind or "." in act]


def acts_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield from given_to(node)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "action":
            yield from (act for act in strings(node.value) if "." in act)


def test_no_code_is_shown_to_the_auditor():
    files = (path for app in APPS for path in (BASE_DIR / app).rglob("*.py"))
    acts = {act for path in files for act in acts_of(path) if WHOLE.fullmatch(act)}
    acts |= {f"assignment.{action}" for action in TABLE}
    acts |= {act.audit for act in LETTERS.values()}
    assert {"task.issue", "assignment.change_due", "letter.check", "unit.add"} < acts
    assert {act for act in acts if action_word(act) == act} == set()
