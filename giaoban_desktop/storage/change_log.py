"""The log of acts: sealed in a chain, checked, replayed and undone.

An act is one thing a person did; a change is one row as it was and as it became. Both are only ever appended.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.storage import triggers

IRREVERSIBLE = frozenset(
    {
        "office.create",
        "document.ready",
        "document.issue",
        "amendment.ready",
        "amendment.issue",
        "package.export",
        "reception",
        "migration",
    }
)
"""Kinds of acts that undo does not cross: others may already hold what they made."""

SCHEMA_DIGESTS = {
    1: "f80f5532953077132f0063b6fa6bac3d3abf7d4637e46cad9d9c78eeaefb0261",
    2: "03ebdecc8cff2b7e0147c789fe6a6ec65875fbe08f7fde9fafa67418a9416ff8",
    3: "ef6087735a20812b8d8371f0dfc181070e329507541d1ed495ab3727dc48a260",
    4: "b9463f870201480bf0d85dceba267a4cd7a22368f8d0d47f165142632ce00bc0",
    5: "c5d58938aff524a00ffc090e1130d9a71935bf16fffd762a0aadaa2e58def80a",
    6: "471e6a2285fcf978485458fc3e7f01433efdfa127ee4f1f452cbbed03fa7a7f8",
    7: "88cc0405ed00d3fd167d37679cd74ad38735241d836185613f0b149b049dc645",
    8: "db12786bdc6bf2d29f57ceeb1d6ea642048726d17a01a90e4d12c2efa2d124f6",
    9: "fae4b2ea7cd26007712d671bece8c8c0f3e1285303e7901c3b6ea0645a82a901",
    10: "007d21c64a0198d815b96b3effb12f91c44ce50c3e9447d6032129bf6fd77db5",
    11: "f4730e91c75197af86fc95962abfc769f2269d0def7d82a4c0b96a1eb13bfd21",
    12: "8437cd259291235664549b57f13126b7de54f9c142c36bd03d3788b558cd6ec1",
    13: "6722dcf940373dff56e3499405c8edd496d5b65f66e70e81ead8163b9bf84f96",
    14: "3b2e50801562c193eab582794db7edc8003b0821015fe2825c7debb6544eba9a",
    15: "a6801c2a8025d8f040e99c69926002124cddf10fa9de41b018907dd6ef7acc51",
    16: "b09455064990a99fdfffc3fb7a678de6bb73cdfeb9f2ce5844c70a4531e36ec1",
    17: "09526d99803ed9e6598770aadca99532e0a863c2fb2217b5289752b9d63cf7f2",
    18: "c40bc28a4078a34bf8606c0d348a665714191356f1599a40c8b0908748a3b827",
    19: "5d8e12ec4ea6071763e9cf329fb29c8441d925147b2bbdd905f66aa994b17f59",
}
"""Digest of the schema at each step count; a test computes it anew from the steps."""


@dataclass(frozen=True, slots=True)
class ActRecord:
    """An act as it stands in the log; `at` is UTC ISO-8601, `digest` SHA-256 in hex."""

    seq: int
    id: str
    at: str
    by: str
    kind: str
    summary: str
    undoes: int | None
    previous_digest: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of one act: `before` is None for a new row, `after` for a removed one (JSON objects as text)."""

    n: int
    table: str
    row_id: str
    before: str | None
    after: str | None


NO_ACT = ActRecord(0, "", "", "", "", "", None, "", "")

_ACT_COLUMNS = "seq, id, at, by, kind, summary, undoes, previous_digest, digest"


def last(connection: sqlite3.Connection) -> ActRecord:
    """The newest act, or `NO_ACT` when nothing was done yet."""
    row = connection.execute(f"SELECT {_ACT_COLUMNS} FROM act ORDER BY seq DESC LIMIT 1").fetchone()
    return ActRecord(*row) if row else NO_ACT


def acts(connection: sqlite3.Connection, *, from_seq: int = 1) -> Iterator[ActRecord]:
    """The acts from a number on, oldest first."""
    for row in connection.execute(f"SELECT {_ACT_COLUMNS} FROM act WHERE seq >= ? ORDER BY seq", (from_seq,)):
        yield ActRecord(*row)


def get(connection: sqlite3.Connection, seq: int) -> ActRecord:
    """One act. Raises: UserError when there is none of that number."""
    row = connection.execute(f"SELECT {_ACT_COLUMNS} FROM act WHERE seq = ?", (seq,)).fetchone()
    if row is None:
        raise UserError("There is no act number {seq}.", seq=seq)
    return ActRecord(*row)


def last_about(connection: sqlite3.Connection, table: str, row_id: str) -> ActRecord | None:
    """The newest act that changed a row, or None."""
    found = connection.execute(
        "SELECT max(act_seq) FROM change WHERE table_name = ? AND row_id = ?", (table, row_id)
    ).fetchone()
    return get(connection, found[0]) if found and found[0] is not None else None


def changes(connection: sqlite3.Connection, seq: int) -> list[Change]:
    """The changes of one act, in their order."""
    rows = connection.execute(
        "SELECT n, table_name, row_id, before, after FROM change WHERE act_seq = ? ORDER BY n", (seq,)
    )
    return [Change(*row) for row in rows]


