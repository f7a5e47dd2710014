"""Units: the government of a commune, its forces, the superior; and the office that keeps this book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from giaoban_desktop.domain.text import clean_fields
from giaoban_desktop.errors import InputError


class Level(StrEnum):
    """The level of government a unit stands at. `DISTRICT` ended on 30/6/2025; old data keep it."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class LevelSince:
    """The level of a unit from a day on."""

    level: Level
    since_on: date


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation unit that meets, reports, leads a directive, or stands above.

    `code` names it in files and commands (CA, QS, BP, UBND …), unique in one office. `force` is the code of its force
    when it takes part in the briefing as one, else "". The header of a document that it issues has two lines,
    `body_above` and `issuing_body`; `symbol` is its abbreviation in document symbols, `place` its name in a date line.
    """

    id: str
    code: str
    name: str
    short_name: str = ""
    force: str = ""
    parent_id: str | None = None
    levels: tuple[LevelSince, ...] = ()
    body_above: str = ""
    issuing_body: str = ""
    symbol: str = ""
    place: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        clean_fields(
            self,
            lines=("short_name", "force", "body_above", "issuing_body", "symbol", "place"),
            required=("code", "name"),
        )
        if self.parent_id == self.id:
            raise InputError("A unit cannot stand above itself. Choose another superior.", field="parent")
        since = [level.since_on for level in self.levels]
        if since != sorted(set(since)):
            raise InputError("The levels of a unit must follow each other in time.", field="levels")

    @property
    def label(self) -> str:
        """The name for lists and sentences: the short one where there is one."""
        return self.short_name or self.name

    @property
    def is_force(self) -> bool:
        """True when it is one of the forces that meet."""
        return bool(self.force)

    def level_on(self, day: date) -> Level | None:
        """The level that was valid on a day; None before the first known one."""
        valid = [level.level for level in self.levels if level.since_on <= day]
        return valid[-1] if valid else None


@dataclass(frozen=True, slots=True)
class Office:
    """The workplace that keeps this book: its own unit, its superior, and how its papers are signed."""

    id: str
    unit_id: str
    superior_id: str | None
    heads_sign: bool = False
    """True where the heads of the forces sign the minutes under the secretary and the chair."""
