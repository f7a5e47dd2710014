"""How many of the demands were met, by the unit that leads: given, done on time, done late, open, overdue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban_desktop.domain.comparison import per_cent
from giaoban_desktop.domain.directives import Directive, DirectiveState
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Completion:
    """The directives of one unit as of a day. Each that was given is counted in exactly one of the five others.

    `unit_id` None is what no single unit leads. What was withdrawn or handed over is not counted. Done on time also
    counts what was done without a deadline; open is what has no end yet or an end that has not come.
    """

    unit_id: str | None
    on_time: int = 0
    late: int = 0
    open: int = 0
    overdue: int = 0
    standing: int = 0

    @property
    def given(self) -> int:
        """How many were given."""
        return self.on_time + self.late + self.open + self.overdue + self.standing

    @property
    def due(self) -> int:
        """How many are done or should be."""
        return self.on_time + self.late + self.overdue

    @property
    def rate(self) -> Quantity | None:
        """Done on time of those that are done or should be, in per cent; None where there are none."""
        return per_cent(Quantity(self.on_time), Quantity(self.due)) if self.due else None


def completion(directives: Iterable[Directive], period: Period, as_of: date) -> list[Completion]:
    """The completion of each unit that leads demands of a period, as of a day; what nobody leads comes last.

    Demands are those given in the period. Of a recurring one each occurrence due in the period is one, up to the next
    to come: those after the last that was done are overdue.
    """
    counts: defaultdict[str | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for directive in directives:
        for standing in _standings(directive, period, as_of):
            counts[directive.lead_id][standing] += 1
    found = [Completion(unit_id, **counted) for unit_id, counted in counts.items()]
    return sorted(found, key=lambda one: (one.unit_id is None, -one.given))


def total(found: Iterable[Completion]) -> Completion:
    """All of them together."""
    parts = list(found)
    return Completion(
        None,
        on_time=sum(one.on_time for one in parts),
        late=sum(one.late for one in parts),
        open=sum(one.open for one in parts),
        overdue=sum(one.overdue for one in parts),
        standing=sum(one.standing for one in parts),
    )


def standing_as_of(directive: Directive, as_of: date) -> str | None:
    """As which a directive is counted on a day: the name of a field of `Completion`; None where it is not counted."""
    if directive.given_on > as_of:
        return None
    if directive.was_open(as_of):
        if directive.is_overdue(as_of):
            return "overdue"
        return "standing" if directive.standing else "open"
    if directive.state is not DirectiveState.DONE:
        return None
    return "late" if directive.was_late() else "on_time"


def _standings(directive: Directive, period: Period, as_of: date) -> Iterator[str]:
    if directive.recurrence is None:
        if _within(directive.given_on, period) and (standing := standing_as_of(directive, as_of)):
            yield standing
        return
    for one in directive.occurrences:
        if _within(one.due_on, period) and one.done_on <= as_of:
            yield "late" if one.done_on > one.due_on else "on_time"
    for due_on in _still_due(directive, as_of):
        if _within(due_on, period):
            yield "overdue" if due_on < as_of else "open"


def _still_due(directive: Directive, as_of: date) -> Iterator[date]:
    """The days of a recurring duty that were not met by a day: all that are past, and the one to come."""
    current = directive.deadline_as_of(as_of)
    if directive.recurrence is None or current is None or not directive.was_open(as_of):
        return
    due_on = current.due_on
    while due_on < as_of:
        yield due_on
        due_on = directive.recurrence.next_after(due_on)
    yield due_on


def _within(day: date, period: Period) -> bool:
    return period.first_on <= day <= period.last_on


def given_in(directives: Iterable[Directive], period: Period) -> list[Directive]:
    """The directives that were given on a day of a period, or come again on one."""
    return [one for one in directives if _within(one.given_on, period) or _comes_again_in(one, period)]


def _comes_again_in(directive: Directive, period: Period) -> bool:
    if any(_within(one.due_on, period) for one in directive.occurrences):
        return True
    if directive.recurrence is None or directive.deadline is None or not directive.is_open:
        return False
    due_on = directive.deadline.due_on
    if due_on < period.first_on:
        due_on = directive.recurrence.next_after(period.first_on - timedelta(days=1))
    return _within(due_on, period)
