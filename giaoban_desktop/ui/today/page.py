"""Hôm nay: in ten seconds, what needs doing."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from giaoban_desktop.domain.dates import long_date, short_date
from giaoban_desktop.domain.meetings import MeetingState, short_name
from giaoban_desktop.i18n import _
from giaoban_desktop.services import directives, overview
from giaoban_desktop.services.changes import Kind
from giaoban_desktop.services.overview import Completeness, Unfinished
from giaoban_desktop.ui.page import Page
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.directive_table import DirectiveModel, directive_table
from giaoban_desktop.ui.widgets import button, clear, heading, panel, row, secondary, text_label, title

SHOWN = 5
PANEL_WIDTH = 374
MISSING_SHOWN = 4
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class TodayPage(Page):
    """Directives that press, figures that are missing, minutes half done, the last package."""

    kinds = frozenset({Kind.DIRECTIVES, Kind.FIGURES, Kind.MEETINGS, Kind.DOCUMENTS, Kind.PACKAGES})
    follows_period = True

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(24, 16, 24, 16)
        self._left.setSpacing(8)
        self._model = DirectiveModel()
        self.table = directive_table(self._model, theme, _("Directives that need attention"))
        self.table.activated.connect(self._open)
        self._note, self._figures = secondary(""), QVBoxLayout()
        self._all = button("", look="link")
        self._all.clicked.connect(lambda: self.open_requested.emit("directives", ""))
        self._figures_title = heading("")
        self._none = text_label(_("Nothing is overdue, nothing is due within seven days."), "secondary")
        self._left.addLayout(row(title(_("Today")), self._day_label(), None))
        self._left.addSpacing(12)
        self._left.addLayout(row(heading(_("Directives that need attention")), self._note, None, self._all))
        self._left.addWidget(self.table)
        self._left.addWidget(self._none)
        self._left.addSpacing(32)
        self._left.addWidget(self._figures_title)
        self._left.addLayout(self._figures)
        self._left.addStretch(1)
        layout.addWidget(left, 1)
        layout.addWidget(self._side_panel())

    def load(self) -> None:
        """Read what needs doing."""
        today = self.session.today
        pressing = self.session.read(lambda book: overview.needing_attention(book, today))
        everything = self.session.read(lambda book: directives.listed(book, as_of=today))
        overdue = sum(found.is_overdue(today) for found in pressing)
        self._note.setText(
            _("{overdue} overdue, {soon} due within 7 days").format(overdue=overdue, soon=len(pressing) - overdue)
        )
        self._all.setText(_("Show all {count} directives").format(count=len(everything)))
        units = self.session.read(overview.units_by_id)
        self._model.set_rows(pressing[:SHOWN], units, today)
        self.table.setVisible(bool(pressing))
        self._none.setVisible(not pressing)
        height = self.table.verticalHeader().defaultSectionSize() * min(len(pressing), SHOWN)
        self.table.setFixedHeight(height + self.table.horizontalHeader().sizeHint().height() + 8)
        if pressing:
            self.table.selectRow(0)
        self._show_figures()
        self._show_unfinished()
        self._show_package()

    def take_focus(self) -> None:
        """The table of what presses most."""
        self.table.setFocus()

    def _day_label(self) -> QLabel:
        today = self.session.today
        return secondary(f"{_WEEKDAYS[today.weekday()]}, {long_date(today)}")

    def _side_panel(self) -> QWidget:
        area = panel("sidePanel", width=PANEL_WIDTH)
        layout = QVBoxLayout(area)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        self._unfinished, self._package = QVBoxLayout(), QVBoxLayout()
        layout.addWidget(heading(_("Half done")))
        layout.addLayout(self._unfinished)
        layout.addSpacing(32)
        layout.addWidget(heading(_("Sent to the superior")))
        layout.addLayout(self._package)
        layout.addStretch(1)
        return area

    def _show_figures(self) -> None:
        period = self.session.period
        self._figures_title.setText(_("Figures of {period}").format(period=period.name))
        clear(self._figures)
        for found in self.session.read(lambda book: overview.completeness(book, period)):
            self._figures.addWidget(text_label(_completeness_sentence(found), "soon" if found.missing else "done"))

    def _show_unfinished(self) -> None:
        clear(self._unfinished)
        waiting = self.session.read(overview.unfinished)
        if not waiting:
            self._unfinished.addWidget(text_label(_("All minutes are issued."), "secondary"))
        for found in waiting[:2]:
            self._unfinished.addWidget(text_label(short_name(found.meeting.kind, found.meeting.period)))
            self._unfinished.addWidget(text_label(_unfinished_sentence(found), "secondary"))
            go_on = button(_("Go on"), look="primary")
            go_on.clicked.connect(partial(self._go_on, found))
            self._unfinished.addWidget(go_on)

    def _go_on(self, found: Unfinished) -> None:
        self.open_requested.emit(_page_of(found), found.meeting.id)

    def _show_package(self) -> None:
        clear(self._package)
        made = self.session.read(overview.last_package)
        if made is None:
            self._package.addWidget(text_label(_("No package was made yet."), "secondary"))
            return
        when = short_date(_local_day(made.made_at))
        sentence = _("Package {serial} ({period}), made on {day}").format(
            serial=made.serial, period=made.period, day=when
        )
        self._package.addWidget(text_label(sentence))

    def _open(self, index: QModelIndex) -> None:
        self.open_requested.emit("directives", self._model.directive(index.row()).id)


def _completeness_sentence(found: Completeness) -> str:
    if not found.expected:
        return _("{unit}: nothing was reported before").format(unit=found.unit.label)
    done = found.expected - len(found.missing)
    head = _("{unit}: {done} of {expected}").format(unit=found.unit.label, done=done, expected=found.expected)
    if not found.missing:
        return f"{head}, {_('complete')}"
    names = "; ".join(indicator.name for indicator in found.missing[:MISSING_SHOWN])
    more = len(found.missing) - MISSING_SHOWN
    rest = _(" and {count} more").format(count=more) if more > 0 else ""
    return f"{head}. {_('Missing')}: {names}{rest}"


def _unfinished_sentence(found: Unfinished) -> str:
    if found.meeting.state is MeetingState.READY:
        return _("Frozen for signature; number and date are still to be written in.")
    if not found.missing:
        return _("Complete; it can be frozen for signature.")
    return " ".join(_(message) for message in found.missing)


def _local_day(instant: str) -> date:
    return datetime.fromisoformat(instant).astimezone().date()


def _page_of(found: Unfinished) -> str:
    """Where work on a meeting goes on: in its editor while it is a draft, at its paper when it is frozen."""
    return "meetings" if found.meeting.state is MeetingState.DRAFT else "documents"
