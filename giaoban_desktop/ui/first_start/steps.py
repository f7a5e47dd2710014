"""The five steps: each shows what the ones before decided, and gives its answers or tells what is wrong with them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.people import Person
from giaoban_desktop.domain.units import Level, Unit
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.i18n import _, translate
from giaoban_desktop.services import first_start
from giaoban_desktop.services.first_start import NewOffice, Place, Proposal
from giaoban_desktop.ui.fields import Told, combo_box, line
from giaoban_desktop.ui.widgets import button, field, secondary, text_label

LEVELS = (Level.COMMUNE, Level.PROVINCE)


class Step(QWidget):
    """One step. `enter` shows what is known so far; `leave` gives the answers with its own, None when one is wrong."""

    title, purpose = "", ""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 12, 0)
        self.column.setSpacing(12)

    def enter(self, answers: NewOffice | None) -> None:
        """Show."""

    def leave(self, answers: NewOffice | None) -> NewOffice | None:
        """The answers with those of this step."""
        raise NotImplementedError

    def first_control(self) -> QWidget:
        """Where typing begins."""
        raise NotImplementedError


class PlaceStep(Step):
    """Whose book it is: level, kind, name, province, and which unit keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Unit and level")
        self.purpose = _("The names of units, headers and signatures are proposed from this; you can change them next.")
        self.level, self.kind, self.keeper = combo_box(), combo_box(), combo_box()
        for level, words in zip(LEVELS, (_("Commune level"), _("Province level")), strict=True):
            self.level.addItem(words, level.value)
        self.name, self.province = Told(_("&Name of the place"), line()), Told(_("&Province"), line())
        self.name.control.setPlaceholderText(_("for instance An Lạc"))  # type: ignore[attr-defined]
        self.province.control.setPlaceholderText(_("for instance tỉnh Bình Hà"))  # type: ignore[attr-defined]
        kinds = QHBoxLayout()
        kinds.setSpacing(16)
        kinds.addWidget(field(_("&Level"), self.level), 1)
        kinds.addWidget(field(_("&Kind"), self.kind), 1)
        self.column.addLayout(kinds)
        self.column.addWidget(self.name)
        self.column.addWidget(self.province)
        self.column.addWidget(field(_("Which unit &holds this book"), self.keeper))
        self.column.addStretch(1)
        self.level.currentIndexChanged.connect(self._when_level_chosen)
        self._when_level_chosen()

    def first_control(self) -> QWidget:
        """Where typing begins."""
        return self.level

    def leave(self, answers: NewOffice | None) -> NewOffice | None:
        """The place and the unit that keeps the book; what was changed further on stays where the place is the same."""
        self.name.tell(None)
        self.province.tell(None)
        try:
            place = Place(self._level, self.kind.currentText(), _text(self.name), _text(self.province))
        except InputError as error:
            (self.province if error.field == "province" else self.name).tell(error)
            return None
        own = self.keeper.currentData()
        if answers is not None and (answers.place, answers.own) == (place, own):
            return answers
        proposals = first_start.propose(place)
        units = tuple(one.unit for one in proposals if one.usual or one.unit.code == own)
        keeper = next(unit for unit in units if unit.code == own)
        return NewOffice(place, own, units, superior=first_start.proposed_superior(place, keeper))

    @property
    def _level(self) -> Level:
        return LEVELS[self.level.currentIndex()]

    def _when_level_chosen(self) -> None:
        self.kind.clear()
        self.kind.addItems(first_start.kinds(self._level))
        self.province.setVisible(self._level is Level.COMMUNE)
        at = max(0, self.keeper.currentIndex())
        self.keeper.clear()
        words = {
            "UBND": _("The People's Committee (its office)"),
            "CA": _("The police"),
            "QS": _("The military command"),
            "BP": _("The border guard"),
        }
        for code, word in words.items():
            self.keeper.addItem(word, code)
        self.keeper.setCurrentIndex(at)


