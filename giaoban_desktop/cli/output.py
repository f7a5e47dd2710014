"""What the commands print: JSON for scripts, columns for people. Keys are part of the contract with scripts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.i18n import _, label, translate
from giaoban_desktop.language.comparing import change_words, reached_words, total_words

if TYPE_CHECKING:  # a command loads only what it shows
    from giaoban_desktop.domain.comparison import Change
    from giaoban_desktop.domain.directives import Directive
    from giaoban_desktop.domain.figures import Value
    from giaoban_desktop.domain.meetings import Meeting
    from giaoban_desktop.domain.targets import Reached
    from giaoban_desktop.domain.units import Unit
    from giaoban_desktop.exchange.inspector import Inspection
    from giaoban_desktop.language.reading import Reading
    from giaoban_desktop.papers.conformance import Finding
    from giaoban_desktop.services.comparison import ComparedRow, Comparison
    from giaoban_desktop.services.figures import Report, ReportRow
    from giaoban_desktop.services.roll_up import RollUp
    from giaoban_desktop.services.validation import CheckedFinding

Row = dict[str, Any]
_WIDTH = 72


def meeting_row(meeting: Meeting, units: Mapping[str, Unit]) -> Row:
    """A meeting for a list."""
    return {
        "id": meeting.id,
        "kind": meeting.kind.value,
        "period": meeting.period.code,
        "date": meeting.held_on.isoformat(),
        "host": units[meeting.host_id].code,
        "state": meeting.state.value,
        "title": meeting.title,
        "counted_from": meeting.counted_from.isoformat(),
        "counted_to": meeting.counted_to.isoformat(),
    }


def directive_row(directive: Directive, units: Mapping[str, Unit], as_of: date) -> Row:
    """A directive for a list; `overdue` as of a day."""
    deadline = directive.deadline
    return {
        "id": directive.id,
        "text": directive.text,
        "given_on": directive.given_on.isoformat(),
        "given_by": directive.given_by,
        "meeting": directive.meeting_id,
        "plan": directive.plan,
        "lead": units[directive.lead_id].code if directive.lead_id else None,
        "coordinating": [units[unit_id].code for unit_id in directive.coordinating_ids],
        "all_forces": directive.all_forces,
        "deadline": deadline.due_on.isoformat() if deadline else None,
        "deadline_period": deadline.period.code if deadline and deadline.period else None,
        "deadline_words": deadline.words if deadline else "",
        "standing": directive.standing,
        "recurrence": directive.recurrence.words if directive.recurrence else None,
        "urgent": directive.urgent,
        "general": directive.general,
        "carried_on_by": list(directive.carried_on_ids),
        "state": directive.state.value,
        "closed_on": directive.closed_on.isoformat() if directive.closed_on else None,
        "overdue": directive.is_overdue(as_of),
        "days_left": directive.days_left(as_of),
    }


def report(
    found: Report, units: Mapping[str, Unit], compared: Comparison, asked: Sequence[CheckedFinding] | None = None
) -> Row:
    """The figures of a period, compared; with what the rules ask where they were held against them."""
    made = {
        "period": found.period.code,
        "compared_with": {"previous": compared.previous.code, "last_year": compared.last_year.code},
        "figures": [_figure_row(row, units) | _compared(compared.of_row(row)) for row in found.rows],
        "totals": [
            {
                "indicator": indicator.code,
                "name": indicator.name,
                "unit_of_measure": indicator.unit,
                **_value(summed.value),
                "parts": summed.parts,
                "missing": summed.missing,
            }
            for indicator, summed in found.totals
        ],
    }
    return made if asked is None else made | {"findings": [_asked(one) for one in asked]}


def _compared(row: ComparedRow) -> Row:
    return {
        "previous": _value(row.previous) if row.previous else None,
        "last_year": _value(row.last_year) if row.last_year else None,
        "change_previous": _change(row.change_previous),
        "change_last_year": _change(row.change_last_year),
        "plan": _reached(row.reached),
    }


def _reached(found: Reached | None) -> Row | None:
    if found is None:
        return None
    return {
        "period": found.target.period.code,
        "target": str(found.target.quantity),
        "per_cent": str(found.per_cent) if found.per_cent is not None else None,
    }


def _change(found: Change | None) -> Row | None:
    if found is None:
        return None
    return {
        "direction": found.direction.value,
        "amount": str(found.amount),
        "qualifier": found.qualifier.value if found.qualifier else None,
        "per_cent": str(found.per_cent) if found.per_cent is not None else None,
    }


def _asked(one: CheckedFinding) -> Row:
    about = one.finding.about
    return {
        "rule": one.finding.rule.id,
        "severity": one.finding.rule.severity.value,
        "indicator": about.indicator,
        "unit": about.unit_id,
        "period": about.period.code,
        "sentence": translate(one.finding.error),
        "reason": one.accepted.reason if one.accepted else None,
    }


def _figure_row(row: ReportRow, units: Mapping[str, Unit]) -> Row:
    part = row.disaggregation
    return {
        "indicator": row.indicator.code,
        "name": row.indicator.name,
        "unit_of_measure": row.indicator.unit,
        "unit": units[row.unit_id].code if row.unit_id else None,
        "part": {"dimension": part.dimension, "member": part.member} if part else None,
        **_value(row.value),
        "origin": row.origin.value,
        "parts": row.parts,
        "missing": row.missing,
        "counted_from": row.counted_from.isoformat(),
        "counted_to": row.counted_to.isoformat(),
    }


def _value(value: Value) -> Row:
    return {
        "status": value.status.value,
        "value": str(value.number) if value.is_number else None,
        "qualifier": value.qualifier.value if value.qualifier else None,
        "provisional": value.provisional,
        "text": value.text,
    }


def inspection(found: Inspection) -> Row:
    """What is in a package."""
    head = {key: value for key, value in found.manifest.items() if "." not in key and key != "digest"}
    digests = {key.removeprefix("digest."): value for key, value in found.manifest.items() if key.startswith("digest.")}
    return {
        **head,
        "format": int(found.manifest["format"]),
        "serial": int(found.manifest["serial"]),
        "includes_drafts": found.manifest["includes_drafts"] == "yes",
        "counts": found.counts,
        "digests": digests,
        "digest": found.digest,
        "size_bytes": found.size_bytes,
    }


def inspection_pairs(found: Inspection) -> list[tuple[str, str]]:
    """What is in a package, for people."""
    manifest = found.manifest
    return [
        (_("Office"), manifest["office_name"]),
        (_("Superior"), manifest["superior_name"]),
        (_("Period"), manifest["period"]),
        (_("Serial number"), manifest["serial"]),
        (_("Made at"), manifest["made_at"]),
        (_("Program version"), manifest["program_version"]),
        (_("Meetings"), str(found.counts["meeting"])),
        (_("Figures"), str(found.counts["observation"])),
        (_("Directives"), str(found.counts["directive"])),
        (_("Papers"), str(found.counts["document"])),
        (_("Digest"), found.digest),
    ]


def finding_row(finding: Finding) -> Row:
    """One rule of the decree as it was measured."""
    return {
        "rule": finding.rule,
        "title": _(finding.title),
        "wanted": finding.wanted,
        "measured": finding.measured,
        "passed": finding.passed,
        "source": finding.source,
    }


def print_findings(findings: Sequence[Finding]) -> None:
    """The rules one by one, failures first."""
    for finding in sorted(findings, key=lambda found: found.passed):
        mark = _("kept") if finding.passed else _("BROKEN")
        print(f"{mark:<9}{_(finding.title)}: {finding.measured} ({_('wanted')}: {finding.wanted}; {finding.source})")


def print_table(titles: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Titles and lines in columns, for people."""
    table = [list(titles), *([shorten(cell, _WIDTH) for cell in line] for line in lines)]
    widths = [max(len(line[index]) for line in table) for index in range(len(titles))]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def print_meetings(meetings: Sequence[Meeting], units: Mapping[str, Unit]) -> None:
    """The meetings for people."""
    titles = (_("Date"), _("Kind"), _("Period"), _("Host"), _("State"), _("Id"))
    lines = [
        (
            short_date(meeting.held_on),
            label(meeting.kind),
            meeting.period.code,
            units[meeting.host_id].code,
            label(meeting.state),
            meeting.id,
        )
        for meeting in meetings
    ]
    print_table(titles, lines)


