"""PDFs: written as files without losing another one, and measured against the decree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from giaoban_desktop.errors import UserError
from giaoban_desktop.storage import outputs

if TYPE_CHECKING:
    from giaoban_desktop.papers.conformance import Finding as Finding  # whoever shows findings takes the name here

SIZE_LIMIT = 100_000_000
"""Bytes of a PDF that is measured."""


def write_pdf(pdf: bytes, output: Path, *, overwrite: bool = False) -> None:
    """Write a paper to a file, beside it first and then renamed.

    Raises: StorageError when a file stands there (unless `overwrite`; a book is never replaced) or the disk refuses.
    """
    outputs.write(pdf, output, overwrite=overwrite)


def conformance_of(file: Path) -> list[Finding]:
    """Every rule of the decree as measured in a PDF. Raises: UserError when it cannot be read."""
    from giaoban_desktop.papers import conformance  # loads the reader of PDFs

    try:
        if file.stat().st_size > SIZE_LIMIT:
            raise UserError(
                "{file} is larger than {limit} bytes; nothing was read. Check that it is the right file.",
                file=file.name,
                limit=SIZE_LIMIT,
            )
        content = file.read_bytes()
    except OSError as error:
        raise UserError("{file} cannot be read: {error}", file=file, error=error.strerror or str(error)) from error
    return conformance.check(content)


def conformance_of_pdf(pdf: bytes, *, at_page: Callable[[], None] = lambda: None) -> list[Finding]:
    """Every rule of the decree as measured in the bytes of a PDF; needs no book, so that a thread may do it.

    `at_page` is called at each page; what it raises breaks the measuring off. Raises: UserError when it cannot be read.
    """
    from giaoban_desktop.papers import conformance  # loads the reader of PDFs

    return conformance.check(pdf, at_page=at_page)
