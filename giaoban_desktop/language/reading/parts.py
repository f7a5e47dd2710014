"""Parts of a figure told without its unit: "33 đồng chí (Biên phòng 18; Công an 5; dân quân 10)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.language.reading.numbers import Number
from giaoban_desktop.language.reading.page import LETTER, Page

_NAMED = re.compile(rf"(?<![{LETTER}])[{LETTER}][{LETTER} -]*:?\s*$")
_ENDS = re.compile(r"\s*(?:[;,.)\n]|và |$)")
_CAME = re.compile(
    r"(?:có mặt|vắng(?: (?:có lí do|không lí do|mặt))?|đủ (?:điều kiện|tiêu chuẩn|sức khỏe)|đạt(?: yêu cầu)?"
    r"|trúng tuyển)(?: là|:)?\s*$"
)
""" "84 thanh niên, có mặt 79, đủ điều kiện 31": of those who were called."""
REACH = 160
"""Characters behind a figure within which its parts are told."""
MOST_PARTS = 12


def parts_of(page: Page, total: tuple[int, Quantity], bare: Sequence[Number]) -> list[Number]:
    """The numbers without a unit behind a figure that are parts of it: they add up to it, or say who of them came.

    `total` is the end of the figure and its value; `bare` the numbers without a unit up to the next figure.
    """
    end, value = total
    told: list[Number] = []
    reached = end
    for number in bare[:MOST_PARTS]:
        before = page.words[reached : number.start]
        if number.digits - end > REACH or not _NAMED.search(before) or not _ENDS.match(page.words, number.end):
            break
        told.append(number)
        reached = number.end
    told = [one for one in told if not value < one.value]
    parts: list[Number] = []
    while whole := next((n for n, one in enumerate(accumulate(one.value for one in told)) if one == value), 0):
        parts, told = parts + told[: whole + 1], told[whole + 1 :]
    return parts + [one for one in told if _CAME.search(page.words[max(end, one.start - 24) : one.start])]
