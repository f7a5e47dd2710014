"""The register of issued papers and the office's own series, as rows."""

from __future__ import annotations

from giaoban_desktop.domain.documents import DocumentType, Secrecy
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.registers import NumberSeries, RegisterEntry
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import read_day


@stored
def list_entries(db: Database) -> list[RegisterEntry]:
    """All issued papers that have a number of their own, the newest number first; an annex bears that of its paper."""
    rows = db.rows(
        "SELECT document.*, host_id, title, level, amendment.id AS amendment_id,"
        " amended.number || '/' || amended.symbol AS amends FROM document"
        " JOIN meeting ON meeting.id = document.meeting_id"
        " LEFT JOIN secrecy ON secrecy.document_id = document.id"
        " LEFT JOIN amendment ON amendment.document_id = document.id"
        " LEFT JOIN document AS amended ON amended.id = amends_id"
        " WHERE document.state = 'issued' AND document.document_type <> ?"
        " ORDER BY document.issued_on DESC, CAST(document.number AS INTEGER) DESC, document.id DESC",
        (DocumentType.ANNEX.value,),
    )
    return [
        RegisterEntry(
            document_id=row["id"],
            meeting_id=row["meeting_id"],
            unit_id=row["host_id"],
            document_type=DocumentType(row["document_type"]),
            symbol=row["symbol"],
            number=row["number"],
            issued_on=read_day(row["issued_on"]),
            title=f"Đính chính Biên bản số {row['amends']}" if row["amends"] else row["title"],
            amendment_id=row["amendment_id"],
            secrecy=Secrecy(row["level"] or ""),
        )
        for row in rows
    ]


@stored
def list_own(db: Database) -> frozenset[NumberSeries]:
    """The series whose numbers the office gives itself."""
    rows = db.rows("SELECT * FROM number_series")
    return frozenset(NumberSeries(row["unit_id"], row["abbreviation"], bool(row["is_classified"])) for row in rows)


def save_own(db: Database, series: NumberSeries, *, own: bool) -> None:
    """Keep whether a series is the office's own; inside an act."""
    row = _row(db, series)
    if own and row is None:
        db.save(
            "number_series",
            {
                "id": new_id(),
                "unit_id": series.unit_id,
                "abbreviation": series.abbreviation,
                "is_classified": int(series.is_classified),
            },
        )
    elif row is not None and not own:
        db.delete("number_series", row["id"])


def _row(db: Database, series: NumberSeries) -> Row | None:
    return db.row(
        "SELECT * FROM number_series WHERE unit_id = ? AND abbreviation = ? AND is_classified = ?",
        (series.unit_id, series.abbreviation, int(series.is_classified)),
    )
