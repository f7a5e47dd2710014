"""The annex of figures of a meeting: put together from the book and printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from giaoban_desktop.domain.comparison import Change, change
from giaoban_desktop.domain.dates import long_date
from giaoban_desktop.domain.documents import DocumentType, reference, symbol_of
from giaoban_desktop.domain.figures import NOT_REPORTED, Disaggregation, Observation, Total, Value, ratio, total
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.meetings import Meeting
from giaoban_desktop.domain.periods import Period, month, to_date
from giaoban_desktop.errors import UserError
from giaoban_desktop.papers.annex import Annex, AnnexFacts, AnnexRow, Correction, MonthCourse, annex
from giaoban_desktop.services import figures, validation
from giaoban_desktop.services.figures import Report, ReportRow
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database

BLANK_DATE = "ngày …… tháng …… năm ………"
"""Written in by hand when the minutes are signed."""

_Key = tuple[str, Disaggregation | None]


def annex_pdf(db: Database, meeting_id: str, *, charts: Sequence[str] = (), has_check_sheet: bool = True) -> bytes:
    """The annex of a meeting as a PDF, as the figures stand now. `charts`: codes of indicators. Raises: UserError."""
    from giaoban_desktop.papers import annex_pdf as paper  # ReportLab takes a fifth of a second to load

    return paper.render(content(db, meeting_id, charts=charts, has_check_sheet=has_check_sheet))


def content(db: Database, meeting_id: str, *, charts: Sequence[str] = (), has_check_sheet: bool = True) -> Annex:
    """What the annex of a meeting says. Raises: UserError without figures, or for a chart of no known flow."""
    with db.snapshot():
        meeting = meeting_rows.get_meeting(db, meeting_id)
        period = meeting.period
        report = figures.report(db, period)
        if not report.rows:
            raise UserError("Nothing was reported for {period}; there is nothing to print.", period=period.name)
        units = unit_rows.units_by_id(db)
        indicators = {one.code: one for one in indicator_rows.list_indicators(db)}
        for code in charts:
            if code not in indicators or indicators[code].kind is not IndicatorKind.FLOW:
                raise UserError("{code} is no indicator that is added up by months; no chart shows it.", code=code)
        asked = validation.findings(db, {period, *period.months()}) if has_check_sheet else []
        host = units[meeting.host_id]
        number, dated = _number_and_date(db, meeting, host.symbol)
        facts = AnnexFacts(
            meeting=meeting,
            reference=number,
            dated=dated,
            host=host.name,
            units=units,
            groups=indicator_rows.list_groups(db),
            rows=_rows(db, report),
            courses=[_course(db, indicators[code], period) for code in charts],
            corrections=_corrections(db, period, indicators),
            accepted=[one.accepted for one in asked if one.accepted],
            indicators=indicators,
        )
    return annex(facts)


def _number_and_date(db: Database, meeting: Meeting, host_symbol: str) -> tuple[str, str]:
    """Those of the minutes, as they are printed; blanks until they are issued."""
    document = document_rows.find_document(db, meeting.id, DocumentType.MINUTES)
    symbol = document.symbol if document else symbol_of(DocumentType.MINUTES, host_symbol)
    number = document.number if document else ""
    issued_on = document.issued_on if document else None
    return reference(number, symbol), long_date(issued_on) if issued_on else BLANK_DATE


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum over units, and which of them gave a number."""

    total: Total
    units: frozenset[str | None]

    @property
    def is_whole(self) -> bool:
        return self.total.value.is_number and not self.total.missing


def _rows(db: Database, report: Report) -> list[AnnexRow]:
    period = report.period
    now = _sums(report)
    before, ago = _sums(figures.report(db, period.previous())), _sums(figures.report(db, period.last_year()))
    is_whole = period.first_on.month == 1
    cumulated = now if is_whole else _sums(figures.report(db, to_date(period.last_on)))
    by_unit: defaultdict[_Key, dict[str | None, Value]] = defaultdict(dict)
    indicators: dict[str, Indicator] = {}
    for row in report.rows:
        by_unit[_key(row)][row.unit_id] = row.value
        indicators[row.indicator.code] = row.indicator
    keys = {*by_unit, *((code, None) for code in indicators)}
    return [
        AnnexRow(
            indicators[key[0]],
            key[1],
            by_unit.get(key, {}),
            now[key].total if key in now else Total(NOT_REPORTED, 0, 0),
            _total(before, key),
            _total(ago, key),
            _total(cumulated, key),
            _change(now, before, key),
            _change(now, ago, key),
        )
        for key in sorted(keys, key=lambda key: (indicators[key[0]].order, str(key[1] or "")))
    ]


def _total(sums: Mapping[_Key, _Sum], key: _Key) -> Total | None:
    return sums[key].total if key in sums else None


