"""What the clerk does about what the rules say: goes to it, lets it stand with a reason, or types another figure."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from giaoban_desktop.i18n import _, ngettext
from giaoban_desktop.services import validation
from giaoban_desktop.ui.figures.check import CheckBox
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views.figure_findings import CellKey, FigureFindings
from giaoban_desktop.ui.views.figure_model import FIRST
from giaoban_desktop.ui.views.figure_sheet import FigureSheet


class FindingAnswers(QObject):
    """Joins the findings of a sheet with the box in which one of them is answered."""

    said = Signal(str)

    def __init__(
        self, session: Session, sheet: FigureSheet, findings: FigureFindings, box: CheckBox, initiator: QObject
    ) -> None:
        super().__init__(initiator)
        self._session, self._initiator = session, initiator
        self._sheet, self._findings, self._box = sheet, findings, box
        findings.changed.connect(self._show_changed)
        sheet.typed.connect(findings.look_again)
        box.accepted.connect(self._accept)
        box.asked_again.connect(self._ask_again)
        box.correct.connect(self._correct)

    def go_to_next(self) -> None:
        """Go to the next cell, from here on and then from the top, of which something is asked. Headings unfold."""
        self._findings.finish()
        model, table = self._sheet.model, self._sheet.table
        at = table.currentIndex()
        places = [(row, column) for row in range(model.rowCount()) for column in range(FIRST, model.columnCount())]
        here = (at.row(), at.column())
        for row, column in [*(one for one in places if one > here), *(one for one in places if one <= here)]:
            index, group = model.index(row, column), model.group_at(row)
            if group is not None and group.group.code in model.folded and model.asked_within(group):
                self._sheet.unfold(row)
                table.go_to(model.index(row, FIRST))
                self.go_to_next()
                return
            found = model.finding(index) if group is None else None
            if found is not None and found.accepted is None:
                table.go_to(index)
                return
        left = len(self._findings.open_ones)
        if left:
            words = ngettext(
                "Nothing is left to look at in what is shown; {count} figure elsewhere.",
                "Nothing is left to look at in what is shown; {count} figures elsewhere.",
                left,
            )
            self.said.emit(words.format(count=left))
        else:
            self.said.emit(_("Nothing is left to look at."))

    def _show_changed(self, places: set[CellKey]) -> None:
        model, row = self._sheet.model, self._sheet.row
        model.tell_findings(places)
        if row is not None and row.indicator.code in {key.indicator for key, _period in places}:
            index = self._sheet.table.currentIndex()
            self._box.show_finding(model.finding(index), is_editable=model.cell(index).is_editable)

    def _accept(self, reason: str) -> None:
        found = self._box.found
        if found is None:
            return
        finding, today = found.finding, self._session.today
        if self._session.do(lambda book: validation.accept(book, finding, reason, today), initiator=self._initiator):
            self._findings.look_again({finding.about.indicator})
            self._sheet.table.setFocus()

    def _ask_again(self) -> None:
        found = self._box.found
        if found is None or found.accepted is None:
            return
        accepted = found.accepted
        if self._session.do(lambda book: validation.ask_again(book, accepted), initiator=self._initiator):
            self._findings.look_again({accepted.indicator})

    def _correct(self) -> None:
        self._sheet.table.setFocus()
        self._sheet.table.edit(self._sheet.table.currentIndex())
