"""Full collections of garbage wait until the window rests."""

import gc
import weakref

import pytest
from PySide6.QtCore import QObject

from giaoban_desktop.ui import garbage, screens
from giaoban_desktop.ui.garbage import IdleCollection


class _Ring:
    def __init__(self):
        self.itself = self


@pytest.fixture
def collected(qapp, monkeypatch):
    """Collects when the window rests, as often as a test asks; everything as before afterwards."""
    before = gc.get_threshold()
    monkeypatch.setattr(garbage, "DUE", 0)
    parent = QObject()
    yield IdleCollection(parent)
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_holds_itself_goes_when_the_window_rests(collected):
    ring = _Ring()
    gone = weakref.ref(ring)
    gc.collect(1)  # old enough to be left alone by the collections of the young
    del ring
    assert gone() is not None
    screens.rest(3 * garbage.IDLE_MS)
    assert gone() is None


def test_nothing_old_is_collected_in_the_middle_of_work(collected):
    ring = _Ring()
    gone = weakref.ref(ring)
    gc.collect(1)
    del ring
    kept = [[number] for number in range(200_000)]
    assert len(kept) == 200_000
    assert gone() is not None
