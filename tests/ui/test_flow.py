"""Controls in a line that wraps; text that wraps; controls that are taken out."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from giaoban_desktop.ui.flow import flowing
from giaoban_desktop.ui.widgets import clear, text_label


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


def test_what_is_taken_out_at_once_never_becomes_a_window(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    holder.show()
    taken = QLabel("Taken out")
    column.addWidget(taken)
    clear(column)
    shown = []

    with qtbot.waitSignal(taken.destroyed):
        QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        shown.append(taken.isVisible())
    assert shown == [False]


def test_a_text_gives_back_the_height_that_it_needed_when_it_was_narrow(qtbot):
    label = text_label("Số liệu tính đến một ngày sau ngày họp; sửa lại một trong hai ngày.")
    qtbot.addWidget(label)
    label.resize(120, 200)
    label.show()
    narrow = label.minimumHeight()
    label.resize(900, 200)
    assert label.minimumHeight() == label.sizeHint().height() < narrow
