"""Rules between figures: what cannot all be right, and what may have been counted twice.

Of each thing only the figure with the latest cut-off is looked at, and only figures of the same cut-off are compared,
so that a correction is never held against what it corrects. Numbers are taken as far as their words go: "gần 50" is at
most 50, "hơn 160" at least 160, "khoảng" says nothing that could be wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from giaoban_desktop.domain.comparison import Interval, interval
from giaoban_desktop.domain.figures import Disaggregation, Observation, Status, Value, total
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.numbers import ZERO, Quantity, format_number
from giaoban_desktop.domain.periods import ONE_DAY, Period, PeriodKind
from giaoban_desktop.domain.validation import Check
from giaoban_desktop.errors import UserError

EQUAL_BY_CHANCE = Quantity(10)
"""Below this number joint work and a force's own work are often equal without being the same work."""

Indicators = Mapping[str, Indicator]
"""The catalogue by code."""


def problems(observations: Iterable[Observation], indicators: Indicators) -> list[UserError]:
    """Everything that a clerk should look at, in the order of periods and indicators; empty when nothing is wrong."""
    return _sentences(newest(observations, indicators), indicators, (*_CONTRADICTIONS, _not_the_sum, _counted_twice))


def contradictions(observations: Iterable[Observation], indicators: Indicators) -> list[UserError]:
    """Those of the problems that cannot be right; what may have been counted twice is left out, as it may be right."""
    return _sentences(newest(observations, indicators), indicators, _CONTRADICTIONS)


Problem = tuple[Observation, UserError]
"""The figure that a problem is about, and its sentence."""
Group = dict[tuple[str, Disaggregation | None], Observation]
"""The figures of one unit for one period until one cut-off, by indicator and part."""
_Rule = Callable[[list[Observation], Indicators], Iterator[Problem]]


def _sentences(observations: list[Observation], indicators: Indicators, rules: Iterable[_Rule]) -> list[UserError]:
    found = [problem for rule in rules for problem in rule(observations, indicators)]
    return [error for _about, error in sorted(found, key=lambda problem: order(problem[0], indicators))]


def order(observation: Observation, indicators: Indicators) -> tuple[date, date, tuple[int, int], str, str]:
    """The place of a figure among others: by period, indicator, unit and part."""
    period, order = observation.period, indicators[observation.indicator].order
    return (period.first_on, period.last_on, order, observation.unit_id or "", str(observation.disaggregation))


def newest(observations: Iterable[Observation], indicators: Indicators) -> list[Observation]:
    """Of each thing reported for a period the figure with the latest cut-off, in a fixed order."""
    found: dict[tuple[object, ...], Observation] = {}
    for observation in observations:
        if observation.indicator in indicators:
            key = (observation.indicator, observation.unit_id, observation.period.code, observation.disaggregation)
            if key not in found or found[key].counted_to <= observation.counted_to:
                found[key] = observation
    return sorted(found.values(), key=lambda observation: order(observation, indicators))


def groups(observations: Iterable[Observation]) -> Iterable[Group]:
    """The figures that stand beside each other: of one unit, period and cut-off."""
    found: defaultdict[tuple[str | None, str, date], Group] = defaultdict(dict)
    for one in observations:
        found[one.unit_id, one.period.code, one.counted_to][one.indicator, one.disaggregation] = one
    return found.values()


def _divided(observations: list[Observation], indicators: Indicators) -> Iterator[Problem]:
    """The parts of an indicator are its total: messages by level, 120 + 250 = 370."""
    inner: defaultdict[str, list[Indicator]] = defaultdict(list)
    for indicator in indicators.values():
        if indicator.disaggregation and indicator.part_of:
            inner[indicator.part_of].append(indicator)
    for group in groups(observations):
        divisions: defaultdict[str, list[Observation]] = defaultdict(list)
        for (code, part), observation in group.items():
            if part is not None:
                divisions[code].append(observation)
        for (code, part), whole in group.items():
            if part is not None or not whole.value.is_number:
                continue
            yield from _unequal(whole, divisions[code], indicators)
            for divided in inner[code]:
                # An indicator that only divides another one ("tin theo cấp") has that one for its total.
                if (divided.code, None) not in group and _alike(divided, code, indicators):
                    yield from _unequal(whole, divisions[divided.code], indicators)


