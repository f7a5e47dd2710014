"""The one gate between the window and the services: every change goes through `Session.do`."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from giaoban_desktop import __version__, log
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.log import logger
from giaoban_desktop.services import history
from giaoban_desktop.services.book import Book
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.ui.tasks import Progress, Task

_T = TypeVar("_T")
REST_MS = 2000
"""Rest after which the journal is folded into the file."""
PATIENCE_S = 10.0
"""How long closing waits for long work to stop at its next step."""


class Session(QObject):
    """An open book with the day it is, the period being worked on, and what happens to it.

    `changed(changes, initiator)` follows every change; the initiator has updated itself already. `refused(error)` and
    `broke(text)` are shown in one place.
    """

    changed = Signal(object, object)
    period_changed = Signal(object)
    refused = Signal(object)
    broke = Signal(str)
    saved = Signal(object)
    told = Signal(str)
    """What was done, or what to look at, for the foot of the window."""
    task_started = Signal(object)
    """Long work began beside the window (a `Task`)."""
    stopping = Signal()
    """The book is about to be closed; whoever works beside the window stops."""

    def __init__(self, book: Book, *, today: Callable[[], date], period: Period) -> None:
        super().__init__()
        self.book = book
        self._today = today
        self._period = period
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._fold_journal)
        self._task: Task | None = None

    @property
    def today(self) -> date:
        """The day it is, or the day fixed for the program."""
        return self._today()

    @property
    def period(self) -> Period:
        """The period being worked on."""
        return self._period

    def choose_period(self, period: Period) -> None:
        """Work on another period; open editors keep theirs."""
        if period != self._period:
            self._period = period
            self.period_changed.emit(period)

    def do(self, operation: Callable[[Book], Changes], *, initiator: QObject | None = None) -> bool:
        """Carry out a change and tell everybody; False when it was refused (which has been shown then)."""
        try:
            changes = operation(self.book)
        except UserError as error:
            logger.info("refused: %s", error.message)
            self.refused.emit(error)
            return False
        except Exception as error:  # noqa: BLE001 - a bug; the crash dialog is its place, and the window lives on
            text = traceback.format_exc()
            log.bug(error, __version__)
            self.broke.emit(text)
            return False
        self._rest.start()
        self.saved.emit(datetime.now().astimezone())
        self.changed.emit(changes, initiator)
        return True

    def read(self, query: Callable[[Book], _T]) -> _T:
        """The answer of a short query."""
        try:
            return query(self.book)
        except Exception:  # a handler makes it an instance, without which PySide 6.12 on Python 3.11 falls over a bug
            raise

    def do_in_background(
        self, words: str, work: Callable[[Progress], _T], then: Callable[[_T], object] = lambda found: None
    ) -> bool:
        """Carry out long work in a thread of its own, and `then` with its result in this one.

        One at a time: False when other work is still under way (which has been told then). `work` gets no book: it
        works on plain data, or on a path with a connection of its own.
        """
        if self._task is not None:
            self.refused.emit(
                UserError("{work} is still under way. Wait for its end or cancel it.", work=self._task.words)
            )
            return False
        task = self._task = Task(words, work)
        task.done.connect(then)
        task.refused.connect(self.refused)
        task.broke.connect(self.broke)
        task.ended.connect(self._when_task_ended)
        self.task_started.emit(task)
        task.start()
        return True

    @property
    def task(self) -> Task | None:
        """The long work that is under way."""
        return self._task

    def undo(self) -> None:
        """Take back what was done last."""
        act = self.read(history.undoable)
        if act is None:
            self.told.emit(_("Nothing to take back: undo does not reach behind frozen or issued minutes and packages."))
        elif self.do(lambda book: history.undo(book, act.seq)):
            self.told.emit(_("Taken back: {what}").format(what=act.summary))

    def redo(self) -> None:
        """Do again what was taken back last."""
        act = self.read(history.redoable)
        if act is not None and self.do(lambda book: history.undo(book, act.seq)):
            self.told.emit(_("Done again: {what}").format(what=act.summary))

    def stop(self) -> None:
        """Do nothing more of itself; the book is about to be closed. Long work is broken off with nothing half done."""
        self._rest.stop()
        self.stopping.emit()
        if self._task is not None:
            self._task.cancel()
            self._task.wait(PATIENCE_S)
            self._task = None

    def _when_task_ended(self) -> None:
        self._task = None

    def _fold_journal(self) -> None:
        self.book.checkpoint()
