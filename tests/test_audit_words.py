"""Every audited act has a Chinese name on the audit page."""

import re

from config.env import BASE_DIR
from units.audit_words import action_word

APPS = ("units", "indicators", "tasks", "reports")
ACTION = re.compile(r"""action=(?:f?)["'](\w+\.\w+)["']""")


def test_no_code_is_shown_to_the_auditor():
    files = (path for app in APPS for path in (BASE_DIR / app).rglob("*.py"))
    acts = {act for path in files for act in ACTION.findall(path.read_text(encoding="utf-8"))}
    assert len(acts) > 50
    assert {act for act in acts if action_word(act) == act} == set()
