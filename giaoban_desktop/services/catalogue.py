"""The catalogue of indicators and the fields of coordination that ship with the program."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from giaoban_desktop import paths
from giaoban_desktop.domain.indicators import Field, Indicator, IndicatorGroup, IndicatorKind

_NOT_KEPT = frozenset({"seen"})


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A version of the code list: its headings and indicators in their order."""

    version: str
    groups: tuple[IndicatorGroup, ...]
    indicators: tuple[Indicator, ...]


def shipped_catalogue(file: Path | None = None) -> Catalogue:
    """The catalogue of resources/indicators.toml, or of another file of that form."""
    data = tomllib.loads((file or paths.resources() / "indicators.toml").read_text(encoding="utf-8"))
    names = {field.name for field in fields(Indicator)}
    indicators = []
    for entry in data["indicator"]:
        unknown = set(entry) - names - _NOT_KEPT
        if unknown:
            raise ValueError(f"indicator {entry['code']}: unknown keys {sorted(unknown)}")
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in entry.items()
            if key not in _NOT_KEPT
        }
        values["kind"] = IndicatorKind(entry["kind"])
        indicators.append(Indicator(**values))
    groups = tuple(IndicatorGroup(entry["code"], entry["name"]) for entry in data["group"])
    return Catalogue(data["version"], groups, tuple(sorted(indicators, key=lambda indicator: indicator.order)))


def shipped_fields(file: Path | None = None) -> tuple[Field, ...]:
    """The fields of coordination of resources/fields.toml, in the order in which minutes take them."""
    data = tomllib.loads((file or paths.resources() / "fields.toml").read_text(encoding="utf-8"))
    return tuple(Field(entry["code"], entry["name"]) for entry in data["field"])
