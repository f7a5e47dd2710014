"""Papers: drafts, what is frozen for signature, and what was issued under a number of the issuing body's register."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.text import clean_fields, clean_line
from giaoban_desktop.errors import InputError, UserError

_NUMBER = r"0*([1-9]\d{0,4})([a-zđ]?)"

LATEST_AFTER = timedelta(days=366)
"""Minutes signed later than this after their meeting are a slip in the year."""


class DocumentType(StrEnum):
    """Kinds of papers (tên loại) with their abbreviations. Source: Decree 30/2020/NĐ-CP, annex III part I."""

    MINUTES = "minutes"
    ANNEX = "annex"
    """Goes with minutes, and bears their number and symbol."""
    AMENDMENT = "amendment"
    """Puts right what issued minutes say; minutes themselves."""

    @property
    def abbreviation(self) -> str:
        """The abbreviation in a document symbol: BB."""
        return "BB"

    @property
    def heading(self) -> str:
        """The name printed as title: BIÊN BẢN."""
        return "PHỤ LỤC" if self is DocumentType.ANNEX else "BIÊN BẢN"


class DocumentState(StrEnum):
    """Ready: frozen and printed for signature, without a number. Issued: number and date written in after signing."""

    READY = "ready"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


class Secrecy(StrEnum):
    """How secret a paper is: mật, tối mật, tuyệt mật."""

    NONE = ""
    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105 - a level, no password
    TOP_SECRET = "top_secret"  # noqa: S105 - a level, no password


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of a meeting. `number` is empty until the issuing body's register gave one; it is never invented.

    `content` is the digest of the frozen content, `printed` that of the PDF for signature, `issued` that of the copy
    with its number (all SHA-256 in hex).
    """

    id: str
    document_type: DocumentType
    meeting_id: str
    symbol: str
    state: DocumentState
    content: str
    printed: str
    number: str = ""
    issued_on: date | None = None
    issued: str = ""
    reason: str = ""
    """Why it went back to draft, on the day `reopened_on`; empty for all others."""
    reopened_on: date | None = None
    secrecy: Secrecy = Secrecy.NONE
    """Of an issued paper; a secret one has its number from a series of its own."""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("symbol", "number", "reason"))
        if (self.state is DocumentState.ISSUED) != bool(self.number and self.issued_on and self.issued):
            raise InputError("An issued paper has its number and its date.", field="number")

    @property
    def reference(self) -> str:
        """Number and symbol: "05/BB-CAP"; without a number a blank to be filled by hand."""
        return reference(self.number, self.symbol)


@dataclass(frozen=True, slots=True)
class AttachedAnnex:
    """The annex of figures that goes with the minutes of a meeting; `charts` are codes of indicators."""

    meeting_id: str
    charts: tuple[str, ...] = ()
    has_check_sheet: bool = True


def reference(number: str, symbol: str) -> str:
    """Number and symbol as they are printed; seven blanks stand for a number that is written in after signing.

    Source: Decree 30/2020/NĐ-CP, annex I, part I, II.3: "/" between number and symbol, no spaces; zero below 10.
    """
    return f"{number or ' ' * 7}/{symbol}"


def symbol_of(document_type: DocumentType, body: str) -> str:
    """The symbol of a paper: "BB-CAP" for minutes of the body abbreviated CAP."""
    return f"{document_type.abbreviation}-{body}" if body else document_type.abbreviation


def parse_document_number(text: str, *, field: str = "number") -> str:
    """The number from the register as it is printed: 5 becomes 05. Raises: InputError."""
    found = re.fullmatch(_NUMBER, clean_line(text, field=field).lower())
    if not found:
        raise InputError(
            "{value} is not a number of a register. Write it like 05 or 112.", field=field, value=text[:40]
        )
    return f"{int(found[1]):02d}{found[2]}"


def reopen(document: Document, *, reason: str, on: date) -> Document:
    """The paper taken back to be corrected. Raises: InputError without a reason."""
    return replace(document, state=DocumentState.WITHDRAWN, reason=check_reason(reason), reopened_on=on)


def check_reason(reason: str) -> str:
    """The reason for which a paper goes back to draft, cleaned. Raises: InputError when there is none."""
    found = clean_line(reason, field="reason")
    if not found:
        raise InputError("Say why it goes back to draft; it is kept with the print.", field="reason")
    return found


def issue(
    document: Document,
    *,
    number: str,
    issued_on: date,
    issued: str,
    not_before: date,
    secrecy: Secrecy = Secrecy.NONE,
) -> Document:
    """The paper with the number and date that the register gave it. Raises: UserError unless it is ready."""
    if document.state is not DocumentState.READY:
        raise UserError("Only minutes that were frozen for signature can get a number. Make them ready first.")
    check_issued_on(issued_on, not_before=not_before)
    return replace(
        document,
        state=DocumentState.ISSUED,
        number=parse_document_number(number),
        issued_on=issued_on,
        issued=issued,
        secrecy=secrecy,
    )


def check_issued_on(issued_on: date, *, not_before: date) -> None:
    """Refuse a date that the minutes of a meeting held on `not_before` cannot bear. Raises: InputError."""
    if issued_on < not_before:
        raise InputError(
            "The paper cannot be dated {day}, before its meeting on {held}.",
            field="issued_on",
            day=short_date(issued_on),
            held=short_date(not_before),
        )
    if issued_on > not_before + LATEST_AFTER:
        raise InputError(
            "The paper is dated {day}, more than a year after its meeting on {held}. Check the year.",
            field="issued_on",
            day=short_date(issued_on),
            held=short_date(not_before),
        )
