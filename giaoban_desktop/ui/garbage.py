"""Python's full collection of garbage, which takes as long as several frames, waits until nobody does anything."""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

IDLE_MS = 300
"""Nothing happened for so long: longer than from one key to the next, shorter than a thought."""
DUE = gc.get_threshold()[2]
"""After so many collections of the younger Python looks whether it collects everything."""
NEVER = 1_000_000


class IdleCollection(QObject):
    """From now on everything is collected when it is due and the window rests; the young are collected as always.

    What was made until now is left alone for good: the program keeps it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.freeze()
        gc.set_threshold(*gc.get_threshold()[:2], NEVER)
        gc.enable()
        self._timer = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._timer.timeout.connect(gc.collect)
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._wait)

    def _wait(self) -> None:
        if gc.get_count()[2] >= DUE:
            self._timer.start()
