"""The list of papers: under their periods, two lines each: what it is, its number, and its state with the day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.meetings import MeetingKind, MeetingState
from giaoban_desktop.i18n import _
from giaoban_desktop.services.papers import Paper
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.period_words import period_title, period_words
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import states

ROW_HEIGHT, HEADING_HEIGHT, SIDE, ABOVE, BETWEEN = 56, 32, 16, 8, 8
ICON, ICON_GAP = 16, 22
BESIDE = 18
"""Frame and scroll bar."""
_Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class PaperListModel(QAbstractListModel):
    """Papers in the order given, each period's name above its own."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Paper | str] = []

    def set_rows(self, papers: Sequence[Paper]) -> None:
        """Show other papers."""
        self.beginResetModel()
        self._rows = []
        for period, of_period in groupby(papers, key=lambda paper: paper.meeting.period):
            self._rows.append(period_title(period))
            self._rows += of_period
        self.endResetModel()

    def paper(self, row: int) -> Paper | None:
        """The paper of a row; None for the name of a period."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Paper) else None

    def heading(self, row: int) -> str:
        """The name of a period in a row."""
        found = self._rows[row]
        return found if isinstance(found, str) else ""

    def row_of(self, paper_id: str) -> int:
        """The row of a paper; -1 when it is not shown."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Paper) and row.id == paper_id), -1)

    def first_row(self) -> int:
        """The row of the first paper; -1 when there is none."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Paper)), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.paper(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        found = self.paper(index.row())
        if found is None:
            return self.heading(index.row())
        return ", ".join([name(found), period_words(found.meeting.period), number(found), state(found).words])


class PaperDelegate(QStyledItemDelegate):
    """Name above, number and state below; the state goes to a line of its own where both do not fit."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, PaperListModel):
            return
        painter.save()
        found = model.paper(index.row())
        if found is None:
            painter.setFont(option.font)
            painter.setPen(self.theme.color("text2"))
            area = option.rect.adjusted(SIDE, 6, -SIDE, -6)
            painter.drawText(area, _WRAP, model.heading(index.row()))
        else:
            self._paint_paper(painter, option, found)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model = index.model()
        if not isinstance(model, PaperListModel):
            return super().sizeHint(option, index)
        found, width = model.paper(index.row()), self._width
        if found is None:
            height = _height(model.heading(index.row()), option.font, width)
            return QSize(width, max(HEADING_HEIGHT, height + 12))
        line = QFontMetrics(option.font).height()
        height = _height(name(found), _bold(option.font), width) + line
        if not self._is_one_line(found, option.font):
            height += self._state_height(found, option.font)
        return QSize(width, max(ROW_HEIGHT, height + 2 * ABOVE))

    @property
    def _width(self) -> int:
        return self._view.viewport().width() - 2 * SIDE

    def _is_one_line(self, found: Paper, font: QFont) -> bool:
        metrics = QFontMetrics(font)
        wanted = metrics.horizontalAdvance(number(found)) + metrics.horizontalAdvance(state(found).words)
        return wanted + ICON_GAP + BETWEEN <= self._width

    def _paint_paper(self, painter: QPainter, option: QStyleOptionViewItem, found: Paper) -> None:
        shown, selected = state(found), bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, self.theme.color("accent_soft"))
            edge = QRect(option.rect.left(), option.rect.top(), 4, option.rect.height())
            painter.fillRect(edge, self.theme.color("link"))
        area = option.rect.adjusted(SIDE, ABOVE, -SIDE, -ABOVE)
        painter.setFont(_bold(option.font) if selected else option.font)
        painter.setPen(self.theme.color("text"))
        painter.drawText(area, _WRAP, name(found))
        painter.setFont(option.font)
        painter.setPen(self.theme.color("text2"))
        metrics = QFontMetrics(option.font)
        line, color = metrics.height(), self.theme.color(shown.color)
        if self._is_one_line(found, option.font):
            low = QRect(area.left(), area.bottom() + 1 - line, area.width(), line)
            painter.drawText(low, int(Qt.AlignmentFlag.AlignLeft), number(found))
            painter.setPen(color)
            painter.drawText(low, int(Qt.AlignmentFlag.AlignRight), shown.words)
            left = low.right() + 1 - metrics.horizontalAdvance(shown.words) - ICON_GAP
        else:
            height, left = self._state_height(found, option.font), area.left()
            low = QRect(left + ICON_GAP, area.bottom() + 1 - height, area.width() - ICON_GAP, height)
            painter.drawText(area.adjusted(0, area.height() - height - line, 0, 0), _WRAP, number(found))
            painter.setPen(color)
            painter.drawText(low, _WRAP, shown.words)
        icons.paint(painter, QRect(left, low.top() + (line - ICON) // 2, ICON, ICON), shown.icon, color)

    def _state_height(self, found: Paper, font: QFont) -> int:
        return _height(state(found).words, font, self._width - ICON_GAP)


def paper_list(model: PaperListModel, theme: Theme) -> QListView:
    """A list over papers, ready to be placed."""
    made = QListView()
    made.setModel(model)
    made.setItemDelegate(PaperDelegate(theme, made))
    made.setAccessibleName(_("Papers"))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWordWrap(True)  # only so does Qt ask again for the heights when the width changes
    return made


def take_theme(view: QListView, theme: Theme) -> None:
    """Draw a list of papers in other colours."""
    delegate = view.itemDelegate()
    if isinstance(delegate, PaperDelegate):
        delegate.theme = theme
    view.scheduleDelayedItemsLayout()


def one_line_width(font: QFont) -> int:
    """The width at which an ordinary number and the state stand side by side."""
    metrics = QFontMetrics(font)
    words = metrics.horizontalAdvance("00/BB-BCH") + metrics.horizontalAdvance(_("Issued {day}").format(day="26/02"))
    return words + ICON_GAP + BETWEEN + 2 * SIDE + BESIDE


def name(paper: Paper) -> str:
    """What a paper is."""
    if not paper.is_minutes:
        return _("Amendment")
    if paper.meeting.kind is MeetingKind.EXTRAORDINARY:
        return _("Minutes of an extraordinary meeting")
    return _("Minutes")


def number(paper: Paper) -> str:
    """The number and symbol of a paper, or that it has none yet."""
    if paper.is_superseded:
        return _("Print taken back")
    return paper.reference or _("No number yet")


def state(paper: Paper) -> states.Shown:
    """The state of a paper, with the day where it was issued."""
    shown = states.meeting(paper.state)
    if paper.state is MeetingState.ISSUED and paper.issued_on is not None:
        day = short_date(paper.issued_on).rpartition("/")[0]
        return states.Shown(_("Issued {day}").format(day=day), shown.icon, shown.color)
    return shown


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _height(text: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, max(1, width), 10_000), _WRAP, text).height()
