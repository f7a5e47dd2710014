"""What was half typed when the program stopped is offered again: put back where it was, copied, or thrown away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.i18n import _
from giaoban_desktop.services import drafts
from giaoban_desktop.services.drafts import Draft
from giaoban_desktop.ui.drafts import WAITING_FILES, is_unkept
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.widgets import button, heading, row, secondary, text_label

WIDTH, TEXT_HEIGHT = 640, 120


class RecoveryDialog(QDialog):
    """One draft after the other, the newest first. `wanted` asks to put one back where it was typed."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self._left = offered(session)
        self.setWindowTitle(_("Half typed"))
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        self._count, self._where, self._when = heading(""), QLabel(), secondary("")
        layout.addWidget(self._count)
        layout.addWidget(
            text_label(
                _("This was typed and not kept yet when the program ended. What was kept before is in the book.")
            )
        )
        layout.addWidget(self._where)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFixedHeight(TEXT_HEIGHT)
        self.text.setAccessibleName(_("What was typed"))
        self.text.setTabChangesFocus(True)
        layout.addWidget(self.text)
        layout.addWidget(self._when)
        self.fill_in = button(_("&Put it back"), look="primary")
        self.copy, self.discard, later = button(_("&Copy")), button(_("&Throw it away")), button(_("&Later"))
        self.fill_in.setDefault(True)
        self.fill_in.clicked.connect(self._fill_in)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.discard.clicked.connect(self._throw_away)
        later.clicked.connect(self.reject)
        layout.addLayout(row(later, None, self.copy, self.discard, self.fill_in))
        self._show()

    def _show(self) -> None:
        if not self._left:
            self.accept()
            return
        draft = self._left[0]
        self._count.setText(_("Half typed: {count} places").format(count=len(self._left)))
        self._where.setText(draft.label)
        self.text.setPlainText(draft.text)
        local = draft.at.astimezone()
        self._when.setText(_("Typed {day}, {time}").format(day=short_date(local.date()), time=f"{local:%H:%M}"))
        self.fill_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_in(self) -> None:
        draft = self._left.pop(0)
        self.accept()
        self.wanted.emit(draft)

    def _throw_away(self) -> None:
        draft = self._left.pop(0)
        drafts.drop(self._session.book, draft.place)
        self._show()


def offered(session: Session) -> list[Draft]:
    """What was half typed and can be put back by whoever typed it; files wait where their note is begun."""
    return [one for one in session.read(drafts.listed) if not one.place.endswith(f"#{WAITING_FILES}")]


def put_back(page: QWidget, draft: Draft) -> bool:
    """Put a draft into the field of a page that has its place; False when there is none such that can be written in."""
    fields: list[QLineEdit | QPlainTextEdit] = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    for field in fields:
        if field.property("draftPlace") != draft.place or field.isReadOnly() or not field.isVisible():
            continue
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.setText(draft.text)
        else:
            field.setPlainText(draft.text)
        return True
    return False


def settle(window: QWidget, session: Session) -> None:
    """Forget drafts that stand in their fields with nothing wrong; for when the window is closed."""
    fields: list[QLineEdit | QPlainTextEdit] = [*window.findChildren(QLineEdit), *window.findChildren(QPlainTextEdit)]
    by_place = {field.property("draftPlace"): field for field in fields if field.property("draftPlace")}
    for draft in session.read(drafts.listed):
        field = by_place.get(draft.place)
        if field is None or is_unkept(field):
            continue
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        if text == draft.text:  # else it shows something else by now, and the draft was never kept
            drafts.drop(session.book, draft.place)
