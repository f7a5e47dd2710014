"""Qt for Python 6.12 takes references from None on Python 3.11; the window must outlive any number of calls."""

import subprocess
import sys

from giaoban_desktop import paths

SCRIPT = """
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from giaoban_desktop.ui import constants
constants.keep()
application = QApplication([])
pixmap = QPixmap(10, 10)
painter = QPainter(pixmap)
for _ in range(200_000):
    painter.save()
    painter.restore()
painter.end()
print("alive")
"""


def test_many_calls_of_qt_do_not_end_the_program():
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, cwd=paths.root(), check=False
    )
    assert result.stdout.strip() == "alive", result.stderr[-500:]
