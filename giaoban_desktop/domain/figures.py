"""Figures: observations that keep value, reported zero, not reported and not applicable apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.numbers import LIMIT, ZERO, Quantity, format_number, parse_number
from giaoban_desktop.domain.periods import ONE_DAY, Period, PeriodKind
from giaoban_desktop.domain.text import clean_fields, clean_line, fold
from giaoban_desktop.errors import InputError


class Status(StrEnum):
    """What an observation says. A zero is said ("không phát sinh"); silence is `NOT_REPORTED`."""

    VALUE = "value"
    ZERO = "zero"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"


class Qualifier(StrEnum):
    """The word before a number that is not exact, kept as it was typed. `ABOVE` reads as `MORE`."""

    NEARLY = "gần"
    MORE = "hơn"
    ABOVE = "trên"
    ABOUT = "khoảng"


_QUALIFIER_WORDS = {"gan": Qualifier.NEARLY, "hon": Qualifier.MORE, "tren": Qualifier.ABOVE, "khoang": Qualifier.ABOUT}
_ENTRY = r"(?:(gần|hơn|trên|khoảng|gan|hon|tren|khoang)\s+|(~)\s*)?(.*?)\s*(\?)?"
_ZERO_WORDS = frozenset({"khong", "khong phat sinh", "khong co"})
_NOT_APPLICABLE_WORDS = frozenset({"x", "×", "khong ap dung"})


@dataclass(frozen=True, slots=True)
class Value:
    """What was reported: status, and for `VALUE` the quantity above zero with its qualifier; maybe provisional."""

    status: Status
    quantity: Quantity | None = None
    qualifier: Qualifier | None = None
    provisional: bool = False

    def __post_init__(self) -> None:
        if (self.status is Status.VALUE) != (self.quantity is not None):
            raise InputError(
                "A value needs a number; a zero, not reported and not applicable have none.", field="value"
            )
        if self.quantity is not None and self.quantity <= ZERO:
            raise InputError(
                "{value} is below zero. A count cannot be; check it."
                if self.quantity < ZERO
                else "{value} is reported as a zero, not as a value.",
                field="value",
                value=format_number(self.quantity),
            )
        if self.qualifier is not None and self.status is not Status.VALUE:
            raise InputError("Only a number above zero can be nearly, more than or about.", field="qualifier")
        if self.provisional and self.status not in (Status.VALUE, Status.ZERO):
            raise InputError("Only a number can be provisional.", field="provisional")

    @property
    def is_number(self) -> bool:
        """True for a value and for a reported zero."""
        return self.status in (Status.VALUE, Status.ZERO)

    @property
    def number(self) -> Quantity:
        """The quantity, zero for a reported zero. Only for numbers."""
        if self.quantity is not None:
            return self.quantity
        if self.status is not Status.ZERO:
            raise ValueError(f"no number in {self.status}")
        return ZERO

    @property
    def text(self) -> str:
        """As it is typed and shown in a cell: "gần 50", "0", "x", "24?", "" for not reported."""
        if self.status is Status.NOT_REPORTED:
            return ""
        if self.status is Status.NOT_APPLICABLE:
            return "x"
        words = f"{self.qualifier.value} " if self.qualifier else ""
        return f"{words}{format_number(self.number)}{'?' if self.provisional else ''}"


NOT_REPORTED = Value(Status.NOT_REPORTED)
NOT_APPLICABLE = Value(Status.NOT_APPLICABLE)
REPORTED_ZERO = Value(Status.ZERO)


def number_value(quantity: Quantity | int, qualifier: Qualifier | None = None, *, provisional: bool = False) -> Value:
    """The value of a number: a reported zero for 0."""
    exact = quantity if isinstance(quantity, Quantity) else Quantity(quantity)
    if exact == ZERO and qualifier is None:
        return Value(Status.ZERO, provisional=provisional)
    return Value(Status.VALUE, exact, qualifier, provisional)


def parse_value(text: str, *, field: str = "value") -> Value:
    """What a clerk typed into a cell: 24, 0, x, 24?, "gần 50", "khoảng 1.500", ~1500; empty is not reported.

    Raises: InputError.
    """
    typed = clean_line(text, field=field)
    folded = fold(typed)
    if not folded:
        return NOT_REPORTED
    if folded in _NOT_APPLICABLE_WORDS:
        return NOT_APPLICABLE
    if folded in _ZERO_WORDS:
        return REPORTED_ZERO
    found = re.fullmatch(_ENTRY, typed, re.IGNORECASE | re.DOTALL)
    if not found:
        raise InputError("{value} is not a number. Write digits like 24, 3.313 or 1,5.", field=field, value=typed[:40])
    qualifier = Qualifier.ABOUT if found[2] else _QUALIFIER_WORDS[fold(found[1])] if found[1] else None
    return number_value(parse_number(found[3], field=field), qualifier, provisional=found[4] is not None)


@dataclass(frozen=True, slots=True)
class Disaggregation:
    """The part of an indicator that a figure is about: dimension "level", member "tỉnh"."""

    dimension: str
    member: str

    def __post_init__(self) -> None:
        clean_fields(self, required=("dimension", "member"))


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure: an indicator as one unit reported it for a period, counted up to a cut-off day.

    `unit_id` is None for joint work of the forces (row "chung"), which is counted once. The same period with a later
    `counted_to` is another observation, so that what was first reported stays readable.
    """

    id: str
    indicator: str
    unit_id: str | None
    period: Period
    counted_from: date
    counted_to: date
    value: Value
    disaggregation: Disaggregation | None = None
    meeting_id: str | None = None
    unit_word: str = ""
    """The unit of measure as it was written, where it differs from the indicator's (đợt for cuộc)."""
    note: str = ""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("unit_word",), texts=("note",))
        if self.counted_to < self.counted_from:
            raise InputError(
                "The figures are counted until {to}, before they begin on {start}. Exchange the days.",
                field="counted_to",
                to=self.counted_to.isoformat(),
                start=self.counted_from.isoformat(),
            )

    @property
    def key(self) -> tuple[str, str | None, str, date, Disaggregation | None]:
        """What only one observation can be about."""
        return (self.indicator, self.unit_id, self.period.code, self.counted_to, self.disaggregation)


