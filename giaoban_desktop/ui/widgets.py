"""Small controls that every page is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeySequence, QResizeEvent, QShortcutEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from giaoban_desktop.ui import icons
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.theme import Theme

EMPTY_WIDTH = 560
_RESIZED = Qt.WidgetAttribute.WA_Resized


def title(text: str) -> QLabel:
    """The title of a page."""
    return _label(text, "title")


def heading(text: str) -> QLabel:
    """The title of a section."""
    return _label(text, "section")


def secondary(text: str) -> QLabel:
    """A quiet word beside something."""
    return _label(text, "secondary")


def text_label(text: str, look: str = "") -> QLabel:
    """Plain text that wraps; `look` may be done, soon, over or secondary."""
    label = _Wrapped(text)
    if look:
        label.setProperty("look", look)
    return label


class _Wrapped(QLabel):
    """Never lower than its text needs at its width, however little room there is; a layout squeezes other parts."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)  # what a clerk types is never markup
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()  # of a narrow block of text, however wide the label is
        if self.testAttribute(_RESIZED) and self.heightForWidth(self.width()) > 0:
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    def setText(self, text: str) -> None:
        super().setText(text)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()

    def _make_room(self) -> None:
        # Before it was laid out its width says nothing; and Qt never answers less than the least height of before.
        self.setMinimumHeight(0)
        if self.text() and self.testAttribute(_RESIZED):
            self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


def button(text: str, *, look: str = "", icon: str = "", theme: Theme | None = None) -> QPushButton:
    """A button; `look` may be primary, link or segment."""
    made = _Button(text)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if look:
        made.setProperty("look", look)
    if icon and theme:
        color = theme.accent_text if look == "primary" else theme.text
        made.setIcon(icons.icon(icon, color, theme.disabled))
    return made


class _Button(QPushButton):
    """As wide as its text in the bold face, so that nothing is cut off when it is chosen or primary.

    Its letter acts at once; Qt would let a tenth of a second pass, in which who types ahead is somewhere else already.
    """

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.property("look") == "link":
            return hint
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + max(more, 0) + 4, hint.height())


def action_button(action: QAction, *, look: str = "", icon: str = "", theme: Theme | None = None) -> QPushButton:
    """A button for an action: its text, its key in the tooltip, enabled as the action is."""
    made = button(action.text(), look=look, icon=icon, theme=theme)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    made.setToolTip(f"{action.text().replace('&', '')} ({keys})" if keys else action.text().replace("&", ""))
    made.clicked.connect(action.trigger)
    action.changed.connect(lambda: made.setEnabled(action.isEnabled()))
    made.setEnabled(action.isEnabled())
    return made


def field(label: str, control: QWidget) -> QWidget:
    """A control with its label above, tied together for the keyboard and for screen readers."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(4)
    name = text_label(label, "secondary")
    name.setBuddy(control)
    control.setAccessibleName(label.replace("&", ""))
    layout.addWidget(name)
    layout.addWidget(control)
    return holder


def panel(name: str, *, width: int = 0) -> QWidget:
    """A plain area that the style sheet colours by its name (sidePanel, masterColumn, topBar, rail)."""
    made = QWidget()
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if width:
        made.setFixedWidth(width)
    return made


def row(*parts: QWidget | None, spacing: int = 8) -> QHBoxLayout:
    """Controls side by side; None is the place that stretches."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        else:
            layout.addWidget(part)
    return layout


def clear(layout: QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()  # else one that was added a moment ago is shown after all, as a window of its own
            widget.setParent(None)
            widget.deleteLater()


def tab_through(*controls: QWidget) -> None:
    """Let Tab go through controls of one page in this order."""
    for before, after in pairwise(controls):
        QWidget.setTabOrder(before, after)


def set_look(widget: QWidget, look: str) -> None:
    """Give a control another look of the style sheet."""
    if widget.property("look") != look:
        widget.setProperty("look", look)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class NameBox(QCheckBox):
    """A box to tick beside a name; a name that is too long is cut at the right and stands whole in the tooltip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setText(name.replace("&", "&&"))
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 28
        words = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.setText(words.replace("&", "&&"))


class EmptyState(QWidget):
    """What stands on an empty page: what belongs there, the button that starts it, at most three steps, a way on."""

    def __init__(
        self,
        headline: str,
        sentences: str,
        button_text: str = "",
        start: Callable[[], None] | None = None,
        *,
        steps: Sequence[tuple[str, str, str]] = (),
        link: tuple[str, Callable[[], object]] | None = None,
        theme: Theme | None = None,
    ) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(1)
        self._block = block = QFrame()
        block.setFixedWidth(EMPTY_WIDTH)
        inner = QVBoxLayout(block)
        inner.setSpacing(12)
        inner.addWidget(title(headline))
        inner.addWidget(text_label(sentences))
        self.start_button: QPushButton | None = None
        if button_text and start:
            self.start_button = button(button_text, look="primary")
            self.start_button.clicked.connect(start)
            inner.addWidget(self.start_button)
        for number, (icon, words, sentence) in enumerate(steps, start=1):
            inner.addSpacing(8)
            inner.addLayout(_step(f"{number}. {words}", sentence, icon, theme))
        self.link: QPushButton | None = None
        if link is not None:
            self.link = button(link[0], look="link")
            self.link.clicked.connect(lambda _checked=False: link[1]())
            inner.addSpacing(8)
            inner.addWidget(self.link)
        layout.addLayout(row(None, block, None))  # an alignment would forget how high wrapped text is
        layout.addStretch(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as wide as text reads well, where there is room."""
        wanted = EMPTY_WIDTH * self.fontMetrics().height() // HEIGHT_AT_100
        self._block.setFixedWidth(max(240, min(wanted, self.width() - 48)))
        super().resizeEvent(event)


def _step(words: str, sentence: str, icon: str, theme: Theme | None) -> QHBoxLayout:
    sign = QLabel()
    if theme is not None:
        side = 22 * sign.fontMetrics().height() // HEIGHT_AT_100
        sign.setPixmap(icons.icon(icon, theme.color("link")).pixmap(side, side))
    column = QVBoxLayout()
    column.setSpacing(2)
    strong = _label(words, "strong")
    column.addWidget(strong)
    column.addWidget(text_label(sentence, "secondary"))
    layout = QHBoxLayout()
    layout.setSpacing(16)
    layout.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
    layout.addLayout(column, 1)
    return layout


def _label(text: str, look: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", look)
    return label
