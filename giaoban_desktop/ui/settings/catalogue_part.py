"""The catalogue of indicators: what all share, what was handed down, and what the office adds, also by a formula."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import catalogue_files, indicators
from giaoban_desktop.services.book import Book
from giaoban_desktop.services.changes import Changes
from giaoban_desktop.ui.flow import Flow
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.settings.catalogue_file import CatalogueFiles, version_words
from giaoban_desktop.ui.settings.part import Part
from giaoban_desktop.ui.views.row_table import Column, RowEditor, RowModel
from giaoban_desktop.ui.widgets import button, text_label

CODE, NAME = 0, 1


class CataloguePart(Part):
    """What is counted, and what is computed from it."""

    def __init__(self, session: Session) -> None:
        purpose = _(
            "The codes of the common catalogue are the same in every office and stay as they are."
            " What the office adds begins at 900 and can be changed."
        )
        super().__init__(session, _("Catalogue of indicators"), purpose)
        columns: list[Column[Indicator]] = [
            Column(_("Code"), lambda one: one.code, None, 72),
            Column(
                _("Indicator"),
                lambda one: one.name,
                _own(lambda one, text: replace(one, name=text)),
                tip=self._explained,
            ),
            Column(_("Unit of measure"), lambda one: one.unit, _own(lambda one, text: replace(one, unit=text)), 120),
            Column(_("Formula"), derived.formula, _own(self._with_formula), 120, tip=self._explained),
            Column(_("Decimals"), lambda one: str(one.decimals), _own(_with_decimals), 88),
            Column(_("Group"), self._group_name, None, 220),
        ]
        self._groups: dict[str, str] = {}
        self._catalogue: dict[str, Indicator] = {}
        self.rows = RowEditor(
            self.title,
            RowModel(columns, self._change),
            place="catalogue",
            add=self._add,
            remove=lambda one: self._do(lambda book: indicators.remove(book, one.code)),
        )
        self.explained, self.version = text_label("", "secondary"), text_label("", "secondary")
        self.files = CatalogueFiles(session, self, self._say)
        self.outcome = text_label("", "done")
        self.outcome.hide()
        buttons = Flow()
        for words, purpose, run in (
            (_("&New code"), _("Give the chosen indicator of your own another code, with its figures"), self._renumber),
            (_("Catalogue to a &file…"), _("Hand the catalogue down, or keep it as a file"), self.files.ask_name),
            (_("Catalogue f&rom a file…"), _("Take a catalogue over that was handed down"), self.files.ask_file),
        ):
            made = button(words)
            made.setToolTip(purpose)
            made.clicked.connect(lambda _checked=False, run=run: run())
            buttons.addWidget(made)
        self.rows.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._explain())
        self.rows.model.dataChanged.connect(lambda *_where: self._explain())
        self.column.addWidget(self.version)
        self.column.addWidget(self.rows, 1)
        self.column.addWidget(self.explained)
        self.column.addWidget(self.outcome)
        self.column.addLayout(buttons)

    def load(self) -> None:
        """Read the catalogue."""
        self.rows.fit()
        self.outcome.hide()
        self._groups = {group.code: group.name for group in self.session.read(indicators.groups)}
        self._show(self.session.read(indicators.listed))
        version = self.session.read(catalogue_files.version)
        words = _("Version {version}, as it came with the program.")
        if version.issued_on is not None:
            words = _("Version {version}.")
        self.version.setText(words.format(version=version_words(version)))

    def _show(self, found: list[Indicator]) -> None:
        self._catalogue = {one.code: one for one in found}
        self.rows.model.set_rows(found)
        self._explain()

    def _explain(self) -> None:
        """Say what the chosen indicator is computed from, or how a formula is typed."""
        chosen = self.rows.chosen()
        words = _("An indicator of your own with a formula is computed: type two codes, like 10.2 ÷ 9.1.")
        self.explained.setText(self._explained(chosen) if chosen and chosen.numerator else words)

    def _explained(self, indicator: Indicator) -> str:
        if not indicator.numerator:
            return indicator.name
        sentence = _("{name} = {formula}")
        if indicator.unit == derived.PER_CENT:
            sentence = _("{name} = {formula}, in per cent")
        formula = derived.formula_in_names(indicator, self._catalogue)
        return sentence.format(name=indicator.name, formula=formula)

    def _with_formula(self, indicator: Indicator, text: str) -> Indicator:
        return derived.with_formula(indicator, text, self._catalogue)

    def _change(self, indicator: Indicator) -> bool:
        if not self.session.do(lambda book: indicators.change(book, indicator), initiator=self):
            return False
        self._catalogue[indicator.code] = indicator
        return True

    def _group_name(self, indicator: Indicator) -> str:
        return self._groups.get(indicator.group, indicator.group)

    def _add(self) -> None:
        chosen = self.rows.chosen()
        group = chosen.group if chosen else next(iter(self._groups))
        name, codes = _("New indicator"), list[str]()

        def add(book: Book) -> Changes:
            codes.append(indicators.next_own_code(book))
            return indicators.add(book, Indicator(codes[0], group, name, "vụ", own=True))

        if self.session.do(add):
            self.load()
            self.rows.type_in(self._row_of(codes[0]), NAME)

    def _renumber(self) -> None:
        chosen = self.rows.chosen()
        if chosen is not None:
            self._do(lambda book: indicators.renumber(book, chosen.code))

    def _say(self, sentence: str) -> None:
        self.outcome.setText(sentence)
        self.outcome.show()

    def _row_of(self, code: str) -> int:
        return next((n for n, one in enumerate(self.rows.model.rows) if one.code == code), -1)

    def _do(self, operation: Callable[[Book], Changes]) -> None:
        self.session.do(operation)


def _own(typed: Callable[[Indicator, str], Indicator]) -> Callable[[Indicator, str], Indicator]:
    def change(indicator: Indicator, text: str) -> Indicator:
        if not indicator.own:
            raise InputError("{name} belongs to the common catalogue and stays as it is.", name=indicator.name)
        return typed(indicator, text)

    return change


def _with_decimals(indicator: Indicator, text: str) -> Indicator:
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise InputError("Write how many digits stand behind the comma: 0, 1 or 2.")
    return replace(indicator, decimals=int(text.strip()[:3]))
