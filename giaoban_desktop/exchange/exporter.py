"""Writing a package: beside its place, read back and verified, then renamed; nothing half is ever left."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from giaoban_desktop import __version__
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.units import Office, Unit
from giaoban_desktop.errors import StorageError
from giaoban_desktop.exchange import inspector, package
from giaoban_desktop.exchange.inspector import Inspection
from giaoban_desktop.storage import backups, faults

Progress = Callable[[int, int], None]
"""Told (steps done, steps in all); may raise to cancel."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: whose figures, which period, under which serial number."""

    office: Office
    unit: Unit
    superior: Unit | None
    period: Period
    serial: int
    made_at: datetime
    include_drafts: bool = False


_MEETINGS = """
CREATE TEMP TABLE chosen_meeting AS SELECT id FROM office.meeting
    WHERE period_first_on >= :first AND period_last_on <= :last
    AND (state IN ('ready', 'issued') OR (:drafts AND state = 'draft'))
"""
_DIRECTIVES = """
CREATE TEMP TABLE chosen_directive AS SELECT id FROM office.directive
    WHERE meeting_id IN (SELECT id FROM chosen_meeting)
    OR ((given_on BETWEEN :first AND :last OR closed_on BETWEEN :first AND :last OR id IN (
            SELECT directive_id FROM office.progress_note WHERE noted_on BETWEEN :first AND :last))
        AND (:drafts OR meeting_id IS NULL
            OR meeting_id IN (SELECT id FROM office.meeting WHERE state IN ('ready', 'issued'))))
"""
_OF_MEETING = "meeting_id IN (SELECT id FROM chosen_meeting)"
_OF_DIRECTIVE = "directive_id IN (SELECT id FROM chosen_directive)"

_SOURCES: dict[str, str] = {
    "unit": "SELECT * FROM office.unit",
    "field": "SELECT * FROM office.field",
    "indicator": (
        "SELECT indicator.id, indicator_group.name AS group_name, indicator.name, unit, kind, decimals"
        " FROM office.indicator JOIN office.indicator_group ON indicator_group.id = group_id"
        " WHERE indicator.id IN (SELECT indicator_id FROM observation)"
    ),
    "meeting": "SELECT * FROM office.meeting WHERE id IN (SELECT id FROM chosen_meeting)",
    "observation": (
        "SELECT * FROM office.observation WHERE period_first_on >= :first AND period_last_on <= :last"
        " AND (meeting_id IS NULL OR meeting_id IN (SELECT id FROM chosen_meeting))"
    ),
    "directive": (
        "SELECT directive.id, text, given_on, given_by,"
        " CASE WHEN meeting_id IN (SELECT id FROM chosen_meeting) THEN meeting_id END AS meeting_id,"
        " coalesce(meeting.title || ' (' || held_on || ')', plan) AS origin, lead_id, all_forces, due_on,"
        " deadline_words, deadline_period, standing, directive.state, closed_on, position"
        " FROM office.directive LEFT JOIN office.meeting ON meeting.id = meeting_id"
        " WHERE directive.id IN (SELECT id FROM chosen_directive)"
    ),
    "directive_coordinator": f"SELECT * FROM office.directive_coordinator WHERE {_OF_DIRECTIVE}",
    "progress_note": f"SELECT * FROM office.progress_note WHERE {_OF_DIRECTIVE}",
    "document": (
        "SELECT document.id, document_type, meeting_id, symbol, state, number, issued_on,"
        " blob.digest AS pdf_digest, blob.bytes AS pdf"
        " FROM office.document JOIN office.blob ON blob.digest = coalesce(issued, printed)"
        f" WHERE state IN ('ready', 'issued') AND {_OF_MEETING}"
    ),
}
for _table in (
    "meeting_person",
    "co_organiser",
    "legal_basis",
    "agenda_item",
    "attendance",
    "narrative",
    "statement",
    "commendation",
):
    _SOURCES[_table] = f"SELECT * FROM office.{_table} WHERE {_OF_MEETING}"


