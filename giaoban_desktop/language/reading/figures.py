"""Which numbers of a text are figures that it reports, and of what: no differences, other periods, plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from giaoban_desktop.domain.figures import Qualifier
from giaoban_desktop.domain.numbers import ZERO, Quantity
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.language.reading import lexicon as lists
from giaoban_desktop.language.reading.lexicon import Lexicon
from giaoban_desktop.language.reading.matching import Candidate, Matcher
from giaoban_desktop.language.reading.no_figures import Seen, why_not
from giaoban_desktop.language.reading.not_counts import NotCounts
from giaoban_desktop.language.reading.numbers import Number, numbers, plain_value, unknown_unit
from giaoban_desktop.language.reading.page import Page, Span
from giaoban_desktop.language.reading.parts import parts_of
from giaoban_desktop.language.reading.sections import Sections
from giaoban_desktop.language.reading.tables import TableFigure
from giaoban_desktop.language.reading.units import Reporters

FIGURE_LIMIT = 10_000
NUMBER_LIMIT = 40_000
"""No report has as many figures, or numbers; what comes after is not read."""


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure and its place in the text as given: `phrase` from the qualifier to the unit.

    `candidates` are the indicators that it may be, the likeliest first; empty where the catalogue has none.
    """

    start: int
    end: int
    phrase: str
    value: Quantity
    qualifier: Qualifier | None
    unit: str
    candidates: tuple[Candidate, ...]
    reported_by: str | None

    @property
    def indicator(self) -> str | None:
        """The code of the likeliest indicator."""
        return self.candidates[0].code if self.candidates else None

    @property
    def confidence(self) -> float:
        """How sure the indicator is, 0 to 1."""
        return self.candidates[0].confidence if self.candidates else 0.0


def figures(
    page: Page,
    lexicon: Lexicon,
    not_counts: NotCounts,
    rows: Sequence[TableFigure],
    demands: Sequence[Span],
    sections: Sections,
    period: Period | None,
) -> list[FoundFigure]:
    """The figures of a page. What stands inside a demand is none, nor what is told of another period than `period`."""
    matcher, reporters = Matcher(page, lexicon), Reporters(page)
    found = [made for row in rows[:FIGURE_LIMIT] if (made := _of_row(page, matcher, row)) is not None]
    before: Seen | None = None
    last: tuple[FoundFigure, Seen] | None = None
    bare: list[Number] = []
    told = {one.value for one in found}
    demand = row_at = 0
    for number in islice(numbers(page, lexicon, not_counts), NUMBER_LIMIT):
        while demand < len(demands) and demands[demand].end <= number.start:
            demand += 1
        while row_at < len(rows) and rows[row_at].row_end <= number.digits:
            row_at += 1
        if row_at < len(rows) and rows[row_at].row_start <= number.digits:
            before = None
            continue
        if last is not None and not _is_still_told(page, last[1].sentence, page.sentence_at(number.digits)):
            found += _parts(page, matcher, last, bare)
            last, bare = None, []
        in_demand = demand < len(demands) and demands[demand].start <= number.start
        seen = Seen(number, _unit_of(page, lexicon, number), page.sentence_at(number.digits))
        reason = "demand" if in_demand or sections.is_plan(number.digits) else why_not(page, seen, before, period)
        if reason == "all of them" and number.value not in told:
            reason = ""  # "đưa cả 9 thuyền viên vào bờ": told for the first time
        if not reason and sections.is_attendance(number.digits):
            reason = "people of the meeting"
        seen.is_difference = reason in ("difference", "other period", "range", "people of the meeting")
        if reason == "no unit" and last is not None:
            bare.append(number)
        if not reason and number.value > ZERO:
            made = _figure(page, matcher, reporters, seen)
            if last is None or bare or made.unit != "%":  # a rate between a figure and its parts is none of them
                found += _parts(page, matcher, last, bare) if last else []
                last, bare = (made, seen), []
            found.append(made)
            told.add(made.value)
        before = seen
        if len(found) >= FIGURE_LIMIT:
            break
    if last is not None:
        found += _parts(page, matcher, last, bare)
    return sorted(found, key=lambda one: one.start)


def _unit_of(page: Page, lexicon: Lexicon, number: Number) -> Span | None:
    """The unit as it is given out: of "khẩu súng" the classifier."""
    if number.unit is None:
        return (
            _unit_first(page, lexicon, number)
            or _unit_before(page, lexicon, number)
            or unknown_unit(page, lexicon, number.end)
        )
    first, blank, _rest = number.unit_key.partition(" ")
    if not blank or first not in lists.word_set("units", "classifiers"):
        return number.unit
    if number.unit_key in lists.word_set("units", "whole") or number.unit_key in lexicon.canonical:
        return number.unit
    return Span(number.unit.start, number.unit.start + len(first))


