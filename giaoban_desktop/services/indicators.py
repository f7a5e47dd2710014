"""The office's catalogue of indicators: what ships with the program, and what the office adds of its own."""

from __future__ import annotations

from dataclasses import replace

from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.errors import InputError
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import indicators as indicator_rows
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
