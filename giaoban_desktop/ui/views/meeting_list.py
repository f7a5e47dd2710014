"""The list of meetings: name and day, host and state in two lines; under their years where asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.meetings import Meeting, MeetingState, short_name
from giaoban_desktop.i18n import _
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import states

ROW_HEIGHT, YEAR_HEIGHT, SIDE = 56, 32, 16
SIGN = 26
"""Pixels of the icon of a state with the room beside it."""
HOST = "Công an phường"
"""A host of ordinary length: what a list must have room for beside the state."""
_TOLD = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_TOP, _BOTTOM = int(Qt.AlignmentFlag.AlignTop), int(Qt.AlignmentFlag.AlignBottom)
_LEFT, _RIGHT = int(Qt.AlignmentFlag.AlignLeft), int(Qt.AlignmentFlag.AlignRight)
_CUT = Qt.TextElideMode.ElideRight
_Index = QModelIndex | QPersistentModelIndex


class MeetingListModel(QAbstractListModel):
    """Meetings in the order given; with `by_year`, a row with the year above those of each year."""

    def __init__(self, *, by_year: bool = False) -> None:
        super().__init__()
        self._by_year = by_year
        self._rows: list[Meeting | int] = []
        self._hosts: Mapping[str, str] = {}

    def set_rows(self, rows: Sequence[Meeting], hosts: Mapping[str, str]) -> None:
        """Show other meetings; `hosts` names the host of each by the meeting's id."""
        self.beginResetModel()
        self._rows, self._hosts = [], hosts
        for year, of_year in groupby(rows, key=lambda found: found.held_on.year):
            self._rows += [year] if self._by_year else []
            self._rows += of_year
        self.endResetModel()

    def meeting(self, row: int) -> Meeting | None:
        """The meeting of a row; None for the row of a year."""
        found = self._rows[row]
        return found if isinstance(found, Meeting) else None

    def host(self, row: int) -> str:
        """The name of the host of a row."""
        found = self.meeting(row)
        return self._hosts[found.id] if found else ""

    def row_of(self, meeting_id: str) -> int:
        """The row of a meeting; -1 when it is not shown."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Meeting) and row.id == meeting_id), -1)

    def first_row(self) -> int:
        """The row of the first meeting; -1 when there is none."""
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Meeting)), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.meeting(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _TOLD:
            return None
        found = self.meeting(index.row())
        if found is None:
            return _("Year {year}").format(year=self._rows[index.row()])
        name, state = short_name(found.kind, found.period), states.meeting(found.state).words
        return f"{name}, {short_date(found.held_on)}, {self.host(index.row())}, {state}"


class MeetingDelegate(QStyledItemDelegate):
    """Name and day, below it host and state with its icon; in a narrow list name, host with day, state."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self.theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, MeetingListModel):
            return
        painter.save()
        found = model.meeting(index.row())
        if found is None:
            self._paint_year(painter, option, str(index.data()))
        else:
            self._paint_meeting(painter, option, found, model.host(index.row()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model, line = index.model(), QFontMetrics(option.font).lineSpacing()
        if isinstance(model, MeetingListModel) and model.meeting(index.row()) is None:
            return QSize(100, max(YEAR_HEIGHT, line + 14))
        lines = 3 if self._is_narrow(option.font) else 2
        return QSize(100, max(ROW_HEIGHT, line * lines + 18))

    def _is_narrow(self, font: QFont) -> bool:
        """True where a host of ordinary length would be cut off beside the longest state."""
        wide = QFontMetrics(font).horizontalAdvance
        longest = max(wide(states.meeting(state).words) for state in MeetingState)
        return self._view.viewport().width() - 2 * SIDE < longest + SIGN + wide(HOST)

    def _paint_year(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        painter.setFont(option.font)
        painter.setPen(self.theme.color("text2"))
        side = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(option.rect.adjusted(16, 0, -16, 0), side, words)

    def _paint_meeting(self, painter: QPainter, option: QStyleOptionViewItem, found: Meeting, host: str) -> None:
        shown, selected = states.meeting(found.state), bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, self.theme.color("accent_soft"))
            edge = QRect(option.rect.left(), option.rect.top(), 4, option.rect.height())
            painter.fillRect(edge, self.theme.color("link"))
        area = option.rect.adjusted(SIDE, 8, -SIDE, -8)
        day, narrow = short_date(found.held_on)[:5].rstrip("/"), self._is_narrow(option.font)
        wide = QFontMetrics(option.font).horizontalAdvance
        font = QFont(option.font)
        font.setBold(selected)
        name = short_name(found.kind, found.period).removesuffix(f"/{found.held_on.year}")  # the year stands above
        room = area.width() - (0 if narrow else wide(day) + 8)
        painter.setFont(font)
        painter.setPen(self.theme.color("text"))
        painter.drawText(area, _TOP | _LEFT, QFontMetrics(font).elidedText(name, _CUT, room))
        painter.setFont(option.font)
        self._paint_state(painter, area, shown, narrow=narrow)
        line = QFontMetrics(option.font).lineSpacing()
        second = area.adjusted(0, 0, 0, -line) if narrow else area
        beside = wide(day) if narrow else wide(shown.words) + SIGN
        painter.setPen(self.theme.color("text2"))
        host = QFontMetrics(option.font).elidedText(host, _CUT, area.width() - beside - 8)
        painter.drawText(second, _BOTTOM | _LEFT, host)
        painter.drawText(second, (_BOTTOM if narrow else _TOP) | _RIGHT, day)

    def _paint_state(self, painter: QPainter, area: QRect, shown: states.Shown, *, narrow: bool) -> None:
        metrics, color = painter.fontMetrics(), self.theme.color(shown.color)
        side = metrics.ascent()
        width = metrics.horizontalAdvance(shown.words) + side + 6
        left = area.left() if narrow else area.right() + 1 - width
        painter.setPen(color)
        painter.drawText(QRect(left, area.top(), width, area.height()), _BOTTOM | _RIGHT, shown.words)
        square = QRect(left, area.bottom() + 1 - metrics.descent() - side, side, side)
        icons.paint(painter, square, shown.icon, color)


def meeting_list(model: MeetingListModel, theme: Theme, name: str) -> QListView:
    """A list over a model of meetings, ready to be placed."""
    made = QListView()
    made.setModel(model)
    made.setItemDelegate(MeetingDelegate(theme, made))
    made.setAccessibleName(name)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setWordWrap(True)  # only so does Qt ask again for the heights when the width changes
    return made


def take_theme(view: QListView, theme: Theme) -> None:
    """Draw a list of meetings in other colours."""
    delegate = view.itemDelegate()
    if isinstance(delegate, MeetingDelegate):
        delegate.theme = theme
    view.scheduleDelayedItemsLayout()
    view.viewport().update()
