"""Whether the figures of a period are complete: an act of its own, so that empty cells are known to be meant so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.text import clean_fields
from giaoban_desktop.errors import InputError


class CompletenessState(StrEnum):
    """Complete: what is empty was left so on purpose. Locked: nothing is typed any more. Reopened: with a reason."""

    COMPLETE = "complete"
    LOCKED = "locked"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Completeness:
    """What was said of the figures of a period, and when; no record is the same as not complete yet."""

    id: str
    period: Period
    state: CompletenessState
    noted_on: date
    reason: str = ""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("reason",))
        if self.state is CompletenessState.REOPENED and not self.reason:
            raise InputError("Write why the figures are opened again.", field="reason")
