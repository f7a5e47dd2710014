"""Where things lie: what ships with the program, and what it keeps for this user."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

HOME_VARIABLE = "GIAOBAN_HOME"
"""Environment variable that moves everything the program keeps for this user (backups, log) to one folder."""


def root() -> Path:
    """The folder that holds `resources/` and `i18n/`: the checkout, or the unpacked bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parent.parent


def resources() -> Path:
    """The folder of data that ships with the program."""
    return root() / "resources"


def catalogues() -> Path:
    """The folder of translations."""
    return root() / "i18n"


def user_data() -> Path:
    """The folder for what is kept for this user beside the office's file; who writes into it makes it."""
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_data_dir("giaoban", appauthor=False))


def backups(database: Path) -> Path:
    """The folder of the backups of one database file; not made here.

    Named by the file's place and not by its content, so that it is found even when the file is gone or unreadable.
    """
    resolved = database.resolve()
    mark = hashlib.sha256(os.fsencode(resolved)).hexdigest()[:8]
    return user_data() / "backups" / f"{resolved.stem}-{mark}"


def log_file() -> Path:
    """The newest file of the rotating log."""
    return user_data() / "log" / "giaoban.log"
