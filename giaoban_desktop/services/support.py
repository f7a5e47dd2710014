"""What a person who helps by phone needs to see: the log, the schema, the check, versions. No names, no figures."""

from __future__ import annotations

import json
import platform
import re
import zipfile
from datetime import datetime
from pathlib import Path

from giaoban_desktop import __version__, paths
from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.services import checks
from giaoban_desktop.storage import usage
from giaoban_desktop.storage.database import Database

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|'[^']*'")
_HOME_IN_PATH = re.compile(r"([/\\](?:home|Users)[/\\])[^/\\\s:]+")


def suggested_name(now: datetime) -> str:
    """A name for the file: ho-tro-20260325-0915.zip."""
    return f"ho-tro-{now:%Y%m%d-%H%M}.zip"


def write(database: Path, output: Path, *, more: dict[str, str] | None = None) -> None:
    """Write the bundle. `more` are versions that only the window knows. Raises: StorageError."""
    parts = {
        "versions.json": json.dumps({**_versions(), **(more or {})}, indent=1),
        "schema.sql": _schema(database),
        "counts.json": json.dumps(_counts(database), indent=1),
        "check.txt": "\n".join(_check(database)) + "\n",
    }
    log = paths.log_file()
    if log.exists():
        parts["log.txt"] = without_persons(log.read_text(encoding="utf-8", errors="replace"))
    try:
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, text in parts.items():
                bundle.writestr(name, text)
    except OSError as error:
        raise StorageError(
            "{file} could not be written: {error}", file=output, error=error.strerror or error
        ) from error


def without_persons(text: str) -> str:
    """A log without what was quoted from the book and without the names of user folders."""
    return _HOME_IN_PATH.sub(r"\1…", _QUOTED.sub("“…”", text))


def _versions() -> dict[str, str]:
    return {
        "program": __version__,
        "python": platform.python_version(),
        "sqlite": usage.sqlite_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
    }


def _schema(database: Path) -> str:
    try:
        with Database.open_read_only(database) as db:
            return ";\n".join(usage.schema(db)) + ";\n"
    except UserError as error:
        return f"-- {error.message}\n"


def _counts(database: Path) -> dict[str, int]:
    try:
        with Database.open_read_only(database) as db:
            return {table: usage.count(db, table) for table in usage.tables(db)}
    except UserError:
        return {}


def _check(database: Path) -> list[str]:
    # The template alone: its fields may hold what was typed into the book.
    return [problem.message for problem in checks.check(database)] or ["ok"]
