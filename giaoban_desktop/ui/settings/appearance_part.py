"""Appearance and language, for this user on this computer."""

from __future__ import annotations

from giaoban_desktop.i18n import N_, _
from giaoban_desktop.ui.fields import combo_box
from giaoban_desktop.ui.leaving import Leaving
from giaoban_desktop.ui.preferences import DEFAULT_SCALE, SYSTEM, Preferences
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.settings.part import Part
from giaoban_desktop.ui.style import SCALES
from giaoban_desktop.ui.widgets import field

WIDTH = 320
THEMES = {SYSTEM: N_("As the system"), "light": N_("Light"), "dark": N_("Dark")}
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


class AppearancePart(Part):
    """Three choices, seen at once."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        purpose = _("Only for you on this computer; the book and what is printed stay the same.")
        super().__init__(session, _("Appearance and language"), purpose)
        self._preferences = preferences
        self.theme, self.text_size, self.language = combo_box(), combo_box(), combo_box()
        for name, words in THEMES.items():
            self.theme.addItem(_(words), name)
        for scale in SCALES:
            self.text_size.addItem(f"{scale} %", scale)
        for code, words in LANGUAGES.items():
            self.language.addItem(words, code)
        for control in (self.theme, self.text_size, self.language):
            control.setMaximumWidth(WIDTH)
        self.theme.activated.connect(lambda _at: preferences.remember("theme", self.theme.currentData()))
        self.text_size.activated.connect(lambda _at: preferences.remember("scale", self.text_size.currentData()))
        self.language.activated.connect(self._choose_language)
        self.column.addWidget(field(_("&Colours"), self.theme))
        self.column.addWidget(field(_("Size of &text (Ctrl+= and Ctrl+-)"), self.text_size))
        self.column.addWidget(field(_("&Language"), self.language))
        self.column.addStretch(1)

    def load(self) -> None:
        """Read what is preferred."""
        preferred = {
            self.theme: self._preferences.text("theme", SYSTEM),
            self.text_size: self._preferences.number("scale", DEFAULT_SCALE),
            self.language: self._preferences.text("language", "vi"),
        }
        for combo, value in preferred.items():
            combo.setCurrentIndex(max(0, combo.findData(value)))

    def _choose_language(self) -> None:
        chosen = self.language.currentData()
        if chosen != self._preferences.text("language", "vi"):
            self._preferences.remember("language", chosen)
            self.leaving.emit(Leaving(self.session.book.path))
