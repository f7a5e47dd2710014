"""Agenda: what is gone through, who presents it, what came out of it, and the documents the meeting rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from giaoban_desktop.domain.dates import parse_date, short_date
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import AgendaItem, LegalBasis, Meeting
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.ui.meetings.editing import EditorTab, Setting
from giaoban_desktop.ui.meetings.outcomes_list import OutcomesList
from giaoban_desktop.ui.views.row_table import Column, RowEditor, RowModel, text_column
from giaoban_desktop.ui.widgets import heading, row, text_label

DECREE = ("03/2019/NĐ-CP", date(2019, 9, 5), "Chính phủ")
"""The decree on the coordination of the forces, proposed as the first legal basis."""


MOST_DIGITS = 5
"""Digits that minutes have fewer of."""


class AgendaTab(EditorTab):
    """Lists that are typed into as tables. `demand` makes an outcome a directive, which `find` gives by its id;
    `wanted` asks for its place.
    """

    wanted = Signal(str)

    def __init__(self, today: Callable[[], date], demand: QAction, find: Callable[[str], Directive | None]) -> None:
        super().__init__(_("Agenda"))
        self._today = today
        layout = QVBoxLayout(self.inner)
        layout.setContentsMargins(0, 16, 16, 16)
        layout.setSpacing(8)
        items: list[Column[AgendaItem]] = [
            Column(_("Item"), lambda item: item.title, lambda item, text: replace(item, title=text)),
            text_column(_("Presented by"), "presenter", 200),
            _minutes_column(_("Planned"), "planned_minutes"),
            _minutes_column(_("Used"), "used_minutes"),
            Column(
                _("Next time"),
                lambda item: "x" if item.postponed else "",
                lambda item, text: replace(item, postponed=bool(text.strip())),
                76,
                lambda item: (
                    _("It comes first in the next meeting.")
                    if item.postponed
                    else _("x puts it off to the next meeting")
                ),
            ),
        ]
        bases: list[Column[LegalBasis]] = [
            text_column(_("Type"), "document_type", 120),
            text_column(_("Number"), "number", 140),
            Column(_("Date"), lambda basis: short_date(basis.issued_on), self._with_day, 110),
            text_column(_("Issued by"), "issuer", 140),
            text_column(_("Subject"), "subject"),
        ]
        self.items = RowEditor(
            _("Agenda"),
            RowModel(items, lambda item: True),
            place="agenda",
            add=self._add_item,
            remove=self._remove_item,
            arrange=self._arrange_items,
            letters=False,
            lines=(2, 6),
        )
        self.bases = RowEditor(
            _("Legal bases"),
            RowModel(bases, lambda basis: True),
            place="legal-bases",
            add=self._add_basis,
            remove=self._remove_basis,
            letters=False,
            lines=(1, 3),
        )
        self.outcomes = OutcomesList(demand, find)
        self.outcomes.edited.connect(self.edited)
        self.outcomes.wanted.connect(self.wanted)
        self.items.model.dataChanged.connect(lambda *_where: self._show_outcomes())
        self.items.table.selectionModel().currentRowChanged.connect(lambda *_where: self._show_outcomes())
        for editor in (self.items, self.bases):
            editor.model.dataChanged.connect(lambda *_where: self.edited.emit())
        self.total = text_label("", "secondary")
        head = row(heading(_("Agenda")))
        head.addWidget(self.total, 1)
        layout.addLayout(head)
        for part in (self.items, self.outcomes):
            layout.addWidget(part)
            layout.addSpacing(16)
        layout.addWidget(heading(_("Legal bases")))
        layout.addWidget(self.bases)
        layout.addStretch(1)

    def show_meeting(self, meeting: Meeting, setting: Setting, *, read_only: bool) -> None:
        """Show agenda, outcomes and legal bases; the item chosen before stays chosen."""
        chosen = self.items.chosen()
        for editor in (self.items, self.bases):
            editor.fit()
            editor.set_read_only(read_only)
        self.outcomes.show_outcomes(meeting.outcomes, read_only=read_only)
        self.items.model.set_rows(meeting.agenda)
        self._choose_item(chosen.id if chosen else "")
        self.total.setText(_total(meeting.agenda))
        self.bases.model.set_rows(meeting.legal_bases)

    def collect(self, meeting: Meeting) -> Meeting:
        """The meeting with what stands in the lists."""
        self.total.setText(_total(self.items.model.rows))
        whole = meeting.with_agenda(tuple(self.items.model.rows), self.outcomes.all)
        return replace(whole, legal_bases=tuple(self.bases.model.rows))

    def enter(self, meeting: Meeting) -> None:
        """Offer to make the chosen outcome a directive, or to see the one that was made."""
        self.outcomes.offer()

    def control_of(self, field: str) -> QWidget | None:
        """The list of a part; of an outcome after it was chosen."""
        part, _sign, rest = field.partition(".")
        if part == "outcome":
            return self._choose_outcome(rest.partition(".")[0])
        return {"agenda": self.items.table, "legal_bases": self.bases.table}.get(field)

    def add(self) -> None:
        """Begin another row of the list that has the keyboard."""
        if self.bases.table.hasFocus():
            self._add_basis()
        elif self.outcomes.rows.table.hasFocus():
            self.outcomes.add()
        else:
            self._add_item()

    def rearrange(self, step: int) -> None:
        """Move the chosen item, or the chosen outcome while the outcomes have the keyboard."""
        (self.outcomes.rows if self.outcomes.rows.table.hasFocus() else self.items).move_row(step)

    def _add_item(self) -> None:
        self._show(self.items, [*self.items.model.rows, AgendaItem(new_id(), _("New item"))])
        self.items.type_in(len(self.items.model.rows) - 1, 0)

    def _add_basis(self) -> None:
        number, issued_on, issuer = DECREE
        self._show(self.bases, [*self.bases.model.rows, LegalBasis(new_id(), number, issued_on, issuer=issuer)])
        self.bases.type_in(len(self.bases.model.rows) - 1, 1)

    def _remove_item(self, item: AgendaItem) -> None:
        at = self.items.table.currentIndex().row()
        self._show(self.items, [one for one in self.items.model.rows if one.id != item.id])
        self.items.choose(at)

    def _remove_basis(self, basis: LegalBasis) -> None:
        self._show(self.bases, [one for one in self.bases.model.rows if one.id != basis.id])

    def _choose_item(self, item_id: str) -> None:
        """Choose an item by its id, else the first, and show its outcomes."""
        self.items.choose(next((at for at, one in enumerate(self.items.model.rows) if one.id == item_id), 0))
        self._show_outcomes()

    def _choose_outcome(self, outcome_id: str) -> QWidget | None:
        found = next((one for one in self.outcomes.all if one.id == outcome_id), None)
        if found is None:
            return None
        self._choose_item(found.agenda_item_id)
        self.outcomes.show_outcome(outcome_id)
        return self.outcomes.rows.table

    def _show_outcomes(self) -> None:
        self.outcomes.show_item(self.items.chosen())

    def _arrange_items(self, items: list[AgendaItem]) -> None:
        self._show(self.items, items)

    def _show(self, editor: RowEditor, rows: list) -> None:  # type: ignore[type-arg]
        editor.model.set_rows(rows)
        self.edited.emit()

    def _with_day(self, basis: LegalBasis, text: str) -> LegalBasis:
        return replace(basis, issued_on=parse_date(text, today=self._today()))


def _minutes_column(title: str, attribute: str) -> Column[AgendaItem]:
    """A column of minutes, empty where none were told."""

    def typed(item: AgendaItem, text: str) -> AgendaItem:
        said = text.strip()
        if said and not (said.isascii() and said.isdigit() and len(said) < MOST_DIGITS):
            raise InputError("{value} are no minutes. Write them in digits, like 15.", field=attribute, value=said[:20])
        return replace(item, **{attribute: int(said) if said else None})  # type: ignore[arg-type]

    def shown(item: AgendaItem) -> str:
        minutes = getattr(item, attribute)
        return "" if minutes is None else str(minutes)

    return Column(title, shown, typed, 76)


def _total(items: Sequence[AgendaItem]) -> str:
    """The minutes of all items together; nothing where none were told."""
    planned = sum(item.planned_minutes or 0 for item in items if not item.postponed)
    used = sum(item.used_minutes or 0 for item in items)
    if not planned and not used:
        return _("planned and used in minutes; x under “Next time” puts an item off to the next meeting")
    return _("planned {planned} minutes, used {used}").format(planned=planned, used=used)
