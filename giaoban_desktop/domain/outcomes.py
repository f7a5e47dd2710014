"""Outcomes: what came out of an item of the agenda, taken note of, decided or demanded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from giaoban_desktop.domain.text import clean_fields
from giaoban_desktop.errors import InputError


class OutcomeKind(StrEnum):
    """Information is taken note of, a decision holds for all, a directive is carried out by somebody."""

    INFORMATION = "information"
    DECISION = "decision"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that came out of an item of the agenda; `directive_id` names the directive that was made from it."""

    id: str
    agenda_item_id: str
    kind: OutcomeKind
    text: str
    directive_id: str | None = None

    def __post_init__(self) -> None:
        clean_fields(self, texts=("text",))
        if not self.text:
            raise InputError("This must not be empty. Fill it in.", field="text")
        if self.directive_id is not None and self.kind is not OutcomeKind.DIRECTIVE:
            raise InputError(
                "A directive was made from this outcome, so it stays one. Take that directive out first.", field="kind"
            )


def check_items(outcomes: Sequence[Outcome], item_ids: Collection[str]) -> None:
    """Refuse an outcome of an item that is not on the agenda. Raises: InputError."""
    if any(one.agenda_item_id not in item_ids for one in outcomes):
        raise InputError(
            "An outcome is of an item that is not on the agenda. Put the item back, or take the outcome out with it.",
            field="outcomes",
        )


def of_items(outcomes: Sequence[Outcome], item_ids: Sequence[str]) -> tuple[Outcome, ...]:
    """The outcomes of these items, in the order of the items; those of others are left out."""
    return tuple(one for item_id in item_ids for one in outcomes if one.agenda_item_id == item_id)


def linked_to(outcomes: Sequence[Outcome], directive_ids: Collection[str]) -> tuple[Outcome, ...]:
    """The outcomes with their words, and with the links that lead to one of these directives."""
    return tuple(one if one.directive_id in directive_ids else replace(one, directive_id=None) for one in outcomes)
