"""The annex of figures of a meeting: put together from the book and printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from giaoban_desktop.domain import documents
from giaoban_desktop.domain.comparison import Change, change
from giaoban_desktop.domain.dates import long_date
from giaoban_desktop.domain.documents import (
    AttachedAnnex,
    Document,
    DocumentState,
    DocumentType,
    reference,
    symbol_of,
)
from giaoban_desktop.domain.figures import NOT_REPORTED, Disaggregation, Observation, Total, Value, ratio, total
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.meetings import Meeting, MeetingState
from giaoban_desktop.domain.periods import Period, days, to_date
from giaoban_desktop.errors import UserError
from giaoban_desktop.papers.annex import Annex, annex, attached_to
from giaoban_desktop.papers.annex_facts import AnnexFacts, AnnexRow, Correction
from giaoban_desktop.services import changes, figures, month_courses, validation
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.services.figures import Report, ReportRow
from giaoban_desktop.services.targets import Targets
from giaoban_desktop.storage import annexes as annex_rows
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database

BLANK_DATE = "ngày …… tháng …… năm ………"
"""Written in by hand when the minutes are signed."""

_Key = tuple[str, Disaggregation | None]


def annex_pdf(db: Database, meeting_id: str, *, look: AttachedAnnex | None = None) -> bytes:
    """The annex of a meeting as a PDF: the very bytes that were issued or frozen, else as the figures stand now.

    `look` tells its charts and whether it has its check sheet, where it is not to look as it goes with the minutes.
    Raises: UserError without figures, or for another look of what is frozen.
    """
    frozen = document_rows.find_document(db, meeting_id, DocumentType.ANNEX)
    if frozen is None:
        return _render(content(db, meeting_id, look=look))
    if look is not None:
        raise UserError("The annex is frozen with its minutes and is printed as it is; leave the other options out.")
    return db.kept_bytes(frozen.issued or frozen.printed)


def annex_from(book: Path, meeting_id: str) -> bytes:
    """As `annex_pdf`, with a connection of its own: for a thread beside the window."""
    with Database.open_read_only(book) as db:
        return annex_pdf(db, meeting_id)


def attached(db: Database, meeting_id: str) -> AttachedAnnex | None:
    """The annex that goes with the minutes of a meeting; None where none does."""
    return annex_rows.find_annex(db, meeting_id)


def proposed(db: Database, meeting_id: str) -> AttachedAnnex:
    """The annex of a meeting as it would go with its minutes: as it does, else with the charts of the last one."""
    found = annex_rows.find_annex(db, meeting_id)
    if found is not None:
        return found
    last = annex_rows.last_annex(db)
    if last is None:
        return AttachedAnnex(meeting_id)
    flows = {one.code for one in indicator_rows.list_indicators(db) if one.kind is IndicatorKind.FLOW}
    return AttachedAnnex(meeting_id, tuple(code for code in last.charts if code in flows), last.has_check_sheet)


def attach(db: Database, annex_: AttachedAnnex) -> Changes:
    """Let an annex go with the minutes of a draft, which then point to it. Raises: UserError."""
    with db.act("annex.attach", "") as act:
        act.summary = _draft(db, annex_.meeting_id).title
        _check_charts(annex_.charts, {one.code: one for one in indicator_rows.list_indicators(db)})
        annex_rows.save_annex(db, annex_)
    return changes.of(Kind.DOCUMENTS, summary=act.summary)


def detach(db: Database, meeting_id: str) -> Changes:
    """Let the minutes of a draft go without an annex. Raises: UserError."""
    with db.act("annex.detach", "") as act:
        act.summary = _draft(db, meeting_id).title
        annex_rows.delete_annex(db, meeting_id)
    return changes.of(Kind.DOCUMENTS, summary=act.summary)


def chartable(db: Database, meeting_id: str) -> list[Indicator]:
    """The indicators of which the annex of a meeting may have a chart: flows with figures in its year."""
    with db.snapshot():
        period = meeting_rows.get_meeting(db, meeting_id).period
        span = days(date(period.last_on.year, 1, 1), period.last_on)
        known = {one.indicator for one in figure_rows.list_of(db, span)}
        listed = indicator_rows.list_indicators(db)
    return [one for one in listed if one.kind is IndicatorKind.FLOW and one.code in known]


def freeze(db: Database, meeting: Meeting, symbol: str) -> None:
    """Freeze the annex that goes with minutes, if one does; inside the act that freezes them. Raises: UserError."""
    if annex_rows.find_annex(db, meeting.id) is None:
        return
    frozen = content(db, meeting.id)
    document = Document(
        id=new_id(),
        document_type=DocumentType.ANNEX,
        meeting_id=meeting.id,
        symbol=symbol,
        state=DocumentState.READY,
        content=db.keep_bytes(frozen.to_json().encode()),
        printed=db.keep_bytes(_render(frozen)),
    )
    document_rows.save_document(db, document)


def take_back(db: Database, meeting_id: str) -> None:
    """Take the frozen annex back with its minutes; inside the act that does so."""
    document = document_rows.find_document(db, meeting_id, DocumentType.ANNEX)
    if document is not None:
        document_rows.save_document(db, replace(document, state=DocumentState.WITHDRAWN))


def issue(db: Database, minutes: Document, held_on: date) -> None:
    """Write number and date of its minutes into the frozen annex, if there is one; inside the act that issues them."""
    document = document_rows.find_document(db, minutes.meeting_id, DocumentType.ANNEX)
    if document is None or minutes.issued_on is None:
        return
    frozen = Annex.from_json(db.kept_bytes(document.content).decode())
    belongs = attached_to(minutes.reference, long_date(minutes.issued_on), frozen.author)
    issued = documents.issue(
        document,
        number=minutes.number,
        issued_on=minutes.issued_on,
        issued=db.keep_bytes(_render(replace(frozen, attached_to=belongs))),
        not_before=held_on,
        secrecy=minutes.secrecy,
    )
    document_rows.save_document(db, issued)


def _draft(db: Database, meeting_id: str) -> Meeting:
    meeting = meeting_rows.get_meeting(db, meeting_id)
    if meeting.state is not MeetingState.DRAFT:
        raise UserError(
            "The minutes of {meeting} are {state}, and so is what goes with them.",
            meeting=meeting.title,
            state=meeting.state,
        )
    return meeting


def _check_charts(charts: Iterable[str], indicators: Mapping[str, Indicator]) -> None:
    for code in charts:
        if code not in indicators or indicators[code].kind is not IndicatorKind.FLOW:
            raise UserError("{code} is no indicator that is added up by months; no chart shows it.", code=code)


def _render(annex_: Annex) -> bytes:
    from giaoban_desktop.papers import annex_pdf as paper  # ReportLab takes a fifth of a second to load

    return paper.render(annex_)


def content(db: Database, meeting_id: str, *, look: AttachedAnnex | None = None) -> Annex:
    """What the annex of a meeting says now. Raises: UserError without figures, or for a chart of no known flow."""
    with db.snapshot():
        shown = look or proposed(db, meeting_id)
        meeting = meeting_rows.get_meeting(db, meeting_id)
        period = meeting.period
        report = figures.report(db, period)
        if not report.rows:
            raise UserError("Nothing was reported for {period}; there is nothing to print.", period=period.name)
        units = unit_rows.units_by_id(db)
        indicators = {one.code: one for one in indicator_rows.list_indicators(db)}
        if look is not None:
            _check_charts(look.charts, indicators)
        charts = [code for code in shown.charts if code in indicators and indicators[code].kind is IndicatorKind.FLOW]
        asked = validation.findings(db, {period, *period.months()}) if shown.has_check_sheet else []
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
            courses=[month_courses.course(db, indicators[code], period) for code in charts],
            corrections=_corrections(db, period, indicators),
            accepted=[one.accepted for one in asked if one.accepted],
            indicators=indicators,
            is_later=meeting.state in (MeetingState.READY, MeetingState.ISSUED)
            and annex_rows.find_annex(db, meeting_id) is None,
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
    is_whole = (period.first_on.month, period.first_on.day) == (1, 1)
    cumulated = now if is_whole else _sums(figures.report(db, to_date(period.last_on)))
    by_unit: defaultdict[_Key, dict[str | None, Value]] = defaultdict(dict)
    indicators: dict[str, Indicator] = {}
    for row in report.rows:
        by_unit[_key(row)][row.unit_id] = row.value
        indicators[row.indicator.code] = row.indicator
    keys = {*by_unit, *((code, None) for code in indicators)}
    plan = Targets(db, period)
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
            plan.reached(key[0], None, _whole(now, key), _whole(cumulated, key)) if key[1] is None else None,
        )
        for key in sorted(keys, key=lambda key: (indicators[key[0]].order, str(key[1] or "")))
    ]


def _total(sums: Mapping[_Key, _Sum], key: _Key) -> Total | None:
    return sums[key].total if key in sums else None


def _whole(sums: Mapping[_Key, _Sum], key: _Key) -> Value | None:
    """The sum where nothing is missing in it."""
    return sums[key].total.value if key in sums and sums[key].is_whole else None


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


def _corrections(db: Database, period: Period, indicators: Mapping[str, Indicator]) -> list[Correction]:
    """The figures of this period that were counted again later, first and last value.

    With those of its months, and of the period before (here "kỳ trước"), of which frozen minutes say something else.
    """
    kept: defaultdict[object, list[Observation]] = defaultdict(list)
    for one in (*figure_rows.list_of_period(db, period.previous()), *figure_rows.list_within(db, period)):
        if one.indicator in indicators:
            kept[(one.period, one.indicator, one.unit_id, one.disaggregation)].append(one)
    frozen = meeting_rows.frozen_ids(db)
    found = []
    for ones in kept.values():
        ones.sort(key=lambda one: one.counted_to)
        first, last = ones[0], ones[-1]
        is_told = last.period == period or (last.meeting_id is None and first.meeting_id in frozen)
        if first.value != last.value and is_told:
            indicator = indicators[last.indicator]
            found.append(Correction(last.period, indicator, last.unit_id, first.value, last.value, last.note.strip()))
    return sorted(found, key=lambda one: (one.period.first_on, one.indicator.order, one.unit_id or ""))
