"""The text of a PDF, page by page, each piece with its font. Pictures of text are not read."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from giaoban_desktop.errors import OF_BROKEN_FILES, UserError
from giaoban_desktop.services.report_letters import Line, Piece

PAGE_LIMIT = 500
TIME_LIMIT_SECONDS = 60.0
STREAM_LIMIT = 8 * 2**20
"""Bytes of a stream, unpacked; a page of a report has ten thousand, a font some hundred thousand."""
OPERATIONS_LIMIT = 400_000
"""Things that one page may draw with: a full page of letters takes five thousand."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """Lines as they follow each other, an empty one between pages; the numbers of pages that hold a picture only."""

    lines: tuple[Line, ...]
    picture_pages: tuple[int, ...]


def read_pdf(content: bytes, file: str, *, at_page: Callable[[], None] = lambda: None) -> PdfText:
    """The text of a PDF; `at_page` is called before each page and may break the reading off by an error of its own.

    Raises: UserError when it is damaged, locked by a password, holds no text, or is more than can be read in a minute.
    """
    import pypdf  # a tenth of a second: only when such a file is opened
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    # Its warnings repeat parts of the file, and the log holds nothing of a report.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    limits: dict[str, Any] = {
        "zlib_maximum_output_length": STREAM_LIMIT,
        "lzw_maximum_output_length": STREAM_LIMIT,
        "run_length_maximum_output_length": STREAM_LIMIT,
        "array_based_stream_maximum_output_length": STREAM_LIMIT,
        "zlib_maximum_recovery_input_length": 2**16,
        "stream_decoding_work_maximum_length": 4 * STREAM_LIMIT,
        "stream_parsing_work_maximum_count": OPERATIONS_LIMIT,
        "xform_maximum_invocations_per_extraction": 500,
    }
    try:
        with pypdf.apply_configuration(**limits):
            return _read(content, file, at_page)
    except UserError:
        raise
    except LimitReachedError as error:
        raise _too_large(file) from error
    except (*OF_BROKEN_FILES, PyPdfError, DependencyError) as error:
        raise UserError(
            "{file} is damaged or is no PDF. Save it again as PDF from the program that wrote it.", file=file
        ) from error


def _read(content: bytes, file: str, at_page: Callable[[], None]) -> PdfText:
    import pypdf

    stop_at = time.monotonic() + TIME_LIMIT_SECONDS
    reader = pypdf.PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UserError("{file} is locked with a password. Save it without one and open it again.", file=file)
    lines: list[Line] = []
    pictures: list[int] = []
    has_text = False
    for number, page in enumerate(reader.pages, 1):
        if number > PAGE_LIMIT:
            raise UserError(
                "{file} has more than {limit} pages. Open its parts one by one.", file=file, limit=PAGE_LIMIT
            )
        at_page()
        page_lines = _page_lines(page, file, stop_at)
        if any(piece.text.strip() for line in page_lines for piece in line):
            has_text = True
            lines += [[], *page_lines] if lines else page_lines
        elif _has_picture(page):
            pictures.append(number)
    if not has_text:
        raise UserError(
            "{file} holds no text, only pictures of pages. Open the file from which it was printed, or type the text.",
            file=file,
        )
    return PdfText(tuple(lines), tuple(pictures))


def _page_lines(page: Any, file: str, stop_at: float) -> list[Line]:
    lines: list[list[Piece]] = [[]]
    late = False

    def watch(*_operation: object) -> None:
        nonlocal late
        if time.monotonic() > stop_at:
            late = True  # what is raised within a form is swallowed by pypdf
            raise _too_large(file)

    def take(text: str, _place: object, _matrix: object, font: Mapping[str, object] | None, _size: object) -> None:
        name = str(font.get("/BaseFont", "")).lstrip("/") if isinstance(font, Mapping) else ""
        for count, part in enumerate(text.split("\n")):
            if count:
                lines.append([])
            if part:
                lines[-1].append(Piece(part, name))

    watch()
    page.extract_text(visitor_operand_before=watch, visitor_text=take)
    if late:
        raise _too_large(file)
    while lines and not lines[-1]:
        lines.pop()
    return list(lines)


def _has_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    return bool(objects.get_object()) if objects is not None else False


def _too_large(file: str) -> UserError:
    return UserError(
        "{file} is too large or too complicated to read. Save it again as PDF from the program that wrote it.",
        file=file,
    )