def print_directives(directives: Sequence[Directive], units: Mapping[str, Unit], as_of: date) -> None:
    """The directives for people."""
    titles = (_("Given on"), _("Deadline"), _("Lead"), _("State"), _("Directive"))
    lines = [
        (
            short_date(directive.given_on),
            short_date(directive.deadline.due_on) if directive.deadline else "",
            units[directive.lead_id].code if directive.lead_id else "",
            _("overdue") if directive.is_overdue(as_of) else label(directive.state),
            directive.text,
        )
        for directive in directives
    ]
    print_table(titles, lines)


def print_asked(asked: Sequence[CheckedFinding]) -> None:
    """What the rules ask, a line each, what cannot be first."""
    for one in sorted(asked, key=lambda found: not found.is_hard):
        sign = "!!" if one.is_hard else "✓" if one.accepted else "?"
        reason = f" ({one.accepted.reason})" if one.accepted else ""
        about = one.finding.about
        print(f"{sign} {about.indicator} {about.period.code}: {translate(one.finding.error)}{reason}")


def print_report(found: Report, units: Mapping[str, Unit], compared: Comparison) -> None:
    """The figures of a period for people, compared; what is derived says how many months are missing."""
    before, last_year = compared.previous.code, compared.last_year.code
    has_plan = any(compared.of_row(row).reached for row in found.rows)
    plan = (_("Plan"),) if has_plan else ()
    titles = (_("Code"), _("Indicator"), _("By"), _("Figure"), _("Unit"), before, last_year, *plan, _("Origin"))
    lines = []
    for row in found.rows:
        origin = label(row.origin)
        if row.missing:
            origin = _("{origin}, {missing} of {parts} months are missing").format(
                origin=origin, missing=row.missing, parts=row.parts
            )
        by = units[row.unit_id].code if row.unit_id else _("joint")
        part = f" ({row.disaggregation.member})" if row.disaggregation else ""
        figure = row.value.text or label(row.value.status)
        other = compared.of_row(row)
        changes = (_change_words(other.change_previous), _change_words(other.change_last_year))
        name = row.indicator.name + part
        reached = (reached_words(other.reached) if other.reached else "–",) if has_plan else ()
        lines.append((row.indicator.code, name, by, figure, row.indicator.unit, *changes, *reached, origin))
    print_table(titles, lines)


