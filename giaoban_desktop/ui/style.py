"""How controls look: Fusion with our palette, and one style sheet made from the theme and the size."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from giaoban_desktop import paths
from giaoban_desktop.ui import icons
from giaoban_desktop.ui.theme import DARK, LIGHT, Theme

BODY_PT, SECTION_PT, TITLE_PT = 10.5, 12.0, 15.0
HEIGHT_AT_100 = 17
"""Pixels of a line of text at 100 %: what measures of the drawings are scaled by."""
SCALES = (90, 100, 110, 125, 140, 160)
"""Percent that A+ and A− step through."""


def apply(application: QApplication, theme: Theme, scale_percent: int) -> None:
    """Give the whole application the look of a theme at a size; nothing is done twice."""
    look = f"{theme.window} {scale_percent}"
    if application.property("look") == look:
        return
    application.setProperty("look", look)
    application.setStyle("Fusion")
    application.setPalette(theme.palette())
    application.setFont(body_font(scale_percent))
    application.setStyleSheet(sheet(theme, scale_percent))


def system_theme() -> Theme:
    """The theme that the system asks for."""
    return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT


def body_font(scale_percent: int) -> QFont:
    """The system's font at the size of body text."""
    font = QFont(QApplication.font())
    font.setPointSizeF(BODY_PT * scale_percent / 100)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def sheet(theme: Theme, scale_percent: int) -> str:
    """The style sheet; lengths in pixels at 100 % grow with the size."""
    return _SHEET.format(
        **{name: getattr(theme, name) for name in theme.__slots__},
        caret=_drawn("caret-down", theme.text2),
        tick=_drawn("check", theme.accent_text),
        button_ground=theme.rail if theme.is_dark else theme.base,
        control=round(30 * scale_percent / 100),
        framed=round(30 * scale_percent / 100) - 2,  # inside a border that is a pixel thicker all around
        tab=round(33 * scale_percent / 100),
        icon=round(16 * scale_percent / 100),
        caret_side=round(14 * scale_percent / 100),
        section=SECTION_PT * scale_percent / 100,
        title=TITLE_PT * scale_percent / 100,
    )


def _drawn(name: str, color: str) -> str:
    """The file of an icon: a style sheet takes pictures from files only."""
    file = paths.user_data() / "theme" / f"{name}-{color[1:]}.png"
    if not file.exists():
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            for suffix, side in (("", 14), ("@2x", 28)):
                icons.icon(name, color).pixmap(side, side).save(str(file.with_stem(file.stem + suffix)))
    return file.as_posix()


