"""Measures how long the window's thread did not answer, and after which action."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 2


class Watchdog(QObject):
    """A heart that beats in the event loop: the time between two beats is how long nothing else was answered.

    It beats in the window's own thread and not in one beside it: a thread of Python's stands still while another one
    holds the interpreter, and would miss what it is to see. What the driver itself does between two actions does not
    count: `begin` starts the clock anew.
    """

    def __init__(self) -> None:
        super().__init__()
        self.longest: dict[str, float] = {}
        """For each action the longest time without an answer, in seconds, in the order of the actions."""
        self.beats = 0
        self._action, self._last = "", time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self, action: str) -> None:
        """What comes now is the work of this action; the time until the first answer counts as well."""
        self._action, self._last = action, time.perf_counter()
        self.longest.setdefault(action, 0.0)

    def stalls(self, seconds: float) -> dict[str, float]:
        """The actions after which the thread did not answer for longer than that."""
        return {action: longest for action, longest in self.longest.items() if longest > seconds}

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._action:
            self.longest[self._action] = max(self.longest[self._action], now - self._last)
        self._last = now
        self.beats += 1
