"""Reading structured data (JSON) that someone else wrote: every wrong value is told with its place and a way out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from giaoban_desktop.domain.dates import parse_iso_date, parse_time
from giaoban_desktop.domain.text import shorten
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.i18n import N_

SIZE_LIMIT = 20_000_000
"""Bytes of a file of structured data; a year of one office is below one million."""

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)

_TYPE_NAMES = {
    dict: N_("an object in braces"),
    list: N_("a list in brackets"),
    str: N_("text in quotes"),
    bool: N_("true or false"),
    int: N_("a whole number"),
}


def read_json(file: Path) -> Node:
    """The object in a JSON file. Raises: UserError when it is no file, too large, not UTF-8 or not JSON."""
    try:
        if file.stat().st_size > SIZE_LIMIT:
            raise UserError(
                "{file} is larger than {limit} bytes; nothing was read. Check that it is the right file.",
                file=file.name,
                limit=SIZE_LIMIT,
            )
        content = file.read_bytes()
    except OSError as error:
        raise UserError("{file} cannot be read: {error}", file=file, error=error.strerror or str(error)) from error
    try:
        value = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise UserError("{file} is not UTF-8 text. Save it as UTF-8 and try again.", file=file.name) from None
    except RecursionError:
        raise UserError(
            "{file} is nested too deeply for a briefing; nothing was read. Check that it is the right file.",
            file=file.name,
        ) from None
    except json.JSONDecodeError as error:
        raise UserError(
            "{file} is not JSON: line {line}, column {column}: {error}",
            file=file.name,
            line=error.lineno,
            column=error.colno,
            error=error.msg,
        ) from None
    except ValueError as error:  # a number with thousands of digits
        raise UserError("{file} is not JSON: {error}", file=file.name, error=error) from None
    return Node.of(value, "")


class Node:
    """An object of a file, whose fields are taken one by one; `finish` refuses what nobody took."""

    def __init__(self, value: dict[str, object], path: str) -> None:
        self._value = value
        self._taken: set[str] = set()
        self.path = path

    @classmethod
    def of(cls, value: object, path: str) -> Node:
        """The value as an object. Raises: InputError when it is something else."""
        return cls(_expect(value, dict, path), path)

    def place(self, name: str) -> str:
        """The path of a field, for messages."""
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """True when the field is there and not null; it counts as taken."""
        self._taken.add(name)
        return self._value.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """A text field; required when there is no default."""
        value = self._take(name, str, required=default is None)
        return default or "" if value is None else value

    def flag(self, name: str) -> bool:
        """A field true or false; false when missing."""
        return self._take(name, bool, required=False) or False

    def integer(self, name: str) -> int | None:
        """A whole number; None when missing."""
        return self._take(name, int, required=False)

    def day(self, name: str) -> date:
        """A required day YYYY-MM-DD."""
        return parse_iso_date(self.text(name), field=self.place(name))

    def find_day(self, name: str) -> date | None:
        """A day YYYY-MM-DD; None when missing."""
        return self.day(name) if self.has(name) else None

    def find_time(self, name: str) -> time | None:
        """A time of day HH:MM; None when missing."""
        return parse_time(self.text(name), field=self.place(name)) if self.has(name) else None

    def choice(self, name: str, kind: type[_E], default: _E | None = None) -> _E:
        """One of the values of an enumeration."""
        text = self.text(name, default.value if default else None)
        try:
            return kind(text)
        except ValueError:
            raise InputError(
                "{value} is not known here. Write one of: {choices}.",
                field=self.place(name),
                value=shorten(text, 40),
                choices=", ".join(member.value for member in kind),
            ) from None

    def raw(self, name: str) -> object:
        """A field of any type; None when missing."""
        self._taken.add(name)
        return self._value.get(name)

    def node(self, name: str) -> Node:
        """A required field that is an object."""
        value = self._take(name, dict, required=True)
        assert value is not None
        return Node(value, self.place(name))

    def find_node(self, name: str) -> Node | None:
        """A field that is an object; None when missing."""
        return self.node(name) if self.has(name) else None

    def nodes(self, name: str) -> Iterator[Node]:
        """The objects of a list; none when it is missing."""
        for index, value in enumerate(self._take(name, list, required=False) or []):
            yield Node.of(value, f"{self.place(name)}[{index}]")

    def texts(self, name: str) -> list[str]:
        """The texts of a list; none when it is missing."""
        values = self._take(name, list, required=False) or []
        return [_expect(value, str, f"{self.place(name)}[{index}]") for index, value in enumerate(values)]

    def build(self, make: Callable[[], _T]) -> _T:
        """What `make` makes of this object once all its fields were taken; errors are told with this place."""
        self.finish()
        try:
            return make()
        except InputError as error:
            raise error.within(self.path) if self.path else error from None

    def finish(self) -> None:
        """Refuse fields that nobody took. Raises: InputError naming the first."""
        unknown = sorted(set(self._value) - self._taken)
        if unknown:
            raise InputError(
                "This field is not known here. Known are: {known}.",
                field=shorten(self.place(unknown[0]), 80),
                known=", ".join(sorted(self._taken)),
            )

    def _take(self, name: str, kind: type[_T], *, required: bool) -> _T | None:
        self._taken.add(name)
        value = self._value.get(name)
        if value is None:
            if required:
                raise InputError("This field is missing. Add it.", field=self.place(name))
            return None
        return _expect(value, kind, self.place(name))


def _expect(value: object, kind: type[_T], path: str) -> _T:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise InputError("Here must stand {kind}.", field=path, kind=UserError(_TYPE_NAMES[kind]))
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError("The field stands twice in one object. Keep one.", field=shorten(twice, 80))
    return found


def _refuse_constant(constant: str) -> object:
    raise InputError("{value} is not a number that can be kept.", value=constant)
