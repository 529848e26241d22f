"""Which face stands in for each official one, and which characters no installed face has."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from reports.docx.text import FANGSONG, HEITI, KAITI, LATIN, SONGTI, XIAOBIAO

ROLES = {
    "仿宋": FANGSONG,
    "楷体": KAITI,
    "黑体": HEITI,
    "宋体": SONGTI,
    "小标宋": XIAOBIAO,
    "西文": LATIN,
}
_CONFIG = Path(__file__).with_name("fonts.conf")


# Names under which the official faces themselves are installed; the Latin face counts for nothing.
_OFFICIAL = {
    "仿宋": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
    "楷体": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
    "黑体": ("黑体", "SimHei"),
    "宋体": ("宋体", "SimSun"),
    "小标宋": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
}


class FontToolsMissing(RuntimeError):
    """fontconfig's commands are not installed."""


def environment() -> dict[str, str]:
    """Return the process environment with our font mapping in force."""
    return {**os.environ, "FONTCONFIG_FILE": str(_CONFIG)}


def faces() -> dict[str, str]:
    """Return role → installed face that it resolves to, e.g. {"仿宋": "Noto Serif CJK SC"}.

    Raises FontToolsMissing without fontconfig's commands.
    """
    return {
        role: _ask("fc-match", "--format", "%{family[0]} %{style[0]}", face)
        for role, face in ROLES.items()
    }


def substituted() -> list[str]:
    """Return the roles whose official face is not installed; a PDF made then is a preview.

    Raises FontToolsMissing without fontconfig's commands.
    """
    resolved = faces()
    return [role for role, names in _OFFICIAL.items() if not resolved[role].startswith(names)]


def missing(text: Iterable[str]) -> list[str]:
    """Return the characters of the text that no installed face has, each once, in order.

    Raises FontToolsMissing without fontconfig's commands.
    """
    visible = dict.fromkeys(c for c in text if not _invisible(c))
    covered = _coverage()
    return [c for c in visible if not _has(covered, ord(c))]


def _invisible(char: str) -> bool:
    kind = unicodedata.category(char)
    # Co and Cn stay: a private or a very new character prints as an empty box all the same
    return kind[0] in "ZM" or kind in ("Cc", "Cf")


def _has(ranges: tuple[tuple[int, int], ...], code: int) -> bool:
    return any(low <= code <= high for low, high in ranges)


@lru_cache(maxsize=1)
def _coverage() -> tuple[tuple[int, int], ...]:
    """Return the merged code ranges of all installed faces; asked once per process."""
    spans: set[tuple[int, int]] = set()
    for word in _ask("fc-list", "--format", "%{charset} ").split():
        low, _, high = word.partition("-")
        spans.add((int(low, 16), int(high or low, 16)))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _ask(command: str, *arguments: str) -> str:
    path = shutil.which(command)
    if path is None:
        raise FontToolsMissing(f"服务器未安装字体工具“{command}”，请安装fontconfig后重试。")
    done = subprocess.run(
        [path, *arguments],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return done.stdout
