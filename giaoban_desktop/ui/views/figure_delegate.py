"""Draws the states of figures, and lets a cell be typed into as in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from giaoban_desktop.domain.figures import Status
from giaoban_desktop.i18n import _, ngettext
from giaoban_desktop.services.figure_cells import NOT_TYPED, Cell, CellOrigin
from giaoban_desktop.services.validation import CheckedFinding
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.drafts import follow
from giaoban_desktop.ui.page import Place
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.views import figure_words
from giaoban_desktop.ui.views.figure_model import FIRST, MEASURE, NAME, FigureModel
from giaoban_desktop.ui.widgets import set_look

_Index = QModelIndex | QPersistentModelIndex
INDENT, ICON, SIGN, SHORT = 28, 16, 14, 5
"""Text of up to five letters fits in any cell."""
CUT = "…"
SEPARATOR = "~"
"""Between indicator, unit and period in the place of a half-typed cell."""
_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class CellEditor(QLineEdit):
    """The line in which a figure is typed; it knows what the input method is still composing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Figure"))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setStyleSheet("QLineEdit { min-height: 0; padding: 0 4px; border-radius: 0; }")
        self._composing = ""
        self.is_wrong = False
        self.leaves_by_arrows = False
        """True while a cell is typed anew: Left and Right go to the next cell, as in a spreadsheet. F2 ends that."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember what is being composed: not every input method commits it when asked to."""
        super().inputMethodEvent(event)
        self._composing = event.preeditString()

    def finish_composing(self) -> None:
        """Take the syllable still being composed into the text."""
        if self._composing:
            QGuiApplication.inputMethod().commit()
        if self._composing:
            event = QInputMethodEvent()
            event.setCommitString(self._composing)
            QApplication.sendEvent(self, event)
            QGuiApplication.inputMethod().reset()
        self._composing = ""

    def show_wrong(self, is_wrong: bool) -> None:
        """Say by its border whether the text can be kept."""
        self.is_wrong = is_wrong
        set_look(self, "wrong" if is_wrong else "")


