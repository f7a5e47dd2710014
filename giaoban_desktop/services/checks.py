"""Looking a book over from end to end: the file, its tables, its log, and everything that the domain says must hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from giaoban_desktop.domain import figure_rules
from giaoban_desktop.domain.documents import DocumentState, DocumentType
from giaoban_desktop.domain.figures import check_against
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.i18n import N_
from giaoban_desktop.storage import (
    amendments,
    attachment_file,
    attachments,
    directives,
    documents,
    figures,
    indicators,
    integrity,
    meetings,
    people,
    units,
)
from giaoban_desktop.storage.database import Database

FIGURES = N_("figures")


def check(file: Path, *, with_attachments: bool = True) -> list[UserError]:
    """Everything that is wrong with a book and its attachments; empty when nothing is. The book is not changed."""
    try:
        db = Database.open_read_only(file)
    except StorageError as error:
        return [error]
    with db:
        found = list(integrity.problems(db))
        if found:
            return found  # what is not whole cannot be read as objects either
        found = list(_domain_problems(db))
        return [*found, *_attachment_problems(db)] if with_attachments else found


def _domain_problems(db: Database) -> Iterator[UserError]:
    readers: dict[str, Callable[[], object]] = {
        N_("units"): lambda: units.list_units(db),
        N_("people"): lambda: people.list_people(db),
        N_("indicators"): lambda: indicators.list_indicators(db),
        N_("directives"): lambda: directives.list_directives(db),
        N_("papers"): lambda: documents.list_documents(db),
        N_("amendments"): lambda: amendments.list_amendments(db),
        N_("attachments"): lambda: attachments.list_all(db),
        FIGURES: lambda: figures.list_all(db),
        N_("meetings"): lambda: [meetings.get_meeting(db, found.id) for found in meetings.list_meetings(db)],
    }
    for name, read in readers.items():
        try:
            read()
        except (UserError, ValueError) as error:
            reason = error if isinstance(error, UserError) else UserError("{error}", error=error)
            yield UserError("Something kept under {name} breaks a rule: {reason}", name=UserError(name), reason=reason)
            return
    yield from _figure_problems(db)
    known = {indicator.code: indicator for indicator in indicators.list_indicators(db)}
    yield from figure_rules.contradictions(figures.list_all(db), known)
    yield from _document_problems(db)


def _figure_problems(db: Database) -> Iterator[UserError]:
    known = {indicator.code: indicator for indicator in indicators.list_indicators(db)}
    for observation in figures.list_all(db):
        try:
            check_against(known[observation.indicator], observation)
        except UserError as error:
            yield UserError(
                "Something kept under {name} breaks a rule: {reason}", name=UserError(FIGURES), reason=error
            )


def _document_problems(db: Database) -> Iterator[UserError]:
    kept = documents.list_documents(db)
    held = {
        one.meeting_id
        for one in kept
        if one.document_type is DocumentType.MINUTES and one.state is not DocumentState.WITHDRAWN
    }
    for meeting in meetings.list_meetings(db):
        is_frozen = meeting.state in (MeetingState.READY, MeetingState.ISSUED)
        if is_frozen != (meeting.id in held):
            yield UserError(
                "The meeting {title} is {state}, but its paper does not say so.",
                title=meeting.title,
                state=meeting.state,
            )


def _attachment_problems(db: Database) -> Iterator[UserError]:
    file = attachment_file.beside(db.path)
    for attachment in attachments.list_all(db):
        try:
            attachment_file.kept(file, attachment.digest)
        except UserError as error:
            yield UserError("The attachment {file} cannot be shown: {reason}", file=attachment.file_name, reason=error)
