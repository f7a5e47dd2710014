"""Work beside the window of which only the one asked for last counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.tasks import Progress, Task

PATIENCE_S = 5.0


class NewestTask(QObject):
    """Runs the work asked for last; an older one is broken off, and what it found is dropped.

    With `rest_ms` it begins only when nothing else was asked for so long: whoever runs through a list has only the
    one worked on which he rests.
    """

    done = Signal(object)
    """What the newest work gave."""
    refused = Signal(object)
    """Why the newest work was refused: a `UserError`."""

    def __init__(self, session: Session, *, rest_ms: int = 0) -> None:
        super().__init__()
        self._session = session
        self._work: Callable[[Progress], Any] | None = None
        self._task: Task | None = None
        self._leaving: list[Task] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(rest_ms)
        self._rest.timeout.connect(self._begin)
        session.stopping.connect(self.stop)

    def start(self, work: Callable[[Progress], Any]) -> None:
        """Do this instead of what was asked for before. `work` gets no book: plain data, or a path."""
        self.drop()
        self._work = work
        if self._rest.interval():
            self._rest.start()
        else:
            self._begin()

    def drop(self) -> None:
        """Want nothing any more."""
        self._rest.stop()
        self._work = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def stop(self) -> None:
        """Do nothing more, and wait until the threads have ended."""
        self.drop()
        for task in self._leaving:
            task.wait(PATIENCE_S)

    def _begin(self) -> None:
        if self._work is None:
            return
        task = self._task = Task("", self._work)
        self._leaving.append(task)  # kept until its thread has ended, also when another took its place
        task.done.connect(lambda outcome: self._tell(task, self.done, outcome))
        task.refused.connect(lambda error: self._tell(task, self.refused, error))
        task.broke.connect(self._session.broke)
        task.ended.connect(lambda: self._leaving.remove(task))
        task.start()

    def _tell(self, task: Task, signal: Any, outcome: object) -> None:  # a bound signal has no public type
        if task is self._task:
            self._task = self._work = None
            signal.emit(outcome)
