"""Who leads and writes: honorific, rank, name and position of each, and who appointed those that were not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QWidget

from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.people import Participant, Person
from giaoban_desktop.domain.text import clean_line, name_sort_key
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.ui.fields import line, show_line
from giaoban_desktop.ui.widgets import field, secondary, text_label

ROLES = {"leader": N_("Leader"), "chair": N_("Chair"), "secretary": N_("Secretary")}
SIGNING = ("chair", "secretary")
BY = "_appointed_by"
APPOINTED = {
    "chair": N_("Who appointed the chair, who is not in the attendance"),
    "secretary": N_("Who appointed the secretary, who is not in the attendance"),
}
PARTS = {"honorific": N_("Honorific"), "rank": N_("Rank"), "name": N_("Person's name"), "position": N_("Position")}
STRETCH = {"honorific": 0, "rank": 0, "name": 3, "position": 4}
WIDTHS = {"honorific": 72, "rank": 110}


class PeopleGrid(QWidget):
    """A row for each role. `edited` tells that a line was left; `host` gives the unit whose people chair."""

    edited = Signal()

    def __init__(self, host: Callable[[], str]) -> None:
        super().__init__()
        self._host = host
        self._known: Sequence[Person] = ()
        self._names = QStringListModel(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for column, (part, words) in enumerate(PARTS.items(), start=1):
            grid.addWidget(secondary(_(words)), 0, column)
            grid.setColumnStretch(column, STRETCH[part])
        self.people: dict[tuple[str, str], QLineEdit] = {}
        self._wrong: dict[str, Any] = {}
        self.appointed: dict[str, QLineEdit] = {}
        self._appointed: dict[str, QWidget] = {}
        for number, (role, words) in enumerate(ROLES.items()):
            at = 1 + number * 3
            grid.addWidget(secondary(_(words)), at, 0)
            for column, part in enumerate(PARTS, start=1):
                made = line(WIDTHS.get(part, 0))
                made.setAccessibleName(f"{_(words)}: {_(PARTS[part])}")
                made.editingFinished.connect(self.edited)
                grid.addWidget(made, at, column)
                self.people[role, part] = made
            self._offer_names(role)
            self._wrong[role] = text_label("", "over")
            self._wrong[role].hide()
            grid.addWidget(self._wrong[role], at + 1, 1, 1, 4)
            if role in SIGNING:
                grid.addWidget(self._appointed_by(role), at + 2, 1, 1, 4)

    def _appointed_by(self, role: str) -> QWidget:
        """A line that is shown where who signs was not there by the attendance."""
        made = line()
        made.editingFinished.connect(self.edited)
        self.appointed[role] = made
        self._appointed[role] = field(_(APPOINTED[role]), made)
        self._appointed[role].hide()
        return self._appointed[role]

    def show_appointed(self, meeting: Meeting) -> None:
        """Ask who appointed the ones that sign without having come by the attendance; keep showing what was said."""
        for role, holder in self._appointed.items():
            person = meeting.signers.get(role)
            is_asked = person is not None and not meeting.may_have_come(person)
            holder.setVisible(is_asked or bool(meeting.appointed_by(role)))

    def _offer_names(self, role: str) -> None:
        """Offer known officials by given name while a name is typed; the one that is taken fills the row."""
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda name: self._take_person(role, name))
        self.people[role, "name"].setCompleter(completer)

    def _take_person(self, role: str, name: str) -> None:
        found = next((one for one in self._known if one.name == name), None)
        if found is not None:
            for part in PARTS:
                show_line(self.people[role, part], getattr(found, part))
            self.edited.emit()

    # Showing

    def show_people(self, meeting: Meeting, known: Sequence[Person], *, read_only: bool) -> None:
        """Fill the rows; who is known is offered while a name is typed."""
        self._known = known
        self._names.setStringList([one.name for one in sorted(known, key=lambda one: name_sort_key(one.name))])
        for (role, part), control in self.people.items():
            person: Participant | None = getattr(meeting, role)
            show_line(control, getattr(person, part) if person else "")
            control.setReadOnly(read_only)
            self._wrong[role].hide()
        for role, control in self.appointed.items():
            show_line(control, meeting.appointed_by(role))
            control.setReadOnly(read_only)
        self.show_appointed(meeting)

    def drafted(self) -> dict[str, QWidget]:
        """Every line."""
        lines: dict[str, QWidget] = {f"{role}{BY}": control for role, control in self.appointed.items()}
        return lines | {f"{role}.{part}": control for (role, part), control in self.people.items()}

    def control_of(self, field: str) -> QWidget | None:
        """The line of a field; of a person the name."""
        if field in ROLES:
            return self.people[field, "name"]
        return self.drafted().get(field)

    # Reading

    def values(self, meeting: Meeting) -> dict[str, Any]:
        """What stands in the rows, by the fields of the meeting."""
        found: dict[str, Any] = {role: self._person(role, getattr(meeting, role)) for role in ROLES}
        for role, control in self.appointed.items():
            found[f"{role}{BY}"] = clean_line(control.text()) if found[role] else ""
        return found

    def _person(self, role: str, before: Participant | None) -> Participant | None:
        """The person of a role; who was there before, told, when a name is missing."""
        typed = {part: self.people[role, part].text().strip() for part in PARTS}
        wrong = self._wrong[role]
        is_missing = not typed["name"] and any(typed.values()) and any(typed[part] for part in ("rank", "position"))
        wrong.setText(_("Give the name too, or empty the whole row."))
        wrong.setVisible(is_missing)
        if is_missing:
            return before
        if not typed["name"]:
            return None
        if before is None or before.name != typed["name"]:
            named = (typed["name"], typed["position"])
            known = next((one for one in self._known if (one.name, one.position) == named), None)
            if known is not None:
                return replace(known.as_of_today(), **typed)
            return Participant(**typed, unit_id=self._host() if role == "chair" else None)
        return replace(before, **typed)
