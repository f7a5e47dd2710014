"""Hôm nay: in ten seconds, what needs doing."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from giaoban_desktop.domain.completeness import Completeness, CompletenessState
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.meetings import MeetingState, short_name
from giaoban_desktop.domain.periods import parse_code
from giaoban_desktop.i18n import N_, _, ngettext, translate
from giaoban_desktop.services import backups, completeness, overview
from giaoban_desktop.services.changes import Kind
from giaoban_desktop.services.overview import ForceCompleteness, Unfinished
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.flow import Flow
from giaoban_desktop.ui.page import NEW, Page
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views.directive_table import DirectiveModel, directive_table, take_theme
from giaoban_desktop.ui.widgets import button, clear, heading, panel, row, secondary, text_label, title

SHOWN = 5
PANEL_WIDTH, PANEL_SHARE, ROOM_FOR_PANEL = 374, 34, 760
MISSING_SHOWN, MISSING_TOLD, SIGN_SIDE = 4, 3, 18
SIGNS = {"done": "check-circle", "soon": "clock", "secondary": "circle-dashed"}
_AT_LEFT = Qt.AlignmentFlag.AlignLeft
"""Of a button in a column of text: without it Qt measures the text at the width of the button."""
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class TodayPage(Page):
    """Directives that press, figures that are missing, minutes half done, the last package."""

    kinds = frozenset({Kind.DIRECTIVES, Kind.FIGURES, Kind.MEETINGS, Kind.DOCUMENTS, Kind.PACKAGES})
    follows_period = True

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._new = self.page_action(_("New meeting"), "Ctrl+N", lambda: self.open_requested.emit("meetings", NEW))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        left, area = QWidget(), QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(left)
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(24, 16, 24, 16)
        self._left.setSpacing(8)
        self._model = DirectiveModel()
        self.table = directive_table(self._model, theme, _("Directives that need attention"), place="today")
        self.table.activated.connect(self._open)
        self._note, self._figures_note, self._figures = secondary(""), secondary(""), QWidget()
        self._all = button("", look="link")
        self._all.clicked.connect(lambda: self.open_requested.emit("directives", ""))
        self._figures_title = heading("")
        self._none = text_label(_("Nothing is overdue, nothing is due within seven days."), "secondary")
        self._left.addLayout(row(title(_("Today")), self._day_label(), None))
        self._left.addSpacing(12)
        head = Flow(last_at_edge=True)
        for part in (heading(_("Directives that need attention")), self._note, self._all):
            head.addWidget(part)
        self._left.addLayout(head)
        self._left.addWidget(self.table)
        self._left.addWidget(self._none)
        self._left.addSpacing(32)
        grid_link = button(_("Open the figures"), look="link")
        grid_link.clicked.connect(lambda: self.open_requested.emit("figures", ""))
        below = Flow(last_at_edge=True)
        for part in (self._figures_title, self._figures_note, grid_link):
            below.addWidget(part)
        self._left.addLayout(below)
        self._left.addWidget(self._figures)
        self._left.addStretch(1)
        layout.addWidget(area, 1)
        layout.addWidget(self._side_panel())

    def load(self) -> None:
        """Read what needs doing."""
        today = self.session.today
        pressing = self.session.read(lambda book: overview.needing_attention(book, today))
        overdue = sum(found.is_overdue(today) for found in pressing)
        self._note.setText(
            _("{overdue} overdue, {soon} due within 7 days").format(overdue=overdue, soon=len(pressing) - overdue)
        )
        self._all.setText(_("Show all {count} directives").format(count=self.session.read(overview.directive_count)))
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
        self._show_kept()

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        super().take_theme(theme)
        take_theme(self.table, theme)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the tables in a small window; F4 brings the panel."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        wanted = PANEL_WIDTH * self.fontMetrics().height() // HEIGHT_AT_100
        self._panel.setFixedWidth(min(wanted, self.width() * PANEL_SHARE // 100))
        self.fold_side_panel(ROOM_FOR_PANEL)

    def take_focus(self) -> None:
        """The table of what presses most."""
        self.table.setFocus()

    def _day_label(self) -> QLabel:
        today = self.session.today
        return secondary(f"{_(_WEEKDAYS[today.weekday()])}, {short_date(today)}")

    def _side_panel(self) -> QWidget:
        self._panel = panel("sidePanel")
        layout = QVBoxLayout(self._panel)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        self._unfinished, self._kept = QVBoxLayout(), QVBoxLayout()
        for part in (self._unfinished, self._kept):
            part.setSpacing(6)
        layout.addWidget(text_label(_("Half done"), "section"))
        layout.addLayout(self._unfinished)
        layout.addSpacing(24)
        layout.addWidget(text_label(_("Backup and package"), "section"))
        layout.addLayout(self._kept)
        layout.addStretch(1)
        return self._panel

    @property
    def side_panel(self) -> QWidget:
        """What is half done, the backup, the package."""
        return self._panel

    def panes(self) -> list[QWidget]:
        """The directives, the side panel."""
        return [self.table, self._panel]

    def _show_figures(self) -> None:
        period = self.session.period
        self._figures_title.setText(_("Figures of {period}").format(period=period_words(period)))
        rows = self.session.read(lambda book: overview.completeness(book, period))
        missing = sum(len(found.missing) for found in rows)
        said = self.session.read(lambda book: completeness.find(book, period))
        self._figures_note.setText(_figures_note(said, missing))
        old, self._figures = self._figures, QWidget()
        self._left.replaceWidget(old, self._figures)
        old.deleteLater()
        grid = QGridLayout(self._figures)
        grid.setContentsMargins(8, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for column, share in enumerate((3, 4, 6)):
            grid.setColumnStretch(column, share)
        for column, words in enumerate((_("State"), _("Force"), _("Missing"), _("Entered"))):
            grid.addWidget(secondary(words), 0, column)
        for at, found in enumerate(rows, start=1):
            state, words = _completeness(found, self.session.today)
            grid.addWidget(self._signed(state, words), at, 0, Qt.AlignmentFlag.AlignTop)
            names = text_label(_missing_names(found), "" if found.missing else "secondary")
            for column, label in enumerate((text_label(found.unit.label), names), start=1):
                label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                policy = label.sizePolicy()
                policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)  # as high as its row, so that it stands on top
                label.setSizePolicy(policy)
                grid.addWidget(label, at, column)
            count = QLabel(f"{found.expected - len(found.missing)}/{found.expected}")
            grid.addWidget(count, at, 3, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    def _signed(self, look: str, words: str) -> QWidget:
        holder = QWidget()
        layout = QHBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        sign = QLabel()
        color = look if look in ("done", "soon", "over") else "text2"
        side = SIGN_SIDE * self.fontMetrics().height() // HEIGHT_AT_100
        sign.setPixmap(icons.icon(SIGNS[look], self.theme.color(color)).pixmap(side, side))
        layout.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(text_label(words, look), 1)
        return holder

    def _show_unfinished(self) -> None:
        clear(self._unfinished)
        waiting = self.session.read(overview.unfinished)
        if not waiting and not self.session.read(overview.has_meetings):
            self._unfinished.addWidget(text_label(_("No meeting yet"), "secondary"))
            start = button(f"{_('Record the first meeting')} (Ctrl+N)", look="primary")
            start.clicked.connect(lambda: self.open_requested.emit("meetings", NEW))
            self._unfinished.addWidget(start, alignment=_AT_LEFT)
        elif not waiting:
            self._unfinished.addWidget(text_label(_("All minutes are issued."), "secondary"))
        for found in waiting[:2]:
            self._unfinished.addWidget(text_label(short_name(found.meeting.kind, found.meeting.period)))
            self._unfinished.addWidget(text_label(_unfinished_sentence(found), "secondary"))
            go_on = button(_("Go on"), look="primary")
            go_on.clicked.connect(partial(self._go_on, found))
            self._unfinished.addWidget(go_on, alignment=_AT_LEFT)

    def _go_on(self, found: Unfinished) -> None:
        self.open_requested.emit(_page_of(found), found.meeting.id)

    def _show_kept(self) -> None:
        clear(self._kept)
        backup = backups.newest(self.session.book.path)
        if backup is None:
            self._kept.addWidget(self._signed("soon", _("No backup yet")))
        else:
            local = backup.made_at.astimezone()
            when = f"{short_date(local.date())}, {local:%H:%M}"
            self._kept.addWidget(self._signed("done", _("Last backup: {moment}").format(moment=when)))
        made = self.session.read(overview.last_package)
        if made is None:
            self._kept.addWidget(self._signed("secondary", _("No package was made yet.")))
        else:
            words = _("Package {serial} ({period}), made on {day}")
            day = short_date(_local_day(made.made_at))
            named = words.format(serial=made.serial, period=period_words(parse_code(made.period)), day=day)
            self._kept.addWidget(self._signed("done", named))
        period = self.session.period
        if made is None or made.period != period.code:
            self._kept.addWidget(
                self._signed("soon", _("{period} is not sent yet").format(period=period_words(period)))
            )
        send = button(_("Make the package…"))
        send.clicked.connect(lambda: self.open_requested.emit("exchange", ""))
        self._kept.addSpacing(4)
        self._kept.addWidget(send, alignment=_AT_LEFT)

    def _open(self, index: QModelIndex) -> None:
        self.open_requested.emit("directives", self._model.directive(index.row()).id)


def _figures_note(said: Completeness | None, missing: int) -> str:
    """What was declared of the period; while nothing was, how much is missing."""
    if said is not None and said.state is not CompletenessState.REOPENED:
        locked = said.state is CompletenessState.LOCKED
        words = _("locked on {day}") if locked else _("declared complete on {day}")
        return words.format(day=short_date(said.noted_on))
    return _("{count} indicators are missing").format(count=missing) if missing else ""


def _completeness(found: ForceCompleteness, today: date) -> tuple[str, str]:
    """Look and word of how complete the figures of a force are."""
    if not found.expected:
        return "secondary", _("Nothing was reported before")
    if not found.missing:
        return "done", _("Complete")
    if found.since < today:
        day = short_date(found.since)
        return "soon", _("{count} missing since {day}").format(count=len(found.missing), day=day)
    return "soon", _("{count} missing").format(count=len(found.missing))


def _missing_names(found: ForceCompleteness) -> str:
    if not found.missing:
        return _("Nothing")
    names = "; ".join(indicator.name for indicator in found.missing[:MISSING_SHOWN])
    more = len(found.missing) - MISSING_SHOWN
    return names + (_(" and {count} more").format(count=more) if more > 0 else "")


def _unfinished_sentence(found: Unfinished) -> str:
    if found.meeting.state is MeetingState.READY:
        return _("Frozen for signature; number and date are still to be written in.")
    if not found.missing:
        return _("Complete; it can be frozen for signature.")
    told = " ".join(translate(error) for error in found.missing[:MISSING_TOLD])
    more = max(0, len(found.missing) - MISSING_TOLD)
    left = ngettext("{count} more thing is missing.", "{count} more things are missing.", more).format(count=more)
    return f"{told} {left}" if more else told


def _local_day(instant: str) -> date:
    return datetime.fromisoformat(instant).astimezone().date()


def _page_of(found: Unfinished) -> str:
    """Where work on a meeting goes on: in its editor while it is a draft, at its paper when it is frozen."""
    return "meetings" if found.meeting.state is MeetingState.DRAFT else "documents"
