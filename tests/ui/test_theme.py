"""The colours keep enough contrast on every ground they stand on."""

import pytest

from giaoban_desktop.ui.theme import COLOR_NAMES, DARK, LIGHT, contrast

TEXT_ON = {
    "text": ("base", "window", "alt", "rail", "accent_soft", "soon_ground", "over_ground", "done_ground"),
    "text2": ("base", "window", "alt", "rail", "accent_soft"),
    "hint": ("base", "window", "alt", "rail", "accent_soft"),
    "disabled": ("base", "window"),
    "link": ("base", "window", "alt", "rail", "accent_soft"),
    "accent_text": ("accent", "accent_hover"),
    "done": ("base", "alt", "accent_soft", "done_ground"),
    "soon": ("base", "alt", "accent_soft", "soon_ground"),
    "over": ("base", "alt", "accent_soft", "over_ground"),
}
LINES_ON = {"border": ("base", "window", "alt"), "link": ("base", "window")}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_lines_can_be_told_from_their_ground(theme):
    for wanted, pairs in ((4.5, TEXT_ON), (3.0, LINES_ON)):
        for name, grounds in pairs.items():
            for ground in grounds:
                found = contrast(getattr(theme, name), getattr(theme, ground))
                assert found >= wanted, f"{name} on {ground}: {found:.2f}"


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_palette_knows_every_colour_name():
    for theme in (LIGHT, DARK):
        assert all(theme.color(name).isValid() for name in COLOR_NAMES)
