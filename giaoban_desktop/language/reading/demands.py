"""The demands of who chairs or directs: where they begin, cut where a careful clerk would cut, who leads, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from giaoban_desktop.language.reading.assignments import (
    Assignment,
    bracketed,
    for_all,
    for_last,
    labelled,
    told_after,
)
from giaoban_desktop.language.reading.chair import Chair
from giaoban_desktop.language.reading.cutting import single_demands
from giaoban_desktop.language.reading.deadline_days import Given
from giaoban_desktop.language.reading.deadlines import FoundDeadline, deadline_in_cell, find_deadline
from giaoban_desktop.language.reading.demand_places import Piece, pieces
from giaoban_desktop.language.reading.demand_words import ITEM, is_done
from giaoban_desktop.language.reading.doers import OF_MATTER, helpers_of, lead_of, names_in, tells_all
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import LETTER, Page, Span
from giaoban_desktop.language.reading.task_tables import TaskRow, task_rows
from giaoban_desktop.language.reading.units import GENERAL, VERB

_NOT_BEFORE, _NOT_BEHIND = rf"(?<![{LETTER}])", rf"(?![{LETTER}])"


@dataclass(frozen=True, slots=True)
class FoundDirective:
    """A single demand and its place in the text as given. Who leads and helps are the words of the text."""

    start: int
    end: int
    text: str
    lead: str | None
    coordinating: tuple[str, ...]
    deadline: date | None
    deadline_words: str | None
    standing: bool


_DAY_FIRST = re.compile(
    r"(?:đến|trước|trong|chậm nhất|hằng|hàng)(?![a-zà-ỹđ])[^,;.]{2,24}?(?:\d|tháng|tuần|quí),? (?=[a-zà-ỹđ])"
)
_DOES = re.compile(rf"(?!cần|phải|không)(?:{VERB.pattern})")
_ASKS = re.compile(
    r"\s*[\"“]?(?:(?:xin |kính |tôi |chúng tôi )*(?:đề nghị|kiến nghị|đề xuất|yêu cầu)(?: với)?|giao)[:,]? "
)
SHORTEST = 8
"""Characters; fewer behind "đề nghị" are no demand of their own."""
_CELLS = re.compile(r"\S[ ]*(?:\t|\|)[ ]*\S")
_OCCASION = re.compile(_NOT_BEFORE + any_of("demands", "occasion") + _NOT_BEHIND)
_RULE = re.compile(_NOT_BEFORE + any_of("demands", "rule") + _NOT_BEHIND)
_STANDING = re.compile(rf"{_NOT_BEFORE}" + any_of("demands", "standing") + rf"{_NOT_BEHIND}")
_SINGLE = re.compile(
    rf"^\s*(?:{GENERAL.pattern}\s+)?(?:cần |phải |sớm |khẩn trương |chủ trì,? )*" + any_of("demands", "single")
)


def directives(page: Page, chair: Chair, given: Given) -> tuple[list[FoundDirective], list[Span]]:
    """The demands of a page in their order, and where in the page they stand."""
    rows = task_rows(page)
    found = [_of_row(page, row, given) for row in rows]
    places = [row.span for row in rows]
    in_row = in_list = 0
    last: tuple[int, str] | None = None
    list_lead: str | None = None
    for piece in pieces(page, chair):
        while in_row < len(rows) and rows[in_row].span.end <= piece.start:
            in_row += 1
        if in_row < len(rows) and rows[in_row].span.start < piece.end:
            continue
        lead = piece.lead
        if _CELLS.search(page.text, piece.start, piece.end):
            continue
        if (ending := for_all(page, piece.start, piece.end, given)) is not None:
            in_list = _given_deadline(found, 0, ending)
            continue
        if told := labelled(page, piece.start, piece.end, given):
            in_list = _told_below(page, found, in_list, piece, told)
            continue
        if piece.lead != list_lead or piece.lead is None:
            in_list, list_lead = len(found), piece.lead
        item = _item_of(page, page.trimmed(piece.start, piece.end).start)
        if lead is None and last is not None and item == last[0] and _DOES.match(page.words, *_first_word(page, piece)):
            lead = last[1]
        if lead is None and found and _hands_on(page, found[-1], piece):
            lead = found[-1].lead
        if found and found[-1].lead is None and (told := told_after(page, piece.start, piece.end, given)):
            found[-1] = _with_doers(found[-1], told)
            _given_deadline(found, len(found) - 1, told.deadline)
            continue
        in_piece = len(found)
        for start, end in single_demands(page, piece.start, piece.end):
            if found and (ending := for_last(page, start, end, given)):
                _given_deadline(found, len(found) - 1, ending)
                continue
            if len(found) > in_piece and (ending := for_all(page, start, end, given)):
                _given_deadline(found, in_piece, ending)
                continue
            made = _directive(page, start, end, lead, given)
            if made is not None:
                lead = made.lead
                made = replace(made, coordinating=made.coordinating or piece.helpers)
                found.append(_by_heading(page, made, piece.until, given))
                places.append(Span(start, end))
                last = (item, lead) if item is not None and lead is not None else None
    return sorted(found, key=lambda one: one.start), sorted(places)


def whole_demand(page: Page, given: Given) -> FoundDirective:
    """A whole page as one demand, behind the words with which it is asked for."""
    asks = _ASKS.match(page.words)
    span = page.trimmed(asks.end() if asks else 0, len(page.words))
    end = span.start + len(page.words[span.start : span.end].rstrip(" .;,"))
    if end - span.start < SHORTEST:
        span = page.trimmed(0, len(page.words))
        end = span.end
    found = _directive(page, span.start, end, "", given)
    assert found is not None  # only what is told without a heading can be none
    text = found.text[:1].upper() + found.text[1:]
    return replace(found, text=text, lead=found.lead or None)


def _item_of(page: Page, at: int) -> int | None:
    """Where the line begins in which a place lies, if the line is an item of a list: what it says is one unit's."""
    begins = page.words.rfind("\n", 0, at) + 1
    return begins if ITEM.match(page.words, begins) else None


