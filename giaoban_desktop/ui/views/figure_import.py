"""Figures from a table in a file: what each column holds, what would be done, and the rows that cannot be kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from giaoban_desktop.i18n import _, ngettext, translate
from giaoban_desktop.services import figure_files
from giaoban_desktop.services.figure_files import HEADS, FigurePlan, Refused
from giaoban_desktop.ui.fields import combo_box, sentence_of
from giaoban_desktop.ui.newest_task import NewestTask
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.tasks import Progress
from giaoban_desktop.ui.views import row_table
from giaoban_desktop.ui.views.row_table import RowEditor, RowModel
from giaoban_desktop.ui.widgets import button, heading, row, set_look, text_label

WIDTH, HEIGHT, COLUMNS_HEIGHT = 920, 640, 190
EXAMPLE_LETTERS, NAME_LETTERS = 40, 14


class FigureImportDialog(QDialog):
    """Nothing is kept before the last button, and nothing at all while a row is refused."""

    def __init__(self, parent: QWidget, session: Session, file: Path, rows: Sequence[Sequence[str]]) -> None:
        super().__init__(parent)
        self._session, self._file, self._rows = session, file, rows
        self.plan: FigurePlan | None = None
        self._looking = NewestTask(session)
        self._looking.done.connect(self._show)
        self._looking.refused.connect(lambda error: self._tell(sentence_of(error), "over"))
        self.setWindowTitle(_("Figures from a table"))
        self.resize(WIDTH, HEIGHT)
        self.told, self.keep = text_label(""), button("", look="primary")
        self.keep.setDefault(True)
        columns: list[row_table.Column[Refused]] = [
            row_table.Column(_("Line"), lambda one: str(one.line), None, 70),
            row_table.Column(_("What is wrong"), lambda one: translate(one.error)),
            row_table.Column(_("The row"), lambda one: " · ".join(filter(None, rows[one.line - 1])), None, 300),
        ]
        self.refused = RowEditor(
            _("Rows that cannot be kept"), RowModel(columns, lambda one: False), place="figure-import"
        )
        close = button(_("C&lose"))
        close.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(heading(_("Figures from a table")))
        layout.addWidget(text_label(file.name, "secondary"))
        layout.addWidget(text_label(_("What each column of the table holds:")))
        layout.addWidget(self._mapping())
        layout.addWidget(self.told)
        layout.addWidget(self.refused, 1)
        layout.addStretch(0)  # takes the room while no row is refused
        layout.addLayout(row(close, None, self.keep))
        self.refused.fit()
        self.look_over()

    def _mapping(self) -> QWidget:
        """A line for each column: its head, what stands first in it, and what it is taken for."""
        head = figure_files.head_of(self._rows)
        heads = self._rows[head] if head is not None else ()
        below = self._rows[head + 1 :] if head is not None else ()
        known = figure_files.columns_of(self._rows)
        inner, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(1, 1)
        inner.setLayout(grid)
        self.choices: list[QComboBox] = []
        for place, words in enumerate(heads):
            choice = combo_box(NAME_LETTERS)
            choice.setAccessibleName(_("What the column {name} holds").format(name=words))
            choice.addItem(_("Leave out"), None)
            for column, name in HEADS.items():
                choice.addItem(name, column)
            choice.setCurrentIndex(max(0, choice.findData(known[place])))
            choice.activated.connect(lambda _at: self.look_over())
            example = next((line[place] for line in below if place < len(line) and line[place]), "")
            shown = example if len(example) <= EXAMPLE_LETTERS else f"{example[:EXAMPLE_LETTERS]}…"
            grid.addWidget(text_label(words or "–"), place, 0)
            grid.addWidget(text_label(shown, "secondary"), place, 1)
            grid.addWidget(choice, place, 2)
            self.choices.append(choice)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        area.setFixedHeight(min(COLUMNS_HEIGHT, inner.sizeHint().height() + 4))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def look_over(self) -> None:
        """Find out, beside the window, what the table would do with these columns."""
        columns = tuple(choice.currentData() for choice in self.choices)
        self.plan = None
        self._offer()
        taken = [column for column in columns if column is not None]
        twice = next((column for column in taken if taken.count(column) > 1), None)
        if twice is not None:
            self._tell(_("Two columns are taken for {name}. Leave one out.").format(name=HEADS[twice]), "over")
            return
        path, today, rows = self._session.book.path, self._session.today, self._rows

        def look(_progress: Progress) -> FigurePlan:
            return figure_files.plan_for(path, rows, today=today, columns=columns)

        self._tell(_("The table is being looked over…"), "secondary")
        self._looking.start(look)  # not the window's: another column may be chosen before it has ended

    def done(self, result: int) -> None:
        """Close, and show nothing more."""
        self._looking.drop()
        super().done(result)

    def _show(self, found: FigurePlan) -> None:
        self.plan = found
        counts = _("{new} new, {changed} changed, {unchanged} unchanged, {refused} refused.").format(
            new=len(found.new), changed=len(found.changed), unchanged=found.unchanged, refused=len(found.refused)
        )
        if found.refused:
            counts += " " + _("Put the rows right in the file and open it again; nothing is kept before.")
        self._tell(counts, "over" if found.refused else "")
        self._offer()

    def _offer(self) -> None:
        found = self.plan
        count = len(found.new) + len(found.changed) if found else 0
        self.refused.model.set_rows(found.refused if found else ())
        self.refused.setVisible(bool(found and found.refused))
        self.keep.setText(ngettext("&Keep {count} figure", "&Keep {count} figures", count).format(count=count))
        self.keep.setEnabled(bool(found and count and not found.refused))

    def _keep(self) -> None:
        found, name = self.plan, self._file.name
        if found is not None and self._session.do(lambda book: figure_files.keep(book, found, name)):
            self.accept()

    def _tell(self, sentence: str, look: str) -> None:
        self.told.setText(sentence)
        set_look(self.told, look)
