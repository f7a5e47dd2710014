"""The rules that figures are held against: those that ship, told in plain sentences, and the office's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from giaoban_desktop import i18n
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.domain.validation import Check, Formula, Operator, Severity, ValidationRule
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.i18n import N_, _, ngettext, translate
from giaoban_desktop.services import indicators, validation
from giaoban_desktop.services.book import Book
from giaoban_desktop.ui.fields import combo_box, line, sentence_of
from giaoban_desktop.ui.newest_task import NewestTask
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.settings.part import Part
from giaoban_desktop.ui.tasks import Progress
from giaoban_desktop.ui.views.row_table import Column, RowEditor, RowModel
from giaoban_desktop.ui.widgets import button, field, heading, row, set_look, text_label

REST_MS = 400
"""Rest in typing after which a rule is tried on the figures."""
_SENTENCES = {
    Check.PARTS: N_("The parts of a figure, by level or otherwise, add up to its total."),
    Check.PART_OF: N_("A part is not more than its whole: night patrols are not more than all patrols."),
    Check.AT_LEAST: N_("Not fewer took part than there were events: turns are not fewer than patrols."),
    Check.WITHIN: N_("A quarter or a year has not less than one of its months."),
    Check.SUM: N_("A quarter or a year is what its months add up to, where they count the same days."),
    Check.TWICE: N_("Joint work is counted once: it is not also what each force reports for itself."),
    Check.RATIO: N_("Turns for each patrol, persons for each case are about as in the {count} periods before."),
    Check.JUMP: N_("A figure is not far from the {count} periods before, or from the same period a year ago."),
}
_FORMULAS = {
    Operator.AT_LEAST: N_("“{left}” is not less than “{right}”."),
    Operator.AT_MOST: N_("“{left}” is not more than “{right}”."),
    Operator.EQUAL: N_("“{left}” is equal to “{right}”."),
    Operator.NEEDS: N_("Where there is “{left}”, there is also “{right}”."),
}


class RulesPart(Part):
    """All rules in a list; below it a rule is typed, told back in names, tried on the figures, and kept."""

    def __init__(self, session: Session) -> None:
        purpose = _(
            "While figures are typed they are held against these rules. What cannot be has to be corrected;"
            " what is unusual stands when you give the reason."
        )
        super().__init__(session, _("Rules of the figures"), purpose)
        columns: list[Column[ValidationRule]] = [
            Column(_("Rule"), self._sentence),
            Column(_("Formula"), lambda rule: rule.formula.text if rule.formula else "", None, 150),
            Column(_("Otherwise it is"), lambda rule: i18n.label(rule.severity), None, 140),
            Column(_("Whose"), lambda rule: _("the office's") if rule.own else _("the program's"), None, 130),
        ]
        self._catalogue: Mapping[str, Indicator] = {}
        self.rows = RowEditor(
            self.title,
            RowModel(columns, lambda rule: False),
            place="rules",
            remove=self._remove,
            wraps=True,
        )
        self.formula, self.severity = line(), combo_box(14)
        self.formula.setPlaceholderText("10.2 >= 9.1")
        for severity in (Severity.SOFT, Severity.HARD):
            self.severity.addItem(i18n.label(severity), severity)
        self.told, self.tried = text_label("", "secondary"), text_label("", "secondary")
        self.keep = button(_("&Keep this rule"), look="primary")
        self._trial = NewestTask(session, rest_ms=REST_MS)
        self._trial.done.connect(self._tell_trial)
        self._trial.refused.connect(lambda error: self.tried.setText(translate(error)))
        self.formula.textChanged.connect(lambda _text: self._tell_back())
        self.formula.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.column.addWidget(self.rows, 1)
        self.column.addWidget(heading(_("A rule of your own")))
        words = _("Codes of indicators with >=, <= or = between them, or -> for “where there is this, there is that”.")
        self.column.addWidget(text_label(words, "secondary"))
        form = row(field(_("&Formula"), self.formula), field(_("Ot&herwise it is"), self.severity), spacing=12)
        form.setStretch(0, 1)
        form.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(form)
        self.column.addWidget(self.told)
        self.column.addWidget(self.tried)

    def load(self) -> None:
        """Read the rules."""
        self.rows.fit()
        self._catalogue = {one.code: one for one in self.session.read(indicators.listed)}
        self.rows.model.set_rows(self.session.read(validation.rules))
        self._tell_back()

    def _sentence(self, rule: ValidationRule) -> str:
        if rule.formula is None:
            return _(_SENTENCES[rule.check]).format(count=rule.periods)
        return self._formula_sentence(rule.formula)

    def _formula_sentence(self, formula: Formula) -> str:
        left, right = formula.in_names({code: one.name for code, one in self._catalogue.items()})
        return _(_FORMULAS[formula.operator]).format(left=left, right=right)

    def _read(self, book: Book) -> Formula:
        return validation.read_formula(book, self.formula.text())

    def _tell_back(self) -> None:
        """Say the typed formula in names, and try it on the figures; or say what is wrong with it."""
        self._trial.drop()
        self.tried.setText("")
        self.keep.setEnabled(False)
        if not self.formula.text().strip():
            self._tell("", "secondary")
            return
        try:
            formula = self.session.read(self._read)
        except UserError as error:
            self._tell(sentence_of(error) if isinstance(error, InputError) else translate(error), "over")
            return
        self._tell(self._formula_sentence(formula), "")
        self.keep.setEnabled(True)
        self.tried.setText(_("The figures are being looked over…"))
        self._trial.start(partial(_try, self.session.book.path, formula, self.session.today))

    def _tell(self, sentence: str, look: str) -> None:
        self.told.setText(sentence)
        set_look(self.told, look)

    def _tell_trial(self, count: int) -> None:
        year = self.session.today.year - validation.YEARS_BEFORE
        if not count:
            self.tried.setText(_("All figures since January {year} keep it.").format(year=year))
            return
        words = ngettext(
            "{count} figure since January {year} breaks it.", "{count} figures since January {year} break it.", count
        )
        self.tried.setText(words.format(count=count, year=year))

    def _keep(self) -> None:
        text, severity = self.formula.text(), Severity(self.severity.currentData())
        if not self.keep.isEnabled() or not self.session.do(lambda book: validation.add_rule(book, text, severity)):
            return
        self.formula.clear()
        self.load()
        self.rows.table.scrollToBottom()
        self.rows.table.selectRow(len(self.rows.model.rows) - 1)

    def _remove(self, rule: ValidationRule) -> None:
        self.session.do(lambda book: validation.remove_rule(book, rule))


def _try(book: Path, formula: Formula, today: date, _progress: Progress) -> int:
    return validation.count_flagged_in(book, formula, today)
