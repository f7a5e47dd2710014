"""Lines and cells of a text that was a table: cells parted by tabs or bars, or each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from giaoban_desktop.language.reading.page import Page

CELL_LIMIT = 100


class Cell(NamedTuple):
    """The words of a cell, in normal form, and where in the page they stand."""

    start: int
    end: int
    words: str


def lines(page: Page) -> Iterator[Cell]:
    """The lines of a page; their words keep the blanks at their ends."""
    start = 0
    while start <= len(page.words):
        end = page.words.find("\n", start)
        end = len(page.words) if end < 0 else end
        yield Cell(start, end, page.words[start:end])
        start = end + 1


def parts_cells(page: Page, line: Cell) -> bool:
    """True for a line with tabs or bars; tabs are blanks in `Page.words`, so they are looked for in the text."""
    return "\t" in page.text[line.start : line.end] or "|" in line.words


def cells_of(page: Page, line: Cell) -> list[Cell]:
    """The cells of a line; empty ones are kept."""
    cells: list[Cell] = []
    at = line.start
    for found in islice(re.finditer(r"\t|\|", page.text[line.start : line.end]), CELL_LIMIT):
        cells.append(cell_at(page, at, line.start + found.start()))
        at = line.start + found.end()
    cells.append(cell_at(page, at, line.end))
    return cells[1:] if cells and not cells[0].words and "|" in page.text[line.start : line.start + 2] else cells


def cell_at(page: Page, start: int, end: int) -> Cell:
    """A stretch without the blanks at its ends."""
    start, end = page.trimmed(start, end)
    return Cell(start, end, page.words[start:end])
