"""Writing figures as the sentences of a report: "tổ chức 41 cuộc tuần tra đêm với 303 lượt cán bộ, chiến sĩ tham gia".

Silence says nothing: figures that were not reported or do not apply leave no word behind. How an indicator's words make
a clause stands at the head of resources/indicators.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from giaoban_desktop.domain.figures import Observation, Status, Value
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.numbers import format_number
from giaoban_desktop.language import unit_words

ALL_FORCES = "các lực lượng"
PROVISIONAL = "(số liệu tạm tính)"
_HAPPENS = "xảy ra"
_WITH_VERBS = frozenset({"huy động", "thu hút"})
_TAKES_PART = " tham gia"
_LINKS = ("do", "các", "trong", "đối với", "của")
"""Words that hang in the air once the noun behind them was cut."""


def join_with_and(parts: Sequence[str]) -> str:
    """The parts as a list in a sentence: "a, b và c"."""
    return " và ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def capitalised(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def number_phrase(indicator: Indicator, value: Value) -> str:
    """The number with its qualifier: "03", "gần 50", "khoảng 1.500", "12,5"; "" when there is none."""
    if not value.is_number:
        return ""
    number = format_number(value.number, administrative=indicator.decimals == 0 and value.status is Status.VALUE)
    return f"{value.qualifier.value} {number}" if value.qualifier else number


def figure_phrase(indicator: Indicator, value: Value, unit_word: str = "") -> str:
    """The figure without its verb: "03 vụ phạm tội, vi phạm về ma túy", "gần 50 hung khí các loại".

    A reported zero reads "không phát sinh …" or the indicator's own clause; what was not reported reads "".
    """
    if value.status is Status.ZERO:
        return _marked(_zero_clause(indicator), value)
    return _object(indicator, value, unit_word, _noun(indicator)) if value.status is Status.VALUE else ""


def latest(observations: Iterable[Observation]) -> Sequence[Observation]:
    """For each indicator, unit and part the observation with the latest cut-off, in the order in which they came."""
    found: dict[object, Observation] = {}
    for observation in observations:
        key = (observation.indicator, observation.unit_id, observation.disaggregation)
        if key not in found or observation.counted_to > found[key].counted_to:
            found[key] = observation
    return list(found.values())


def member_name(dimension: str, member: str) -> str:
    """A part as a report names it: the level "tỉnh" is "cấp tỉnh", everything else is itself."""
    return f"cấp {member}" if dimension == "level" and member in ("tỉnh", "huyện", "xã", "phường") else member


def sentences(
    indicators: Mapping[str, Indicator], observations: Iterable[Observation], unit_names: Mapping[str, str]
) -> Sequence[str]:
    """All figures as sentences: by group of the catalogue and by unit, then what did not occur.

    Joint work comes first, then the units in the order of `unit_names` (id to name). Figures of unknown indicators are
    left out.
    """
    reports = _by_unit(indicators, observations, unit_names)
    written: list[str] = []
    for group in sorted({figure.indicator.group for report in reports for figure in report.figures.values()}):
        for report in reports:
            written += _group_sentences(report, group)
    return written + _zero_sentences(reports)


@dataclass(slots=True)
class _Figure:
    """One unit's figure of one indicator: the total, if it was reported, and its parts."""

    indicator: Indicator
    value: Value | None = None
    unit_word: str = ""
    parts: list[tuple[str, Value, str]] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        """True when there is a number above zero to write."""
        return self.has_value or (self.value is None and any(v.status is Status.VALUE for _, v, _ in self.parts))

    @property
    def has_value(self) -> bool:
        return self.value is not None and self.value.status is Status.VALUE

    @property
    def is_zero(self) -> bool:
        return self.value is not None and self.value.status is Status.ZERO


@dataclass(slots=True)
class _Report:
    """What one unit (or, without an id, the forces together) reported, by code of the indicator."""

    unit_id: str | None
    name: str
    figures: dict[str, _Figure] = field(default_factory=dict)


