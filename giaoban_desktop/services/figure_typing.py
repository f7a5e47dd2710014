"""Typing and pasting figures into a grid: looked over first, then kept as one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from giaoban_desktop.domain.cut_off import Days
from giaoban_desktop.domain.figures import Disaggregation, Observation, Status, Value, check_against, parse_value
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.domain.periods import Period, PeriodKind
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import changes, completeness, cut_off, figures
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.services.figure_cells import CellOrigin, KnownCells, RowKey
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Entry:
    """Text typed or pasted into a cell."""

    key: RowKey
    period: Period
    text: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an entry cannot be kept."""

    entry: Entry
    error: UserError


@dataclass(frozen=True, slots=True)
class Plan:
    """What entries would do: figures to keep (with `NOT_REPORTED`: to take back), and the entries that cannot be."""

    observations: tuple[Observation, ...]
    refusals: tuple[Refusal, ...]
    summary: str


def plan(db: Database, entries: Sequence[Entry], *, meeting_id: str | None = None) -> Plan:
    """Look entries over, in their order; nothing is changed.

    Outside a meeting the days counted are those of the figure that stands there, else of the meeting about the period,
    else by the office's cut-off rule. With a meeting its days are counted, and the figures belong to it.
    """
    with db.snapshot():
        planner = _Planner(db, entries, meeting_id)
        found: list[Observation] = []
        refused: list[Refusal] = []
        for entry in entries:
            try:
                observation = planner.observation(entry)
            except UserError as error:
                refused.append(Refusal(entry, error))
                continue
            if observation is not None:
                found.append(observation)
    names = list(dict.fromkeys(planner.indicators[entry.key.indicator].name for entry in entries))
    return Plan(tuple(found), tuple(refused), f"{names[0]} …" if len(names) > 1 else "".join(names))


def keep(db: Database, planned: Plan) -> Changes:
    """Do what was planned as one act, or nothing of it. Raises: InputError or UserError of the first refusal."""
    if planned.refusals:
        raise planned.refusals[0].error
    with db.act("figure.record", planned.summary):
        for observation in planned.observations:
            if observation.value.status is Status.NOT_REPORTED:
                figures.withdraw(db, observation)
            else:
                figures.record(db, observation)
    return changes.of(Kind.FIGURES, summary=planned.summary)


def type_block(db: Database, entries: Sequence[Entry], *, meeting_id: str | None = None) -> Changes:
    """Keep the entries of a block as one act, or none of them.

    Raises: InputError or UserError of the first that cannot be kept.
    """
    return keep(db, plan(db, entries, meeting_id=meeting_id))


def type_value(
    db: Database,
    indicator_code: str,
    unit_id: str | None,
    period: Period,
    text: str,
    *,
    part: Disaggregation | None = None,
    meeting_id: str | None = None,
) -> Changes:
    """Keep what was typed into a cell; empty takes the figure back, so that it is not reported.

    Raises: InputError for text that is no figure of this indicator; UserError where the minutes are frozen.
    """
    return type_block(db, [Entry(RowKey(indicator_code, unit_id, part), period, text)], meeting_id=meeting_id)


