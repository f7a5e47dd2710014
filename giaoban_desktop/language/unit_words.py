"""The unit of measure as a clerk typed it, in a sentence: "04 đợt tuần tra đêm", "05 cái kíp nổ", "01 còng".

An indicator's noun was written for its own unit. Behind another word it may repeat it ("tờ rơi rơi tuyên truyền"),
lose its sense ("05 cái nổ") or be false ("01 còng và công cụ hỗ trợ các loại"): then less is said, never too much.
"""

from __future__ import annotations

from collections.abc import Sequence

from giaoban_desktop.domain.indicators import Indicator

_GO_ON_FROM_UNIT = ("các", "nổ", "rơi", "và")
"""A noun that begins with one of these names nothing without the indicator's own unit: "kíp nổ", "tờ rơi"."""
_MEASURES = frozenset(
    {"bản", "bộ", "cái", "chiếc", "con", "cuốn", "cây", "khẩu", "khẩu, chiếc", "món", "quả", "thanh", "trái"}
)
"""Unit words that only count; the thing itself must follow."""
_WHOLE = frozenset(
    {"bánh hêrôin", "bản cam kết", "còng", "hộ nghèo", "lễ hội", "sòng bạc", "trường gà", "tổ antt", "đầu đạn"}
)
"""Unit words that name the thing itself, so that the noun would say it twice or say something else."""


def counted(indicator: Indicator, typed: str, noun: str) -> str:
    """The unit and what was counted, as they follow the number. `noun` is the indicator's, or what is left of it.

    The indicator's own unit (or none typed) takes the noun. One of its other units takes it without repeating a word,
    or takes the own unit with it where it only counts. A word that the indicator does not know stands alone: nobody
    can say that the noun is true of it. A noun in brackets is the indicator's name and stays behind any unit.
    """
    unit = indicator.unit
    if not typed or typed.casefold() == unit.casefold():
        return f"{unit} {noun}".rstrip()
    if noun.startswith("("):
        return f"{typed} {noun}"
    known = {alias.casefold() for alias in indicator.unit_aliases}
    if typed.casefold() not in known or typed.casefold() in _WHOLE:
        return typed
    rest = _not_repeated(_compared(typed), noun)
    if rest is not None:
        return f"{typed}{rest}"
    if noun.split()[:1] and noun.split()[0] in _GO_ON_FROM_UNIT:
        return f"{typed} {unit} {noun}" if typed.casefold() in _MEASURES else typed
    return f"{typed} {noun}".rstrip()


def _not_repeated(typed: Sequence[str], noun: str) -> str | None:
    """What of the noun follows words that it lists or begins with, blank or comma first; None when it has none."""
    words, compared = noun.split(), _compared(noun)
    for start in range(len(words) - len(typed) + 1):
        begins = start == 0 or len(typed) > 1 or words[start - 1].endswith(",")
        if begins and compared[start : start + len(typed)] == list(typed):
            return _rest(words, start + len(typed))
    for length in range(min(len(typed), len(words)), 0, -1):
        if compared[:length] == list(typed[-length:]):
            return _rest(words, length)
    return None


def _rest(words: Sequence[str], start: int) -> str:
    comma = "," if start < len(words) and words[start - 1].endswith(",") else ""
    return "".join((comma, *(f" {word}" for word in words[start:])))


def _compared(text: str) -> list[str]:
    return [word.strip(",").casefold() for word in text.split()]