@dataclass(slots=True)
class _Clause:
    """A verb and its objects; clauses with the same verb and nothing hanging on them run together."""

    verb: str
    objects: list[str]
    tail: str = ""

    @property
    def text(self) -> str:
        return f"{self.verb} {join_with_and(self.objects)}{self.tail}"


def _by_unit(
    indicators: Mapping[str, Indicator], observations: Iterable[Observation], unit_names: Mapping[str, str]
) -> list[_Report]:
    order: list[str | None] = [None, *unit_names]
    reports = {unit_id: _Report(unit_id, unit_names.get(unit_id or "", ALL_FORCES)) for unit_id in order}
    known = [one for one in latest(observations) if one.indicator in indicators]
    for observation in sorted(known, key=lambda one: indicators[one.indicator].order):
        unit_id = observation.unit_id
        report = reports.setdefault(unit_id, _Report(unit_id, "đơn vị báo cáo"))
        figure = report.figures.setdefault(observation.indicator, _Figure(indicators[observation.indicator]))
        if observation.disaggregation is None:
            figure.value, figure.unit_word = observation.value, observation.unit_word
        else:
            part = observation.disaggregation
            name = member_name(part.dimension, part.member)
            figure.parts.append((name, observation.value, observation.unit_word))
    return list(reports.values())


def _group_sentences(report: _Report, group: str) -> list[str]:
    happened: list[_Clause] = []
    done: list[_Clause] = []
    for figure in report.figures.values():
        if figure.indicator.group != group or not figure.says_something or _anchor(report, figure) is not None:
            continue
        clause = _clause(report, figure)
        (happened if clause.verb == _HAPPENS else done).append(clause)
    by_subject = (("trên địa bàn", happened), (report.name, done))
    return [
        f"{capitalised(subject)} {'; '.join(clause.text for clause in _merged(clauses))}."
        for subject, clauses in by_subject
        if clauses
    ]


def _anchor(report: _Report, figure: _Figure) -> str | None:
    """The code of the figure of the same unit in whose clause this one is written."""
    for code in (figure.indicator.pairs_with, figure.indicator.part_of):
        if code in report.figures and report.figures[code].has_value:
            return code
    return None


def _clause(report: _Report, figure: _Figure) -> _Clause:
    indicator = figure.indicator
    verb = _verb(indicator)
    if figure.value is None:
        return _Clause(verb, [f"{indicator.unit} {_noun(indicator)}"], f": {_parts(figure)}")
    attached = [other for other in report.figures.values() if other.says_something]
    attached = [other for other in attached if _anchor(report, other) == indicator.code]
    pairs = [other for other in attached if other.indicator.pairs_with == indicator.code and other.has_value]
    rest = [other for other in attached if other not in pairs]
    tail = _pairs(indicator, verb, pairs)
    if figure.parts:
        tail = f" ({_parts(figure)}){tail}" if tail else f", trong đó {_parts(figure)}"
    if rest:
        tail += f"{';' if tail else ','} trong đó {'; '.join(_part(report, verb, other) for other in rest)}"
    return _Clause(verb, [_object(indicator, figure.value, figure.unit_word, _noun(indicator))], tail)


def _part(report: _Report, verb: str, figure: _Figure) -> str:
    if figure.value is None:
        return _parts(figure)
    clause = _clause(report, figure)
    return clause.text.removeprefix(f"{verb} ")


def _pairs(indicator: Indicator, verb: str, pairs: Sequence[_Figure]) -> str:
    together: list[str] = []
    behind: list[str] = []
    for figure in pairs:
        own_verb = _verb(figure.indicator)
        noun = _cut(_noun(figure.indicator), indicator, figure.indicator.unit)
        assert figure.value is not None
        phrase = _object(figure.indicator, figure.value, figure.unit_word, noun)
        phrase += f" ({_parts(figure)})" if figure.parts else ""
        if own_verb in _WITH_VERBS:
            together.append(phrase)
            continue
        behind.append(phrase if own_verb == verb else f"{own_verb} {phrase}")
        verb = own_verb
    if len(together) > 1 and all(phrase.endswith(_TAKES_PART) for phrase in together):
        together[:-1] = [phrase.removesuffix(_TAKES_PART) for phrase in together[:-1]]
    return "".join((f" với {join_with_and(together)}" if together else "", *(f", {phrase}" for phrase in behind)))


