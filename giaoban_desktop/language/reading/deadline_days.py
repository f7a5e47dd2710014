"""Days and periods as a demand names its end, and the day that they mean."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from giaoban_desktop.domain.deadlines import parse_deadline
from giaoban_desktop.errors import InputError
from giaoban_desktop.language.reading.page import YEAR, Page, bare

_MONTHS = {word: number for number, word in enumerate("giêng hai ba tư năm sáu bảy tám chín mười".split(), 1)} | {
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
}
"""The months as they are called; they are written with a capital: "tháng Tư"."""
_MONTH_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
HOUR = (
    r"(?:(?:hết|cuối) giờ(?: hành chính| làm việc| chiều| sáng)* (?=ngày|\d)"
    r"|(?:lúc )?\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?:['’]| phút)?(?: sáng| trưa| chiều| tối| đêm)?(?: mai| nay)?,?"
    r" (?=ngày|\d|thứ|chủ nhật))?"
)
DAY = (
    rf"(?:(?:ngày )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? )?"
    rf"(?:(?:sáng |chiều |tối |đêm |trưa )(?:mai |nay )?)?(?:ngày |mùng |mồng |ngày mùng |bữa )?"
    rf"\d{{1,2}} ?[/.-] ?\d{{1,2}}(?: ?[/.-] ?{YEAR})?(?![\d/])"
    rf"|(?:ngày |mùng |mồng |ngày mùng )?\d{{1,2}} tháng (?:\d{{1,2}}|{_MONTH_NAME}(?! tháng))"
    rf"(?:(?: năm|[/,-])? ?{YEAR})?"
)
NAMED_MONTH = re.compile(rf"tháng (?P<name>{_MONTH_NAME})$")
DAY_OF_NAMED = re.compile(rf"(?:ngày )?(?:mùng |mồng )?(?P<day>\d{{1,2}}) tháng (?P<name>{_MONTH_NAME})(?! \d)")
_NEXT_YEAR = r" (?:của )?năm (?:sau|tới)| sang năm"
_OF_YEAR = rf"(?:(?: năm |[/.-] ?| )(?:{YEAR})|{_NEXT_YEAR})?"
PERIOD = (
    rf"(?:cuối |đầu |giữa )?tháng (?:{_MONTH_NAME})(?= này| (?:năm )?{YEAR}|[,.;]|$| \D)|"
    rf"tháng \d{{1,2}}(?: ?- ?(?:tháng )?\d{{1,2}}(?!\d)"
    rf"|(?:,|,? và| đến| tới) (?:tháng \d{{1,2}}|\d{{1,2}}(?=[,.;)/]|$| (?:này|phải|năm))))"
    rf"(?! ?[/-] ?\d{{1,2}}(?!\d)){_OF_YEAR}"
    rf"|(?:cuối |đầu |giữa )?tháng \d{{1,2}}{_OF_YEAR}"
    rf"|(?:cuối |đầu |giữa )?quí (?:[ivx]+|\d)(?: và quí (?:[ivx]+|\d))?{_OF_YEAR}"
    rf"|0?[369] tháng (?:đầu|cuối)(?: năm)?(?: {YEAR})?|năm {YEAR}|(?:cuối |hết )?năm nay|(?:cuối )?tháng (?:này|ni)"
    rf"|(?:cuối )?quí này|cuối năm(?: {YEAR})?|quí (?:đầu|cuối)(?: của)? năm(?: {YEAR})?|nửa (?:đầu|cuối) năm"
    rf"|\d{{1,2}} (?:ngày|tuần) đầu(?: của)? tháng \d{{1,2}}"
    rf"|(?:nửa (?:đầu|cuối)|tuần (?:đầu|cuối)|(?:thượng|trung|hạ) tuần|ngày cuối(?: cùng)?)(?: của)? tháng \d{{1,2}}"
    rf"(?:(?: năm |[/.-] ?)(?:{YEAR}))?"
    rf"|tuần (?:thứ )?(?:nhất|hai|ba|tư|[1-4])(?: của)? tháng \d{{1,2}}"
    rf"|tháng tới|tháng sau|quí tới|quí sau"
)
_TWO_MONTHS = re.compile(
    r"tháng \d{1,2}(?:,|,? và| ?-| đến| tới) ?(?:tháng )?(?P<last>(?!(?:19|20)\d\d)\d{1,2}(?!\d).*)"
)
_TWO_QUARTERS = re.compile(r"quý (?:[ivx]+|\d) và (?P<last>quý .+)")
_DAYS_OF_PART = {"đầu": 10, "giữa": 15, "nửa đầu": 15, "tuần đầu": 7, "thượng tuần": 10, "trung tuần": 20} | {
    f"tuần {word}": 7 * number
    for number, words in enumerate(("nhất", "hai 2", "ba 3", "tư 4"), 1)
    for word in words.split()
}
"""The day until which a part of a month lasts, as offices use the words."""
_PART_OF_MONTH = re.compile(
    r"(đầu|giữa|nửa đầu|tuần đầu|thượng tuần|trung tuần|tuần (?:nhất|hai|ba|tư|[1-4])"
    r"|(?P<n>\d{1,2}) (?P<of>ngày|tuần) đầu)(?: của)?"
    r" (?P<month>tháng \d{1,2})"
)


class Given(NamedTuple):
    """The day on which demands are given; where `is_held` is False only the beginning of the period told of."""

    on: date | None
    is_held: bool
    signed_on: date | None = None
    """The day of the paper that tells of them."""


def day_meant(found: re.Match[str], page: Page, given: Given) -> date | None:
    """The day that a match means by its groups `words`, `hour` and `what`; None where it names none."""
    lead = bare(found.group("words")[: found.start("what") - found.start("words")])
    is_last = re.match(r"cuối|hết|nửa cuối|hạ tuần|tuần cuối|ngày cuối", found.group("what")) is not None
    before = "truoc" in lead and not is_last and "truoc khi" not in lead and not found.group("hour")
    return _day(found, page, given, before="trước " if before else "")


def day_before(found: re.Match[str], page: Page, given: Given) -> date | None:
    """The day before the one that a match means."""
    return _day(found, page, given, before="trước ")


def _day(found: re.Match[str], page: Page, given: Given, *, before: str) -> date | None:
    what = re.sub(r" ?([/.-]) ?", r"\1", _as_read(page, *found.span("what")))
    year = re.search(r"(?:19|20)\d\d", what)
    if given.on is None and not year:
        return None
    if page.words.startswith(" âm lịch", found.end()) or re.search(r"tháng (?:giêng|chạp)", what):
        return None  # of the lunar calendar
    today = given.on or date(int(year.group()) if year else 2000, 1, 1)
    what = _relative(_plain(what, today), today)
    try:
        deadline = parse_deadline(f"{before}{what}", given_on=today)
    except InputError:
        return None
    return deadline.due_on if deadline else None


def _as_read(page: Page, start: int, end: int) -> str:
    """The words as they stand, in small letters, with the digits that a scanner mistook."""
    read = zip(page.text[start:end].lower(), page.words[start:end], strict=True)
    return "".join(word if word.isdigit() else letter for letter, word in read)


def _plain(what: str, today: date) -> str:
    """A day or period in the words of the calendar: the month by its number, of a part of it the last day."""
    what = re.sub(rf"^((?:cuối )?(?:tháng|quý) [ivx\d]+)\.({YEAR})$", r"\1/\2", what)
    what = re.sub(rf"(?:{_NEXT_YEAR})$", f" năm {today.year + 1}", what)
    what = re.sub(r"^(?:ngày )?(?:thứ [a-zà-ỹđ\d]+|chủ nhật),? ", "", what)
    what = re.sub(r"^(?:nửa cuối|hạ tuần|tuần cuối|ngày cuối(?: cùng)?)(?: của)? (?=tháng)", "cuối ", what)
    year = re.search(r"(?:19|20)\d\d", what)
    if half := re.match(r"quý (đầu|cuối)(?: của)? năm", what):
        what = f"quý {1 if half.group(1) == 'đầu' else 4} năm {year.group() if year else today.year}"
    if three := re.match(r"0?3 tháng (đầu|cuối)(?: năm)?", what):
        what = f"quý {1 if three.group(1) == 'đầu' else 4} năm {year.group() if year else today.year}"
    what = re.sub(r"^nửa (đầu|cuối) năm", r"6 tháng \1 năm", what)
    what = re.sub(r"^tuần thứ ", "tuần ", what)
    if part := _PART_OF_MONTH.match(what):
        days = int(part.group("n") or 0) * (7 if part.group("of") == "tuần" else 1)
        of_year = what[part.end() :].replace("/", " năm ")
        what = f"ngày {days or _DAYS_OF_PART[part.group(1)]} {part.group('month')}{of_year}"
    what = re.sub(r"^(?:cuối|đầu|giữa|hết|sáng|chiều|tối|đêm) ", "", what)
    if called := DAY_OF_NAMED.match(what):
        return f"ngày {called.group('day')} tháng {_MONTHS[called.group('name')]}{what[called.end() :]}"
    if named := NAMED_MONTH.match(re.sub(rf" (?:năm )?{YEAR}$", "", what)):
        return f"tháng {_MONTHS[named.group('name')]}{what[named.end() :]}"
    if two := _TWO_MONTHS.match(what):
        return f"tháng {two.group('last')}"
    if several := _TWO_QUARTERS.match(what):
        return several.group("last")
    if re.match(r"\d{1,2} tháng \d", what):
        return f"ngày {what}"
    return re.sub(r"^(?:ngày )?m[ùồ]ng ", "ngày ", what).removeprefix("bữa ")


def _relative(what: str, today: date) -> str:
    """A period told from today in the words of the calendar."""
    if what in ("năm nay", "năm"):
        return f"năm {today.year}"
    if what in ("tháng này", "tháng ni"):
        return f"tháng {today.month} năm {today.year}"
    quarter = (today.month + 2) // 3
    if what == "quý này":
        return f"quý {quarter} năm {today.year}"
    if what in ("tháng tới", "tháng sau"):
        return f"tháng {today.month % 12 + 1} năm {today.year + today.month // 12}"
    if what in ("quý tới", "quý sau"):
        return f"quý {quarter % 4 + 1} năm {today.year + quarter // 4}"
    return what
