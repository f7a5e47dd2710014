"""A draft meeting made of a report's text: what is certain is taken over, what is left is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from giaoban_desktop.domain.cut_off import known_by
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.directives import Directive
from giaoban_desktop.domain.figures import REPORTED_ZERO, Observation, Qualifier, Value, check_against, number_value
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.meetings import LegalBasis, Meeting, kind_of
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.text import fold, shorten
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.exchange.briefing import Briefing
from giaoban_desktop.i18n import N_
from giaoban_desktop.language.reading import Reading
from giaoban_desktop.services import cut_off, meetings, reading
from giaoban_desktop.services.meetings import Recorded
from giaoban_desktop.services.read_directives import as_directive, is_everyone, unit_named
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database

CERTAIN = 0.5
"""Confidence from which a figure is taken over without asking."""
_FORCE_WORDS = {"CA": "cong an", "QS": "quan su", "BP": "bien phong"}


def record_text(db: Database, text: str, *, today: date) -> Recorded:
    """Make a draft meeting of a report's text in one act. The notes say what was inferred and what was left.

    Raises: UserError when the text names no period, or the book has no office.
    """
    if unit_rows.find_office(db) is None:
        raise UserError("This book has no office yet. Make it first, then record the report into it.")
    found = reading.read_text(text, db)
    taken = _Intake(db, found, today).briefing()
    recorded = meetings.record(db, taken.briefing)
    return replace(recorded, notes=(*taken.notes, *recorded.notes))


@dataclass(frozen=True, slots=True)
class _Taken:
    briefing: Briefing
    notes: tuple[UserError, ...]


@dataclass(slots=True)
class _Intake:
    """Puts what was read beside what the book knows: its units, its catalogue, the cut-off of the meeting before."""

    db: Database
    found: Reading
    today: date
    notes: list[UserError] = field(default_factory=list)

    def briefing(self) -> _Taken:
        """The meeting, its figures and its directives."""
        units = unit_rows.units_by_id(self.db)
        self.notes += self.found.meeting.warnings
        meeting = self._meeting(units)
        observations = self._observations(meeting, units)
        directives = self._directives(meeting, units)
        return _Taken(Briefing(meeting, (), tuple(observations), tuple(directives)), tuple(self.notes))

    # The meeting

    def _meeting(self, units: Mapping[str, Unit]) -> Meeting:
        facts = self.found.meeting
        if facts.period is None:
            raise UserError(
                "The text names no period (like “quý I năm 2026”), so no meeting can be made of it."
                " Write the period into the text, or record the meeting by hand."
            )
        period = facts.period
        kind = facts.kind or kind_of(period)
        held_on = facts.held_on
        if held_on is None:
            held_on = min(self.today, period.last_on) if self.today >= period.first_on else period.last_on
            self._note(
                N_("The text names no day of the meeting; {day} was written in. Check it."), day=short_date(held_on)
            )
        days = cut_off.counted_days(self.db, period, held_on=held_on)
        counted_from, counted_to = known_by(days, held_on)
        host = unit_named(units, facts.host or "")
        if host is None:
            forces = [unit for unit in units.values() if unit.is_force]
            host = forces[0] if forces else units[unit_rows.get_office(self.db).unit_id]
            self._note(N_("No host of this book was recognised in the text; {unit} was written in."), unit=host.label)
        helpers = [unit_named(units, name) for name in facts.co_organisers]
        return Meeting(
            id=new_id(),
            kind=kind,
            period=period,
            held_on=held_on,
            host_id=host.id,
            counted_from=counted_from,
            counted_to=counted_to,
            place=facts.place or "",
            leader=Participant(facts.leader, position=facts.leader_position or "") if facts.leader else None,
            co_organiser_ids=tuple(dict.fromkeys(unit.id for unit in helpers if unit and unit.id != host.id)),
            legal_bases=self._bases(),
        )

    def _bases(self) -> tuple[LegalBasis, ...]:
        made = []
        for basis in self.found.meeting.legal_bases:
            if basis.dated is not None:
                made.append(LegalBasis(new_id(), basis.number, basis.dated))
            else:
                self._note(N_("Left: {number}, because the text does not give its date."), number=basis.number)
        return tuple(made)

    # Figures

    def _observations(self, meeting: Meeting, units: Mapping[str, Unit]) -> list[Observation]:
        known = {one.code: one for one in indicator_rows.list_indicators(self.db)}
        made: dict[tuple[str, str | None], Observation] = {}
        for figure in self.found.figures:
            code = figure.indicator
            if code is None or figure.confidence < CERTAIN:
                self._left(figure.phrase)
                continue
            try:
                value = number_value(figure.value, Qualifier(figure.qualifier) if figure.qualifier else None)
            except InputError:
                self._left(figure.phrase)
                continue
            word = "" if fold(figure.unit) == fold(known[code].unit) else figure.unit
            self._take(made, meeting, units, known[code], value, figure.reported_by, figure.phrase, word)
        for zero in self.found.zeros:
            if zero.indicator is None:
                self._left(zero.phrase)
            else:
                self._take(made, meeting, units, known[zero.indicator], REPORTED_ZERO, None, zero.phrase, "")
        return list(made.values())

    def _take(
        self,
        made: dict[tuple[str, str | None], Observation],
        meeting: Meeting,
        units: Mapping[str, Unit],
        indicator: Indicator,
        value: Value,
        reported_by: str | None,
        phrase: str,
        word: str,
    ) -> None:
        """Take a figure over, unless it is one too many about the same thing, or cannot be one of its indicator."""
        try:
            reporter = _reporter(units, indicator, reported_by)
        except LookupError:
            self._left(phrase)
            return
        observation = Observation(
            id=new_id(),
            indicator=indicator.code,
            unit_id=reporter,
            period=meeting.period,
            counted_from=meeting.counted_from,
            counted_to=meeting.counted_to,
            value=value,
            meeting_id=meeting.id,
            unit_word=word,
        )
        key = (indicator.code, reporter)
        try:
            check_against(indicator, observation)
        except InputError:
            self._left(phrase)
            return
        if key in made and made[key].value != value:
            self._left(phrase)
            return
        made.setdefault(key, observation)

    # Directives

    def _directives(self, meeting: Meeting, units: Mapping[str, Unit]) -> list[Directive]:
        made = []
        for order, one in enumerate(self.found.directives):
            lead = unit_named(units, one.lead or "")
            helpers = [unit_named(units, name) for name in one.coordinating]
            for name, unit in zip((one.lead, *one.coordinating), (lead, *helpers), strict=True):
                if name and unit is None and not is_everyone(name):
                    self._note(
                        N_("Left: {unit} is no unit of this book; it stays in the words of the directive."), unit=name
                    )
            if one.deadline is not None and one.deadline < meeting.held_on:
                self._note(N_("Left: the deadline “{words}” would lie before the meeting."), words=one.deadline_words)
            leader = self.found.meeting.leader or ""
            made.append(as_directive(one, meeting, units, given_by=leader, order=order))
        return made

    def _left(self, phrase: str) -> None:
        self._note(N_("Left, because it is not certain what it is: {words}"), words=shorten(phrase, 80))

    def _note(self, message: str, **fields: object) -> None:
        self.notes.append(UserError(message, **fields))


def _reporter(units: Mapping[str, Unit], indicator: Indicator, reported_by: str | None) -> str | None:
    """Who reported a figure: the forces together, or one of them. Raises: LookupError when that is not certain."""
    if indicator.joint and (reported_by is None or is_everyone(reported_by)):
        return None
    unit = unit_named(units, reported_by or "")
    if unit is not None and unit.is_force:
        return unit.id
    said = fold(reported_by or "")
    named = [one for one in units.values() if one.is_force and _FORCE_WORDS.get(one.force, "?") in said]
    if len(named) == 1:
        return named[0].id
    if indicator.joint:
        return None
    own = [one for one in units.values() if one.force in indicator.forces and one.is_force]
    if len(own) == 1:
        return own[0].id
    raise LookupError(indicator.code)
