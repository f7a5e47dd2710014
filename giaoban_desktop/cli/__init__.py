"""The program without a window, for scripts and for the person who helps by phone.

Exit codes: 0 done; 1 refused, with one plain sentence on standard error; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from giaoban_desktop import i18n
from giaoban_desktop.cli import arguments as takes
from giaoban_desktop.cli import commands
from giaoban_desktop.cli.context import Context, DrawScreens
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.log import logger


def run(arguments: Sequence[str], *, draw_screens: DrawScreens) -> int:
    """The exit code of a command line (without the program's name)."""
    _speak_utf8()
    i18n.set_language(_language(arguments))
    parsed = _parser().parse_args(arguments)
    try:
        code: int = parsed.run(parsed, _context(parsed, draw_screens))
        sys.stdout.flush()
    except UserError as error:
        logger.info("refused: %s", error.message)
        print(i18n.translate(error), file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output has enough
        sys.stderr.close()
        return 1
    return code


def _context(parsed: argparse.Namespace, draw_screens: DrawScreens) -> Context:
    today = getattr(parsed, "today", None)
    if today is None:
        return Context(
            today=datetime.now().astimezone().date(), clock=lambda: datetime.now(UTC), draw_screens=draw_screens
        )
    return Context(today=today, clock=lambda: datetime.combine(today, time(8), UTC), draw_screens=draw_screens)


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, known before the parser is made so that its help speaks it."""
    for index, argument in enumerate(arguments):
        name, _sign, value = argument.partition("=")
        if name == "--language":
            found = value or (arguments[index + 1] if index + 1 < len(arguments) else "")
            return found if found in i18n.LANGUAGES else "vi"
    return "vi"


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    shared = takes.common()
    parser = argparse.ArgumentParser(prog="main.py", description=_("Briefing meetings of an office"), parents=[shared])
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in commands.COMMANDS:
        sub = subparsers.add_parser(
            command.name, help=_(command.summary), description=_(command.summary), parents=[shared]
        )
        if command.needs_database:
            sub.add_argument("--database", required=True, metavar="DB", type=Path, help=_("file of the book"))
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return parser
