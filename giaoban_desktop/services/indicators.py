"""The office's catalogue of indicators: what ships with the program, and what the office adds of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.indicators import (
    FIRST_OWN_ITEM,
    LAST_ITEM,
    Field,
    Indicator,
    IndicatorGroup,
    IndicatorKind,
    is_code,
    with_clean_words,
)
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.i18n import N_
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import annexes as annex_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import usage
from giaoban_desktop.storage import validation as rule_rows
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.indicators import Extent

FIRST_MOVED_ITEM = 950
"""What makes room for a handed down indicator goes here, far from what superiors number upwards from 900."""
_USERS = {
    "observation": N_("{name} has figures and cannot be taken out. Rename it instead."),
    "target": N_("A plan has a target for {name}, so it cannot be taken out. Take the target out first, or rename it."),
    "accepted_finding": N_(
        "{name} cannot be taken out: a reason was accepted for one of its figures. Rename it instead."
    ),
}
"""Why an indicator stays to which one of these tables refers: all that can, in the order in which they are told."""


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
    if not is_code(indicator.code):
        raise InputError("{value}: a code is item.measure, like 19.1.", field="code", value=indicator.code)
    derived.check(indicator, _catalogue(db))
    made = with_clean_words(replace(indicator, own=True))
    with db.act("indicator.add", made.name):
        indicator_rows.save_indicator(db, made)
    return changes.of(Kind.INDICATORS, summary=indicator.name)


def listed(db: Database) -> list[Indicator]:
    """All indicators of the catalogue, the office's own last."""
    return indicator_rows.list_indicators(db)


def groups(db: Database) -> list[IndicatorGroup]:
    """The headings of the catalogue in their order."""
    return indicator_rows.list_groups(db)


def next_own_code(db: Database) -> str:
    """The code that the office's next own indicator gets. Raises: UserError when all of them are taken."""
    return _free_code(db, FIRST_OWN_ITEM)


def change(db: Database, indicator: Indicator) -> Changes:
    """Keep an own indicator that was changed.

    Raises: UserError for one of the common catalogue, and for a change under which its figures would say something
    else; InputError for a formula that says nothing, and for words that no catalogue holds.
    """
    kinds = {Kind.INDICATORS}
    with db.act("indicator.change", indicator.name):
        before = indicator_rows.get_indicator(db, indicator.code)
        _refuse_common(before)
        catalogue = _catalogue(db)
        derived.check(indicator, catalogue)
        extent = indicator_rows.extents(db).get(indicator.code)
        if extent is not None:
            refuse_other_meaning(before, indicator, extent)
        _refuse_fewer_digits_than_targets(db, before, indicator)
        if indicator.kind is IndicatorKind.RATIO:
            for other in catalogue.values():
                if indicator.code in (other.numerator, other.denominator):
                    raise UserError(
                        "{other} is computed from {name}, which therefore stays counted.",
                        other=other.name,
                        name=before.name,
                    )
        indicator_rows.save_indicator(db, with_clean_words(replace(indicator, own=True)))
        if indicator.kind is not IndicatorKind.FLOW and annex_rows.replace_code(db, indicator.code, None):
            kinds.add(Kind.DOCUMENTS)
    return changes.of(*kinds, summary=indicator.name)


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


def _refuse_fewer_digits_than_targets(db: Database, before: Indicator, after: Indicator) -> None:
    places = usage.digits_of_targets(db, before.code)
    if after.decimals < places:
        raise UserError(
            "A plan has a target with {places} digits behind the comma for {name}; it cannot have fewer. Change the"
            " target first.",
            name=before.name,
            places=places,
        )


def renumber(db: Database, code: str) -> Changes:
    """Give an own indicator a free code from 950 on; its figures, and whatever names it, go with it.

    For when a catalogue that is handed down uses its code for something else. Raises: UserError for one that is not
    the office's own, and when all these codes are taken.
    """
    kinds = {Kind.INDICATORS, Kind.FIGURES}
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
        if annex_rows.replace_code(db, code, other):
            kinds.add(Kind.DOCUMENTS)
    return changes.of(*kinds, summary=act.summary)


def remove(db: Database, code: str) -> Changes:
    """Take an own indicator out of the catalogue.

    Raises: UserError when it has figures or targets, is named by a formula or rule, or is not the office's own.
    """
    kinds = {Kind.INDICATORS}
    with db.act("indicator.remove", "") as act:
        found = indicator_rows.get_indicator(db, code)
        act.summary = found.name
        _refuse_common(found)
        users = set(usage.users(db, "indicator", code))
        for table, words in _USERS.items():
            if table in users:
                raise UserError(words, name=found.name)
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
        if annex_rows.replace_code(db, code, None):
            kinds.add(Kind.DOCUMENTS)
    return changes.of(*kinds, summary=act.summary)


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
    """Behind all that were given; a code that was once taken out comes back only when there is no other."""
    taken = {found.item for found in listed(db)}
    last = max((item for item in taken if item >= first), default=first - 1)
    for item in (*range(last + 1, LAST_ITEM + 1), *range(first, LAST_ITEM + 1)):
        if item not in taken:
            return f"{item}.1"
    raise UserError(
        "All codes from {first} to {last} are taken. Take an indicator out that your office no longer needs.",
        first=first,
        last=LAST_ITEM,
    )
