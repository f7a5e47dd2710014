"""Versions of the catalogue of indicators, as a file hands them down and a book remembers them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from giaoban_desktop.domain.dates import parse_iso_date
from giaoban_desktop.domain.text import LINE_LIMIT, clean_line, required_line, shorten
from giaoban_desktop.errors import InputError

NAME_LIMIT, ISSUER_LIMIT = 40, LINE_LIMIT
_SIGN = "·"
_BETWEEN = f" {_SIGN} "
_NAMELESS = "?"


@dataclass(frozen=True, slots=True)
class CatalogueVersion:
    """The name of a version, and for one that was handed down its day and who issued it."""

    name: str
    issued_on: date | None = None
    issued_by: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", required_line(self.name, field="version", limit=NAME_LIMIT))
        object.__setattr__(self, "issued_by", clean_line(self.issued_by, field="issued_by", limit=ISSUER_LIMIT))
        if _SIGN in self.name:
            raise InputError("The name of a version cannot hold the sign ·. Leave it out.", field="version")

    @property
    def text(self) -> str:
        """As a book keeps it: "2026.1 · 2026-03-25 · Công an tỉnh Bình Hà"; only the name of one that ships."""
        if self.issued_on is None:
            return self.name
        return _BETWEEN.join((self.name, self.issued_on.isoformat(), self.issued_by))


def parse_version(text: str) -> CatalogueVersion:
    """The version that a book keeps; a text of any other form is a name, without the signs ·, cut where it is long."""
    name, _sign, rest = text.partition(_BETWEEN)
    day, _sign, issuer = rest.partition(_BETWEEN)
    try:
        return CatalogueVersion(name, parse_iso_date(day) if day else None, issuer)
    except InputError:
        return CatalogueVersion(_as_name(text))


def _as_name(text: str) -> str:
    try:
        return shorten(clean_line(text).replace(_SIGN, " "), NAME_LIMIT) or _NAMELESS
    except InputError:
        return _NAMELESS
