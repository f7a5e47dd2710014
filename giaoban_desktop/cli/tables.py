"""Figures and catalogues written as tables and taken from them; what taking them does, or would do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from giaoban_desktop.cli import output
from giaoban_desktop.cli.context import Arguments, Context, writing
from giaoban_desktop.cli.output import Row
from giaoban_desktop.domain.periods import parse_code
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.i18n import _, label, translate
from giaoban_desktop.storage.database import Database

if TYPE_CHECKING:  # a command loads only what it shows
    from giaoban_desktop.domain.catalogues import CatalogueVersion
    from giaoban_desktop.services.catalogue_files import CataloguePlan
    from giaoban_desktop.services.figure_files import FigurePlan

_WIDTH = 150


def figures(arguments: Arguments, context: Context) -> int:
    """Write the figures of a period as a table, or take them from one."""
    return _figures_export(arguments) if arguments.what == "export" else _figures_import(arguments, context)


def _figures_export(arguments: Arguments) -> int:
    from giaoban_desktop.services import figure_files

    period = parse_code(arguments.period, field="--period")
    with Database.open_read_only(arguments.database) as db:
        count = figure_files.export(db, period, arguments.output, overwrite=arguments.overwrite)
    print(_("{count} figures were written.").format(count=count), file=sys.stderr)
    print(arguments.output)
    return 0


def _figures_import(arguments: Arguments, context: Context) -> int:
    """Import a table, all of it or nothing; 1 when a row is refused."""
    from giaoban_desktop.services import figure_files, table_files

    rows = table_files.read(arguments.file)
    if arguments.dry_run:
        with Database.open_read_only(arguments.database) as db:
            planned = figure_files.plan(db, rows, today=context.today)
    else:
        with writing(arguments.database, context) as db:
            planned = figure_files.plan(db, rows, today=context.today)
            if not planned.refused:
                figure_files.keep(db, planned, arguments.file.name)
    if arguments.json:
        output.print_json(_figure_plan(planned))
    else:
        _print_figure_plan(planned, is_kept=not arguments.dry_run and not planned.refused)
    return 1 if planned.refused else 0


def catalogue(arguments: Arguments, context: Context) -> int:
    """Hand the catalogue down as a file, or take one over."""
    return (
        _catalogue_export(arguments, context) if arguments.what == "export" else _catalogue_import(arguments, context)
    )


def _catalogue_export(arguments: Arguments, context: Context) -> int:
    from giaoban_desktop.services import catalogue_files

    with Database.open_read_only(arguments.database) as db:
        issued = catalogue_files.export(
            db, arguments.output, today=context.today, name=arguments.name, overwrite=arguments.overwrite
        )
    print(_("Version {version} was written.").format(version=issued.name), file=sys.stderr)
    print(arguments.output)
    return 0


def _catalogue_import(arguments: Arguments, context: Context) -> int:
    """Take a catalogue over, all of it or nothing; 1 when anything is refused."""
    from giaoban_desktop.services import catalogue_files

    if arguments.dry_run:
        with Database.open_read_only(arguments.database) as db:
            planned = catalogue_files.plan(db, arguments.file)
    else:
        with writing(arguments.database, context) as db:
            planned = catalogue_files.plan(db, arguments.file)
            if not planned.refused and not planned.is_empty:
                catalogue_files.take(db, planned)
    if arguments.json:
        output.print_json(_catalogue_plan(planned))
    else:
        _print_catalogue_plan(planned, is_kept=not (arguments.dry_run or planned.refused or planned.is_empty))
    return 1 if planned.refused else 0


def _figure_plan(planned: FigurePlan) -> Row:
    """What importing a table does, or would do."""
    return {
        "new": len(planned.new),
        "changed": len(planned.changed),
        "unchanged": planned.unchanged,
        "refused": [{"line": one.line, "reason": translate(one.error)} for one in planned.refused],
    }


def _print_counts(planned: FigurePlan | CataloguePlan, *, is_kept: bool) -> None:
    print(
        _("{new} new, {changed} changed, {unchanged} unchanged, {refused} refused").format(
            new=len(planned.new),
            changed=len(planned.changed),
            unchanged=planned.unchanged,
            refused=len(planned.refused),
        )
    )
    if planned.refused:
        print(_("Nothing was changed: all rows must be right, or none is taken over."))
    else:
        print(_("Kept.") if is_kept else _("Nothing was changed."))


def _print_figure_plan(planned: FigurePlan, *, is_kept: bool) -> None:
    """The same for people: the refused rows first, a line each."""
    for one in planned.refused:
        print(_("line {line}: {reason}").format(line=one.line, reason=translate(one.error)))
    _print_counts(planned, is_kept=is_kept)


def _catalogue_plan(planned: CataloguePlan) -> Row:
    """What taking a catalogue over does, or would do."""
    return {
        "version": _version(planned.source.version),
        "before": _version(planned.before),
        "older": planned.is_older,
        "new": [one.code for one in planned.new],
        "changed": [
            {
                "code": one.indicator.code,
                "fields": {field.key: {"before": field.before, "after": field.after} for field in one.fields},
            }
            for one in planned.changed
        ],
        "unchanged": planned.unchanged,
        "no_longer_listed": [one.code for one in planned.unlisted],
        "groups": {
            "new": [one.code for one in planned.new_groups],
            "changed": [one.code for one in planned.changed_groups],
        },
        "rules": {
            "new": [one.formula.text for one in planned.new_rules],
            "changed": [one.formula.text for one in planned.changed_rules],
        },
        "refused": [{"code": one.place, "reason": translate(one.error)} for one in planned.refused],
    }


def _version(version: CatalogueVersion) -> Row:
    day = version.issued_on.isoformat() if version.issued_on else None
    return {"name": version.name, "issued_on": day, "issued_by": version.issued_by}


def _print_catalogue_plan(planned: CataloguePlan, *, is_kept: bool) -> None:
    """The same for people, a line for each thing that is not as it was: what is refused first."""
    from giaoban_desktop.services.catalogue_files import change_words

    for one in planned.refused:
        print(f"!! {one.place}: {translate(one.error)}")
    for new in planned.new:
        print(f"+  {new.code} {new.name} ({new.unit})")
    for changed in planned.changed:
        for words in dict.fromkeys(change_words(one.key, one.before, one.after) for one in changed.fields):
            print(f"~  {changed.indicator.code} {shorten(words, _WIDTH)}")
    for sign, rules in (("+", planned.new_rules), ("~", planned.changed_rules)):
        for rule in rules:
            print(f"{sign}  {rule.formula.text} ({label(rule.severity)})")
    for gone in planned.unlisted:
        print(f"=  {gone.code} {gone.name}: {_('no longer listed, kept')}")
    _print_counts(planned, is_kept=is_kept)
