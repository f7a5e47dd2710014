"""The watchdog sees what stands still, under the name of the action that did it, and nothing else."""

import time

import pytest
from PySide6.QtCore import QTimer

from tests.journeys.typist import Typist
from tests.journeys.watchdog import Watchdog


@pytest.fixture
def watched(qapp):
    watchdog = Watchdog()
    yield Typist(watchdog)
    watchdog.stop()


def test_work_that_holds_the_thread_is_named(watched):
    watched.watched("slow", lambda: time.sleep(0.060))
    watched.watched("quick", lambda: None)
    (name,) = watched.watchdog.stalls(0.050)
    assert "slow" in name
    assert watched.watchdog.longest[name] >= 0.060


def test_what_the_driver_does_between_two_actions_does_not_count(watched):
    watched.watched("one", lambda: None)
    time.sleep(0.060)
    watched.watched("two", lambda: None)
    assert watched.watchdog.stalls(0.050) == {}


def test_work_that_begins_by_itself_after_an_action_counts(watched):
    QTimer.singleShot(20, lambda: time.sleep(0.060))
    watched.rest(0.2)
    assert list(watched.watchdog.stalls(0.050))
