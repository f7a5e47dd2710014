"""Packages: what goes up to the superior, and looking into one."""

from __future__ import annotations

from pathlib import Path

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.exchange import exporter, inspector
from giaoban_desktop.exchange.inspector import Inspection as Inspection
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import documents as document_rows
from giaoban_desktop.storage import meetings as meeting_rows
from giaoban_desktop.storage import outputs
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.documents import PackageRecord as PackageRecord


def export(
    db: Database,
    period: Period,
    output: Path,
    *,
    include_drafts: bool = False,
    overwrite: bool = False,
    progress: exporter.Progress = lambda done, of: None,
) -> Inspection:
    """Write the package of a period, read it back, and remember it under the next serial number.

    Raises: StorageError; see `exporter.export`.
    """
    outputs.refuse(output, overwrite=overwrite)
    order = prepare(db, period, include_drafts=include_drafts)
    found = write(db.path, output, order, overwrite=overwrite, progress=progress)
    remember(db, order, output, found)
    return found


def prepare(db: Database, period: Period, *, include_drafts: bool = False) -> exporter.Order:
    """What the package of a period is to hold, under the next serial number; plain data for another thread."""
    office = unit_rows.get_office(db)
    return exporter.Order(
        office=office,
        unit=unit_rows.get_unit(db, office.unit_id),
        superior=unit_rows.get_unit(db, office.superior_id) if office.superior_id else None,
        period=period,
        serial=max((record.serial for record in document_rows.list_packages(db)), default=0) + 1,
        made_at=db.clock(),
        include_drafts=include_drafts,
    )


def write(
    database: Path,
    output: Path,
    order: exporter.Order,
    *,
    overwrite: bool = False,
    progress: exporter.Progress = lambda done, of: None,
) -> Inspection:
    """Write and read back a package through a connection of its own, beside an open book. Raises: StorageError."""
    outputs.refuse(output, overwrite=overwrite)
    return exporter.export(database, output, order, overwrite=overwrite, progress=progress)


def remember(db: Database, order: exporter.Order, output: Path, found: Inspection) -> Changes:
    """Keep in the book that a package was made."""
    with db.act("package.export", order.period.name):
        record = PackageRecord(
            new_id(),
            order.serial,
            order.period.code,
            order.made_at.isoformat(timespec="seconds"),
            output.name,
            found.digest,
        )
        document_rows.save_package(db, record)
    return changes.of(Kind.PACKAGES, summary=order.period.name)


def listed(db: Database) -> list[PackageRecord]:
    """The packages that were made, newest first."""
    return document_rows.list_packages(db)[::-1]


def papers_within(db: Database, period: Period) -> int:
    """How many meetings about this period have their minutes frozen or issued, and go up with its package."""
    return sum(
        meeting.state in (MeetingState.READY, MeetingState.ISSUED) and period.contains(meeting.period)
        for meeting in meeting_rows.list_meetings(db)
    )


def drafts_within(db: Database, period: Period) -> int:
    """How many meetings about this period are still drafts, and stay out of its package."""
    return sum(
        meeting.state is MeetingState.DRAFT and period.contains(meeting.period)
        for meeting in meeting_rows.list_meetings(db)
    )


def inspect(file: Path) -> Inspection:
    """What is in a package, read without trusting it. Raises: UserError."""
    return inspector.inspect(file)
