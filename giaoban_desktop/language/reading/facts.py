"""What a text says of the meeting: period, day, who hosts and leads, legal bases, place; misprints are told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from giaoban_desktop.domain.dates import short_date
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
from giaoban_desktop.language.reading.lexicon import any_of, word_set
from giaoban_desktop.language.reading.page import LOWER, UPPER, Page, Span, normal
from giaoban_desktop.language.reading.units import UNIT, unit_at

_L = "a-zà-ỹđăâêôơư"
_Y = r"(?:19|20)\d\d"
LOOKED_AT = 12_000
"""Characters at the beginning in which the facts of a meeting are looked for."""


@dataclass(frozen=True, slots=True)
class FoundBasis:
    """A document that the meeting rests on, as it is named."""

    number: str
    dated: date | None


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """What was found; empty where the text says nothing. `warnings` tell what was inferred or not believed."""

    kind: str | None = None
    period: Period | None = None
    held_on: date | None = None
    host: str | None = None
    co_organisers: tuple[str, ...] = ()
    leader: str | None = None
    leader_position: str | None = None
    legal_bases: tuple[FoundBasis, ...] = ()
    place: str | None = None
    warnings: tuple[UserError, ...] = ()
    spans: tuple[tuple[str, int, int], ...] = ()
    """Where each fact stands in the text as given: name, start, end."""


@dataclass(slots=True)
class _Notes:
    warnings: list[UserError] = field(default_factory=list)
    spans: list[tuple[str, int, int]] = field(default_factory=list)


def meeting_facts(page: Page) -> FoundMeeting:
    """The facts of the meeting that a page tells of."""
    notes = _Notes()
    period, kind = _period(page, notes)
    held_on = _held_on(page, period, notes)
    if period is None and held_on is not None and (short := _short_period(page, held_on)):
        period, kind = short
    if re.search(r"(?:giao ban|hội ý|họp|hội nghị)[^.;\n]{0,16} (?:đột xuất|khẩn)", page.words[:6000]):
        kind = "extraordinary"
    host, others = _hosts(page, notes)
    leader, position = _leader(page, notes)
    return FoundMeeting(
        kind,
        period,
        held_on,
        host,
        others,
        leader,
        position,
        _bases(page, notes),
        _place(page, notes),
        tuple(notes.warnings),
        tuple(notes.spans),
    )


def year_start(page: Page) -> date | None:
    """1 January of the year that the text speaks of most, for days without a year where nothing else is known."""
    year = _year_near(page)
    return date(year, 1, 1) if year else None


# Period

_PERIOD = re.compile(
    rf"""(?<![{_L}\d])(?:
    từ[ ](?:ngày[ ])?(?P<fd>\d{{1,2}})[/.-](?P<fm>\d{{1,2}})(?:[/.-](?P<fy>{_Y}))?[ ](?:đến|-)(?:[ ]hết)?
      (?:[ ]ngày)?[ ](?P<td>\d{{1,2}})[/.-](?P<tm>\d{{1,2}})[/.-](?P<ty>{_Y})
  | từ[ ]ngày[ ](?P<fd2>\d{{1,2}})[ ]tháng[ ](?P<fm2>\d{{1,2}})(?:[ ]năm[ ](?P<fy2>{_Y}))?[ ]đến
      (?:[ ]hết)?[ ]ngày[ ](?P<td2>\d{{1,2}})[ ]tháng[ ](?P<tm2>\d{{1,2}})[ ]năm[ ](?P<ty2>{_Y})
  | từ[ ]tháng[ ](?P<sm>\d{{1,2}})(?:(?:[ ]năm[ ]|[-/])(?P<sy>{_Y}))?[ ](?:đến|-)(?:[ ]hết)?[ ]tháng[ ]
      (?P<em>\d{{1,2}})(?:[ ]năm[ ]|[-/])(?P<ey>{_Y})
  | từ[ ]đầu[ ]năm(?:[ ](?P<dy>{_Y}))?[ ]đến(?:[ ]hết)?(?:[ ]ngày)?[ ](?P<dd>\d{{1,2}})[/.-](?P<dm>\d{{1,2}})
      (?:[/.-](?P<dyy>{_Y}))?
  | quí[ ](?P<q>[ivxl]+|\d)(?P<qy>(?:[ ]?[-/][ ]?|[ ]năm[ ]|[ ,])[ ]?{_Y})?
  | (?:0?(?P<h>6)|sáu)[ ]tháng[ ](?P<hw>đầu|cuối)(?:[ ]năm)?(?P<hy>[ ]{_Y})?
  | (?:0?3|ba)[ ]tháng[ ]đầu(?:[ ]năm)?(?P<ty3>[ ]{_Y})?
  | (?:0?(?P<n>9)|chín)[ ]tháng(?:[ ]đầu)?(?:[ ]năm)?(?P<ny>[ ]{_Y})?
  | tháng[ ](?P<m>\d{{1,2}})(?P<my>(?:[ ]?[-/.][ ]?|[ ]năm[ ]){_Y})?
  | (?P<year>năm)[ ](?P<yy>{_Y})
    )(?![{_L}\d])""",
    re.VERBOSE,
)
_NEAR_MEETING = re.compile(r"giao ban|hội nghị|sơ kết|tổng kết|kết quả|công tác|nhiệm vụ|báo cáo|biên bản|trong")
_MEETING = re.compile(r"giao ban|hội nghị|sơ kết|tổng kết|họp")
_NOT_PERIOD = re.compile(any_of("facts", "not_period") + r"\s*(?:trong |ngày |vào |của )?$")
_PLAN_WORDS = re.compile(any_of("facts", "plan_words") + r"[^.;,\n]{0,40}$")


def _period(page: Page, notes: _Notes) -> tuple[Period | None, str | None]:
    """The period that the meeting is about: the one named with it, else the first that is told of."""
    best: tuple[float, int, re.Match[str]] | None = None
    for found in _PERIOD.finditer(page.words, 0, LOOKED_AT):
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
        if _PLAN_WORDS.search(before):
            score -= 4
        kind = _kind_of(found)
        score += {
            "quarter": 1.5,
            "half": 1.5,
            "months_9": 1.5,
            "month": 1.0,
            "range": 1.2,
            "to_date": 0.5,
            "year": 0.0,
        }[kind]
        score += 1.0 if _year_in(found) else 0.0
        if found.group("year"):
            is_first = not page.words[start : found.start()].strip(" -+•\n")
            is_about = re.search(
                r"(?:phối hợp|giao ban|tổng kết|hội nghị|kết quả|công tác)(?: công tác| phối hợp| hội nghị)* $", before
            )
            score += 0.6 if is_first or is_about else -1.5
        score -= found.start() / 4000
        if best is None or score > best[0]:
            best = score, sentence, found
    if best is None or best[0] < 0.5:
        return None, None
    found = best[2]
    year = _year_in(found) or _year_near(page)
    kind = _kind_of(found)
    raw = page.raw_span(*found.span())
    if year is None:
        return None, kind if kind in ("month", "quarter", "half", "year") else None
    if not _year_in(found):
        notes.warnings.append(
            UserError("The year {year} of the period is inferred; the text does not say it there.", year=year)
        )
    try:
        period = _made(found, year, kind)
    except (InputError, ValueError):
        notes.warnings.append(
            UserError(
                "“{words}” is no period; it may be a misprint and was not taken.",
                words=page.raw[raw.start : raw.end],
            )
        )
        return None, kind if kind in ("month", "quarter", "half", "year") else None
    notes.spans.append(("period", raw.start, raw.end))
    return period, _meeting_kind(page, period)


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
            year = re.search(_Y, found.group(name))
            return int(year.group()) if year else None
    return None


def _year_near(page: Page) -> int | None:
    """The year that the text names most often with days and periods; not that of a document's number."""
    counts: dict[int, float] = {}
    for match in re.finditer(rf"(?:năm |[-/.]){_Y}(?![\d])(?!/)|{_Y}", page.words[:LOOKED_AT]):
        year = int(match.group()[-4:])
        before = page.words[max(0, match.start() - 40) : match.start()]
        if re.search(
            r"(?:nghị định|nghị quyết|luật|quyết định|chỉ thị|thông tư|pháp lệnh|giai đoạn|nhiệm kì|khóa)[^.;]{0,36}$",
            before,
        ) or page.words[match.end() : match.end() + 1] in ("/", "-"):
            continue
        if re.match(rf"{_Y}/", page.words[match.end() - 4 : match.end() + 1]):
            continue
        counts[year] = counts.get(year, 0) + 1 + (1 if match.group().startswith("năm") else 0)
    if not counts:
        return None
    return max(counts, key=lambda year: (counts[year], year))


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
            value = int(said) if said.isdigit() else parse_roman(said) or 0
            if not 1 <= value <= 4:
                raise ValueError
            return quarter(year, value)
        case "half":
            return half(year, 1 if number("hw") == "đầu" else 2)
        case "months_9":
            return nine_months(year)
        case "month":
            return month(year, int(number("m")))
    return whole_year(year)


