"""Indicators that are computed from two others, by a formula as a clerk types and reads it: "10.2 ÷ 9.1"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.errors import InputError

DECIMALS = 1
"""Digits behind the comma of an indicator that gets a formula."""
PER_CENT = "%"
"""An indicator with this unit of measure is told in hundredths."""
_DIVISION = re.compile(r"\s*([0-9]{1,3}\.[0-9]{1,2})\s*[÷/:]\s*([0-9]{1,3}\.[0-9]{1,2})\s*")

Catalogue = Mapping[str, Indicator]
"""Indicators by their codes."""


def formula(indicator: Indicator) -> str:
    """The formula in codes, "10.2 ÷ 9.1"; empty for what is counted."""
    return f"{indicator.numerator} ÷ {indicator.denominator}" if indicator.numerator else ""


def formula_in_names(indicator: Indicator, catalogue: Catalogue) -> str:
    """The formula with the names of the indicators; empty for what is counted."""
    if not indicator.numerator:
        return ""
    names = (
        catalogue[code].name if code in catalogue else code for code in (indicator.numerator, indicator.denominator)
    )
    return " ÷ ".join(names)


def parse_formula(text: str) -> tuple[str, str]:
    """The codes above and below: "10.2 ÷ 9.1", "10.2 / 9.1", "10.2:9.1". Raises: InputError."""
    found = _DIVISION.fullmatch(text)
    if found is None:
        raise InputError(
            "{value} is no formula. Write two codes of indicators, like 10.2 ÷ 9.1.", field="formula", value=text[:60]
        )
    return found[1], found[2]


def with_formula(indicator: Indicator, text: str, catalogue: Catalogue) -> Indicator:
    """The indicator with this formula instead of its own; counted again when the text is empty.

    Those who report both of its parts are those who have it. Raises: InputError.
    """
    if not text.strip():
        if not indicator.numerator:
            return indicator
        return replace(
            indicator, kind=IndicatorKind.FLOW, numerator="", denominator="", decimals=0, forces=(), joint=False
        )
    numerator, denominator = parse_formula(text)
    made = replace(
        indicator,
        kind=IndicatorKind.RATIO,
        numerator=numerator,
        denominator=denominator,
        decimals=indicator.decimals if indicator.numerator else max(DECIMALS, indicator.decimals),
    )
    check(made, catalogue)
    above, below = catalogue[numerator], catalogue[denominator]
    forces = tuple(force for force in above.forces if force in below.forces)
    return replace(made, forces=forces, joint=above.joint and below.joint)


def check(indicator: Indicator, catalogue: Catalogue) -> None:
    """Refuse a formula that says nothing. Raises: InputError."""
    parts = (indicator.numerator, indicator.denominator)
    if not any(parts):
        return
    if indicator.kind is not IndicatorKind.RATIO or not all(parts):
        raise InputError("A formula needs one indicator above and one below, like 10.2 ÷ 9.1.", field="formula")
    if indicator.code in parts:
        raise InputError("{code} cannot be computed from itself.", field="formula", code=indicator.code)
    if indicator.numerator == indicator.denominator:
        raise InputError(
            "Both codes of the formula are {code}. Take two different ones.", field="formula", code=parts[0]
        )
    for code in parts:
        if code not in catalogue:
            raise InputError("There is no indicator {code} in the catalogue.", field="formula", code=code)
        if catalogue[code].kind is IndicatorKind.RATIO:
            raise InputError(
                "{code} ({name}) is computed itself. Take indicators that are counted.",
                field="formula",
                code=code,
                name=catalogue[code].name,
            )
