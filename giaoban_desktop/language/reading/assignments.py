"""Who does a demand, who helps and by when, where that stands beside it: in brackets behind it, or under labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from giaoban_desktop.language.reading.deadlines import FoundDeadline, Given, deadline_in_cell, find_deadline
from giaoban_desktop.language.reading.doers import helpers_of, lead_of, names_in, names_only
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import LETTER, Page, Span
from giaoban_desktop.language.reading.units import GENERAL, unit_at

LEAD, HELP, END = "lead", "help", "end"
_LABEL = re.compile(
    rf"(?<![{LETTER}])(?:(?P<{LEAD}>{any_of('assignments', LEAD)})|(?P<{HELP}>{any_of('assignments', HELP)})"
    rf"|(?P<{END}>{any_of('assignments', END)}))\s*:\s*"
)
_FIRST = re.compile(r"\s*(?:[-+•*]\s*)?\(?\s*(?=\S)")
_DOES_IT = re.compile(r" (?:sẽ )?" + any_of("assignments", "does_it") + rf"(?![{LETTER}])")
_GIVEN_TO = re.compile(r"\s*(?:giao(?: cho)?|do|phân công|trách nhiệm(?: của)?|thuộc trách nhiệm(?: của)?) ")
_HELP_BEHIND = re.compile(r" (?:(?:cùng )?phối hợp|hỗ trợ|cùng làm|(?:cùng )?tham gia)(?: thực hiện)?\s*$")
_BRACKET = re.compile(r"\((?P<inner>[^()]{6,200})\)[\s.;,]*$")
_ALL_OF_THEM = re.compile(
    r"\s*(?:[-+•*]\s*)?(?:tất cả |toàn bộ )?(?:các |những )?(?:nhiệm vụ|công việc|việc|nội dung)(?: nêu)? trên(?: đây)?"
    r"[^.;:,]{0,24}? (?=(?:phải |cần )?(?:hoàn thành|xong|làm xong|thực hiện xong))"
)


class Assignment(NamedTuple):
    """What is told beside a demand; nothing where it is not told."""

    lead: str | None = None
    helpers: tuple[str, ...] = ()
    deadline: FoundDeadline | None = None


def is_labelled(page: Page, start: int, end: int) -> bool:
    """True for a sentence of labels with names and a time behind them: "Chủ trì: Công an xã; thời hạn: 20/6"."""
    return bool(_fields(page, start, end))


def labelled(page: Page, start: int, end: int, given: Given) -> Assignment | None:
    """What a sentence of labels tells; None for any other sentence."""
    lead: str | None = None
    helpers: tuple[str, ...] = ()
    deadline: FoundDeadline | None = None
    fields = _fields(page, start, end)
    for name, value in fields:
        if name == LEAD:
            lead = None if GENERAL.match(page.words, *value) else page.text[value.start : value.end]
        elif name == HELP:
            helpers = tuple(names_in(page, value))
        else:
            deadline = deadline_in_cell(page, *value, given)
    return Assignment(lead, helpers, deadline) if fields else None


def for_all(page: Page, start: int, end: int, given: Given) -> FoundDeadline | None:
    """By when all that stands above is to be done: "Các nhiệm vụ trên hoàn thành trước ngày 5/10"."""
    found = _ALL_OF_THEM.match(page.words, start, end)
    return find_deadline(page, found.end(), end, given) if found else None


def bracketed(page: Page, start: int, end: int, given: Given) -> tuple[int, Assignment] | None:
    """Where a bracket begins that ends a demand and tells who does it, and what it tells."""
    found = _BRACKET.search(page.words, start, end)
    if found is None:
        return None
    inner = page.trimmed(*found.span("inner"))
    told = labelled(page, *inner, given)
    if told is None and _tells_who(page, inner):
        helpers: list[str] = []
        for part in _parts(page, inner):
            behind = _HELP_BEHIND.search(page.words, *part)
            if behind and (unit_at(page, *part) is not None or GENERAL.match(page.words, *part)):
                helpers += names_in(page, Span(part.start, behind.start()))
        lead = lead_of(page, *inner)
        helpers += [one for one in helpers_of(page, *inner) if one not in helpers and one != lead]
        told = Assignment(lead, tuple(helpers), find_deadline(page, *inner, given))
    return (found.start(), told) if told else None


def _fields(page: Page, start: int, end: int) -> list[tuple[str, Span]]:
    """The labels of a sentence with what stands behind each; none where it begins otherwise, or names no names."""
    first = _FIRST.match(page.words, start, end)
    if first is None or _LABEL.match(page.words, first.end(), end) is None:
        return []
    labels = list(_LABEL.finditer(page.words, first.end(), end))
    fields: list[tuple[str, Span]] = []
    for label, following in pairwise([*labels, None]):
        assert label is not None
        last = following.start() if following else end
        value = Span(label.end(), label.end() + len(page.words[label.end() : last].rstrip(" \n.;,()-")))
        name = label.lastgroup or END
        if value.end <= value.start or (name != END and not names_only(page, *value)):
            return []
        fields.append((name, value))
    return fields


def _tells_who(page: Page, inner: Span) -> bool:
    given = _GIVEN_TO.match(page.words, *inner)
    at = given.end() if given else inner.start
    unit = unit_at(page, at, inner.end)
    if unit is None:
        return False
    return names_only(page, at, inner.end) or _DOES_IT.search(page.words, unit.end, inner.end) is not None


def _parts(page: Page, inner: Span) -> Iterator[Span]:
    at = inner.start
    for mark in re.finditer(";", page.words[inner.start : inner.end]):
        yield page.trimmed(at, inner.start + mark.start())
        at = inner.start + mark.end()
    yield page.trimmed(at, inner.end)
