"""The companion file of a book: the bytes of its attachments under their digests, outside log and regular backups.

It lies beside the book under the book's name with `.attachments` behind it. Bytes are only ever added: whatever an act
of the log names can be shown again. It is opened for each use and closed again, so that copying it is safe any time.
"""

from __future__ import annotations

import hashlib
import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from giaoban_desktop.domain.attachments import MEGABYTE, MOST_MEGABYTES
from giaoban_desktop.errors import StorageError
from giaoban_desktop.storage import faults

APPLICATION_ID = 0x47424131
"""Marks the file in its header ("GBA1")."""
SUFFIX = ".attachments"

_SCHEMA = """
CREATE TABLE attachment_bytes (
    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 20000000)
) STRICT
"""

_KEEP = """
INSERT INTO attachment_bytes VALUES (?, ?)
ON CONFLICT (digest) DO UPDATE SET bytes = excluded.bytes WHERE bytes <> excluded.bytes
"""


def beside(database: Path) -> Path:
    """Where the companion of a book lies; not made here."""
    database = database.resolve()
    return database.with_name(database.name + SUFFIX)


def is_companion(file: Path) -> bool:
    """True when the file bears the mark of a companion in its header."""
    try:
        with file.open("rb") as opened:
            return opened.read(72)[68:] == APPLICATION_ID.to_bytes(4, "big")
    except OSError:
        return False


def keep(file: Path, content: bytes) -> str:
    """Keep bytes in a companion file, which is made with the first; gives their SHA-256 in hex.

    What lies there damaged under the same digest is put right. Raises: StorageError when the disk refuses or another
    file has the name.
    """
    digest = hashlib.sha256(content).hexdigest()
    with _plain_words(file), _opened(file) as connection, connection:
        connection.execute(_KEEP, (digest, content))
    return digest


def kept(file: Path, digest: str) -> bytes:
    """The bytes kept under a digest. Raises: StorageError when they are not there or are no longer what they were."""
    if not file.is_file():
        raise _absent(file)
    with _plain_words(file), _read_only(file) as connection:
        row = connection.execute("SELECT bytes FROM attachment_bytes WHERE digest = ?", (digest,)).fetchone()
    if row is None or not _is_sound(digest, row[0]):
        raise StorageError(
            "An attachment in {file} is missing or damaged. The book itself is whole. Restore a backup, or attach the"
            " file again.",
            file=file.name,
        )
    return bytes(row[0])


def _absent(file: Path) -> StorageError:
    """The sentence for a companion that is not there; names another one beside the book, which may be renamed."""
    others = [one.name for one in sorted(file.parent.glob(f"*{SUFFIX}")) if is_companion(one)]
    if others:
        return StorageError(
            "The file of attachments {file} is not beside the book, but {other} is. If the book was renamed, give that"
            " file the name {file}.",
            file=file.name,
            other=others[0],
        )
    return StorageError(
        "The file of attachments {file} is not beside the book. Put it back there, or restore a backup.", file=file.name
    )


def digests(file: Path) -> set[str]:
    """What a companion file holds; nothing where there is none."""
    if not file.is_file():
        return set()
    with _plain_words(file), _read_only(file) as connection:
        return {digest for (digest,) in connection.execute("SELECT digest FROM attachment_bytes")}


def sound_digests(file: Path) -> set[str]:
    """What a companion file holds undamaged; reads all of it."""
    if not file.is_file():
        return set()
    with _plain_words(file), _read_only(file) as connection:
        rows = connection.execute("SELECT digest, bytes FROM attachment_bytes")
        return {digest for digest, content in rows if _is_sound(digest, content)}


def copy_new(source: Path, target: Path, *, repair: bool = False) -> int:
    """Add to `target` what `source` holds and it does not; gives how many were added.

    With `repair` also what lies damaged in the target is put right, for which all of it is read; a target whose pages
    are damaged is kept under another name and made anew. Only what still has its digest is copied.
    Raises: StorageError.
    """
    if repair and target.is_file() and not _is_whole(target):
        target.rename(_free_name(target))
    missing = digests(source) - (sound_digests(target) if repair else digests(target))
    if not missing:
        return 0
    count = 0
    with _plain_words(target), _opened(target) as connection:
        for digest in sorted(missing):
            content = _read_row(source, digest)
            if content is None:
                continue
            with connection:
                connection.execute(_KEEP, (digest, content))
            count += 1
    return count


def _read_row(file: Path, digest: str) -> bytes | None:
    """The bytes under a digest; None where they are damaged."""
    with _plain_words(file), _read_only(file) as held:
        row = held.execute("SELECT bytes FROM attachment_bytes WHERE digest = ?", (digest,)).fetchone()
    return bytes(row[0]) if row is not None and _is_sound(digest, row[0]) else None


def _is_whole(file: Path) -> bool:
    """False for a companion whose pages are damaged, so that nothing can be put right in it."""
    try:
        with _read_only(file) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except (sqlite3.Error, StorageError):
        return False


def _free_name(file: Path) -> Path:
    """A name beside a damaged file under which it is kept."""
    names = (file.with_name(f"{file.name}.damaged-{number}") for number in itertools.count(1))
    return next(name for name in names if not name.exists())


@contextmanager
def _plain_words(file: Path) -> Iterator[None]:
    """The known faults of a companion in plain words; of one that is damaged, what can be done."""
    try:
        with faults.plain_words(file):
            yield
    except StorageError as error:
        if error.message != faults.DAMAGED:
            raise
        raise StorageError(
            "The file of attachments {file} is damaged. The book itself is whole. Restore a backup of the book: it"
            " brings the attachments back, and keeps the damaged file beside them.",
            file=file.name,
        ) from error


def _is_sound(digest: str, content: object) -> bool:
    return (
        isinstance(content, bytes)
        and len(content) <= MOST_MEGABYTES * MEGABYTE
        and hashlib.sha256(content).hexdigest() == digest
    )


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A companion file for writing; made whole or not at all where there is none."""
    if not file.exists():
        _make(file)
    _check_identity(file)
    with closing(sqlite3.connect(file, timeout=5.0)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        yield connection


@contextmanager
def _read_only(file: Path) -> Iterator[sqlite3.Connection]:
    _check_identity(file)
    if file.with_name(f"{file.name}-journal").exists():  # of a power cut; who only reads may not fold it back
        with closing(sqlite3.connect(file, timeout=5.0)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=5.0)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        yield connection


def _make(file: Path) -> None:
    partial = file.with_name(f".{file.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(_SCHEMA)
        partial.rename(file)
    except OSError as error:
        raise StorageError("{file} could not be written: {error}", file=file, error=error.strerror or error) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _check_identity(file: Path) -> None:
    if not is_companion(file):
        raise StorageError(
            "{file} lies where the attachments of the book belong, but is another kind of file or cannot be read."
            " Nothing was changed. Move it away, or put the right one there.",
            file=file.name,
        )