class ForcesStep(Step):
    """Which forces meet, under which names, and who gets the packages."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Forces")
        self.purpose = _("Tick the forces that meet. The short name stands in lists, the full name on paper.")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 2)
        self.wrong = text_label("", "over")
        self.superior = line()
        self.column.addLayout(self._grid)
        self.column.addWidget(self.wrong)
        self.column.addWidget(field(_("&Superior that gets the packages"), self.superior))
        self.column.addStretch(1)
        self.rows: list[tuple[QCheckBox, QLineEdit, QLineEdit, Unit]] = []

    def enter(self, answers: NewOffice | None) -> None:
        """Every unit that may meet at the place; those chosen before stay chosen."""
        assert answers is not None
        _clear_grid(self._grid)
        for column, words in enumerate((_("Meets"), _("Full name"), _("Short name"))):
            self._grid.addWidget(secondary(words), 0, column)
        chosen = {unit.code: unit for unit in answers.units}
        self.rows = []
        for number, proposal in enumerate(first_start.propose(answers.place), start=1):
            unit = chosen.get(proposal.unit.code, proposal.unit)
            box, name, short = QCheckBox(), line(), line()
            box.setChecked((unit.code in chosen and unit.is_force) or unit.code == answers.own)
            box.setEnabled(unit.is_force and unit.code != answers.own)
            box.setAccessibleName(unit.name)
            for control, text, words in ((name, unit.name, _("Full name")), (short, unit.short_name, _("Short name"))):
                control.setText(text)
                control.setCursorPosition(0)
                control.setAccessibleName(f"{words}: {unit.code}")
            self._grid.addWidget(box, number, 0, alignment=Qt.AlignmentFlag.AlignHCenter)
            box.setVisible(unit.is_force)  # not before: it would be a window of its own and take the keyboard
            self._grid.addWidget(name, number, 1)
            self._grid.addWidget(short, number, 2)
            self.rows.append((box, name, short, unit))
        self.superior.setText(answers.superior)
        self.setTabOrder(self.rows[-1][2], self.superior)
        self.wrong.setText("")

    def first_control(self) -> QWidget:
        """Where typing begins."""
        return self.rows[0][1]

    def leave(self, answers: NewOffice | None) -> NewOffice | None:
        """The units with their names."""
        assert answers is not None
        units: list[Unit] = []
        try:
            for box, name, short, unit in self.rows:
                if box.isChecked() or not unit.is_force:
                    units.append(replace(unit, name=name.text(), short_name=short.text()))
            if not any(unit.is_force for unit in units):
                raise InputError("Choose at least one force that meets.", field="forces")
        except InputError as error:
            self.wrong.setText(translate(UserError(error.message, **error.fields)))
            return None
        return replace(answers, units=tuple(units), superior=self.superior.text().strip())


class PeopleStep(Step):
    """Who leads, chairs and writes; whoever is not known yet is left blank."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Officials")
        self.purpose = _("Only officials who speak or sign. Leave a name blank when you do not know it yet.")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        for column, stretch in ((0, 5), (2, 4)):
            self._grid.setColumnStretch(column, stretch)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self.rows: list[tuple[str | None, QLineEdit, QLineEdit, QLineEdit]] = []

    def enter(self, answers: NewOffice | None) -> None:
        """A line for the head of each unit, and one for the secretary."""
        assert answers is not None
        known = {(person.unit_id, person.position): person for person in answers.people}
        _clear_grid(self._grid)
        for column, words in enumerate((_("Position"), _("Rank or honorific"), _("Person's name"))):
            self._grid.addWidget(secondary(words), 0, column)
        self.rows = []
        proposals: dict[str, Proposal] = {one.unit.code: one for one in first_start.propose(answers.place)}
        for unit in answers.units:
            for at, proposed in enumerate(proposals[unit.code].positions):
                earlier = [person for person in answers.people if person.unit_id == unit.id]
                person = known.get((unit.id, proposed)) or (earlier[at] if at < len(earlier) else None)
                self._add(unit, person.position if person else proposed, person)

    def first_control(self) -> QWidget:
        """Where typing begins."""
        return self.rows[0][3]

    def leave(self, answers: NewOffice | None) -> NewOffice | None:
        """The people whose names are known."""
        assert answers is not None
        people = []
        for unit_id, position, before, name in self.rows:
            if name.text().strip():
                title = before.text().strip()
                is_honorific = title.lower() in ("ông", "bà", "đồng chí")
                person = Person(
                    id=new_id(),
                    name=name.text(),
                    honorific=title if is_honorific else "",
                    rank="" if is_honorific else title,
                    position=position.text(),
                    unit_id=unit_id,
                )
                people.append(person)
        return replace(answers, people=tuple(people))

    def _add(self, unit: Unit, proposed: str, person: Person | None) -> None:
        row = len(self.rows) + 1
        position, before, name = line(), line(), line()
        position.setText(proposed)
        position.setCursorPosition(0)
        before.setPlaceholderText(_("Major, Mr …"))
        before.setFixedWidth(136)
        if person is not None:
            before.setText(person.rank or person.honorific)
            name.setText(person.name)
        words = (_("Position"), _("Rank or honorific"), _("Person's name"))
        for column, (control, word) in enumerate(zip((position, before, name), words, strict=True)):
            control.setAccessibleName(f"{word}: {unit.label}")
            self._grid.addWidget(control, row, column)
        self.rows.append((unit.id, position, before, name))