def check_against(indicator: Indicator, observation: Observation) -> None:
    """Refuse a value that cannot be one of this indicator. Raises: InputError."""
    value = observation.value
    if indicator.is_computed:
        raise InputError(
            "{name} is computed by its formula. Write what it is computed from instead.",
            field="value",
            name=indicator.name,
        )
    if value.quantity is not None and value.quantity.scale > indicator.decimals:
        hint = format_number(Quantity(value.quantity.scaled(3))) if value.quantity.scale <= 3 else ""
        if indicator.decimals == 0 and hint:
            raise InputError(
                "{value} {unit}: this is counted in whole numbers. For thousands write a point, like {hint}.",
                field="value",
                value=format_number(value.quantity),
                unit=indicator.unit,
                hint=hint,
            )
        raise InputError(
            "{value} {unit}: at most {places} digits fit behind the comma.",
            field="value",
            value=format_number(value.quantity),
            unit=indicator.unit,
            places=indicator.decimals,
        )
    part = observation.disaggregation
    if part is None or part.dimension == indicator.disaggregation:
        return
    if not indicator.disaggregation:
        raise InputError("Indicator {code} is not divided.", field="part.dimension", code=indicator.code)
    raise InputError(
        "Indicator {code} is not divided by {dimension} but by {known}.",
        field="part.dimension",
        code=indicator.code,
        dimension=part.dimension[:40],
        known=indicator.disaggregation,
    )


@dataclass(frozen=True, slots=True)
class Total:
    """A sum and how much of it is known: `missing` parts of `parts` were not reported."""

    value: Value
    parts: int
    missing: int


def total(values: Iterable[Value]) -> Total:
    """The sum of parts. It carries the weakest qualifier; not applicable is skipped; missing parts are counted.

    All not applicable gives not applicable; nothing reported gives not reported; only zeros give a reported zero.
    """
    counted = [value for value in values if value.status is not Status.NOT_APPLICABLE]
    if not counted:
        return Total(NOT_APPLICABLE, 0, 0)
    numbers = [value for value in counted if value.is_number]
    missing = len(counted) - len(numbers)
    if not numbers:
        return Total(NOT_REPORTED, len(counted), missing)
    amount = ZERO
    for value in numbers:
        amount = amount + value.number
    qualifier = weakest(value.qualifier for value in numbers)
    provisional = any(value.provisional for value in numbers)
    return Total(number_value(amount, qualifier, provisional=provisional), len(counted), missing)


def weakest(qualifiers: Iterable[Qualifier | None]) -> Qualifier | None:
    """The qualifier of a sum: hơn with gần is khoảng, khoảng wins over all; trên alone stays trên."""
    found = {qualifier for qualifier in qualifiers if qualifier is not None}
    if not found:
        return None
    if found == {Qualifier.ABOVE}:
        return Qualifier.ABOVE
    if found <= {Qualifier.ABOVE, Qualifier.MORE}:
        return Qualifier.MORE
    return Qualifier.NEARLY if found == {Qualifier.NEARLY} else Qualifier.ABOUT


