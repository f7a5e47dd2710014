"""General: when and where the meeting is, who hosts and leads it, which days it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from giaoban_desktop.domain.cut_off import Days
from giaoban_desktop.domain.dates import parse_date, parse_time, short_date
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.periods import Period, parse_words
from giaoban_desktop.domain.text import clean_line
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.i18n import _, translate
from giaoban_desktop.services.cut_off import DaysNotes
from giaoban_desktop.ui.fields import Below, Told, combo_box, line, show_line
from giaoban_desktop.ui.meetings.editing import EditorTab, Setting, apply, fill_units
from giaoban_desktop.ui.meetings.people_grid import PARTS, ROLES, PeopleGrid
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.widgets import NameBox, clear, heading, secondary, tab_through, text_label

_T = TypeVar("_T")
TWO_COLUMNS = 560
"""The least width of the tab at 100 % in which two columns of fields have room."""
_DAY, _TIME = "30/11/2026", "00:00"
LONGEST = {"held_on": _DAY, "starts_at": _TIME, "ends_at": _TIME, "counted_from": _DAY, "counted_to": _DAY}
"""What must stand whole in a field."""


class GeneralTab(EditorTab):
    """Fields in two columns or one, then the three people who lead and write.

    `count` gives the days of a meeting about a period, `notes` what to look at in those of a meeting.
    """

    def __init__(
        self,
        today: Callable[[], date],
        count: Callable[[Meeting, Period], Days],
        notes: Callable[[Meeting], DaysNotes],
    ) -> None:
        super().__init__(_("General"))
        self._today, self._count, self._notes = today, count, notes
        layout = QVBoxLayout(self.inner)
        layout.setContentsMargins(0, 16, 16, 16)
        layout.setSpacing(16)
        self.host = combo_box()
        self.grid = PeopleGrid(self.host.currentData)
        self.grid.edited.connect(self.edited)
        self.people, self.appointed = self.grid.people, self.grid.appointed
        self.host.activated.connect(self._when_host_chosen)
        self._refused: dict[str, tuple[Any, UserError]] = {}
        """Values that were refused and still stand in their fields."""
        self._below_days, self._below_counted = Below(), Below()
        self.breaks, self.by_rule = text_label("", "soon"), text_label("", "secondary")
        self.told: dict[str, Told] = {
            "title": Told(_("&Title"), line()),
            "period": Told(_("Per&iod"), line()),
            "held_on": Told(_("&Held on"), line(), self._below_days),
            "starts_at": Told(_("&Starts at"), line(), self._below_days),
            "ends_at": Told(_("E&nds at"), line(), self._below_days),
            "place": Told(_("P&lace"), line()),
            "host_id": Told(_("H&ost"), self.host),
            "counted_from": Told(_("Counted fro&m"), line(), self._below_counted),
            "counted_to": Told(_("Counted &until"), line(), self._below_counted),
        }
        layout.addWidget(self.told["title"])
        layout.addLayout(self._form())
        layout.addWidget(heading(_("Who leads and writes")))
        layout.addWidget(self.grid)
        layout.addStretch(1)
        for told in self.told.values():
            if isinstance(told.control, QLineEdit):
                told.control.editingFinished.connect(self.edited)

    def _form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        self._grid = grid
        days = QHBoxLayout()
        days.setSpacing(12)
        for name in ("held_on", "starts_at", "ends_at"):
            days.addLayout(_at_foot(self.told[name]), 4 if name == "held_on" else 3)
        counted = QHBoxLayout()
        counted.setSpacing(12)
        counted.addLayout(_at_foot(self.told["counted_from"]))
        counted.addLayout(_at_foot(self.told["counted_to"]))
        holder, self._organisers_holder = QWidget(), QWidget()
        organisers = QVBoxLayout(holder)
        organisers.setContentsMargins(0, 0, 0, 0)
        organisers.setSpacing(4)
        organisers.addWidget(secondary(_("Co-organisers")))
        self._organisers = QVBoxLayout(self._organisers_holder)
        self._organisers.setContentsMargins(0, 0, 0, 0)
        self._organisers.setSpacing(4)
        organisers.addWidget(self._organisers_holder)
        organisers.addStretch(1)
        period, place, host = self.told["period"], self.told["place"], self.told["host_id"]
        days_holder = _stacked(days, self._below_days)
        counted_holder = _stacked(counted, self._below_counted, self.breaks, self.by_rule)
        self._fields = (period, counted_holder, days_holder, place, host, holder)
        self._arrange(2)
        self._fit_days()
        self.boxes: dict[str, NameBox] = {}
        return grid

    def _arrange(self, columns: int) -> None:
        """Put the fields into two columns, or below each other."""
        for at, part in enumerate(self._fields):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, at // columns, at % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
        self._columns = columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields below each other where two columns would be too narrow."""
        super().resizeEvent(event)
        columns = 2 if self.width() * HEIGHT_AT_100 >= TWO_COLUMNS * self.fontMetrics().height() else 1
        if columns != self._columns:
            self._arrange(columns)

    def _fit_days(self) -> None:
        """Days and times are never cut off, whatever the size of the text."""
        for name, longest in LONGEST.items():
            room = self.fontMetrics().horizontalAdvance(longest) + 24
            self.told[name].control.setMinimumWidth(room)

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text grows or shrinks."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit_days()

    # Showing

    def show_meeting(self, meeting: Meeting, setting: Setting, *, read_only: bool) -> None:
        """Fill the fields."""
        self._setting = setting
        self._refused.clear()
        words = {
            "title": meeting.title,
            "period": meeting.period.name,
            "held_on": short_date(meeting.held_on),
            "starts_at": _clock(meeting.starts_at),
            "ends_at": _clock(meeting.ends_at),
            "place": meeting.place,
            "counted_from": short_date(meeting.counted_from),
            "counted_to": short_date(meeting.counted_to),
        }
        for name, text in words.items():
            control = self.told[name].control
            if isinstance(control, QLineEdit):
                show_line(control, text)
                control.setReadOnly(read_only)
            self.told[name].tell(None)
        fill_units(self.host, setting, meeting.host_id)
        self._host_before: str = meeting.host_id
        self.host.setEnabled(not read_only)
        self._show_organisers(meeting, read_only)
        self.grid.show_people(meeting, setting.people, read_only=read_only)
        self.tell_counted(meeting)

    def enter(self, meeting: Meeting) -> None:
        """Ask for who appointed, where the attendance was changed meanwhile."""
        self.grid.show_appointed(meeting)

    def _show_organisers(self, meeting: Meeting, read_only: bool) -> None:
        offered = {unit.id for unit in self._setting.forces} | set(meeting.co_organiser_ids)
        wanted = [unit for unit in self._setting.units.values() if unit.id in offered]
        if [unit.id for unit in wanted] != list(self.boxes):
            clear(self._organisers)
            self.boxes = {}
            for unit in wanted:
                box = NameBox(unit.label)
                box.clicked.connect(lambda _checked=False: self.edited.emit())
                self._organisers.addWidget(box)
                self.boxes[unit.id] = box
            tab_through(self.host, *self.boxes.values(), self.people[next(iter(ROLES)), next(iter(PARTS))])
        for unit_id, box in self.boxes.items():
            box.setChecked(unit_id in meeting.co_organiser_ids)
            box.setEnabled(not read_only and unit_id != meeting.host_id)

    def _when_host_chosen(self) -> None:
        """The host is no co-organiser; who was host before is one now, as forces take turns."""
        chosen = self.host.currentData()
        for unit_id, box in self.boxes.items():
            if unit_id == chosen:
                box.setChecked(False)
            elif unit_id == self._host_before:
                box.setChecked(True)
            box.setEnabled(unit_id != chosen)
        self._host_before = chosen
        self.edited.emit()

    def drafted(self) -> dict[str, QWidget]:
        """Every line of the tab."""
        lines: dict[str, QWidget] = {name: told.control for name, told in self.told.items()}
        return lines | self.grid.drafted()

    def control_of(self, field: str) -> QWidget | None:
        """The field itself; of a person the name."""
        return self.told[field].control if field in self.told else self.grid.control_of(field)

    # Reading

    def collect(self, meeting: Meeting) -> Meeting:
        """The meeting with what stands in the fields; a wrong field is told and changes nothing."""
        told = self.told
        period = self._unless_refused("period", told["period"].read(self._period, meeting.period), meeting.period)
        if period != meeting.period:
            return self._about(meeting, period)
        chosen = [unit_id for unit_id, box in self.boxes.items() if box.isChecked()]
        kept = [unit_id for unit_id in meeting.co_organiser_ids if unit_id in chosen]
        values: dict[str, Any] = {
            "title": told["title"].read(_not_empty, meeting.title),
            "held_on": told["held_on"].read(self._day, meeting.held_on),
            "starts_at": told["starts_at"].read(_time, meeting.starts_at),
            "ends_at": told["ends_at"].read(_time, meeting.ends_at),
            "place": told["place"].read(clean_line, meeting.place),
            "host_id": self.host.currentData(),
            "co_organiser_ids": tuple(kept + [unit_id for unit_id in chosen if unit_id not in kept]),
            "counted_from": told["counted_from"].read(self._day, meeting.counted_from),
            "counted_to": told["counted_to"].read(self._day, meeting.counted_to),
        }
        values |= self.grid.values(meeting)
        values = {name: self._unless_refused(name, value, getattr(meeting, name)) for name, value in values.items()}
        for name in ("held_on", "counted_from", "counted_to", "starts_at", "ends_at"):
            if not told[name].sentence and name not in self._refused:
                value = values[name]
                show_line(self._line(name), short_date(value) if isinstance(value, date) else _clock(value))
        collected = apply(meeting, values, told)
        self.grid.show_appointed(collected)
        return collected

    def refuse(self, field: str, value: object, error: UserError, kept: Meeting) -> bool:
        """Tell it at the field, and leave the value out until another one is typed."""
        if field not in self.told:
            return False
        if field == "period":  # what followed it is put back
            show_line(self._line("title"), kept.title)
            self.show_counted(kept)
        self._refused[field] = value, error
        self.told[field].tell(error)
        return True

    def _unless_refused(self, name: str, value: _T, kept: _T) -> _T:
        """What was typed; what is kept where that was refused, which is told again."""
        refused, error = self._refused.get(name, (None, None))
        if error is None or value != refused:
            self._refused.pop(name, None)
            return value
        self.told[name].tell(error)
        return kept

    def _about(self, meeting: Meeting, period: Period) -> Meeting:
        """The meeting about another period; the fields that follow it are filled anew."""
        changed = meeting.about(period, self._count(meeting, period))
        show_line(self._line("title"), changed.title)
        show_line(self._line("period"), period.name)
        self.show_counted(changed)
        return changed

    def show_counted(self, meeting: Meeting) -> None:
        """Show the days that are counted, where they follow what was typed elsewhere."""
        for name, day in (("counted_from", meeting.counted_from), ("counted_to", meeting.counted_to)):
            show_line(self._line(name), short_date(day))

    def tell_counted(self, meeting: Meeting) -> None:
        """Say what to look at in the days that a meeting counts, as long as they can be changed."""
        found = self._notes(meeting) if meeting.is_editable else DaysNotes()
        self.breaks.setText("\n".join(map(translate, found.breaks)))
        self.breaks.setVisible(bool(found.breaks))
        self.by_rule.setText(translate(found.by_rule) if found.by_rule else "")
        self.by_rule.setVisible(found.by_rule is not None)

    def _line(self, name: str) -> QLineEdit:
        control = self.told[name].control
        assert isinstance(control, QLineEdit)
        return control

    def _period(self, text: str) -> Period:
        return parse_words(text, today=self._today())

    def _day(self, text: str) -> date:
        return parse_date(text, today=self._today())


def _stacked(fields: QHBoxLayout, *below: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2)
    layout.addLayout(fields)
    for part in below:
        layout.addWidget(part)
    layout.addStretch(1)
    return holder


def _at_foot(told: Told) -> QVBoxLayout:
    """A field that stands in line with those beside it, however many lines their labels take."""
    layout = QVBoxLayout()
    layout.addStretch(1)
    layout.addWidget(told)
    return layout


def _clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def _time(text: str) -> time | None:
    return parse_time(text) if text.strip() else None


def _not_empty(text: str) -> str:
    if not text.strip():
        raise InputError("This must not be empty. Fill it in.", field="title")
    return clean_line(text)
