"""Qt's own words in the language of the program: of its file and print dialogs, menus and buttons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from giaoban_desktop.i18n import _


class CatalogueTranslator(QTranslator):
    """Answers from the program's own catalogue, and with nothing where that has no word."""

    def isEmpty(self) -> bool:
        """Never: Qt asks only those that have words."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """The word for one of Qt's; None, not "", leaves Qt its own."""
        found = _(source) if source else source
        return found if found != source else None


def install(application: QCoreApplication) -> None:
    """Let Qt speak the language that is set. Installing it again does nothing."""
    if application.property("speaks") is None:  # far cheaper than to search the application for a translator
        application.setProperty("speaks", True)
        application.installTranslator(CatalogueTranslator(application))
