"""How numbers, symbols and dates are written in a paper."""

from __future__ import annotations

import re

NUMBER_AND_SYMBOL = r"(?:(?P<number>\d+)[a-zđ]?|[\s.…_]*)/(?P<symbol>[A-ZĐ][A-Za-zĐđ]*(?:-[A-ZĂÂĐÊÔƠƯ&0-9]+)*)"
"""05/BB-CAP; the number may be left blank. Source: Decree 30/2020/NĐ-CP, annex I, part I, II.3."""
DATE = r"ngày(?: \d+ |[\s.…_]+)tháng(?: \d+ |[\s.…_]+)năm (?:\d{4}|[\d\s.…_]+)"
"""ngày 05 tháng 02 năm 2026; numbers may be left blank. Source: Decree 30/2020/NĐ-CP, annex I, part I, II.4."""


def is_number_right(number: str | None) -> bool:
    """False for a number below 10 without its zero, and for zeros too many; a blank is right."""
    return not re.fullmatch(r"\d|0\d\d+", number or "")
