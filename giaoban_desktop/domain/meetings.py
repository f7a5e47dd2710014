"""Briefing meetings: who met, when, about which period, what was reported, said and concluded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from giaoban_desktop.domain.cut_off import Days
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.numbers import roman
from giaoban_desktop.domain.outcomes import Outcome, check_items, of_items
from giaoban_desktop.domain.people import Participant
from giaoban_desktop.domain.periods import Period, PeriodKind
from giaoban_desktop.domain.text import clean_fields
from giaoban_desktop.errors import InputError, UserError


class MeetingKind(StrEnum):
    """How often such a meeting is held; `EXTRAORDINARY` is held when needed, about any days."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    EXTRAORDINARY = "extraordinary"


PERIOD_KINDS: dict[MeetingKind, frozenset[PeriodKind]] = {
    MeetingKind.MONTH: frozenset({PeriodKind.MONTH}),
    MeetingKind.QUARTER: frozenset({PeriodKind.QUARTER, PeriodKind.MONTHS_9}),
    MeetingKind.HALF: frozenset({PeriodKind.HALF}),
    MeetingKind.YEAR: frozenset({PeriodKind.YEAR}),
    MeetingKind.EXTRAORDINARY: frozenset(PeriodKind),
}


class MeetingState(StrEnum):
    """Draft: being written. Ready: content frozen, printed for signature. Issued: signed and registered."""

    DRAFT = "draft"
    READY = "ready"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


NEXT_STATES: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.DRAFT: frozenset({MeetingState.READY, MeetingState.WITHDRAWN}),
    MeetingState.READY: frozenset({MeetingState.DRAFT, MeetingState.ISSUED}),
    MeetingState.ISSUED: frozenset(),
    MeetingState.WITHDRAWN: frozenset({MeetingState.DRAFT}),
}


class Presence(StrEnum):
    """Whether someone came."""

    PRESENT = "present"
    ABSENT = "absent"
    REPRESENTED = "represented"


class Section(StrEnum):
    """What a paragraph of a report tells, in the order in which minutes take it."""

    SITUATION = "situation"
    RESULTS = "results"
    SHORTCOMINGS = "shortcomings"
    CAUSES = "causes"
    PROPOSALS = "proposals"
    TASKS = "tasks"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A document the meeting rests on. Always number **and** date: two decrees carry the number 03/2019/NĐ-CP."""

    id: str
    number: str
    issued_on: date
    document_type: str = "Nghị định"
    issuer: str = ""
    subject: str = ""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("issuer", "subject"), required=("number", "document_type"))


DAY_MINUTES = 1440
"""No item takes longer than a day."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the agenda, with the minutes it was planned to take and took; one that was not reached is postponed
    to the next meeting.
    """

    id: str
    title: str
    presenter: str = ""
    planned_minutes: int | None = None
    used_minutes: int | None = None
    postponed: bool = False

    def __post_init__(self) -> None:
        clean_fields(self, lines=("presenter",), required=("title",))
        for field in ("planned_minutes", "used_minutes"):
            minutes = getattr(self, field)
            if minutes is not None and not (field == "planned_minutes") <= minutes <= DAY_MINUTES:
                raise InputError("{value} minutes cannot be right. Check them.", field=field, value=minutes)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came from one unit: one person by name, or a head count without names.

    `represented_by` names the one who came instead, `represented_as` in which capacity; `reason` says why someone is
    absent, `arrived_at` when who was late came.
    """

    id: str
    unit_id: str | None
    presence: Presence = Presence.PRESENT
    participant: Participant | None = None
    head_count: int | None = None
    reason: str = ""
    represented_by: str = ""
    represented_as: str = ""
    arrived_at: time | None = None

    def __post_init__(self) -> None:
        clean_fields(self, lines=("reason", "represented_by", "represented_as"))
        if (self.participant is None) == (self.head_count is None):
            raise InputError("Give either a person or a head count, not both and not neither.", field="head_count")
        if self.head_count is not None and not 0 <= self.head_count <= 10_000:
            raise InputError(
                "{value} people cannot be right. Check the head count.", field="head_count", value=self.head_count
            )
        if self.presence is Presence.REPRESENTED and not self.represented_by:
            raise InputError("Name the person who came instead.", field="represented_by")
        if self.represented_as and not self.represented_by:
            raise InputError("Name the person who came in this capacity.", field="represented_by")
        if self.arrived_at is not None and not self.came:
            raise InputError("Who is absent did not come late. Take the time out, or change it.", field="arrived_at")

    @property
    def came(self) -> int:
        """How many people this entry brought to the meeting."""
        if self.presence is Presence.ABSENT:
            return 1 if self.represented_by else 0
        return 1 if self.head_count is None else self.head_count


