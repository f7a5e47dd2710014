"""What came out of each item of the agenda, as paragraphs of the minutes."""

from __future__ import annotations

from collections.abc import Iterator

from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.outcomes import OutcomeKind
from giaoban_desktop.papers.content import Paragraph, Role, plain
from giaoban_desktop.papers.sentences import full_stop, letter, paragraphs

_LEADS = {
    OutcomeKind.INFORMATION: "Thông tin",
    OutcomeKind.DECISION: "Quyết định",
    OutcomeKind.DIRECTIVE: "Chỉ đạo",
}


def of_items(meeting: Meeting) -> Iterator[Paragraph]:
    """A point for each item with its outcomes below; those that are printed among the directives are left out."""
    printed = [one for one in meeting.outcomes if one.directive_id is None]
    with_outcomes = [item for item in meeting.agenda if any(one.agenda_item_id == item.id for one in printed)]
    for number, item in enumerate(with_outcomes, 1):
        yield plain(f"{letter(number)} {item.title.rstrip('.;')}", Role.POINT)
        for one in printed:
            if one.agenda_item_id == item.id:
                yield from paragraphs(full_stop(one.text.rstrip(" ;,")), before=f"- {_LEADS[one.kind]}: ")
