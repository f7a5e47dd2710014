"""Wires the program together: the log of this process, then a command, or the window over a book."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from giaoban_desktop import __version__, i18n, log, paths
from giaoban_desktop.i18n import _

RARELY = 50_000
"""New objects before a command looks for garbage in rings."""
WINDOW_OPTIONS = ("--database", "--today", "--language")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    log.start(paths.log_file)
    try:
        if given == ["--self-test"]:
            return _test_self()
        if _asks_for_window(given):
            return _show_window(given)
        gc.set_threshold(RARELY)  # a command ends soon, and what it makes is in use until then
        from giaoban_desktop import cli  # the window starts without the commands

        return cli.run(given, draw_screens=_draw_screens)
    except KeyboardInterrupt:
        return 1
    except Exception as error:  # the last edge: what is left here is a bug
        log.bug(error, __version__)
        print(
            _("The program made a mistake. What was stored is safe. Details for whoever helps are in the log:"),
            file=sys.stderr,
        )
        print(paths.log_file(), file=sys.stderr)
        return 1


def _asks_for_window(arguments: Sequence[str]) -> bool:
    """True when no command is named: nothing at all, or only which book, day and language."""
    left = iter(arguments)
    for argument in left:
        name, _sign, value = argument.partition("=")
        if name not in WINDOW_OPTIONS:
            return False
        if not value:
            next(left, None)
    return True


def _show_window(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="main.py")
    parser.add_argument("--database", metavar="FILE", type=Path)
    parser.add_argument("--today", metavar="DATE", type=date.fromisoformat)
    parser.add_argument("--language", choices=i18n.LANGUAGES, default="")
    parsed = parser.parse_args(arguments)
    i18n.set_language(parsed.language or "vi")
    if not _has_screen():
        print(_("There is no screen here for the window. The commands are listed by main.py --help."), file=sys.stderr)
        return 2
    gc.disable()  # nothing that is made while the program starts is garbage; the window turns it on again
    # What knows nothing of Qt first: Qt for Python reads the source of each module that is imported after it.
    import filelock  # noqa: F401

    from giaoban_desktop.services import backups, book, directives, history, overview, search  # noqa: F401
    from giaoban_desktop.ui import start  # Qt takes its time to load; no command needs it

    def today() -> date:
        return parsed.today or datetime.now().astimezone().date()

    return start.run(parsed.database, today=today, language=parsed.language)


def _has_screen() -> bool:
    """False on a Linux without a display, where Qt would end the process."""
    asked = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return sys.platform != "linux" or bool(asked & os.environ.keys())


def _draw_screens(database: Path, folder: Path, today: date) -> list[Path]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the same pictures with and without a screen
    from giaoban_desktop.ui import screens

    return screens.draw(database, folder, today=today)


def _test_self() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    i18n.set_language("vi")
    from giaoban_desktop.ui import self_test

    self_test.run(lambda words: print(words, flush=True))
    return 0
