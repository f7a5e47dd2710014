"""Holding figures against validation rules: what cannot be, and what is unusual, each in one sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from giaoban_desktop.domain import figure_rules
from giaoban_desktop.domain.comparison import Interval, interval
from giaoban_desktop.domain.figure_rules import Indicators
from giaoban_desktop.domain.figures import Disaggregation, Observation, Value, total
from giaoban_desktop.domain.indicators import IndicatorKind
from giaoban_desktop.domain.numbers import ZERO, Quantity, format_number
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.unusual import Exact, is_far_count, is_far_ratio
from giaoban_desktop.domain.validation import Check, Finding, Formula, Operator, ValidationRule
from giaoban_desktop.errors import UserError

_Series = tuple[str, str | None, Disaggregation | None]
_History = Mapping[_Series, Sequence[Observation]]
"""The numbers of a thing over periods of one kind, in the order of time."""


def findings(
    observations: Iterable[Observation],
    indicators: Indicators,
    rules: Iterable[ValidationRule],
    *,
    about: Collection[Period] | None = None,
) -> list[Finding]:
    """What the rules say of figures, in the order of periods and indicators; only of some periods where `about` is set.

    The figures of earlier periods belong to `observations`: what is unusual is measured by them.
    """
    newest = figure_rules.newest(observations, indicators)
    wanted = [one for one in newest if about is None or one.period in about]
    within = newest if about is None else _within(newest, about)
    history = _history(newest)
    beside = list(figure_rules.groups(wanted))
    codes = {one.indicator for one in wanted}
    found = []
    for rule in rules:
        said: Iterator[figure_rules.Problem]
        check = figure_rules.CHECKS.get(rule.check)
        if check is not None:
            looked_at = within if rule.check in figure_rules.OVER_PERIODS else wanted
            said = (pair for pair in check(looked_at, indicators) if about is None or pair[0].period in about)
        elif rule.formula is not None:
            said = _compared(beside, indicators, rule.formula) if codes.issuperset(rule.formula.codes) else iter(())
        elif rule.check is Check.RATIO:
            said = _unusual_ratios(wanted, indicators, history, rule)
        else:
            said = _jumps(wanted, indicators, history, rule)
        found += [Finding(rule, observation, error) for observation, error in said]
    return sorted(_once(found), key=lambda finding: figure_rules.order(finding.about, indicators))


def _within(observations: Iterable[Observation], periods: Collection[Period]) -> list[Observation]:
    """Those of periods that lie between the first and the last day of some periods."""
    first_on = min((period.first_on for period in periods), default=date.max)
    last_on = max((period.last_on for period in periods), default=date.min)
    return [one for one in observations if one.period.first_on >= first_on and one.period.last_on <= last_on]


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Of what is unusual about a figure only the first: a ratio says more than that its number jumps."""
    unusual: set[str] = set()
    for finding in found:
        if finding.rule.check in (Check.RATIO, Check.JUMP):
            if finding.about.id in unusual:
                continue
            unusual.add(finding.about.id)
        yield finding


# Formulas


def _compared(
    groups: Iterable[figure_rules.Group], indicators: Indicators, formula: Formula
) -> Iterator[tuple[Observation, UserError]]:
    for group in groups:
        sides = [[group.get((code, None)) for code in side] for side in (formula.left, formula.right)]
        told = [[one for one in side if one is not None and one.value.is_number] for side in sides]
        if not told[0] or any(len(one) < len(side) for one, side in zip(told, sides, strict=True)):
            continue  # where a number is missing nothing can be wrong
        left, right = (sum((interval(one.value) for one in side), Interval(ZERO, ZERO)) for side in told)
        if not _holds(left, formula.operator, right):
            yield told[0][0], _formula_error(told[0], formula.operator, told[1], indicators)


def _holds(left: Interval, operator: Operator, right: Interval) -> bool:
    match operator:
        case Operator.AT_LEAST:
            return not left.is_below(right)
        case Operator.AT_MOST:
            return not right.is_below(left)
        case Operator.EQUAL:
            return not (left.is_below(right) or right.is_below(left))
        case Operator.NEEDS:
            return left.least == ZERO or right.most is None or right.most > ZERO


def _formula_error(
    left: Sequence[Observation], operator: Operator, right: Sequence[Observation], indicators: Indicators
) -> UserError:
    sides = {
        "left": _side(left, indicators),
        "right": _side(right, indicators),
        "period": left[0].period.code,
    }
    match operator:
        case Operator.AT_LEAST:
            return UserError("{left} is less than {right} in {period}. Check both.", **sides)
        case Operator.AT_MOST:
            return UserError("{left} is more than {right} in {period}. Check both.", **sides)
        case Operator.EQUAL:
            return UserError("{left} is not equal to {right} in {period}. Check both.", **sides)
        case Operator.NEEDS:
            return UserError("{left} in {period}, but {right}. Check both.", **sides)


