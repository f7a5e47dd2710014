"""How a figure is shown in a cell, and told in words."""

from __future__ import annotations

from datetime import date

from giaoban_desktop.domain.comparison import Direction, change
from giaoban_desktop.domain.figures import Status, Value
from giaoban_desktop.domain.numbers import format_number, roman
from giaoban_desktop.domain.periods import Period, PeriodKind
from giaoban_desktop.domain.targets import Reached
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import _, ngettext, translate
from giaoban_desktop.services.figure_cells import Cell, CellOrigin
from giaoban_desktop.services.figure_grid import GridRow
from giaoban_desktop.services.validation import CheckedFinding
from giaoban_desktop.ui.period_words import period_words

JOINT = "chung"
NOT_YET = "chưa"
NOT_APPLICABLE_SIGN = "×"


def is_due(period: Period, today: date) -> bool:
    """True once a period has begun: from then on silence means not reported."""
    return period.first_on <= today


def shown(cell: Cell, *, is_late: bool) -> str:
    """The text of a cell: 24, "≈ 1.500", 0, ×, "chưa" where a figure is late, or nothing."""
    value = cell.value
    if value.is_number:
        return f"{'≈ ' if value.qualifier else ''}{format_number(value.number)}"
    if value.status is Status.NOT_APPLICABLE:
        return NOT_APPLICABLE_SIGN
    return NOT_YET if is_late else ""


def in_words(cell: Cell, row: GridRow, period: Period, today: date) -> str:
    """The state of a cell in words: "gần 50 lượt", "0 vụ, reported as none", "Not reported yet"."""
    value = cell.value
    if value.status is Status.NOT_APPLICABLE:
        return _("Not applicable")
    if value.status is Status.NOT_REPORTED:
        return _("Not reported yet") if is_due(period, today) else _("The period has not begun")
    return f"{exact(value)} {row.indicator.unit}"


def remarks(cell: Cell) -> list[str]:
    """What else is to be said about a cell, in short sentences."""
    said = []
    if cell.value.status is Status.ZERO and cell.origin is CellOrigin.TYPED:
        said.append(_("Reported as a zero."))
    if cell.value.provisional:
        said.append(_("Provisional."))
    if cell.origin is CellOrigin.DERIVED:
        said.append(_("Put together from its months; it is not typed."))
    if cell.origin is CellOrigin.COMPUTED:
        said.append(_("Computed by its formula; it is not typed."))
        if cell.value.status is Status.NOT_APPLICABLE:
            said.append(_("It would be divided by a zero."))
    if cell.origin is CellOrigin.SUM:
        said.append(_("The sum of those who report it; it is not typed."))
    if cell.origin is CellOrigin.SUGGESTED:
        said.append(_("Known otherwise, but not part of this meeting yet. F2 and Enter take it over."))
    said += _lacking(cell)
    if cell.before is not None:
        said.append(_("Corrected after the minutes, in which it was {value}.").format(value=cell.before.text or "–"))
    if cell.is_frozen:
        said.append(_("Its minutes are frozen, so it cannot be changed here."))
    return said


def asked(found: CheckedFinding | None) -> list[str]:
    """What a rule says of a cell, and the reason with which it stands."""
    if found is None:
        return []
    if found.accepted is not None:
        return [_("Accepted: {reason}").format(reason=found.accepted.reason)]
    return [translate(found.finding.error)]


def _lacking(cell: Cell) -> list[str]:
    if not cell.missing:
        return []
    if cell.origin is CellOrigin.SUM:
        words = ngettext(
            "{count} of those who report it has not reported in full.",
            "{count} of those who report it have not reported in full.",
            cell.missing,
        )
    else:
        words = _("For {count} of its months nothing is known.")
    return [words.format(count=cell.missing)]


def exact(value: Value) -> str:
    """A number with its qualifier as it was typed; "–" for what is none."""
    if not value.is_number:
        return "–"
    words = f"{value.qualifier.value} " if value.qualifier else ""
    return f"{words}{format_number(value.number)}"


def difference(now: Value, before: Value) -> str:
    """How much more or less it is than before, in words; "" where one is no number."""
    found = change(now, before)
    if found is None:
        return ""
    about = "≈ " if found.qualifier else ""
    if found.direction is Direction.SAME:
        return _("about the same") if about else _("the same")
    words = _("up {amount}") if found.direction is Direction.UP else _("down {amount}")
    return words.format(amount=f"{about}{format_number(found.amount)}")


def reached(found: Reached) -> str:
    """How much of a plan's target was reached: "71,4 % of the plan for the year 2026 (25 of 35)"."""
    target, period = found.target, period_words(found.target.period)
    share = {"period": period, "value": exact(found.value), "target": format_number(target.quantity)}
    if found.per_cent is None:
        return _("Plan for {period}: {value} of {target}.").format(**share)
    per_cent = f"{'≈ ' if found.qualifier else ''}{format_number(found.per_cent)}"
    return _("Plan for {period}: {per_cent} % reached ({value} of {target}).").format(per_cent=per_cent, **share)


def other_sum(typed: Value, months: Value) -> str:
    """What the months of a longer period give, beside what was reported for it."""
    told = {"value": exact(months), "difference": difference(typed, months)}
    return _("Its months give {value}; what was reported is {difference}.").format(**told)


def reporter(unit: Unit | None, *, is_sum: bool = False) -> str:
    """Who reports: the unit, "chung" for joint work, or all of them together."""
    return _("sum") if is_sum else unit.label if unit else JOINT


def row_reporter(row: GridRow) -> str:
    """Who reports a row."""
    return reporter(row.unit, is_sum=row.key.is_sum)


def reporter_tag(row: GridRow) -> str:
    """Who reports a row, short."""
    return _("sum") if row.key.is_sum else row.unit.code if row.unit else JOINT


def row_name(row: GridRow) -> str:
    """The indicator of a row, with the part it is about."""
    return f"{row.indicator.name}: {row.key.part.member}" if row.key.part else row.indicator.name


def column_name(period: Period) -> str:
    """The head of a column: T1, Quý I."""
    if period.kind is PeriodKind.QUARTER:
        return _("Q {roman}").format(roman=roman(period.n))
    return _("M{n}").format(n=period.n)
