"""A report's file opened as text: .txt, .docx, and PDF with text in it. Every file is a stranger's until it is read."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_
from giaoban_desktop.language.reading import old_fonts
from giaoban_desktop.language.reading.old_fonts import Encoding
from giaoban_desktop.services.report_letters import Letters, Line, Piece, unicode_text

SIZE_LIMIT_MB = 20
TEXT_LIMIT = 1_000_000
"""Characters of a report: about four hundred pages."""
SUFFIXES = (".txt", ".docx", ".pdf")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MOST_CONTROL = 0.01


@dataclass(frozen=True, slots=True)
class ReportText:
    """The text of a report in Unicode, lines ended by one character; that of a Unicode text file letter for letter.

    `converted_from` is the old encoding from which all or some of it was turned; with `is_guess` only the letters gave
    it away, not a font's name, so the clerk is to be asked, and `open_report(…, convert=False)` gives it unturned.
    `notes` are sentences for the clerk.
    """

    text: str
    converted_from: Encoding | Literal["mixed"] | None = None
    is_guess: bool = False
    notes: tuple[UserError, ...] = ()


def open_report(path: Path, *, convert: bool = True, at_page: Callable[[], None] = lambda: None) -> ReportText:
    """The text of a report's file. Without `convert`, letters that merely look like an old encoding stay as they stand.

    `at_page` is called at each page of a PDF; what it raises breaks the reading off.
    Raises: UserError when the file is none of these, is damaged, locked, empty, or larger than a report can be.
    """
    file = path.name
    content = _content(path)
    suffix = path.suffix.lower()
    _refuse_other_kind(content, suffix, file)
    notes: list[UserError] = []
    lines: tuple[Line, ...]
    if suffix == ".docx":
        from giaoban_desktop.services.report_word import read_word

        word = read_word(content, file)
        lines = word.lines
        if word.has_text_boxes:
            notes.append(
                UserError("{file} has text boxes; what stands in them was not read. Add what is missing.", file=file)
            )
    elif suffix == ".pdf":
        from giaoban_desktop.services.report_pdf import read_pdf

        pdf = read_pdf(content, file, at_page=at_page)
        lines = pdf.lines
        if pdf.picture_pages:
            notes.append(
                UserError(
                    "{file}: only a picture, no text, on pages {pages}. Add what stands there by hand.",
                    file=file,
                    pages=_ranges(pdf.picture_pages),
                )
            )
    else:
        text, note = _plain_text(content, file)
        lines = tuple([Piece(line)] for line in text.split("\n"))
        notes += [note] if note else []
    if sum(len(piece.text) for line in lines for piece in line) + len(lines) - 1 > TEXT_LIMIT:
        raise UserError(
            "{file} holds more than {limit} characters. Split it and open its parts one by one.",
            file=file,
            limit=TEXT_LIMIT,
        )
    letters = unicode_text(lines, convert=convert)
    if suffix != ".txt":  # of a text file every place stays as it is
        letters = replace(letters, text=unicodedata.normalize("NFC", letters.text.replace("\xad", "")))
    return _report(letters, file, notes, convert=convert)


def _report(letters: Letters, file: str, notes: list[UserError], *, convert: bool) -> ReportText:
    text = _CONTROL.sub(" ", letters.text)
    if not text.strip():
        raise UserError("{file} holds no text. Choose the file of the report itself.", file=file)
    for encoding in sorted(letters.by_letters):
        message = (
            N_("The letters of {file} look like {encoding} and were turned into Unicode. Compare them with the paper.")
            if convert
            else N_("The letters of {file} look like {encoding}; they were left as they stand.")
        )
        notes.append(UserError(message, file=file, encoding=encoding))
    guessed = letters.by_letters if convert else frozenset()
    turned = letters.by_font | guessed
    return ReportText(text, "mixed" if len(turned) > 1 else next(iter(turned), None), bool(guessed), tuple(notes))


def _content(path: Path) -> bytes:
    limit = SIZE_LIMIT_MB * 2**20
    try:
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise UserError("{file} is not a file. Choose the file of the report.", file=path.name)
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError("{file} cannot be read: {error}", file=path, error=reason) from error
    if len(content) > limit:
        raise UserError(
            "{file} is larger than {limit} MB; nothing was read. A report without pictures is smaller.",
            file=path.name,
            limit=SIZE_LIMIT_MB,
        )
    if not content.strip():
        raise UserError("{file} is empty. Save the report again and open it here.", file=path.name)
    return content


def _refuse_other_kind(content: bytes, suffix: str, file: str) -> None:
    """Raises: UserError when a file is none that can be read, or is not what its name says."""
    if content.startswith(_OLE) and _LOCKED in content:
        raise UserError("{file} is locked with a password. Save it without one and open it again.", file=file)
    if content.startswith((_OLE, b"{\\rtf")) or suffix in (".doc", ".rtf", ".odt"):
        raise UserError("{file} is of an older or other kind. Open it in Word and save it as .docx.", file=file)
    if suffix not in SUFFIXES:
        raise UserError("{file} cannot be read as a report. Choose a .docx, .pdf or .txt file.", file=file)
    is_pdf = b"%PDF-" in content[: 1024 if suffix == ".pdf" else 5]
    is_zip = content.startswith(b"PK\x03\x04")
    if is_pdf != (suffix == ".pdf") or is_zip != (suffix == ".docx"):
        raise UserError(
            "{file} is not the {suffix} file that its name says. Save it again from the program that wrote it.",
            file=file,
            suffix=suffix,
        )


def _plain_text(content: bytes, file: str) -> tuple[str, UserError | None]:
    """The letters of a text file, and what was assumed when the file does not say how they are stored."""
    note: UserError | None = None
    encoding = next((name for mark, name in _UTF_16.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _not_text(file) from error
        text, note = _single_bytes(content, file)
    if "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise _not_text(file)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), note


def _single_bytes(content: bytes, file: str) -> tuple[str, UserError | None]:
    """Bytes that are letters: of an old font when they read so, else of Windows-1258."""
    western = content.decode("cp1252", errors="replace")
    if old_fonts.by_letters(western):
        return western, None
    try:
        windows = content.decode("cp1258")
    except UnicodeDecodeError as error:
        raise _not_text(file) from error
    return unicodedata.normalize("NFC", windows), UserError(
        "{file} does not say how its letters are stored; Windows-1258 was assumed. If they look wrong, save the file "
        "as UTF-8 and open it again.",
        file=file,
    )


def _not_text(file: str) -> UserError:
    return UserError(
        "{file} cannot be read as text. Open it in the program that wrote it and save it as .docx, or as UTF-8 text.",
        file=file,
    )


def _ranges(numbers: tuple[int, ...]) -> str:
    """1, 3–5 for 1, 3, 4, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