def over_periods(kind: IndicatorKind, values: Iterable[Value]) -> Total:
    """The figure of a long period from those of its parts in the order of time: flows add, stocks take the last."""
    ordered = list(values)
    if kind is IndicatorKind.FLOW:
        return total(ordered)
    numbers = [value for value in ordered if value.is_number]
    if kind is IndicatorKind.RATIO or not numbers:
        return Total(NOT_REPORTED, len(ordered), len(ordered))
    return Total(numbers[-1], len(ordered), len(ordered) - len(numbers))


def ratio(indicator: Indicator, numerator: Value, denominator: Value) -> Value:
    """A ratio computed from its parts, rounded half up to the indicator's decimals; in hundredths when its unit is %.

    Not applicable where a zero stands below; not reported where a part is unknown, and where it is too small for the
    decimals to say.
    """
    if not (numerator.is_number and denominator.is_number):
        return NOT_REPORTED
    if denominator.number == ZERO:
        return Value(Status.NOT_APPLICABLE)
    provisional = numerator.provisional or denominator.provisional
    if numerator.number == ZERO:
        return Value(Status.ZERO, provisional=provisional)
    above, below = numerator.number, denominator.number
    dividend = above.amount * 10 ** (below.scale + indicator.decimals) * (100 if indicator.unit == "%" else 1)
    divisor = below.amount * 10**above.scale
    amount = (2 * dividend + divisor) // (2 * divisor)
    if not 0 < amount < LIMIT:
        return NOT_REPORTED
    qualifier = numerator.qualifier if denominator.qualifier is None else Qualifier.ABOUT
    return number_value(Quantity(amount, indicator.decimals), qualifier, provisional=provisional)


def choose_parts(kind: IndicatorKind, period: Period, observations: Iterable[Observation]) -> list[Observation]:
    """The numbers of parts of a period that together tell most of it, none overlapping another, in the order of time.

    Of a stock only the one whose part ends last (of two, the longer). Of a flow those that hold most of its months;
    where that is equal months, quarters and the like before days from–to, then the longer and fewer.
    """
    numbers = [observation for observation in observations if observation.value.is_number]
    if kind is IndicatorKind.STOCK:
        return sorted(numbers, key=_stock_rank)[-1:]
    numbers.sort(key=lambda found: (found.period.last_on, found.period.first_on, found.period.code))
    ends = [found.period.last_on for found in numbers]
    spans = period.month_spans()
    # best[n]: the choice among the first n. One more part goes with the best choice of those that end before it begins.
    best: list[tuple[_Worth, list[Observation]]] = [((0, 0, 0, 0), [])]
    for found in numbers:
        worth, chosen = best[bisect_left(ends, found.period.first_on)]
        own = _worth(found.period, spans)
        added = (worth[0] + own[0], worth[1] + own[1], worth[2] + own[2], worth[3] + own[3])
        best.append((added, [*chosen, found]) if added > best[-1][0] else best[-1])
    return best[-1][1]


def known_months(period: Period, parts: Iterable[Period]) -> frozenset[date]:
    """The months of a period, by their first days in it, that lie in its parts, also in several that follow on."""
    known: set[date] = set()
    runs: list[tuple[date, date]] = []
    for part in sorted(parts, key=lambda found: found.first_on):
        if runs and part.first_on <= runs[-1][1] + ONE_DAY:
            runs[-1] = (runs[-1][0], max(runs[-1][1], part.last_on))
        else:
            runs.append((part.first_on, part.last_on))
    for first_on, last_on in period.month_spans():
        if any(begin <= first_on and last_on <= end for begin, end in runs):
            known.add(first_on)
    return frozenset(known)


_Worth = tuple[int, int, int, int]
"""What a part tells: whole months, days of a regular period, days, and fewer parts."""


def _worth(part: Period, spans: Iterable[tuple[date, date]]) -> _Worth:
    months = sum(part.first_on <= first_on and last_on <= part.last_on for first_on, last_on in spans)
    days = (part.last_on - part.first_on).days + 1
    return (months, days if _is_regular(part) else 0, days, -1)


def _stock_rank(observation: Observation) -> tuple[date, int, bool, date]:
    part = observation.period
    return (part.last_on, (part.last_on - part.first_on).days, _is_regular(part), observation.counted_to)


def _is_regular(period: Period) -> bool:
    return period.kind not in (PeriodKind.TO_DATE, PeriodKind.RANGE)
