"""Attendance: who came from each unit, by name or as a head count."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop.domain.dates import parse_time
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import Attendance, Meeting, Presence
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.ui import icons, widgets
from giaoban_desktop.ui.columns import Columns
from giaoban_desktop.ui.drafts import let_wait
from giaoban_desktop.ui.fields import combo_box, line, on_delete, sentence_of, show_line
from giaoban_desktop.ui.meetings.editing import EditorTab, Setting, fill_units
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.widgets import button, row, secondary, text_label

PRESENCES = {
    Presence.PRESENT: N_("Present"),
    Presence.ABSENT: N_("Absent"),
    Presence.REPRESENTED: N_("Sent someone else"),
}
UNIT, WHO, PRESENCE, REASON, REPRESENTED = range(5)
COLUMNS = (N_("Delegates of"), N_("Name or head count"), N_("Presence"), N_("Reason"), N_("Represented by"))
PADDING = 20
"""Pixels around the words of a cell."""


LINES = ("head_count", "rank", "name", "position", "reason", "arrived_at", "represented_by", "represented_as")
NEW = "new"
"""Stands for the id of a row that was not kept yet."""


class AttendanceTab(EditorTab):
    """A table by unit, and below it the fields of the chosen row or of a new one."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(_("Attendance"))
        self._session = session
        self._rows: list[Attendance] = []
        self._chosen: Attendance | None = None
        self._read_only, self._meeting_id, self._is_filling = True, "", False
        self._refused: tuple[tuple[object, ...], UserError] | None = None
        """What stood in the fields when their row was refused, and why."""
        self.unit, self.presence = combo_box(), combo_box()
        self.head_count, self.rank, self.name = line(96), line(130), line()
        self.position, self.reason, self.represented_by = line(), line(), line()
        self.represented_as, self.arrived_at = line(), line(96)
        for presence, words in PRESENCES.items():
            self.presence.addItem(_(words), presence.value)
        named = (self.head_count, self.rank, self.name, self.position)
        self._lines = (*named, self.reason, self.arrived_at, self.represented_by, self.represented_as)
        self.table = self._make_table()
        on_delete(self.table, _("Remove"), self.remove)
        self._lay_out(theme)
        for control in self._lines:
            control.editingFinished.connect(self._leave)
        self.unit.activated.connect(lambda _index: self._leave())
        self.presence.activated.connect(lambda _index: self._leave())

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, len(COLUMNS))
        table.setHorizontalHeaderLabels([_(words) for words in COLUMNS])
        table.setAccessibleName(_("Attendance"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setMinimumHeight(180)
        table.verticalHeader().hide()
        Columns("attendance", table, lambda room: _widths(table, room), wide=WHO, least=120)
        table.currentCellChanged.connect(lambda at, *_others: self._when_row_chosen(at))
        return table

    def _lay_out(self, theme: Theme) -> None:
        layout = QVBoxLayout(self.inner)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(8)
        self.add_button = button(_("Add a ro&w"), icon="plus", theme=theme)
        self.add_button.setToolTip(self.add_button.text().replace("&", "") + " (Ctrl+Enter)")
        self.add_button.clicked.connect(self.add)
        self.remove_button = button(_("Remove"))
        self.remove_button.setToolTip(f"{_('Remove')} (Delete)")
        self.remove_button.clicked.connect(self.remove)
        self.total = secondary("")
        layout.addLayout(row(self.total, None, self.remove_button, self.add_button))
        layout.addWidget(self.table, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        fields = (
            (_("&Delegates of"), self.unit, 0, 0, 3),
            (_("Head co&unt"), self.head_count, 0, 3, 1),
            (_("Pre&sence"), self.presence, 0, 4, 2),
            (_("Ran&k"), self.rank, 1, 0, 1),
            (_("Na&me"), self.name, 1, 1, 2),
            (_("P&osition"), self.position, 1, 3, 3),
            (_("Reaso&n"), self.reason, 2, 0, 2),
            (_("Came &late, at"), self.arrived_at, 2, 2, 1),
            (_("Represented &by"), self.represented_by, 2, 3, 2),
            (_("In which capac&ity"), self.represented_as, 2, 5, 1),
        )
        for words, control, at, column, span in fields:
            grid.addWidget(widgets.field(words, control), at, column, 1, span)
        for column, stretch in enumerate((1, 2, 2, 1, 2, 2)):
            grid.setColumnStretch(column, stretch)
        layout.addLayout(grid)
        self.wrong = text_label("", "over")
        layout.addWidget(self.wrong)

    # Showing

    def show_meeting(self, meeting: Meeting, setting: Setting, *, read_only: bool) -> None:
        """Show the rows of the meeting; the one chosen before stays chosen."""
        is_other, self._meeting_id = meeting.id != self._meeting_id, meeting.id
        self._setting, self._read_only = setting, read_only
        self._rows, self._refused = list(meeting.attendances), None
        for control in self._lines:
            control.setReadOnly(read_only)
        for choice in (self.unit, self.presence, self.add_button):
            choice.setEnabled(not read_only)
        self.total.setText(_("People who came: {count}").format(count=meeting.people_count))
        kept = self._chosen.id if self._chosen and not is_other else ""
        at = next((at for at, found in enumerate(self._rows) if found.id == kept), 0 if self._rows else -1)
        if not is_other and self._chosen is None:
            at = -1
        if not is_other and self._chosen == (self._rows[at] if at >= 0 else None):
            self._show_table(at)  # what is typed and not kept yet stays
        else:
            self._choose(at)

    def _choose(self, at: int) -> None:
        self._chosen = self._rows[at] if at >= 0 else None
        self._show_table(at)
        self._fill()

    def _show_table(self, at: int) -> None:
        blocker = QSignalBlocker(self.table)
        self.table.setRowCount(len(self._rows))
        for number, found in enumerate(self._rows):
            for column, words in enumerate(self._cells(found)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(number, column, item)
        if at >= 0:
            self.table.setCurrentCell(at, 0)
        else:
            self.table.clearSelection()
            self.table.setCurrentCell(-1, -1)
        blocker.unblock()
        self.remove_button.setEnabled(not self._read_only)

    def _cells(self, found: Attendance) -> tuple[str, ...]:
        unit = self._setting.units.get(found.unit_id or "")
        who = found.participant.introduced if found.participant else str(found.head_count)
        presence = _(PRESENCES[found.presence])
        if found.arrived_at:
            presence = _("{presence}, from {time}").format(presence=presence, time=f"{found.arrived_at:%H:%M}")
        instead = ", ".join(filter(None, (found.represented_by, found.represented_as)))
        return (unit.label if unit else "", who, presence, found.reason, instead)

    def _fill(self) -> None:
        found = self._chosen
        person = found.participant if found else None
        self.wrong.setText("")
        fill_units(self.unit, self._setting, found.unit_id if found else None, nobody=_("No unit"))
        self.presence.setCurrentIndex(list(PRESENCES).index(found.presence) if found else 0)
        show_line(self.head_count, "" if found is None or found.head_count is None else str(found.head_count))
        show_line(self.rank, person.rank if person else "")
        show_line(self.name, person.name if person else "")
        show_line(self.position, person.position if person else "")
        show_line(self.reason, found.reason if found else "")
        show_line(self.represented_by, found.represented_by if found else "")
        show_line(self.represented_as, found.represented_as if found else "")
        show_line(self.arrived_at, f"{found.arrived_at:%H:%M}" if found and found.arrived_at else "")
        self.remember_typing(self._meeting_id)

    # Typing

    def _leave(self) -> None:
        if not self._is_filling:
            self.edited.emit()

    def _when_row_chosen(self, at: int) -> None:
        if 0 <= at < len(self._rows):
            wanted = self._rows[at].id
            if not self._is_left():
                return
            self._choose(next((at for at, found in enumerate(self._rows) if found.id == wanted), -1))

    def add(self) -> None:
        """Keep what is typed and begin a new row."""
        if not self._read_only and self._is_left():
            self._choose(-1)
            self.unit.setFocus()

    def _is_left(self) -> bool:
        """Keep what is typed; False where it is wrong: then its row stays chosen until that is put right or emptied."""
        self._leave()
        try:
            self._checked()
        except UserError as error:
            self._show_table(next((at for at, one in enumerate(self._rows) if one == self._chosen), -1))
            self.wrong.setText(sentence_of(error))
            self.name.setFocus()
            return False
        return True

    def remove(self) -> None:
        """Take the chosen row out, which undo brings back; of a new row what was typed."""
        at = self.table.currentRow()
        if not self._read_only:
            self._let_wait(waits=False)
        if self._chosen is None and not self._read_only:
            self._choose(-1)
            return
        if self._chosen is None or self._read_only or at < 0:
            return
        del self._rows[at]
        self._choose(min(at, len(self._rows) - 1))
        self.edited.emit()

    def rearrange(self, step: int) -> None:
        """Move the chosen row up or down."""
        at, to = self.table.currentRow(), self.table.currentRow() + step
        if self._read_only or self._chosen is None or at < 0 or not 0 <= to < len(self._rows):
            return
        self._leave()
        self._rows[at], self._rows[to] = self._rows[to], self._rows[at]
        self._choose(to)
        self.edited.emit()

    def control_of(self, field: str) -> QWidget | None:
        """Where the first head count is typed; a line of a row after that was chosen."""
        if field == "attendances":
            return self.head_count
        name, _sign, rest = field.partition(".")
        row_id, _sign, wanted = rest.partition(".")
        if name != "attendances" or wanted not in LINES:
            return None
        at = next((at for at, one in enumerate(self._rows) if one.id == row_id), -1)
        if (self._chosen.id if self._chosen else NEW) != row_id:
            self._choose(at)
        return self._lines[LINES.index(wanted)]

    def drafted(self) -> dict[str, QWidget]:
        """The lines of the chosen row."""
        row_id = self._chosen.id if self._chosen else NEW
        return {f"attendances.{row_id}.{name}": made for name, made in zip(LINES, self._lines, strict=True)}

    def refuse(self, field: str, value: object, error: UserError, kept: Meeting) -> bool:
        """Tell it below the row that was typed, which is out of the list and not left until it is another."""
        if field != "attendances":
            return False
        self._refused = self._fields(), error
        self._rows = list(kept.attendances)
        at = next((at for at, one in enumerate(self._rows) if self._chosen and one.id == self._chosen.id), -1)
        self._chosen = self._rows[at] if at >= 0 else None
        self._show_table(at)
        self._let_wait(waits=True)
        self.wrong.setText(sentence_of(error))
        return True

    def _fields(self) -> tuple[object, ...]:
        """What stands in the fields of the row."""
        chosen = (self.unit.currentData(), self.presence.currentData())
        return (*chosen, *(control.text().strip() for control in self._lines))

    def _checked(self) -> Attendance | None:
        """The row in the fields; None when none was begun. Raises: UserError, also while it is the one refused."""
        typed = self._typed()
        if typed is not None and self._refused is not None and self._refused[0] == self._fields():
            raise self._refused[1]
        self._refused = None
        return typed

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.add_button.setIcon(icons.icon("plus", theme.text, theme.disabled))

    # Reading

    def collect(self, meeting: Meeting) -> Meeting:
        """The meeting with the rows that are whole; what is wrong with the chosen one is told."""
        rows = list(self._rows)
        try:
            typed = self._checked()
            if typed is not None:
                at = next((at for at, found in enumerate(rows) if found.id == typed.id), -1)
                rows[at if at >= 0 else len(rows) :] = [typed, *rows[at + 1 :]] if at >= 0 else [typed]
            found = replace(meeting, attendances=tuple(rows))
        except UserError as error:
            self._let_wait(waits=True)
            self.wrong.setText(sentence_of(error))
            return replace(meeting, attendances=tuple(self._rows))
        self._let_wait(waits=False)
        self.wrong.setText("")
        if typed is not None:
            self._rows, self._chosen = rows, typed
            self._show_table(next(at for at, one in enumerate(rows) if one.id == typed.id))
        self.total.setText(_("People who came: {count}").format(count=found.people_count))
        return found

    def _let_wait(self, *, waits: bool) -> None:
        """Whether what stands in the lines is not kept by leaving them, because its row is wrong."""
        for control in self._lines:
            let_wait(self._session, control, waits=waits)

    def _typed(self) -> Attendance | None:
        """The row in the fields; None when none was begun. Raises: InputError."""
        count, name = self.head_count.text().strip(), self.name.text().strip()
        if self._chosen is None and not any(control.text().strip() for control in self._lines):
            return None
        if count and not (count.isascii() and count.isdigit() and len(count) < 6):
            raise InputError("{value} is not a head count. Write it in digits, like 8.", value=count[:20])
        if bool(count) is bool(name):
            raise InputError("Write a name or a head count, one of the two; then the row is kept.")
        before = self._chosen.participant if self._chosen else None
        person: Participant | None = None
        if name:
            rank, position, unit_id = self.rank.text(), self.position.text(), self.unit.currentData()
            if before is not None and before.name == name:
                person = replace(before, rank=rank, position=position, unit_id=unit_id)
            else:
                person = Participant(name, "", rank, position, unit_id=unit_id)
        return Attendance(
            self._chosen.id if self._chosen else new_id(),
            self.unit.currentData(),
            Presence(self.presence.currentData()),
            person,
            int(count) if count else None,
            self.reason.text(),
            self.represented_by.text(),
            self.represented_as.text(),
            parse_time(self.arrived_at.text(), field="arrived_at") if self.arrived_at.text().strip() else None,
        )


def _widths(table: QTableWidget, room: int) -> dict[int, int]:
    """A share of the room each; presence as wide as its longest words."""
    late = _("{presence}, from {time}").format(presence=_(PRESENCES[Presence.PRESENT]), time="00:00")
    said = (*(_(words) for words in PRESENCES.values()), late)
    words = max(table.fontMetrics().horizontalAdvance(one) for one in said)
    return {UNIT: room * 21 // 100, PRESENCE: words + PADDING, REASON: room * 12 // 100, REPRESENTED: room * 16 // 100}
