"""Titles of proof that nobody named."""

import pytest

from reports.views.titles import LONGEST, proof_title
from tasks.models import Assignment, Task, TaskMaterial
from units.models import Unit


def titled(filename, material=None, task="行政执法案卷评查"):
    part = Assignment(unit=Unit(short="县水利局"), task=Task(title=task))
    return proof_title(part, TaskMaterial(title=material) if material else None, filename)


@pytest.mark.parametrize(
    "name", ["photo.jpg", "IMG_2031.JPG", "微信图片_20261122.jpg", "照片1.png"]
)
def test_a_camera_says_nothing(name):
    assert titled(name) == "县水利局 行政执法案卷评查：照片"


def test_a_name_given_by_a_person_stays():
    assert titled("2026年评查通报（印发稿）.pdf") == "2026年评查通报（印发稿）"
    assert titled("scan.pdf") == "县水利局 行政执法案卷评查：文件"


def test_a_ticked_material_gives_the_name():
    assert titled("随便.pdf", "评查通报") == "县水利局 行政执法案卷评查：评查通报"


def test_a_long_task_leaves_the_material_readable():
    title = titled("a.pdf", "评查通报", task="长" * 500)
    assert len(title) == LONGEST
    assert title.endswith("：评查通报")
