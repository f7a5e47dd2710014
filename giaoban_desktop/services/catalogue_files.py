"""The catalogue as a file: written to be handed down, looked over before anything is kept, taken over as one act.

Nothing is ever removed: what a newer version lists no more stays, so that old figures can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.catalogues import CatalogueVersion, parse_version
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.indicators import FIRST_OWN_ITEM, Indicator, IndicatorGroup, IndicatorKind
from giaoban_desktop.domain.text import fold, shorten
from giaoban_desktop.domain.validation import Check, Formula, ValidationRule
from giaoban_desktop.errors import UserError
from giaoban_desktop.exchange import catalogue_file, toml_writing
from giaoban_desktop.exchange.catalogue_file import SUFFIX as SUFFIX
from giaoban_desktop.exchange.catalogue_file import CatalogueFile, Refused, RuleEntry
from giaoban_desktop.exchange.catalogue_words import change_words as change_words
from giaoban_desktop.services import catalogue, changes, printing, validation
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.storage import annexes as annex_rows
from giaoban_desktop.storage import indicators as indicator_rows
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage import validation as rule_rows
from giaoban_desktop.storage.database import Database
from giaoban_desktop.storage.indicators import Extent

TOLD_GROUPS = 200
"""Characters of the known groups in a sentence: each refused entry of a long file has one."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an indicator: its key in the file, and what stood and will stand there."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedIndicator:
    """An indicator as the file gives it, and what is different in it."""

    indicator: Indicator
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class CataloguePlan:
    """What taking a file over would do. Nothing is changed while anything is refused."""

    source: CatalogueFile
    before: CatalogueVersion
    new_groups: tuple[IndicatorGroup, ...]
    changed_groups: tuple[IndicatorGroup, ...]
    new: tuple[Indicator, ...]
    changed: tuple[ChangedIndicator, ...]
    unchanged: int
    unlisted: tuple[Indicator, ...]
    """Common and handed down ones that the file lists no more. They are kept."""
    new_rules: tuple[RuleEntry, ...]
    changed_rules: tuple[RuleEntry, ...]
    refused: tuple[Refused, ...]

    @property
    def is_empty(self) -> bool:
        """True when the book would stay as it is, its version too."""
        parts = (self.new_groups, self.changed_groups, self.new, self.changed, self.new_rules, self.changed_rules)
        return not any(parts) and self.before == self.source.version

    @property
    def is_older(self) -> bool:
        """True when the book has a version of a later day."""
        before, now = self.before.issued_on, self.source.version.issued_on
        return before is not None and now is not None and now < before


def version(db: Database) -> CatalogueVersion:
    """The version of the catalogue that the book works with."""
    return parse_version(unit_rows.catalogue_version(db))


# Writing


def export(db: Database, output: Path, *, today: date, name: str = "", overwrite: bool = False) -> CatalogueVersion:
    """Write the whole catalogue with the office's own indicators and rules; gives the version it bears.

    `name` is the name of the version, that of the book's own otherwise. Raises: InputError, StorageError.
    """
    with db.snapshot():
        office = unit_rows.get_office(db)
        issuer = unit_rows.get_unit(db, office.unit_id)
        issued = CatalogueVersion(name or version(db).name, today, issuer.name)
        own = [rule for rule in rule_rows.list_rules(db) if rule.formula is not None]
        rules = tuple(RuleEntry(rule.formula, rule.severity) for rule in own if rule.formula)
        listed = tuple(indicator_rows.list_indicators(db))
        found = CatalogueFile(issued, office.id, tuple(_groups(db)), listed, rules)
    printing.write_pdf(catalogue_file.written(found), output, overwrite=overwrite)
    return issued


def export_from(book: Path, output: Path, *, today: date, name: str) -> CatalogueVersion:
    """As `export`, with a connection of its own and over a file that stands there: for a thread beside the window."""
    with Database.open_read_only(book) as db:
        return export(db, output, today=today, name=name, overwrite=True)


# Looking it over


def plan(db: Database, file: Path) -> CataloguePlan:
    """Look a file over; nothing is changed. Raises: UserError, StorageError for what is no catalogue at all."""
    source = catalogue_file.read(file)
    with db.snapshot():
        return _planned(db, source)


def plan_for(book: Path, file: Path) -> CataloguePlan:
    """As `plan`, with a connection of its own: for a thread beside the window."""
    with Database.open_read_only(book) as db:
        return plan(db, file)


def _planned(db: Database, source: CatalogueFile) -> CataloguePlan:
    looked = _Look(db, source)
    for group in source.groups:
        looked.take_group(group)
    for indicator in source.indicators:
        looked.take(indicator)
    looked.look_at_formulas()
    for rule in source.rules:
        looked.take_rule(rule)
    return looked.plan(version(db))


