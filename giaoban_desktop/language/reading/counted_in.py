"""Which indicators may be counted in the unit of a figure."""

from __future__ import annotations

import re

from giaoban_desktop.domain.indicators import IndicatorKind
from giaoban_desktop.language.reading.lexicon import Lexicon
from giaoban_desktop.language.reading.numbers import Number
from giaoban_desktop.language.reading.page import Page

_TURNS = frozenset(
    ("người", "đồng chí", "cán bộ", "chiến sĩ", "dân quân", "phương tiện", "chiếc", "tàu", "hộ", "cơ sở")
)
"""Of "lượt người" the turns are those of people, and nothing else that has turns."""
_OUTCOME = r"(?:(?P<dead>chết|tử vong|thiệt mạng|tử nạn|hi sinh)|(?:bị )?thương(?! tích| binh| mại))"
_OUTCOME_BEHIND = re.compile(rf"\s+(?:đã )?{_OUTCOME}(?![a-zà-ỹđ])")
_OUTCOME_BEFORE = re.compile(rf"(?<![a-zà-ỹđ]){_OUTCOME}(?: gồm| cho| là|:)?\s*$")
_OF_PATROLS = re.compile(r" tuần tra(?![a-zà-ỹđ])")
_PATROLLED = re.compile(
    r"(?<!tham gia )(?<!người )(?<!cbcs )(?<!chiến sĩ )(?<!lượt )(?<!lượt lực lượng )(?<![a-zà-ỹđ])tuần tra"
    r"(?:(?! (?:tham gia|huy động|quân số|có|với|gồm|lượt) )[^\d;.|]){0,44}(?<!, )$"
)
FEW = 1
"""A unit of several words that this many indicators are counted in tells of no other."""


def fitting(page: Page, lexicon: Lexicon, unit: str, at: int | None) -> frozenset[str]:
    """The codes of the indicators that are counted in a unit."""
    unit = {"đ/c": "đồng chí", "đc": "đồng chí", "thanh, thiếu niên": "thanh niên"}.get(unit, unit)
    units_of = lexicon.units_of
    unit = unit if unit in units_of else unit.partition(",")[0]  # "tàu, thuyền"
    found = list(units_of.get(unit, ()))
    if unit.startswith("cơ sở "):
        found += units_of.get("cơ sở", ())
    first, _blank, rest = unit.partition(" ")
    is_turn = first == "lượt" and rest in _TURNS
    if found and rest and (len(found) <= FEW or is_turn):
        return frozenset(one.code for one in found)
    if first in ("lượt", "vụ", "tổ", "xe", "nhóm") or not found:
        found += units_of.get(first, ())
    if first == "lượt":
        found += units_of.get(rest, ())
        if at is not None and (behind := lexicon.unit.match(page.words, at + len(unit) + 1)):
            found += units_of.get(behind.group(), ())
    is_turn = first == "lượt"
    return frozenset(one.code for one in found if not (is_turn and one.kind is IndicatorKind.STOCK))


def with_outcome(page: Page, lexicon: Lexicon, number: Number, end: int, codes: frozenset[str]) -> frozenset[str]:
    """Without those of the other outcome: of "làm chết 1 người, bị thương 2 người" the first are the dead."""
    found = _OUTCOME_BEHIND.match(page.words, end) or _OUTCOME_BEFORE.search(
        page.words, max(0, number.start - 24), number.start
    )
    if found is None:
        return codes
    other = lexicon.injured if found.group("dead") else lexicon.dead
    return codes - other


def of_patrols(
    page: Page, lexicon: Lexicon, number: Number, unit: str, end: int, codes: frozenset[str]
) -> frozenset[str]:
    """With the patrols themselves: of "412 lượt tuần tra với 2.306 lượt cán bộ" the first are no people."""
    words = page.words
    of_patrols_behind = _OF_PATROLS.match(words, end)
    if unit != "lượt" or (lexicon.unit.match(words, end + 1) and not of_patrols_behind):
        return codes
    if not (of_patrols_behind or _PATROLLED.search(words, max(0, number.start - 60), number.start)):
        return codes
    return frozenset(one.code for one in lexicon.units_of.get("cuộc", ()))
