"""What a proof is called when the person who brings it gives it no name."""

import re

from tasks.models import Assignment, TaskMaterial

LONGEST = 200
PICTURES = frozenset({"jpg", "jpeg", "png", "heic", "webp", "bmp", "gif"})
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Names given by cameras, chat programs and scanners: letters and digits, or these words alone.
GENERIC = re.compile(
    r"(?:微信图片|微信截图|图片|照片|截图|扫描件?|新建|未命名|文档|文件)[\W\d_a-zA-Z]*"
)


def proof_title(part: Assignment, material: TaskMaterial | None, filename: str) -> str:
    """Return a title that says whose proof of what it is, at most 200 characters.

    A file for a ticked material is called after unit, task and material. Any other keeps the name
    of the file where that says something, else it is 照片 or 文件 of unit and task.
    """
    stem, _, suffix = filename.rpartition(".")
    if material is None and CHINESE.search(stem) and not GENERIC.fullmatch(stem):
        return stem[:LONGEST]
    what = "照片" if suffix.lower() in PICTURES else "文件"
    if material is not None:
        what = material.title
    room = LONGEST - len(part.unit.short) - len(what) - 2
    return f"{part.unit.short} {part.task.title[: max(room, 0)]}：{what}"[:LONGEST]
