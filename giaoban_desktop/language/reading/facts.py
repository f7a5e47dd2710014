"""What a text says of the meeting: period, day, who hosts and leads, legal bases, place; misprints are told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.meetings import MeetingKind, kind_of
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.errors import UserError
from giaoban_desktop.language.reading import held_day, when, who
from giaoban_desktop.language.reading.evidence import Evidence
from giaoban_desktop.language.reading.lexicon import any_of
from giaoban_desktop.language.reading.page import YEAR, Page

_EXTRAORDINARY = re.compile(
    r"(?:giao ban|hội ý|họp|hội nghị)(?: (?!định kì)[^.,;\n]{0,15})? (?:đột xuất|khẩn)(?!,? định kì)"
)


@dataclass(frozen=True, slots=True)
class FoundBasis:
    """A document that the meeting rests on, as it is named."""

    number: str
    dated: date | None


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """What was found; empty where the text says nothing. `warnings` tell what was inferred or not believed."""

    kind: MeetingKind | None = None
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


def meeting_facts(page: Page) -> FoundMeeting:
    """The facts of the meeting that a page tells of."""
    evidence = Evidence(page)
    named = held_day.day_named(page)
    period, kind = when.period_of(page, named, evidence)
    held_on = held_day.held_on(page, named, period, evidence)
    if period is None and held_on is not None and (short := when.period_held_in(page, held_on)):
        period, kind = short, kind_of(short)
    if _EXTRAORDINARY.search(page.words, 0, 6_000):
        kind = MeetingKind.EXTRAORDINARY
    host, others = who.hosts(page, evidence)
    leader, position = who.leader(page, evidence)
    return FoundMeeting(
        kind,
        period,
        held_on,
        host,
        others,
        leader,
        position,
        _bases(page, evidence),
        _place(page, evidence),
        tuple(evidence.warnings),
        tuple(evidence.spans),
    )


# Legal bases, place

_BASIS = re.compile(
    any_of("facts", "basis")
    + r"(?: liên tịch)?(?: phối hợp)? ?(?:số[: ]*)?(?P<number>\d+(?:/\d{4})?(?:[-/][a-zđ][\w-]*(?:/[\w-]+)?)?)"
    + rf"(?:,? ?(?:ban hành )?\(?ngày (?:(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>{YEAR})|(?P<d2>\d{{1,2}}) "
    + rf"tháng (?P<m2>\d{{1,2}}) năm (?P<y2>{YEAR})))?"
)


def _bases(page: Page, evidence: Evidence) -> tuple[FoundBasis, ...]:
    """The decrees that the meeting rests on; the fuller naming of one stands for the shorter."""
    found: dict[str, FoundBasis] = {}
    for match in _BASIS.finditer(page.words):
        before = page.words[max(0, match.start() - 40) : match.start()]
        if not match.group().startswith(("nghị định", "nđ")) or re.search(
            r"(?:thay thế|trước đây|tiền thân)[^.;,]{0,24}$", before
        ):
            continue
        number = page.text[match.start("number") : match.end("number")].rstrip("-/")
        dated = _basis_day(match, page, evidence)
        year = re.search(r"/((?:19|20)\d\d)", number)
        if dated and year and dated.year != int(year.group(1)):
            evidence.warn(
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
            evidence.mark("legal_basis", match.span("number"))
    return tuple(found.values())


def _basis_day(match: re.Match[str], page: Page, evidence: Evidence) -> date | None:
    number = [match.group(name) or match.group(f"{name}2") for name in "dmy"]
    if not all(number):
        return None
    try:
        return date(int(number[2]), int(number[1]), int(number[0]))
    except ValueError:
        evidence.warn(
            UserError("“{words}” is no day of the calendar; it was not taken.", words=evidence.words(match.span()))
        )
        return None


_PLACE = re.compile(
    r"(?:(?:địa điểm|nơi họp)[^:\n]{0,20}:\s*(?:tại )?|(?:^|\n)[• ]*(?:ngày [^,\n]{6,24}, )?"
    r"(?=(?:hội trường|phòng họp|nhà văn hóa) [^\n.;,:]{3,60}[.\n]))(?P<formal>[^\n;]{4,140}?)(?=[.;\n]|$)"
    r"|(?<![a-zà-ỹđ])tại (?P<place>"
    + any_of("facts", "place")
    + r"[^,.;\n(]{0,90}"
    + r"(?:, (?:trụ sở|ubnd|hội trường|nhà văn hóa|thành phố|huyện|xã|phường|thị trấn|tp)(?![^,.;\n(]{0,60}?"
    + r" (?:đã |đăng cai|tổ chức|chủ trì|phối hợp))[^,.;\n(]{0,60})?)"
)
_PLACE_END = re.compile(
    r"\s(?:đã |tổ chức|diễn ra|,|dưới|với|do|để|nhằm|tiến hành|chủ trì|cùng|và các|phối hợp|khai mạc)"
)


def _place(page: Page, evidence: Evidence) -> str | None:
    for found in _PLACE.finditer(page.words, 0, 8_000):
        name = "formal" if found.group("formal") else "place"
        start, end = found.span(name)
        if name == "place":
            sentence = page.sentence(page.sentence_at(start))
            if not re.search(
                r"hội nghị|giao ban|họp|hội ý|bắt đầu|thời gian|hồi \d|lúc \d",
                page.words[sentence.start : sentence.end],
            ):
                continue
            if cut := _PLACE_END.search(page.words, start, end):
                end = cut.start()
        span = page.trimmed(start, end)
        return evidence.mark("place", span).rstrip(" .,")
    return None
