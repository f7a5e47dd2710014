"""The words by which a report is read: those of resources/reading/words.toml and of a catalogue of indicators."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from giaoban_desktop import paths
from giaoban_desktop.domain.figures import Qualifier
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.language.reading.page import LETTER
from giaoban_desktop.language.reading.page import bare as bare
from giaoban_desktop.language.reading.page import normal as normal
from giaoban_desktop.language.reading.trie import trie

NOT_IN_WORD = rf"(?<![{LETTER}0-9])"
ENDS_WORD = rf"(?![{LETTER}0-9])"

_ABBREVIATIONS = {
    "an ninh trat tu": "antt",
    "an ninh, trat tu": "antt",
    "trat tu, an toan xa hoi": "ttatxh",
    "can bo, chien si": "cbcs",
    "phong chay, chua chay": "pccc",
    "tai nan giao thong": "tngt",
    "nghia vu quan su": "nvqs",
    "quoc phong va an ninh": "qp-an",
    "dan quan tu ve": "dqtv",
    "vu khi, vat lieu no": "vkvln",
    "cong cu ho tro": "ccht",
    "trat tu cong cong": "ttcc",
    "can cuoc cong dan": "cccd",
    "vi pham hanh chinh": "vphc",
    "du bi dong vien": "dbdv",
    "pham phap hinh su": "pphs",
}
"""Bare words and the letters that stand for them in reports; an alias is known under both."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists made ready: patterns over `Page.words` (units) or `Page.bare` (aliases)."""

    unit: re.Pattern[str]
    """A unit of counting, the longest that fits."""
    bare_unit: re.Pattern[str]
    """The same without marks, for texts that lost them."""
    units_of: Mapping[str, tuple[Indicator, ...]]
    """The indicators that may be counted in a unit, by its normal form."""
    alias: re.Pattern[str]
    """Words that name what an indicator counts, in bare text whose commas were made blanks."""
    aliases: Mapping[str, Mapping[str, float]]
    """What an alias says for each indicator, 0 to 1: less when only words within it, or the noun, name it; of
    `OUTSIDE` that it names something else."""
    marked: Mapping[str, frozenset[str]]
    """Of an alias of one word the ways to write it with marks: "phạt" is not "phát"."""
    weak: frozenset[str]
    """Aliases that name many things, and decide only where nothing else does."""
    canonical: frozenset[str]
    """The units of the catalogue itself, in normal form."""
    zero_codes: Mapping[str, str]
    """The indicator that is zero when such a thing did not occur, by the alias."""
    zero_clauses: Mapping[str, str]
    """The indicator by the words with which the program itself writes that nothing was done, in normal form."""
    zero_clause: re.Pattern[str]
    indicators: Mapping[str, Indicator]
    pairs: frozenset[tuple[str, str]]
    """Two words that follow each other in an alias."""
    unit_keys: Mapping[str, str]
    """The unit of an indicator in normal form."""
    order: Mapping[str, int]
    """The place of an indicator in the order of the catalogue."""
    dead: frozenset[str]
    """The indicators that count the dead, and those that count the injured, of the same accidents."""
    injured: frozenset[str]


class Context(NamedTuple):
    """Words around a figure that move it from one indicator to another, and those that keep it."""

    words: re.Pattern[str]
    unless: re.Pattern[str]
    codes: Mapping[str, str]
    is_wide: bool
    """True where the words may stand behind the next thing that is counted too."""