def _meeting_kind(page: Page, period: Period) -> str | None:
    if re.search(r"giao ban đột xuất|họp đột xuất|hội nghị đột xuất|hội ý đột xuất", page.words[:6000]):
        return "extraordinary"
    return {
        PeriodKind.MONTH: "month",
        PeriodKind.QUARTER: "quarter",
        PeriodKind.HALF: "half",
        PeriodKind.YEAR: "year",
        PeriodKind.MONTHS_9: "quarter",
        PeriodKind.RANGE: None,
        PeriodKind.TO_DATE: None,
    }[period.kind]


def _short_period(page: Page, held_on: date) -> tuple[Period, str] | None:
    """ "giao ban tháng" or "giao ban quý" without a number: the period in which the meeting was held."""
    found = re.search(r"giao ban (?:định kì )?(?:hằng |hàng )?(tháng|quí)(?! (?:\d|[ivx]))", page.words[:6000])
    if found is None:
        return None
    if found.group(1) == "tháng":
        return month(held_on.year, held_on.month), "month"
    return quarter(held_on.year, (held_on.month + 2) // 3), "quarter"


# Day

_DAY = re.compile(
    rf"(?:(?P<part>sáng|chiều|tối|trưa)(?: nay)?,? ?(?:thứ [{_L}]+ ?,? ?)?\(?(?:ngày )?|(?:vào )"
    rf"?(?P<day_word>ngày) |hồi [^.;\n]{{0,20}}ngày |lúc [^.;\n]{{0,20}}ngày )(?:(?P<d>\d{{1,2}}) ?[/.-] "
    rf"?(?P<m>\d{{1,2}})(?: ?[/.-] ?(?P<y>{_Y}))?(?![\d])|(?P<d2>\d{{1,2}}) tháng (?P<m2>\d{{1,2}})(?:,? "
    rf"(?:năm )?(?P<y2>{_Y}))?)"
)
_HAPPENS = re.compile(r"tổ chức|chủ trì|diễn ra|hội nghị|giao ban|cuộc họp|khai mạc|thời gian|bắt đầu|tiến hành|họp")
_NOT_HELD = re.compile(any_of("facts", "not_held") + r"[^.;\n]{0,12}$")


def _held_on(page: Page, period: Period | None, notes: _Notes) -> date | None:
    """The day of the meeting; a missing year is that of the period, and is said to be inferred."""
    best: tuple[float, re.Match[str]] | None = None
    for found in _DAY.finditer(page.words, 0, LOOKED_AT):
        sentence = page.sentence_at(found.start())
        start, end, _line = page.sentence(sentence)
        before = page.words[max(start, found.start() - 40) : found.start()]
        if _NOT_HELD.search(before) and not found.group("part"):
            continue
        score = 2.0 if found.group("part") else 0.0
        behind = page.words[found.end() : min(end, found.end() + 260)]
        if _HAPPENS.search(behind) or re.search(
            r"(?:thời gian|bắt đầu|tổ chức|diễn ra|tiến hành)[^.;\n]{0,60}$",
            page.words[max(start, found.start() - 80) : found.start()],
        ):
            score += 2
        if re.search(r"kết thúc[^.;\n]{0,40}$", before):
            score -= 1
        score -= found.start() / 3000
        if best is None or score > best[0]:
            best = score, found
    if best is None or best[0] < 1:
        return None
    found = best[1]
    said = found.group("y") or found.group("y2")
    year = int(said) if said else period.last_on.year if period else _year_near(page)
    if year is None:
        return None
    number = int(found.group("d") or found.group("d2")), int(found.group("m") or found.group("m2"))
    raw = page.raw_span(*found.span())
    try:
        made = date(year, number[1], number[0])
        if (
            not said
            and period
            and period.kind is not PeriodKind.RANGE
            and made.month <= 2
            and period.first_on.month >= 10
        ):
            made = made.replace(year=year + 1)
    except ValueError:
        notes.warnings.append(
            UserError("“{words}” is no day of the calendar; it was not taken.", words=page.raw[raw.start : raw.end])
        )
        return None
    if not said:
        notes.warnings.append(UserError("The year of the day {day} is inferred from the period.", day=short_date(made)))
    notes.spans.append(("date", raw.start, raw.end))
    return made


# Who meets

_ORGANISES = re.compile(
    any_of("facts", "organises")
    + r" (?:thành công )?(?:hội nghị|cuộc|buổi|phiên)?[^.;\n]{0,60}?(?:giao ban|sơ kết|tổng kết|hội nghị|họp|"
    + r"phối hợp)"
)
_HELPS = re.compile(r"\s*,?\s*(?:(?:chủ trì,? )?phối hợp(?: chặt chẽ)?(?: với| cùng(?: với)?)?|cùng(?: với)?|và|,)\s*")
_FORMAL_HOST = re.compile(r"(?:đơn vị|cơ quan) (?:đăng cai|chủ trì|tổ chức)[^:\n]{0,30}:\s*")
_FORMAL_OTHERS = re.compile(r"(?:đơn vị|cơ quan|các đơn vị) (?:phối hợp|đồng tổ chức|cùng tổ chức)[^:\n]{0,30}:\s*")


def _hosts(page: Page, notes: _Notes) -> tuple[str | None, tuple[str, ...]]:
    """Who organises the meeting, and with whom: "A phối hợp với B và C tổ chức hội nghị giao ban"."""
    if formal := _FORMAL_HOST.search(page.words):
        host = unit_at(page, formal.end(), len(page.words))
        if host:
            formal = _FORMAL_OTHERS.search(page.words)
            named = _units_in_row(page, formal.end()) if formal else []
            return _named(page, host, "host", notes), tuple(page.text[one.start : one.end] for one in named)
    for number in range(min(page.count, 400)):
        start, end, _line = page.sentence(number)
        organises = _ORGANISES.search(page.words, start, end)
        if organises is None:
            continue
        for found in UNIT.finditer(page.words, start, organises.start()):
            host = unit_at(page, found.start(), end)
            if host is None or host.end > organises.start() + 1:
                continue
            if (
                page.words[max(start, host.start - 60) : host.start]
                .rstrip(" ,")
                .endswith(
                    (
                        "chủ tịch",
                        "phó chủ tịch",
                        "giám đốc",
                        "bí thư",
                        "trưởng",
                        "lãnh đạo",
                        "tại",
                        "phó trưởng",
                        "của",
                        "trụ sở",
                        "hội trường",
                    )
                )
            ):
                continue
            others: list[Span] = []
            helps = _HELPS.match(page.words, host.end, end)
            if helps and (
                "phối hợp" in helps.group() or "cùng" in helps.group() or "," in helps.group() or "và" in helps.group()
            ):
                others = _units_in_row(page, helps.end())
            return _named(page, host, "host", notes), tuple(page.text[one.start : one.end] for one in others)
    return None, ()


def _units_in_row(page: Page, at: int) -> list[Span]:
    found: list[Span] = []
    while (unit := unit_at(page, at, len(page.words))) is not None:
        found.append(unit)
        joined = re.compile(r"\s*(?:,|và|cùng(?: với)?|;)\s*(?:với |và )?").match(page.words, unit.end)
        if joined is None:
            break
        at = joined.end()
    return found


def _named(page: Page, span: Span, what: str, notes: _Notes) -> str:
    raw = _place_of(page, span, what, notes)
    return page.raw[raw.start : raw.end]


def _place_of(page: Page, span: Span, what: str, notes: _Notes) -> Span:
    raw = page.raw_span(*span)
    notes.spans.append((what, raw.start, raw.end))
    return raw


# Who leads

_NAME = rf"[{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{1,4}}"
_TITLE = r"(?:Ông|ông|Bà|bà|[Đđ]ồng chí|[Đđ]/c|[Đđ]c|(?:[Tt]hượng|[Tt]rung|[Tt]hiếu|[Đđ]ại) (?:tá|úy|tướng))"
_OFFICE = r"(?:Ủy viên|Phó |Quyền |Q\. )?" + any_of("facts", "office")
_DIRECTS = r"(?:đã |đến |tới |về |cũng |cùng )*" + any_of("facts", "directs")
_NAME_FIRST = re.compile(
    rf"(?:{_TITLE}[: ]*)+(?P<name>{_NAME})\s*(?:,|–|-|—|\()\s*(?P<position>(?={_OFFICE})[^;\n:()]{{4,140}}?)"
    rf"\s*[,)]?\s*{_DIRECTS}"
)
_CAPITALS = re.compile(
    rf"(?<![{UPPER}{LOWER}])(?:[{UPPER}][{LOWER}]{{0,7}}\.? ){{0,9}}[{UPPER}][{LOWER}]*(?=\s*,?\s*{_DIRECTS})"
)
_OFFICE_BEFORE = re.compile(
    rf"(?:[{UPPER}][{LOWER}]* (?:Tỉnh|Thành|Huyện|Đảng|Quận) ủy, )?{_OFFICE}[^;\n:()\"“]{{0,110}}$"
)
_FORMAL_LEADER = re.compile(
    any_of("facts", "formal_leader")
    + rf"[^:\n]{{0,24}}:\s*(?:{_TITLE}[: ]*)*(?P<name>{_NAME})\s*(?:,|–|-|—|\()\s*(?P<position>[^;.\n()"
    + r"]{4,140})"
)
_OFFICE_ONLY = re.compile(rf"(?P<position>{_OFFICE} [^;.,\n:()\"“]{{2,60}}?)\s*,?\s*{_DIRECTS}(?![{LOWER}])")
_AFTER_OFFICE = re.compile(r",? (?:cùng|và|với|đại diện|thay mặt)(?: |$).*")
_LEVEL_BEFORE = re.compile(any_of("facts", "level_before") + r" $")


def _leader(page: Page, notes: _Notes) -> tuple[str | None, str | None]:
    """The official who chairs, or attends and directs, with the position."""
    head = page.text[:LOOKED_AT]
    for pattern in (_FORMAL_LEADER, _NAME_FIRST):
        if found := pattern.search(head):
            _place_of(page, Span(*found.span("name")), "leader", notes)
            return found.group("name"), _one_line(found.group("position"))
    for found in _CAPITALS.finditer(head):
        start = _name_start(head, found)
        office = _OFFICE_BEFORE.search(head, max(0, start - 150), start) if start is not None else None
        if start is not None and office is not None:
            _place_of(page, Span(start, found.end()), "leader", notes)
            position = re.sub(rf"\s*(?:,|–|-|—|:)?\s*(?:{_TITLE})?[: ]*$", "", office.group())
            return head[start : found.end()], _one_line(position)
    if found := _OFFICE_ONLY.search(head):
        _place_of(page, Span(*found.span("position")), "leader", notes)
        return None, _one_line(found.group("position"))
    return None, None


def _name_start(head: str, found: re.Match[str]) -> int | None:
    """Where a person's name begins among words in capitals: at a family name, behind the name of a place."""
    parts = [(found.start() + part.start(), part.group()) for part in re.finditer(r"\S+", found.group())]
    names = [
        n
        for n, (_at, word) in enumerate(parts)
        if normal(word) in word_set("names", "family") and 2 <= len(parts) - n <= 4
    ]
    names = [n for n in names if normal(parts[n][1]) not in word_set("names", "middle") or not n] or names
    if parts[0][1].endswith(".") or (
        len(parts) > 4 and _LEVEL_BEFORE.search(head[max(0, found.start() - 24) : found.start()])
    ):
        names = [n for n in names if n]
    return parts[names[0]][0] if names else None


def _one_line(text: str) -> str:
    return _AFTER_OFFICE.sub("", re.sub(r"\s+", " ", text)).strip(" ,-–—")


# Legal bases, place

_BASIS = re.compile(
    any_of("facts", "basis")
    + r"(?: liên tịch)?(?: phối hợp)? ?(?:số[: ]*)?(?P<number>\d+(?:/\d{4})?(?:[-/][a-zđ][\w-]*(?:/[\w-]+)?)?)"
    + rf"(?:,? ?(?:ban hành )?\(?ngày (?:(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>{_Y})|(?P<d2>\d{{1,2}}) "
    + rf"tháng (?P<m2>\d{{1,2}}) năm (?P<y2>{_Y})))?"
)


def _bases(page: Page, notes: _Notes) -> tuple[FoundBasis, ...]:
    """The decrees that the meeting rests on; the fuller naming of one stands for the shorter."""
    found: dict[str, FoundBasis] = {}
    for match in _BASIS.finditer(page.words):
        before = page.words[max(0, match.start() - 40) : match.start()]
        if not match.group().startswith("nghị định") or re.search(
            r"(?:thay thế|trước đây|tiền thân)[^.;,]{0,24}$", before
        ):
            continue
        number = page.text[match.start("number") : match.end("number")].rstrip("-/")
        dated = _basis_day(match, page, notes)
        year = re.search(r"/((?:19|20)\d\d)", number)
        if dated and year and dated.year != int(year.group(1)):
            notes.warnings.append(
                UserError(
                    "{number} is of {year}, but dated {day}; the day was not taken.",
                    number=number,
                    year=year.group(1),
                    day=short_date(dated),
                )
            )
            dated = None
        short = number.split("/")[0].lstrip("0")
        known = found.get(short)
        if known is None or (len(number) > len(known.number)) or (dated and not known.dated):
            number = number if known is None or len(number) >= len(known.number) else known.number
            found[short] = FoundBasis(number, dated or (known.dated if known else None))
            raw = page.raw_span(*match.span("number"))
            notes.spans.append(("legal_basis", raw.start, raw.end))
    return tuple(found.values())


def _basis_day(match: re.Match[str], page: Page, notes: _Notes) -> date | None:
    number = [match.group(name) or match.group(f"{name}2") for name in "dmy"]
    if not all(number):
        return None
    try:
        return date(int(number[2]), int(number[1]), int(number[0]))
    except ValueError:
        raw = page.raw_span(*match.span())
        notes.warnings.append(
            UserError("“{words}” is no day of the calendar; it was not taken.", words=page.raw[raw.start : raw.end])
        )
        return None


_PLACE = re.compile(
    r"(?:địa điểm|nơi họp)[^:\n]{0,20}:\s*(?:tại )?(?P<formal>[^\n;]{4,140}?)(?=[.;\n]|$)|(?<![a-zà-ỹđ])tại "
    r"(?P<place>" + any_of("facts", "place") + r"[^,.;\n(]{0,90})"
)
_PLACE_END = re.compile(
    r"\s(?:đã |tổ chức|diễn ra|,|dưới|với|do|để|nhằm|tiến hành|chủ trì|cùng|và các|phối hợp|khai mạc)"
)


def _place(page: Page, notes: _Notes) -> str | None:
    for found in _PLACE.finditer(page.words, 0, 8_000):
        name = "formal" if found.group("formal") else "place"
        start, end = found.span(name)
        if name == "place":
            sentence = page.sentence(page.sentence_at(start))
            if not re.search(r"hội nghị|giao ban|họp", page.words[sentence.start : sentence.end]):
                continue
            if cut := _PLACE_END.search(page.words, start, end):
                end = cut.start()
        span = page.trimmed(start, end)
        return _named(page, span, "place", notes).rstrip(" .,")
    return None
