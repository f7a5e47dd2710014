"""A block of cells as spreadsheets put it on the clipboard: tabs between cells, lines between rows."""

from __future__ import annotations

import csv
import io


def cells(text: str) -> list[list[str]]:
    """The rows of a block. A cell with a tab, a line end or a quote in it stands in quotes, as Excel writes it.

    Line ends within a cell become spaces. Empty for no text.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not lines:
        return []
    if lines.count('"') % 2:  # a sign for inches, say, and no quoted cell
        return [line.split("\t") for line in lines.split("\n")]
    rows = csv.reader(io.StringIO(lines, newline=""), delimiter="\t")
    return [[" ".join(cell.split("\n")) for cell in row] or [""] for row in rows]


def block(rows: list[list[str]]) -> str:
    """Cells as text that a spreadsheet takes."""
    return "\n".join("\t".join(row) for row in rows)
