"""What is being typed is remembered a second later, so that a power cut loses at most the last second.

A field takes part when `follow` gave it a place. While it is typed in, its text lies in the book's drafts; when it is
left and its text has been kept, the draft goes. What is wrong and stays in its field keeps its draft, and so does what
waits there for Enter.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from giaoban_desktop.errors import UserError
from giaoban_desktop.log import logger
from giaoban_desktop.services import drafts
from giaoban_desktop.ui.session import Session

PAUSE_MS = 1000
KEEP_AFTER_MS = 30_000
"""Whoever types this long in one field has it kept as an act meanwhile."""

WAITING_FILES = "files"
"""Ends the place of what is no text: files that wait for the note they go with."""
_PLACE, _LABEL, _WAITS = "draftPlace", "draftLabel", "draftWaits"


def follow(field: QWidget, place: str, label: str, *, waits: bool = False) -> None:
    """Let what is typed in a field be remembered under a place (`page/row#field`); "" ends it.

    What stands in a field that `waits` is not kept by leaving it, but by Enter or with what belongs to it.
    """
    field.setProperty(_PLACE, place)
    field.setProperty(_LABEL, label)
    field.setProperty(_WAITS, waits)


def let_wait(session: Session, field: QWidget, *, waits: bool) -> None:
    """Say whether what stands in a field is not kept by leaving it; when it is kept its draft goes."""
    if field.property(_WAITS) and not waits:
        place = str(field.property(_PLACE))
        _quietly(lambda: drafts.drop(session.book, place))
    field.setProperty(_WAITS, waits)


def is_unkept(field: QLineEdit | QPlainTextEdit) -> bool:
    """True while what stands in a field is not in the record: it is wrong, or waits."""
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    return field.property("look") == "wrong" or (bool(field.property(_WAITS)) and bool(text.strip()))


def put_aside(session: Session, place: str, label: str, text: str) -> None:
    """Keep the draft of a field that shows something else from now on; none where nothing was typed."""
    if text == aside(session, place):  # most often nothing on both sides; a write waits for the disk
        return
    if text.strip():
        _quietly(lambda: drafts.keep(session.book, place, label, text))
    else:
        _quietly(lambda: drafts.drop(session.book, place))


def aside(session: Session, place: str) -> str:
    """What was put aside under a place, or half typed there when the program stopped; "" when nothing was."""
    return next((draft.text for draft in session.read(drafts.listed) if draft.place == place), "")


class DraftKeeper(QObject):
    """Watches the field that has the keyboard. `keep_now` asks for an act after thirty seconds in one field."""

    keep_now = Signal()

    def __init__(self, session: Session, application: QApplication) -> None:
        super().__init__()
        self._session, self._application, self._is_stopped = session, application, False
        self._field: QLineEdit | QPlainTextEdit | None = None
        self._place, self._was, self._kept, self._has_draft = "", "", "", False
        self._pause = _timer(self, PAUSE_MS, self.write)
        self._long = _timer(self, KEEP_AFTER_MS, self._keep_long)
        application.focusChanged.connect(self._when_focus_moves)

    def write(self) -> None:
        """Remember now what stands in the field."""
        self._pause.stop()
        if self._field is None or self._text() == self._kept:
            return
        self._kept = self._text()
        place = str(self._field.property(_PLACE) or self._place)  # the field may show another row by now
        if place != self._place:
            if not self._field.property(_WAITS):  # else it was put aside
                self._forget_draft()
            self._place = place
        _quietly(lambda: drafts.keep(self._session.book, self._place, self._label(), self._kept))

    def stop(self) -> None:
        """Watch no more; the book is about to be closed."""
        self._leave()
        if not self._is_stopped:
            self._is_stopped = True
            self._application.focusChanged.disconnect(self._when_focus_moves)

    def _when_focus_moves(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is self._field:
            return
        self._leave()
        if isinstance(now, QLineEdit | QPlainTextEdit) and now.property(_PLACE):
            self._field, self._place = now, str(now.property(_PLACE))
            self._was = self._kept = self._text()
            # What was put back from a draft is still one, until it is kept and the field is left.
            self._has_draft = self._place in {draft.place for draft in drafts.listed(self._session.book)}
            now.textChanged.connect(self._when_typed)
            now.destroyed.connect(self._forget)

    def _when_typed(self) -> None:
        if not self._pause.isActive():  # a second after the first key, not the last
            self._pause.start()
        if not self._long.isActive():
            self._long.start(KEEP_AFTER_MS)

    def _leave(self) -> None:
        field = self._field
        if field is None:
            return
        if is_unkept(field):
            self.write()
        elif self._has_draft or self._kept != self._was or self._pause.isActive():
            self._forget_draft()
        self._forget()
        field.textChanged.disconnect(self._when_typed)
        field.destroyed.disconnect(self._forget)

    def _forget_draft(self) -> None:
        place = self._place
        _quietly(lambda: drafts.drop(self._session.book, place))

    def _forget(self) -> None:
        self._field = None
        self._pause.stop()
        self._long.stop()

    def _keep_long(self) -> None:
        if self._pause.isActive():  # in the middle of a word; a moment of rest will come
            self._long.start(PAUSE_MS)
            return
        self.keep_now.emit()
        field = self._field
        if field is not None and not is_unkept(field):
            self._was = self._kept = self._text()
            _quietly(lambda: drafts.drop(self._session.book, self._place))

    def _text(self) -> str:
        if self._field is None:
            return ""
        return self._field.text() if isinstance(self._field, QLineEdit) else self._field.toPlainText()

    def _label(self) -> str:
        return str(self._field.property(_LABEL) or "") if self._field is not None else ""


def _quietly(write: Callable[[], None]) -> None:
    try:
        write()
    except UserError as error:  # the act that follows tells it; a draft is a second net only
        logger.warning("draft not kept: %s", error)


def _timer(parent: QObject, milliseconds: int, run: Callable[[], None]) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(milliseconds)
    made.timeout.connect(run)
    return made
