"""The office's catalogue of indicators: what ships with the program, and what the office adds of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.indicators import FIRST_OWN_ITEM, Field, Indicator, IndicatorGroup, IndicatorKind
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import usage
from giaoban_desktop.storage import validation as rule_rows
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.indicators import Extent

FIRST_MOVED_ITEM = 950
"""What makes room for a handed down indicator goes here, far from what superiors number upwards from 900."""


def add(db: Database, indicator: Indicator) -> Changes:
    """Add an indicator of the office's own. Raises: InputError naming the field."""
    if indicator.item < FIRST_OWN_ITEM:
        raise InputError(
            "Codes of the office's own begin at {first}.1; those below belong to the common catalogue.",
            field="code",
            first=FIRST_OWN_ITEM,
        )
    if indicator.code in indicator_rows.indicators_of(db, [indicator.code]):
        raise InputError(
            "There is an indicator {code} already. Take the next free code.", field="code", code=indicator.code
        )
    groups = [group.code for group in indicator_rows.list_groups(db)]
    if indicator.group not in groups:
        raise InputError(
            "There is no group {code}. Known are: {known}.",
            field="group",
            code=indicator.group[:40],
            known=", ".join(groups),
        )
    derived.check(indicator, _catalogue(db))
    with db.act("indicator.add", indicator.name):
        indicator_rows.save_indicator(db, replace(indicator, own=True))
    return changes.of(Kind.INDICATORS, summary=indicator.name)


def listed(db: Database) -> list[Indicator]:
    """All indicators of the catalogue, the office's own last."""
    return indicator_rows.list_indicators(db)


def groups(db: Database) -> list[IndicatorGroup]:
    """The headings of the catalogue in their order."""
    return indicator_rows.list_groups(db)


def next_own_code(db: Database) -> str:
    """The code that the office's next own indicator gets: behind all that were added, also by a superior."""
    return _free_code(db, FIRST_OWN_ITEM)


def change(db: Database, indicator: Indicator) -> Changes:
    """Keep an own indicator that was changed.

    Raises: UserError for one of the common catalogue, and for a change under which its figures would say something
    else; InputError for a formula that says nothing.
    """
    with db.act("indicator.change", indicator.name):
        before = indicator_rows.get_indicator(db, indicator.code)
        _refuse_common(before)
        catalogue = _catalogue(db)
        derived.check(indicator, catalogue)
        extent = indicator_rows.extents(db).get(indicator.code)
        if extent is not None:
            refuse_other_meaning(before, indicator, extent)
        if indicator.kind is IndicatorKind.RATIO:
            for other in catalogue.values():
                if indicator.code in (other.numerator, other.denominator):
                    raise UserError(
                        "{other} is computed from {name}, which therefore stays counted.",
                        other=other.name,
                        name=before.name,
                    )
        indicator_rows.save_indicator(db, replace(indicator, own=True))
    return changes.of(Kind.INDICATORS, summary=indicator.name)


def refuse_other_meaning(before: Indicator, after: Indicator, extent: Extent) -> None:
    """Refuse a change under which the figures that are kept would say something else. Raises: UserError."""
    if (before.kind is IndicatorKind.RATIO) != (after.kind is IndicatorKind.RATIO):
        raise UserError(
            "{name} has figures, so it cannot be changed between counted and computed. Add another indicator for that.",
            name=before.name,
        )
    if after.decimals < extent.scale:
        raise UserError(
            "{name} has figures with {places} digits behind the comma; it cannot have fewer.",
            name=before.name,
            places=extent.scale,
        )


def renumber(db: Database, code: str) -> Changes:
    """Give an own indicator a free code from 950 on; its figures, and whatever names it, go with it.

    For when a catalogue that is handed down uses its code for something else. Raises: UserError for one that is not
    the office's own.
    """
    with db.act("indicator.renumber", "") as act:
        found = indicator_rows.get_indicator(db, code)
        act.summary = found.name
        _refuse_common(found)
        other = _free_code(db, FIRST_MOVED_ITEM)
        indicator_rows.renumber(db, found, other)
        for position, rule in enumerate(rule_rows.list_rules(db)):
            if rule.formula is not None and code in rule.formula.codes:
                formula = rule.formula.renumbered(code, other)
                rule_rows.save_rule(db, replace(rule, formula=formula), position=position)
    return changes.of(Kind.INDICATORS, Kind.FIGURES, summary=act.summary)


def remove(db: Database, code: str) -> Changes:
    """Take an own indicator out of the catalogue.

    Raises: UserError when it has figures, is named by a formula or rule, or is not the office's own.
    """
    with db.act("indicator.remove", "") as act:
        found = indicator_rows.get_indicator(db, code)
        act.summary = found.name
        _refuse_common(found)
        if usage.is_used(db, "indicator", code):
            raise UserError("{name} has figures and cannot be taken out. Rename it instead.", name=found.name)
        for other in listed(db):
            if code in (other.numerator, other.denominator, other.part_of, other.at_least, other.pairs_with):
                raise UserError(
                    "{name} cannot be taken out: {other} refers to it. Change that one first.",
                    name=found.name,
                    other=other.name,
                )
        for rule in rule_rows.list_rules(db):
            if rule.formula is not None and code in rule.formula.codes:
                raise UserError(
                    "{name} cannot be taken out: the rule {formula} names it. Take the rule out first.",
                    name=found.name,
                    formula=rule.formula.text,
                )
        db.delete("indicator", code)
    return changes.of(Kind.INDICATORS, summary=act.summary)


def save_fields(db: Database, fields: Sequence[Field]) -> Changes:
    """Make these all the fields of coordination, in this order. Raises: UserError when one that goes is reported on."""
    with db.act("field.save", "") as act:
        act.summary = ", ".join(field.name for field in fields)[:80]
        if not fields:
            raise UserError("At least one field of coordination has to stay.")
        kept = {field.code for field in fields}
        for gone in indicator_rows.list_fields(db):
            if gone.code in kept:
                continue
            if usage.is_used(db, "field", gone.code):
                raise UserError("{name} stands in reports and cannot be taken out. Rename it instead.", name=gone.name)
            db.delete("field", gone.code)
        for position, field in enumerate(fields):
            indicator_rows.save_field(db, field, position)
    return changes.of(Kind.INDICATORS, Kind.MEETINGS, summary=act.summary)


def _refuse_common(indicator: Indicator) -> None:
    if not indicator.own:
        raise UserError("{name} belongs to the common catalogue and stays as it is.", name=indicator.name)


def _catalogue(db: Database) -> dict[str, Indicator]:
    return {indicator.code: indicator for indicator in listed(db)}


def _free_code(db: Database, first: int) -> str:
    last = max((found.item for found in listed(db) if found.item >= first), default=first - 1)
    return f"{last + 1}.1"
