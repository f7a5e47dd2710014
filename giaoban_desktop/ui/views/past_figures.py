"""A year's past figures from a table copied in Excel: pasted, looked over, kept with one step of undo."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QGuiApplication, QIntValidator
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _, translate
from giaoban_desktop.services import overview, past_figures
from giaoban_desktop.services.past_figures import PastRow, Preview
from giaoban_desktop.ui.fields import combo_box, sentence_of
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views import pasted
from giaoban_desktop.ui.views.row_table import Column, RowEditor, RowModel
from giaoban_desktop.ui.widgets import button, field, heading, row, set_look, text_label

WIDTH, HEIGHT = 920, 600


class PastFiguresDialog(QDialog):
    """Nothing is kept before the last button; what was not understood is named row by row."""

    def __init__(self, parent: QWidget, session: Session, today: date) -> None:
        super().__init__(parent)
        self._session = session
        self._preview: Preview | None = None
        self.setWindowTitle(_("Past figures"))
        self.resize(WIDTH, HEIGHT)
        self.year, self.unit, self.text = QLineEdit(str(today.year - 1)), combo_box(), QPlainTextEdit()
        self.year.setValidator(QIntValidator(2000, 2100, self.year))
        self.unit.addItem(_("Joint work"), None)
        for unit in session.read(overview.units_by_id).values():
            if unit.is_force:
                self.unit.addItem(unit.label, unit.id)
        self.unit.setCurrentIndex(min(1, self.unit.count() - 1))
        self.text.setPlaceholderText(_("Copy the table in Excel, names and months, and paste it here (Ctrl+V)."))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(120)
        columns: list[Column[PastRow]] = [
            Column(_("Name in the table"), lambda one: one.name),
            Column(_("Taken for the indicator"), lambda one: one.indicator.name if one.indicator else "", None, 240),
            Column(_("Figures"), lambda one: str(one.count), None, 80),
            Column(_("Remark"), lambda one: translate(one.problem) if one.problem else "", None, 340),
        ]
        self.rows = RowEditor(_("What was read"), RowModel(columns, lambda one: False), place="past-figures")
        self.told = text_label("")
        self.keep = button("", look="primary")
        self.keep.setDefault(True)
        paste, later = button(_("&Paste from the clipboard")), button(_("&Later"))
        paste.clicked.connect(lambda: self.text.setPlainText(QGuiApplication.clipboard().text()))
        later.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(heading(_("Past figures from a table")))
        purpose = _("With last year's figures the program can compare at once. This can be done at any time.")
        layout.addWidget(text_label(purpose, "secondary"))
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(field(_("&Year"), self.year))
        choices.addWidget(field(_("&Who reported"), self.unit), 1)
        choices.addStretch(1)
        layout.addLayout(choices)
        layout.addWidget(field(_("&Table"), self.text))
        layout.addLayout(row(paste, None))
        layout.addWidget(self.rows, 1)
        layout.addStretch(0)  # takes the room while there are no rows
        layout.addWidget(self.told)
        layout.addLayout(row(later, None, self.keep))
        self.text.textChanged.connect(self.look_over)
        self.year.textChanged.connect(self.look_over)
        self.unit.currentIndexChanged.connect(self.look_over)
        self.rows.fit()
        self.look_over()

    def look_over(self) -> None:
        """Read what stands in the field, and show what it would do."""
        self._preview = None
        text = self.text.toPlainText()
        if text.strip() and self.year.hasAcceptableInput():
            year, unit_id = int(self.year.text()), self.unit.currentData()
            try:
                self._preview = self._session.read(
                    lambda book: past_figures.read(book, pasted.cells(text), year=year, unit_id=unit_id)
                )
                self._tell("", "")
            except InputError as error:
                self._tell(sentence_of(error), "over")
        elif not text.strip():
            self._tell("", "")
        found = self._preview
        self.rows.model.set_rows(found.rows if found else ())
        self.rows.setVisible(found is not None)
        self.keep.setText(_("&Keep {count} figures").format(count=found.count if found else 0))
        self.keep.setEnabled(bool(found and found.count))

    def _tell(self, sentence: str, look: str) -> None:
        self.told.setText(sentence)
        set_look(self.told, look)

    def _keep(self) -> None:
        found = self._preview
        if found is not None and self._session.do(lambda book: past_figures.keep(book, found)):
            lines = self.text.toPlainText().splitlines()
            names = [one.name for one in found.rows if one.problem is not None]
            self.text.setPlainText("\n".join(line for line in lines if any(name and name in line for name in names)))
            self._tell(
                _("Kept: {count} figures. After closing this, Ctrl+Z takes them back.").format(count=found.count),
                "done",
            )
