"""The office's own validation rules and what its clerk accepted, as rows."""

from __future__ import annotations

from giaoban_desktop.domain.figures import Disaggregation
from giaoban_desktop.domain.periods import Period
from giaoban_desktop.domain.validation import AcceptedFinding, Check, Severity, ValidationRule, parse_formula
from giaoban_desktop.storage.database import Database, Row
from giaoban_desktop.storage.faults import stored
from giaoban_desktop.storage.values import period_columns, read_day, read_period


def save_rule(db: Database, rule: ValidationRule, *, position: int) -> None:
    """Keep a rule of the office; inside an act."""
    assert rule.formula is not None
    row = {"id": rule.id, "formula": rule.formula.text, "severity": rule.severity.value, "position": position}
    db.save("validation_rule", row)


def delete_rule(db: Database, rule_id: str) -> None:
    """Remove a rule of the office; inside an act."""
    db.delete("validation_rule", rule_id)


@stored
def list_rules(db: Database) -> list[ValidationRule]:
    """The rules that the office added, in their order."""
    rows = db.rows("SELECT * FROM validation_rule ORDER BY position, id")
    return [
        ValidationRule(
            row["id"], Check.COMPARE, Severity(row["severity"]), formula=parse_formula(row["formula"]), own=True
        )
        for row in rows
    ]


def save_accepted(db: Database, accepted: AcceptedFinding) -> None:
    """Keep what was accepted; inside an act."""
    part = accepted.disaggregation
    db.save(
        "accepted_finding",
        {
            "id": accepted.id,
            "rule": accepted.rule,
            "indicator_id": accepted.indicator,
            "unit_id": accepted.unit_id,
            **period_columns(accepted.period),
            "dimension": part.dimension if part else None,
            "member": part.member if part else None,
            "value": accepted.value,
            "sentence": accepted.sentence,
            "reason": accepted.reason,
            "accepted_on": accepted.accepted_on.isoformat(),
        },
    )


def delete_accepted(db: Database, accepted_id: str) -> None:
    """Take back what was accepted; inside an act."""
    db.delete("accepted_finding", accepted_id)


@stored
def list_accepted(db: Database, span: Period) -> list[AcceptedFinding]:
    """What was accepted about the periods within a span, in the order of time."""
    rows = db.rows(
        "SELECT * FROM accepted_finding WHERE period_first_on >= ? AND period_last_on <= ?"
        " ORDER BY period_first_on, indicator_id, id",
        (span.first_on.isoformat(), span.last_on.isoformat()),
    )
    return [_accepted(row) for row in rows]


def _accepted(row: Row) -> AcceptedFinding:
    return AcceptedFinding(
        id=row["id"],
        rule=row["rule"],
        indicator=row["indicator_id"],
        unit_id=row["unit_id"],
        period=read_period(row["period"]),
        disaggregation=Disaggregation(row["dimension"], row["member"]) if row["dimension"] else None,
        value=row["value"],
        sentence=row["sentence"],
        reason=row["reason"],
        accepted_on=read_day(row["accepted_on"]),
    )
