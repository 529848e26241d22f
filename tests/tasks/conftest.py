"""What the tests of tasks share."""

from tests.stages import world
from tests.tasks.workflow.scene import Scene

scene = world(Scene)  # a county with named people; see `tests.tasks.workflow.scene`
