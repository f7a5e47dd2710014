"""Indicators: what is counted, in which measure, by whom, and how its figures add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from giaoban_desktop.domain.text import LINE_LIMIT, clean_fields, required_line
from giaoban_desktop.errors import InputError

FIRST_OWN_ITEM, LAST_ITEM = 900, 999
"""Items from here on are added by an office or its superior; those below belong to the catalogue that all share."""
WORDS_LIMIT, WORD_LIMIT = 200, LINE_LIMIT
"""Words of a list, and characters of a word. Every other text of an indicator is a line."""
_CODE = re.compile(r"(\d{1,3})\.(\d{1,2})")
_PLAIN_CODE = re.compile(r"[1-9][0-9]{0,2}\.[1-9][0-9]?")
_LISTS = ("forces", "aliases", "unit_aliases")


class IndicatorKind(StrEnum):
    """Flow adds over periods, stock takes the last value, ratio is computed again from its parts."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure of one item of the catalogue; `code` is item.measure, the same in every office.

    In a sentence it reads "<verb> <number> <unit> <noun>"; a reported zero reads "không phát sinh <zero>" or, for
    something one carries out, `zero_verb`.
    """

    code: str
    group: str
    name: str
    unit: str
    noun: str = ""
    verb: str = ""
    zero: str = ""
    zero_verb: str = ""
    kind: IndicatorKind = IndicatorKind.FLOW
    forces: tuple[str, ...] = ()
    joint: bool = False
    decimals: int = 0
    aliases: tuple[str, ...] = ()
    unit_aliases: tuple[str, ...] = ()
    part_of: str = ""
    pairs_with: str = ""
    at_least: str = ""
    disaggregation: str = ""
    numerator: str = ""
    denominator: str = ""
    own: bool = False
    """True when the office added it to the catalogue."""

    def __post_init__(self) -> None:
        clean_fields(self, lines=("noun", "verb", "zero", "zero_verb"), required=("group", "name", "unit"))
        if not _CODE.fullmatch(self.code):
            raise InputError("{value}: a code is item.measure, like 19.1.", field="code", value=self.code)
        if not 0 <= self.decimals <= 6:
            raise InputError("At most {places} digits fit behind the comma.", field="decimals", places=6)

    @property
    def order(self) -> tuple[int, int]:
        """Item and measure as numbers, for sorting: 9.1 before 10.1."""
        item, measure = self.code.split(".")
        return int(item), int(measure)

    @property
    def item(self) -> int:
        """The item of the catalogue whose measure it is."""
        return self.order[0]

    @property
    def is_computed(self) -> bool:
        """True for an added indicator with a formula: nobody reports it, so it is told wherever its parts are known.

        The ratios of the common catalogue are told only where they are reported.
        """
        return bool(self.numerator and self.denominator) and self.item >= FIRST_OWN_ITEM


def is_code(text: str) -> bool:
    """True for a code as a catalogue gives it: 19.1, not 019.1 or 19.0."""
    return _PLAIN_CODE.fullmatch(text) is not None


def clean_words(words: Sequence[str], *, field: str) -> tuple[str, ...]:
    """A list of an indicator as it is kept, each word one line. Raises: InputError for too many, too long, or empty."""
    if len(words) > WORDS_LIMIT:
        raise InputError("At most {limit} texts fit here.", field=field, limit=WORDS_LIMIT)
    return tuple(required_line(word, field=field, limit=WORD_LIMIT) for word in words)


def with_clean_words(indicator: Indicator) -> Indicator:
    """The indicator with its lists as they are kept. Raises: InputError."""
    lists = {name: clean_words(getattr(indicator, name), field=name) for name in _LISTS}
    return replace(indicator, **lists)  # type: ignore[arg-type]  # all of them are lists


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """A heading of the catalogue."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of coordination, by which reports are ordered."""

    code: str
    name: str
