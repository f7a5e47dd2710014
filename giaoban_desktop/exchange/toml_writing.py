"""Data as the text of a TOML file: the small part of TOML that this program's own files need."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from giaoban_desktop.errors import InputError

Value = str | int | bool | Sequence[str]
LONGEST = 110
"""Characters; a list that is longer stands one text a line."""


def table(name: str, values: Mapping[str, Value]) -> str:
    """One entry of a list of tables: its head, a line for each value, and an empty line. Raises: InputError."""
    return "\n".join((f"[[{name}]]", *_lines(values), "", ""))


def head(values: Mapping[str, Value]) -> str:
    """The values at the head of a file, and an empty line. Raises: InputError."""
    return "\n".join((*_lines(values), "", ""))


def text(value: str) -> str:
    """A text in quotes. Raises: InputError for what no line of a file can hold."""
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in value):
        raise InputError("The text holds a broken character. Type it again without it.")
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _lines(values: Mapping[str, Value]) -> Iterator[str]:
    for name, value in values.items():
        yield f"{name} = {_value(value)}"


def _value(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return text(value)
    parts = [text(one) for one in value]
    line = f"[{', '.join(parts)}]"
    return line if len(line) <= LONGEST else "\n".join(("[", *(f"    {part}," for part in parts), "]"))