_SHEET = """
QWidget {{ color: {text}; }}
QMainWindow, QDialog, QStackedWidget, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {base}; }}
QToolTip {{ background: {base}; color: {text}; border: 1px solid {border}; padding: 4px; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}

#topBar, #statusBar, QStatusBar {{ background: {window}; }}
QStatusBar::item {{ border: none; }}
#topBar {{ border-bottom: 1px solid {line}; }}
#statusBar {{ border-top: 1px solid {line}; }}
#sidePanel, #masterColumn {{ background: {alt}; }}

QLabel[look="title"] {{ font-size: {title}pt; font-weight: 600; }}
QLabel[look="section"] {{ font-size: {section}pt; font-weight: 600; }}
QLabel[look="secondary"] {{ color: {text2}; }}
QLabel[look="strong"] {{ color: {link}; font-weight: 600; }}
QLabel[look="done"] {{ color: {done}; }}
QLabel[look="soon"] {{ color: {soon}; }}
QLabel[look="over"] {{ color: {over}; }}
QFrame[look="soonNotice"] {{ background: {soon_ground}; border-radius: 4px; }}
QFrame[look="overNotice"] {{ background: {over_ground}; border-radius: 4px; }}
QFrame[look="pill"] {{ background: {window}; border-radius: 4px; }}

QPushButton, QToolButton, QComboBox, QLineEdit, QDateEdit, QSpinBox {{
    min-height: {control}px; border: 1px solid {border}; border-radius: 4px; padding: 0 8px; background: {base};
}}
QPushButton, QToolButton, QComboBox {{ background: {button_ground}; }}
QPushButton {{ padding: 0 12px; icon-size: {icon}px; }}
QToolButton {{ padding: 0; min-width: {control}px; icon-size: {icon}px; }}
QPushButton:hover, QToolButton:hover, QComboBox:hover {{ background: {alt}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {accent_soft}; }}
QPushButton:focus, QToolButton:focus, QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{
    border: 2px solid {link};
}}
QPushButton:focus {{ min-height: {framed}px; padding: 0 11px; }}
QComboBox:focus, QLineEdit:focus, QLineEdit[look="wrong"], QComboBox[look="wrong"] {{
    min-height: {framed}px; padding: 0 7px;
}}
QPushButton:disabled, QToolButton:disabled, QLineEdit:disabled, QComboBox:disabled {{
    color: {disabled}; border-color: {line};
}}
QPushButton[look="primary"] {{
    background: {accent}; color: {accent_text}; font-weight: 600; border: 1px solid {accent};
}}
QPushButton[look="primary"]:hover {{ background: {accent_hover}; }}
QPushButton[look="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[look="primary"]:disabled {{ background: {base}; color: {disabled}; border: 1px solid {line}; }}
QPushButton[look="link"] {{ border: none; color: {link}; padding: 0; background: transparent; text-align: left; }}
QPushButton[look="link"][place="text"] {{ min-height: 0; padding: 2px 0; }}
QPushButton[look="link"]:focus {{ border: 2px solid {link}; }}
QPushButton#statusHelp {{ padding: 0 16px; }}
QPushButton[look="segment"] {{ border-radius: 0; padding: 0 8px; }}
QPushButton[look="segment"]:checked {{
    background: {accent_soft}; color: {link}; font-weight: 600; border: 1px solid {link};
}}
QPushButton[look="tab"] {{
    min-height: {tab}px; padding: 0 7px; background: transparent;
    border: none; border-bottom: 3px solid transparent; border-radius: 0;
}}
QPushButton[look="tab"]:hover {{ background: {alt}; }}
QPushButton[look="tab"]:checked {{ color: {link}; border-bottom: 3px solid {link}; }}
QPushButton[look="tab"]:focus {{ background: {accent_soft}; border-bottom: 3px solid {link}; }}
QToolButton[look="flat"] {{ border: none; background: transparent; padding: 0 8px; }}
QToolButton[look="flat"]:focus {{ border: 2px solid {link}; }}
QToolButton::menu-indicator {{ image: none; }}

QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url({caret}); width: {caret_side}px; height: {caret_side}px; }}
QCheckBox::indicator:unchecked, QListView::indicator:unchecked {{
    width: 13px; height: 13px; border: 1px solid {border}; border-radius: 2px; background: {base};
}}
QCheckBox::indicator:checked, QListView::indicator:checked {{
    width: 13px; height: 13px; border: 1px solid {accent}; border-radius: 2px; background: {accent};
    image: url({tick});
}}
QRadioButton::indicator {{ width: 13px; height: 13px; border: 1px solid {border}; border-radius: 7px; }}
QRadioButton::indicator:unchecked {{ background: {base}; }}
QRadioButton::indicator:checked {{
    width: 7px; height: 7px; border: 4px solid {accent}; border-radius: 7px; background: {accent_text};
}}

QPlainTextEdit, QTextEdit {{
    border: 1px solid {border}; border-radius: 4px; padding: 4px 6px; background: {base};
    selection-background-color: {accent_soft}; selection-color: {text};
}}
QLineEdit {{ selection-background-color: {accent_soft}; selection-color: {text}; }}
QLineEdit[look="wrong"], QPlainTextEdit[look="wrong"], QComboBox[look="wrong"] {{ border: 2px solid {over}; }}
QComboBox QAbstractItemView {{
    border: 1px solid {border}; selection-background-color: {accent_soft}; selection-color: {text};
}}

QTableView, QListView, QTreeView {{
    border: 2px solid transparent; background: {base}; alternate-background-color: {alt};
    selection-background-color: {accent_soft}; selection-color: {text}; gridline-color: {line}; outline: none;
}}
QTableView::item {{ padding: 0 5px; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QPdfView {{ border: 2px solid {rail}; background: {rail}; }}
QPdfView:focus {{ border: 2px solid {link}; }}
QTableView:focus, QTreeView:focus {{ border: 2px solid {link}; border-radius: 6px; }}
#searchPopup QListWidget::item {{ padding: 5px 8px; }}
#searchPopup {{ background: {base}; border: 1px solid {border}; border-radius: 4px; }}
#settingsList::item {{ padding: 0 16px; }}
#settingsList::item:selected {{ background: {accent_soft}; color: {link}; }}
#masterColumn QListView {{ background: {alt}; }}
#rail {{ background: {rail}; border: none; }}
QHeaderView, QHeaderView::section {{ background: {base}; }}
QHeaderView::section {{
    color: {text2}; border: none; border-bottom: 1px solid {border}; padding: 6px 8px; font-weight: 400;
}}
QTableCornerButton::section {{ background: {base}; border: none; }}

QScrollBar:vertical {{ width: 12px; background: transparent; }}
QScrollBar:horizontal {{ height: 12px; background: transparent; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; margin: 3px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {base}; border-left: 1px solid {line}; }}
QSplitter::handle:hover {{ background: {accent_soft}; }}
QMenu {{ background: {base}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
"""