def seal(connection: sqlite3.Connection, act: ActRecord) -> ActRecord:
    """Write the act with the digest of itself, its changes and the act before it; gives it sealed."""
    sealed = ActRecord(**{**asdict(act), "digest": digest(act, changes(connection, act.seq))})
    connection.execute(
        f"INSERT INTO act ({_ACT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            sealed.seq,
            sealed.id,
            sealed.at,
            sealed.by,
            sealed.kind,
            sealed.summary,
            sealed.undoes,
            sealed.previous_digest,
            sealed.digest,
        ),
    )
    return sealed


def digest(act: ActRecord, act_changes: list[Change]) -> str:
    """SHA-256 in hex over the act without its digest and over its changes, each as one line of JSON."""
    head = [act.seq, act.id, act.at, act.by, act.kind, act.summary, act.undoes, act.previous_digest]
    found = hashlib.sha256(_line(head))
    for change in act_changes:
        found.update(_line([change.n, change.table, change.row_id, change.before, change.after]))
    return found.hexdigest()


def first_broken(connection: sqlite3.Connection) -> int | None:
    """The number of the first act whose digest, link or place is wrong; None when the chain is whole."""
    expected, previous = 1, ""
    for act in acts(connection):
        if (
            act.seq != expected
            or act.previous_digest != previous
            or act.digest != digest(act, changes(connection, act.seq))
        ):
            return expected
        expected, previous = act.seq + 1, act.digest
    stray = connection.execute("SELECT max(act_seq) FROM change").fetchone()[0]
    return expected if stray is not None and stray >= expected else None


def replay(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """The rows that the log says exist: (table, row id) to the row as JSON."""
    rows: dict[tuple[str, str], str] = {}
    for table, row_id, after in connection.execute("SELECT table_name, row_id, after FROM change ORDER BY act_seq, n"):
        if after is None:
            rows.pop((table, row_id), None)
        else:
            rows[table, row_id] = after
    return rows


def images(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """The rows that do exist, in the form that `replay` gives."""
    found: dict[tuple[str, str], str] = {}
    for table in triggers.owned_tables(connection):
        for row_id, image in connection.execute(f"SELECT id, {image_sql(connection, table)} FROM {table}"):
            found[table, row_id] = image
    return found


def image_sql(connection: sqlite3.Connection, table: str) -> str:
    """The expression that gives a row as the triggers log it."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    return "json_object(" + ", ".join(f"'{column}', {column}" for column in columns) + ")"


def restore_before(connection: sqlite3.Connection, seq: int) -> None:
    """Bring back the rows as they were before an act; to be called inside a new act that undoes it.

    Raises: UserError when an irreversible act lies at or after it, or a later act touched the same rows; the sentence
    names the act that stands in the way. Nothing is changed then.
    """
    _refuse_irreversible(connection, seq)
    undone = changes(connection, seq)
    for change in undone:
        later = connection.execute(
            "SELECT act.summary FROM change JOIN act ON act.seq = act_seq"
            " WHERE table_name = ? AND row_id = ? AND act_seq > ? AND act_seq NOT IN"
            " (SELECT undoes FROM act WHERE undoes IS NOT NULL) AND act.undoes IS NULL ORDER BY act_seq LIMIT 1",
            (change.table, change.row_id, seq),
        ).fetchone()
        if later:
            raise UserError("This cannot be undone: {act} came later and changed the same.", act=later[0])
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for change in reversed(undone):
        _put_back(connection, change)


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file whose tables or triggers are not those this program made. Raises: StorageError."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if SCHEMA_DIGESTS.get(version) != schema_digest(connection):
        raise StorageError(
            "The tables of {file} are not as this program made them; somebody changed them with another tool."
            " Nothing was changed. Restore a backup.",
            file=path.name,
        )


def schema_digest(connection: sqlite3.Connection) -> str:
    """SHA-256 in hex over our CREATE statements (not over what SQLite and sqlite-utils keep for themselves)."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name NOT LIKE '\\_sqlite\\_%' ESCAPE '\\'"
        " AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' ORDER BY type, name"
    )
    found = hashlib.sha256()
    for row in rows:
        found.update(_line(list(row)))
    return found.hexdigest()


def _refuse_irreversible(connection: sqlite3.Connection, seq: int) -> None:
    marks = ", ".join("?" * len(IRREVERSIBLE))
    row = connection.execute(
        f"SELECT summary FROM act WHERE seq >= ? AND kind IN ({marks}) ORDER BY seq LIMIT 1",
        (seq, *sorted(IRREVERSIBLE)),
    ).fetchone()
    if row:
        raise UserError("Undo does not reach behind this: {act}.", act=row[0])


def _put_back(connection: sqlite3.Connection, change: Change) -> None:
    if change.before is None:
        connection.execute(f"DELETE FROM {change.table} WHERE id = ?", (change.row_id,))
        return
    row = json.loads(change.before)
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    updates = ", ".join(f"{name} = excluded.{name}" for name in row if name != "id")
    connection.execute(
        f"INSERT INTO {change.table} ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {updates}",
        tuple(row.values()),
    )


def _line(values: list[object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
