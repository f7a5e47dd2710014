"""Comparing figures: how much more or less, in numbers and per cent, as far as their words allow.

A number with gần, hơn, trên or khoảng stands for an interval. Subtracting turns the word of what is taken away
(100 less gần 50 is hơn 50), and what is left of two words that pull apart is khoảng.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from giaoban_desktop.domain.figures import Qualifier, Status, Value, weakest
from giaoban_desktop.domain.numbers import LIMIT, ZERO, Quantity

PER_CENT_SCALE = 1


class Direction(StrEnum):
    """Which way a figure went."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """How far a figure is from another: an amount of zero or more with its qualifier, and the per cent of the other.

    `per_cent` is rounded half up to one digit; None where the other is zero or the number would be absurd. Where the
    amount is zero with a qualifier the two are about the same.
    """

    direction: Direction
    amount: Quantity
    qualifier: Qualifier | None = None
    per_cent: Quantity | None = None
    per_cent_qualifier: Qualifier | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """The least and the most that a number says; `most` is None where it has no upper end."""

    least: Quantity
    most: Quantity | None

    def is_below(self, other: Interval) -> bool:
        """True when every number here is less than every number there."""
        return self.most is not None and self.most < other.least

    def __add__(self, other: Interval) -> Interval:
        most = None if self.most is None or other.most is None else self.most + other.most
        return Interval(self.least + other.least, most)


def interval(value: Value) -> Interval:
    """What a number says: gần 50 is at most 50, hơn 160 at least 160, khoảng 100 anything. Only for numbers."""
    number = value.number
    match value.qualifier:
        case Qualifier.NEARLY:
            return Interval(ZERO, number)
        case Qualifier.MORE | Qualifier.ABOVE:
            return Interval(number, None)
        case Qualifier.ABOUT:
            return Interval(ZERO, None)
        case None:
            return Interval(number, number)


def change(now: Value, before: Value) -> Change | None:
    """How far a figure is from the one before; None where one of them is no number."""
    if not (now.is_number and before.is_number):
        return None
    step = now.number - before.number
    word = weakest((_plain(now.qualifier), _turned(before.qualifier)))
    if step < ZERO:
        word = _turned(word)  # 30 less hơn 50 is hơn 20 down
    if step == ZERO:
        return Change(Direction.SAME, ZERO, Qualifier.ABOUT if word else None)
    size = step if step > ZERO else -step
    rate = per_cent(size, before.number) if before.status is Status.VALUE else None
    rate_word = None if rate is None else Qualifier.ABOUT if before.qualifier else word
    return Change(Direction.UP if step > ZERO else Direction.DOWN, size, word, rate, rate_word)


def _plain(qualifier: Qualifier | None) -> Qualifier | None:
    return Qualifier.MORE if qualifier is Qualifier.ABOVE else qualifier


def _turned(qualifier: Qualifier | None) -> Qualifier | None:
    """What a word becomes when its number is taken away: gần and hơn change places."""
    match _plain(qualifier):
        case Qualifier.NEARLY:
            return Qualifier.MORE
        case Qualifier.MORE:
            return Qualifier.NEARLY
        case same:
            return same


def per_cent(size: Quantity, of: Quantity) -> Quantity | None:
    """`size` in per cent of `of`, rounded half up; None beyond what anybody would write."""
    scale = max(size.scale, of.scale)
    above, below = size.scaled(scale) * 100 * 10**PER_CENT_SCALE, of.scaled(scale)
    amount = (2 * above + below) // (2 * below)
    return Quantity(amount, PER_CENT_SCALE) if amount < LIMIT else None
