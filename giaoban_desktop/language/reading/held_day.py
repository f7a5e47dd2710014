"""The day on which a meeting is held, as a text writes it, and the year that it leaves out."""

from __future__ import annotations

import re
from datetime import date

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.periods import Period, PeriodKind
from giaoban_desktop.errors import UserError
from giaoban_desktop.language.reading.evidence import LOOKED_AT, Evidence
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import LETTER, YEAR, Page, Span, matches_at
from giaoban_desktop.language.reading.when import HELD_AFTER, HELD_BEFORE, DayNamed, year_near

_HAPPENS_BEFORE = re.compile(
    r"(?:thời gian|bắt đầu|tổ chức|diễn ra|tiến hành)[^.;\n]{0,60}$|(?:giao ban|hội nghị|họp|hội ý)[^.;\n]{0,80}$"
)
_IN_BRACKETS = re.compile(
    rf"(?:giao ban|gb|hội ý|họp|hội nghị)[^.;\n(]{{0,40}}\((?:ngày )?(\d{{1,2}})[/.-](\d{{1,2}})"
    rf"(?:[/.-]({YEAR}))?(?=[,) ])"
)
_IN_TITLE = re.compile(
    r"(?:giao ban|hội ý|họp)(?:[^.;:\n(]{0,60}(?:, |[ \n]\(|\n)|(?: (?:tháng|tuần|quí) [\divx]{1,4})? )"
    rf"(?:ngày )?(?:(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-]"
    rf"|(?P<d2>\d{{1,2}}) tháng (?P<m2>\d{{1,2}}) năm )(?P<y>{YEAR})\)?(?= *(?:\n|$|- |:))"
)
"""A day that ends the title, or stands in brackets below it: "Giao ban tuần 16 - xã Phú Lộc, 13.4.2026"."""
_TODAY = re.compile(r"(?<![a-zà-ỹđ])(?:sáng|chiều|tối|hôm) nay,(?! \d)")
DATELINE_WITHIN = 300
"""Characters at the beginning in which a paper prints its day."""
_SAME_DAY = re.compile(r"(?:họp|hội nghị|giao ban)[^.;\n]{0,12} cùng ngày")
_MINUTED = re.compile(r"(?:biên bản|kết luận (?:của|tại))[^;]{4,240}?, ngày (?=\d)")
_FULL_DAY = re.compile(rf"(?<!\d)(\d{{1,2}})[/.-](\d{{1,2}})[/.-]({YEAR})(?!\d)")
_DATELINE = re.compile(
    rf"(?:^|\n)(?![^\n]{{0,90}}(?:nghị định|nđ-cp))[^\n.;]{{0,40}}?(?<!\d)"
    rf"(?P<d>\d{{1,2}})(?:[/.-](?P<m>\d{{1,2}})[/.-]| tháng (?P<m2>\d{{1,2}})(?:,| năm)? )(?P<y>{YEAR})(?!\d)"
)
"""The day that a page prints above a text: "(31/10/2025)", "3 tháng 9, 2025 lúc 19:42"."""
_DAY = re.compile(
    rf"(?:(?P<part>sáng|chiều|tối|trưa|bữa(?= nay)|hôm(?= nay| qua))(?: nay| qua| ni)?,? ?"
    rf"(?:thứ [{LETTER}]+ ?,? ?)?\(?(?:ngày )?"
    r"|(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? ?\(?(?:ngày )?"
    r"|(?:vào )?(?P<day_word>ngày) |"
    rf"(?P<hour>(?:vào )?(?<!phản )(?<!thu )(?:hồi|lúc) (?!trước|chậm)[^.;\n]{{0,24}}ngày |\d{{1,2}} ?(?:giờ"
    rf"|h) ?(?:\d{{2}})?(?: phút)?,? ngày"
    rf" |ngày họp: ))(?:(?P<d>\d{{1,2}}) ?[/.-] "
    rf"?(?P<m>\d{{1,2}})(?: ?[/.-] ?(?P<y>{YEAR}))?(?![\d])|(?P<d2>\d{{1,2}}) tháng (?P<m2>\d{{1,2}})(?:,? "
    rf"(?:năm )?(?P<y2>{YEAR}))?)"
)
_DAY_BEGINS = re.compile(
    r"[sctvnhl](?:áng|hiều|ối|rưa|ào |gày|ồi|úc)|(?<!sáng )(?<!chiều )(?:thứ [hbtns]|chủ nhật)"
    r"|(?<!\d)\d(?=\d? ?(?:giờ|h))|[bh](?:ữa|ôm) (?:nay|qua)"
)
_OTHER_EVENT = re.compile(r"(?:^|[^a-zà-ỹđ])(?:lễ|ngày hội|hội thi|hội thao|kì thi|giao,? nhận quân)[^.;,]{0,50}$")
"""What takes place on a day that is not that of the meeting."""
_HAPPENS = re.compile(
    r"tổ chức|chủ trì|diễn ra|hội nghị|giao ban|cuộc họp|khai mạc|thời gian|bắt đầu|tiến hành|họp|sơ kết|tổng"
    r" kết|đăng cai|hội ý"
)
_AT_PLACE = re.compile(r", (?:tại |hội trường |phòng họp |nhà văn hóa )")
_NOT_HELD = re.compile(any_of("facts", "not_held") + r"[^.;,\n]{0,12}$")


