"""The figures of a briefing's file, and the indicators that an office adds with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from giaoban_desktop.domain.cut_off import Days
from giaoban_desktop.domain.figures import (
    NOT_APPLICABLE,
    NOT_REPORTED,
    REPORTED_ZERO,
    Disaggregation,
    Observation,
    Qualifier,
    Status,
    Value,
    parse_value,
)
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import InputError
from giaoban_desktop.exchange import references
from giaoban_desktop.exchange.structured import Node

CountedDays = Callable[[Period, date | None], Days]
"""Gives the days that a period counts, with the day of the meeting about it; None for figures outside a meeting."""


def indicator(node: Node) -> Indicator:
    """An indicator of the office's own."""
    code, group, name, unit = (node.text(field) for field in ("code", "group", "name", "unit"))
    kind, decimals = node.choice("kind", IndicatorKind, IndicatorKind.FLOW), node.integer("decimals") or 0
    noun, verb, zero = node.text("noun", ""), node.text("verb", ""), node.text("zero", "")
    forces, joint = tuple(node.texts("forces")), node.flag("joint")
    return node.build(
        lambda: Indicator(
            code,
            group,
            name,
            unit,
            noun,
            verb,
            zero,
            kind=kind,
            forces=forces,
            joint=joint,
            decimals=decimals,
            own=True,
        )
    )


def observation(node: Node, units: Mapping[str, Unit], meeting: Meeting | None, count: CountedDays) -> Observation:
    """A figure, with period and days of its meeting where it names none of its own."""
    if node.has("period") or meeting is None:
        period = references.period(node, "period")
        counted_from, counted_to = count(period, None)
    else:
        period, counted_from, counted_to = meeting.period, meeting.counted_from, meeting.counted_to
    counted_from = node.find_day("counted_from") or counted_from
    counted_to = node.find_day("counted_to") or counted_to
    code, unit_id = node.text("indicator"), references.find_unit(node, "unit", units)
    value, part = _value(node), _part(node)
    unit_word, note = node.text("unit_word", ""), node.text("note", "")
    return node.build(
        lambda: Observation(
            id=new_id(),
            indicator=code,
            unit_id=unit_id,
            period=period,
            counted_from=counted_from,
            counted_to=counted_to,
            value=value,
            disaggregation=part,
            meeting_id=meeting.id if meeting else None,
            unit_word=unit_word,
            note=note,
        )
    )


def _value(node: Node) -> Value:
    place = node.place("value")
    raw, provisional = node.raw("value"), node.flag("provisional")
    status = node.choice("status", Status) if node.has("status") else None
    qualifier = node.choice("qualifier", Qualifier) if node.has("qualifier") else None
    if raw is None:
        value = _value_without_number(node, status)
        return _refined(node, value, qualifier, provisional=provisional)
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise InputError("Write a whole number, or text like 12,35 or gần 50.", field=place)
    value = parse_value(str(raw), field=place)
    if status is not None and status is not value.status:
        raise InputError(
            "The value {value} does not go with the status {status}. Keep one.",
            field=node.place("status"),
            value=value.text,
            status=status,
        )
    return _refined(node, value, qualifier, provisional=provisional)


def _refined(node: Node, value: Value, qualifier: Qualifier | None, *, provisional: bool) -> Value:
    """The value with the qualifier and the mark "provisional" that stand in fields of their own."""
    if qualifier is not None:
        if value.qualifier not in (None, qualifier):
            raise InputError("The value has another qualifier already. Keep one.", field=node.place("qualifier"))
        value = references.placed(node.place("qualifier"), lambda: replace(value, qualifier=qualifier))
    if provisional:
        value = references.placed(node.place("provisional"), lambda: replace(value, provisional=True))
    return value


def _value_without_number(node: Node, status: Status | None) -> Value:
    match status:
        case Status.ZERO:
            return REPORTED_ZERO
        case Status.NOT_APPLICABLE:
            return NOT_APPLICABLE
        case Status.NOT_REPORTED:
            return NOT_REPORTED
        case _:
            raise InputError("This field is missing. Add it.", field=node.place("value"))


def _part(node: Node) -> Disaggregation | None:
    part = node.find_node("part")
    if part is None:
        return None
    dimension, member = part.text("dimension"), part.text("member")
    return part.build(lambda: Disaggregation(dimension, member))


def refuse_twice(observations: tuple[Observation, ...]) -> None:
    """Refuse two figures about the same thing. Raises: InputError."""
    seen: dict[object, int] = {}
    for index, observation in enumerate(observations):
        if observation.key in seen:
            raise InputError(
                "This figure is given twice: also in figures[{other}]. Keep one.",
                field=f"figures[{index}]",
                other=seen[observation.key],
            )
        seen[observation.key] = index
