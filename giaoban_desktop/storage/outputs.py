"""Files that are written: whole or not at all, and never over what must not be replaced."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from giaoban_desktop.errors import StorageError
from giaoban_desktop.storage import attachment_file, book_file

_JOURNALS = ("-wal", "-shm", "-journal")


def write(content: bytes, output: Path, *, overwrite: bool = False) -> None:
    """Write a file, beside its place first and then renamed.

    Raises: StorageError when a file stands there (unless `overwrite`; a book is never replaced) or the disk refuses.
    """
    partial = output.with_name(f".{output.name}.partial")
    try:
        refuse(output, overwrite=overwrite)
        partial.write_bytes(content)
        partial.replace(output)
    except OSError as error:
        raise StorageError(
            "{file} could not be written: {error}", file=output, error=error.strerror or error
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def refuse(output: Path, *, overwrite: bool) -> None:
    """Refuse to write where a file stands (unless `overwrite`), where a book or its journal stands, or in no folder.

    Raises: StorageError; OSError for a name that the disk does not take.
    """
    if not output.parent.is_dir():
        raise StorageError("The folder {folder} does not exist. Make it or choose another.", folder=output.parent)
    if not output.exists():
        return
    if not overwrite:
        raise StorageError("{file} exists already. Choose another name; it was not touched.", file=output)
    if book_file.is_book(output) or attachment_file.is_companion(output) or _is_journal(output):
        raise StorageError("{file} is a book of this program and is never replaced. Choose another name.", file=output)


def _is_journal(output: Path) -> bool:
    name = output.resolve().name
    return any(
        name.endswith(suffix) and book_file.is_book(output.with_name(name.removesuffix(suffix))) for suffix in _JOURNALS
    )
