"""What several tests of papers print."""

from __future__ import annotations

import pytest

from giaoban_desktop.papers.content import Content
from giaoban_desktop.papers.fonts import Fonts, choose
from giaoban_desktop.papers.minutes import minutes
from tests.papers import builders


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(choose(()))


@pytest.fixture(scope="module")
def quarter() -> Content:
    return minutes(builders.first_quarter())
