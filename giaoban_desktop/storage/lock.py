"""One program at a time writes an office file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from giaoban_desktop.errors import StorageError

if TYPE_CHECKING:
    import filelock


class FileLock:
    """A lock beside the office file, held by the operating system: it ends with the program, however that ends."""

    def __init__(self, lock: filelock.BaseFileLock, file: Path) -> None:
        self._lock = lock
        self._file = file

    @classmethod
    def take(cls, database: Path) -> FileLock:
        """The lock of a database file. Raises: StorageError when another program holds it or the folder forbids it."""
        import filelock  # only who writes pays for it

        file = database.with_name(f".{database.name}.lock")
        lock = filelock.FileLock(file, timeout=0)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise StorageError(
                "{file} is open in another window or on another computer. Nothing was changed."
                " Use that one or close it.",
                file=database.name,
            ) from None
        except OSError:
            raise StorageError(
                "{file} can only be read here. Nothing was changed. Copy it to a folder in which you may write,"
                " or ask for the right.",
                file=database.name,
            ) from None
        return cls(lock, file)

    def release(self) -> None:
        """Let others have the file, and leave nothing beside it."""
        with suppress(OSError):
            # Two programs that race here can both hold a lock; SQLite's own locks still keep the file whole.
            self._file.unlink(missing_ok=True)
        self._lock.release()
