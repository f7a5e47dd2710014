"""A figure corrected after its minutes were frozen: counted again until a later day, with the reason; both stay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.figures import Observation, Status, check_against, parse_value
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.text import clean_text
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import completeness, figures
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.services.figure_cells import RowKey
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure as frozen minutes say it, and as it was corrected since, if it was."""

    told: Observation
    since: Observation | None = None

    @property
    def latest(self) -> Observation:
        """What stands now."""
        return self.since or self.told


def find(db: Database, key: RowKey, period: Period) -> Corrected | None:
    """The figure that stands in frozen minutes, if no other minutes have told it later; None where none does."""
    found = figure_rows.list_about(db, (key.indicator, key.unit_id, key.part), period)
    ids = meeting_rows.frozen_ids(db)
    told = next((one for one in reversed(found) if one.meeting_id in ids), None)
    if told is None:
        return None
    if found[-1] is told:
        return Corrected(told)
    return Corrected(told, found[-1]) if found[-1].meeting_id is None else None


def proposed_day(about: Corrected, today: date) -> date:
    """Until when a correction is counted: to the end of the period or of today, at least a day longer."""
    if about.since is not None:
        return about.since.counted_to
    told = about.told
    return max(told.counted_to + timedelta(days=1), min(told.period.last_on, today))


def correct(
    db: Database, key: RowKey, period: Period, *, text: str, counted_to: date, reason: str, today: date
) -> Changes:
    """Keep the corrected figure beside the one of the minutes; a later correction takes the place of an earlier one.

    Raises: InputError naming the field, UserError.
    """
    with db.act("figure.correct", "") as act:
        about = _get(db, key, period)
        corrected = check(db, about, text=text, counted_to=counted_to, reason=reason, today=today)
        act.summary = indicator_rows.get_indicator(db, key.indicator).name
        if about.since is not None:
            figures.withdraw(db, about.since)
        return figures.record(db, corrected)


def take_back(db: Database, key: RowKey, period: Period) -> Changes:
    """Let the figure be again what the minutes say. Raises: UserError where it was not corrected."""
    about = _get(db, key, period)
    if about.since is None:
        raise UserError("This figure was not corrected.")
    return figures.withdraw(db, about.since)


def _get(db: Database, key: RowKey, period: Period) -> Corrected:
    about = find(db, key, period)
    if about is None:
        raise UserError("This figure stands in no frozen minutes; type into its cell instead.")
    completeness.refuse_locked(db, period)
    return about


def check(db: Database, about: Corrected, *, text: str, counted_to: date, reason: str, today: date) -> Observation:
    """The corrected figure; nothing is changed. Raises: InputError naming the field."""
    kept, value = about.told, parse_value(text)
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
