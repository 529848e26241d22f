"""A world that many tests begin with is made once, and each of them gets it as new.

Its rows lie in a transaction around those of the tests, which undo what they do to it. It is rolled
back before a test that begins with anything else. The objects are copied for each test, so that
what one sets on them reaches no other.

A plugin of pytest, named in `tests/conftest.py`.
"""

import pickle
from contextlib import ExitStack

import pytest
from django.db import connection, transaction

OWN_TRANSACTIONS = {"transactional_db", "live_server"}


def world(make):
    """Return a fixture that gives what `make()` makes; the result must be fit for pickle."""

    def given(db, request):
        return stage.given() if stage.holds(request.node) else make()

    given.world = make
    return pytest.fixture(given)


class Stage:
    """The one world that stands at a time."""

    def __init__(self):
        self.maker = None
        self.kept = b""
        self.depth = 0
        self.after = ExitStack()
        self.following = self.blocker = None

    def prepare(self, item):
        """Set the world of the test up; this is before its own transaction begins."""
        self.leave(item)
        if self.maker or wanted(item) is None:
            return
        self.after.enter_context(transaction.atomic())
        self.after.callback(transaction.set_rollback, True)
        self.depth = len(connection.atomic_blocks)
        self.kept = pickle.dumps(wanted(item)())
        connection.check_constraints()  # here once, and not at the end of each test
        self.maker = wanted(item)

    def leave(self, item):
        """Roll back what the next test, None for no further one, does not begin with."""
        if self.maker and (item is None or wanted(item) is not self.maker):
            inside = len(connection.atomic_blocks) - self.depth
            assert not inside, "a fixture with rows for a whole file stands in a file of worlds"
            self.maker = None
            self.after.close()

    def holds(self, item):
        return self.maker is not None and self.maker is wanted(item)

    def given(self):
        return pickle.loads(self.kept)


stage = Stage()


def wanted(item):
    """Return the maker of the world a test begins with, None when it has none to share."""
    marker = item.get_closest_marker("django_db")
    if (marker and marker.kwargs) or OWN_TRANSACTIONS & set(item.fixturenames):
        return None
    fixtures = item._fixtureinfo.name2fixturedefs.values()
    makers = [found[-1].func.world for found in fixtures if hasattr(found[-1].func, "world")]
    return makers[0] if len(makers) == 1 else None


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    if fixturedef.argname == "_django_db_helper":  # pytest-django's, before each test with rows
        stage.blocker = request.getfixturevalue("django_db_blocker")
        with stage.blocker.unblock():
            stage.prepare(request.node)
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item, nextitem):
    stage.following = nextitem


def pytest_fixture_post_finalizer(fixturedef, request):
    """Before the next file sets up what all of it shares: that must not lie inside the world."""
    if fixturedef.argname == "_django_db_helper" and stage.maker:
        with stage.blocker.unblock():
            stage.leave(stage.following)
