"""The outcomes of the chosen item of the agenda: what was taken note of, decided and demanded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import AgendaItem
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.domain.text import fold, shorten
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.ui.views.meant_day import MeantDay
from giaoban_desktop.ui.views.row_table import Column, RowEditor, RowModel, text_column
from giaoban_desktop.ui.widgets import action_button, button, text_label

WORDS = 1
"""The column of the words."""


class OutcomesList(QWidget):
    """Rows of kind and words. `edited` asks to keep them, `wanted` for the place of a directive made from one;
    `find` gives the directive of an id.
    """

    edited = Signal()
    wanted = Signal(str)

    def __init__(self, demand: QAction, find: Callable[[str], Directive | None]) -> None:
        super().__init__()
        self._demand, self._find, self._read_only = demand, find, True
        self._item: AgendaItem | None = None
        self._all: tuple[Outcome, ...] = ()
        self.head = text_label("", "section")
        self.see_button = button(_("See the directive"))
        self.see_button.clicked.connect(self._see)
        columns: list[Column[Outcome]] = [
            Column(_("Kind"), lambda one: _word(one.kind), _with_kind, 116, choices=_words),
            text_column(_("Words"), "text"),
        ]
        self.rows = RowEditor(
            _("Outcomes"),
            RowModel(columns, self._keep),
            place="outcomes",
            add=self.add,
            remove=self._remove,
            arrange=self._show,
            letters=False,
            wraps=True,
            lines=(2, 6),
            more=(action_button(demand), self.see_button),
        )
        self.rows.model.dataChanged.connect(lambda *_where: self.edited.emit())
        self.rows.table.selectionModel().currentRowChanged.connect(lambda *_where: self.offer())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(self.rows, 1)
        self.meant = MeantDay()
        layout.addWidget(self.meant)

    @property
    def all(self) -> tuple[Outcome, ...]:
        """The outcomes of all items, those of the chosen one as they stand in the list."""
        return self._all

    @property
    def chosen(self) -> Outcome | None:
        """The chosen outcome, after a cell that is typed in was left."""
        self.rows.table.setFocus()
        return self.rows.chosen()

    def show_outcomes(self, outcomes: Sequence[Outcome], *, read_only: bool) -> None:
        """Take over the outcomes of all items of a meeting."""
        self._all, self._read_only = tuple(outcomes), read_only
        self.rows.fit()

    def show_item(self, item: AgendaItem | None) -> None:
        """Show the outcomes of an item; of none where there is no item."""
        is_other = (item and item.id) != (self._item and self._item.id)
        self._item = item
        self.head.setText(
            _("Outcomes of “{item}”").format(item=shorten(item.title, 90))
            if item
            else _("Outcomes of the chosen item of the agenda")
        )
        self.rows.set_read_only(self._read_only or item is None)
        self.rows.model.set_rows([one for one in self._all if item and one.agenda_item_id == item.id])
        if is_other or self.rows.chosen() is None:
            self.rows.choose(0)
        self.offer()

    def show_outcome(self, outcome_id: str) -> None:
        """Choose one of those that are shown."""
        self.rows.choose(next(at for at, one in enumerate(self.rows.model.rows) if one.id == outcome_id))

    def offer(self) -> None:
        """Offer to make the chosen outcome a directive, or to see the one it was made."""
        found = self.rows.chosen()
        made = self._find(found.directive_id) if found is not None and found.directive_id is not None else None
        self.see_button.setVisible(made is not None)
        self.meant.ask(made, read_only=self._read_only)
        if self.isVisible():  # else the key belongs to the tab in front
            self._demand.setEnabled(found is not None and not self._read_only)

    def add(self) -> None:
        """Begin another outcome, of the kind of the one before."""
        if self._item is None or self._read_only:
            return
        before = self.rows.model.rows
        kind = before[-1].kind if before else OutcomeKind.INFORMATION
        self._show([*before, Outcome(new_id(), self._item.id, kind, _("New outcome"))])
        self.rows.type_in(len(before), WORDS)

    def _remove(self, outcome: Outcome) -> None:
        self._show([one for one in self.rows.model.rows if one.id != outcome.id])

    def _show(self, rows: Sequence[Outcome]) -> None:
        """Let these be the outcomes of the item."""
        at, item = self.rows.table.currentIndex().row(), self._item
        others = [one for one in self._all if item is None or one.agenda_item_id != item.id]
        self._all = (*others, *rows)
        self.rows.model.set_rows(rows)
        self.rows.choose(at)
        self.edited.emit()

    def _keep(self, changed: Outcome) -> bool:
        self._all = tuple(changed if one.id == changed.id else one for one in self._all)
        return True

    def _see(self) -> None:
        found = self.rows.chosen()
        if found is not None and found.directive_id is not None:
            self.wanted.emit(f"directive.{found.directive_id}.text")


def _word(kind: OutcomeKind) -> str:
    word = i18n.label(kind)
    return word[:1].upper() + word[1:]


def _words() -> list[str]:
    return [_word(kind) for kind in OutcomeKind]


def _with_kind(outcome: Outcome, text: str) -> Outcome:
    """The outcome of the kind that was typed, with or without marks."""
    kind = next((kind for kind in OutcomeKind if fold(_word(kind)) == fold(text)), None)
    if kind is None:
        raise InputError(
            "{value} is not known here. Write one of: {choices}.", value=text[:40], choices=", ".join(_words())
        )
    return replace(outcome, kind=kind)
