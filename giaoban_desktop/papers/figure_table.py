"""The figures of a briefing as a table: indicators down, one column per unit that reports, joint work last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from giaoban_desktop.domain.figures import Observation, Status
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.language import writing
from giaoban_desktop.papers.content import Column, ColumnRole, Table

JOINT = "Chung"
NOTE = "Ghi chú"
PROVISIONAL_MARK = "*"
NOT_APPLICABLE_MARK = "x"
MOST_COLUMNS = 5
"""Columns of figures that can be read beside each other on a page."""


def tables(
    indicators: Mapping[str, Indicator], observations: Iterable[Observation], units: Mapping[str, Unit]
) -> Iterator[Table]:
    """The table of all indicators of which anything was reported; more than one when many units report.

    A cell that nobody reported is empty; a reported zero is 0.
    """
    known = [one for one in writing.latest(observations) if one.indicator in indicators]
    told = {one.indicator for one in known if one.value.is_number}
    known = [one for one in known if one.indicator in told]
    columns = _columns(known, units)
    for place in range(0, len(columns), MOST_COLUMNS):
        unit_ids = columns[place : place + MOST_COLUMNS]
        yield _table(indicators, [one for one in known if _column(one, units) in unit_ids], unit_ids, units)


def _table(
    indicators: Mapping[str, Indicator],
    observations: Sequence[Observation],
    unit_ids: Sequence[str | None],
    units: Mapping[str, Unit],
) -> Table:
    columns = [Column("TT", ColumnRole.ORDER), Column("Chỉ tiêu", ColumnRole.NAME), Column("Đơn vị", ColumnRole.UNIT)]
    columns += [Column(units[unit_id].label if unit_id else JOINT, ColumnRole.FIGURE) for unit_id in unit_ids]
    rows: list[tuple[str, ...]] = []
    codes = sorted({one.indicator for one in observations}, key=lambda code: indicators[code].order)
    for number, code in enumerate(codes, 1):
        rows += _rows(number, indicators[code], [one for one in observations if one.indicator == code], unit_ids)
    return Table(tuple(columns), tuple(rows))


def marks_note(tables: Sequence[Table]) -> str:
    """What the marks in the tables mean, "" when there are none."""
    cells = [cell for table in tables for row in table.rows for cell in row[3:]]
    marks = []
    if any(cell.endswith(PROVISIONAL_MARK) for cell in cells):
        marks.append(f"{PROVISIONAL_MARK} là số liệu tạm tính")
    if NOT_APPLICABLE_MARK in cells:
        marks.append(f"{NOT_APPLICABLE_MARK} là chỉ tiêu không áp dụng")
    return f"{NOTE}: {'; '.join(marks)}." if marks else ""


def notes(
    indicators: Mapping[str, Indicator], observations: Iterable[Observation], units: Mapping[str, Unit]
) -> Sequence[str]:
    """What was noted beside the figures, a line each, in the order of the table; each line once.

    The unit is named where more than one noted something on the same indicator.
    """
    noted = [one for one in writing.latest(observations) if one.indicator in indicators and one.note.strip(" .")]
    places: list[str | None] = [*units, None]
    noted.sort(key=lambda one: (indicators[one.indicator].order, places.index(_column(one, units))))
    columns: dict[str, set[str | None]] = {}
    for one in noted:
        columns.setdefault(one.indicator, set()).add(_column(one, units))
    lines = []
    for one in noted:
        column = _column(one, units)
        named = [units[column].label if column else JOINT] if len(columns[one.indicator]) > 1 else []
        if one.disaggregation:
            named.insert(0, writing.member_name(one.disaggregation.dimension, one.disaggregation.member))
        details = f" ({', '.join(named)})" if named else ""
        text = " ".join(one.note.split()).rstrip(" .;,")
        lines.append(f"{NOTE}: {indicators[one.indicator].name}{details}: {text}.")
    return list(dict.fromkeys(lines))


def _column(observation: Observation, units: Mapping[str, Unit]) -> str | None:
    """Whose column an observation stands in; units that are not known stand with joint work."""
    return observation.unit_id if observation.unit_id in units else None


def _columns(observations: Sequence[Observation], units: Mapping[str, Unit]) -> list[str | None]:
    """Who reported, in the order of `units`, joint work last."""
    reported = {_column(one, units) for one in observations}
    return [unit_id for unit_id in (*units, None) if unit_id in reported]


def _rows(
    number: int, indicator: Indicator, observations: Sequence[Observation], unit_ids: Sequence[str | None]
) -> list[tuple[str, ...]]:
    totals = [one for one in observations if one.disaggregation is None]
    rows = [(str(number), indicator.name, indicator.unit, *_cells(indicator, totals, unit_ids))]
    for part in dict.fromkeys(one.disaggregation for one in observations if one.disaggregation):
        name = f"- {writing.member_name(part.dimension, part.member)}"
        parts = [one for one in observations if one.disaggregation == part]
        rows.append(("", name, indicator.unit, *_cells(indicator, parts, unit_ids)))
    return rows


def _cells(
    indicator: Indicator, observations: Sequence[Observation], unit_ids: Sequence[str | None]
) -> tuple[str, ...]:
    by_unit = {(one.unit_id if one.unit_id in unit_ids else None): _cell(indicator, one) for one in observations}
    return tuple(by_unit.get(unit_id, "") for unit_id in unit_ids)


def _cell(indicator: Indicator, observation: Observation) -> str:
    value = observation.value
    if value.status is Status.NOT_APPLICABLE:
        return NOT_APPLICABLE_MARK
    number = writing.number_phrase(indicator, value)
    if number and observation.unit_word and observation.unit_word != indicator.unit:
        number = f"{number} {observation.unit_word}"
    return f"{number}{PROVISIONAL_MARK}" if value.provisional else number
