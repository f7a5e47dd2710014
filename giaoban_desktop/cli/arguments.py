"""What commands take on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from giaoban_desktop import i18n
from giaoban_desktop.domain.dates import parse_iso_date
from giaoban_desktop.domain.documents import DocumentType, Secrecy
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _


def day(text: str) -> date:
    """A day written YYYY-MM-DD."""
    try:
        return parse_iso_date(text)
    except InputError as error:
        raise argparse.ArgumentTypeError(i18n.translate(error)) from None


def common() -> argparse.ArgumentParser:
    """What every command takes."""
    made = argparse.ArgumentParser(add_help=False)
    made.add_argument("--language", choices=i18n.LANGUAGES, default=argparse.SUPPRESS, help=_("language of messages"))
    made.add_argument(
        "--today", type=day, metavar="DATE", default=argparse.SUPPRESS, help=_("take this day (YYYY-MM-DD) as today")
    )
    return made


def existing(parser: argparse.ArgumentParser) -> None:
    """The file that is read."""
    parser.add_argument("file", metavar="FILE", type=Path)


def json(parser: argparse.ArgumentParser) -> None:
    """Print as JSON."""
    parser.add_argument("--json", action="store_true", help=_("print as JSON"))


def meeting(parser: argparse.ArgumentParser) -> None:
    """The meeting that it is about."""
    parser.add_argument("--meeting", required=True, metavar="ID", help=_("id of the meeting, as meetings lists it"))


def ready(parser: argparse.ArgumentParser) -> None:
    """The meeting, and what of the check list is said to be so."""
    meeting(parser)
    parser.add_argument("--complete", action="store_true", help=_("say that the figures of its period are complete"))
    parser.add_argument(
        "--general", action="store_true", help=_("say that the directives that name nobody are for everybody")
    )


def reopen(parser: argparse.ArgumentParser) -> None:
    """The meeting, and why its minutes go back to draft."""
    meeting(parser)
    parser.add_argument("--reason", required=True, metavar="TEXT", help=_("why the minutes go back to draft"))


def output(parser: argparse.ArgumentParser) -> None:
    """The file that is written."""
    parser.add_argument("--output", required=True, metavar="FILE", type=Path, help=_("file to write"))


def overwrite(parser: argparse.ArgumentParser) -> None:
    """Write over a file that stands there."""
    parser.add_argument("--overwrite", action="store_true", help=_("replace the file when it exists"))


def period(parser: argparse.ArgumentParser) -> None:
    """The period that it is about."""
    parser.add_argument(
        "--period", required=True, metavar="P", help="2026-02, 2026-Q1, 2026-H1, 2026-9M, 2026, FROM..TO"
    )


def directives(parser: argparse.ArgumentParser) -> None:
    """Which directives."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--open", action="store_true", help=_("only what is still to be done"))
    which.add_argument("--overdue", action="store_true", help=_("only what is past its deadline"))
    parser.add_argument("--as-of", type=day, metavar="DATE", help=_("judge by this day instead of today"))
    parser.add_argument("--unit", metavar="U", help=_("only what this unit leads or coordinates, by its code"))
    parser.add_argument(
        "--period", metavar="P", help=_("only what was given in this period, with the rate of each unit")
    )
    words = _("write the deadlines of those that are open into a calendar file (.ics) instead of printing them")
    parser.add_argument("--calendar", metavar="FILE", type=Path, help=words)
    overwrite(parser)
    json(parser)


def search(parser: argparse.ArgumentParser) -> None:
    """The words that are looked for."""
    parser.add_argument("words", metavar="WORDS", nargs="+", help=_("with or without tone marks"))
    json(parser)