def roll_up(found: RollUp) -> Row:
    """The sums over all units, by period and indicator."""
    return {
        "periods": [period.code for period in found.periods],
        "sums": [
            {
                "indicator": indicator.code,
                "by_period": {
                    period.code: _value(total.value) | {"parts": total.parts, "missing": total.missing}
                    for period, total in sums.items()
                },
            }
            for indicator, sums in found.rows
        ],
    }


def print_roll_up(found: RollUp) -> None:
    """The sums over all units for people."""
    titles = (_("Code"), _("Indicator"), _("Unit"), *(period.code for period in found.periods))
    lines = []
    for indicator, sums in found.rows:
        cells = (total_words(sums[period]) if period in sums else "" for period in found.periods)
        lines.append((indicator.code, indicator.name, indicator.unit, *(cell or "–" for cell in cells)))
    print_table(titles, lines)


def _change_words(found: Change | None) -> str:
    return change_words(found) if found is not None else "–"


def print_pairs(pairs: Sequence[tuple[str, str]]) -> None:
    """Names and values, a line each."""
    width = max(len(name) for name, _value in pairs)
    for name, value in pairs:
        print(f"{name.ljust(width)}  {value}")


def print_json(data: object) -> None:
    """The data as JSON on standard output."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def print_reading(found: Reading) -> None:
    """What was read in a report, one thing a line."""
    meeting = found.meeting
    held_on = short_date(meeting.held_on) if meeting.held_on else "–"
    print(_("Meeting: {period}, {day}").format(period=meeting.period.name if meeting.period else "–", day=held_on))
    for words, value in ((_("Host"), meeting.host), (_("Leader"), meeting.leader), (_("Place"), meeting.place)):
        if value:
            print(f"  {words}: {value}")
    for warning in meeting.warnings:
        print(f"  ! {translate(warning)}")
    print(_("Figures: {count}").format(count=len(found.figures)))
    for figure in found.figures:
        print(f"  {figure.phrase:<32} {figure.indicator or '–':<6} {figure.confidence:.0%}")
    print(_("Reported zeros: {count}").format(count=len(found.zeros)))
    for zero in found.zeros:
        print(f"  {zero.phrase:<32} {zero.indicator or '–'}")
    print(_("Directives: {count}").format(count=len(found.directives)))
    for one in found.directives:
        due = short_date(one.deadline) if one.deadline else one.deadline_words or "–"
        print(f"  {shorten(one.text, _WIDTH)} | {one.lead or '–'} | {due}")
