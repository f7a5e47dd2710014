"""Which period a meeting is about, from the words of a text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from giaoban_desktop.domain.meetings import MeetingKind, kind_of
from giaoban_desktop.domain.numbers import parse_roman
from giaoban_desktop.domain.periods import (
    Period,
    PeriodKind,
    days,
    half,
    month,
    nine_months,
    quarter,
    to_date,
    whole_year,
)
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.language.reading.evidence import LOOKED_AT, Evidence
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import LETTER, YEAR, Page, Span, matches_at

FAR_FROM_DAY = 4.0
"""What it costs a period in score that the meeting is not held in it or soon after it."""
HELD_AFTER, HELD_BEFORE = timedelta(days=75), timedelta(days=45)
"""A meeting is held at most so long after the end of its period, or before it."""


class DayNamed(NamedTuple):
    """A day as a text writes it; `year` is None where the text does not say it."""

    day: int
    month: int
    year: int | None
    span: Span


def year_start(page: Page) -> date | None:
    """1 January of the year that the text speaks of most, for days without a year where nothing else is known."""
    year = year_near(page)
    return date(year, 1, 1) if year else None


# Period

_PERIOD = re.compile(
    rf"""(?<![{LETTER}\d])(?:
    từ[ ](?:ngày[ ])?(?P<fd>\d{{1,2}})[/.-](?P<fm>\d{{1,2}})(?:[/.-](?P<fy>{YEAR}))?[ ](?:đến|-)(?:[ ]hết)?
      (?:[ ]ngày)?[ ](?P<td>\d{{1,2}})[/.-](?P<tm>\d{{1,2}})[/.-](?P<ty>{YEAR})
  | từ[ ]ngày[ ](?P<fd2>\d{{1,2}})[ ]tháng[ ](?P<fm2>\d{{1,2}})(?:[ ]năm[ ](?P<fy2>{YEAR}))?[ ]đến
      (?:[ ]hết)?[ ]ngày[ ](?P<td2>\d{{1,2}})[ ]tháng[ ](?P<tm2>\d{{1,2}})[ ]năm[ ](?P<ty2>{YEAR})
  | từ[ ]tháng[ ](?P<sm>\d{{1,2}})(?:(?:[ ]năm[ ]|[-/])(?P<sy>{YEAR}))?[ ](?:đến|-)(?:[ ]hết)?[ ]tháng[ ]
      (?P<em>\d{{1,2}})(?:[ ]năm[ ]|[-/])(?P<ey>{YEAR})
  | từ[ ]đầu[ ]năm(?:[ ](?P<dy>{YEAR}))?[ ]đến(?:[ ]hết)?(?:[ ]ngày)?[ ](?P<dd>\d{{1,2}})[/.-](?P<dm>\d{{1,2}})
      (?:[/.-](?P<dyy>{YEAR}))?
  | quí[ ](?P<q>[ivxl]+|\d|(?:một|hai|ba|tư|bốn)(?=[ ](?:năm|vừa)|[,.]))
      (?P<qy>(?:[ ]?[-/.][ ]?|[ ]năm[ ]|[ ,])[ ]?{YEAR})?
  | (?:0?(?P<h>6)|sáu)[ ]tháng[ ](?P<hw>đầu|cuối)(?:[ ]năm)?(?P<hy>[ ]{YEAR})?
  | (?:0?3|ba)[ ]tháng[ ]đầu(?:[ ]năm)?(?P<ty3>[ ]{YEAR})?
  | (?:0?(?P<n>9)|chín)[ ]tháng(?:[ ]đầu)?(?:[ ]năm)?(?P<ny>[ ]{YEAR})?
  | (?:tháng[ ]|t(?=\d{{1,2}}[/-]20)|(?<=giao[ ]ban[ ])t(?=\d))(?P<m>\d{{1,2}})
      (?P<my>(?:[ ]?[-/.][ ]?|[ ]năm[ ]){YEAR})?
  | (?P<year>năm)[ ](?P<yy>{YEAR})
    )(?![{LETTER}\d])""",
    re.VERBOSE,
)
_QUARTERS = {"một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4}
_PERIOD_BEGINS = re.compile(
    r"[0-9tqnbcs](?:ừ (?=\d|ngày|tháng|đầu)|uí |háng (?=\d)|ăm |a (?=t)|hín |áu |(?<=t)\d|(?<=\d)\d? tháng)"
)
_NEAR_MEETING = re.compile(r"giao ban|hội nghị|sơ kết|tổng kết|kết quả|công tác|nhiệm vụ|báo cáo|biên bản|trong")
_MEETING = re.compile(r"giao ban|hội nghị|sơ kết|tổng kết|họp")
_TITLE = re.compile(r"(?:^|\n)\s*(?:báo cáo|biên bản|thông báo)")
TITLE_WITHIN = 260
"""Characters behind "Báo cáo" in which its title tells what it is about."""
_NOT_PERIOD = re.compile(any_of("facts", "not_period") + r"\s*(?:trong |ngày |vào |của )?$")
_NAMED_KINDS = {str(kind): kind for kind in MeetingKind if kind is not MeetingKind.EXTRAORDINARY}
_LIKELY = {"quarter": 1.5, "half": 1.5, "months_9": 1.5, "range": 1.2, "month": 1.0, "to_date": 0.5, "year": 0.0}
_WITHIN = re.compile(r"[a-zà-ỹđ,] trong $")
"""What ends a sentence so is by when something is to be done: "…, trình UBND tỉnh trong tháng 7."."""
_PLAN_WORDS = re.compile(any_of("facts", "plan_words") + r"[^.;,\n]{0,40}$")


def period_of(page: Page, named: DayNamed | None, evidence: Evidence) -> tuple[Period | None, MeetingKind | None]:
    """The period that the meeting is about, and its kind: the one named with it, else the first that is told of.

    A meeting is held in its period or soon after it; a period that does not go with the day is hardly the one.
    """
    best: tuple[float, int, re.Match[str]] | None = None
    near_year = year_near(page)
    titled = _TITLE.search(page.words, 0, 800)
    for found in matches_at(_PERIOD_BEGINS, _PERIOD, page.words, LOOKED_AT):
        sentence = page.sentence_at(found.start())
        start, end, _line = page.sentence(sentence)
        before = page.words[max(start, found.start() - 60) : found.start()]
        if _NOT_PERIOD.search(before) and not found.group().startswith("từ"):
            continue
        if found.group("m") and re.search(r"ngày \d{1,2} $|ngày \d{1,2}, $|\d{1,2} $", before):
            continue
        score = 0.0
        near = page.words[max(start, found.start() - 120) : min(end, found.end() + 60)]
        if re.search(r"giao ban[^.;\n]{0,60}$", page.words[max(start, found.start() - 90) : found.start()]):
            score += 6
        elif _MEETING.search(near):
            score += 3
        elif _NEAR_MEETING.search(before):
            score += 1
        if titled and found.start() - titled.end() < TITLE_WITHIN:
            score += 2.5
        if _PLAN_WORDS.search(before) or (_WITHIN.search(before) and page.words[found.end() : found.end() + 1] in ".;"):
            score -= 4
        kind = _kind_of(found)
        score += _LIKELY[kind]
        score += 1.0 if _year_in(found) else 0.0
        if found.group("year"):
            is_first = not page.words[start : found.start()].strip(" -+•\n")
            is_about = re.search(
                r"(?:phối hợp|giao ban|tổng kết|hội nghị|kết quả|công tác)(?: công tác| phối hợp| hội nghị)* $"
                r"|nghị định [^.;]{0,50}chính phủ $",
                before,
            )
            score += 0.6 if is_first or is_about else -1.5
        score -= found.start() / 4000
        if named is not None and _fitting_year(found, named, near_year, kind) is None:
            score -= FAR_FROM_DAY
        if best is None or score > best[0]:
            best = score, sentence, found
    if best is None or best[0] < 0.5:
        return None, None
    found = best[2]
    kind = _kind_of(found)
    year = _year_in(found) or (_fitting_year(found, named, near_year, kind) if named else None) or near_year
    if year is None:
        return None, _NAMED_KINDS.get(kind)
    if not _year_in(found):
        evidence.warn(
            UserError("The year {year} of the period is inferred; the text does not say it there.", year=year)
        )
    try:
        period = _made(found, year, kind)
    except (InputError, ValueError):
        evidence.warn(
            UserError(
                "“{words}” is no period; it may be a misprint and was not taken.", words=evidence.words(found.span())
            )
        )
        return None, _NAMED_KINDS.get(kind)
    evidence.mark("period", found.span())
    regular = period.kind not in (PeriodKind.RANGE, PeriodKind.TO_DATE)
    return period, kind_of(period) if regular else None


def _fitting_year(found: re.Match[str], named: DayNamed, near: int | None, kind: str) -> int | None:
    """The year in which a period goes with the day of the meeting; None when there is none."""
    years = (
        [_year_in(found)] if _year_in(found) else [named.year, named.year and named.year - 1, near, near and near - 1]
    )
    for year in filter(None, years):
        try:
            period = _made(found, year, kind)
            if period.kind in (PeriodKind.RANGE, PeriodKind.TO_DATE):
                return year
            for held_in in {named.year} if named.year else {period.last_on.year, period.last_on.year + 1}:
                held_on = date(held_in, named.month, named.day)
                if (
                    period.first_on <= held_on <= period.last_on + HELD_AFTER
                    and period.last_on - held_on <= HELD_BEFORE
                ):
                    return year
        except (InputError, ValueError):
            continue
    return None


def _kind_of(found: re.Match[str]) -> str:
    if found.group("fd") or found.group("fd2") or found.group("sm"):
        return "range"
    if found.group("dd"):
        return "to_date"
    if found.group("q") or found.group().startswith(("3 ", "03 ", "ba ")):
        return "quarter"
    if found.group("hw"):
        return "half"
    if found.group("n") or found.group().startswith("chín"):
        return "months_9"
    return "month" if found.group("m") else "year"


_YEAR_GROUPS = ("ty", "ty2", "ey", "dyy", "dy", "qy", "hy", "ty3", "ny", "my", "yy")


def _year_in(found: re.Match[str]) -> int | None:
    for name in _YEAR_GROUPS:
        if found.group(name):
            year = re.search(YEAR, found.group(name))
            return int(year.group()) if year else None
    return None


def year_near(page: Page) -> int | None:
    """The year that the text names most often with days and periods; not that of a document's number."""
    counts: dict[int, float] = {}
    for match in re.finditer(rf"(?:năm |[-/.]){YEAR}(?![\d])(?!/)|{YEAR}", page.words[:LOOKED_AT]):
        year = int(match.group()[-4:])
        before = page.words[max(0, match.start() - 40) : match.start()]
        if re.search(
            r"(?:nghị định|nghị quyết|luật|quyết định|chỉ thị|thông tư|pháp lệnh|giai đoạn|nhiệm kì|khóa|nghĩa vụ"
            r"|tuyển quân|nhập ngũ|giao quân)[^.;]{0,36}$",
            before,
        ) or page.words[match.end() : match.end() + 1] in ("/", "-"):
            continue
        if re.match(rf"{YEAR}/", page.words[match.end() - 4 : match.end() + 1]):
            continue
        counts[year] = counts.get(year, 0) + 1 + (1 if match.group().startswith("năm") else 0)
    if not counts:
        return None
    return max(counts, key=lambda year: counts[year])  # of several the one named first