class _Planner:
    """Finds what entries would do; each thing that several of them need is read once."""

    def __init__(self, db: Database, entries: Sequence[Entry], meeting_id: str | None) -> None:
        self.indicators = _with_parts(db, {entry.key.indicator for entry in entries})
        self._db = db
        self._meeting = meeting_rows.get_meeting(db, meeting_id) if meeting_id else None
        self._about: dict[Period, Meeting | None] = {}
        self._days: dict[Period, Days] = {}
        self._known: dict[Period, KnownCells] = {}
        self._open: set[Period] = set()
        self._frozen = meeting_rows.frozen_ids(db)

    def observation(self, entry: Entry) -> Observation | None:
        """The figure to keep, or with `NOT_REPORTED` to take back; None when nothing changes. Raises: UserError."""
        if entry.key.is_sum:
            raise UserError("This is a sum. Type into the rows that it adds up instead.")
        value = parse_value(entry.text, field="")
        if entry.period not in self._open:
            completeness.refuse_locked(self._db, entry.period)
            self._open.add(entry.period)
        found = self._found(entry)
        kept = self._kept(entry, found)
        if kept is None and value.status is Status.NOT_REPORTED:
            return None
        if kept is not None and kept.value == value:
            return None
        if kept is None:
            self._refuse_derived(entry)
            observation = self._new(entry, value)
        else:
            self._refuse_frozen(kept.meeting_id)
            if kept.meeting_id is None:  # corrected since its minutes were frozen
                self._refuse_frozen(next((one.meeting_id for one in found if one.meeting_id in self._frozen), None))
            observation = replace(kept, value=value)
        if value.status is not Status.NOT_REPORTED:
            check_against(self.indicators[entry.key.indicator], observation)
        return observation

    def _found(self, entry: Entry) -> list[Observation]:
        """What was reported about the cell, by cut-off."""
        key = entry.key
        return figure_rows.list_about(self._db, (key.indicator, key.unit_id, key.part), entry.period)

    def _kept(self, entry: Entry, found: Sequence[Observation]) -> Observation | None:
        """The figure that stands in the cell: with the latest cut-off, or the one that was put before the meeting."""
        meeting = self._meeting
        if meeting is None:
            return found[-1] if found else None
        for other in found:
            if other.counted_to == meeting.counted_to and other.meeting_id not in (None, meeting.id):
                title = meeting_rows.get_meeting(self._db, other.meeting_id or "").title
                raise UserError("This figure belongs to {meeting}. Change it there.", meeting=title)
        return next((one for one in reversed(found) if one.meeting_id == meeting.id), None)

    def _new(self, entry: Entry, value: Value) -> Observation:
        meeting = self._meeting or self._meeting_about(entry.period)
        # What is typed while the minutes are being written belongs to them, and is printed in them.
        is_open = meeting is not None and meeting.state is MeetingState.DRAFT
        if self._meeting is not None:
            self._refuse_frozen(self._meeting.id)
        counted_from, counted_to = self._counted_days(entry.period, meeting)
        return Observation(
            id=new_id(),
            indicator=entry.key.indicator,
            unit_id=entry.key.unit_id,
            period=entry.period,
            counted_from=counted_from,
            counted_to=counted_to,
            value=value,
            disaggregation=entry.key.part,
            meeting_id=meeting.id if meeting and is_open else None,
        )

    def _counted_days(self, period: Period, meeting: Meeting | None) -> Days:
        if meeting is not None:
            return meeting.counted_from, meeting.counted_to
        if period not in self._days:
            self._days[period] = cut_off.counted_days(self._db, period)
        return self._days[period]

    def _meeting_about(self, period: Period) -> Meeting | None:
        if period not in self._about:
            held = [one for one in meeting_rows.list_about(self._db, period) if one.state is not MeetingState.WITHDRAWN]
            self._about[period] = max(held, key=lambda one: (one.counted_to, one.id), default=None)
        return self._about[period]

    def _refuse_derived(self, entry: Entry) -> None:
        """A meeting may report a longer period although its months are known; elsewhere it would hide them."""
        period = entry.period
        if period.kind is PeriodKind.MONTH or self._meeting is not None:
            return
        if period not in self._known:
            self._known[period] = KnownCells.of(self._db, self.indicators, period, self.indicators)
        if self._known[period].cell(entry.key, period).origin is CellOrigin.DERIVED:
            raise UserError("This is put together from its months. Type into the months instead.")

    def _refuse_frozen(self, meeting_id: str | None) -> None:
        if meeting_id in self._frozen:
            meeting = meeting_rows.get_meeting(self._db, meeting_id or "")
            raise UserError(
                "The minutes of {meeting} are {state}; this figure is frozen and was not changed.",
                meeting=meeting.title,
                state=meeting.state,
            )


def _with_parts(db: Database, codes: set[str]) -> dict[str, Indicator]:
    """The indicators of these codes, and those from which they are computed."""
    found = indicator_rows.indicators_of(db, codes)
    parts = {code for one in found.values() for code in (one.numerator, one.denominator) if code}
    return found if parts <= found.keys() else indicator_rows.indicators_of(db, codes | parts)