def day_named(page: Page) -> DayNamed | None:
    """The day on which the meeting is held, as it is written; the year may stand with the same day elsewhere."""
    best: tuple[float, re.Match[str]] | None = None
    for found in matches_at(_DAY_BEGINS, _DAY, page.words, LOOKED_AT):
        start, end, _line = page.sentence(page.sentence_at(found.start()))
        before = page.words[max(start, found.start() - 90) : found.start()]
        if _NOT_HELD.search(before[-40:]) and not found.group("part"):
            continue
        if _OTHER_EVENT.search(before):
            continue
        score = 2.0 if found.group("part") or found.group("hour") else 0.0
        behind = page.words[found.end() : min(end, found.end() + 260)]
        if _HAPPENS.search(behind) or _AT_PLACE.match(behind) or _HAPPENS_BEFORE.search(before):
            score += 2
        if re.search(r"kết thúc[^.;\n]{0,40}$", before[-40:]):
            score -= 1
        score -= found.start() / 3000
        if best is None or score > best[0]:
            best = score, found
    if (today := _today(page)) is not None:
        return today
    beside = _IN_BRACKETS.search(page.words, 0, best[1].start() if best else LOOKED_AT)
    if best is None or best[0] < 1 or beside:
        return _day_apart(page)
    found = best[1]
    day, month = int(found.group("d") or found.group("d2")), int(found.group("m") or found.group("m2"))
    said = found.group("y") or found.group("y2")
    written = re.search(rf"(?<!\d)0?{day} ?[/.-] ?0?{month} ?[/.-] ?({YEAR})(?!\d)", page.words[:LOOKED_AT])
    if not said and written:
        said = written.group(1)
    return DayNamed(day, month, int(said) if said else None, Span(*found.span()))


def _today(page: Page) -> DayNamed | None:
    """ "Sáng nay, …" below the day that is printed above."""
    today = _TODAY.search(page.words, 0, LOOKED_AT)
    dated = _DATELINE.search(page.words, 0, min(today.start(), DATELINE_WITHIN)) if today else None
    if dated is None:
        return None
    month = dated.group("m") or dated.group("m2")
    return DayNamed(int(dated.group("d")), int(month), int(dated.group("y")), Span(*dated.span()))


def _day_apart(page: Page) -> DayNamed | None:
    """ "giao ban tháng 5 (28/5, …)", or "hội nghị họp cùng ngày": the day before these words."""
    if found := _IN_BRACKETS.search(page.words, 0, LOOKED_AT):
        year = int(found.group(3)) if found.group(3) else None
        return DayNamed(int(found.group(1)), int(found.group(2)), year, Span(found.start(1), found.end()))
    if found := _IN_TITLE.search(page.words, 0, DATELINE_WITHIN):
        day, month = (int(found.group(name) or found.group(f"{name}2")) for name in ("d", "m"))
        return DayNamed(day, month, int(found.group("y")), Span(*found.span()))
    if (minuted := _MINUTED.search(page.words, 0, 600)) and (full := _FULL_DAY.match(page.words, minuted.end())):
        return DayNamed(int(full.group(1)), int(full.group(2)), int(full.group(3)), Span(*full.span()))
    same = _SAME_DAY.search(page.words, 0, LOOKED_AT)
    days = list(_FULL_DAY.finditer(page.words, 0, same.start())) if same else []
    if not days:
        return None
    return DayNamed(int(days[-1].group(1)), int(days[-1].group(2)), int(days[-1].group(3)), Span(*days[-1].span()))


def _is_told_early(day: date, period: Period) -> bool:
    """Whether a meeting on this day would be held too long before its period ends: it is of the year after."""
    return (
        period.kind is not PeriodKind.RANGE
        and (day < period.first_on or period.last_on - day > HELD_BEFORE)
        and day.replace(year=day.year + 1) <= period.last_on + HELD_AFTER
    )


def held_on(page: Page, named: DayNamed | None, period: Period | None, evidence: Evidence) -> date | None:
    """The day of the meeting; a missing year is that of the period, and is said to be inferred."""
    if named is None:
        return None
    year = named.year or (period.last_on.year if period else year_near(page))
    if year is None:
        return None
    try:
        made = date(year, named.month, named.day)
        if not named.year and period and _is_told_early(made, period):
            made = made.replace(year=year + 1)
    except ValueError:
        evidence.warn(
            UserError("“{words}” is no day of the calendar; it was not taken.", words=evidence.words(named.span))
        )
        return None
    if not named.year:
        evidence.warn(UserError("The year of the day {day} is inferred from the period.", day=short_date(made)))
    evidence.mark("date", named.span)
    return made
