"""What the program writes it reads: each indicator's sentence leads back to the indicator."""

import pytest

from giaoban_desktop.language import writing
from giaoban_desktop.services.reading import read_text
from tests.papers.builders import catalogue, observation

NAMES = {"ca": "Công an phường", "qs": "Ban CHQS phường", "bp": "Đồn Biên phòng"}
SAME_FIGURE = {"2.1": "1.1"}
SAME_ZERO = {"2.1": "1.1", "18.1": "17.3", "20.2": "20.1"}
"""Indicators whose sentence is that of another, of the whole or of the cases."""
NOT_READ = {"3.1", "25.2", "54.1", "55.2"}
"""Zeros whose words say nothing of what they are without their figure."""


def _written(code, typed):
    force = next(one for one in NAMES if one.upper() in catalogue()[code].forces)
    return " ".join(writing.sentences(catalogue(), [observation(code, typed, force)], NAMES))


@pytest.mark.parametrize("code", list(catalogue()))
@pytest.mark.parametrize(("typed", "value", "qualifier"), [("12", "12", None), ("hơn 1.250", "1250", "hơn")])
def test_a_figure_that_was_written_is_read_as_itself(code, typed, value, qualifier):
    found = [(one.indicator, str(one.value), one.qualifier) for one in read_text(_written(code, typed)).figures]
    wanted = SAME_FIGURE.get(code, code)
    assert (wanted, value, qualifier) in found


@pytest.mark.parametrize("code", [one for one in catalogue() if one not in NOT_READ])
def test_a_zero_that_was_written_is_read_as_itself(code):
    found = [one.indicator for one in read_text(_written(code, "0")).zeros]
    of_item = [one for one in found if one and one.split(".")[0] == code.split(".")[0]]
    assert SAME_ZERO.get(code, code) in found or of_item