class _Look:
    """Takes what a file says one after the other; what several entries need is read once."""

    def __init__(self, db: Database, source: CatalogueFile) -> None:
        self._source = source
        self._is_own_file = source.office_id == unit_rows.get_office(db).id
        self._groups = {one.code: one for one in _groups(db)}
        self._known_groups = {*self._groups, *(one.code for one in source.groups)}
        self._book = {one.code: one for one in indicator_rows.list_indicators(db)}
        self._told_groups = shorten(", ".join(sorted(self._known_groups)), TOLD_GROUPS)
        self._merged = {**self._book, **{one.code: one for one in source.indicators}}
        self._shipped = {one.code: one for one in catalogue.shipped_catalogue().indicators}
        self._extents = indicator_rows.extents(db)
        self._rules = {rule.formula: rule for rule in validation.rules(db) if rule.formula is not None}
        self._seen: set[object] = set()
        self._new_groups: list[IndicatorGroup] = []
        self._changed_groups: list[IndicatorGroup] = []
        self._new: list[Indicator] = []
        self._changed: list[ChangedIndicator] = []
        self._unchanged = 0
        self._new_rules: list[RuleEntry] = []
        self._changed_rules: list[RuleEntry] = []
        self._refused = list(source.refused)

    def take_group(self, group: IndicatorGroup) -> None:
        """Sort a heading into what is new or changed."""
        if not self._is_first("group", group.code):
            return
        before = self._groups.get(group.code)
        if before is None:
            self._new_groups.append(group)
        elif before != group:
            self._changed_groups.append(group)

    def take(self, indicator: Indicator) -> None:
        """Sort an indicator into what is new, changed, unchanged or refused."""
        code = indicator.code
        if not self._is_first("", code):
            return
        before = self._book.get(code)
        made = replace(indicator, own=self._is_of_office(indicator, before))
        try:
            self._check_references(made)
            self._check_meaning(made, before)
        except UserError as error:
            self._refused.append(Refused(code, error))
            return
        if before is None:
            self._new.append(made)
            return
        found = tuple(_field_changes(before, made))
        if found:
            self._changed.append(ChangedIndicator(made, found))
        else:
            self._unchanged += 1

    def look_at_formulas(self) -> None:
        """Refuse what makes a formula of the book that the file does not list say nothing."""
        listed = {one.code for one in self._source.indicators}
        for other in self._book.values():
            for code in (other.numerator, other.denominator):
                if other.code not in listed and code in listed and self._merged[code].kind is IndicatorKind.RATIO:
                    error = UserError(
                        "{other} is computed from {name}, which therefore stays counted.",
                        other=other.name,
                        name=self._book[code].name,
                    )
                    self._refused.append(Refused(code, error))

    def take_rule(self, rule: RuleEntry) -> None:
        """Sort a rule into what is new or changed."""
        text = rule.formula.text
        if not self._is_first("rule", text):
            return
        unknown = next((code for code in rule.formula.codes if code not in self._merged), "")
        if unknown:
            error = UserError("There is no indicator {code} in the catalogue.", code=unknown)
            self._refused.append(Refused(text, error))
            return
        before = self._rules.get(rule.formula)
        if before is None:
            self._new_rules.append(rule)
        elif before.own and before.severity is not rule.severity:
            self._changed_rules.append(rule)

    def plan(self, before: CatalogueVersion) -> CataloguePlan:
        """All of it."""
        listed = {one.code for one in self._source.indicators} | {one.place for one in self._refused}
        return CataloguePlan(
            self._source,
            before,
            tuple(self._new_groups),
            tuple(self._changed_groups),
            tuple(self._new),
            tuple(self._changed),
            self._unchanged,
            tuple(one for one in self._book.values() if not one.own and one.code not in listed),
            tuple(self._new_rules),
            tuple(self._changed_rules),
            tuple(self._refused),
        )

    def _is_first(self, what: str, code: str) -> bool:
        if (what, code) not in self._seen:
            self._seen.add((what, code))
            return True
        self._refused.append(Refused(code, UserError("{code} stands twice in the file. Keep one.", code=code)))
        return False

    def _is_of_office(self, indicator: Indicator, before: Indicator | None) -> bool:
        """What comes from elsewhere is handed down; a file of this office leaves its own indicators its own."""
        if not self._is_own_file:
            return False
        return before.own if before else indicator.item >= FIRST_OWN_ITEM

    def _check_references(self, indicator: Indicator) -> None:
        code = indicator.code
        if indicator.group not in self._known_groups:
            raise UserError(
                "There is no group {code}. Known are: {known}.",
                code=indicator.group,
                known=self._told_groups,
            )
        for other in filter(None, (indicator.part_of, indicator.at_least, indicator.pairs_with)):
            if other == code:
                raise UserError("{code} cannot refer to itself.", code=code)
            if other not in self._merged:
                raise UserError("There is no indicator {code} in the catalogue.", code=other)
        derived.check(indicator, self._merged)

    def _check_meaning(self, indicator: Indicator, before: Indicator | None) -> None:
        code, shipped = indicator.code, self._shipped.get(indicator.code)
        if shipped is not None and _meaning(shipped) != _meaning(indicator):
            raise UserError(
                "{code} ({name}) belongs to the common catalogue; its unit, kind and formula stay as they are.",
                code=code,
                name=shipped.name,
            )
        if before is None:
            return
        if (
            before.own
            and not indicator.own
            and (fold(before.name), _meaning(before))
            != (
                fold(indicator.name),
                _meaning(indicator),
            )
        ):
            raise UserError(
                "{code} is “{own}” ({own_unit}) of your own office, and “{name}” ({unit}) in the file. Give yours"
                " another code (Settings, Catalogue of indicators, New code), then open the file again.",
                code=code,
                own=before.name,
                own_unit=before.unit,
                name=indicator.name,
                unit=indicator.unit,
            )
        extent = self._extents.get(code)
        if extent is not None:
            _check_figures(indicator, before, extent)


