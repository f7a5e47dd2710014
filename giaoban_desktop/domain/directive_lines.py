"""What a list shows of a directive, without its notes and all else that belongs to it: for thousands of them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Protocol

from giaoban_desktop.domain.directives import OPEN_STATES, DirectiveState


class Listed(Protocol):
    """What a row of a table of directives tells; a whole `Directive` tells it too."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def lead_id(self) -> str | None: ...
    @property
    def all_forces(self) -> bool: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def standing(self) -> bool: ...
    @property
    def urgent(self) -> bool: ...
    @property
    def state(self) -> DirectiveState: ...
    @property
    def closed_on(self) -> date | None: ...
    @property
    def is_open(self) -> bool: ...
    def is_overdue(self, as_of: date) -> bool: ...
    def was_late(self) -> bool | None: ...


class DirectiveLine(NamedTuple):
    """A directive as it stands now, with the days of its present deadline."""

    id: str
    text: str
    given_on: date
    meeting_id: str | None
    lead_id: str | None
    all_forces: bool
    due_on: date | None
    standing: bool
    state: DirectiveState
    closed_on: date | None
    urgent: bool

    @property
    def is_open(self) -> bool:
        """True while something remains to be done."""
        return self.state in OPEN_STATES

    def is_overdue(self, as_of: date) -> bool:
        """True when it is open, and its last day was past on a day."""
        return self.due_on is not None and self.is_open and as_of > self.due_on

    def was_late(self) -> bool | None:
        """For a finished directive with a deadline: whether it was finished after it; else None."""
        if self.state is not DirectiveState.DONE or self.due_on is None or self.closed_on is None:
            return None
        return self.closed_on > self.due_on
