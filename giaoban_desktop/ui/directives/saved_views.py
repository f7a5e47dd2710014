"""The saved views of Chỉ đạo: which directives each shows, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from giaoban_desktop.domain.directive_lines import DirectiveLine
from giaoban_desktop.domain.periods import Period, quarter
from giaoban_desktop.i18n import N_

VIEWS = {
    "open": N_("Open"),
    "overdue": N_("Overdue"),
    "soon": N_("Due in 7 days"),
    "quarter": N_("Due this quarter"),
    "standing": N_("Standing"),
    "closed": N_("Closed"),
    "all": N_("All"),
}
BY_UNIT = "by_unit"
"""Instead of a list: what became of the demands of the period, unit by unit."""
BY_MONTH = "by_month"
"""Instead of a list: the deadlines in a calendar."""
SOON_DAYS = 7


def sorted_out(directives: Iterable[DirectiveLine], today: date) -> dict[str, list[DirectiveLine]]:
    """The directives of each view: overdue, with a deadline, without one, closed; the urgent first in each."""
    this_quarter = quarter(today.year, (today.month + 2) // 3)
    found: dict[str, list[DirectiveLine]] = {name: [] for name in VIEWS}
    ranked = [(*_rank(one, today), n, one) for n, one in enumerate(directives)]
    ranked.sort()
    for place, _calm, _day, _n, one in ranked:
        for name in _views(one, place, this_quarter, today):
            found[name].append(one)
    return found


def _rank(one: DirectiveLine, today: date) -> tuple[int, bool, int]:
    """Overdue 0, open with a deadline 1, open without 2, closed 3; whether it is not urgent; the first due first."""
    if one.is_open and one.due_on is not None:
        return (0 if today > one.due_on else 1, not one.urgent, one.due_on.toordinal())
    return (2 if one.is_open else 3, not one.urgent, -one.given_on.toordinal())


def _views(one: DirectiveLine, place: int, this_quarter: Period, today: date) -> Iterator[str]:
    yield "all"
    if place == 3:
        yield "closed"
        return
    yield "open"
    if place == 0:
        yield "overdue"
    if one.standing:
        yield "standing"
    if one.due_on is None:
        return
    if place == 1 and (one.due_on - today).days <= SOON_DAYS:
        yield "soon"
    if this_quarter.first_on <= one.due_on <= this_quarter.last_on:
        yield "quarter"
