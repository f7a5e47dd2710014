"""Tables in files: CSV and XLSX read as rows of text, and written so that a spreadsheet opens them as meant.

A file from outside is hostile until proven otherwise: its size, and what it unpacks to, are checked before it is read.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.errors import OF_BROKEN_FILES, StorageError, UserError

SIZE_LIMIT, UNPACKED_LIMIT, PARTS_LIMIT = 20 * 2**20, 64 * 2**20, 2000
ROW_LIMIT, COLUMN_LIMIT, CELL_LIMIT = 100_000, 60, 2000
CSV, XLSX = ".csv", ".xlsx"
_BROKEN = (zipfile.BadZipFile, *OF_BROKEN_FILES)
WIDEST = 48
"""Characters; a wider column of a written sheet would push the others out of sight."""

CellValue = str | Quantity
"""A cell to be written: text, or a number with which a spreadsheet can go on counting."""


def read(file: Path) -> list[list[str]]:
    """The rows of a table as text, numbers as they are typed here (1,5). Raises: UserError, StorageError."""
    try:
        size = file.stat().st_size
        content = b"" if size > SIZE_LIMIT else file.read_bytes()
    except OSError as error:
        raise StorageError("{file} could not be read: {error}", file=file.name, error=error.strerror or error) from None
    if size > SIZE_LIMIT:
        raise UserError(
            "{file} is larger than {limit} bytes; nothing was read. Check that it is the right file.",
            file=file.name,
            limit=SIZE_LIMIT,
        )
    rows = _sheet(content, file.name) if content.startswith(b"PK\x03\x04") else _lines(content, file.name)
    if len(rows) > ROW_LIMIT:
        raise UserError("{file} has more than {limit} rows; nothing was read.", file=file.name, limit=ROW_LIMIT)
    return rows


def _lines(content: bytes, name: str) -> list[list[str]]:
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-16" and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UserError("{file} is no table in UTF-8. Save it as “CSV UTF-8” or as .xlsx.", file=name)
    if "\0" in text:
        raise UserError("{file} is no table in UTF-8. Save it as “CSV UTF-8” or as .xlsx.", file=name)
    first = text.split("\n", 1)[0]
    separator = max(";\t,", key=first.count)
    try:
        return [
            [cell.strip()[:CELL_LIMIT] for cell in row[:COLUMN_LIMIT]]
            for row in csv.reader(StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error:
        raise UserError("{file} is no table: a quote in it is never closed.", file=name) from None


def _sheet(content: bytes, name: str) -> list[list[str]]:
    from openpyxl import load_workbook  # one of the heavier libraries

    broken = UserError("{file} is broken or no Excel file; nothing was read.", file=name)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
                raise UserError("{file} unpacks to too much; nothing was read.", file=name)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as stream:
                        if b"<!DOCTYPE" in stream.read(1024):
                            raise broken
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        cells = sheet.iter_rows(max_row=ROW_LIMIT + 1, max_col=COLUMN_LIMIT, values_only=True)
        rows = [_trimmed([_text(value) for value in row]) for row in cells]
        book.close()
    except _BROKEN:
        raise broken from None
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _trimmed(row: list[str]) -> list[str]:
    """Without the empty cells at its end."""
    while row and not row[-1]:
        row.pop()
    return row


def _text(value: object) -> str:
    """A cell of a sheet as a clerk would type it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value)
        case datetime() | date():
            return value.strftime("%Y-%m-%d")
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else f"{value:.6f}".rstrip("0").replace(".", ",")
    return str(value).strip()[:CELL_LIMIT]


def written(rows: Sequence[Sequence[CellValue]], kind: str, title: str) -> bytes:
    """A table as the bytes of a file, its head first. CSV is UTF-8 with semicolons, as Excel expects here."""
    return _written_sheet(rows, title) if kind == XLSX else _written_lines(rows)


def _written_lines(rows: Sequence[Sequence[CellValue]]) -> bytes:
    text = StringIO(newline="")
    out = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in rows:
        out.writerow([_harmless(cell) if isinstance(cell, str) else str(cell).replace(".", ",") for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _written_sheet(rows: Sequence[Sequence[CellValue]], title: str) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title[:31]
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            place = sheet.cell(at, column)
            if isinstance(cell, str):
                place.value = cell
                place.data_type = "s"  # never a formula, whatever it begins with
            else:
                place.value = cell.amount if cell.scale == 0 else cell.amount / 10**cell.scale
            place.font = Font(name="Times New Roman", size=12, bold=at == 1)
            place.alignment = Alignment(vertical="top", wrap_text=isinstance(cell, str) and len(cell) > WIDEST)
    for column in range(1, max(map(len, rows), default=0) + 1):
        longest = max(len(str(row[column - 1])) for row in rows if len(row) >= column)
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, longest + 3)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "@", "-")) and len(text) > 1 else text