@cache
def words() -> Mapping[str, Mapping[str, Any]]:
    """The lists of the resource, as they are written there."""
    with (paths.resources() / "reading" / "words.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _patterns() -> Mapping[str, Mapping[str, list[str]]]:
    with (paths.resources() / "reading" / "patterns.toml").open("rb") as file:
        return tomllib.load(file)


_QUANTIFIERS = ("?", "*", "+", "{")


def any_of(table: str, name: str) -> str:
    """A group that matches any entry of a list of resources/reading/patterns.toml, in the order of the list."""
    return _by_letter(_patterns()[table][name])


def _by_letter(entries: Sequence[str], at: int = 0) -> str:
    """A group of patterns, those that begin with the same letters together, so that few are tried at a place.

    Which of them matches stays the same: only such change places as cannot match at the same place.
    """
    parts: list[dict[str, list[str]]] = [{}]
    for entry in entries:
        letter = entry[at : at + 1]
        if letter.isalpha() and entry[at + 1 : at + 2] not in _QUANTIFIERS:
            parts[-1].setdefault(letter, []).append(entry)
        else:
            parts += ({"": [entry]}, {})
    groups = [
        group[0] if len(group) == 1 or not letter else _by_letter(group, at + 1)
        for part in parts
        for letter, group in part.items()
    ]
    return f"(?:{'|'.join(groups)})"


@cache
def word_set(table: str, name: str) -> frozenset[str]:
    """A list of the resource in normal form."""
    return frozenset(normal(word) for word in words()[table][name])


@cache
def contexts() -> tuple[Context, ...]:
    """Where a figure of one indicator is one of another."""
    return tuple(
        Context(
            re.compile(NOT_IN_WORD + f"(?:{trie(map(normal, one['words']))})" + ENDS_WORD),
            re.compile(NOT_IN_WORD + f"(?:{trie(map(normal, one['unless']))})" + ENDS_WORD),
            {code: other[0] for code, other in one["codes"].items()},
            one.get("wide", False),
        )
        for one in words()["contexts"].values()
    )


@cache
def deciding_verbs() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    """The verbs that name an indicator by themselves when a figure follows, and the codes of each."""
    codes = {normal(verb): tuple(found) for verb, found in words()["verbs"].items()}
    return re.compile(
        rf"{NOT_IN_WORD}({trie(codes)})(?: được| số| tổng số| thêm| an toàn| xong| cho| trên| hơn| gần)*\s*$"
    ), codes


@cache
def qualifiers() -> Mapping[str, Qualifier]:
    """The word before a number that is not exact, in normal form, and as which of the four it is read."""
    return {normal(pair[0]): Qualifier(pair[1]) for pair in words()["numbers"]["qualifiers"]}


@cache
def multipliers() -> Mapping[str, int]:
    """The power of ten of a word behind a number: nghìn, triệu, tỉ."""
    return {normal(pair[0]): int(pair[1]) for pair in words()["numbers"]["multipliers"]}


@lru_cache(maxsize=4)
def lexicon(indicators: tuple[Indicator, ...]) -> Lexicon:
    """The word lists together with a catalogue of indicators."""
    by_unit: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        for unit in dict.fromkeys(map(normal, (indicator.unit, *indicator.unit_aliases))):
            by_unit[unit].append(indicator)
    canonical = {normal(indicator.unit) for indicator in indicators}
    known = set(by_unit)
    known |= word_set("units", "counted") | word_set("units", "measures") | word_set("units", "not_counted")
    aliases = _aliases(indicators)
    by_order = sorted(indicators, key=lambda one: one.order)
    zero_clauses: dict[str, str] = {}
    for one in indicators:
        if one.zero_verb:
            zero_clauses.setdefault(normal(one.zero_verb), one.code)
    return Lexicon(
        re.compile(f"(?:{trie(known)}){ENDS_WORD}"),
        re.compile(f"(?:{trie({bare(unit) for unit in known if len(unit) > 2})}){ENDS_WORD}"),
        {unit: tuple(found) for unit, found in by_unit.items()},
        re.compile(f"(?<![a-z])(?:{trie(aliases, blank=' +')})(?![a-z0-9])"),
        aliases,
        _marked(indicators),
        frozenset(key for alias in words()["indicators"]["weak"] for key in _variants(alias)),
        frozenset(canonical),
        _zero_codes(indicators),
        zero_clauses,
        re.compile(rf"{NOT_IN_WORD}(?:{trie(zero_clauses)}){ENDS_WORD}"),
        {indicator.code: indicator for indicator in indicators},
        frozenset(pair for alias in aliases for pair in pairwise(alias.split(" "))),
        {indicator.code: normal(indicator.unit) for indicator in indicators},
        {code: n for n, code in enumerate((*(one.code for one in by_order), OUTSIDE))},
        frozenset(one.code for one in indicators if " chết" in f" {normal(one.name)}"),
        frozenset(one.code for one in indicators if " bị thương" in f" {normal(one.name)}"),
    )


def alias_key(text: str) -> str:
    """Bare words with single blanks, commas, hyphens and "và" left out: how aliases are compared."""
    return re.sub(r"[ ,\-“”\"/]+", " ", bare(normal(text)).replace(" va ", " ")).strip()


def alias_text(bare_text: str) -> str:
    """Bare text of the same length in which `Lexicon.alias` is searched."""
    return bare_text.translate(_BLANKS).replace(" va ", "    ")


_BLANKS = {ord(","): " ", ord("-"): " ", ord("\n"): " ", ord("/"): " ", ord('"'): " "}


OWN, NOUN, WITHIN, OF_PAIR = 1.0, 0.7, 0.5, 0.8
OUTSIDE = "-"
"""Stands for all that reports count and the catalogue has no indicator for."""


def _aliases(indicators: Sequence[Indicator]) -> dict[str, dict[str, float]]:
    own: dict[str, dict[str, float]] = defaultdict(dict)
    for indicator in indicators:
        keys: set[str] = set()
        for alias in indicator.aliases:
            for key in _variants(alias):
                own[key][indicator.code] = OWN
                keys.add(key)
        for alias in (indicator.noun, indicator.name, indicator.zero):
            for key in _variants(alias):
                says_alias = any(f" {one} " in f" {key} " for one in keys)
                own[key].setdefault(indicator.code, OWN if says_alias else NOUN)
    for indicator in indicators:  # what names the cases names their offenders too; the unit tells them apart
        if indicator.pairs_with:
            for codes in own.values():
                if codes.get(indicator.pairs_with) == OWN:
                    codes.setdefault(indicator.code, OF_PAIR)
    padded = {key: f" {key} " for key in own}
    by_first: dict[str, list[str]] = defaultdict(list)
    for key in own:
        by_first[key.split(" ", 1)[0]].append(key)
    found: dict[str, dict[str, float]] = {}
    for key, codes in own.items():
        said = dict(codes)
        for word in key.split(" "):
            for other in by_first.get(word, ()):
                if padded[other] in padded[key]:
                    for code, share in own[other].items():
                        said.setdefault(code, WITHIN * share)
        found[key] = said
    for topic in words()["outside"]["topics"]:
        for key in _variants(topic):
            found.setdefault(key, {})[OUTSIDE] = OWN
    return found


def _marked(indicators: Iterable[Indicator]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for indicator in indicators:
        for alias in (*indicator.aliases, indicator.noun, indicator.name, indicator.zero):
            if alias and " " not in alias:
                found[alias_key(alias)].add(normal(alias))
    return {key: frozenset(forms) for key, forms in found.items()}


def _variants(alias: str) -> set[str]:
    plain = bare(normal(alias)).strip()
    if not plain:
        return set()
    found = {plain}
    for words_, letters in _ABBREVIATIONS.items():
        if words_ in plain:
            found |= {one.replace(words_, letters) for one in tuple(found)}
    return {key for one in found if (key := alias_key(one))}


def _zero_codes(indicators: Iterable[Indicator]) -> dict[str, str]:
    """The first measure of an item is what did not happen: of accidents the cases, not the injured."""
    found: dict[str, str] = {}
    for indicator in indicators:
        for alias in (indicator.zero, *indicator.aliases, indicator.noun, indicator.name):
            for key in _variants(alias):
                found.setdefault(key, indicator.code)
    return found
