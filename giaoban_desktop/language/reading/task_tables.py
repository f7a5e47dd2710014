"""Tables of tasks that lost their lines: what is to be done, who leads, who helps, by when, a row each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from giaoban_desktop.language.reading.cells import Cell, cell_at, cells_of, lines, parts_cells
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import LETTER, Page, Span
from giaoban_desktop.language.reading.units import GENERAL, HAMLET, unit_at

ROW_LIMIT = 1_000
SHORTEST = 6
"""Characters; fewer are no task."""
NUMBER, TASK, LEAD, HELP, END, NOTE = "number", "task", "lead", "help", "end", "note"
_HEADS = {
    name: re.compile(any_of("task_tables", name) + r"(?: \([^)]*\))?") for name in (NUMBER, TASK, LEAD, HELP, END, NOTE)
}
_ENDS_THEN = re.compile(
    r"(?:trước|đến|cuối|đầu|xong|sau|chậm nhất|trong|hết|xong|ngày|thường xuyên|hằng|hàng|quí|tháng|\d{1,2}[/.-]\d)"
)
_ORDINAL = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)]?")
_MARK = re.compile(r"[\s•+*-]*(?:\d{1,2}[.)]\s*)?")
_HAMLET = re.compile(rf"{HAMLET}[{LETTER}\d]")
MOST_HEADS, LONGEST_HEAD = 8, 60


@dataclass(frozen=True, slots=True)
class TaskRow:
    """The cells of a row; None for what the table does not hold. `span` is the whole row."""

    task: Span
    lead: Span | None
    help: Span | None
    end: Span | None
    span: Span


def task_rows(page: Page) -> list[TaskRow]:
    """The rows of the tables of tasks on a page, in their order."""
    every = list(lines(page))
    found = [*_on_lines(page, every), *_by_lines(page, every)]
    return sorted(islice(found, ROW_LIMIT), key=lambda row: row.span.start)


def _on_lines(page: Page, every: Sequence[Cell]) -> Iterator[TaskRow]:
    """Rows whose cells are parted by tabs or bars."""
    heads: list[str | None] | None = None
    for line in every:
        if not parts_cells(page, line):
            heads = None if line.words.strip() else heads
            continue
        cells = cells_of(page, line)
        fitting = heads if heads is not None and len(cells) >= len(heads) - 1 else None
        fitting = fitting if heads is not None else _heads_of(page, cells)
        if fitting and (row := _row(fitting, cells, line)):
            yield row
        elif is_task_head(named := [_head(cell.words) for cell in cells]):
            heads = named


def _by_lines(page: Page, every: Sequence[Cell]) -> Iterator[TaskRow]:
    """Rows whose cells are on lines of their own, under heads on lines of their own, numbered from 1."""
    filled = [cell_at(page, line.start, line.end) for line in every if line.words.strip()]
    at = 0
    while at < len(filled):
        heads: list[str | None] = []
        while at + len(heads) < len(filled) and (name := _head(filled[at + len(heads)].words)):
            heads.append(name)
        if len(heads) < 3 or not is_task_head(heads):
            at += max(1, len(heads))
            continue
        at += len(heads)
        if heads[0] != NUMBER:
            for cells in _unnumbered(page, heads, filled[at:]):
                if row := _row(heads, cells, Cell(cells[0].start, cells[-1].end, "")):
                    yield row
                at += len(cells)
            continue
        while at < len(filled) and _ORDINAL.fullmatch(filled[at].words):
            last = at + 1
            while (
                last < len(filled)
                and last - at < len(heads)
                and not _ORDINAL.fullmatch(filled[last].words)
                and not filled[last].words.startswith("ghi chú")
            ):
                last += 1
            cells = filled[at:last]
            if row := _row(heads, cells, Cell(cells[0].start, cells[-1].end, "")):
                yield row
            at = last


def _unnumbered(page: Page, heads: Sequence[str | None], filled: Sequence[Cell]) -> Iterator[Sequence[Cell]]:
    """Rows of as many cells as there are heads, as long as the one who leads stands where its head says."""
    if LEAD not in heads:
        return
    lead = heads.index(LEAD)
    for at in range(0, len(filled) - len(heads) + 1, len(heads)):
        cells = filled[at : at + len(heads)]
        named = cells[lead]
        if unit_at(page, named.start, named.end) is None and not GENERAL.match(page.words, named.start, named.end):
            return
        yield cells


def _heads_of(page: Page, cells: list[Cell]) -> list[str | None] | None:
    """The heads that a row of a table without any would have: what, by whom, perhaps with whom, by when."""
    if len(cells) not in (3, 4) or not _ENDS_THEN.match(cells[-1].words):
        return None
    if not all(_names(page, cell) for cell in cells[1:-1]) or _names(page, cells[0]):
        return None
    begins = _MARK.match(page.words, cells[0].start, cells[0].end)
    cells[0] = cell_at(page, begins.end() if begins else cells[0].start, cells[0].end)
    return [TASK, LEAD, END] if len(cells) == 3 else [TASK, LEAD, HELP, END]


def _names(page: Page, cell: Cell) -> bool:
    """True for a cell that begins with an addressee."""
    at = cell.start, cell.end
    return bool(unit_at(page, *at) or GENERAL.match(page.words, *at) or _HAMLET.match(page.words, *at))


def is_task_head(heads: Sequence[str | None]) -> bool:
    """True for the heads of a table of tasks: what, and by whom or by when, and nothing else."""
    return TASK in heads and (LEAD in heads or END in heads) and None not in heads and len(heads) <= MOST_HEADS


def _head(words: str) -> str | None:
    if len(words) > LONGEST_HEAD:
        return None
    return next((name for name, pattern in _HEADS.items() if pattern.fullmatch(words)), None)


def _row(heads: Sequence[str | None], cells: Sequence[Cell], whole: Cell) -> TaskRow | None:
    by_name = {name: Span(one.start, one.end) for name, one in zip(heads, cells, strict=False) if name and one.words}
    if HELP in by_name and END not in by_name and _ENDS_THEN.match(cells[heads.index(HELP)].words):
        by_name[END] = by_name.pop(HELP)  # the empty cell before it was lost
    task = by_name.get(TASK)
    if task is None or task.end - task.start < SHORTEST:
        return None
    return TaskRow(task, by_name.get(LEAD), by_name.get(HELP), by_name.get(END), Span(whole.start, whole.end))