class FigureDelegate(QStyledItemDelegate):
    """Every state of a figure has its sign; Enter and Tab keep what is typed and go on, Esc forgets it."""

    moved = Signal(int, int)
    """After typing, the next cell is so many rows and columns away."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, bool, bool], QFont] = {}
        self._theme = theme
        self.current_row = -1

    @property
    def theme(self) -> Theme:
        """Whose colours it draws in."""
        return self._theme

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._theme = theme
        self._colors.clear()
        self._fonts.clear()

    def _color(self, name: str) -> QColor:
        found = self._colors.get(name)
        if found is None:
            found = self._colors[name] = self._theme.color(name)
        return found

    def _font(self, font: QFont, *, bold: bool, italic: bool) -> QFont:
        place = (font.key(), bold, italic)
        found = self._fonts.get(place)
        if found is None:
            found = self._fonts[place] = _bold(font) if bold else QFont(font)
            found.setItalic(italic)
        return found

    # Drawing

    def _is_cut(self, rect: QRect) -> bool:
        """True at the edge of the view: "30" of 130 would be read as a figure."""
        view = self.parent()
        return isinstance(view, QTableView) and (rect.left() < 0 or rect.right() >= view.viewport().width())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, FigureModel):
            return
        painter.save()
        if model.group_at(index.row()) is not None:
            self._paint_heading(painter, option, index, model)
        elif index.column() < FIRST:
            self._paint_name(painter, option, index, model)
        else:
            self._paint_figure(painter, option, index, model)
        painter.setPen(self._color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, model: FigureModel
    ) -> None:
        chosen = index.row() == self.current_row
        painter.fillRect(option.rect, self._color("accent_soft" if chosen else "alt"))
        group = model.group_at(index.row())
        if index.column() != NAME or group is None:
            return
        folded = group.group.code in model.folded
        square = QRect(option.rect.left() + 6, option.rect.center().y() - ICON // 2, ICON, ICON)
        icons.paint(painter, square, "caret-right" if folded else "caret-down", self._color("text2"))
        area = option.rect.adjusted(INDENT, 0, -8, 0)
        bold = _bold(option.font)
        words = QFontMetrics(bold).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(bold)
        painter.setPen(self._color("text"))
        painter.drawText(area, _LEFT, words)
        rows = len(group.rows)
        count = ngettext("{count} row", "{count} rows", rows).format(count=rows)
        asked = model.asked_within(group) if folded else 0
        if asked:
            count = ngettext("{count} to look at", "{count} to look at", asked).format(count=asked)
        area.setLeft(area.left() + QFontMetrics(bold).horizontalAdvance(words) + 10)
        if asked and area.width() >= SIGN:
            square = QRect(area.left(), area.center().y() - SIGN // 2, SIGN, SIGN)
            icons.paint(painter, square, "warning", self._color("soon"))
            area.setLeft(area.left() + SIGN + 4)
        if QFontMetrics(option.font).horizontalAdvance(count) <= area.width():
            painter.setFont(option.font)
            painter.setPen(self._color("soon" if asked else "text2"))
            painter.drawText(area, _LEFT, count)

    def _paint_name(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, model: FigureModel) -> None:
        row = model.row_at(index.row())
        assert row is not None
        chosen = index.row() == self.current_row
        painter.fillRect(option.rect, self._color("accent_soft" if chosen else "base"))
        painter.setFont(option.font)
        metrics = QFontMetrics(option.font)
        if index.column() == MEASURE:
            area = option.rect.adjusted(4, 0, -4, 0)
            painter.setPen(self._color("text2"))
            text = metrics.elidedText(row.indicator.unit, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, _LEFT, text)
            return
        area = option.rect.adjusted(INDENT, 0, -8, 0)
        tag = "" if model.is_by_force else figure_words.reporter_tag(row)
        painter.setPen(self._color("text2"))
        painter.drawText(area, _RIGHT, tag)
        area.setRight(area.right() - metrics.horizontalAdvance(tag) - 8)
        name = figure_words.row_name(row)
        if row.key.is_sum or (row.key.part is None and not model.is_first_of_indicator(index.row())):
            painter.setPen(self._color("hint"))
        else:
            painter.setPen(self._color("text"))
        painter.drawText(area, _LEFT, metrics.elidedText(name, Qt.TextElideMode.ElideRight, area.width()))

    def _paint_figure(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, model: FigureModel) -> None:
        cell, draft, row = model.cell(index), model.draft(index), model.row_at(index.row())
        is_strong = model.column(index.column()).is_strong or (row is not None and row.key.is_sum)
        late = draft is None and model.is_late(index)
        found = model.finding(index)
        is_asked = found is not None and found.accepted is None
        ground = "alt" if is_strong else "base"
        if late or is_asked:
            ground = "soon_ground"
        elif cell.value.status is Status.NOT_APPLICABLE:
            ground = "window"
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or ground != "base":  # that of the view itself
            painter.fillRect(option.rect, self._color("accent_soft" if selected else ground))
        font = self._font(option.font, bold=is_strong, italic=cell.origin in NOT_TYPED)
        painter.setFont(font)
        painter.setPen(self._color("over" if draft else _pen(cell, late=late and not selected)))
        area = option.rect.adjusted(4, 0, -8, 0)
        text = draft.text if draft else figure_words.shown(cell, is_late=late)
        if text and self._is_cut(option.rect):
            text = CUT
        if len(text) > SHORT:
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        if text:
            painter.drawText(area, _RIGHT, text)
        self._paint_signs(painter, option.rect, cell, found)
        if draft:
            painter.setPen(QPen(self._color("over"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        elif option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._color("link"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

    def _paint_signs(self, painter: QPainter, rect: QRect, cell: Cell, found: CheckedFinding | None) -> None:
        """That of the state, and beside it or in its place that of what is asked."""
        left, name = rect.left() + 3, _sign(cell)
        if found is not None and found.accepted is None:
            asked, color = ("warning-octagon", "over") if found.is_hard else ("warning", "soon")
            icons.paint(painter, QRect(left, rect.center().y() - 7, SIGN, SIGN), asked, self._color(color))
            left += SIGN + 1
            name = name if cell.before is not None else ""  # nothing but the colour would tell of a correction
        if name:
            color = _SIGN_COLORS.get(name, "text2")
            icons.paint(painter, QRect(left, rect.center().y() - 7, SIGN, SIGN), name, self._color(color))

    # Typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        made, model = CellEditor(parent), index.model()
        if isinstance(model, FigureModel) and model.row_of(index) is not None:
            entry = model.entry(index, "")
            cell = Place(SEPARATOR.join((entry.key.indicator, entry.key.unit_id or "", entry.period.code)), "cell")
            follow(made, f"figures/{cell}", f"{model.typed_name(index)}, {period_words(entry.period)}")
        return made

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        # The model also tells when something else changed; what is being typed stays.
        if isinstance(editor, CellEditor) and not editor.is_wrong and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, CellEditor):
            editor.finish_composing()
            # While it is told, the model draws again; the text that is being judged stays as it is.
            editor.is_wrong = True
            editor.show_wrong(not model.setData(index, editor.text()))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        """Over the cell, and to the left where the words need more room."""
        wide = QFontMetrics(editor.font()).horizontalAdvance("khoảng 1.000.000") + 16
        rect = QRect(option.rect)
        rect.setLeft(max(0, min(rect.left(), rect.right() - wide)))
        rect.setWidth(max(rect.width(), wide))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, CellEditor):
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_F2:
                watched.leaves_by_arrows = False
            step = step_of(event, watched)
            if step is not None:
                self.finish(watched, *step)
                return True
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut:
            watched.finish_composing()
            if event.reason() in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
                return False
        return super().eventFilter(watched, event)

    def finish(self, editor: CellEditor, rows: int = 0, columns: int = 0) -> bool:
        """Keep what is typed, close and go on; an editor with wrong text stays open."""
        self.commitData.emit(editor)
        if editor.is_wrong:
            return False
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.moved.emit(rows, columns)
        return True


def step_of(event: QKeyEvent, editor: CellEditor | None = None) -> tuple[int, int] | None:
    """Where a key goes from a cell that is being typed into: rows down and columns right; None when it stays."""
    key = Qt.Key(event.key())
    if editor is not None and editor.leaves_by_arrows and key in _ARROWS:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return _ARROWS[key] if plain else None
    if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return (-1, 0)
    return _STEPS.get(key)


_SIGN_COLORS = {"circle-dashed": "soon", "note-pencil": "link"}


def _sign(cell: Cell) -> str:
    """The icon of a state that the number itself does not show."""
    if cell.origin is CellOrigin.SUGGESTED:
        return "plus"
    if cell.before is not None:
        return "note-pencil"
    if cell.value.provisional:
        return "hourglass-medium"
    return "circle-dashed" if cell.missing else ""


def _pen(cell: Cell, *, late: bool) -> str:
    if cell.origin is CellOrigin.SUGGESTED:
        return "text2"
    return "soon" if late or cell.missing else "text"


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
