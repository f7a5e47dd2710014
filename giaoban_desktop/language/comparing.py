"""Comparisons in the words of a report: "tăng 12 cuộc, 15,8 %", "giảm gần 50 lượt", "bằng cùng kỳ"."""

from __future__ import annotations

from giaoban_desktop.domain.comparison import Change, Direction
from giaoban_desktop.domain.figures import Qualifier, Total
from giaoban_desktop.domain.numbers import Quantity, format_number
from giaoban_desktop.domain.targets import Reached

NO_BREAK = "\u00a0"
"""Between a number and %, so that a line never ends between them."""
_WAYS = {Direction.UP: "tăng", Direction.DOWN: "giảm"}


def change_words(change: Change, unit: str = "", *, in_cell: bool = False) -> str:
    """The change as a report writes it: "tăng 12 cuộc, 15,8 %", in the cell of a table "tăng 12 (15,8 %)".

    Without per cent where there is none.
    """
    if change.direction is Direction.SAME:
        return "xấp xỉ" if change.qualifier else "không thay đổi"
    number = _with_word(change.amount, change.qualifier)
    words = f"{_WAYS[change.direction]} {number}{f' {unit}' if unit else ''}"
    if change.per_cent is None:
        return words
    share = f"{_with_word(change.per_cent, change.per_cent_qualifier)}{NO_BREAK}%"
    return f"{words} ({share})" if in_cell else f"{words}, {share}"


def reached_words(found: Reached) -> str:
    """What was reached of a plan's target: "đạt 71,4 % kế hoạch năm 2026 (25/35)"; without per cent "25/35"."""
    target = found.target
    plan = f"kế hoạch {target.period.name}"
    share = f"{_with_word(found.value.number, found.qualifier)}/{format_number(target.quantity)}"
    if found.per_cent is None:
        return f"{share} so với {plan}"
    return f"đạt {_with_word(found.per_cent, found.qualifier)}{NO_BREAK}% {plan} ({share})"


def total_words(total: Total, unit: str = "") -> str:
    """A sum with what it lacks: "ít nhất 88 cuộc, thiếu 1/3"; without anything to say where nothing was reported."""
    value = total.value
    if not value.is_number:
        return ""
    number = _with_word(value.number, value.qualifier)
    counted = f"{number} {unit}" if unit else number
    return f"ít nhất {counted}, thiếu {total.missing}/{total.parts}" if total.missing else counted


def _with_word(number: Quantity, qualifier: Qualifier | None) -> str:
    return f"{qualifier.value} {format_number(number)}" if qualifier else format_number(number)
