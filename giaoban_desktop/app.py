"""Wires the program together: settings of this process, then the command or (later) the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from giaoban_desktop import __version__, log, paths
from giaoban_desktop.i18n import _


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    log.start(paths.log_file)
    from giaoban_desktop import cli

    try:
        return cli.run(given)
    except KeyboardInterrupt:
        return 1
    except Exception:  # the last edge: what is left here is a bug
        log.logger.exception("bug in version %s", __version__)
        print(
            _("The program made a mistake. What was stored is safe. Details for whoever helps are in the log:"),
            file=sys.stderr,
        )
        print(paths.log_file(), file=sys.stderr)
        return 1
