"""The lists of an office: its units and forces, its people, the fields of coordination."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Field
from giaoban_desktop.domain.people import Person
from giaoban_desktop.domain.text import fold
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import indicators, meetings, office, people
from giaoban_desktop.services.book import Book
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.settings.part import Part
from giaoban_desktop.ui.views.row_table import Column, RowEditor, RowModel, text_column
from giaoban_desktop.ui.widgets import button


class UnitsPart(Part):
    """Units that meet, report, lead a directive or stand above, with the header of their papers."""

    def __init__(self, session: Session) -> None:
        purpose = _(
            "A unit with a force code takes part in the briefing. Papers that are frozen keep the names they have."
        )
        super().__init__(session, _("Forces and units"), purpose)
        columns: list[Column[Unit]] = [
            text_column(_("Code"), "code", 80),
            text_column(_("Full name"), "name"),
            text_column(_("Short name"), "short_name", 140),
            text_column(_("Force"), "force", 72),
            text_column(_("Body above"), "body_above", 120),
            text_column(_("Issuing body"), "issuing_body", 130),
            text_column(_("Symbol"), "symbol", 72),
            text_column(_("Place name"), "place", 88),
        ]
        self.rows = RowEditor(
            self.title,
            RowModel(columns, lambda unit: session.do(lambda book: office.save_unit(book, unit), initiator=self)),
            place="units",
            add=self._add,
            remove=lambda unit: _do(session, lambda book: office.remove_unit(book, unit.id)),
            arrange=lambda units: _do(session, lambda book: office.arrange_units(book, [unit.id for unit in units])),
        )
        self.column.addWidget(self.rows, 1)

    def load(self) -> None:
        """Read the units."""
        self.rows.fit()
        self.rows.model.set_rows(self.session.read(office.units))

    def _add(self) -> None:
        taken = {unit.code for unit in self.rows.model.rows}
        code = next(code for n in range(1, 1000) if (code := f"DV{n}") not in taken)
        _do(self.session, lambda book: office.save_unit(book, Unit(new_id(), code, _("New unit"))))
        self.load()
        self.rows.type_in(len(self.rows.model.rows) - 1, 1)


class PeoplePart(Part):
    """Officials who speak or sign, in the order in which lists name them: by unit and rank, or as they were moved."""

    def __init__(self, session: Session) -> None:
        purpose = _("Only officials in their function. Meetings keep name and position as of their day.")
        super().__init__(session, _("Officials"), purpose)
        columns: list[Column[Person]] = [
            text_column(_("Honorific"), "honorific", 96),
            text_column(_("Rank"), "rank", 120),
            text_column(_("Person's name"), "name", 220),
            text_column(_("Position"), "position"),
            Column(_("Unit (code)"), self._unit_code, self._with_unit, 110),
        ]
        self._units: dict[str, Unit] = {}
        self.sort_button = button(_("Sort by unit and &rank"))
        self.sort_button.setToolTip(_("By the order of the units, then by rank; what was moved by hand is sorted too"))
        self.sort_button.clicked.connect(lambda _checked=False: self._sort())
        self.rows = RowEditor(
            self.title,
            RowModel(columns, lambda one: session.do(lambda book: people.save(book, one), initiator=self)),
            place="people",
            add=self._add,
            remove=lambda one: _do(session, lambda book: people.remove(book, one.id)),
            arrange=lambda rows: _do(session, lambda book: people.arrange(book, [one.id for one in rows])),
            more=(self.sort_button,),
        )
        self.rows.table.itemDelegate().closeEditor.connect(lambda *_how: QTimer.singleShot(0, self._place_chosen))
        self.column.addWidget(self.rows, 1)

    def load(self) -> None:
        """Read the people."""
        self.rows.fit()
        self._units = {unit.id: unit for unit in self.session.read(office.units)}
        self.rows.model.set_rows(self.session.read(people.listed))

    def _add(self) -> None:
        made = Person(new_id(), _("New person"))
        _do(self.session, lambda book: people.save(book, made))
        self.load()
        self.rows.type_in(self._row_of(made), 2)

    def _sort(self) -> None:
        _do(self.session, people.sort)
        self.load()

    def _place_chosen(self) -> None:
        """Show a person whose unit or rank was typed in the new place, once nothing more is typed."""
        chosen, table = self.rows.chosen(), self.rows.table
        if chosen is None or not table.isVisible() or table.indexWidget(table.currentIndex()) is not None:
            return
        self.load()
        self.rows.choose(self._row_of(chosen))

    def _row_of(self, person: Person) -> int:
        ids = [one.id for one in self.rows.model.rows]
        return ids.index(person.id) if person.id in ids else 0

    def _unit_code(self, person: Person) -> str:
        return self._units[person.unit_id].code if person.unit_id in self._units else ""

    def _with_unit(self, person: Person, text: str) -> Person:
        code = text.strip().upper()
        found = next((unit for unit in self._units.values() if unit.code.upper() == code), None)
        if code and found is None:
            known = ", ".join(unit.code for unit in self._units.values())
            raise InputError("There is no unit {code}. Known are: {known}.", code=text.strip()[:20], known=known)
        return replace(person, unit_id=found.id if found else None)


class FieldsPart(Part):
    """The fields by which reports are ordered."""

    def __init__(self, session: Session) -> None:
        purpose = _("Reports and minutes are ordered by these fields of coordination, in this order.")
        super().__init__(session, _("Fields of coordination"), purpose)
        columns: list[Column[Field]] = [
            Column(_("Name"), lambda field: field.name, lambda field, text: Field(field.code, _named(text))),
        ]
        self.rows = RowEditor(
            self.title,
            RowModel(columns, self._save),
            place="fields",
            add=self._add,
            remove=lambda field: self._keep([one for one in self.rows.model.rows if one != field]),
            arrange=self._keep,
        )
        self.column.addWidget(self.rows, 1)

    def load(self) -> None:
        """Read the fields."""
        self.rows.fit()
        self.rows.model.set_rows(self.session.read(meetings.fields))

    def _save(self, field: Field) -> bool:
        fields = [field if one.code == field.code else one for one in self.rows.model.rows]
        return self.session.do(lambda book: indicators.save_fields(book, fields), initiator=self)

    def _keep(self, fields: list[Field]) -> None:
        _do(self.session, lambda book: indicators.save_fields(book, fields))
        self.load()

    def _add(self) -> None:
        taken = {field.code for field in self.rows.model.rows}
        stem = re.sub(r"[^a-z0-9]+", "_", fold(_("New field"))).strip("_")
        code = next(code for n in range(1, 1000) if (code := f"{stem}_{n}") not in taken)
        self._keep([*self.rows.model.rows, Field(code, _("New field"))])
        self.rows.type_in(len(self.rows.model.rows) - 1, 0)


def _named(text: str) -> str:
    if not text.strip():
        raise InputError("A field of coordination needs a name.")
    return text.strip()


def _do(session: Session, operation: Callable[[Book], Changes]) -> None:
    session.do(operation)
