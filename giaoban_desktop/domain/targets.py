"""What a plan asks for, and how much of it was reached."""

from __future__ import annotations

from dataclasses import dataclass

from giaoban_desktop.domain.comparison import per_cent
from giaoban_desktop.domain.figures import Qualifier, Value
from giaoban_desktop.domain.numbers import ZERO, Quantity
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.errors import InputError


@dataclass(frozen=True, slots=True)
class Target:
    """A number above zero that a unit is to reach in a period; `unit_id` None is for all who report together."""

    id: str
    indicator: str
    unit_id: str | None
    period: Period
    quantity: Quantity

    def __post_init__(self) -> None:
        if self.quantity <= ZERO:
            raise InputError("A target is a number above zero.", field="target")


@dataclass(frozen=True, slots=True)
class Reached:
    """How much of a target a figure is: per cent rounded half up to one digit, with the figure's qualifier.

    `per_cent` is None where the number would be absurd.
    """

    target: Target
    value: Value
    per_cent: Quantity | None

    @property
    def qualifier(self) -> Qualifier | None:
        """The word before the per cent."""
        return self.value.qualifier


def reached(value: Value, target: Target) -> Reached | None:
    """How much of a target a figure is; None where there is no figure."""
    if not value.is_number:
        return None
    return Reached(target, value, per_cent(value.number, target.quantity))
