"""Figures in files: a table with one figure a row, written and read back, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from giaoban_desktop.domain.cut_off import Days
from giaoban_desktop.domain.dates import parse_date, parse_iso_date
from giaoban_desktop.domain.figures import Disaggregation, Observation, Status, Value, check_against, parse_value
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import Period, parse_words
from giaoban_desktop.domain.text import fold
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import changes, completeness, cut_off, figures, printing, table_files
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database

JOINT = "chung"


class Column(StrEnum):
    """What a column of the table holds."""

    PERIOD = "period"
    CODE = "code"
    NAME = "name"
    MEASURE = "measure"
    UNIT = "unit"
    PART = "part"
    VALUE = "value"
    COUNTED_FROM = "counted_from"
    COUNTED_TO = "counted_to"
    NOTE = "note"


HEADS = {
    Column.PERIOD: "Kỳ",
    Column.CODE: "Mã chỉ tiêu",
    Column.NAME: "Chỉ tiêu",
    Column.MEASURE: "Đơn vị tính",
    Column.UNIT: "Đơn vị báo cáo",
    Column.PART: "Phần",
    Column.VALUE: "Số liệu",
    Column.COUNTED_FROM: "Tính từ ngày",
    Column.COUNTED_TO: "Tính đến ngày",
    Column.NOTE: "Ghi chú",
}
"""The heads of a written table."""
_OTHER_HEADS = {
    Column.PERIOD: ("ky bao cao", "period"),
    Column.CODE: ("ma", "ma so", "code", "indicator"),
    Column.NAME: ("ten chi tieu", "noi dung", "name"),
    Column.UNIT: ("don vi", "bao cao", "unit", "luc luong"),
    Column.PART: ("part", "chia theo"),
    Column.VALUE: ("so", "gia tri", "ket qua", "value"),
    Column.COUNTED_FROM: ("tu ngay", "counted_from"),
    Column.COUNTED_TO: ("den ngay", "ngay chot", "counted_to"),
    Column.NOTE: ("note",),
}
NEEDED = (Column.PERIOD, Column.CODE, Column.VALUE)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be kept: its line in the file, counted from 1, and why."""

    line: int
    error: UserError


@dataclass(frozen=True, slots=True)
class FigurePlan:
    """What importing a file would do. Nothing is changed while any row is refused."""

    columns: tuple[Column | None, ...]
    """What each column of the file was taken for."""
    new: tuple[Observation, ...]
    changed: tuple[Observation, ...]
    """With `NOT_REPORTED`: to be taken back."""
    unchanged: int
    refused: tuple[Refused, ...]


def export(db: Database, period: Period, output: Path, *, overwrite: bool = False) -> int:
    """Write the figures of a period and of all periods in it to a CSV or XLSX file; gives how many there are.

    Raises: InputError for another kind of file; StorageError.
    """
    kind = output.suffix.lower()
    if kind not in (table_files.CSV, table_files.XLSX):
        raise InputError("Figures are written as .csv or .xlsx.", field="--output")
    with db.snapshot():
        found = figure_rows.list_within(db, period)
        indicators = indicator_rows.indicators_of(db, {one.indicator for one in found})
        units = unit_rows.units_by_id(db)
    rows: list[list[table_files.CellValue]] = [list(HEADS.values())]
    ordered = sorted(found, key=lambda one: (one.period.first_on, one.period.last_on, indicators[one.indicator].order))
    for one in ordered:
        indicator, part = indicators[one.indicator], one.disaggregation
        rows.append(
            [
                one.period.code,
                one.indicator,
                indicator.name,
                one.unit_word or indicator.unit,
                units[one.unit_id].code if one.unit_id else JOINT,
                f"{part.dimension}: {part.member}" if part else "",
                _cell(one.value),
                one.counted_from.isoformat(),
                one.counted_to.isoformat(),
                one.note,
            ]
        )
    printing.write_pdf(table_files.written(rows, kind, period.code), output, overwrite=overwrite)
    return len(found)