def _made(found: re.Match[str], year: int, kind: str) -> Period:
    number = found.group
    match kind:
        case "range" if number("sm"):
            first = month(int(number("sy") or year), int(number("sm")))
            last = month(year, int(number("em")))
            return days(first.first_on, last.last_on)
        case "range":
            part = "" if number("fd") else "2"
            first_on = date(int(number(f"fy{part}") or year), int(number(f"fm{part}")), int(number(f"fd{part}")))
            return days(first_on, date(year, int(number(f"tm{part}")), int(number(f"td{part}"))))
        case "to_date":
            return to_date(date(year, int(number("dm")), int(number("dd"))))
        case "quarter":
            said = number("q") or "1"
            value = int(said) if said.isdigit() else _QUARTERS.get(said) or parse_roman(said) or 0
            return quarter(year, value)
        case "half":
            return half(year, 1 if number("hw") == "đầu" else 2)
        case "months_9":
            return nine_months(year)
        case "month":
            return month(year, int(number("m")))
    return whole_year(year)


def period_held_in(page: Page, day: date) -> Period | None:
    """ "giao ban tháng" or "giao ban quý" without a number: the period in which the meeting was held."""
    found = re.search(r"giao ban (?:định kì )?(?:hằng |hàng )?(tháng|quí)(?! (?:\d|[ivx]))", page.words[:6000])
    if found is None:
        return None
    try:
        if found.group(1) == "tháng":
            return month(day.year, day.month)
        return quarter(day.year, (day.month + 2) // 3)
    except InputError:  # a misprint: 1900
        return None