@dataclass(frozen=True, slots=True)
class Narrative:
    """A paragraph that a unit reported on one field of coordination."""

    id: str
    field: str
    section: Section
    text: str
    unit_id: str | None = None

    def __post_init__(self) -> None:
        clean_fields(self, lines=("field",), texts=("text",))
        if not self.text:
            raise InputError("This must not be empty. Fill it in.", field="text")


@dataclass(frozen=True, slots=True)
class Statement:
    """What someone said in the discussion."""

    id: str
    speaker: str
    text: str
    unit_id: str | None = None

    def __post_init__(self) -> None:
        clean_fields(self, lines=("speaker",), texts=("text",))
        if not self.text:
            raise InputError("This must not be empty. Fill it in.", field="text")


@dataclass(frozen=True, slots=True)
class Commendation:
    """Praise or reward that was announced, in words, for a unit or for work (no list of persons)."""

    id: str
    text: str

    def __post_init__(self) -> None:
        clean_fields(self, texts=("text",))
        if not self.text:
            raise InputError("This must not be empty. Fill it in.", field="text")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A briefing meeting with everything said in it except its figures and directives, which are kept by themselves.

    Times of day are those of the place, without a zone. `counted_from`–`counted_to` are the days whose figures the
    meeting has before it ("số liệu tính từ … đến …"), which need not be those of the calendar period.
    """

    id: str
    kind: MeetingKind
    period: Period
    held_on: date
    host_id: str
    counted_from: date
    counted_to: date
    title: str = ""
    number: int | None = None
    state: MeetingState = MeetingState.DRAFT
    starts_at: time | None = None
    ends_at: time | None = None
    ends_on: date | None = None
    place: str = ""
    leader: Participant | None = None
    chair: Participant | None = None
    secretary: Participant | None = None
    chair_appointed_by: str = ""
    """Who appointed the chair, where the attendance does not name him; so with the secretary."""
    secretary_appointed_by: str = ""
    co_organiser_ids: tuple[str, ...] = ()
    conclusion: str = ""
    next_meeting: str = ""
    legal_bases: tuple[LegalBasis, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    statements: tuple[Statement, ...] = ()
    commendations: tuple[Commendation, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def __post_init__(self) -> None:
        appointed = ("chair_appointed_by", "secretary_appointed_by")
        clean_fields(self, lines=("title", "place", "next_meeting", *appointed), texts=("conclusion",))
        if not self.title:
            object.__setattr__(self, "title", default_title(self.kind, self.period))
        self._check_period()
        self._check_times()
        if self.host_id in self.co_organiser_ids:
            raise InputError(
                "The host cannot be a co-organiser too. Take it out of one of them.", field="co_organisers"
            )
        if len(set(self.co_organiser_ids)) != len(self.co_organiser_ids):
            raise InputError("A co-organiser is named twice. Take one out.", field="co_organisers")
        if self.number is not None and not 1 <= self.number <= 9999:
            raise InputError("{value} cannot be the number of a meeting.", field="number", value=self.number)
        present = [a.participant.person_id for a in self.attendances if a.participant and a.participant.person_id]
        if len(set(present)) != len(present):
            raise InputError("A person is named twice in the attendance. Take one out.", field="attendances")
        check_items(self.outcomes, {item.id for item in self.agenda})

    def _check_period(self) -> None:
        if self.period.kind not in PERIOD_KINDS[self.kind]:
            raise InputError(
                "A meeting of kind {kind} cannot be about the period {period}. Change the kind or the period.",
                field="period",
                kind=self.kind,
                period=self.period.code,
            )
        if self.counted_to < self.counted_from:
            raise InputError(
                "The figures are counted until {to}, before they begin on {start}. Exchange the days.",
                field="counted_to",
                to=self.counted_to.isoformat(),
                start=self.counted_from.isoformat(),
            )

    def _check_times(self) -> None:
        if self.ends_on is not None and self.ends_on < self.held_on:
            raise InputError("The meeting ends before it begins. Check the days.", field="ends_on")
        same_day = self.ends_on is None or self.ends_on == self.held_on
        if same_day and self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise InputError("The meeting ends before it begins. Check the times.", field="ends_at")

    def moved_to(self, state: MeetingState) -> Meeting:
        """The meeting in another state. Raises: UserError when that step does not exist."""
        if state not in NEXT_STATES[self.state]:
            message = (
                "The meeting is {state} already."
                if state is self.state
                else "The meeting is {state}; it cannot become {wanted} from there."
            )
            raise UserError(message, state=self.state, wanted=state)
        return replace(self, state=state)

    def about(self, period: Period, counted: Days) -> Meeting:
        """The meeting about another period and its days: the kind and a title that was the usual one follow it."""
        kind = self.kind
        if period.kind not in PERIOD_KINDS[kind]:
            kind = kind_of(period)
        return replace(
            self,
            kind=kind,
            period=period,
            counted_from=counted[0],
            counted_to=counted[1],
            title="" if self.title == default_title(self.kind, self.period) else self.title,
        )

    def with_agenda(self, agenda: tuple[AgendaItem, ...], outcomes: tuple[Outcome, ...]) -> Meeting:
        """The meeting with another agenda and what came out of it; an item that is gone takes its outcomes along."""
        return replace(self, agenda=agenda, outcomes=of_items(outcomes, [item.id for item in agenda]))

    @property
    def is_editable(self) -> bool:
        """True while its content may change."""
        return self.state is MeetingState.DRAFT

    @property
    def people_count(self) -> int:
        """How many people came, by name and by head count; the leader counts also when not in the attendance."""
        came = sum(attendance.came for attendance in self.attendances)
        named = {attendance.participant.name for attendance in self.attendances if attendance.participant}
        return came + (self.leader is not None and self.leader.name not in named)

    @property
    def signers(self) -> dict[str, Participant]:
        """Who signs the minutes, by the role: "chair" and "secretary", where they are named."""
        found = {"chair": self.chair, "secretary": self.secretary}
        return {role: person for role, person in found.items() if person is not None}

    def appointed_by(self, role: str) -> str:
        """Who appointed the one in a role that signs; empty where nobody did."""
        return self.chair_appointed_by if role == "chair" else self.secretary_appointed_by

    def with_present(self, person: Participant) -> Meeting:
        """The meeting with one who came by name; who is in the attendance already stays as he is there."""
        if self.is_absent(person) or any(
            one.participant and one.participant.name == person.name for one in self.attendances
        ):
            return self
        return replace(self, attendances=(*self.attendances, Attendance(new_id(), person.unit_id, participant=person)))

    def may_have_come(self, person: Participant) -> bool:
        """False for who is marked as absent and for who is not in the attendance.

        True for the leader, for who came instead of somebody, and where people of the unit came by head count; of who
        has no unit it cannot be told where heads were counted. True for all while nobody is entered.
        """
        if self.is_absent(person):
            return False
        named = {one.participant.name for one in self.attendances if one.participant}
        named |= {one.represented_by for one in self.attendances if one.represented_by}
        counted = {one.unit_id for one in self.attendances if one.participant is None and one.came}
        is_leader = self.leader is not None and self.leader.name == person.name
        is_counted = bool(counted) if person.unit_id is None else person.unit_id in counted
        return is_leader or person.name in named or is_counted or not self.attendances

    def is_absent(self, person: Participant) -> bool:
        """True for a person whom the attendance names as not having come."""
        return any(
            one.participant is not None
            and one.presence is not Presence.PRESENT
            and (one.participant.person_id or one.participant.name) == (person.person_id or person.name)
            for one in self.attendances
        )


def kind_of(period: Period) -> MeetingKind:
    """The regular meeting that a period belongs to; the extraordinary one where none does."""
    return next(kind for kind, periods in PERIOD_KINDS.items() if period.kind in periods)


def default_title(kind: MeetingKind, period: Period) -> str:
    """The usual title: "Hội nghị giao ban công tác phối hợp quý I năm 2026"."""
    if kind is MeetingKind.EXTRAORDINARY:
        return f"Hội nghị giao ban đột xuất công tác phối hợp {period.name}"
    return f"Hội nghị giao ban công tác phối hợp {period.name}"


def short_name(kind: MeetingKind, period: Period) -> str:
    """The name in lists: "Giao ban quý I/2026"."""
    if period.kind is PeriodKind.QUARTER:
        return f"Giao ban quý {roman(period.n)}/{period.year}"
    if period.kind is PeriodKind.MONTH:
        return f"Giao ban tháng {period.n:02d}/{period.year}"
    return f"Giao ban {period.name}"
