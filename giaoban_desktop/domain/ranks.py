"""Ranks of the police, the army and the border guard, and who stands before whom in a list of people.

Source: Law on the People's Public Security 37/2018/QH14, article 21; Law on officers of the People's Army 16/1999/QH10,
article 10; Law on military service 78/2015/QH13, article 8.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from giaoban_desktop.domain.people import Person
from giaoban_desktop.domain.text import fold

RANKS = (
    ("Đại tướng",),
    ("Thượng tướng", "Đô đốc"),
    ("Trung tướng", "Phó Đô đốc"),
    ("Thiếu tướng", "Chuẩn Đô đốc"),
    ("Đại tá",),
    ("Thượng tá",),
    ("Trung tá",),
    ("Thiếu tá",),
    ("Đại úy",),
    ("Thượng úy",),
    ("Trung úy",),
    ("Thiếu úy",),
    ("Thượng sĩ",),
    ("Trung sĩ",),
    ("Hạ sĩ",),
    ("Binh nhất",),
    ("Binh nhì",),
)
"""The highest first; those of the navy beside those that they are equal to."""

_PLACES = {f" {fold(name)} ": place for place, names in enumerate(RANKS) for name in names}


def rank_place(rank: str) -> int:
    """The place of a rank, 0 the highest ("Trung tá", "trung tá QNCN"); behind all of them where there is none."""
    words = f" {fold(rank)} "
    named = [name for name in _PLACES if name in words]
    return _PLACES[max(named, key=len)] if named else len(RANKS)


def by_unit_and_rank(people: Sequence[Person], unit_ids: Sequence[str]) -> list[Person]:
    """The people by the order of their units, then by rank, those of one rank as they stood; without a unit last."""
    return sorted(people, key=lambda one: (_unit_place(one, unit_ids), rank_place(one.rank)))


def joined_by(people: Sequence[Person], person: Person, unit_ids: Sequence[str]) -> list[Person]:
    """The people with one more, behind those of the same or a higher rank of the unit; the others stay as they are."""
    rank, unit = rank_place(person.rank), _unit_place(person, unit_ids)
    own = [at for at, one in enumerate(people) if _unit_place(one, unit_ids) == unit]
    if own:
        at = max((at + 1 for at in own if rank_place(people[at].rank) <= rank), default=own[0])
    else:
        at = max((at + 1 for at, one in enumerate(people) if _unit_place(one, unit_ids) < unit), default=0)
    return [*people[:at], person, *people[at:]]


def in_order(people: Sequence[Person]) -> list[Person]:
    """The people with the order in which they are given."""
    return [replace(one, order=order) for order, one in enumerate(people)]


def _unit_place(person: Person, unit_ids: Sequence[str]) -> int:
    return unit_ids.index(person.unit_id) if person.unit_id in unit_ids else len(unit_ids)
