"""Tables that lost their lines: cells parted by tabs or bars in a row, or each cell on a line of its own.

Of a row with several numbers only the column of the present period is read; without a heading it is the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from giaoban_desktop.domain.numbers import parse_roman
from giaoban_desktop.language.reading.cells import Cell, cell_at, cells_of, lines, parts_cells
from giaoban_desktop.language.reading.lexicon import Lexicon, any_of, multipliers
from giaoban_desktop.language.reading.page import Page, Span, normal


class TableFigure(NamedTuple):
    """A row: where its name and the number of the present period stand, and its unit, "" when none is named.

    `section` is the row of a name alone above it: "II | MA TÚY". `power` is the power of ten of a unit like "triệu
    đồng". `row_start` and `row_end` frame the whole row: its other numbers are no figures.
    """

    start: int
    end: int
    name: Span
    unit: str
    power: int
    row_start: int
    row_end: int
    section: Span | None = None


_NUMBER = re.compile(r"(?:~|≈|gần|hơn|trên|khoảng)?\s*\d+(?:[.,]\d+)*\s*%?|không(?: phát sinh| xảy ra| có)?|-")
_MULTIPLIED = re.compile(r"(nghìn|ngàn|triệu|tỉ) (đồng)")
_NUMBER_ALONE = re.compile(r"\n[ ]{0,8}\d[\d.,]{0,12}[ ]{0,8}(?=\n|$)")
ROW_LIMIT = 10_000
_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*[.)]?|[ivx]{1,5}[.)]?|[a-hđ][.)]?|[-+•])")
_NOT_NOW = re.compile(r"trước|cùng kì|năm 20|lũy kế|cộng dồn|so sánh|tăng|giảm|\+/-|chỉ tiêu|kế hoạch|tỉ lệ|ghi chú")
_COMPARED = re.compile(r"lũy kế|cộng dồn|so sánh|tăng|giảm|\+/-|chỉ tiêu|kế hoạch|tỉ lệ|cùng kì")
_NOW = re.compile(r"kì này|trong kì|tháng này|quí này|kết quả|số liệu|số lượng|thực hiện")
_COLUMN = re.compile(r"kì|tháng|quí|cùng|lũy|so sánh|tăng|số liệu|kết quả|chỉ tiêu|năm|6 tháng|9 tháng|thực hiện")
_PERIOD = re.compile(
    r"(?:tháng (?P<month>\d{1,2})|quí (?P<quarter>[ivx]+|\d)|(?P<months>[69]) tháng(?: đầu|(?P<late> cuối))?(?: năm)?)"
    r"(?:\s*(?:[/-]|năm)?\s*(?P<year>20\d\d))?|năm (?P<whole>20\d\d)"
)
_HEAD_WORDS = re.compile(any_of("tables", "head_words"))
_IN_BRACKETS = re.compile(r"\(([^()\d]{1,24})\)\s*$")


def table_rows(page: Page, lexicon: Lexicon) -> list[TableFigure]:
    """The rows of the tables of a page, in their order."""
    found: list[TableFigure] = []
    if "\t" in page.text or "|" in page.text:
        found += islice(_rows_on_lines(page, lexicon), ROW_LIMIT)
    if _NUMBER_ALONE.search(page.words):
        found += islice(_cells_on_lines(page, lexicon), ROW_LIMIT)
    return sorted(found, key=lambda row: row.row_start)


def _rows_on_lines(page: Page, lexicon: Lexicon) -> Iterator[TableFigure]:
    """ "Tuần tra đêm | cuộc | 41 | 35" """
    column: int | None = None
    section: Span | None = None
    for line in lines(page):
        if not parts_cells(page, line):
            column, section = (None, None) if line.words.strip() else (column, section)
            continue
        cells = cells_of(page, line)
        texts = [cell for cell in cells if cell.words]
        numbers = [cell for cell in texts[1:] if _NUMBER.fullmatch(cell.words)]
        counted = {cell: unit for cell in texts[1:] if (unit := _unit_in_cell(page, lexicon, cell))}
        is_numbered = bool(texts) and _ORDINAL.fullmatch(texts[0].words) is not None and len(texts) > 2
        if numbers or len(counted) > 1 or (counted and is_numbered):
            numbers = [cell for cell in texts[1:] if cell in numbers or cell in counted]
            if is_numbered and not any(_NUMBER.fullmatch(cell.words) for cell in numbers):
                numbers = [one for n, one in enumerate(numbers) if counted[one] == counted[numbers[0]] or not n]
        if not numbers:
            if any(_COLUMN.match(one.words) for one in cells):
                column = _present([one.words for one in cells])
            elif len(named := [one for one in texts if not _ORDINAL.fullmatch(one.words)]) == 1:
                section = Span(named[0].start, named[0].end)
            continue
        if numbers[0] is texts[0]:
            numbers = numbers[1:]
        named = [cell for cell in texts if cell not in numbers and not _ORDINAL.fullmatch(cell.words)]
        if not numbers or not named:
            continue
        if (column is None or len(counted) == len(numbers)) and len({counted.get(cell) for cell in numbers}) == len(
            numbers
        ) > 1:
            for cell in numbers:  # several things counted in a row: "20 cuộc | 104 lượt người"
                named_at = Span(named[0].start, named[0].end) if named else Span(texts[0].start, texts[0].end)
                made = _figure(Span(cell.start, cell.end), named_at, counted.get(cell, ""), line.start, line.end)
                yield made._replace(section=section)
            continue
        chosen = next((cell for cell in numbers if column is not None and cells.index(cell) == column), numbers[0])
        unit = counted.get(chosen) or _unit_of_row(lexicon, named)
        is_alone = numbers == [chosen] and chosen in counted
        end = chosen.end if is_alone else line.end  # what stands behind a count that is alone is a remark
        made = _figure(Span(chosen.start, chosen.end), Span(named[0].start, named[0].end), unit or "", line.start, end)
        yield made._replace(section=section)


def _cells_on_lines(page: Page, lexicon: Lexicon) -> Iterator[TableFigure]:
    """A name, a unit and numbers, each on its own line."""
    filled = [cell_at(page, line.start, line.end) for line in lines(page) if line.words.strip()]
    heads: list[str] = []
    n = 0
    while n < len(filled):
        _start, _end, words = filled[n]
        if _HEAD_WORDS.fullmatch(words):
            heads.append(words)
            n += 1
            continue
        if n and n + 1 < len(filled) and _is_unit(lexicon, words) and _NUMBER.fullmatch(filled[n + 1][2]):
            last = n + 1
            while (
                last + 1 < len(filled)
                and _NUMBER.fullmatch(filled[last + 1][2])
                and not _begins_row(lexicon, filled, last + 1)
            ):
                last += 1
            number = n + 1 + _place_of_present(heads, last - n)
            number = min(number, last)
            cell, name = page.trimmed(*filled[number][:2]), page.trimmed(*filled[n - 1][:2])
            yield _figure(cell, name, words, filled[n][0], filled[last][1])
            n = last + 1
            continue
        n += 1


def _figure(cell: Span, name: Span, unit: str, row_start: int, row_end: int) -> TableFigure:
    multiplied = _MULTIPLIED.fullmatch(unit)
    power = multipliers()[multiplied.group(1)] if multiplied else 0
    return TableFigure(
        cell.start, cell.end, name, multiplied.group(2) if multiplied else unit, power, row_start, row_end
    )


def _begins_row(lexicon: Lexicon, filled: Sequence[Cell], at: int) -> bool:
    """True for a number that counts the rows: a name and a unit follow it."""
    return at + 2 < len(filled) and not _NUMBER.fullmatch(filled[at + 1][2]) and _is_unit(lexicon, filled[at + 2][2])


def _place_of_present(heads: Sequence[str], numbers: int) -> int:
    """Which of the numbers of a row is that of the present period."""
    columns = [head for head in heads if _COLUMN.match(head)]
    if len(columns) < numbers:
        return 0
    present = _present(columns[-numbers:])
    if present is not None:
        return present
    return next((n for n, head in enumerate(columns[-numbers:]) if not _NOT_NOW.search(head)), 0)


def _present(heads: Sequence[str]) -> int | None:
    """The column whose head names the present period: "kỳ này", or of several periods the last in time."""
    named = [(when, n) for n, head in enumerate(heads) if (when := _period_of(head))]
    if len({when[0] > 0 for when, _n in named}) > 1:
        named = [one for one in named if not one[0][0]]  # beside "quý IV/2025" the plain "quý I" is the present one
    if len(named) > 1 or (named and not any(_NOW.search(head) for head in heads)):
        return max(named)[1]
    return next((n for n, head in enumerate(heads) if _NOW.search(head) and not _NOT_NOW.search(head)), None)


def _period_of(head: str) -> tuple[int, int] | None:
    """Year, 0 where it is not said, and month of the end of the period that a head of a column names."""
    found = _PERIOD.search(head)
    if found is None or _COMPARED.search(head):
        return None
    year = int(found.group("year") or found.group("whole") or 0)
    if found.group("quarter"):
        said = found.group("quarter")
        return year, 3 * (int(said) if said.isdigit() else parse_roman(said) or 0)
    return year, 12 if found.group("late") else int(found.group("month") or found.group("months") or 12)


def _unit_in_cell(page: Page, lexicon: Lexicon, cell: Cell) -> str | None:
    """The unit of a cell that holds its number too: "171 cuộc"."""
    number = _NUMBER.match(cell.words)
    if number is None or not number.group().rstrip()[-1:].isdigit():
        return None
    unit = page.text[cell.start + number.end() : cell.end].strip()
    return unit if unit and lexicon.unit.fullmatch(normal(unit)) else None


def _unit_of_row(lexicon: Lexicon, named: Sequence[Cell]) -> str | None:
    for cell in named[1:]:
        if _is_unit(lexicon, cell.words):
            return cell.words
    bracket = _IN_BRACKETS.search(named[0].words)
    if bracket and _is_unit(lexicon, bracket.group(1)):
        return bracket.group(1)
    return _unit_in_name(lexicon, named[0].words)


def _unit_in_name(lexicon: Lexicon, name: str) -> str | None:
    """ "Số vụ tai nạn giao thông" is counted in "vụ"."""
    found = lexicon.unit.match(re.sub(r"^(?:[-+•\d. )]*)(?:tổng )?(?:số )?(?:lượng )?", "", name))
    if not found:
        return None
    unit = found.group()
    indicators = lexicon.units_of.get(unit, ())
    return unit if indicators else None


def _is_unit(lexicon: Lexicon, words: str) -> bool:
    found = lexicon.unit.fullmatch(normal(words))
    return (
        found is not None
        or _MULTIPLIED.fullmatch(words) is not None
        or (all(lexicon.unit.fullmatch(one.strip()) for one in words.split("/") if one.strip()) and "/" in words)
    )
