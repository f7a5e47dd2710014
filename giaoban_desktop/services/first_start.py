"""The first start: from a few answers to a whole office, proposed in the usual words, every one of which may change."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from giaoban_desktop import paths
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.people import Person
from giaoban_desktop.domain.text import clean_line, fold
from giaoban_desktop.domain.units import Level, LevelSince, Office, Unit
from giaoban_desktop.errors import InputError, StorageError
from giaoban_desktop.services import book, office
from giaoban_desktop.storage.database import Database, utc_now

TWO_LEVELS_SINCE = date(2025, 7, 1)
"""From this day on there are provinces and communes only. Source: Nghị quyết 203/2025/QH15."""
_WORDED = ("name", "short_name", "body_above", "issuing_body")
SUPERIOR = "CAPTREN"
"""Code of the unit that packages go up to."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the office is: level, kind ("phường"), name ("An Lạc") and, for a commune, its province."""

    level: Level
    kind: str
    name: str
    province: str = ""

    def __post_init__(self) -> None:
        name = clean_line(self.name, field="name")
        bare = re.sub(rf"^(?:{'|'.join(kinds(self.level))})\s+", "", name, flags=re.IGNORECASE)
        province = clean_line(self.province, field="province")
        if not bare:
            raise InputError("Write the name of the place, for instance An Lạc.", field="name")
        if self.level is Level.COMMUNE and not province:
            raise InputError("Write which province it belongs to, for instance tỉnh Bình Hà.", field="province")
        if province and not re.match(r"(tỉnh|thành phố)\s", province, re.IGNORECASE):
            province = f"tỉnh {province}"
        object.__setattr__(self, "name", bare)
        object.__setattr__(self, "province", province)

    @property
    def words(self) -> dict[str, str]:
        """What the proposed names are filled with."""
        small = {"kind": self.kind, "place": self.name, "province": self.province}
        return {**small, **{name.upper(): value.upper() for name, value in small.items()}}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit that is proposed: whether it usually meets, and the positions of those who speak for it."""

    unit: Unit
    usual: bool
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewOffice:
    """All answers of the first start."""

    place: Place
    own: str
    """Code of the unit that keeps the book."""
    units: tuple[Unit, ...]
    people: tuple[Person, ...] = ()
    superior: str = ""
    heads_sign: bool = False


def kinds(level: Level) -> list[str]:
    """The kinds of places at a level: phường, xã, đặc khu; tỉnh, thành phố."""
    found: list[str] = _templates()["kinds"][level.value]
    return found


def propose(place: Place) -> list[Proposal]:
    """The units that usually meet at a place, with headers and symbols; of one place always with the same codes."""
    found: list[Proposal] = []
    for entry in _templates()["unit"]:
        if entry["level"] != place.level.value:
            continue
        filled = {
            name: entry[name].format(**place.words) for name in ("name", "short_name", "body_above", "issuing_body")
        }
        symbols = entry["symbol"]
        unit = Unit(
            id=new_id(),
            code=entry["code"],
            force=entry.get("force", ""),
            symbol=symbols.get(place.kind) or symbols.get("") or next(iter(symbols.values())),
            place=place.name,
            levels=(LevelSince(place.level, TWO_LEVELS_SINCE),),
            position=len(found),
            **filled,
        )
        positions = tuple(head.format(**place.words) for head in entry["heads"])
        found.append(Proposal(unit, not entry.get("border", False), positions))
    return found


def proposed_superior(place: Place, own: Unit) -> str:
    """The name of the unit that packages usually go up to: the same line one level higher."""
    if place.level is Level.PROVINCE:
        return ""
    above = propose(Place(Level.PROVINCE, *_split_province(place.province)))
    return next((one.unit.name for one in above if one.unit.code == own.code), "")


def proposed_file(folder: Path, place: Place) -> Path:
    """A name for the new book that nothing in the folder bears yet: giaoban-an-lac.db."""
    stem = "giaoban-" + re.sub(r"[^a-z0-9]+", "-", fold(place.name)).strip("-")
    names = (f"{stem}{f'-{n}' if n > 1 else ''}.db" for n in range(1, 1000))
    return next(file for file in map(folder.joinpath, names) if not file.exists())


def check_place_of_file(file: Path) -> None:
    """Refuse a place where no new book can be kept. Raises: StorageError, in words."""
    if not file.name or file.suffix != ".db":
        raise StorageError("{file}: give the book a name that ends in .db.", file=file.name or file)
    if not file.parent.is_dir():
        raise StorageError("The folder {folder} does not exist. Make it or choose another.", folder=file.parent)
    if file.exists():
        raise StorageError("{file} exists already. Choose another name; it was not touched.", file=file.name)


def make_book(file: Path, answers: NewOffice) -> None:
    """Make the book of a new office, whole or not at all. Raises: StorageError or InputError."""
    check_place_of_file(file)
    units, own = _arranged(answers)
    made = Database.create(file, by=book.user_name(), clock=utc_now)
    try:
        superior_id = next((unit.id for unit in units if unit.code == SUPERIOR), None)
        office.set_up(made, Office(new_id(), own.id, superior_id, answers.heads_sign), units, _ordered(answers.people))
    except BaseException:
        made.discard()
        raise
    made.close()


def _arranged(answers: NewOffice) -> tuple[list[Unit], Unit]:
    """The units under each other: the forces under the one that keeps the book, that one under its superior."""
    own = next((unit for unit in answers.units if unit.code == answers.own), None)
    if own is None:
        raise InputError("Choose which unit keeps this book.", field="own")
    if not any(unit.is_force for unit in answers.units):
        raise InputError("Choose at least one force that meets.", field="forces")
    superior = Unit(new_id(), SUPERIOR, answers.superior, position=len(answers.units)) if answers.superior else None
    own = replace(own, parent_id=superior.id if superior else None)
    others = [
        replace(unit, parent_id=own.id if unit.is_force else None) for unit in answers.units if unit.code != own.code
    ]
    units = sorted([own, *others], key=lambda unit: unit.position)
    return [*units, superior] if superior else units, own


def _ordered(people: Sequence[Person]) -> list[Person]:
    return [replace(person, order=order) for order, person in enumerate(people)]


def _split_province(province: str) -> tuple[str, str]:
    for kind in kinds(Level.PROVINCE):
        if province.lower().startswith(kind + " "):
            return kind, province[len(kind) + 1 :]
    return "tỉnh", province


def _templates() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "units.toml").read_text(encoding="utf-8"))
