"""The office's catalogue of indicators: what ships with the program, and what the office adds of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from giaoban_desktop.domain.indicators import Field, Indicator, IndicatorGroup
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import usage
from giaoban_desktop.storage.database import Database

FIRST_OWN_ITEM = 900
"""Items from here on are an office's own; those below belong to the catalogue that all offices share."""


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
    """The code that the office's next own indicator gets."""
    last = max((found.item for found in listed(db) if found.own), default=FIRST_OWN_ITEM - 1)
    return f"{last + 1}.1"


def change(db: Database, indicator: Indicator) -> Changes:
    """Keep an own indicator that was changed. Raises: UserError for one of the common catalogue."""
    with db.act("indicator.change", indicator.name):
        if not indicator_rows.get_indicator(db, indicator.code).own:
            raise UserError("{name} belongs to the common catalogue and stays as it is.", name=indicator.name)
        indicator_rows.save_indicator(db, replace(indicator, own=True))
    return changes.of(Kind.INDICATORS, summary=indicator.name)


def remove(db: Database, code: str) -> Changes:
    """Take an own indicator out of the catalogue. Raises: UserError when it has figures or is not the office's own."""
    with db.act("indicator.remove", "") as act:
        found = indicator_rows.get_indicator(db, code)
        act.summary = found.name
        if not found.own:
            raise UserError("{name} belongs to the common catalogue and stays as it is.", name=found.name)
        if usage.is_used(db, "indicator", code):
            raise UserError("{name} has figures and cannot be taken out. Rename it instead.", name=found.name)
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
