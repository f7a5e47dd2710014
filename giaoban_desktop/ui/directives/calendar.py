"""The open deadlines that the page shows as a file for the calendar of a phone or a mail program."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import _
from giaoban_desktop.services import calendar_file, directives
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.tasks import Progress


def ask_file(parent: QWidget) -> Path | None:
    """Where the deadlines are to be saved; None when it was given up."""
    name, _chosen = QFileDialog.getSaveFileName(
        parent, _("Save deadlines for a calendar (.ics)…"), "thoi-han.ics", "*.ics"
    )
    return Path(name) if name else None


def write(
    session: Session, file: Path, shown: Collection[str], units: Mapping[str, Unit], tell: Callable[[str], object]
) -> None:
    """Write the open directives of these ids beside work; `tell` gets a sentence when it is done."""
    today = session.today
    found = session.read(lambda book: directives.listed(book, as_of=today, only_open=True))
    found = [one for one in found if one.id in shown]
    at = session.read(lambda book: book.clock())

    def work(_progress: Progress) -> int:
        return calendar_file.write(file, found, units, at=at, overwrite=True)  # the system's dialog has asked

    def then(count: int) -> None:
        tell(_("{count} deadlines written: {file}").format(count=count, file=file.name))

    session.do_in_background(_("Writing the calendar file"), work, then)
