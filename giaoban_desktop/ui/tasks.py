"""Long work beside the window: one worker thread, told how far it is, broken off with nothing half done.

What runs there gets plain data or a path and opens its own connection; it never touches a widget or the open book.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from giaoban_desktop import __version__, log
from giaoban_desktop.errors import Cancelled, UserError
from giaoban_desktop.log import logger

Progress = Callable[[int, int], None]
"""Told (steps done, steps in all) now and then; raises `Cancelled` when the person wants no more."""


class Task(QObject):
    """One piece of long work. Its signals arrive in the window's thread; `ended` comes last, whatever happened."""

    progressed = Signal(int, int)
    done = Signal(object)
    refused = Signal(object)
    broke = Signal(str)
    cancelled = Signal()
    ended = Signal()
    _told = Signal(str, object)

    def __init__(self, words: str, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self.words = words
        self._work, self._stop = work, Event()
        self._thread = Thread(target=self._run, name="long work", daemon=True)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to stop at its next step."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait until the thread has ended; False when it has not by then."""
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            outcome = ("done", self._work(self._progress))
        except Cancelled:
            outcome = ("cancelled", None)
        except UserError as error:
            logger.info("refused: %s", error.message)
            outcome = ("refused", error)
        except Exception as error:  # noqa: BLE001 - a bug; the crash dialog is its place
            log.bug(error, __version__)
            outcome = ("broke", traceback.format_exc())
        self._told.emit(*outcome)

    def _progress(self, done: int, of: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, of)

    def _tell(self, outcome: str, value: object) -> None:
        match outcome:
            case "done":
                self.done.emit(value)
            case "refused":
                self.refused.emit(value)
            case "broke":
                self.broke.emit(value)
            case _:
                self.cancelled.emit()
        self.ended.emit()