def _side(observations: Sequence[Observation], indicators: Indicators) -> str:
    names = " + ".join(indicators[one.indicator].name for one in observations)
    value = total(one.value for one in observations).value
    return f"{names} ({value.text} {indicators[observations[0].indicator].unit})"


# What is unusual


def _history(observations: Iterable[Observation]) -> _History:
    found: defaultdict[_Series, list[Observation]] = defaultdict(list)
    for one in observations:
        if one.value.is_number:
            found[_series(one)].append(one)
    for series in found.values():
        series.sort(key=lambda one: one.period.first_on)
    return found


def _series(observation: Observation) -> _Series:
    return (observation.indicator, observation.unit_id, observation.disaggregation)


def _before(one: Observation, series: Sequence[Observation], count: int) -> list[Observation]:
    """The last figures of the same kind of period before this one."""
    at = bisect_left(series, one.period.first_on, key=lambda found: found.period.first_on)
    return [found for found in series[:at] if found.period.kind is one.period.kind][-count:]


def _unusual_ratios(
    observations: Iterable[Observation], indicators: Indicators, history: _History, rule: ValidationRule
) -> Iterator[tuple[Observation, UserError]]:
    """Turns a patrol, persons a case: far from what was usual."""
    by_period: dict[_Series, dict[Period, Observation]] = {}
    for one in observations:
        below = indicators[one.indicator].at_least
        if not below or not _can_be_unusual(one):
            continue
        series = (below, one.unit_id, one.disaggregation)
        if series not in by_period:
            by_period[series] = {found.period: found for found in history.get(series, ())}
        bases = by_period[series]
        base = bases.get(one.period)
        if base is None or base.value.number == ZERO or base.value.qualifier is not None:
            continue
        before = _before(one, history[_series(one)], rule.periods)
        earlier = [
            (_exact(found.value), _exact(bases[found.period].value))
            for found in before
            if found.period in bases and bases[found.period].value.number > ZERO
        ]
        if len(earlier) < rule.least or not is_far_ratio(_exact(one.value), _exact(base.value), earlier):
            continue
        ratios = [Fraction(above) / base for above, base in earlier]
        yield (
            one,
            UserError(
                "{value} {unit} in {base} {base_unit} are {ratio} each; the {count} periods before had {least} to"
                " {most}.",
                value=one.value.text,
                unit=indicators[one.indicator].unit,
                base=base.value.text,
                base_unit=indicators[below].unit,
                ratio=_rounded(Fraction(_exact(one.value)) / _exact(base.value)),
                count=len(ratios),
                least=_rounded(min(ratios)),
                most=_rounded(max(ratios)),
            ),
        )


def _jumps(
    observations: Iterable[Observation], indicators: Indicators, history: _History, rule: ValidationRule
) -> Iterator[tuple[Observation, UserError]]:
    """A number far from those before and from the same period a year ago: what comes once a year is no jump."""
    for one in observations:
        indicator = indicators[one.indicator]
        if indicator.kind is IndicatorKind.RATIO or not _can_be_unusual(one):
            continue
        series = history[_series(one)]
        before = _before(one, series, rule.periods)
        earlier = [_exact(found.value) for found in before]
        if len(earlier) < rule.least or not is_far_count(_exact(one.value), earlier):
            continue
        same = [_exact(found.value) for found in series if found.period == one.period.last_year()]
        if same and not is_far_count(_exact(one.value), same):
            continue
        yield (
            one,
            UserError(
                "{name}: {value} {unit}; the {count} periods before had {least} to {most}.",
                name=indicator.name,
                value=one.value.text,
                unit=indicator.unit,
                count=len(earlier),
                least=format_number(min(found.value.number for found in before)),
                most=format_number(max(found.value.number for found in before)),
            ),
        )


def _can_be_unusual(one: Observation) -> bool:
    """True for a number that is exact enough to be held against others."""
    return one.value.is_number and one.value.qualifier is None


def _exact(value: Value) -> Exact:
    number = value.number
    return Fraction(number.amount, 10**number.scale) if number.scale else number.amount


def _rounded(ratio: Fraction) -> str:
    """A ratio with one digit behind the comma, rounded half up."""
    return format_number(Quantity((20 * ratio.numerator + ratio.denominator) // (2 * ratio.denominator), 1))
