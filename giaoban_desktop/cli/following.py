"""What follows from meetings, on the command line: the next one, what became of directives, words found again."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from giaoban_desktop.cli import output
from giaoban_desktop.cli.output import Row
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.numbers import format_number
from giaoban_desktop.domain.periods import parse_code
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.units import units_by_id

if TYPE_CHECKING:  # a command loads only what it shows
    from collections.abc import Mapping, Sequence

    from giaoban_desktop.cli.context import Context
    from giaoban_desktop.domain.completion import Completion
    from giaoban_desktop.domain.people import Participant
    from giaoban_desktop.domain.units import Unit
    from giaoban_desktop.services.series import Proposal

_KINDS = {
    "meeting": N_("Meetings"),
    "directive": N_("Directives"),
    "person": N_("Officials"),
    "document": N_("Papers"),
    "narrative": N_("Reports"),
    "statement": N_("Discussion"),
    "outcome": N_("Outcomes of the agenda"),
    "progress_note": N_("Progress"),
    "observation": N_("Figures"),
}


def next_meeting(arguments: argparse.Namespace, context: Context) -> int:
    """Print what the next meeting would be; nothing is written."""
    from giaoban_desktop.services import series

    with Database.open_read_only(arguments.database) as db:
        proposed, units = series.propose(db, today=context.today), units_by_id(db)
    if arguments.json:
        found = proposal(proposed, units)
        found["open_directives"] = [output.directive_row(one, units, context.today) for one in proposed.still_open]
        output.print_json(found)
        return 0
    meeting = proposed.meeting
    print(meeting.title)
    lines = [
        (_("Date"), short_date(meeting.held_on)),
        (_("Counted"), f"{short_date(meeting.counted_from)} – {short_date(meeting.counted_to)}"),
        (_("Number"), str(meeting.number or "")),
        (_("Host"), units[meeting.host_id].label),
        (_("Co-organisers"), "; ".join(units[one].label for one in meeting.co_organiser_ids)),
        (_("Leader"), _named(meeting.leader)),
        (_("Chair"), _named(meeting.chair)),
        (_("Secretary"), _named(meeting.secretary)),
        (_("Agenda"), "; ".join(item.title for item in meeting.agenda)),
        (_("Attendance"), "; ".join(_named(one.participant) for one in meeting.attendances)),
    ]
    for name, value in lines:
        if value:
            print(f"{name}: {value}")
    print()
    print(_("Still to be done:"))
    output.print_directives(proposed.still_open, units, context.today)
    return 0


def proposal(proposed: Proposal, units: Mapping[str, Unit]) -> Row:
    """The next meeting as data."""
    meeting = proposed.meeting
    return {
        "kind": meeting.kind.value,
        "period": meeting.period.code,
        "date": meeting.held_on.isoformat(),
        "counted_from": meeting.counted_from.isoformat(),
        "counted_to": meeting.counted_to.isoformat(),
        "title": meeting.title,
        "number": meeting.number,
        "host": units[meeting.host_id].code,
        "co_organisers": [units[unit_id].code for unit_id in meeting.co_organiser_ids],
        "leader": _named(meeting.leader) or None,
        "chair": _named(meeting.chair) or None,
        "secretary": _named(meeting.secretary) or None,
        "agenda": [{"title": item.title, "presenter": item.presenter} for item in meeting.agenda],
        "attendances": [_named(one.participant) for one in meeting.attendances],
        "after": {"id": proposed.newest.id, "period": proposed.newest.period.code},
    }


def directives_listed(arguments: argparse.Namespace, context: Context) -> int:
    """Print directives; those of a period with how many each unit did."""
    from giaoban_desktop.services import directives

    as_of = arguments.as_of or context.today
    period = parse_code(arguments.period, field="--period") if arguments.period else None
    with Database.open_read_only(arguments.database) as db:
        units = units_by_id(db)
        unit_id = _unit(arguments.unit, units)
        found = directives.listed(db, as_of=as_of, only_open=arguments.open, only_overdue=arguments.overdue)
        given = directives.completed(db, period, as_of=as_of) if period else []
    found = directives.about(found, unit_id=unit_id, period=period)
    if arguments.calendar:
        from giaoban_desktop.services import calendar_file

        written = calendar_file.write(
            arguments.calendar, found, units, at=context.clock(), overwrite=arguments.overwrite
        )
        if arguments.json:
            output.print_json({"file": str(arguments.calendar), "deadlines": written})
        else:
            print(_("{count} deadlines written: {file}").format(count=written, file=arguments.calendar))
        return 0
    if arguments.json:
        output.print_json([output.directive_row(directive, units, as_of) for directive in found])
        return 0
    output.print_directives(found, units, as_of)
    if unit_id is not None:
        given = [one for one in given if one.unit_id == unit_id]
    if given:
        print()
        _print_completion(given, units)
    return 0


def search_found(arguments: argparse.Namespace, context: Context) -> int:
    """Print where the words stand, the best first."""
    from giaoban_desktop.services import search

    with Database.open_read_only(arguments.database) as db:
        found = search.find(db, " ".join(arguments.words), today=context.today)
    if arguments.json:
        output.print_json(
            [
                {
                    "kind": one.kind,
                    "id": one.row_id,
                    "parent": one.parent_id or None,
                    "date": one.dated_on or None,
                    "title": one.title,
                    "context": one.context,
                }
                for one in found
            ]
        )
    else:
        output.print_table(
            (_("Kind"), _("Date"), _("Title"), _("Words")),
            [(_(_KINDS[one.kind]), one.dated_on, one.title, one.context) for one in found],
        )
    return 0


def _print_completion(found: Sequence[Completion], units: Mapping[str, Unit]) -> None:
    from giaoban_desktop.domain.completion import total

    titles = (_("Lead"), _("Given"), _("On time"), _("Late"), _("Not due yet"), _("Overdue"), _("Standing"), _("Rate"))
    rows = [(units[one.unit_id].label if one.unit_id else _("no unit alone"), one) for one in found]
    if len(found) > 1:
        rows.append((_("all"), total(found)))
    output.print_table(
        titles,
        [
            (
                name,
                *(str(count) for count in (one.given, one.on_time, one.late, one.open, one.overdue, one.standing)),
                "" if one.rate is None else f"{format_number(one.rate)} %",
            )
            for name, one in rows
        ],
    )


def _unit(code: str | None, units: Mapping[str, Unit]) -> str | None:
    if not code:
        return None
    for unit in units.values():
        if unit.code == code:
            return unit.id
    raise InputError(
        "There is no unit {code}. Known are: {known}.",
        field="--unit",
        code=code[:40],
        known=", ".join(unit.code for unit in units.values()),
    )


def _named(participant: Participant | None) -> str:
    return participant.introduced if participant else ""