def _check_figures(indicator: Indicator, before: Indicator, extent: Extent) -> None:
    """Refuse what would make the figures that are kept say something else. Raises: UserError."""
    if _meaning(before) != _meaning(indicator):
        raise UserError(
            "{code} ({name}) has {count} figures, so its unit, kind and formula stay as they are. The issuer should"
            " take a new code.",
            code=indicator.code,
            name=before.name,
            count=extent.count,
        )
    if indicator.decimals < extent.scale:
        raise UserError(
            "{name} has figures with {places} digits behind the comma; it cannot have fewer.",
            name=before.name,
            places=extent.scale,
        )
    if any(dimension != indicator.disaggregation for dimension in extent.dimensions):
        raise UserError(
            "{code} ({name}) has figures divided by {dimension}; that division stays.",
            code=indicator.code,
            name=before.name,
            dimension=", ".join(extent.dimensions),
        )


def _meaning(indicator: Indicator) -> tuple[str, IndicatorKind, str]:
    """What must stay for a figure to say the same."""
    return (indicator.unit, indicator.kind, derived.formula(indicator))


def _field_changes(before: Indicator, after: Indicator) -> Iterator[FieldChange]:
    old, new = catalogue_file.entry(before), catalogue_file.entry(after)
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield FieldChange(key, _told(old.get(key, "")), _told(new.get(key, "")))
    if before.own != after.own:
        yield FieldChange("own", _told(before.own), _told(after.own))


def _told(value: toml_writing.Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str() | int():
            return str(value)
    return ", ".join(value)


# Taking it over


def take(db: Database, planned: CataloguePlan) -> Changes:
    """Do what was planned as one act, and keep the version in the book.

    Raises: UserError of what is refused first, or when the book has changed since; nothing is done then.
    """
    if planned.refused:
        raise planned.refused[0].error
    source, kinds = planned.source, {Kind.OFFICE, Kind.INDICATORS, Kind.FIGURES}
    with db.act("catalogue.import", source.version.text):
        if _planned(db, source) != planned:
            raise UserError("The book has changed since the file was looked over. Open the file again.")
        _save_groups(db, planned)
        for indicator in (*planned.new, *(one.indicator for one in planned.changed)):
            indicator_rows.save_indicator(db, indicator)
            if indicator.kind is not IndicatorKind.FLOW and annex_rows.replace_code(db, indicator.code, None):
                kinds.add(Kind.DOCUMENTS)
        _save_rules(db, (*planned.new_rules, *planned.changed_rules))
        unit_rows.save_office(db, unit_rows.get_office(db), catalogue_version=source.version.text)
    return changes.of(*kinds, summary=source.version.name)


def _save_groups(db: Database, planned: CataloguePlan) -> None:
    renamed = {one.code: one for one in planned.changed_groups}
    kept = [renamed.get(one.code, one) for one in _groups(db)]
    for position, group in enumerate((*kept, *planned.new_groups)):
        indicator_rows.save_group(db, group, position)


def _save_rules(db: Database, entries: Sequence[RuleEntry]) -> None:
    known = rule_rows.list_rules(db)
    places: Mapping[Formula | None, tuple[int, ValidationRule]] = {
        rule.formula: (position, rule) for position, rule in enumerate(known)
    }
    last = len(known)
    for entry in entries:
        if entry.formula in places:
            position, rule = places[entry.formula]
            rule_rows.save_rule(db, replace(rule, severity=entry.severity), position=position)
        else:
            made = ValidationRule(new_id(), Check.COMPARE, entry.severity, formula=entry.formula, own=True)
            rule_rows.save_rule(db, made, position=last)
            last += 1


def _groups(db: Database) -> list[IndicatorGroup]:
    return indicator_rows.list_groups(db)
