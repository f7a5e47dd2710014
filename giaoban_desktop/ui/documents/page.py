"""Văn bản: the minutes of each meeting as they will be printed, what they lack, and the steps to their issue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop import i18n
from giaoban_desktop.domain.dates import parse_date, short_date
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import documents, meetings, overview, printing
from giaoban_desktop.services.changes import Changes, Kind, of
from giaoban_desktop.ui.page import Page
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import states
from giaoban_desktop.ui.views.meeting_list import MeetingListModel, meeting_list, take_theme
from giaoban_desktop.ui.views.paper_preview import PaperPreview
from giaoban_desktop.ui.widgets import action_button, field, heading, panel, text_label, title

LIST_WIDTH, PANEL_WIDTH = 256, 256


class DocumentsPage(Page):
    """List, preview, and at the right what can be done with the chosen paper."""

    kinds = frozenset({Kind.DOCUMENTS, Kind.MEETINGS, Kind.FIGURES, Kind.DIRECTIVES, Kind.OFFICE})

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._save = self.page_action(_("Save as PDF…"), "Ctrl+S", self._save_pdf)
        self._freeze = self.page_action(_("Freeze for signature"), "", self._make_ready)
        self._issue = self.page_action(_("Number and date…"), "", self._ask_number)
        self._reopen = self.page_action(_("Back to draft"), "", self._back_to_draft)
        self._model = MeetingListModel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._master())
        self.preview = PaperPreview(theme)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self._panel())

    def load(self) -> None:
        """Read the meetings and show the chosen one's paper."""
        chosen = self._chosen()
        units = self.session.read(overview.units_by_id)
        found = [m for m in self.session.read(meetings.listed) if m.state is not MeetingState.WITHDRAWN]
        self._model.set_rows(found[::-1], {m.id: units[m.host_id].label for m in found})
        self.open_row(chosen.id if chosen else "")

    def open_row(self, row_id: str) -> None:
        """Choose the paper of a meeting; the newest when the id is empty."""
        at = max(0, self._model.row_of(row_id))
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(at))
            self._show_chosen()

    def take_focus(self) -> None:
        """The list of papers."""
        self.list.setFocus()

    def take_theme(self, theme: Theme) -> None:
        """Other colours around the paper."""
        self.preview.take_theme(theme)
        take_theme(self.list, theme)
        super().take_theme(theme)

    def _master(self) -> QWidget:
        holder = panel("masterColumn", width=LIST_WIDTH)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 16, 0, 0)
        head = title(_("Papers"))
        head.setContentsMargins(16, 0, 0, 8)
        layout.addWidget(head)
        self.list = meeting_list(self._model, self.theme, _("Papers"))
        self.list.selectionModel().currentChanged.connect(lambda *_indexes: self._show_chosen())
        layout.addWidget(self.list)
        return holder

    def _panel(self) -> QWidget:
        area = panel("sidePanel", width=PANEL_WIDTH)
        layout = QVBoxLayout(area)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        self._state, self._missing = text_label(""), text_label("")
        layout.addWidget(self._state)
        for action, look in ((self._freeze, "primary"), (self._issue, "primary"), (self._reopen, ""), (self._save, "")):
            made = action_button(action, look=look)
            made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
            layout.addWidget(made)
            action.changed.connect(lambda made=made, action=action: made.setVisible(action.isVisible()))
        layout.addSpacing(16)
        self._missing_title = heading(_("To be added"))
        layout.addWidget(self._missing_title)
        layout.addWidget(self._missing)
        layout.addStretch(1)
        return area

    def _chosen(self) -> Meeting | None:
        index = self.list.currentIndex()
        return self._model.meeting(index.row()) if index.isValid() else None

    def _show_chosen(self) -> None:
        found = self._chosen()
        if found is None:
            return
        self.preview.show_pdf(self.session.read(lambda book: documents.minutes_pdf(book, found.id)))
        self._state.setText(states.meeting(found.state).words)
        is_draft = found.state is MeetingState.DRAFT
        missing = self.session.read(lambda book: documents.missing(book, found.id)) if is_draft else []
        self._missing_title.setVisible(bool(missing))
        self._missing.setText("\n".join(_(message) for message in missing))
        self._freeze.setVisible(is_draft)
        self._freeze.setEnabled(not missing)
        self._issue.setVisible(found.state is MeetingState.READY)
        self._reopen.setVisible(found.state is MeetingState.READY)

    # Steps

    def _make_ready(self) -> None:
        found = self._chosen()
        if found:
            self.session.do(lambda book: documents.make_ready(book, found.id))

    def _back_to_draft(self) -> None:
        found = self._chosen()
        if found:
            self.session.do(lambda book: documents.reopen(book, found.id))

    def _ask_number(self) -> None:
        found = self._chosen()
        if found is None:
            return
        dialog = NumberDialog(self, self.session.today)
        dialog.accepted.connect(
            lambda: self.session.do(
                lambda book: documents.issue(book, found.id, number=dialog.number.text(), issued_on=dialog.issued_on)
            )
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _save_pdf(self) -> None:
        found = self._chosen()
        if found is None:
            return
        name, _chosen_filter = QFileDialog.getSaveFileName(
            self, _("Save as PDF…"), f"bien-ban-{found.period.code}.pdf", "PDF (*.pdf)"
        )
        if name:
            self.session.do(lambda book: _write(documents.minutes_pdf(book, found.id), Path(name)))


def _write(pdf: bytes, file: Path) -> Changes:
    printing.write_pdf(pdf, file, overwrite=True)  # the system's dialog has asked
    return of()


class NumberDialog(QDialog):
    """Asks for the number and the date that the register of the issuing body gave."""

    def __init__(self, parent: QWidget, today: date) -> None:
        super().__init__(parent)
        self._today = today
        self.issued_on = today
        self.setWindowTitle(_("Number and date of the register"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        self.number, self._day = QLineEdit(), QLineEdit(short_date(today))
        layout.addWidget(text_label(_("Write in what the register gave after the paper was signed.")))
        layout.addWidget(field(_("&Number"), self.number))
        layout.addWidget(field(_("&Date"), self._day))
        self._wrong = text_label("", "over")
        layout.addWidget(self._wrong)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def accept(self) -> None:
        """Close when number and date can be understood; else say beside them what is wrong."""
        try:
            documents.check_number(self.number.text())
            self.issued_on = parse_date(self._day.text(), today=self._today)
        except InputError as error:
            self._wrong.setText(i18n.translate(error))
            return
        super().accept()
