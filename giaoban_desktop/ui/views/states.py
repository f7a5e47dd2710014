"""How the state of a thing is told: a word, an icon and a colour, never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from giaoban_desktop import i18n
from giaoban_desktop.domain.directive_lines import Listed
from giaoban_desktop.domain.directives import DirectiveState
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.i18n import _

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Shown:
    """A state as it is shown: its words, the name of its icon, the name of its colour in the theme."""

    words: str
    icon: str
    color: str


def directive(found: Listed, today: date) -> Shown:
    """The state of a directive on a day."""
    if found.due_on is not None and found.is_overdue(today):
        days = (today - found.due_on).days
        return Shown(_("Overdue by {days} days").format(days=days), "warning-circle", "over")
    left = (found.due_on - today).days if found.due_on is not None and found.is_open else None
    if left is not None and left <= SOON_DAYS:
        return Shown(_("{days} days left").format(days=left), "clock", "soon")
    if found.state is DirectiveState.DONE:
        if found.was_late() and found.due_on is not None and found.closed_on is not None:
            days = (found.closed_on - found.due_on).days
            return Shown(_("Done {days} days late").format(days=days), "check-circle", "soon")
        return Shown(_("Done in time") if found.due_on else _("Done"), "check-circle", "done")
    if found.standing and found.is_open:
        return Shown(_("Standing"), "arrows-clockwise", "text2")
    icons = {
        DirectiveState.NOT_STARTED: "circle-dashed",
        DirectiveState.UNDER_WAY: "circle-half",
        DirectiveState.HANDED_OVER: "arrow-bend-up-right",
        DirectiveState.WITHDRAWN: "prohibit",
    }
    word = i18n.label(found.state)
    return Shown(word[:1].upper() + word[1:], icons[found.state], "text2")


def meeting(state: MeetingState) -> Shown:
    """The state of a meeting's minutes."""
    return {
        MeetingState.DRAFT: Shown(_("Draft"), "pencil-simple", "text2"),
        MeetingState.READY: Shown(_("Frozen for signature"), "checks", "soon"),
        MeetingState.ISSUED: Shown(_("Issued"), "check-circle", "done"),
        MeetingState.WITHDRAWN: Shown(_("Withdrawn"), "prohibit", "text2"),
    }[state]


def why_frozen(state: MeetingState) -> str:
    """Why nothing in a meeting can be changed, and what to do; "" for a draft."""
    if state is MeetingState.WITHDRAWN:
        return _("This meeting is withdrawn. Restore it to go on writing.")
    if state is MeetingState.READY:
        return _(
            "The minutes are frozen for signature, so nothing here can be changed."
            " Take them back to draft on the page Papers to go on writing."
        )
    if state is MeetingState.ISSUED:
        return _("The minutes are issued and stay as they were signed. Put right what is wrong in the next meeting.")
    return ""
