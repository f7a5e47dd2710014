"""Validation rules: what figures are held against, as data that ships with the program or that a clerk adds.

A rule names its check. Those of the catalogue (parts, part_of, at_least, within, twice) look at what the indicators say
of each other; `compare` holds a formula: "10.2 >= 9.1", "9.1 + 12.1 <= 8.1", "17.2 -> 17.1" (where there is the left,
there must be the right); `ratio` and `jump` ask whether a figure is far from what the office reported before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from giaoban_desktop.domain.figures import Disaggregation, Observation
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.text import clean_fields
from giaoban_desktop.errors import InputError, UserError


class Severity(StrEnum):
    """Hard: it cannot be. Soft: it is unusual, and stands when the clerk gives the reason."""

    HARD = "hard"
    SOFT = "soft"


class Check(StrEnum):
    """What a rule looks at."""

    PARTS = "parts"
    PART_OF = "part_of"
    AT_LEAST = "at_least"
    WITHIN = "within"
    SUM = "sum"
    TWICE = "twice"
    COMPARE = "compare"
    RATIO = "ratio"
    JUMP = "jump"


class Operator(StrEnum):
    """How the sides of a formula must stand to each other; `NEEDS` asks only that the right side is not zero."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    NEEDS = "->"


@dataclass(frozen=True, slots=True)
class Formula:
    """Sums of indicators by their codes, and how they must stand to each other."""

    left: tuple[str, ...]
    operator: Operator
    right: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it is written: "9.1 + 12.1 <= 8.1"."""
        return f"{' + '.join(self.left)} {self.operator} {' + '.join(self.right)}"

    @property
    def codes(self) -> tuple[str, ...]:
        """Every indicator that it speaks of."""
        return self.left + self.right

    def renumbered(self, code: str, other: str) -> Formula:
        """The same formula, where an indicator got another code."""
        left, right = (tuple(other if one == code else one for one in side) for side in (self.left, self.right))
        return Formula(left, self.operator, right)

    def in_names(self, names: Mapping[str, str]) -> tuple[str, str]:
        """Both sides with the names of their indicators by code: "Cuộc tuần tra đêm + Cuộc tuần tra biên giới"."""
        left, right = (" + ".join(names.get(code, code) for code in side) for side in (self.left, self.right))
        return left, right


_SIGNS = {"≥": ">=", "≤": "<=", "→": "->", "cần": "->"}
_FORMULA = re.compile(r"\s*(?P<left>[^<>=-]+?)\s*(?P<operator>>=|<=|=|->)\s*(?P<right>[^<>=-]+?)\s*")
_CODE = re.compile(r"\d{1,3}\.\d{1,2}")


def parse_formula(text: str) -> Formula:
    """The formula that a clerk wrote: "10.2 >= 9.1", "9.1 + 12.1 ≤ 8.1", "17.2 cần 17.1".

    Raises: InputError.
    """
    written = text
    for sign, operator in _SIGNS.items():
        written = written.replace(sign, operator)
    found = _FORMULA.fullmatch(written)
    sides = [side.split("+") for side in (found["left"], found["right"])] if found else []
    codes = [tuple(code.strip() for code in side) for side in sides]
    if found is None or not all(_CODE.fullmatch(code) for side in codes for code in side):
        raise InputError(
            "{value} is no rule. Write codes of indicators, like 10.2 >= 9.1 or 9.1 + 12.1 <= 8.1.",
            field="formula",
            value=text[:60],
        )
    left, right = codes
    if set(left) & set(right):
        raise InputError("An indicator cannot stand on both sides of a rule.", field="formula")
    return Formula(left, Operator(found["operator"]), right)


@dataclass(frozen=True, slots=True)
class ValidationRule:
    """One rule. `formula` belongs to `compare`; `periods` and `least` to `ratio` and `jump`: of how many periods before
    they take the middle, and how many there must be."""

    id: str
    check: Check
    severity: Severity
    formula: Formula | None = None
    periods: int = 8
    least: int = 4
    own: bool = False
    """True when the office added it."""

    def __post_init__(self) -> None:
        if (self.check is Check.COMPARE) != (self.formula is not None):
            raise InputError("A rule that compares has a formula, and no other has.", field="formula")
        if not 2 <= self.least <= self.periods <= 24:
            raise InputError("A rule looks at 2 to 24 periods before.", field="periods")


FindingKey = tuple[str, str, str | None, str, Disaggregation | None]
"""Rule, indicator, unit, period code and part: what can be accepted only once."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a figure, in one sentence with its numbers."""

    rule: ValidationRule
    about: Observation
    error: UserError

    @property
    def key(self) -> FindingKey:
        """What can be accepted about it only once."""
        about = self.about
        return (self.rule.id, about.indicator, about.unit_id, about.period.code, about.disaggregation)


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A soft finding that stands, with the clerk's reason. It holds only for the value that was asked about."""

    id: str
    rule: str
    indicator: str
    unit_id: str | None
    period: Period
    disaggregation: Disaggregation | None
    value: str
    """The figure as it is typed: "303", "gần 50"."""
    sentence: str
    """What was asked, as the clerk read it."""
    reason: str
    accepted_on: date

    def __post_init__(self) -> None:
        clean_fields(self, lines=("value",), texts=("sentence",), required=("rule", "reason"))

    @property
    def key(self) -> FindingKey:
        """As `Finding.key`."""
        return (self.rule, self.indicator, self.unit_id, self.period.code, self.disaggregation)

    def is_about(self, finding: Finding) -> bool:
        """True while the figure is still the one that was asked about."""
        return self.key == finding.key and self.value == finding.about.value.text
