"""One office's file: opened by one program at a time, changed only inside acts, closed as a single file.

While open: WAL, one sync a save. At rest: journal mode DELETE, so that a copy by the file manager is whole.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.log import logger
from giaoban_desktop.storage import book_file, change_log, faults, search, wal
from giaoban_desktop.storage.lock import FileLock
from giaoban_desktop.storage.migrations import STEPS

Row = sqlite3.Row
SqlValue = str | int | bytes | None


def utc_now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Act:
    """The act that is open: everything changed inside it is one step of the log."""

    seq: int
    id: str
    kind: str
    summary: str
    undoes: int | None = None


class Database:
    """An open office file. All reading and writing goes through it, so that faults are told in plain words."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        *,
        lock: FileLock | None,
        by: str,
        clock: Callable[[], datetime],
    ) -> None:
        self.connection = connection
        self.path = path
        self.by = by
        self.clock = clock
        self.acts_done = 0
        self._lock = lock
        self._act: Act | None = None
        self._is_closed = False
        self._owner = ""
        self._save_sql: dict[tuple[str, tuple[str, ...]], str] = {}
        self._file_id = book_file.file_id(path)

    # Opening and closing

    @classmethod
    def create(cls, path: Path, *, by: str = "", clock: Callable[[], datetime] = utc_now) -> Database:
        """A new, empty office file. Raises: StorageError when the path is taken or cannot be written."""
        path = path.resolve()
        if not path.parent.is_dir():
            raise StorageError("The folder {folder} does not exist. Make it or choose another.", folder=path.parent)
        lock = FileLock.take(path)
        try:
            if path.exists():
                raise StorageError("{file} exists already. Choose another name; it was not touched.", file=path.name)
            with faults.plain_words(path):
                book_file.make_empty(path)
                connection = book_file.connect(path)
                connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            lock.release()
            raise
        return cls(connection, path, lock=lock, by=by, clock=clock)

    @classmethod
    def open(cls, path: Path, *, by: str = "", clock: Callable[[], datetime] = utc_now) -> Database:
        """The office file for reading and writing, brought to the present schema (a verified copy is made first).

        Raises: StorageError, in words, when it is missing, in use, read-only, damaged, newer or not ours.
        """
        path = path.resolve()
        book_file.check_readable(path)
        if not os.access(path, os.W_OK):
            raise StorageError(
                "{file} can only be read here. Nothing was changed. Copy it to a folder in which you may write,"
                " or ask for the right.",
                file=path.name,
            )
        lock = FileLock.take(path)
        try:
            with faults.plain_words(path):
                wal.recover(path)
                connection = book_file.connect(path)
                try:
                    version = book_file.check_identity(connection, path)
                    book_file.check_sound(connection, path)
                    if version < len(STEPS):
                        book_file.migrate(connection, path)
                    change_log.check_schema(connection, path)
                    connection.execute("PRAGMA journal_mode = WAL")
                except BaseException:
                    connection.close()
                    raise
        except BaseException:
            lock.release()
            raise
        return cls(connection, path, lock=lock, by=by, clock=clock)

    @classmethod
    def open_read_only(cls, path: Path) -> Database:
        """The office file for reading only, also while a window has it open. Raises: StorageError."""
        path = path.resolve()
        book_file.check_readable(path)
        with faults.plain_words(path):
            book_file.check_left_journal(path)
            connection = book_file.connect(path, read_only=True)
            try:
                version = book_file.check_identity(connection, path)
            except BaseException:
                connection.close()
                raise
        if version < len(STEPS):
            connection.close()
            raise StorageError(
                "{file} was made by an older version. Record something with this version once; a copy is kept.",
                file=path.name,
            )
        return cls(connection, path, lock=None, by="", clock=utc_now)

    @property
    def is_read_only(self) -> bool:
        """True when nothing can be changed through it."""
        return self._lock is None

    def close(self) -> None:
        """Make it one file at rest again and let others open it. Closing twice does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            if self._lock is not None:
                with faults.plain_words(self.path):
                    # Who never read has not taken part in the journal, and would leave that of a reader behind.
                    self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
                    self.connection.execute("PRAGMA journal_mode = DELETE")
        except StorageError as error:
            # What is committed stays safe in the -wal beside the file; the next start takes it in.
            logger.warning("could not fold the journal into %s: %s", self.path.name, error)
        finally:
            self.connection.close()
            if self._lock is not None:
                self._lock.release()

    def discard(self) -> None:
        """Close a book in which nothing was done and remove it, while nobody else can have it."""
        if not self._is_closed and change_log.last(self.connection).seq == 0:
            self._is_closed = True
            self.connection.close()
            for suffix in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            if self._lock is not None:
                self._lock.release()
        self.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # Reading

    def rows(self, sql: str, parameters: Sequence[SqlValue] | Mapping[str, SqlValue] = ()) -> list[Row]:
        """All rows of a query."""
        with faults.plain_words(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[SqlValue] | Mapping[str, SqlValue] = ()) -> Row | None:
        """The first row of a query, or None."""
        with faults.plain_words(self.path):
            found: Row | None = self.connection.execute(sql, parameters).fetchone()
            return found

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside sees one state of the file, whatever others write meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        with faults.plain_words(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")

    # Writing

    @contextmanager
    def act(self, kind: str, summary: str, *, undoes: int | None = None) -> Iterator[Act]:
        """Everything changed inside is one act: all of it is stored, logged and sealed, or nothing.

        Acts do not nest: one that is asked for inside another joins it. An act that changes nothing leaves no trace.
        """
        if self._act is not None:
            yield self._act
            return
        self._check_writable()
        with faults.plain_words(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                last = change_log.last(self.connection)
                self._act = Act(last.seq + 1, new_id(), kind, summary, undoes)
                self.connection.execute("INSERT INTO current_act (id, act_seq) VALUES (1, ?)", (self._act.seq,))
                yield self._act
                changed = search.refresh_changed(self.connection, self._act.seq)
                self.connection.execute("DELETE FROM current_act")
                if changed:
                    change_log.seal(
                        self.connection,
                        change_log.ActRecord(
                            seq=self._act.seq,
                            id=self._act.id,
                            at=self.clock().astimezone(UTC).isoformat(timespec="milliseconds"),
                            by=self.by,
                            kind=self._act.kind,
                            summary=self._act.summary,
                            undoes=self._act.undoes,
                            previous_digest=last.digest,
                        ),
                    )
                    self.connection.execute("COMMIT")
                    self.acts_done += 1
                else:
                    self.connection.execute("ROLLBACK")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise
            finally:
                self._act = None

    def save(self, table: str, row: Mapping[str, SqlValue]) -> None:
        """Insert the row, or bring the one with its id up to date; an unchanged row is not touched."""
        columns = (*row, "owner_id")
        sql = self._save_sql.get((table, columns))
        if sql is None:
            sql = self._save_sql[table, columns] = _save_statement(table, columns)
        self.connection.execute(sql, (*row.values(), self.owner_id))

    def save_children(self, table: str, parent: str, parent_id: str, rows: Sequence[Mapping[str, SqlValue]]) -> None:
        """Make `rows` all the rows of `table` whose column `parent` is `parent_id`."""
        kept = {row["id"] for row in rows}
        present = self.connection.execute(f"SELECT id FROM {table} WHERE {parent} = ?", (parent_id,)).fetchall()
        gone = [(row_id,) for (row_id,) in present if row_id not in kept]
        self.connection.executemany(f"DELETE FROM {table} WHERE id = ?", gone)
        for row in rows:
            self.save(table, {**row, parent: parent_id})

    def delete(self, table: str, row_id: str) -> None:
        """Remove one row; the log keeps it."""
        self.connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))

    def keep_bytes(self, content: bytes) -> str:
        """Keep the bytes under their SHA-256 and give it in hex."""
        digest = hashlib.sha256(content).hexdigest()
        self.connection.execute("INSERT OR IGNORE INTO blob (digest, bytes) VALUES (?, ?)", (digest, content))
        return digest

    def kept_bytes(self, digest: str) -> bytes:
        """The bytes kept under a digest. Raises: StorageError when they no longer are what they were."""
        row = self.row("SELECT bytes FROM blob WHERE digest = ?", (digest,))
        if row is None or hashlib.sha256(row["bytes"]).hexdigest() != digest:
            raise StorageError(
                "A stored paper in {file} is damaged. {backup}",
                file=self.path.name,
                backup=faults.backup_hint(self.path),
            )
        return bytes(row["bytes"])

    @property
    def owner_id(self) -> str:
        """The office that owns what is written here."""
        if not self._owner:
            row = self.connection.execute("SELECT id FROM office").fetchone()
            if row is None:
                raise UserError("This book has no office yet. Set it up first.")
            self._owner = row[0]
        return self._owner

    def found_office(self, office_id: str) -> None:
        """From now on the rows written belong to this office (used once, while the office is being set up)."""
        self._owner = office_id

    def checkpoint(self) -> None:
        """Fold the journal into the file as far as nobody reads the old state; for moments of rest."""
        with faults.plain_words(self.path):
            self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def _check_writable(self) -> None:
        if self.is_read_only:
            raise StorageError("{file} was opened for reading only. Nothing was changed.", file=self.path.name)
        if book_file.file_id(self.path) != self._file_id:
            raise StorageError(
                "{file} was removed or replaced while it was open. Nothing more is written into it. {backup}",
                file=self.path.name,
                backup=faults.backup_hint(self.path),
            )


def _save_statement(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    others = [column for column in columns if column != "id"]
    updates = ", ".join(f"{column} = excluded.{column}" for column in others)
    old = ", ".join(f"{table}.{column}" for column in others)
    new = ", ".join(f"excluded.{column}" for column in others)
    return (
        f"INSERT INTO {table} ({names}) VALUES ({marks})"
        f" ON CONFLICT (id) DO UPDATE SET {updates} WHERE ({old}) IS NOT ({new})"
    )
