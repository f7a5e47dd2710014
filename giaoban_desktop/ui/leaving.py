"""What comes after a window closes itself: another book, another language, or the same book put back from a backup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Leaving:
    """Close the window and its book, do something while nobody has it open, and go on.

    `book` is the file to open then; None asks as at the first start. `between` may raise UserError: it is told, and the
    book that was open is opened again.
    """

    book: Path | None
    between: Callable[[], object] | None = None
    said: str = ""
    """A sentence for the new window."""
