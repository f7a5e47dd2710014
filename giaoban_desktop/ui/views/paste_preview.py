"""A block before it is pasted: what each cell says now, what it will say, and the cells that cannot take it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from giaoban_desktop.domain.figures import Status
from giaoban_desktop.i18n import _, ngettext, translate
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.services.figure_typing import Entry, Plan
from giaoban_desktop.ui.views import figure_words
from giaoban_desktop.ui.views.figure_model import FigureModel
from giaoban_desktop.ui.views.row_table import Column, RowEditor, RowModel
from giaoban_desktop.ui.widgets import button, heading, row, text_label

WIDTH, HEIGHT = 1000, 560
TEXT_WIDTH = 110
Cells = Mapping[Entry, QModelIndex]
"""Where in the grid each entry of a block goes."""


@dataclass(frozen=True, slots=True)
class PasteLine:
    """A cell that a block would change, or that cannot take its text (`wrong` says why)."""

    row: str
    column: str
    before: str
    after: str
    wrong: str = ""

    @property
    def result(self) -> str:
        """What becomes of the cell, in a word."""
        if self.wrong:
            return self.wrong
        if not self.after:
            return _("becomes not reported")
        return _("changed") if self.before else _("new")


def lines(model: FigureModel, cells: Cells, planned: Plan) -> list[PasteLine]:
    """The cells that cannot take their text, then those that change, then the new ones; each in the grid's order."""
    wrong = {one.entry: translate(one.error) for one in planned.refusals}
    values = {
        (RowKey(one.indicator, one.unit_id, one.disaggregation), one.period): one.value for one in planned.observations
    }
    found = []
    for entry, index in cells.items():
        value = values.get((entry.key, entry.period))
        if entry not in wrong and value is None:
            continue  # says the same already, in other words
        about = model.row_of(index)
        name = f"{figure_words.row_name(about)} ({figure_words.reporter_tag(about)})" if about else entry.key.indicator
        before = model.cell(index).value
        shown = before.text if before.status is not Status.NOT_REPORTED else ""
        after = value.text if value is not None else " ".join(entry.text.split())
        found.append(PasteLine(name, model.column(index.column()).head, shown, after, wrong.get(entry, "")))
    return sorted(found, key=lambda one: 0 if one.wrong else 1 if one.before else 2)


class PastePreview(QDialog):
    """Enter pastes all of it as one act; with a cell that cannot take its text nothing can be pasted."""

    def __init__(self, parent: QWidget, found: Sequence[PasteLine], unchanged: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Paste a block"))
        self.resize(WIDTH, HEIGHT)
        columns: list[Column[PasteLine]] = [
            Column(_("Row"), lambda one: one.row, None, 300),
            Column(_("Column"), lambda one: one.column, None, 80),
            Column(_("Now"), lambda one: one.before or "–", None, TEXT_WIDTH),
            Column(_("Will be"), lambda one: one.after or "–", None, TEXT_WIDTH),
            Column(_("Result"), lambda one: one.result),
        ]
        self.cells = RowEditor(_("Cells of the block"), RowModel(columns, lambda one: False), place="paste-preview")
        self.cells.model.set_rows(found)
        wrong = sum(bool(one.wrong) for one in found)
        self.told = text_label(_told(found, unchanged), "over" if wrong else "")
        count = len(found)
        self.paste = button(
            ngettext("&Paste {count} cell", "&Paste {count} cells", count).format(count=count), look="primary"
        )
        self.paste.setDefault(True)
        self.paste.setEnabled(not wrong)
        self.paste.clicked.connect(self.accept)
        close = button(_("C&lose"))
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(heading(_("Paste a block")))
        layout.addWidget(self.told)
        layout.addWidget(self.cells, 1)
        self.reason = text_label("", "over")
        self.reason.setVisible(bool(wrong))
        layout.addWidget(self.reason)
        self.cells.table.selectionModel().currentRowChanged.connect(lambda *_indexes: self._show_reason())
        layout.addLayout(row(close, None, self.paste))
        self.cells.fit()
        (self.cells.table if wrong else self.paste).setFocus()
        if wrong:
            self.cells.table.setCurrentIndex(self.cells.model.index(0, 0))

    def _show_reason(self) -> None:
        """The whole sentence of the chosen cell, for which its column is too narrow."""
        chosen = self.cells.chosen()
        self.reason.setText(chosen.wrong if chosen else "")


def _told(found: Sequence[PasteLine], unchanged: int) -> str:
    """How many cells become what, in a sentence."""
    wrong = sum(bool(one.wrong) for one in found)
    right = [one for one in found if not one.wrong]
    gone = sum(not one.after for one in right)
    changed = sum(bool(one.before and one.after) for one in right)
    told = _("{new} new, {changed} changed, {gone} become not reported, {unchanged} stay as they are.").format(
        new=len(right) - gone - changed, changed=changed, gone=gone, unchanged=unchanged
    )
    if wrong:
        cannot = ngettext(
            "{count} cell cannot take its text; put it right in the table and copy it again. Nothing was pasted.",
            "{count} cells cannot take their text; put them right in the table and copy it again. Nothing was pasted.",
            wrong,
        ).format(count=wrong)
        return f"{cannot} {told}"
    return told