class HeadersStep(Step):
    """How the papers of each unit begin: the two lines of the header, the symbol, the place of the date line."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Place name and symbols")
        self.purpose = _(
            "These stand at the head of the minutes when the unit hosts the meeting. Compare with a paper you have."
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        for column, stretch in ((0, 5), (1, 5), (2, 2), (3, 2)):
            self._grid.setColumnStretch(column, stretch)
        self.heads_sign = QCheckBox(_("The heads of the forces sign the minutes &too"))
        self.column.addLayout(self._grid)
        self.column.addWidget(self.heads_sign)
        self.column.addStretch(1)
        self.rows: list[tuple[Unit, list[QLineEdit]]] = []

    def enter(self, answers: NewOffice | None) -> None:
        """One unit a line."""
        assert answers is not None
        _clear_grid(self._grid)
        words = (_("Body above"), _("Issuing body"), _("Symbol"), _("Place name"))
        for column, word in enumerate(words):
            self._grid.addWidget(secondary(word), 0, column)
        self.rows = []
        for row, unit in enumerate(answers.units, start=1):
            controls = []
            for column, text in enumerate((unit.body_above, unit.issuing_body, unit.symbol, unit.place)):
                control = line()
                control.setText(text)
                control.setCursorPosition(0)
                control.setAccessibleName(f"{words[column]}: {unit.label}")
                control.setToolTip(text)
                self._grid.addWidget(control, row, column)
                controls.append(control)
            self.rows.append((unit, controls))
        self.setTabOrder(self.rows[-1][1][-1], self.heads_sign)
        self.heads_sign.setChecked(answers.heads_sign)

    def first_control(self) -> QWidget:
        """Where typing begins."""
        return self.rows[0][1][0]

    def leave(self, answers: NewOffice | None) -> NewOffice | None:
        """The units with their headers."""
        assert answers is not None
        units = []
        for unit, (above, body, symbol, place) in self.rows:
            header = above.text(), body.text(), symbol.text(), place.text()
            units.append(_headed(unit, *header))
        return replace(answers, units=tuple(units), heads_sign=self.heads_sign.isChecked())


class FileStep(Step):
    """Where the book lies."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Where the file goes")
        self.purpose = _("The whole book is this one file. Choose a disk of this computer, not a stick.")
        self.file = Told(_("&File of the book"), line())
        choose = button(_("&Choose…"))
        choose.clicked.connect(self._choose)
        self.file.control.textChanged.connect(lambda _text: self.file.tell(None))  # type: ignore[attr-defined]
        self.room = text_label("", "secondary")
        self.column.addWidget(self.file)
        row = QHBoxLayout()
        row.addWidget(choose)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.room)
        self.column.addWidget(
            text_label(
                _("Backups are made by themselves, every half hour of work and when the program is closed."),
                "secondary",
            )
        )
        self.column.addStretch(1)

    @property
    def path(self) -> Path:
        """The file that stands there."""
        return Path(_text(self.file).strip()).expanduser()

    def propose(self, file: Path) -> None:
        """Show a file that was named before."""
        self._show(file if file.suffix == ".db" else file.with_name(f"{file.name}.db"))

    def enter(self, answers: NewOffice | None) -> None:
        """A name in the folder of documents, unless one was chosen before."""
        assert answers is not None
        if not _text(self.file):
            folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
            folder = folder if folder.is_dir() else Path.home()
            self._show(first_start.proposed_file(folder, answers.place))

    def first_control(self) -> QWidget:
        """Where typing begins."""
        return self.file.control

    def leave(self, answers: NewOffice | None) -> NewOffice | None:
        """The answers, when a book can be made there."""
        self.file.tell(None)
        try:
            first_start.check_place_of_file(self.path)
        except UserError as error:
            self.file.tell(InputError(error.message, field="", **error.fields))
            return None
        return answers

    def _show(self, file: Path) -> None:
        self.file.control.setText(str(file))  # type: ignore[attr-defined]
        try:
            free = shutil.disk_usage(file.parent).free
        except OSError:
            self.room.setText("")
            return
        self.room.setText(_("Free on this disk: {size} GB.").format(size=f"{free / 1e9:.1f}".replace(".", ",")))

    def _choose(self) -> None:
        name, _chosen = QFileDialog.getSaveFileName(self, _("Where the file goes"), str(self.path), "*.db")
        if name:
            self._show(Path(name if name.endswith(".db") else f"{name}.db"))


def _text(told: Told) -> str:
    control = told.control
    assert isinstance(control, QLineEdit | QComboBox)
    return control.text() if isinstance(control, QLineEdit) else control.currentText()


def _clear_grid(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()


def _headed(unit: Unit, above: str, body: str, symbol: str, place: str) -> Unit:
    return replace(unit, body_above=above, issuing_body=body, symbol=symbol, place=place)
