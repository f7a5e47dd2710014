"""What hits of a search must be about, as a condition on their entries: all hits are sifted, not only the best."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from giaoban_desktop.domain.periods import Period

_IN_UNITS = "IN (SELECT value FROM json_each(:units))"
_DIRECTIVE = "IN (search_entry.row_id, search_entry.parent_id)"
"""The directive that an entry is of, or that its progress note is about."""
_STANDS = (
    f"NOT EXISTS (SELECT 1 FROM directive JOIN meeting ON meeting.id = meeting_id WHERE directive.id {_DIRECTIVE}"
    " AND meeting.state = 'withdrawn')"
)
_OVERDUE = (
    "search_entry.kind IN ('directive', 'progress_note') AND EXISTS (SELECT 1 FROM directive"
    f" WHERE directive.id {_DIRECTIVE} AND due_on < :today AND closed_on IS NULL)"
)
_OF_ROW = (
    "WHEN '{table}' THEN EXISTS (SELECT 1 FROM {table} WHERE {table}.id = search_entry.row_id"
    f" AND unit_id {_IN_UNITS})"
)
_OF_UNIT = (
    "CASE search_entry.kind WHEN 'meeting' THEN"
    f" EXISTS (SELECT 1 FROM meeting WHERE meeting.id = search_entry.row_id AND host_id {_IN_UNITS})"
    f" OR EXISTS (SELECT 1 FROM co_organiser WHERE meeting_id = search_entry.row_id AND unit_id {_IN_UNITS})"
    + "".join(f" {_OF_ROW.format(table=table)}" for table in ("narrative", "statement", "person", "observation"))
    + f" ELSE EXISTS (SELECT 1 FROM directive WHERE directive.id {_DIRECTIVE} AND lead_id {_IN_UNITS})"
    f" OR EXISTS (SELECT 1 FROM directive_coordinator WHERE directive_id {_DIRECTIVE} AND unit_id {_IN_UNITS}) END"
)
_WITHIN = "SELECT period_first_on >= :first AND period_last_on <= :last FROM"
_IN_PERIOD = (
    f"coalesce(({_WITHIN} observation WHERE observation.id = search_entry.row_id),"
    f" ({_WITHIN} meeting WHERE meeting.id IN (search_entry.row_id, search_entry.parent_id,"
    " (SELECT meeting_id FROM document WHERE document.id = search_entry.row_id))),"
    " search_entry.dated_on BETWEEN :first AND :last)"
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits must be about; a hit about a directive of a meeting that was withdrawn never passes.

    `unit_ids`: of a directive its lead and helpers, of a meeting its hosts. `period`: that of a figure, that of the
    meeting in which something was said or given, else the day. `overdue_on`: directives that are overdue on a day.
    """

    unit_ids: tuple[str, ...] | None = None
    period: Period | None = None
    overdue_on: date | None = None

    @property
    def condition(self) -> str:
        """The condition in SQL."""
        asked = [
            _STANDS,
            _OVERDUE if self.overdue_on else "",
            f"({_OF_UNIT})" if self.unit_ids is not None else "",
            _IN_PERIOD if self.period else "",
        ]
        return " AND ".join(filter(None, asked))

    @property
    def parameters(self) -> dict[str, str]:
        """What the condition asks for, by the names of its parameters."""
        found = {"units": json.dumps(self.unit_ids), "today": str(self.overdue_on)}
        if self.period is not None:
            found |= {"first": self.period.first_on.isoformat(), "last": self.period.last_on.isoformat()}
        return found
