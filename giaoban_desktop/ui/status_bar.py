"""The foot of the window: what was saved when, the last backup, where the file is, and long work with its cancel."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.i18n import _
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.tasks import Task
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.widgets import button

HEIGHT, ICON, TOLD_MS = 32, 18, 6000


class StatusBar(QStatusBar):
    """Permanent notes at the left, long work in the middle, help at the right."""

    def __init__(self, file: Path, help_action: QAction, theme: Theme) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._theme = theme
        self.saved, self.backup, self.place = Note("check-circle"), Note("clock-counter-clockwise"), Note("hard-drive")
        self.place.say(_("{file}, in {folder}").format(file=file.name, folder=file.parent.name or str(file.parent)))
        self.place.setToolTip(str(file))
        self.saved.say(_("Nothing to save"))
        self.work = WorkNote()
        help_button = button(f"F1  {help_action.text().replace('&', '')}", look="link")
        help_button.setObjectName("statusHelp")
        help_button.setToolTip(f"{help_action.text().replace('&', '')} (F1)")
        help_button.clicked.connect(help_action.trigger)
        for note in (self.saved, self.backup, self.place):
            self.addWidget(note)
        self.addWidget(self.work, 1)
        self.addPermanentWidget(help_button)
        self.take_theme(theme)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        for note in (self.saved, self.backup, self.place):
            note.take_theme(theme)

    def fit(self, scale_percent: int, *, narrow: bool) -> None:
        """Be as high as the words need; a small window leaves out where the file is."""
        self.setFixedHeight(HEIGHT * scale_percent // 100)
        self.place.setVisible(not narrow)
        self.take_theme(self._theme)

    def say_saved(self, moment: datetime) -> None:
        """Something was kept just now."""
        self.saved.show_icon("check-circle", "done")
        self.saved.say(_("Saved {time}").format(time=f"{moment:%H:%M}"))

    def say_not_saved(self) -> None:
        """Something could not be written; it stands until the next thing is kept."""
        self.saved.show_icon("warning-circle", "over")
        self.saved.say(_("The last change is not written yet"))

    def say_backup(self, made_at: datetime | None, today: date) -> None:
        """When the last good backup was made."""
        if made_at is None:
            self.backup.say(_("No backup yet"))
            return
        local = made_at.astimezone()
        day = _("today") if local.date() == today else short_date(local.date())
        self.backup.say(_("Last backup: {day}, {time}").format(day=day, time=f"{local:%H:%M}"))


class Note(QWidget):
    """An icon and a few words."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon, self._color = icon, "text2"
        self._theme: Theme | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 8, 0)
        layout.setSpacing(8)
        self._picture, self._words = QLabel(), QLabel()
        self._words.setProperty("look", "secondary")
        layout.addWidget(self._picture)
        layout.addWidget(self._words)

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Say something else."""
        self._words.setText(words)

    def show_icon(self, icon: str, color: str) -> None:
        """Another sign, in a colour of the theme."""
        self._icon, self._color = icon, color
        if self._theme is not None:
            self.take_theme(self._theme)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours, the sign as high as the words."""
        self._theme = theme
        side = ICON * self.fontMetrics().height() // HEIGHT_AT_100
        self._picture.setPixmap(icons.icon(self._icon, theme.color(self._color)).pixmap(side, side))


class WorkNote(QWidget):
    """Long work: what it does, how far it is, and the button that breaks it off (Esc in the window)."""

    def __init__(self) -> None:
        super().__init__()
        self._task: Task | None = None
        self.hide()

    @cached_property
    def cancel(self) -> QPushButton:
        """The button that breaks off."""
        made: QPushButton = button(_("Cancel"))
        made.setToolTip(_("Cancel") + " (Esc)")
        made.clicked.connect(self.break_off)
        return made

    def _lay_out(self) -> None:
        """Made for the first work."""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 8, 2)
        layout.setSpacing(8)
        self._words, self._bar = QLabel(), QProgressBar()
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        layout.addStretch(1)
        for part in (self._words, self._bar, self.cancel):
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignVCenter)

    def follow(self, task: Task) -> None:
        """Show how long work goes on."""
        if self.layout() is None:
            self._lay_out()
        self._task = task
        self._words.setText(task.words)
        self._bar.setAccessibleName(task.words)
        self._bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        task.progressed.connect(self._show_progress)
        task.ended.connect(self._when_ended)
        self.show()

    def break_off(self) -> None:
        """Ask the work to stop."""
        if self._task is not None:
            self._words.setText(_("Stopping…"))
            self.cancel.setEnabled(False)
            self._task.cancel()

    @property
    def is_busy(self) -> bool:
        """True while there is long work."""
        return self._task is not None

    def _show_progress(self, done: int, of: int) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def _when_ended(self) -> None:
        self._task = None
        self.hide()
