"""What a plan asks for: kept per indicator, unit and period, and held against what was reported."""

from __future__ import annotations

from giaoban_desktop.domain.figures import Value
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.numbers import ZERO, Quantity, format_number, parse_number
from giaoban_desktop.domain.periods import Period, half, quarter, whole_year
from giaoban_desktop.domain.targets import Reached, Target, reached
from giaoban_desktop.errors import InputError
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import targets as rows
from giaoban_desktop.storage.database import Database


def find(db: Database, code: str, unit_id: str | None, period: Period) -> Target | None:
    """The target of one indicator, unit and period, or None."""
    return rows.find_target(db, code, unit_id, period)


def periods_about(period: Period) -> tuple[Period, ...]:
    """A period and the longer regular ones in which it lies, for which a plan may ask something."""
    year = period.first_on.year
    longer = (*(quarter(year, n) for n in range(1, 5)), half(year, 1), half(year, 2), whole_year(year))
    return (period, *(one for one in longer if one != period and one.contains(period)))


def keep(db: Database, code: str, unit_id: str | None, period: Period, text: str) -> Changes:
    """Keep the target that was typed; empty takes it out. Raises: InputError."""
    with db.act("target.keep", "") as act:
        indicator = indicator_rows.get_indicator(db, code)
        act.summary = f"{indicator.name}, {period.name}"
        present = rows.find_target(db, code, unit_id, period)
        quantity = _quantity(indicator, text)
        if quantity is not None:
            rows.save_target(db, Target(present.id if present else new_id(), code, unit_id, period, quantity))
        elif present is not None:
            rows.delete_target(db, present.id)
    return changes.of(Kind.FIGURES, summary=act.summary)


class Targets:
    """The targets of a period and of its year; where only the year has one, what was reached since January counts."""

    def __init__(self, db: Database, period: Period) -> None:
        self._year = whole_year(period.first_on.year)
        self._period = period
        found = rows.list_of_periods(db, period, self._year)
        self._found = {(one.indicator, one.unit_id, one.period): one for one in found}

    def __bool__(self) -> bool:
        return bool(self._found)

    def reached(self, code: str, unit_id: str | None, now: Value | None, cumulated: Value | None) -> Reached | None:
        """How much of a target was reached by the figure of the period, or by that since January."""
        target = self._found.get((code, unit_id, self._period))
        if target is not None:
            return reached(now, target) if now else None
        target = self._found.get((code, unit_id, self._year))
        return reached(cumulated, target) if target and cumulated else None


def check(db: Database, code: str, text: str) -> None:
    """Refuse what cannot be a target of an indicator; empty can. Raises: InputError."""
    _quantity(indicator_rows.get_indicator(db, code), text)


def _quantity(indicator: Indicator, text: str) -> Quantity | None:
    if not text.strip():
        return None
    quantity = parse_number(text, field="target")
    if quantity <= ZERO:
        raise InputError("A target is a number above zero.", field="target")
    if quantity.scale > indicator.decimals:
        raise InputError(
            "{value} {unit}: at most {places} digits fit behind the comma.",
            field="target",
            value=format_number(quantity),
            unit=indicator.unit,
            places=indicator.decimals,
        )
    return quantity
