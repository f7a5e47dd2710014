"""The colours and measures of the window: one set of names, two instances, one palette made from each."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are used for, as #RRGGBB. Text keeps 4.5:1 on each ground it may stand on (WCAG 2.2)."""

    is_dark: bool
    window: str
    base: str
    alt: str
    rail: str
    text: str
    text2: str
    hint: str
    disabled: str
    line: str
    border: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    link: str
    done: str
    done_ground: str
    soon: str
    soon_ground: str
    over: str
    over_ground: str

    def color(self, name: str) -> QColor:
        """A colour by its name here."""
        return QColor(getattr(self, name))

    def palette(self) -> QPalette:
        """The palette for the whole application."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.color(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        return palette


_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "alt",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "base",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.PlaceholderText: "text2",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Highlight: "accent_soft",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.ToolTipBase: "base",
    QPalette.ColorRole.ToolTipText: "text",
}

LIGHT = Theme(
    is_dark=False,
    window="#F1F3F5",
    base="#FFFFFF",
    alt="#F7F8FA",
    rail="#E9ECF0",
    text="#1A2027",
    text2="#4A5562",
    hint="#5B6672",
    disabled="#636E7A",
    line="#DDE2E7",
    border="#7C8793",
    accent="#1D5B9E",
    accent_hover="#174C85",
    accent_text="#FFFFFF",
    accent_soft="#E1ECF7",
    link="#1D5B9E",
    done="#1B6836",
    done_ground="#E3F2E8",
    soon="#845000",
    soon_ground="#FCEFD6",
    over="#B0261E",
    over_ground="#FBE6E4",
)

DARK = Theme(
    is_dark=True,
    window="#1F242A",
    base="#171B20",
    alt="#1D2227",
    rail="#252B32",
    text="#E7EBEF",
    text2="#AEB8C3",
    hint="#9AA5B0",
    disabled="#8A95A1",
    line="#323A43",
    border="#76828F",
    accent="#2C6CB3",
    accent_hover="#3371B9",
    accent_text="#FFFFFF",
    accent_soft="#20394F",
    link="#86B8EE",
    done="#7ECB94",
    done_ground="#1B3325",
    soon="#EDBB62",
    soon_ground="#3B2D12",
    over="#F59A92",
    over_ground="#43201F",
)

COLOR_NAMES = tuple(field.name for field in fields(Theme) if field.name != "is_dark")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours #RRGGBB, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
