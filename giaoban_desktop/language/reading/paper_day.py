"""The day of the paper itself: in its head, or where a text tells of a letter, a telegram, a notice that was issued."""

from __future__ import annotations

import re
from datetime import date

from giaoban_desktop.language.reading.evidence import LOOKED_AT
from giaoban_desktop.language.reading.page import YEAR, Page
from giaoban_desktop.language.reading.when import year_near

_SIGNED = re.compile(
    rf"(?:^|\n)[^\n.;:()]{{2,50}}, ngày (\d{{1,2}})(?: ?[/.-] ?| tháng )(\d{{1,2}})"
    rf"(?: ?[/.-] ?| năm )({YEAR})[ ]*(?=\n)"
)
"""The line of a paper that tells where and when it was signed: "Tân Hòa, ngày 26 tháng 9 năm 2025"."""
SIGNED_WITHIN = 700
"""Characters at the beginning in which that line stands."""
_PAPER = r"(?:công điện|công văn|văn bản|thông báo|chỉ thị|kết luận|điện|kế hoạch|quyết định|tờ trình)"
_DAY = rf"(?P<d>\d{{1,2}})(?: ?[/.-] ?| tháng )(?P<m>\d{{1,2}})(?:(?: ?[/.-] ?| năm )(?P<y>{YEAR}))?(?![\d/])"
_TELLS_OF_PAPER = re.compile(
    rf"ngày {_DAY},?(?: [^.;\n\d]{{2,90}})? (?:ban hành|kí ban hành|kí|có|ra|gửi|phát đi|phát) (?:\w+ )?{_PAPER}"
)
""" "Ngày 04/12, UBND tỉnh ban hành Công văn số 2221 …"."""
_PAPER_OF_DAY = re.compile(
    rf"(?<![a-zà-ỹđ])(?:(?:tại|theo|trong|nội dung|có|ban hành) {_PAPER}(?: hỏa tốc| khẩn)?(?: số)?"
    rf" \d+[^\s,;()]{{0,24}},?|{_PAPER}(?: hỏa tốc)?(?: được)? (?:kí|ban hành|phát))(?: ngày)? {_DAY}"
)
""" "(Theo Công văn số 6202/UBND-KT, ngày 23/11/2023)", "tại Công điện số 12/CĐ-UBND ngày 5/9/2024"."""


def signed_on(page: Page) -> date | None:
    """The day on which the paper was signed, where a line of its head tells it."""
    found = _SIGNED.search(page.words, 0, SIGNED_WITHIN)
    return _made(found.group(3), found.group(2), found.group(1)) if found else None


def issued_on(page: Page) -> date | None:
    """The day of the paper that a text tells of; of several the latest, for earlier ones are only quoted."""
    found = _TELLS_OF_PAPER.search(page.words, 0, LOOKED_AT)
    told = [found] if found else list(_PAPER_OF_DAY.finditer(page.words, 0, LOOKED_AT))
    days = (_made(one.group("y") or year_near(page), one.group("m"), one.group("d")) for one in told)
    return max(filter(None, days), default=None)


def _made(year: str | int | None, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if year else None
    except ValueError:
        return None
