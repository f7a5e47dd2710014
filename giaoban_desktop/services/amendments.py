"""Amendments of issued minutes: written, frozen for signature, issued; a draft may be taken out again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from giaoban_desktop.domain import amendments as rules
from giaoban_desktop.domain import documents as document_rules
from giaoban_desktop.domain.amendments import Amendment, Replacement
from giaoban_desktop.domain.documents import Document, DocumentState, DocumentType, Secrecy
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import amendments as rows
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage.database import Database

if TYPE_CHECKING:
    from giaoban_desktop.papers.content import Content

MISSING_REASON = N_("Say why the minutes are amended.")
MISSING_REPLACEMENT = N_("Choose at least one place that is put right.")
MISSING_WORDS = N_(
    "Words that are put right do not stand in the minutes any more: another amendment was issued meanwhile."
    " Take them out of the draft, and choose the place anew."
)


def begin(db: Database, meeting_id: str, *, on: date) -> Amendment:
    """A new amendment of issued minutes, not kept yet. Raises: UserError when they are not issued."""
    issued = document_rows.find_document(db, meeting_id, DocumentType.MINUTES)
    if issued is None or issued.state is not DocumentState.ISSUED or issued.issued_on is None:
        raise UserError("Only issued minutes are amended. Before that they go back to draft.")
    return Amendment(new_id(), meeting_id, issued.id, max(on, issued.issued_on))


def get(db: Database, amendment_id: str) -> Amendment:
    """One amendment. Raises: UserError when there is none of that id."""
    return rows.get_amendment(db, amendment_id)


def amended_reference(db: Database, amendment: Amendment) -> str:
    """Number and symbol of the paper that is amended."""
    return _amended(db, amendment).reference


def replacement(before: str, after: str, place: str) -> Replacement:
    """Words to be put right, as short as they can be understood. Raises: InputError."""
    from giaoban_desktop.domain.wording import narrowed  # only who amends pays for it
    from giaoban_desktop.papers.amendment import TABLE

    whole = Replacement(new_id(), before, after, place)
    if place.startswith(TABLE):
        return whole
    wrong, right = narrowed(whole.before, whole.after)
    return replace(whole, before=wrong, after=right) if wrong else whole


def save(db: Database, amendment: Amendment) -> Changes:
    """Keep a draft. Raises: UserError, InputError."""
    with db.act("amendment.save", "") as act:
        issued = _amended(db, amendment)
        if issued.issued_on is not None:
            rules.check(amendment, issued_on=issued.issued_on)
        kept = next((one for one in rows.list_amendments(db) if one.id == amendment.id), None)
        if not amendment.is_draft or not (kept is None or kept.is_draft):
            raise UserError("The amendment was frozen for signature. Take it back to draft first.")
        rows.save_amendment(db, replace(amendment, taken_back_ids=kept.taken_back_ids if kept else ()))
        act.summary = issued.reference
    return changes.of(Kind.DOCUMENTS, summary=act.summary)


def remove(db: Database, amendment_id: str) -> Changes:
    """Take a draft out; undo brings it back. Raises: UserError when it was frozen."""
    with db.act("amendment.remove", "") as act:
        amendment = rows.get_amendment(db, amendment_id)
        if not amendment.is_draft:
            raise UserError("The amendment was frozen for signature. Take it back to draft first.")
        act.summary = _amended(db, amendment).reference
        rows.delete_amendment(db, amendment_id)
    return changes.of(Kind.DOCUMENTS, summary=act.summary)


def paragraphs(db: Database, meeting_id: str) -> list[tuple[str, str]]:
    """The paragraphs of issued minutes as they read now, after the amendments that were issued, each with its place."""
    from giaoban_desktop.papers.amendment import places

    issued = [one for one, _document in _issued(db, meeting_id)]
    return [(place, text) for place, text in rules.amended(places(_frozen(db, meeting_id)), issued) if text]


def content(db: Database, amendment: Amendment) -> Content:
    """An amendment as plain content: as frozen where it is, else as it would be now."""
    from giaoban_desktop.papers import amendment as paper
    from giaoban_desktop.papers.content import Content

    if amendment.document_id is not None:
        kept = document_rows.get_document(db, amendment.document_id)
        return Content.from_json(db.kept_bytes(kept.content).decode())
    issued = _amended(db, amendment)
    assert issued.issued_on is not None
    meeting = meeting_rows.get_meeting(db, amendment.meeting_id)
    frozen = _frozen(db, amendment.meeting_id)
    minutes = paper.named(issued.reference, issued.issued_on)
    amended_by = _amended_by(db, amendment, paper.places(frozen))
    earlier = [one for one, _document in _issued(db, amendment.meeting_id)]
    return paper.amendment(frozen, meeting, minutes, amendment, earlier=earlier, amended_by=amended_by)


def pdf(db: Database, amendment: Amendment) -> bytes:
    """An amendment as PDF: the very bytes that were issued or frozen, else a fresh draft."""
    if amendment.document_id is not None:
        kept = document_rows.get_document(db, amendment.document_id)
        return db.kept_bytes(kept.issued or kept.printed)
    return _render(content(db, amendment))


def missing(db: Database, amendment_id: str) -> list[UserError]:
    """What is still missing before it can be printed for signature."""
    amendment = rows.get_amendment(db, amendment_id)
    now = paragraphs(db, amendment.meeting_id)
    found = {
        MISSING_REASON: not amendment.reason,
        MISSING_REPLACEMENT: not amendment.replacements,
        MISSING_WORDS: any(rules.find_words(now, one) is None for one in amendment.replacements),
    }
    return [UserError(message) for message, is_missing in found.items() if is_missing]


def make_ready(db: Database, amendment_id: str) -> Changes:
    """Freeze an amendment and print it for signature. Raises: UserError when something is missing."""
    with db.act("amendment.ready", "") as act:
        lacks = missing(db, amendment_id)
        if lacks:
            raise UserError("The amendment is not complete: {first}", first=lacks[0])
        amendment = rows.get_amendment(db, amendment_id)
        if not amendment.is_draft:
            raise UserError("The amendment was frozen for signature. Take it back to draft first.")
        found = content(db, amendment)
        issued = _amended(db, amendment)
        document = Document(
            id=new_id(),
            document_type=DocumentType.AMENDMENT,
            meeting_id=amendment.meeting_id,
            symbol=issued.symbol,
            state=DocumentState.READY,
            content=db.keep_bytes(found.to_json().encode()),
            printed=db.keep_bytes(_render(found)),
        )
        document_rows.save_document(db, document)
        rows.save_amendment(db, replace(amendment, document_id=document.id))
        act.summary = found.abstract
    return changes.of(Kind.DOCUMENTS, summary=act.summary)


def reopen(db: Database, amendment_id: str, *, reason: str, on: date) -> Changes:
    """Take an amendment that was not issued yet back to draft; what was printed stays kept with the reason.

    Raises: UserError, InputError.
    """
    with db.act("amendment.reopen", "") as act:
        amendment, document = _ready(db, amendment_id)
        document_rows.save_document(db, document_rules.reopen(document, reason=reason, on=on))
        taken_back_ids = (*amendment.taken_back_ids, document.id)
        rows.save_amendment(db, replace(amendment, document_id=None, taken_back_ids=taken_back_ids))
        act.summary = _amended(db, amendment).reference
    return changes.of(Kind.DOCUMENTS, summary=act.summary)


def issue(db: Database, amendment_id: str, *, number: str, issued_on: date, secrecy: Secrecy = Secrecy.NONE) -> Changes:
    """Write in the number and date of the register, after signing. Raises: UserError, InputError."""
    with db.act("amendment.issue", "") as act:
        amendment, document = _ready(db, amendment_id)
        now = paragraphs(db, amendment.meeting_id)
        if any(rules.find_words(now, one) is None for one in amendment.replacements):
            raise UserError(MISSING_WORDS)
        earlier = [other.issued_on for _one, other in _issued(db, amendment.meeting_id) if other.issued_on]
        from giaoban_desktop.papers.minutes import with_number

        printed_number = document_rules.parse_document_number(number)
        pdf = _render(with_number(content(db, amendment), printed_number))
        issued = document_rules.issue(
            document,
            number=printed_number,
            issued_on=issued_on,
            issued=db.keep_bytes(pdf),
            not_before=max([amendment.made_on, *earlier]),
            secrecy=secrecy,
        )
        document_rows.save_document(db, issued)
        act.summary = f"{issued.reference}, {_amended(db, amendment).reference}"
    return changes.of(Kind.DOCUMENTS, summary=act.summary)


def _amended(db: Database, amendment: Amendment) -> Document:
    return document_rows.get_document(db, amendment.amends_id)


def _issued(db: Database, meeting_id: str) -> list[tuple[Amendment, Document]]:
    """The issued amendments of the minutes of a meeting with their papers, in the order of their issue."""
    made = [one for one in rows.list_amendments(db) if one.meeting_id == meeting_id and one.document_id]
    found = [(one, document_rows.get_document(db, one.document_id or "")) for one in made]
    issued = [(one, document) for one, document in found if document.state is DocumentState.ISSUED]
    return sorted(issued, key=lambda pair: (pair[1].issued_on or date.min, pair[0].id))


def _amended_by(db: Database, amendment: Amendment, paragraphs: list[tuple[str, str]]) -> dict[str, str]:
    """The amendment from which the words come that each replacement puts right, where the minutes had others."""
    from giaoban_desktop.papers.amendment import named

    found: dict[str, str] = {}
    for earlier, document in _issued(db, amendment.meeting_id):
        before, paragraphs = paragraphs, rules.amended(paragraphs, [earlier])
        assert document.issued_on is not None
        for one in amendment.replacements:
            is_new = rules.find_words(before, one) is None and rules.find_words(paragraphs, one) is not None
            if is_new:
                found[one.id] = named(document.reference, document.issued_on)
    return found


def _frozen(db: Database, meeting_id: str) -> Content:
    from giaoban_desktop.services import documents

    return documents.minutes_content(db, meeting_id)


def _ready(db: Database, amendment_id: str) -> tuple[Amendment, Document]:
    amendment = rows.get_amendment(db, amendment_id)
    document = document_rows.get_document(db, amendment.document_id) if amendment.document_id else None
    if document is None or document.state is not DocumentState.READY:
        raise UserError("Only minutes that were frozen for signature can get a number. Make them ready first.")
    return amendment, document


def _render(found: Content) -> bytes:
    from giaoban_desktop.papers import pdf as drawing  # ReportLab takes a fifth of a second to load

    return drawing.render(found)