def export(
    database: Path, output: Path, order: Order, *, overwrite: bool = False, progress: Progress = lambda done, of: None
) -> Inspection:
    """Write the package of a period and give what was read back from it.

    Raises: StorageError when `output` exists (unless `overwrite`), the disk is full or gone, or what was written does
    not read back; no half file is left and an existing one stays as it was.
    """
    if output.exists() and not overwrite:
        raise StorageError("{file} exists already. Choose another name; it was not touched.", file=output)
    if not output.parent.is_dir():
        raise StorageError("The folder {folder} does not exist. Make it or choose another.", folder=output.parent)
    partial = output.with_name(f".{output.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        with faults.plain_words(output):
            _write(database, partial, order, progress)
        _seal(partial)
        backups.flush(partial)
        found = inspector.inspect(partial)
        if output.exists() and not overwrite:
            raise StorageError("{file} exists already. Choose another name; it was not touched.", file=output)
        partial.replace(output)
        backups.flush(output.parent)
    except OSError as error:
        raise StorageError(
            "{file} could not be written: {error}. Nothing half was left. Check the disk or the stick and try again.",
            file=output,
            error=error.strerror or error,
        ) from error
    finally:
        _remove(partial)
    return found


def _write(database: Path, partial: Path, order: Order, progress: Progress) -> None:
    steps = len(package.CONTENT_TABLES) + 1
    with closing(
        sqlite3.connect(partial.resolve().as_uri() + "?mode=rwc", uri=True, isolation_level=None)
    ) as connection:
        # No journal: a file that is not finished is thrown away, and it is flushed to the disk as a whole afterwards.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        # A file that vacuums itself keeps its second page for its own use, and that is where the seal belongs.
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute(f"PRAGMA application_id = {package.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {package.FORMAT}")
        connection.execute("ATTACH ? AS office", (f"{database.resolve().as_uri()}?mode=ro",))
        connection.execute("BEGIN")
        for statement in package.TABLES.values():
            connection.execute(statement)
        _fill(connection, order, lambda done: progress(done, steps))
        _write_manifest(connection, order)
        connection.execute("COMMIT")
        connection.execute("DETACH office")
        progress(steps, steps)


def _fill(connection: sqlite3.Connection, order: Order, progress: Callable[[int], None]) -> None:
    chosen = {
        "first": order.period.first_on.isoformat(),
        "last": order.period.last_on.isoformat(),
        "drafts": int(order.include_drafts),
    }
    connection.execute(_MEETINGS, chosen)
    connection.execute(_DIRECTIVES, chosen)
    # Indicators are those that the observations need, so they are filled after them; keys are checked on reading.
    order_of_filling = sorted(package.CONTENT_TABLES, key=lambda table: table == "indicator")
    for done, table in enumerate(order_of_filling):
        progress(done)
        columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM ({_SOURCES[table]})", chosen)


def _write_manifest(connection: sqlite3.Connection, order: Order) -> None:
    rows = {
        "format": str(package.FORMAT),
        "office_id": order.office.id,
        "office_code": order.unit.code,
        "office_name": order.unit.name,
        "superior_name": order.superior.name if order.superior else "",
        "serial": str(order.serial),
        "period": order.period.code,
        "period_first_on": order.period.first_on.isoformat(),
        "period_last_on": order.period.last_on.isoformat(),
        "includes_drafts": "yes" if order.include_drafts else "no",
        "made_at": order.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "program": "giaoban",
        "program_version": __version__,
    }
    for table in package.CONTENT_TABLES:
        count, digest = package.table_digest(connection, table)
        rows[f"count.{table}"] = str(count)
        rows[f"digest.{table}"] = digest
    rows["digest"] = package.whole_digest(rows.items())
    connection.executemany("INSERT INTO manifest (key, value) VALUES (?, ?)", sorted(rows.items()))
    connection.execute("INSERT INTO seal (id, value) VALUES (1, ?)", (package.BLANK_SEAL,))


def _seal(partial: Path) -> None:
    """Write the digest of the whole file into the file, so that any changed byte shows."""
    content = partial.read_bytes()
    place = package.seal_place(content)
    if place is None:
        raise ValueError("the seal is not on its page")
    with partial.open("r+b") as file:
        file.seek(place)
        file.write(package.file_digest(content, place).encode())


def _remove(partial: Path) -> None:
    for file in (partial, partial.with_name(partial.name + "-journal")):
        try:
            file.unlink(missing_ok=True)
        except OSError:  # the stick is gone, and the file with it
            return
