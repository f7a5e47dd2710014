"""A figure corrected after its minutes were frozen: counted again until a later day, with the reason; both stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.figures import Observation, Status, check_against, parse_value
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.text import clean_text
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import figures
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database


def frozen(db: Database, key: RowKey, period: Period) -> Observation | None:
    """The figure that stands in frozen minutes and was counted last; None where none does."""
    found = figure_rows.list_about(db, (key.indicator, key.unit_id, key.part), period)
    ids = meeting_rows.frozen_ids(db)
    return found[-1] if found and found[-1].meeting_id in ids else None


def proposed_day(kept: Observation, today: date) -> date:
    """Until when a correction is counted: to the end of the period or of today, at least a day longer."""
    return max(kept.counted_to + timedelta(days=1), min(kept.period.last_on, today))


def correct(
    db: Database, key: RowKey, period: Period, *, text: str, counted_to: date, reason: str, today: date
) -> Changes:
    """Keep the corrected figure beside the one of the minutes. Raises: InputError naming the field, UserError."""
    kept = frozen(db, key, period)
    if kept is None:
        raise UserError("This figure stands in no frozen minutes; type into its cell instead.")
    corrected = check(db, kept, text=text, counted_to=counted_to, reason=reason, today=today)
    return figures.record(db, corrected)


def check(db: Database, kept: Observation, *, text: str, counted_to: date, reason: str, today: date) -> Observation:
    """The corrected figure; nothing is changed. Raises: InputError naming the field."""
    value = parse_value(text)
    if value.status is Status.NOT_REPORTED:
        raise InputError("Write the figure as it is now.", field="value")
    if value == kept.value:
        raise InputError("This is what the minutes say already.", field="value")
    if counted_to <= kept.counted_to:
        raise InputError(
            "The minutes count until {day}; a correction counts until a later day.",
            field="counted_to",
            day=short_date(kept.counted_to),
        )
    latest = max(today, kept.period.last_on)
    if counted_to > latest:
        raise InputError("No figure is counted beyond {day} yet.", field="counted_to", day=short_date(latest))
    note = clean_text(reason, field="reason")
    if not note:
        raise InputError("Write why the figure is corrected.", field="reason")
    made = replace(kept, id=new_id(), value=value, counted_to=counted_to, meeting_id=None, note=note)
    check_against(indicator_rows.get_indicator(db, kept.indicator), made)
    return made
