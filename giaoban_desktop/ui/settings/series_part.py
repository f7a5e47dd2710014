"""Regular meetings: how often the office meets, and what and who usually belongs to a meeting."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import AgendaItem, short_name
from giaoban_desktop.domain.series import Cycle
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_, _, translate
from giaoban_desktop.services import office, people, series
from giaoban_desktop.ui.fields import combo_box
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.settings.part import Part
from giaoban_desktop.ui.views.row_table import Column, RowEditor, RowModel, text_column
from giaoban_desktop.ui.widgets import field, heading, row, text_label

AS_SO_FAR = ""
NAMES = {
    AS_SO_FAR: N_("In the rhythm of the meetings so far"),
    Cycle.MONTHS.value: N_("Each month"),
    Cycle.QUARTERS.value: N_("Each quarter"),
    Cycle.BOTH.value: N_("Each month and each quarter"),
    Cycle.REPLACING.value: N_("Each month; a quarter in place of its third month"),
}
CYCLE_LETTERS = 40


class SeriesPart(Part):
    """The cycle with the meeting it gives next, the usual agenda, and the officials who are usually there."""

    def __init__(self, session: Session) -> None:
        purpose = _(
            "From this the next meeting is prepared in one step: its period, day, host, people and agenda."
            " In the meeting itself everything can be changed."
        )
        super().__init__(session, _("Regular meetings"), purpose)
        self.cycle = combo_box(CYCLE_LETTERS)
        for value, words in NAMES.items():
            self.cycle.addItem(_(words), value)
        self.cycle.activated.connect(lambda _index: self._choose_cycle())
        self.next = text_label("", "secondary")
        columns: list[Column[AgendaItem]] = [
            Column(_("Item"), lambda item: item.title, lambda item, text: replace(item, title=text)),
            text_column(_("Presented by"), "presenter", 260),
        ]
        self.agenda = RowEditor(
            _("Usual agenda"),
            RowModel(columns, self._keep_item),
            place="usual-agenda",
            add=self._add_item,
            remove=lambda item: self._keep_agenda([one for one in self.agenda.model.rows if one.id != item.id]),
            arrange=self._keep_agenda,
        )
        self.people = QListWidget()
        self.people.setAccessibleName(_("Who usually comes"))
        self.people.itemChanged.connect(lambda _item: self._keep_people())
        self.column.addLayout(row(field(_("&How often the office meets"), self.cycle), None))
        self.column.addWidget(self.next)
        self.column.addWidget(heading(_("Usual agenda")))
        hint = _(
            "It begins with the review of the last conclusions by itself. Empty, the agenda of the newest meeting is"
            " taken over."
        )
        self.column.addWidget(text_label(hint, "secondary"))
        self.column.addWidget(self.agenda, 3)
        self.column.addWidget(heading(_("Who usually comes")))
        hint = _("With nobody marked, those on the list of the newest meeting are proposed.")
        self.column.addWidget(text_label(hint, "secondary"))
        self.column.addWidget(self.people, 3)

    def load(self) -> None:
        """Read the setting, and what it gives next."""
        chosen = self.session.read(series.cycle)
        self.cycle.setCurrentIndex(self.cycle.findData(chosen.value if chosen else AS_SO_FAR))
        self.agenda.fit()
        self.agenda.model.set_rows(self.session.read(series.usual_agenda))
        self._show_people()
        self._tell_next()

    def _show_people(self) -> None:
        usual = set(self.session.read(series.usual_people))
        self.people.blockSignals(True)
        self.people.clear()
        for person in self.session.read(people.listed):
            item = QListWidgetItem(person.as_of_today().introduced)
            item.setData(Qt.ItemDataRole.UserRole, person.id)
            item.setCheckState(Qt.CheckState.Checked if person.id in usual else Qt.CheckState.Unchecked)
            self.people.addItem(item)
        self.people.blockSignals(False)

    def _tell_next(self) -> None:
        today = self.session.today
        try:
            proposed = self.session.read(lambda book: series.propose(book, today=today)).meeting
        except UserError as error:
            self.next.setText(translate(error))
            return
        units = {unit.id: unit.label for unit in self.session.read(office.units)}
        words = _("The next one would be {meeting} on {day}, organised by {host}.")
        self.next.setText(
            words.format(
                meeting=short_name(proposed.kind, proposed.period),
                day=short_date(proposed.held_on),
                host=units[proposed.host_id],
            )
        )

    # Keeping

    def _choose_cycle(self) -> None:
        value = self.cycle.currentData()
        chosen = Cycle(value) if value else None
        if self.session.do(lambda book: series.choose_cycle(book, chosen), initiator=self):
            self._tell_next()

    def _keep_item(self, item: AgendaItem) -> bool:
        items = [item if one.id == item.id else one for one in self.agenda.model.rows]
        return self.session.do(lambda book: series.save_usual_agenda(book, items), initiator=self)

    def _keep_agenda(self, items: list[AgendaItem]) -> None:
        if self.session.do(lambda book: series.save_usual_agenda(book, items), initiator=self):
            self.agenda.model.set_rows(items)

    def _add_item(self) -> None:
        self._keep_agenda([*self.agenda.model.rows, AgendaItem(new_id(), _("New item"))])
        self.agenda.type_in(len(self.agenda.model.rows) - 1, 0)

    def _keep_people(self) -> None:
        items = [self.people.item(at) for at in range(self.people.count())]
        chosen = [str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() is Qt.CheckState.Checked]
        self.session.do(lambda book: series.save_usual_people(book, chosen), initiator=self)
