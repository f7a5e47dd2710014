"""Saying that the figures of a period are complete: first what is empty and what is asked, then the act."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from giaoban_desktop.domain.completeness import CompletenessState
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.i18n import _, ngettext
from giaoban_desktop.services import completeness, overview, validation
from giaoban_desktop.services.book import Book
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.services.overview import ForceCompleteness
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.widgets import button, field, heading, row, set_look, text_label

WIDTH = 560
NAMED = 12
"""So many missing indicators of a force are named."""


class CompletenessDialog(QDialog):
    """What each force lacks for a period, what the rules still ask, and the acts that are possible now."""

    def __init__(self, session: Session, period: Period, asked: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._period = session, period
        self.setWindowTitle(_("Figures of {period}").format(period=period_words(period)))
        self.setMinimumWidth(WIDTH)
        kept = session.read(lambda book: completeness.find(book, period))
        state = kept.state if kept else None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(heading(self.windowTitle()))
        self.told = text_label(_state_words(kept.state, short_date(kept.noted_on), kept.reason) if kept else "")
        self.told.setVisible(kept is not None)
        layout.addWidget(self.told)
        forces = session.read(lambda book: overview.completeness(book, period))
        for force in forces:
            layout.addWidget(text_label(_missing_words(force), "soon" if force.missing else "done"))
        if asked:
            words = ngettext(
                "{count} figure is unusual or cannot be (Ctrl+J goes to it).",
                "{count} figures are unusual or cannot be (Ctrl+J goes to them).",
                asked,
            )
            layout.addWidget(text_label(words.format(count=asked), "soon"))
        if state in (None, CompletenessState.REOPENED):
            layout.addWidget(
                text_label(
                    _("Complete means: what is empty now was left so on purpose. It can be undone."), "secondary"
                )
            )
        self.reason = QLineEdit()
        self._reason = field(_("&Reason for opening the figures again"), self.reason)
        self._reason.setVisible(state in (CompletenessState.COMPLETE, CompletenessState.LOCKED))
        layout.addWidget(self._reason)
        self.sentence = text_label("", "over")
        self.sentence.hide()
        layout.addWidget(self.sentence)
        self.complete = button(_("&Figures are complete"), look="primary")
        self.lock, self.reopen = button(_("&Lock them")), button(_("&Open them again"))
        later = button(_("&Close"))
        self.complete.setVisible(state in (None, CompletenessState.REOPENED))
        self.lock.setVisible(state is CompletenessState.COMPLETE)
        self.reopen.setVisible(state in (CompletenessState.COMPLETE, CompletenessState.LOCKED))
        self.complete.setDefault(True)
        (self.complete if state in (None, CompletenessState.REOPENED) else later).setFocus()
        self.reason.returnPressed.connect(self._open_again)
        is_issued = session.read(lambda book: completeness.is_issued(book, period))
        self.lock.setEnabled(is_issued)
        self.lock.setToolTip("" if is_issued else _("After the minutes of the period are issued."))
        today = session.today
        self.complete.clicked.connect(lambda: self._do(lambda book: completeness.declare(book, period, today)))
        self.lock.clicked.connect(lambda: self._do(lambda book: completeness.lock(book, period, today)))
        self.reopen.clicked.connect(self._open_again)
        later.clicked.connect(self.reject)
        layout.addStretch(1)
        layout.addLayout(row(later, None, self.reopen, self.lock, self.complete))

    def _open_again(self) -> None:
        reason, period, today = self.reason.text().strip(), self._period, self._session.today
        if not reason:
            set_look(self.reason, "wrong")
            self.sentence.setText(_("Write why the figures are opened again."))
            self.sentence.show()
            self.reason.setFocus()
            return
        self._do(lambda book: completeness.reopen(book, period, reason, today))

    def _do(self, act: Callable[[Book], Changes]) -> None:
        if self._session.do(act):
            self.accept()


def completeness_dialog(session: Session, period: Period, parent: QWidget) -> CompletenessDialog:
    """The dialog for a period whose figures are not in front: what is asked about them is counted first."""
    made = CompletenessDialog(session, period, session.read(lambda book: validation.count_open(book, period)), parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return made


def _state_words(state: CompletenessState, day: str, reason: str) -> str:
    words = {
        CompletenessState.COMPLETE: _("Declared complete on {day}."),
        CompletenessState.LOCKED: _("Locked on {day}: nothing can be typed."),
        CompletenessState.REOPENED: _("Opened again on {day}: {reason}"),
    }
    return words[state].format(day=day, reason=reason)


def _missing_words(force: ForceCompleteness) -> str:
    if not force.missing:
        return _("{unit}: nothing is missing.").format(unit=force.unit.label)
    names = "; ".join(indicator.name for indicator in force.missing[:NAMED])
    more = len(force.missing) - NAMED
    words = _("{unit}, missing {count} (due since {day}): {names}").format(
        unit=force.unit.label, count=len(force.missing), day=short_date(force.since), names=names
    )
    return words + (_(" and {count} more").format(count=more) if more > 0 else "")
