"""Controls in a line that wraps."""

import pytest
from PySide6.QtWidgets import QWidget

from giaoban_desktop.ui.flow import flowing


@pytest.fixture
def boxes():
    made = [QWidget() for _number in range(3)]
    for box in made:
        box.setFixedSize(100, 30)
    return made


def lefts(holder, boxes, width):
    holder.resize(width, 200)
    holder.layout().activate()
    return [(box.x(), box.y()) for box in boxes]


def test_controls_stand_in_one_line_where_they_fit(qtbot, boxes):
    holder = flowing(*boxes)
    qtbot.addWidget(holder)
    holder.show()
    assert lefts(holder, boxes, 400) == [(0, 0), (108, 0), (216, 0)]
    assert holder.heightForWidth(400) == 30


def test_the_last_stands_at_the_edge_of_a_single_line_only(qtbot, boxes):
    holder = flowing(*boxes, last_at_edge=True)
    qtbot.addWidget(holder)
    holder.show()
    assert lefts(holder, boxes, 400)[-1] == (300, 0)
    assert lefts(holder, boxes, 250) == [(0, 0), (108, 0), (0, 38)]
    assert holder.heightForWidth(250) == 68


def test_what_is_hidden_takes_no_room(qtbot, boxes):
    holder = flowing(*boxes)
    qtbot.addWidget(holder)
    holder.show()
    boxes[0].hide()
    assert lefts(holder, boxes, 400)[1:] == [(0, 0), (108, 0)]
