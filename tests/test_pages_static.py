"""What the strict policy of the site and old browser kernels forbid, read from the files."""

import json
import re
from pathlib import Path

import pytest

from reports.choices import LetterState
from tasks.choices import ExtensionState, PartState, SubmissionState, TaskState

ROOT = Path(__file__).resolve().parent.parent
CSS = sorted((ROOT / "static" / "css").glob("*.css"))
JS = sorted((ROOT / "static" / "js").glob("*.js"))
TEMPLATES = sorted(
    path
    for app in (".", "units", "indicators", "tasks", "reports")
    for path in (ROOT / app / "templates").rglob("*.html")
)
SYMBOLS = set(
    re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / "icons.svg").read_text("utf-8"))
)

# Chromium 78, the oldest kernel met in county offices, drops the rule or the whole sheet
TOO_NEW_CSS = [
    r":has\(", r":is\(", r":where\(", r":focus-visible", r"\binset\s*:", r"aspect-ratio", r"\bclamp\(",
    r"\bmin\(", r"(?<!-)\bmax\(", r"@container", r"@layer", r"(?m)^\s*&",
]  # fmt: skip
TOO_NEW_JS = [r"\?\.[a-zA-Z_(\[]", r"\?\?", r"\|\|=", r"\.replaceAll\(", r"\.at\(", r"\{\s*\.\.\."]


def rule_of(path: Path) -> str:
    """The sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CSS, ids=name)
def test_no_sheet_uses_what_old_kernels_do_not_know(path):
    rules = rule_of(path)
    assert [pattern for pattern in TOO_NEW_CSS if re.search(pattern, rules)] == []


@pytest.mark.parametrize("path", CSS, ids=name)
def test_gaps_are_for_grids_only(path):
    for block in re.findall(r"\{([^{}]*)\}", rule_of(path)):
        if "flex" in block and "grid" not in block:
            assert not re.search(r"(?<![-\w])gap\s*:", block), block


@pytest.mark.parametrize("path", CSS, ids=name)
def test_sheets_ask_only_our_own_files(path):
    rules = rule_of(path)
    assert "@import" not in rules
    for url in re.findall(r"url\(\s*[\"']?([^\"')]+)", rules):
        assert (path.parent / url).resolve().is_file(), url


@pytest.mark.parametrize("path", CSS, ids=name)
def test_sheets_stay_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", JS, ids=name)
def test_scripts_are_es2017_without_eval(path):
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert [pattern for pattern in TOO_NEW_JS if re.search(pattern, text)] == []
    assert not re.search(r"\beval\(|new Function\(|\.innerHTML\s*=|setAttribute\([\"']style", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_have_no_inline_style_script_or_foreign_host(path):
    html = path.read_text("utf-8")
    assert not re.search(r"\sstyle\s*=", html)
    assert "<style" not in html
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", html)
    assert "javascript:" not in html
    assert not re.search(r"hx-on|hx-vals=[\"']js:", html)
    assert not re.search(r"(?:src|href|action|data-src)\s*=\s*[\"'](?:https?:)?//", html)
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL):
        assert "src=" in attributes or "application/json" in attributes
        assert "src=" not in attributes or not body.strip()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_icon_that_is_named_is_drawn(path):
    named = re.findall(r"\{% icon [\"']([^\"']+)[\"']", path.read_text("utf-8"))
    assert set(named) <= SYMBOLS


@pytest.mark.parametrize(
    "choices", [PartState, TaskState, SubmissionState, ExtensionState, LetterState]
)
def test_every_state_has_its_ring(choices):
    assert {f"state-{code}" for code in choices.values} <= SYMBOLS


def test_each_symbol_is_drawn_once():
    drawn = re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / "icons.svg").read_text("utf-8"))
    assert len(drawn) == len(set(drawn))


def test_every_page_loads_every_sheet_in_order():
    loaded = re.findall(
        r"css/([\w-]+\.css)", (ROOT / "templates/parts/styles.html").read_text("utf-8")
    )
    only_some_pages = {"pickers.css", "dates.css", "print-wide.css", "print-dashboard.css"}
    assert set(loaded) == {path.name for path in CSS} - only_some_pages
    assert loaded[:2] == ["tokens.css", "base.css"]
    assert loaded[-1] == "print.css"


def test_the_log_in_page_says_that_the_system_is_not_for_secrets():
    said = (ROOT / "templates/parts/non_secret.html").read_text("utf-8")
    assert "本系统为非涉密系统" in said
    assert "线下备查" in said
    for page in ("registration/login.html", "base.html"):
        assert "parts/non_secret.html" in (ROOT / "templates" / page).read_text("utf-8")


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TOKENS = dict(
    re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", (ROOT / "static/css/tokens.css").read_text("utf-8"))
)
GROUNDS = ("--surface", "--ground", "--sunken", "--blue-tint")


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "ink", ["--ink", "--ink-2", "--ink-3", "--blue", "--red", "--amber", "--green", "--hold"]
)
def test_text_can_be_read_on_every_ground(ink, ground):
    assert contrast(TOKENS[ink], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("hue", ["--red", "--amber", "--green", "--blue"])
def test_text_can_be_read_on_its_own_tint(hue):
    assert contrast(TOKENS[hue], TOKENS[f"{hue}-tint"]) >= 4.5


def test_edges_of_controls_can_be_seen():
    assert contrast(TOKENS["--line-3"], TOKENS["--surface"]) >= 3


def test_the_lock_names_versions_and_digests_but_no_address():
    text = (ROOT / "requirements" / "package-lock.json").read_text("utf-8")
    assert "resolved" not in text
    assert "://" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in entry for path, entry in packages.items() if path)


def test_htmx_is_the_last_release_old_kernels_can_read():
    # later 2.0 releases use `?.`, which Chromium learnt in version 80: the whole file would fail
    packages = json.loads((ROOT / "requirements" / "package-lock.json").read_text("utf-8"))[
        "packages"
    ]
    assert packages["node_modules/htmx.org"]["version"] == "2.0.4"
