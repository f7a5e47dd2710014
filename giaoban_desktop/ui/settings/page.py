"""Cài đặt: parts in a list at the left, the chosen one at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop.i18n import _
from giaoban_desktop.services.changes import Kind
from giaoban_desktop.ui.fields import commit_composed
from giaoban_desktop.ui.page import Page
from giaoban_desktop.ui.preferences import Preferences
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.settings.appearance_part import AppearancePart
from giaoban_desktop.ui.settings.backups_part import BackupsPart
from giaoban_desktop.ui.settings.catalogue_part import CataloguePart
from giaoban_desktop.ui.settings.cut_off_part import CutOffPart
from giaoban_desktop.ui.settings.lists import FieldsPart, PeoplePart, UnitsPart
from giaoban_desktop.ui.settings.moving_part import HandoverPart, MovingPart
from giaoban_desktop.ui.settings.office_part import OfficePart
from giaoban_desktop.ui.settings.part import Part
from giaoban_desktop.ui.settings.rules_part import RulesPart
from giaoban_desktop.ui.settings.series_part import SeriesPart
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.widgets import panel, title

LIST_WIDTH = 232


class SettingsPage(Page):
    """The parts are built with the page; each reads when it comes to the front."""

    kinds = frozenset({Kind.OFFICE, Kind.PEOPLE, Kind.INDICATORS})

    def __init__(self, session: Session, theme: Theme, preferences: Preferences) -> None:
        super().__init__(session, theme)
        self.parts: tuple[Part, ...] = (
            OfficePart(session),
            SeriesPart(session),
            CutOffPart(session),
            UnitsPart(session),
            PeoplePart(session),
            FieldsPart(session),
            CataloguePart(session),
            RulesPart(session),
            BackupsPart(session),
            AppearancePart(session, preferences),
            HandoverPart(session),
            MovingPart(session),
        )
        self.list, self._stack = QListWidget(), QStackedWidget()
        self.list.setObjectName("settingsList")
        self.list.setAccessibleName(_("Settings"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        for part in self.parts:
            self.list.addItem(part.title)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(part)
            self._stack.addWidget(area)
            part.leaving.connect(self.leaving)
        self._master = panel("masterColumn")
        column = QVBoxLayout(self._master)
        column.setContentsMargins(0, 16, 0, 0)
        head = title(_("Settings"))
        head.setContentsMargins(16, 0, 16, 8)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._master)
        layout.addWidget(self._stack, 1)
        self.list.currentRowChanged.connect(self._show)
        self._preferences = preferences
        self.open_row(preferences.text("settings_part"))

    @property
    def part(self) -> Part:
        """The part in front."""
        return self.parts[self._stack.currentIndex()]

    def load(self) -> None:
        """Read what the part in front shows."""
        high = QSize(0, self.list.fontMetrics().height() + 20)
        for at in range(self.list.count()):
            self.list.item(at).setSizeHint(high)
        words = max(self.list.fontMetrics().horizontalAdvance(part.title) for part in self.parts)
        self._master.setFixedWidth(max(LIST_WIDTH, words + 48))
        self.part.load()

    def open_row(self, row_id: str) -> None:
        """Show a part by the name of its class: BackupsPart."""
        at = next((n for n, part in enumerate(self.parts) if type(part).__name__ == row_id), 0)
        self.list.setCurrentRow(at)

    def commit_typing(self) -> None:
        """Finish the syllable being composed, and keep the cell that is typed in."""
        commit_composed()
        focus = self.focusWidget()
        if isinstance(focus, QLineEdit):
            focus.clearFocus()
            self.setFocus()

    def take_focus(self) -> None:
        """The list of parts."""
        self.list.setFocus()

    def panes(self) -> list[QWidget]:
        """The list, then the part."""
        return [self.list, self._stack]

    def _show(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._preferences.remember("settings_part", type(self.part).__name__)
        self.part.load()