def _hands_on(page: Page, before: FoundDirective, piece: Piece) -> bool:
    """True for the next sentence of a paragraph that says what comes of the task: "… Trình UBND tỉnh trước 10/8"."""
    if "\n" in page.raw[before.end : page.raw_span(*piece.span).start]:
        return False
    return _HANDS_ON.match(page.words, *_first_word(page, piece)) is not None


def _first_word(page: Page, piece: Piece) -> tuple[int, int]:
    """Where the first word of a piece begins, and where the piece ends."""
    begins = page.trimmed(piece.start, piece.end).start
    by_when = _DAY_FIRST.match(page.words, begins, piece.end)
    return by_when.end() if by_when else begins, piece.end


def _told_below(page: Page, found: list[FoundDirective], in_list: int, piece: Piece, told: Assignment) -> int:
    """Gives the last demand who does it, and it or its whole list the deadline; gives where the next list begins."""
    if not found:
        return in_list
    last = found[-1] = _with_doers(found[-1], told)
    is_of_one = told.lead or told.helpers or "\n" not in page.raw[last.end : page.raw_span(*piece.span).end].strip()
    since = len(found) - 1 if is_of_one else min(in_list, len(found) - 1)
    return _given_deadline(found, since, told.deadline)


def _with_doers(last: FoundDirective, told: Assignment) -> FoundDirective:
    """The demand with who does it and who helps, where that was told behind it."""
    return replace(last, lead=told.lead or last.lead, coordinating=told.helpers or last.coordinating)


def _given_deadline(found: list[FoundDirective], since: int, ending: FoundDeadline | None) -> int:
    """Gives the demands of a list the deadline that stands below them; gives where the next list begins."""
    for number in range(since, len(found)):
        is_open = found[number].deadline is None and not found[number].standing
        if ending is not None and (found[number].deadline_words is None or (is_open and ending.due_on)):
            found[number] = replace(
                found[number], deadline=ending.due_on, deadline_words=ending.words, standing=ending.is_recurring
            )
    return len(found)


def _by_heading(page: Page, made: FoundDirective, until: Span | None, given: Given) -> FoundDirective:
    """The demand with the day that the heading above it says, where it says none itself."""
    if until is None or made.deadline_words is not None:
        return made
    ending = deadline_in_cell(page, *until, given)
    return replace(made, deadline=ending.due_on, deadline_words=ending.words, standing=ending.is_recurring)


def _of_row(page: Page, row: TaskRow, given: Given) -> FoundDirective:
    """The demand of a row of a table of tasks."""
    helpers = tuple(names_in(page, row.help)) if row.help else ()
    deadline = deadline_in_cell(page, *row.end, given) if row.end else find_deadline(page, *row.task, given)
    is_recurring = deadline is not None and deadline.is_recurring
    is_open_end = deadline is None and _has_no_end(page.words[slice(*row.task)])
    raw = page.raw_span(*row.task)
    return FoundDirective(
        raw.start,
        raw.end,
        page.raw[raw.start : raw.end],
        page.text[row.lead.start : row.lead.end] if row.lead and not GENERAL.match(page.words, *row.lead) else None,
        helpers,
        deadline.due_on if deadline else None,
        deadline.words if deadline else None,
        is_recurring or is_open_end,
    )


# What a demand says


def _directive(page: Page, start: int, end: int, heading: str | None, given: Given) -> FoundDirective | None:
    if is_done(page.words[start:end]) and heading is None:
        return None
    beside = bracketed(page, start, end, given)
    if beside is not None:
        end = page.trimmed(start, beside[0]).end
    told = beside[1] if beside else Assignment()
    lead = None if heading and _PASSES_ON.match(page.words, start, end) else lead_of(page, start, end)
    if lead is None and not tells_all(page, start, end) and not OF_MATTER.match(page.words, start, end):
        lead = heading
    lead = told.lead or lead
    coordinating = told.helpers or helpers_of(page, start, end)
    deadline = told.deadline or find_deadline(page, start, end, given)
    words = page.words[start:end]
    standing = deadline.is_recurring if deadline is not None else _has_no_end(words)
    raw = page.raw_span(start, end)
    return FoundDirective(
        raw.start,
        raw.end,
        page.raw[raw.start : raw.end],
        lead,
        tuple(one for one in coordinating if one != lead),
        deadline.due_on if deadline else None,
        deadline.words if deadline else None,
        standing,
    )


def _has_no_end(words: str) -> bool:
    """True for a demand without deadline that holds from now on: a rule, or a duty that goes on."""
    if _OCCASION.search(words):
        return False
    return _RULE.search(words) is not None or (_STANDING.search(words) is not None and not _SINGLE.match(words))


_HANDS_ON = re.compile(any_of("demands", "hands_on") + _NOT_BEHIND)
_PASSES_ON = re.compile(
    r"(?:thường xuyên |tiếp tục |tăng cường )?"
    r"(?:(?:chỉ đạo|hướng dẫn|đôn đốc) |(?:phân công|giao|yêu cầu) (?:cho )?(?:các )?"
    + any_of("demands", "subordinates")
    + _NOT_BEHIND
    + ")"
)
"""What a unit that was named shall have others do: "Ban CHQS xã …; phân công dân quân trực chốt"."""