def _unequal(whole: Observation, parts: list[Observation], indicators: Indicators) -> Iterator[Problem]:
    numbers = [part for part in parts if part.value.is_number]
    if not numbers:
        return
    told = interval(whole.value)
    added = sum((interval(part.value) for part in numbers), Interval(ZERO, ZERO))
    # A part alone may be all that was asked for, and one that was not reported leaves the rest open.
    is_complete = len(numbers) > 1 and not any(part.value.status is Status.NOT_REPORTED for part in parts)
    if (is_complete and added.is_below(told)) or told.is_below(added):
        indicator = indicators[whole.indicator]
        summed = total(part.value for part in numbers).value
        yield (
            whole,
            UserError(
                "{name}: the parts ({parts}) give {sum} {unit}, the total is {total} {unit} ({period})."
                " Check the parts and the total.",
                name=indicator.name,
                parts=", ".join(_told(part) for part in numbers),
                sum=summed.text,
                total=whole.value.text,
                unit=indicator.unit,
                period=whole.period.name,
            ),
        )


def _told(observation: Observation) -> str:
    part = observation.disaggregation
    return f"{part.member} {observation.value.text}" if part else observation.value.text


def _more_than_whole(observations: list[Observation], indicators: Indicators) -> Iterator[Problem]:
    """What is a part of something is not more than it: night patrols among all patrols."""
    for group in groups(observations):
        for (code, part), observation in group.items():
            whole = group.get((indicators[code].part_of, part))
            if whole is None or not _alike(indicators[code], whole.indicator, indicators):
                continue
            if _is_below(whole.value, observation.value):
                yield (
                    observation,
                    UserError(
                        "{part} ({value} {unit}) is more than {total} ({total_value} {unit}) in {period}. Check both.",
                        part=_name(observation, indicators),
                        value=observation.value.text,
                        total=_name(whole, indicators),
                        total_value=whole.value.text,
                        unit=indicators[code].unit,
                        period=observation.period.name,
                    ),
                )


def _too_few(observations: list[Observation], indicators: Indicators) -> Iterator[Problem]:
    """Nothing happens without one taking part: turns are at least as many as patrols."""
    for group in groups(observations):
        for (code, part), observation in group.items():
            other = group.get((indicators[code].at_least, part))
            if other is not None and _is_below(observation.value, other.value):
                yield (
                    observation,
                    UserError(
                        "{name} ({value} {unit}) is less than {other} ({other_value} {other_unit}) in {period}."
                        " Check both.",
                        name=_name(observation, indicators),
                        value=observation.value.text,
                        unit=indicators[code].unit,
                        other=_name(other, indicators),
                        other_value=other.value.text,
                        other_unit=indicators[other.indicator].unit,
                        period=observation.period.name,
                    ),
                )


def _less_than_month(observations: list[Observation], indicators: Indicators) -> Iterator[Problem]:
    """What is counted over a quarter is not less than in one of its months, when the same days were counted."""
    series: defaultdict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for one in observations:
        if indicators[one.indicator].kind is IndicatorKind.FLOW and one.value.is_number:
            series[one.indicator, one.unit_id, one.disaggregation, one.period.first_on.year].append(one)
    for found in series.values():
        for long in found:
            for short in found:
                if _counts_within(short, long) and _is_below(long.value, short.value):
                    yield (
                        long,
                        UserError(
                            "{name}: {value} {unit} in {period} is less than {part_value} {unit} in {part_period},"
                            " which lies in it. Check both.",
                            name=_name(long, indicators),
                            value=long.value.text,
                            unit=indicators[long.indicator].unit,
                            period=long.period.name,
                            part_value=short.value.text,
                            part_period=short.period.name,
                        ),
                    )


