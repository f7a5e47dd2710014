"""Holding the book's figures against the validation rules, and accepting what is unusual with a reason."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from giaoban_desktop import paths
from giaoban_desktop.domain import figure_checks
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.periods import Period, days, month, quarter, whole_year
from giaoban_desktop.domain.validation import (
    AcceptedFinding,
    Check,
    Finding,
    FindingKey,
    Formula,
    Severity,
    ValidationRule,
    parse_formula,
)
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import translate
from giaoban_desktop.services import changes
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import figures as figure_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import validation as rows
from giaoban_desktop.storage.database import Database

YEARS_BEFORE = 2
"""So many years before a period are read: eight quarters, and the same period of the year before."""


@dataclass(frozen=True, slots=True)
class CheckedFinding:
    """A finding, and what the clerk accepted about it; None while it is open. A hard one is never accepted."""

    finding: Finding
    accepted: AcceptedFinding | None = None

    @property
    def is_hard(self) -> bool:
        """True for what cannot be."""
        return self.finding.rule.severity is Severity.HARD


def shipped_rules(file: Path | None = None) -> tuple[ValidationRule, ...]:
    """The rules that ship with the program, in their order."""
    return _shipped(file or paths.resources() / "validation_rules.toml")


@cache
def _shipped(file: Path) -> tuple[ValidationRule, ...]:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        ValidationRule(
            one["id"],
            Check(one["check"]),
            Severity(one["severity"]),
            parse_formula(one["formula"]) if "formula" in one else None,
            one.get("periods", 8),
            one.get("least", 4),
        )
        for one in data["rule"]
    )


def rules(db: Database) -> tuple[ValidationRule, ...]:
    """Every rule that the office works with: those that ship, then its own."""
    return (*shipped_rules(), *rows.list_rules(db))


def periods_of(year: int) -> tuple[Period, ...]:
    """The periods of a year whose figures are looked at in the grid."""
    return (*(month(year, n) for n in range(1, 13)), *(quarter(year, n) for n in range(1, 5)), whole_year(year))


@dataclass(frozen=True, slots=True)
class Asked:
    """Findings, and the indicators that were looked over."""

    found: tuple[CheckedFinding, ...]
    codes: frozenset[str]


def findings(db: Database, periods: Collection[Period], codes: Collection[str] | None = None) -> list[CheckedFinding]:
    """What the rules say of the figures of some periods, of every indicator or of those that `codes` have to do with.

    In the order of periods and indicators; what was accepted comes with its reason.
    """
    return list(findings_about(db, periods, codes).found)


def count_open(db: Database, period: Period) -> int:
    """How many figures of a period and its months are asked about and have no reason yet."""
    found = findings(db, {period, *period.months()})
    return len({one.finding.about.id for one in found if one.accepted is None})


def findings_about(
    db: Database,
    periods: Collection[Period],
    codes: Collection[str] | None = None,
    catalogue: Mapping[str, Indicator] | None = None,
) -> Asked:
    """As `findings`, with the indicators that were looked over: those of `codes`, and whose figures hang on them.

    `catalogue` is every indicator by its code, where that was read before.
    """
    if not periods:
        return Asked((), frozenset(codes or ()))
    first = min(period.first_on for period in periods)
    span = days(date(first.year - YEARS_BEFORE, 1, 1), max(period.last_on for period in periods))
    with db.snapshot():
        indicators = catalogue or {one.code: one for one in indicator_rows.list_indicators(db)}
        known = rules(db)
        wanted = None if codes is None else related(codes, indicators, known)
        observations = figure_rows.list_of(db, span, wanted)
        accepted = {one.key: one for one in rows.list_accepted(db, span)}
    found = figure_checks.findings(observations, indicators, known, about=frozenset(periods))
    looked_over = frozenset(indicators) if wanted is None else dependent(codes or (), indicators, known)
    checked = (_checked(one, accepted) for one in found if one.about.indicator in looked_over)
    return Asked(tuple(checked), looked_over)


def _checked(finding: Finding, accepted: Mapping[FindingKey, AcceptedFinding]) -> CheckedFinding:
    kept = accepted.get(finding.key)
    return CheckedFinding(finding, kept if kept is not None and kept.is_about(finding) else None)


def dependent(
    codes: Iterable[str], indicators: Mapping[str, Indicator], known: Iterable[ValidationRule]
) -> frozenset[str]:
    """These indicators, and those about which a rule may say something else when these change."""
    asked = set(codes)
    found = {one.code for one in indicators.values() if {one.part_of, one.at_least} & asked}
    found |= {indicators[code].part_of for code in asked if code in indicators} - {""}
    for rule in known:
        if rule.formula and asked & set(rule.formula.codes):
            found |= set(rule.formula.codes)
    return frozenset(asked | found)


def related(codes: Iterable[str], indicators: Mapping[str, Indicator], known: Iterable[ValidationRule]) -> set[str]:
    """These indicators, and those with which a rule compares them."""
    rules_known = tuple(known)
    found = set(dependent(codes, indicators, rules_known))
    for code in tuple(found):
        indicator = indicators.get(code)
        found |= {indicator.part_of, indicator.at_least} - {""} if indicator else set()
    for indicator in indicators.values():  # what only divides another one has that one for its total
        if indicator.part_of in found:
            found.add(indicator.code)
    for rule in rules_known:
        if rule.formula and found & set(rule.formula.codes):
            found |= set(rule.formula.codes)
    return found


def accept(db: Database, finding: Finding, reason: str, on: date) -> Changes:
    """Let an unusual figure stand, with the reason. Raises: UserError for what cannot be; InputError without reason."""
    if finding.rule.severity is Severity.HARD:
        raise UserError("This cannot be: {reason} Correct the figure.", reason=finding.error)
    about = finding.about
    span = days(about.period.first_on, about.period.last_on)
    kept = next((one for one in rows.list_accepted(db, span) if one.key == finding.key), None)
    accepted = AcceptedFinding(
        id=kept.id if kept else new_id(),
        rule=finding.rule.id,
        indicator=about.indicator,
        unit_id=about.unit_id,
        period=about.period,
        disaggregation=about.disaggregation,
        value=about.value.text,
        sentence=translate(finding.error),
        reason=reason,
        accepted_on=on,
    )
    with db.act("figure.accept", accepted.sentence):
        rows.save_accepted(db, accepted)
    return changes.of(Kind.FIGURES, summary=accepted.sentence)


def ask_again(db: Database, accepted: AcceptedFinding) -> Changes:
    """Take back what was accepted, so that it is asked again."""
    with db.act("figure.ask_again", accepted.sentence):
        rows.delete_accepted(db, accepted.id)
    return changes.of(Kind.FIGURES, summary=accepted.sentence)


def read_formula(db: Database, text: str) -> Formula:
    """The formula that a clerk typed for a new rule.

    Raises: InputError for what is no rule; UserError where it speaks of an unknown indicator, or is there already.
    """
    formula = parse_formula(text)
    known = indicator_rows.indicators_of(db, formula.codes)
    for code in formula.codes:
        if code not in known:
            raise UserError("There is no indicator {code} in the catalogue.", code=code)
    if any(one.formula == formula for one in rules(db)):
        raise UserError("The rule {formula} is there already.", formula=formula.text)
    return formula


def count_flagged(db: Database, formula: Formula, today: date) -> int:
    """How many figures of this year and the two before a rule of this formula would ask about."""
    span = days(date(today.year - YEARS_BEFORE, 1, 1), date(today.year, 12, 31))
    with db.snapshot():
        indicators = indicator_rows.indicators_of(db, formula.codes)
        observations = figure_rows.list_of(db, span, set(formula.codes))
    rule = ValidationRule(new_id(), Check.COMPARE, Severity.SOFT, formula=formula, own=True)
    return len(figure_checks.findings(observations, indicators, [rule]))


def count_flagged_in(book: Path, formula: Formula, today: date) -> int:
    """As `count_flagged`, with a connection of its own: for a thread beside the window."""
    with Database.open_read_only(book) as db:
        return count_flagged(db, formula, today)


def add_rule(db: Database, formula: str, severity: Severity) -> Changes:
    """Add a rule of the office. Raises: InputError and UserError as `read_formula`."""
    rule = ValidationRule(new_id(), Check.COMPARE, severity, formula=read_formula(db, formula), own=True)
    assert rule.formula is not None
    position = len(rows.list_rules(db))
    with db.act("rule.add", rule.formula.text):
        rows.save_rule(db, rule, position=position)
    return changes.of(Kind.INDICATORS, Kind.FIGURES, summary=rule.formula.text)


def remove_rule(db: Database, rule: ValidationRule) -> Changes:
    """Remove a rule of the office. Raises: UserError for one that ships with the program."""
    if not rule.own or rule.formula is None:
        raise UserError("This rule belongs to the program. Only the rules of your office can be removed.")
    with db.act("rule.remove", rule.formula.text):
        rows.delete_rule(db, rule.id)
    return changes.of(Kind.INDICATORS, Kind.FIGURES, summary=rule.formula.text)
