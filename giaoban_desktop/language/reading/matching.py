"""Which indicator of the catalogue a figure is, judged by its unit and by the words around it, with the reason."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.language.reading import counted_in
from giaoban_desktop.language.reading.lexicon import OUTSIDE, Lexicon, alias_text, any_of, contexts, deciding_verbs
from giaoban_desktop.language.reading.numbers import Number
from giaoban_desktop.language.reading.page import Page, bare, normal
from giaoban_desktop.language.reading.scores import Scores

RUNNERS_UP = 3
ENOUGH = 0.3
"""A score below this names no indicator."""
_BEHIND, _BEFORE, _EARLIER, _HEADING = 1.0, 0.85, 0.35, 0.45
_PAIR, _PART, _SIBLING, _SAME_ITEM, _ONLY = 6.0, 5.0, 1.5, 2.5, 0.9
_EXACT_UNIT = 0.4
_VERB, _FOLLOWING, _SAME_UNIT = 4.0, 0.35, 0.5
JUST_BEHIND = 3
"""Characters behind a figure in which a name begins that can only be its own."""
HEADING = 60
"""Characters; a line this short is a heading of what follows."""
_NEAR = ("behind", "before", "name")
"""Where the words stand that may say that a figure is of no indicator."""
_REACH, _PAIR_REACH, _SIBLING_REACH = 150, 90, 40


class Candidate(NamedTuple):
    """An indicator that a figure may be, 0 to 1, and the words of the text that speak for it."""

    code: str
    confidence: float
    why: str


class _Alias(NamedTuple):
    start: int
    end: int
    key: str


class _Last(NamedTuple):
    """The figure before: where it ended, what it was, in which sentence, how far the words behind are its own."""

    end: int
    code: str | None
    sentence: int
    reach: int = 0


_CLAUSE_END = re.compile(
    r"[;.\n]|, (?:đồng thời|qua đó|góp phần|nhằm)|(?<=[a-zà-ỹđ%]), " + any_of("matching", "clause_end") + r"(?= )"
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[\d.,]+\s*")
_ONE_NOUN = re.compile(r"cán bộ, chiến|cb, cs|cứu hộ, cứu|cứu nạn, cứu|phương tiện, thiết")
_FIRST_WORD = re.compile(r"[ ,]*([a-z0-9]+)")
_BLANKS = re.compile(" +")
_NO_COUNT = re.compile(r"(?:tuổi|năm|tháng|quí|ngày|số|cấp|loại|mức|lần) $")
_PAIRED = re.compile(
    r"\s*(?:[-/,=]|với|và)?\s*(?:với|và|bắt giữ|bắt|xử lí|làm rõ|gồm|liên quan|trong)?\s*(?:hơn|gần|trên|khoảng)?\s*"
)
_LEVEL = re.compile(r"(?:cấp|tuyến) (?:tỉnh|huyện|xã|phường|đồn|cơ sở|thành phố)")
_PART_WORDS = re.compile(r"trong đó|gồm|bao gồm|cụ thể|riêng|\(|chia ra")
_PATROLS = re.compile(r"(?<![a-zà-ỹđ])tuần (?:tra|đêm)(?![a-zà-ỹđ])")
_NEXT_COUNT = re.compile(r", (?=[^,;.]{0,24}\d)")
"""Where the next thing that is counted begins: it tells nothing of this one."""
_LEVEL_BEFORE = re.compile(_LEVEL.pattern + r":?\s*$")


class Matcher:
    """Judges the figures of a page one after the other; a figure may be explained by the one before it."""

    def __init__(self, page: Page, lexicon: Lexicon) -> None:
        self._page, self._lexicon = page, lexicon
        self._aliases = list(self._known(page.bare, page.words, 0))
        self._starts = [alias.start for alias in self._aliases]
        self._last = _Last(0, None, -1)

    def candidates(self, number: Number, unit: str, end: int) -> tuple[Candidate, ...]:
        """The indicators that a figure may be, the likeliest first. `end` is where its unit ends."""
        page = self._page
        sentence = page.sentence_at(number.digits)
        start, sentence_end, _line = page.sentence(sentence)
        reached = self._last.end if self._last.sentence == sentence else start
        behind_end = self._behind_end(end, sentence_end)
        unit_start = number.unit.start if number.unit else end
        fitting = counted_in.fitting(page, self._lexicon, unit, unit_start)
        if not fitting:  # nothing of the catalogue is counted so
            if self._last.sentence != sentence:
                self._last = _Last(end, None, sentence)
            return ()
        fitting = counted_in.with_outcome(page, self._lexicon, number, end, fitting)
        fitting = counted_in.of_patrols(page, self._lexicon, number, unit, end, fitting)
        scores = Scores()
        for alias in self._between(unit_start, behind_end):
            if alias.end > behind_end and "," in page.words[behind_end : alias.end]:
                continue
            self._weigh(scores, "behind", alias, fitting, _BEHIND, max(0, alias.start - end))
        clause = page.words.rfind(";", reached, number.start) + 1
        taken = min(self._last.reach, number.start) if self._last.sentence == sentence else start
        for alias in self._between(max(reached, taken, clause, number.start - _REACH), number.start):
            self._weigh(scores, "before", alias, fitting, _BEFORE, number.start - alias.end)
        self._weigh_across(scores, number, end, behind_end, reached, fitting)
        for alias in self._between(max(start, number.start - _REACH), min(reached, number.start)):
            self._weigh(scores, "earlier", alias, fitting, _EARLIER, number.start - alias.end)
        self._weigh_verb(scores, number, reached, fitting)
        if not scores.totals():
            for alias in self._between(behind_end, min(sentence_end, behind_end + _REACH)):
                self._weigh(scores, "following", alias, fitting, _FOLLOWING, alias.start - behind_end)
            if sentence > 0:
                self._weigh_heading(scores, sentence, fitting)
        self._weigh_last(scores, number, sentence, fitting)
        if len(fitting) == 1:
            (only,) = fitting
            scores.add("unit", only, _ONLY, unit)
        totals = self._in_context(scores, number, sentence)
        for code in totals:
            if self._lexicon.unit_keys.get(code) == unit:
                totals[code] += _EXACT_UNIT
        found = self._ranked(totals, scores.why)
        self._last = _Last(end, found[0].code if found else None, sentence, self._own_end(end, behind_end))
        return _of_catalogue(found)

    def candidates_of_row(self, name: str, unit: str, section: str = "") -> tuple[Candidate, ...]:
        """The indicators that a row of a table may be, by its name, its unit, the row before and its section."""
        scores = Scores()
        fitting = (
            counted_in.fitting(self._page, self._lexicon, unit, None) if unit else frozenset(self._lexicon.indicators)
        )
        for alias in self._known(bare(normal(name)), normal(name), 0):
            self._weigh(scores, "name", alias, fitting, _BEHIND, 0)
        if not scores.totals():
            for alias in self._known(bare(normal(section)), normal(section), 0):
                self._weigh(scores, "name", alias, fitting, _HEADING, 0)
        for code in fitting:
            if self._lexicon.indicators[code].pairs_with == self._last.code:
                scores.add("pair", code, _PAIR / 4, name)
        if len(fitting) == 1:
            (only,) = fitting
            scores.add("unit", only, _ONLY, unit)
        found = self._ranked(scores.totals(), scores.why)
        self._last = _Last(0, found[0].code if found else None, -1)
        return _of_catalogue(found)

    def unit_of(self, code: str) -> str:
        """The unit of an indicator."""
        return self._lexicon.indicators[code].unit

    def _behind_end(self, end: int, sentence_end: int) -> int:
        """How far the words behind a figure belong to it: to the end of the clause, or what leads to the next number.

        Of "7 vụ - 11 đối tượng xuất cảnh trái phép" what follows the second figure belongs to the first too.
        """
        line = self._page.words
        limit = min(sentence_end, end + _REACH)
        clause = _CLAUSE_END.search(line, end, limit)
        limit = clause.start() if clause else limit
        at = end
        for _step in range(3):
            digit = _DIGIT.search(line, at, limit)
            if digit is None:
                return limit
            gap = line[at : digit.start()]
            if _PAIRED.fullmatch(gap) and at == end:
                past = _NUMBER.match(line, digit.start(), limit)
                assert past is not None
                unit = self._lexicon.unit.match(line, past.end())
                at = unit.end() if unit else past.end()
                continue
            if "(" in gap:
                return at + gap.index("(")
            if _NO_COUNT.search(gap):
                at = digit.end()
                continue
            gap = _ONE_NOUN.sub(lambda noun: noun.group().replace(",", " "), gap)
            comma = max(gap.rfind(","), gap.rfind(" và "), gap.rfind(" với "))
            return self._past_term(end, at + comma) if comma >= 0 else digit.start()
        return limit

    def _own_end(self, end: int, behind_end: int) -> int:
        """Where the words that tell only of a figure end: at the first comma behind it, or not at all."""
        comma = self._page.words.find(",", end, behind_end + 1)
        return comma if comma > end else end

    def _past_term(self, end: int, comma: int) -> int:
        """Behind the term in whose middle a comma stands: "507 chuyến tuần tra, kiểm soát 6.915 phương tiện"."""
        around = (alias.end for alias in self._between(end, comma) if alias.end > comma and alias.key.count(" ") > 2)
        return max(around, default=comma)

    # What speaks for an indicator

    def _known(self, bare_text: str, marked_text: str, offset: int) -> Iterable[_Alias]:
        """The aliases in a text; one of a single word only where its marks are those of the alias, or are lost."""
        marked = self._lexicon.marked
        text = alias_text(bare_text)
        found = self._lexicon.alias.search(text)
        while found is not None:
            key = found.group()
            if "  " in key:
                key = _BLANKS.sub(" ", key)
            forms = marked.get(key)
            if forms is None or marked_text[found.start() : found.end()] in forms:
                yield _Alias(offset + found.start(), offset + found.end(), key)
            following = text.find(" ", found.start() + 1)  # a word within an alias may begin another one
            found = self._lexicon.alias.search(text, following) if following > 0 else None

    def _weigh(
        self, scores: Scores, place: str, alias: _Alias, fitting: frozenset[str], factor: float, distance: int
    ) -> None:
        near = max(0.25, 1 - distance / 80)
        length = self._strength(alias)
        codes = self._lexicon.aliases[alias.key]
        for code, share in codes.items():
            is_else = code == OUTSIDE and place in _NEAR and fitting.isdisjoint(codes)
            if code in fitting or is_else:
                why = self._page.text[alias.start : alias.end] if place != "name" else alias.key
                scores.add(place, code, factor * near * length * share, why)

    def _strength(self, alias: _Alias) -> float:
        """More words say more; a word for many things says little, however long."""
        return 0.75 if alias.key in self._lexicon.weak else 1 + 0.7 * alias.key.count(" ")

    def _weigh_across(
        self, scores: Scores, number: Number, end: int, behind_end: int, reached: int, fitting: frozenset[str]
    ) -> None:
        """Words that name a thing with the number in their middle: "trao đổi 42 tin", "tiêu hủy 12 kg thuốc nổ"."""
        page = self._page
        left = slice(max(reached, number.start - 40), number.start)
        unit = number.unit.start if number.unit else end
        before = page.bare[left].rstrip()
        if not before:
            return
        for right in {unit, end, number.end}:
            behind = slice(right, max(right, min(behind_end, right + 60)))
            if not self._may_cross(before, page.bare[behind]):
                continue
            text = f" {before} {page.bare[behind]}"
            marked = f" {page.words[left].rstrip()} {page.words[behind]}"
            for alias in takewhile(lambda one: one.start <= len(before), self._known(text, marked, 0)):
                if alias.end > len(before) + 1:
                    length = self._strength(alias)
                    for code, share in self._lexicon.aliases[alias.key].items():
                        if code in fitting and share > 0.5:
                            scores.add("across", code, length * share, alias.key)

    def _may_cross(self, before: str, behind: str) -> bool:
        """True when the words on both sides of a number follow each other in some alias."""
        first = _FIRST_WORD.match(behind)
        last = before.rstrip(" ,").replace(",", " ").rpartition(" ")[2]
        return first is not None and (last, first.group(1)) in self._lexicon.pairs

    def _weigh_verb(self, scores: Scores, number: Number, reached: int, fitting: frozenset[str]) -> None:
        """A verb that names the indicator by itself: "khởi tố 4 vụ", "tiêu hủy 12 kg"."""
        pattern, codes = deciding_verbs()
        found = pattern.search(self._page.words, max(reached, number.start - 40), number.start)
        for code in codes[_BLANKS.sub(" ", found.group(1))] if found else ():
            if code in fitting:
                scores.add("verb", code, _VERB, found.group(1) if found else "")

    def _weigh_heading(self, scores: Scores, sentence: int, fitting: frozenset[str]) -> None:
        """The line or sentence before, where nothing in its own speaks: a heading, or what the paragraph is about."""
        start, end, _line = self._page.sentence(sentence - 1)
        for alias in self._between(max(start, end - _REACH), end):
            self._weigh(scores, "heading", alias, fitting, _HEADING, 30)

    def _weigh_last(self, scores: Scores, number: Number, sentence: int, fitting: frozenset[str]) -> None:
        """A figure that belongs to the one before: "7 vụ, 15 đối tượng", "370 tin, trong đó cấp tỉnh 120 tin"."""
        last = self._last
        if last.code is None or last.sentence != sentence or number.start - last.end > _PAIR_REACH:
            return
        between = self._page.words[last.end : number.start]
        if ";" in between:
            return
        indicators = self._lexicon.indicators
        why = between.strip(" ,")
        if last.code == OUTSIDE:
            if len(between) < _SIBLING_REACH and any(indicators[code].pairs_with for code in fitting):
                scores.add("last", OUTSIDE, _PAIR / 4, why)
            return
        before = indicators[last.code]
        item = before.item
        for code in fitting:
            indicator = indicators[code]
            is_ratio = indicator.kind is IndicatorKind.RATIO
            if is_ratio and self._tells_of_another(number, code, fitting):
                continue
            if last.code in (indicator.pairs_with, indicator.numerator):
                if indicator.unit != before.unit or not self._tells_of_another(number, code, fitting):
                    scores.add("last", code, _PAIR, why)
            elif before.pairs_with and indicator.pairs_with == before.pairs_with and code != last.code:
                scores.add("last", code, _PAIR / 2, why)
            elif code != last.code and indicator.unit != before.unit and indicator.item == item:
                scores.add("last", code, _SAME_ITEM, why)
            elif indicator.part_of == last.code and _PART_WORDS.search(between):
                if self._tells_of_another(number, code, fitting):
                    continue
                if indicator.disaggregation != "level" or _LEVEL.search(between):
                    scores.add("last", code, _PART, why)
                elif last.code in fitting:  # told apart by who sent it, not by level
                    scores.add("last", last.code, _PART, why)
            elif code == last.code:
                near = _PART if indicator.part_of else _SIBLING
                is_near = len(between) < _SIBLING_REACH and not self._tells_of_another(number, code, fitting)
                scores.add("last", code, near if is_near else _SAME_UNIT, why)
            elif is_ratio and item in self._items_of(indicator):
                scores.add("last", code, _SAME_ITEM, why)

    def _tells_of_another(self, number: Number, code: str, fitting: frozenset[str]) -> bool:
        """True when the words since the figure before, or just behind, name an indicator, and not this one."""
        around = self._between(self._last.end, number.start)
        around += (
            one
            for one in self._between(number.end, number.end + JUST_BEHIND)
            if one.key not in self._lexicon.weak and not self._page.words[number.end : one.start].strip()
        )
        named = [self._lexicon.aliases[alias.key] for alias in around]
        others = fitting | {OUTSIDE}
        return any(others.intersection(codes) for codes in named) and not any(code in codes for codes in named)

    def _items_of(self, ratio: Indicator) -> set[int]:
        """The items of a ratio and of its parts."""
        parts = (self._lexicon.indicators.get(code) for code in (ratio.numerator, ratio.denominator) if code)
        return {ratio.item, *(part.item for part in parts if part)}

    def _in_context(self, scores: Scores, number: Number, sentence: int) -> dict[str, float]:
        """Patrols of the border, the coast or a port, people who help after a storm, told of as others are."""
        totals = scores.totals()
        start = self._page.starts[sentence]
        is_row = self._page.text.find("\t", start, self._page.ends[sentence]) >= 0
        if sentence and not is_row and start - self._page.starts[sentence - 1] < HEADING:
            start = self._page.starts[sentence - 1]
        cell = self._page.text.find("\t", number.end, number.end + 60) if is_row else -1
        behind_end = cell if cell >= 0 else min(self._page.ends[sentence], number.end + 60)
        behind = self._page.words[number.end : behind_end].partition(";")[0]
        start = max(start, number.start - 80)
        is_next = self._last.sentence == sentence
        if is_next and _PATROLS.search(self._page.words, self._last.end, number.start):
            start = max(start, self._last.end)
        before, behind = self._page.words[start : number.end], _PART_WORDS.split(behind, maxsplit=1)[0]
        since = self._page.words[self._last.end : number.end] if is_next else ""
        best = max(totals, key=lambda code: totals[code], default="")
        is_of_last = is_next and best in self._lexicon.indicators and self._last.code is not None
        if is_of_last and self._lexicon.indicators[best].pairs_with == self._last.code and best in totals:
            return totals  # who took part in what was counted before, wherever that was
        for context in contexts():
            if best not in context.codes and best not in context.codes.values():
                continue
            is_since = since and (context.words.search(since) or context.unless.search(since))
            told = (since if is_since else before) + (
                behind if context.is_wide else _NEXT_COUNT.split(behind, maxsplit=1)[0]
            )
            if context.words.search(told) and not context.unless.search(told):
                for code, other in context.codes.items():
                    if code in totals and other in self._lexicon.indicators:
                        totals[other] = totals.get(other, 0.0) + totals[code] + 1
                        scores.why.setdefault(other, scores.why.get(code, ""))
        if _LEVEL_BEFORE.search(self._page.words, max(start, number.start - 24), number.start):
            for code in tuple(totals):
                for other, indicator in self._lexicon.indicators.items():
                    if indicator.part_of == code and indicator.disaggregation == "level":
                        totals[other] = totals.get(other, 0.0) + totals[code] + 1
                        scores.why.setdefault(other, scores.why.get(code, ""))
        return totals

    def _between(self, start: int, end: int) -> list[_Alias]:
        first = bisect_left(self._starts, start)
        return self._aliases[first : bisect_left(self._starts, end)]

    def _ranked(self, totals: dict[str, float], why: dict[str, str]) -> tuple[Candidate, ...]:
        order = self._lexicon.order
        best = sorted(
            ((score, code) for code, score in totals.items() if score >= ENOUGH),
            key=lambda one: (-one[0], order[one[1]]),
        )[: RUNNERS_UP + 1]
        total = sum(score for score, _code in best)
        return tuple(
            Candidate(code, round(score / total * min(1.0, 0.5 + score / 5), 2), why.get(code, ""))
            for score, code in best
        )


def _of_catalogue(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """None where something else is likelier than any indicator."""
    if found and found[0].code == OUTSIDE:
        return ()
    return tuple(one for one in found if one.code != OUTSIDE)