_UNIT_BEFORE = re.compile(
    r"(?:tổng số|số lượng|số|tổng|số lượt)\s+([^:\n\d.;]{2,80}?)\s*(?:là|:|=|được|đã|-)\s*(?:khoảng|hơn|gần|trên)?\s*$"
)


_COLON_BEFORE = re.compile(r"[^:\n\d.;]{2,60}:\s*$")
_BULLET = re.compile(r"\s*(?:[-+•]\s*|\d{1,2}[.)]\s*)?")


def _unit_first(page: Page, lexicon: Lexicon, number: Number) -> Span | None:
    """ "- Vụ việc về trật tự xã hội: 05": the item begins with the unit."""
    start = page.starts[page.sentence_at(number.digits)]
    bullet = _BULLET.match(page.words, start)
    at = bullet.end() if bullet else start
    unit = lexicon.unit.match(page.words, at) if number.digits - at < 80 else None
    first, more, _rest = unit.group().partition(" ") if unit else ("", "", "")
    is_counted = more and first in lists.word_set("units", "classifiers")
    if unit is None or not is_counted or not _COLON_BEFORE.fullmatch(page.words, unit.end(), number.start):
        return None
    return Span(*unit.span())


def _unit_before(page: Page, lexicon: Lexicon, number: Number) -> Span | None:
    """ "Số vụ phạm pháp hình sự: 12": the unit stands before."""
    start = max(page.starts[page.sentence_at(number.digits)], number.start - 100)
    found = _UNIT_BEFORE.search(page.words, start, number.start)
    unit = lexicon.unit.match(page.words, found.start(1)) if found else None
    return Span(*unit.span()) if unit else None


def _figure(page: Page, matcher: Matcher, reporters: Reporters, seen: Seen) -> FoundFigure:
    number, unit = seen.number, seen.unit
    assert unit is not None
    end = max(number.end, unit.end) if unit.start >= number.digits else number.end
    if number.unit is not None and unit.end < number.unit.end:
        end = unit.end
    key = number.unit_key or page.words[unit.start : unit.end]
    candidates = matcher.candidates(number, key, end)
    raw = page.raw_span(number.start, end)
    unit_raw = page.raw_span(*unit)
    who = reporters.of(number.start, seen.sentence)
    return FoundFigure(
        raw.start,
        raw.end,
        page.raw[raw.start : raw.end],
        number.value,
        number.qualifier,
        "đồng" if page.words[unit.start : unit.end] in lists.multipliers() else page.raw[unit_raw.start : unit_raw.end],
        candidates,
        who,
    )


_OF_WHICH = re.compile(r"\s*trong đó(?![a-zà-ỹđ])")


def _is_still_told(page: Page, before: int, here: int) -> bool:
    """True within a sentence, and in the next one that begins with "Trong đó"."""
    return here == before or (here == before + 1 and _OF_WHICH.match(page.words, page.starts[here]) is not None)


def _parts(page: Page, matcher: Matcher, last: tuple[FoundFigure, Seen], bare: Sequence[Number]) -> list[FoundFigure]:
    """The parts of a figure told without its unit, which they share."""
    figure, seen = last
    assert seen.unit is not None
    end = max(seen.number.end, seen.unit.end)
    key = seen.number.unit_key or page.words[seen.unit.start : seen.unit.end]
    made: list[FoundFigure] = []
    for number in parts_of(page, (end, figure.value), bare):
        raw = page.raw_span(number.start, number.end)
        candidates = matcher.candidates(number._replace(unit_key=key), key, number.end)
        phrase = page.raw[raw.start : raw.end]
        made.append(
            FoundFigure(
                raw.start, raw.end, phrase, number.value, number.qualifier, figure.unit, candidates, figure.reported_by
            )
        )
    return made


def _of_row(page: Page, matcher: Matcher, row: TableFigure) -> FoundFigure | None:
    """The figure of a row of a table; None where its cell reports a zero."""
    words = page.words[row.start : row.end]
    number = re.search(r"\d+(?:[.,]\d+)*", words)
    is_measure = bool(row.power) or lists.normal(row.unit) in lists.word_set("units", "measures")
    value = plain_value(number.group(), row.power, is_measure=is_measure) if number else None
    name = page.text[row.name.start : row.name.end]
    above = page.text[row.section.start : row.section.end] if row.section else ""
    candidates = matcher.candidates_of_row(name, lists.normal(row.unit), above)
    if value is None or number is None or value == ZERO:
        return None
    qualifier = lists.qualifiers().get(words[: number.start()].strip())
    unit = row.unit or ("%" if words.endswith("%") else "")
    if not unit and candidates:
        unit = matcher.unit_of(candidates[0].code)
    raw = page.raw_span(row.start, row.end)
    phrase = page.raw[raw.start : raw.end]
    return FoundFigure(raw.start, raw.end, phrase, value, qualifier, unit, candidates, None) if unit else None