def export_from(book: Path, period: Period, output: Path) -> int:
    """As `export`, with a connection of its own and over a file that stands there: for a thread beside the window."""
    with Database.open_read_only(book) as db:
        return export(db, period, output, overwrite=True)


def _cell(value: Value) -> str | Quantity:
    """A number that counts as one, else what is typed for it."""
    is_plain = value.is_number and value.qualifier is None and not value.provisional
    return value.number if is_plain else value.text


def head_of(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the first row that is not empty, which names the columns; None without one."""
    return next((n for n, row in enumerate(rows) if any(row)), None)


def columns_of(rows: Sequence[Sequence[str]]) -> tuple[Column | None, ...]:
    """What the heads of a table name; None for what is not known."""
    head = head_of(rows)
    return _columns(rows[head]) if head is not None else ()


def plan(
    db: Database, rows: Sequence[Sequence[str]], *, today: date, columns: Sequence[Column | None] | None = None
) -> FigurePlan:
    """Look a table over, row by row; nothing is changed. `columns` is what each column holds, by its head otherwise.

    Raises: InputError when it lacks a column that is needed.
    """
    head = head_of(rows)
    columns = columns_of(rows) if columns is None else tuple(columns)
    lacking = [HEADS[column] for column in NEEDED if column not in columns]
    if head is None or lacking:
        raise InputError(
            "The table lacks the columns {columns}. A table written by “figures export” shows how it is done.",
            columns=", ".join(lacking or HEADS.values()),
        )
    with db.snapshot():
        reader = _Reader(db, columns, today)
        for line, row in enumerate(rows[head + 1 :], start=head + 2):
            if any(row):
                reader.take(line, row)
    return FigurePlan(columns, tuple(reader.new), tuple(reader.changed), reader.unchanged, tuple(reader.refused))


def plan_for(book: Path, rows: Sequence[Sequence[str]], *, today: date, columns: Sequence[Column | None]) -> FigurePlan:
    """As `plan`, with a connection of its own: for a thread beside the window. Raises: InputError."""
    with Database.open_read_only(book) as db:
        return plan(db, rows, today=today, columns=columns)


def keep(db: Database, planned: FigurePlan, name: str) -> Changes:
    """Do what was planned as one act. Raises: UserError of the first row that is refused; nothing is done then."""
    if planned.refused:
        raise planned.refused[0].error
    with db.act("figure.import", name):
        for observation in (*planned.new, *planned.changed):
            if observation.value.status is Status.NOT_REPORTED:
                figures.withdraw(db, observation)
            else:
                figures.record(db, observation)
    return changes.of(Kind.FIGURES, summary=name)


def _columns(head: Sequence[str]) -> tuple[Column | None, ...]:
    known = {fold(words): column for column, words in HEADS.items()}
    known |= {words: column for column, others in _OTHER_HEADS.items() for words in others}
    found: list[Column | None] = []
    for words in head:
        column = known.get(fold(words))
        found.append(column if column not in found else None)
    return tuple(found)


class _Reader:
    """Takes the rows of a table one after the other; what several of them need is read once."""

    def __init__(self, db: Database, columns: Sequence[Column | None], today: date) -> None:
        self._today = today
        self.new: list[Observation] = []
        self.changed: list[Observation] = []
        self.unchanged = 0
        self.refused: list[Refused] = []
        self._db = db
        self._at = {column: n for n, column in enumerate(columns) if column is not None}
        self._indicators = {one.code: one for one in indicator_rows.list_indicators(db)}
        self._units: dict[str, Unit] = {}
        for unit in unit_rows.list_units(db):
            for words in (unit.name, unit.label, unit.code):
                self._units[fold(words)] = unit
        self._frozen = meeting_rows.frozen_ids(db)
        self._lines: dict[object, int] = {}
        self._periods: dict[str, Period] = {}
        self._days_known: dict[Period, Days] = {}

    def take(self, line: int, row: Sequence[str]) -> None:
        """Sort a row into what is new, changed, unchanged or refused."""
        try:
            self._take(line, row)
        except UserError as error:
            self.refused.append(Refused(line, error))

    def _take(self, line: int, row: Sequence[str]) -> None:
        observation = self._observation(row)
        indicator = self._indicators[observation.indicator]
        first = self._lines.setdefault(observation.key, line)
        if first != line:
            raise UserError("Line {line} is about the same figure already.", line=first)
        kept = figure_rows.find_by_key(self._db, observation)
        silent = observation.value.status is Status.NOT_REPORTED
        has_note = Column.NOTE in self._at
        if kept is None and silent:
            self.unchanged += 1
            return
        if kept is not None and kept.value == observation.value and (not has_note or kept.note == observation.note):
            self.unchanged += 1
            return
        completeness.refuse_locked(self._db, observation.period)
        if kept is not None and kept.meeting_id in self._frozen:
            raise UserError("The minutes of this figure are frozen. Give the corrected figure a later cut-off.")
        if silent:
            self.changed.append(observation)
            return
        check_against(indicator, observation)
        if kept is None:
            self.new.append(observation)
        else:
            note = observation.note if has_note else kept.note
            self.changed.append(replace(kept, value=observation.value, note=note))

    def _observation(self, row: Sequence[str]) -> Observation:
        code = self._cell(row, Column.CODE)
        if code not in self._indicators:
            raise InputError("There is no indicator {code} in the catalogue.", field=HEADS[Column.CODE], code=code[:40])
        period = self._period(self._cell(row, Column.PERIOD))
        counted_from, counted_to = self._days(row, period)
        return Observation(
            id=new_id(),
            indicator=code,
            unit_id=self._unit(self._cell(row, Column.UNIT)),
            period=period,
            counted_from=counted_from,
            counted_to=counted_to,
            value=parse_value(self._cell(row, Column.VALUE), field=HEADS[Column.VALUE]),
            disaggregation=self._part(self._cell(row, Column.PART), code),
            note=self._cell(row, Column.NOTE),
        )

    def _cell(self, row: Sequence[str], column: Column) -> str:
        at = self._at.get(column)
        return row[at].strip().removeprefix("'") if at is not None and at < len(row) else ""

    def _period(self, text: str) -> Period:
        if text not in self._periods:
            if not text:
                raise InputError("The row does not say of which period it is.", field=HEADS[Column.PERIOD])
            self._periods[text] = parse_words(text, today=self._today, field=HEADS[Column.PERIOD])
        return self._periods[text]

    def _unit(self, text: str) -> str | None:
        if not text or fold(text) == JOINT:
            return None
        unit = self._units.get(fold(text))
        if unit is None:
            raise InputError("There is no unit {unit} in this book.", field=HEADS[Column.UNIT], unit=text[:60])
        return unit.id

    def _part(self, text: str, code: str) -> Disaggregation | None:
        if not text:
            return None
        dimension, colon, member = text.partition(":")
        if not colon:
            dimension, member = self._indicators[code].disaggregation or "level", text
        return Disaggregation(dimension.strip(), member.strip())

    def _days(self, row: Sequence[str], period: Period) -> Days:
        """The days as they are written, else those of the meeting about the period, else by the cut-off rule."""
        said = [self._cell(row, column) for column in (Column.COUNTED_FROM, Column.COUNTED_TO)]
        first = self._day(said[0], Column.COUNTED_FROM) if said[0] else None
        last = self._day(said[1], Column.COUNTED_TO) if said[1] else None
        known = self._known_days(period)
        return first or known[0], last or known[1]

    def _known_days(self, period: Period) -> Days:
        if period not in self._days_known:
            held = [one for one in meeting_rows.list_about(self._db, period) if one.state.value != "withdrawn"]
            meeting = max(held, key=lambda one: (one.counted_to, one.id), default=None)
            self._days_known[period] = (
                (meeting.counted_from, meeting.counted_to) if meeting else cut_off.counted_days(self._db, period)
            )
        return self._days_known[period]

    def _day(self, text: str, column: Column) -> date:
        """A day as it is written by this program, by a spreadsheet or by hand."""
        if len(text) == len("2026-03-24") and text[4:5] == "-":
            return parse_iso_date(text, field=HEADS[column])
        return parse_date(text, today=self._today, field=HEADS[column])
