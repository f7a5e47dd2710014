"""What a briefing's file refers to: units by their codes, periods by theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from giaoban_desktop.domain.periods import Period, parse_code
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import InputError
from giaoban_desktop.exchange.structured import Node

_T = TypeVar("_T")


def period(node: Node, name: str) -> Period:
    """The period that a field names by its code."""
    return parse_code(node.text(name), field=node.place(name))


def unit_of(node: Node, name: str, units: Mapping[str, Unit]) -> str:
    """The id of the unit that a field names by its code."""
    return _known(node.text(name), node.place(name), units)


def find_unit(node: Node, name: str, units: Mapping[str, Unit]) -> str | None:
    """The id of the unit that a field names; None when it is missing."""
    return unit_of(node, name, units) if node.has(name) else None


def units_of(node: Node, name: str, units: Mapping[str, Unit]) -> tuple[str, ...]:
    """The ids of the units that a list names."""
    return tuple(_known(code, f"{node.place(name)}[{index}]", units) for index, code in enumerate(node.texts(name)))


def _known(code: str, place: str, units: Mapping[str, Unit]) -> str:
    unit = units.get(code)
    if unit is None:
        raise InputError(
            "There is no unit with the code {code}. Known are: {known}.",
            field=place,
            code=code[:40],
            known=", ".join(units),
        )
    return unit.id


def placed(place: str, make: Callable[[], _T]) -> _T:
    """What `make` makes; an error is told with this place."""
    try:
        return make()
    except InputError as error:
        raise error.within(place) from None
