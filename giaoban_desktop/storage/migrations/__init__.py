"""The steps that brought the schema to where it is. A released step is frozen; its digest stands in the tests.

`user_version` of a file is the count of steps it has taken, so that opening a current file needs neither this package's
steps nor sqlite-utils.
"""

from __future__ import annotations

import importlib
import sqlite3

STEPS = (
    "m0001_create_office",
    "m0002_add_draft_field",
    "m0003_add_validation",
    "m0004_index_figures",
    "m0005_add_annex",
    "m0006_add_series",
    "m0007_add_extension",
    "m0008_add_occurrence",
    "m0009_add_attendance_detail",
    "m0010_add_agenda_detail",
    "m0011_add_origin",
    "m0012_add_reopening",
    "m0013_add_outcome",
    "m0014_add_attachment",
    "m0015_add_register",
    "m0016_add_amendment",
    "m0017_add_general",
    "m0018_add_appointment",
    "m0019_add_amendment_print",
)
"""Modules in the order in which they are applied; each has `apply(db)`."""


def apply_pending(connection: sqlite3.Connection, *, upto: int | None = None) -> None:
    """Bring the schema up to date (or to the step count `upto`), with the change triggers made anew.

    Foreign keys are off meanwhile, because rebuilding a table would follow them, and are checked before the commit.
    """
    from sqlite_utils import Database as SqliteUtilsDatabase
    from sqlite_utils.migrations import Migrations

    from giaoban_desktop.storage import triggers

    db = SqliteUtilsDatabase(connection, execute_plugins=False, recursive_triggers=False)
    steps = Migrations("giaoban")
    wanted = STEPS[:upto]
    for name in wanted:
        module = importlib.import_module(f"{__name__}.{name}")
        steps(name=name)(module.apply)
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with db.atomic():
            triggers.drop(connection)
            steps.apply(db)
            triggers.create(connection)
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise sqlite3.IntegrityError(f"foreign keys broken after migration: {broken[:3]}")
            connection.execute(f"PRAGMA user_version = {len(wanted)}")
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
