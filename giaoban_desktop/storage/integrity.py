"""Whether a book is whole: pages, keys, schema, log, stored papers, search."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.storage import change_log, faults, search
from giaoban_desktop.storage.database import Database


def problems(db: Database) -> Iterator[UserError]:
    """What is wrong with the file, coarse things first; a file with broken pages is not looked at further."""
    checks: tuple[Callable[[Database], Iterator[UserError]], ...] = (_pages, _keys, _schema, _log, _papers, _search)
    for check in checks:
        try:
            with faults.plain_words(db.path):
                found = list(check(db))
        except StorageError as error:
            found = [error]
        except (ValueError, TypeError):  # what damage does to reading, where SQLite itself saw none
            found = [faults.damaged(db.path)]
        yield from found
        if found and check in (_pages, _schema):
            return


def _pages(db: Database) -> Iterator[UserError]:
    with _copy(db) as copy:
        for (line,) in copy.execute("PRAGMA integrity_check(20)").fetchall():
            if line != "ok":
                yield UserError("The file is damaged: {detail}", detail=line)


def _keys(db: Database) -> Iterator[UserError]:
    for row in db.rows("PRAGMA foreign_key_check"):
        yield UserError("A row of {table} names a row of {parent} that does not exist.", table=row[0], parent=row[2])


def _schema(db: Database) -> Iterator[UserError]:
    change_log.check_schema(db.connection, db.path)
    yield from ()


def _log(db: Database) -> Iterator[UserError]:
    broken = change_log.first_broken(db.connection)
    if broken is not None:
        yield UserError("The log of changes is not whole from act {seq} on.", seq=broken)
    logged, present = change_log.replay(db.connection), change_log.images(db.connection)
    differing = {key for key, _ in set(logged.items()) ^ set(present.items())}
    for table, row_id in sorted(differing)[:20]:
        yield UserError("A row of {table} ({id}) is not as the log says it became.", table=table, id=row_id)


def _papers(db: Database) -> Iterator[UserError]:
    for digest, content in db.rows("SELECT digest, bytes FROM blob"):
        if hashlib.sha256(content).hexdigest() != digest:
            yield UserError("A stored paper is damaged ({digest}).", digest=digest[:12])


def _search(db: Database) -> Iterator[UserError]:
    for kind in search.stale_kinds(db.connection):
        yield UserError("The search index of {kind} is not up to date.", kind=kind)
    with _copy(db) as copy:
        if not search.is_index_whole(copy):
            yield UserError("The search index does not hold the words it should.")


@contextmanager
def _copy(db: Database) -> Iterator[sqlite3.Connection]:
    """A copy in memory that may be written: without that SQLite looks neither at CHECKs nor at the search index."""
    with closing(sqlite3.connect(":memory:")) as copy:
        db.connection.backup(copy)
        yield copy
