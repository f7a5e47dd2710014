"""The commands: each parses its own arguments, calls services, and prints.

A command imports its services itself, so that none pays for what another needs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

from giaoban_desktop import i18n
from giaoban_desktop.cli import arguments as takes
from giaoban_desktop.cli import following, output, registers, tables
from giaoban_desktop.cli.context import Arguments, Context, writing
from giaoban_desktop.domain.documents import AttachedAnnex, DocumentType, Secrecy
from giaoban_desktop.domain.periods import Period, parse_code
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.units import units_by_id

REPORT_FILES = (".txt", ".docx", ".pdf")
"""Files that are read as the text of a report; anything else is structured data."""


@dataclass(frozen=True, slots=True)
class Command:
    """A word on the command line, what it takes, and what it runs."""

    name: str
    summary: str
    run: Callable[[Arguments, Context], int]
    arguments: Callable[[argparse.ArgumentParser], object] = lambda parser: None
    needs_database: bool = True


def _record(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import meetings

    is_report = arguments.file.suffix.lower() in REPORT_FILES
    with writing(arguments.database, context, create=not is_report) as db:
        if is_report:
            from giaoban_desktop.services import report_files, report_intake

            opened = report_files.open_report(arguments.file)
            recorded = report_intake.record_text(db, opened.text, today=context.today)
            recorded = replace(recorded, notes=(*opened.notes, *recorded.notes))
        else:
            recorded = meetings.record_file(db, arguments.file)
    for note in recorded.notes:
        print(i18n.translate(note), file=sys.stderr)
    if recorded.meeting_id is not None:
        print(recorded.meeting_id)
    else:
        print(_("Recorded without a meeting."), file=sys.stderr)
    return 0


def _extract(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import reading, report_files

    opened = report_files.open_report(arguments.file)
    for note in opened.notes:
        print(i18n.translate(note), file=sys.stderr)
    if arguments.database is not None:
        with Database.open_read_only(arguments.database) as db:
            found = reading.read_text(opened.text, db)
    else:
        found = reading.read_text(opened.text)
    if arguments.json:
        output.print_json(reading.as_data(found))
    else:
        output.print_reading(found)
    return 0


def _meetings(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import meetings

    with Database.open_read_only(arguments.database) as db:
        found, units = meetings.listed(db), units_by_id(db)
    if arguments.json:
        output.print_json([output.meeting_row(meeting, units) for meeting in found])
    else:
        output.print_meetings(found, units)
    return 0


def _report(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import comparison, figures, validation

    period = parse_code(arguments.period, field="--period")
    if arguments.sums:
        return _roll_up(arguments, period)
    with Database.open_read_only(arguments.database) as db:
        report, units = figures.report(db, period), units_by_id(db)
        compared = comparison.of(db, report)
        asked = validation.findings(db, {period, *period.months()}) if arguments.check else None
    if arguments.json:
        output.print_json(output.report(report, units, compared, asked))
    else:
        output.print_report(report, units, compared)
        if asked is not None:
            output.print_asked(asked)
    return 1 if any(one.is_hard for one in asked or ()) else 0


def _roll_up(arguments: Arguments, period: Period) -> int:
    from giaoban_desktop.services import roll_up

    if arguments.check:
        raise UserError("--check looks at single figures; leave out --sums.")
    with Database.open_read_only(arguments.database) as db:
        found = roll_up.of(db, period)
    if arguments.json:
        output.print_json(output.roll_up(found))
    else:
        output.print_roll_up(found)
    return 0


def _print(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import documents, printing

    with Database.open_read_only(arguments.database) as db:
        if arguments.document == DocumentType.ANNEX:
            from giaoban_desktop.services import annex

            is_asked = bool(arguments.chart or arguments.without_check_sheet)
            asked = AttachedAnnex(arguments.meeting, tuple(arguments.chart), not arguments.without_check_sheet)
            pdf = annex.annex_pdf(db, arguments.meeting, look=asked if is_asked else None)
            replaced = {}
        else:
            pdf = documents.minutes_pdf(db, arguments.meeting)
            replaced = documents.replaced_signs(db, arguments.meeting)
    printing.write_pdf(pdf, arguments.output, overwrite=arguments.overwrite)
    if replaced:
        signs = ", ".join(f"{sign} → {printed or '∅'}" for sign, printed in replaced.items())
        print(_("Signs that the typeface lacks were printed otherwise: {signs}").format(signs=signs), file=sys.stderr)
    print(arguments.output)
    return 0


def _ready(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import completeness, directives, documents, meetings

    # one act: what is said goes back with what is refused
    with writing(arguments.database, context) as db, db.act("document.ready", "") as act:
        if arguments.complete:
            completeness.declare(db, meetings.get(db, arguments.meeting).period, context.today)
        if arguments.general:
            directives.mark_general(db, arguments.meeting)
        act.summary = documents.make_ready(db, arguments.meeting).summary
    print(_("The minutes are frozen. Print them, have them signed, then write in number and date with issue."))
    return 0


def _reopen(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import documents

    with writing(arguments.database, context) as db:
        documents.reopen(db, arguments.meeting, reason=arguments.reason, on=context.today)
    return 0


def _withdraw(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import meetings

    with writing(arguments.database, context) as db:
        meetings.withdraw(db, arguments.meeting)
    return 0


def _issue(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import documents
    from giaoban_desktop.services.registers import bearing

    number, on, secrecy = arguments.number, arguments.issued_on, Secrecy(arguments.secrecy)
    with writing(arguments.database, context) as db:
        taken = bearing(db, arguments.meeting, number, on=on, secrecy=secrecy)
        done = documents.issue(db, arguments.meeting, number=number, issued_on=on, secrecy=secrecy)
    for other in taken:
        words = _("Look into the register: {reference} is also {title}.")
        print(words.format(reference=other.reference, title=other.title), file=sys.stderr)
    print(done.summary)
    return 0


def _conform(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import printing

    findings = printing.conformance_of(arguments.file)
    rows = [output.finding_row(finding) for finding in findings]
    failed = sum(not finding.passed for finding in findings)
    if arguments.json:
        output.print_json({"passed": not failed, "findings": rows})
    else:
        output.print_findings(findings)
    if failed:
        raise UserError("Rules that are not kept: {count} of {all}.", count=failed, all=len(findings))
    return 0


def _export(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import packages

    period = parse_code(arguments.period, field="--period")
    with writing(arguments.database, context) as db:
        found = packages.export(
            db,
            period,
            arguments.output,
            include_drafts=arguments.include_drafts,
            overwrite=arguments.overwrite,
        )
        drafts = 0 if arguments.include_drafts else packages.drafts_within(db, period)
    if drafts:
        print(_("Meetings that stayed behind because they are drafts: {count}.").format(count=drafts), file=sys.stderr)
    print(
        _("{file}: written and read back. Meetings: {meetings}, figures: {figures}, directives: {directives}.").format(
            file=arguments.output,
            meetings=found.counts["meeting"],
            figures=found.counts["observation"],
            directives=found.counts["directive"],
        )
    )
    return 0


def _inspect(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import packages

    found = packages.inspect(arguments.file)
    if arguments.json:
        output.print_json(output.inspection(found))
    else:
        output.print_pairs(output.inspection_pairs(found))
    return 0


def _check(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import checks

    problems = checks.check(arguments.database)
    for problem in problems:
        print(i18n.translate(problem))
    if problems:
        raise UserError("Problems found in {file}: {count}.", file=arguments.database.name, count=len(problems))
    print(_("{file}: nothing is wrong.").format(file=arguments.database.name))
    return 0


def _backup(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import backups

    backups.make(arguments.database, arguments.output)
    print(arguments.output)
    return 0


def _restore(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import backups

    kept = backups.restore(arguments.database, arguments.file)
    if kept is not None:
        print(_("What stood there is kept in {file}.").format(file=kept))
    return 0


def _demo(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import sample

    def progress(done: int, of: int) -> None:
        if done % 12 == 0:
            print(_("Recording and printing briefings: {done} of {of}").format(done=done, of=of), file=sys.stderr)

    files = sample.make(arguments.folder, today=getattr(arguments, "today", None), progress=progress)
    if arguments.screens:
        day = getattr(arguments, "today", sample.TODAY)
        files += context.draw_screens(files[0], arguments.folder, day)
    for file in files:
        print(file)
    return 0


COMMANDS = (
    Command(
        "demo",
        N_("make a sample office with printed minutes and a package"),
        _demo,
        takes.demo,
        needs_database=False,
    ),
    Command(
        "record",
        N_("record a briefing given as structured data, or a report (.txt, .docx, .pdf)"),
        _record,
        takes.existing,
    ),
    Command(
        "extract",
        N_("read figures, zeros, directives and facts out of a report (.txt, .docx, .pdf)"),
        _extract,
        takes.extract,
        needs_database=False,
    ),
    Command("meetings", N_("list the meetings"), _meetings, takes.json),
    Command(
        "next-meeting",
        N_("what the next meeting would be, and what is still to be done"),
        following.next_meeting,
        takes.json,
    ),
    Command(
        "directives", N_("list the directives, and how many were done"), following.directives_listed, takes.directives
    ),
    Command("search", N_("find words anywhere in the book"), following.search_found, takes.search),
    Command("report", N_("figures of a period by indicator and unit, compared"), _report, takes.report),
    Command(
        "figures",
        N_("take figures out of a table, or write them as one"),
        tables.figures,
        takes.figures,
        needs_database=False,
    ),
    Command(
        "catalogue",
        N_("hand the catalogue of indicators down as a file, or take one over"),
        tables.catalogue,
        takes.catalogue,
        needs_database=False,
    ),
    Command("print", N_("print a paper of a meeting as PDF"), _print, takes.printed),
    Command("ready", N_("freeze the minutes of a meeting for signature"), _ready, takes.ready),
    Command("reopen", N_("take minutes that were not issued back to draft"), _reopen, takes.reopen),
    Command("issue", N_("write in number and date after signing"), _issue, takes.issue),
    Command("register", N_("list the issued papers with their numbers"), registers.listed, takes.register),
    Command("withdraw", N_("take a draft meeting out of the lists"), _withdraw, takes.meeting),
    Command(
        "conform",
        N_("measure a PDF against the layout of Decree 30/2020"),
        _conform,
        takes.together(takes.existing, takes.json),
        needs_database=False,
    ),
    Command("export", N_("write the package of a period for the superior"), _export, takes.export),
    Command(
        "inspect",
        N_("look into a package without trusting it"),
        _inspect,
        takes.together(takes.existing, takes.json),
        needs_database=False,
    ),
    Command("check", N_("look the book over from end to end"), _check),
    Command("backup", N_("write a verified copy of the book"), _backup, takes.output),
    Command("restore", N_("put a backup in the place of the book"), _restore, takes.existing),
)
"""Every command, in the order of the help."""
