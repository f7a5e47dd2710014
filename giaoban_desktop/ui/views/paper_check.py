"""The rules of the decree measured in a paper beside the window; only the newest paper is told about."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from giaoban_desktop.errors import UserError
from giaoban_desktop.services import printing
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.tasks import Progress, Task

REST_MS = 120
"""Whoever runs through a list of papers has only the one measured on which he rests."""
PATIENCE_S = 5.0


class PaperCheck(QObject):
    """Measures the paper asked for last; an older one is broken off, and what it found is dropped."""

    found = Signal(object)
    """The findings of the newest paper."""
    refused = Signal(object)
    """The newest paper cannot be measured: a `UserError`."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._pdf = b""
        self._task: Task | None = None
        self._leaving: list[Task] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._start)
        session.stopping.connect(self.stop)

    def check(self, pdf: bytes) -> None:
        """Measure a paper, once the keyboard rests; empty bytes measure nothing."""
        self._break_off()
        self._pdf = pdf
        if pdf:
            self._rest.start()

    def stop(self) -> None:
        """Measure nothing more, and wait until the thread has ended."""
        self._break_off()
        for task in self._leaving:
            task.wait(PATIENCE_S)

    def _break_off(self) -> None:
        self._rest.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _start(self) -> None:
        pdf = self._pdf
        task = Task("", lambda progress: printing.conformance_of_pdf(pdf, at_page=lambda: _look_up(progress)))
        self._task = task
        self._leaving.append(task)  # kept until its thread has ended, also when another took its place
        task.done.connect(lambda findings: self._tell(task, findings))
        task.refused.connect(lambda error: self._tell(task, error))
        task.broke.connect(self._session.broke)
        task.ended.connect(lambda: self._leaving.remove(task))
        task.start()

    def _tell(self, task: Task, outcome: object) -> None:
        if task is not self._task:
            return
        self._task = None
        if isinstance(outcome, UserError):
            self.refused.emit(outcome)
        else:
            self.found.emit(outcome)


def _look_up(progress: Progress) -> None:
    progress(0, 0)