def _change(now: Mapping[_Key, _Sum], then: Mapping[_Key, _Sum], key: _Key) -> Change | None:
    """None unless the same units reported both times, and nothing is missing."""
    one, other = now.get(key), then.get(key)
    if one is None or other is None or one.units != other.units or not (one.is_whole and other.is_whole):
        return None
    return change(one.total.value, other.total.value)


def _sums(report: Report) -> dict[_Key, _Sum]:
    """The sums over units of a report, by indicator and part; a ratio is computed again from its two sums."""
    rows: defaultdict[_Key, list[ReportRow]] = defaultdict(list)
    for row in report.rows:
        rows[_key(row)].append(row)
    told: defaultdict[str, set[str | None]] = defaultdict(set)
    for row in report.rows:
        if row.value.is_number:
            told[row.indicator.code].add(row.unit_id)
    found: dict[_Key, _Sum] = {
        (indicator.code, None): _Sum(total_, frozenset(told[indicator.code])) for indicator, total_ in report.totals
    }
    for key, own in rows.items():
        if key not in found and own[0].indicator.kind is not IndicatorKind.RATIO:
            units = frozenset(row.unit_id for row in own if row.value.is_number)
            found[key] = _Sum(total(row.value for row in own), units)
    for key, own in rows.items():
        if key not in found:
            found[key] = _ratio_sum(own, found)
    return found


def _ratio_sum(rows: list[ReportRow], found: Mapping[_Key, _Sum]) -> _Sum:
    indicator, part = rows[0].indicator, rows[0].disaggregation
    units = frozenset(row.unit_id for row in rows if row.value.is_number)
    if len(rows) == 1:
        return _Sum(Total(rows[0].value, 1, 0), units)
    above, below = found.get((indicator.numerator, part)), found.get((indicator.denominator, part))
    if above is None or below is None or above.units != below.units or not (above.is_whole and below.is_whole):
        return _Sum(Total(NOT_REPORTED, len(rows), 0), frozenset())
    return _Sum(Total(ratio(indicator, above.total.value, below.total.value), 1, 0), above.units)


def _key(row: ReportRow) -> _Key:
    return (row.indicator.code, row.disaggregation)


def _course(db: Database, indicator: Indicator, period: Period) -> MonthCourse:
    """The months of the period's year up to its end, and those of the year before."""
    year = period.last_on.year
    shown = [month(year, n) if month(year, n).last_on <= period.last_on else None for n in range(1, 13)]
    now = [_of_month(db, indicator, one) for one in shown]
    ago = [_of_month(db, indicator, month(year - 1, n)) for n in range(1, 13)]
    units = sorted({unit_id for values in now for unit_id in values}, key=lambda one: (one is None, one or ""))
    order = [unit_id for unit_id in (*unit_rows.units_by_id(db), None) if unit_id in units]
    totals = [total(values.values()) for values in now]
    sums = [_until(totals[: n + 1]) if shown[n] else Total(NOT_REPORTED, 0, 0) for n in range(12)]
    return MonthCourse(
        indicator,
        {unit_id: [values.get(unit_id, NOT_REPORTED) for values in now] for unit_id in order},
        [one if values else Total(NOT_REPORTED, 0, 0) for one, values in zip(totals, now, strict=True)],
        [total(values.values()) if values else Total(NOT_REPORTED, 0, 0) for values in ago],
        sums,
    )


def _of_month(db: Database, indicator: Indicator, period: Period | None) -> dict[str | None, Value]:
    if period is None:
        return {}
    latest = figures.latest(one for one in figure_rows.list_of(db, period, {indicator.code}) if one.period == period)
    return {one.unit_id: one.value for one in latest if one.disaggregation is None}


def _until(months: Iterable[Total]) -> Total:
    """The months so far as one sum; a month of which nothing is known is missing."""
    given = list(months)
    return total(one.value if one.parts else NOT_REPORTED for one in given)


def _corrections(db: Database, period: Period, indicators: Mapping[str, Indicator]) -> list[Correction]:
    """The figures of exactly this period that were counted again later, first and last value."""
    kept: defaultdict[object, list[Observation]] = defaultdict(list)
    for one in figure_rows.list_of_period(db, period):
        if one.indicator in indicators:
            kept[(one.indicator, one.unit_id, one.disaggregation)].append(one)
    found = []
    for ones in kept.values():
        ones.sort(key=lambda one: one.counted_to)
        if len(ones) > 1 and ones[0].value != ones[-1].value:
            last = ones[-1]
            found.append(
                Correction(indicators[last.indicator], last.unit_id, ones[0].value, last.value, last.note.strip())
            )
    return sorted(found, key=lambda one: (one.indicator.order, one.unit_id or ""))
