"""The cut-off of figures: which days a period counts, chosen with the day from which it holds."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QRadioButton, QVBoxLayout

from giaoban_desktop.domain.cut_off import CutOffRule, CutOffSetting
from giaoban_desktop.domain.dates import parse_date, short_date
from giaoban_desktop.domain.periods import month
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.services import cut_off
from giaoban_desktop.services.cut_off import Example, Seam
from giaoban_desktop.ui.fields import Told, line, show_line
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.settings.part import Part
from giaoban_desktop.ui.widgets import button, heading, row, text_label

INDENT, SINCE_WIDTH = 24, 140
NAMES = {
    CutOffRule.CALENDAR: N_("By the &calendar"),
    CutOffRule.MEETING: N_("Until the day of the &meeting"),
    CutOffRule.MID_MONTH: N_("From the &15th to the 14th"),
}
PURPOSES = {
    CutOffRule.CALENDAR: N_(
        "From the first to the last day. A meeting held earlier counts until its day, and the next one goes on from"
        " there."
    ),
    CutOffRule.MEETING: N_(
        "From the day after the last cut-off to the day of the meeting. Figures without a meeting count by the"
        " calendar."
    ),
    CutOffRule.MID_MONTH: N_(
        "A month counts from the 15th of the month before to the 14th; longer periods begin and end with their months."
    ),
}


class CutOffPart(Part):
    """Three rules with what they give today; one is chosen with the day from which it holds, and kept by a button."""

    def __init__(self, session: Session) -> None:
        purpose = _(
            "Which days a period counts. For one meeting they are changed in its part General;"
            " what is recorded keeps its days."
        )
        super().__init__(session, _("Cut-off of figures"), purpose)
        self.choices = {rule: QRadioButton(_(words)) for rule, words in NAMES.items()}
        self.examples = {rule: text_label("", "secondary") for rule in NAMES}
        for rule, choice in self.choices.items():
            choice.toggled.connect(lambda is_on: self._look_ahead() if is_on else None)
            choice.setAccessibleDescription(_(PURPOSES[rule]))
            below = QVBoxLayout()
            below.setContentsMargins(INDENT, 0, 0, 4)
            below.setSpacing(2)
            below.addWidget(text_label(_(PURPOSES[rule])))
            below.addWidget(self.examples[rule])
            told = QVBoxLayout()
            told.setSpacing(2)
            told.addWidget(choice)
            told.addLayout(below)
            self.column.addLayout(told)
        self._since = line(SINCE_WIDTH)
        self.since = Told(_("Holds &from the first day of a month"), self._since)
        self.ahead = text_label("", "soon")
        self.keep = button(_("&Use this rule from that day"), look="primary")
        self.keep.clicked.connect(self._choose)
        self.held = text_label("")
        self._since.textEdited.connect(lambda _text: self._look_ahead())
        self._since.editingFinished.connect(self._tell_since)
        self._since.returnPressed.connect(self.keep.click)
        self.column.addWidget(self.since)
        self.column.addWidget(self.ahead)
        self.column.addLayout(row(self.keep, None))
        self.column.addWidget(heading(_("What holds")))
        self.column.addWidget(self.held)
        self.column.addStretch(1)

    def load(self) -> None:
        """Show the rules with their examples, the one that will hold next month, and what held when."""
        today = self.session.today
        for rule, shown in self.examples.items():
            found = self.session.read(partial(cut_off.examples, rule=rule, today=today))
            words = "; ".join(map(_example_words, found))
            shown.setText(words[:1].upper() + words[1:])
        self.held.setText("\n".join(_held_words(self.session.read(cut_off.listed))))
        next_month = month(today.year, today.month).following()
        self._mark(self.session.read(lambda book: cut_off.of(book, next_month)), next_month.first_on)

    @property
    def chosen(self) -> CutOffRule:
        """The rule that is marked."""
        return next(rule for rule, choice in self.choices.items() if choice.isChecked())

    def _mark(self, rule: CutOffRule, since_on: date) -> None:
        self.choices[rule].setChecked(True)
        show_line(self._since, short_date(since_on))
        self.since.tell(None)
        self._look_ahead()

    def _read_since(self) -> date:
        """The day that is typed. Raises: InputError."""
        since_on = parse_date(self._since.text(), today=self.session.today)
        CutOffSetting("", self.chosen, since_on)
        return since_on

    def _look_ahead(self) -> None:
        """Say what would happen where the rules meet; only what changes something can be kept."""
        rule, found, is_new = self.chosen, None, False
        try:
            since_on = self._read_since()
        except InputError:
            pass  # told when the field is left
        else:
            is_new = self.session.read(lambda book: cut_off.changes_anything(book, rule, since_on))
            found = self.session.read(lambda book: cut_off.seam(book, rule, since_on)) if is_new else None
        self.keep.setEnabled(is_new)
        self.ahead.setText(_seam_words(found) if found else "")
        self.ahead.setVisible(found is not None)

    def _tell_since(self) -> None:
        try:
            since_on = self._read_since()
        except InputError as error:
            self.since.tell(error)
        else:
            self.since.tell(None)
            show_line(self._since, short_date(since_on))

    def _choose(self) -> None:
        rule, since_on = self.chosen, self._read_since()
        if self.session.do(lambda book: cut_off.choose(book, rule, since_on), initiator=self):
            self.load()
            self._mark(rule, since_on)  # stays in sight, also where it will hold later only
            self.choices[rule].setFocus()


def _example_words(example: Example) -> str:
    words = _("{period}: {first} to the meeting") if example.last_on is None else _("{period}: {first} to {last}")
    return words.format(
        period=period_words(example.period),
        first=short_date(example.first_on),
        last=short_date(example.last_on) if example.last_on else "",
    )


def _seam_words(seam: Seam) -> str:
    words = (
        _("The days {first} to {last} would be counted in no period; the first one is therefore counted from {day}.")
        if seam.between.is_gap
        else _("The days {first} to {last} would be counted twice; the first period is therefore counted from {day}.")
    )
    return words.format(
        first=short_date(seam.between.first_on),
        last=short_date(seam.between.last_on),
        day=short_date(seam.counted_from),
    )


def _held_words(settings: list[CutOffSetting]) -> list[str]:
    """Which rule holds from when on, the first one before any was chosen."""
    first = _(NAMES[CutOffRule.MEETING]).replace("&", "")
    if not settings:
        return [_("{rule}, as long as no other is chosen.").format(rule=first)]
    found = [_("Before {day}: {rule}").format(day=short_date(settings[0].since_on), rule=_within(first))]
    for setting in settings:
        name = _within(_(NAMES[setting.rule]).replace("&", ""))
        found.append(_("From {day}: {rule}").format(day=short_date(setting.since_on), rule=name))
    return found


def _within(name: str) -> str:
    """A name within a sentence."""
    return name[:1].lower() + name[1:]
