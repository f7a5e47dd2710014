"""What tests of the papers do again and again."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton

from giaoban_desktop.services import meetings

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 3, 25)


def changed(book, meeting_id, **values):
    meetings.save(book, replace(meetings.get(book, meeting_id), **values))


def shown_rows(page):
    model = page.model
    return [model.index(row).data() for row in range(model.rowCount())]


def links(page):
    found = page.panel.findChildren(QPushButton)
    return [made for made in found if made.property("look") == "link" and made.isVisible()]


def wheel(view, steps):
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(view.viewport(), event)
