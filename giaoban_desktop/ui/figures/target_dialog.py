"""What a plan asks of an indicator: for a period, or for a longer one in which it lies."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from giaoban_desktop.domain.numbers import format_number
from giaoban_desktop.domain.periods import Period, PeriodKind
from giaoban_desktop.domain.targets import Target
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import targets
from giaoban_desktop.services.figure_grid import GridRow
from giaoban_desktop.ui.fields import combo_box, sentence_of
from giaoban_desktop.ui.keep_dialog import KeepDialog
from giaoban_desktop.ui.period_words import period_title
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.views import figure_words
from giaoban_desktop.ui.widgets import field, set_look, text_label

WIDTH = 420


class TargetDialog(KeepDialog):
    """One number for one period; an empty line takes the target out. Closes only when the number is understood."""

    def __init__(self, parent: QWidget, session: Session, about: GridRow, period: Period) -> None:
        super().__init__(parent, _("Target of a plan"), figure_words.row_name(about))
        self._session, self._about = session, about
        self.setMinimumWidth(WIDTH)
        self.period, self.number = combo_box(), QLineEdit()
        self._periods = targets.periods_about(period)
        for one in self._periods:
            self.period.addItem(period_title(one))
        year = next((at for at, one in enumerate(self._periods) if one.kind is PeriodKind.YEAR), 0)
        known = (at for at, one in enumerate(self._periods) if self._target_of(one) is not None)
        self.period.setCurrentIndex(next(known, year))
        self.period.currentIndexChanged.connect(lambda _at: self._show())
        self.column.addWidget(text_label(figure_words.row_reporter(about), "secondary"))
        self.column.addWidget(field(_("&Period"), self.period))
        self.column.addWidget(field(_("&Target ({unit})").format(unit=about.indicator.unit), self.number))
        self.finish(_("An empty line takes the target out."))
        self._show()
        self.number.setFocus()

    def accept(self) -> None:
        """Close when the number can be kept; else say below it what is wrong."""
        key, period, text = self._about.key, self._periods[self.period.currentIndex()], self.number.text()
        try:
            self._session.read(lambda book: targets.check(book, key.indicator, text))
        except InputError as error:
            self._tell(sentence_of(error))
            self.number.setFocus()
            return
        if self._session.do(lambda book: targets.keep(book, key.indicator, key.unit_id, period, text)):
            super().accept()

    def _show(self) -> None:
        target = self._target_of(self._periods[self.period.currentIndex()])
        if not self.number.isModified():  # else it was typed before its period was chosen
            self.number.setText(format_number(target.quantity) if target else "")
            self.number.selectAll()
        self._tell("")

    def _target_of(self, period: Period) -> Target | None:
        key = self._about.key
        return self._session.read(lambda book: targets.find(book, key.indicator, key.unit_id, period))

    def _tell(self, sentence: str) -> None:
        self.say_wrong(sentence)
        set_look(self.number, "wrong" if sentence else "")
