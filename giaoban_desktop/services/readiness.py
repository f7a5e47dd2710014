"""The check list before minutes are frozen for signature: what is missing, and where it is added."""

from __future__ import annotations

from giaoban_desktop.domain.completeness import CompletenessState
from giaoban_desktop.domain.directives import Directive, DirectiveState
from giaoban_desktop.domain.meetings import Meeting, MeetingKind
from giaoban_desktop.domain.outcomes import OutcomeKind
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_
from giaoban_desktop.storage import annexes as annex_rows
from giaoban_desktop.storage import completeness as completeness_rows
from giaoban_desktop.storage import directives as directive_rows
from giaoban_desktop.storage import drafts as draft_rows
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database

MISSING_START = N_("The time at which the meeting began is missing.")
MISSING_END = N_("The time at which the meeting ended is missing.")
MISSING_PLACE = N_("The place of the meeting is missing.")
MISSING_CHAIR = N_("The chair of the meeting is missing.")
MISSING_SECRETARY = N_("The secretary of the meeting is missing.")
MISSING_ATTENDANCE = N_("Nobody is entered as present.")
MISSING_KEPT = N_("Something that was typed for this meeting could not be kept; put it right or empty it.")
LATE_CUT_OFF = N_("The figures are counted until a day after the meeting; put one of the two days right.")
MISSING_FIGURES = N_("An annex goes with the minutes, but nothing was reported for their period.")
CORRECTED_SINCE = N_(
    "A figure of the meeting was corrected since; type the correction into the meeting or take it back."
)
MISSING_DEMAND = N_(
    "An outcome of the agenda is called a directive, but nobody would follow it up: make it one there (Ctrl+D)."
)
MISSING_SYMBOL = N_("The host has no abbreviation for document symbols.")
UNASSIGNED = N_(
    "Directives that name nobody who carries them out: {count}. Name the lead, or say that they are for everybody."
)
UNENTITLED_SIGNER = N_(
    "{name} signs, but was not there by the attendance. Enter {name} as present, or say who appointed {name}."
)
INCOMPLETE = N_("The figures of {period} were not declared complete.")
"""Said by an act of its own, so that it is known that what is empty was left so on purpose."""

ASKED_FIELDS = {
    MISSING_START: "starts_at",
    MISSING_END: "ends_at",
    MISSING_PLACE: "place",
    MISSING_CHAIR: "chair",
    MISSING_SECRETARY: "secretary",
    MISSING_ATTENDANCE: "attendances",
    UNENTITLED_SIGNER: "attendances",
    LATE_CUT_OFF: "counted_to",
    MISSING_DEMAND: "agenda",
}
"""The field of the meeting where a missing thing is added that always is the same."""


def missing(db: Database, meeting_id: str) -> list[UserError]:
    """What is still missing before the minutes can be printed for signature; empty when nothing is."""
    meeting = meeting_rows.get_meeting(db, meeting_id)
    host = unit_rows.units_by_id(db)[meeting.host_id]
    found = {
        MISSING_START: meeting.starts_at is None,
        MISSING_END: meeting.ends_at is None,
        MISSING_PLACE: not meeting.place,
        MISSING_CHAIR: meeting.chair is None,
        MISSING_SECRETARY: meeting.secretary is None,
        MISSING_ATTENDANCE: meeting.people_count == 0,
        LATE_CUT_OFF: meeting.counted_to > (meeting.ends_on or meeting.held_on),
        MISSING_FIGURES: annex_rows.find_annex(db, meeting_id) is not None
        and not figure_rows.is_any_within(db, meeting.period),
        CORRECTED_SINCE: figure_rows.is_any_corrected(db, meeting_id),
        MISSING_DEMAND: any(one.kind is OutcomeKind.DIRECTIVE and one.directive_id is None for one in meeting.outcomes),
        MISSING_SYMBOL: not host.symbol,
        MISSING_KEPT: draft_rows.is_any_below(db, f"meetings/{meeting_id}#"),
    }
    told = [UserError(message) for message, is_missing in found.items() if is_missing]
    told += [
        UserError(UNENTITLED_SIGNER, name=person.name, role=role, absent=meeting.is_absent(person))
        for role, person in meeting.signers.items()
        if not meeting.appointed_by(role) and not meeting.may_have_come(person)
    ]
    if not _is_complete(db, meeting):
        told.append(UserError(INCOMPLETE, period=meeting.period.name))
    left = unassigned(db, meeting_id)
    if left:
        told.append(UserError(UNASSIGNED, count=len(left), first=left[0].id))
    return told


def field_of(error: UserError) -> str | None:
    """The field of the meeting where something missing is added; None where it is done elsewhere."""
    if error.message == UNASSIGNED:
        return f"directive.{error.fields['first']}.lead"
    return ASKED_FIELDS.get(error.message)


def unassigned(db: Database, meeting_id: str) -> list[Directive]:
    """The directives of a meeting that name nobody who carries them out, and are not said to be for everybody."""
    given = directive_rows.list_of_meeting(db, meeting_id)
    return [one for one in given if not one.is_assigned and one.state is not DirectiveState.WITHDRAWN]


def _is_complete(db: Database, meeting: Meeting) -> bool:
    """Whether the figures of the period were declared complete; an extraordinary meeting may have none at all."""
    said = completeness_rows.find_completeness(db, meeting.period)
    if said is not None and said.state is not CompletenessState.REOPENED:
        return True
    return meeting.kind is MeetingKind.EXTRAORDINARY and not figure_rows.is_any_within(db, meeting.period)