def _cut(noun: str, parent: Indicator, own_unit: str) -> str:
    """The noun without what the clause has said already: "chết do tai nạn giao thông" is "chết" behind the accident."""
    if not parent.noun or not noun.endswith(parent.noun):
        return noun
    rest = noun.removesuffix(parent.noun).rstrip(" ,")
    links = (*_LINKS, parent.unit, own_unit)
    while rest and (link := next((link for link in links if f" {rest}".endswith(f" {link}")), None)):
        rest = rest.removesuffix(link).rstrip(" ,")
    return rest


def _merged(clauses: Sequence[_Clause]) -> list[_Clause]:
    merged: list[_Clause] = []
    for clause in clauses:
        if merged and merged[-1].verb == clause.verb and not merged[-1].tail and not clause.tail:
            merged[-1].objects += clause.objects
        else:
            merged.append(clause)
    return merged


def _zero_sentences(reports: Sequence[_Report]) -> list[str]:
    """What did not occur: one sentence for all; by unit where another reports some, or where something was not done."""
    occurred = {code for report in reports for code, figure in report.figures.items() if figure.says_something}
    nowhere: list[str] = []
    absent: list[str] = []
    by_unit: list[str] = []
    for report in reports:
        here: list[str] = []
        undone: list[str] = []
        for code, figure in report.figures.items():
            if not figure.is_zero or _parent_is_zero(report, figure):
                continue
            assert figure.value is not None
            indicator = figure.indicator
            clause = _marked(_zero_clause(indicator), figure.value)
            if code in occurred:
                here.append(clause)
            elif not indicator.zero_verb:
                nowhere.append(_marked(_zero_noun(indicator), figure.value))
            elif indicator.zero_verb.startswith("không có "):
                absent.append(clause)
            else:
                undone.append(clause)
        by_unit += [f"Theo báo cáo của {report.name}, {'; '.join(here)}."] if here else []
        by_unit += [f"{capitalised(report.name)} {'; '.join(undone)}."] if undone else []
    general = [f"Không phát sinh {join_with_and(list(dict.fromkeys(nowhere)))}."] if nowhere else []
    general += [f"{capitalised('; '.join(dict.fromkeys(absent)))}."] if absent else []
    return general + by_unit


def _parent_is_zero(report: _Report, figure: _Figure) -> bool:
    parent = report.figures.get(figure.indicator.pairs_with)
    return parent is not None and parent.is_zero


def _zero_clause(indicator: Indicator) -> str:
    return indicator.zero_verb or f"không phát sinh {_zero_noun(indicator)}"


def _zero_noun(indicator: Indicator) -> str:
    return indicator.zero or _lower_first(indicator.name)


def _verb(indicator: Indicator) -> str:
    # An office's own indicator may come without words; this reads well for all that can be counted.
    return indicator.verb or "ghi nhận"


def _noun(indicator: Indicator) -> str:
    return indicator.noun if indicator.verb else f"({_lower_first(indicator.name)})"


def _object(indicator: Indicator, value: Value, unit_word: str, noun: str) -> str:
    return _marked(_with_number(indicator, value, unit_words.counted(indicator, unit_word, noun)), value)


def _with_number(indicator: Indicator, value: Value, words: str) -> str:
    return f"{number_phrase(indicator, value)}{'' if words.startswith('%') else ' '}{words}"


def _parts(figure: _Figure) -> str:
    words = []
    for name, value, unit_word in figure.parts:
        if value.status is Status.VALUE:
            unit = unit_word or figure.unit_word or figure.indicator.unit
            words.append(_marked(f"{name} {_with_number(figure.indicator, value, unit)}", value))
        elif value.status is Status.ZERO:
            words.append(f"{name} không có")
    return ", ".join(words)


def _marked(phrase: str, value: Value) -> str:
    return f"{phrase} {PROVISIONAL}" if value.provisional else phrase


def _lower_first(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
