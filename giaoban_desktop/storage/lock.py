"""One program at a time writes an office file."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from giaoban_desktop.errors import StorageError

if TYPE_CHECKING:
    import filelock

PATIENCE_SECONDS = 0.2


class FileLock:
    """A lock beside the office file, held by the operating system: it ends with the program, however that ends."""

    def __init__(self, lock: filelock.BaseFileLock) -> None:
        self._lock = lock
        self._file = Path(lock.lock_file)

    @classmethod
    def take(cls, database: Path) -> FileLock:
        """The lock of a database file. Raises: StorageError when another program holds it or the folder forbids it."""
        import filelock  # only who writes pays for it

        # Long enough for a program that is just letting go.
        lock = filelock.FileLock(database.with_name(f".{database.name}.lock"), timeout=PATIENCE_SECONDS)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise StorageError(
                "{file} is open in another window or on another computer. Nothing was changed."
                " Use that one or close it.",
                file=database.name,
            ) from None
        except OSError as error:
            if os.access(database.parent, os.W_OK):
                raise StorageError(
                    "{file} could not be opened for writing: {error}. Nothing was changed.",
                    file=database.name,
                    error=error.strerror or error,
                ) from None
            raise StorageError(
                "{file} can only be read here. Nothing was changed. Copy it to a folder in which you may write,"
                " or ask for the right.",
                file=database.name,
            ) from None
        return cls(lock)

    def release(self) -> None:
        """Let others have the file, and leave nothing beside it."""
        with suppress(OSError):  # Windows refuses while it is open; filelock removes it there itself
            # While it is still held: whoever waits for the removed file notices that it has no name any more.
            self._file.unlink(missing_ok=True)
        self._lock.release()