def printed(parser: argparse.ArgumentParser) -> None:
    """Which paper of a meeting, and what belongs in it."""
    meeting(parser)
    parser.add_argument("--document", required=True, choices=[kind.value for kind in DocumentType])
    words = _("with a chart of this indicator by months (annex; may be given again)")
    parser.add_argument("--chart", action="append", default=[], metavar="CODE", help=words)
    words = _("without what was asked about the figures, and why they stand (annex)")
    parser.add_argument("--without-check-sheet", action="store_true", help=words)
    output(parser)
    overwrite(parser)


def issue(parser: argparse.ArgumentParser) -> None:
    """What the register gave."""
    meeting(parser)
    parser.add_argument("--number", required=True, help=_("number from the register of the issuing body"))
    parser.add_argument("--issued-on", required=True, type=day, metavar="DATE", help=_("date from the register"))
    levels = [level.value for level in Secrecy if level.value]
    parser.add_argument("--secrecy", choices=levels, default="", help=_("how secret the paper is"))


def register(parser: argparse.ArgumentParser) -> None:
    """Which papers."""
    parser.add_argument("--year", type=int, metavar="Y", help=_("only the papers of this year"))
    json(parser)


def figures(parser: argparse.ArgumentParser) -> None:
    """Import or export, each with its own."""
    what = parser.add_subparsers(dest="what", required=True, metavar="import|export")
    words = _("take figures out of a table (.csv, .xlsx): all of it, or nothing")
    taken = what.add_parser("import", help=words, description=words, parents=[common()])
    words = _("write the figures of a period, and of all periods in it, as a table (.csv, .xlsx)")
    written = what.add_parser("export", help=words, description=words, parents=[common()])
    _taken_and_written(taken, written)
    period(written)


def catalogue(parser: argparse.ArgumentParser) -> None:
    """Import or export, each with its own."""
    what = parser.add_subparsers(dest="what", required=True, metavar="import|export")
    words = _("take a catalogue over that was handed down (.toml): all of it, or nothing")
    taken = what.add_parser("import", help=words, description=words, parents=[common()])
    words = _("write the catalogue as a file (.toml), with the indicators and rules of the office")
    written = what.add_parser("export", help=words, description=words, parents=[common()])
    _taken_and_written(taken, written)
    words = _("name of the version; that of the book otherwise")
    written.add_argument("--name", default="", metavar="NAME", help=words)


def _taken_and_written(taken: argparse.ArgumentParser, written: argparse.ArgumentParser) -> None:
    """A file that is imported, and one that is exported."""
    for one in (taken, written):
        one.add_argument("--database", required=True, metavar="DB", type=Path, help=_("file of the book"))
    existing(taken)
    taken.add_argument("--dry-run", action="store_true", help=_("only tell what would be done"))
    json(taken)
    output(written)
    overwrite(written)


def report(parser: argparse.ArgumentParser) -> None:
    """A period, and whether it is checked."""
    period(parser)
    json(parser)
    words = _("only what all units reported together, by quarter or by month")
    parser.add_argument("--sums", action="store_true", help=words)
    parser.add_argument(
        "--check", action="store_true", help=_("hold the figures against the rules; 1 while one cannot be")
    )


def extract(parser: argparse.ArgumentParser) -> None:
    """A report, and a book for its catalogue."""
    existing(parser)
    json(parser)
    parser.add_argument("--database", type=Path, metavar="DB", help=_("the book whose catalogue is used"))


def export(parser: argparse.ArgumentParser) -> None:
    """A period, and what is taken along."""
    period(parser)
    output(parser)
    overwrite(parser)
    parser.add_argument("--include-drafts", action="store_true", help=_("take meetings along that are still drafts"))


def together(*parts: Callable[[argparse.ArgumentParser], object]) -> Callable[[argparse.ArgumentParser], None]:
    """Several of these as one."""

    def add(parser: argparse.ArgumentParser) -> None:
        for part in parts:
            part(parser)

    return add


def demo(parser: argparse.ArgumentParser) -> None:
    """Where the sample office goes."""
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument(
        "--screens", action="store_true", help=_("add pictures of every page of the window, light and dark")
    )