def _not_the_sum(observations: list[Observation], indicators: Indicators) -> Iterator[Problem]:
    """What is counted over a quarter is what its months add up to, when together they count the same days."""
    months: dict[tuple[object, ...], Observation] = {}
    for one in observations:
        if one.period.kind is PeriodKind.MONTH and one.value.is_number:
            months[one.indicator, one.unit_id, one.disaggregation, one.period] = one
    for long in observations:
        if long.period.kind is PeriodKind.MONTH or not long.value.is_number:
            continue
        parts = long.period.months()
        if len(parts) < 2 or indicators[long.indicator].kind is not IndicatorKind.FLOW:
            continue
        found = [months.get((long.indicator, long.unit_id, long.disaggregation, part)) for part in parts]
        known = [one for one in found if one is not None]
        if len(known) < len(parts) or not _counts_the_same(long, known):
            continue
        added = total(one.value for one in known).value
        if _is_below(long.value, added) or _is_below(added, long.value):
            yield (
                long,
                UserError(
                    "{name}: {value} {unit} in {period}, but its months add up to {sum} ({parts}). Check them, or say"
                    " why they differ.",
                    name=_name(long, indicators),
                    value=long.value.text,
                    unit=indicators[long.indicator].unit,
                    period=long.period.name,
                    sum=added.text,
                    parts=" + ".join(one.value.text for one in known),
                ),
            )


def _counts_the_same(long: Observation, parts: list[Observation]) -> bool:
    """True when parts in the order of time count just the days of the whole, each once."""
    if (parts[0].counted_from, parts[-1].counted_to) != (long.counted_from, long.counted_to):
        return False
    return all(one.counted_to + ONE_DAY == following.counted_from for one, following in pairwise(parts))


def _counts_within(short: Observation, long: Observation) -> bool:
    """True when a part of a period counts no day that the whole period does not."""
    return (
        short.counted_to <= long.counted_to
        and long.counted_from <= short.counted_from
        and _is_longer(long.period, short.period)
    )


def _counted_twice(observations: list[Observation], indicators: Indicators) -> Iterator[Problem]:
    """Joint work is counted once: it is not what each force reports too, nor the sum of what they report."""
    things: defaultdict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for one in observations:
        if indicators[one.indicator].kind is not IndicatorKind.RATIO and _is_exact(one.value):
            things[one.indicator, one.disaggregation, one.period.code, one.counted_to].append(one)
    for found in things.values():
        joint = next((one for one in found if one.unit_id is None), None)
        own = [one.value.number for one in found if one.unit_id is not None]
        if joint is None or not own or joint.value.number < EQUAL_BY_CHANCE:
            continue
        number = joint.value.number
        if sum(own, ZERO) == number or all(value == number for value in own):
            yield (
                joint,
                UserError(
                    "{name}: {value} {unit} of joint work in {period}, and the forces reported {own}."
                    " Check that the same work is not counted twice.",
                    name=_name(joint, indicators),
                    value=joint.value.text,
                    unit=indicators[joint.indicator].unit,
                    period=joint.period.name,
                    own=", ".join(format_number(value) for value in own),
                ),
            )


def _is_below(one: Value, other: Value) -> bool:
    """True when one number is surely less than another."""
    return one.is_number and other.is_number and interval(one).is_below(interval(other))


def _is_exact(value: Value) -> bool:
    return value.is_number and value.qualifier is None


def _is_longer(long: Period, short: Period) -> bool:
    return long.contains(short) and not short.contains(long)


def _alike(indicator: Indicator, code: str, indicators: Indicators) -> bool:
    """True when both are counted in the same unit of measure."""
    return code in indicators and indicator.unit == indicators[code].unit


def _name(observation: Observation, indicators: Indicators) -> str:
    name, part = indicators[observation.indicator].name, observation.disaggregation
    return f"{name} ({part.member})" if part else name


_CONTRADICTIONS: tuple[_Rule, ...] = (_divided, _more_than_whole, _too_few, _less_than_month)
CHECKS: Mapping[Check, _Rule] = {
    Check.PARTS: _divided,
    Check.PART_OF: _more_than_whole,
    Check.AT_LEAST: _too_few,
    Check.WITHIN: _less_than_month,
    Check.SUM: _not_the_sum,
    Check.TWICE: _counted_twice,
}
OVER_PERIODS = frozenset({Check.WITHIN, Check.SUM})
"""Checks that hold figures of different periods against each other; the others need only those of the same one."""
