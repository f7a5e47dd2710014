from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
import pytest
from tests.journeys.typist import wait
@pytest.mark.parametrize("pre",[False,True])
def test_x(reopen, typist, pre):
    w=reopen()
    typist.press("Ctrl+3")
    t=w.page.table
    print(QApplication.focusWidget() is t, t.currentIndex().row(), t.testAttribute(Qt.WA_InputMethodEnabled))
    if pre:
        QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("gầ", []))
        wait(0.01); e=t.open_editor(); print("after pre", e and e.text(), QApplication.focusWidget())
        ev=QInputMethodEvent(); ev.setCommitString("gần 50"); QApplication.sendEvent(QApplication.focusWidget(), ev)
    else: typist.write("gần 50")
    e=t.open_editor(); print("editor", e and e.text(), QApplication.focusWidget())
    at=t.currentIndex()
    from PySide6.QtCore import QPersistentModelIndex
    at=QPersistentModelIndex(at)
    typist.press("Return")
    from PySide6.QtCore import QModelIndex
    print("kept", w.page.model.typed_text(w.page.model.index(at.row(),at.column())), t.open_editor())
