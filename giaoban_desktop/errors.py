"""Errors that a person can act upon. Everything else that is raised is a bug.

The text of an error is an English source string with named fields; whoever shows it translates it
(`i18n.translate`), so that the log stays English while the clerk reads Vietnamese.
"""

from __future__ import annotations

import struct
import zlib

OF_BROKEN_FILES = (
    ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, MemoryError, EOFError, OSError,
    RuntimeError, StopIteration, SyntaxError, struct.error, zlib.error,
)  # fmt: skip
"""What libraries raise, beside errors of their own, on bytes that are not of the kind they read."""


class UserError(Exception):
    """Something foreseeable went wrong: what happened, what was kept, what to do next."""

    def __init__(self, message: str, /, **fields: object) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields

    def __str__(self) -> str:
        return self.message.format(**self.fields) if self.fields else self.message


class InputError(UserError):
    """Something typed or read is wrong; `field` is its path, like `figures[3].value` ("" when unknown)."""

    def __init__(self, message: str, /, *, field: str = "", **fields: object) -> None:
        super().__init__(message, **fields)
        self.field = field

    def within(self, prefix: str) -> InputError:
        """The same error, its field seen from the thing that contains it."""
        separator = "" if not self.field or self.field.startswith("[") else "."
        return InputError(self.message, field=f"{prefix}{separator}{self.field}", **self.fields)

    def __str__(self) -> str:
        text = super().__str__()
        return f"{self.field}: {text}" if self.field else text


class StorageError(UserError):
    """The file that holds the office cannot be opened, read or written."""


class Cancelled(Exception):  # noqa: N818 - an answer, not an error
    """A person broke off long work; nothing half done is left."""
