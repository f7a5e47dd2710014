"""Making the sample office, told how far it is, with a way to break it off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from giaoban_desktop import paths
from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import sample
from giaoban_desktop.ui import messages
from giaoban_desktop.ui.tasks import Progress, Task


def make_sample(parent: QWidget) -> Path | None:
    """The book of the sample office, kept apart from the office's own; made now when it is not there yet.

    None when it was broken off.
    """
    folder = paths.user_data() / "sample"
    file = folder / sample.DATABASE_NAME
    if file.exists():
        return file

    def work(progress: Progress) -> Path:
        return sample.make(folder, progress=progress)[0]

    dialog = QProgressDialog(_("Making the sample office"), _("Cancel"), 0, 0, parent)
    dialog.setWindowTitle(_("Sample office"))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(0)
    made: list[Path] = []
    waiting = QEventLoop()
    task = Task(_("Making the sample office"), work)

    def show(done: int, of: int) -> None:
        dialog.setMaximum(of)
        dialog.setValue(done)

    task.progressed.connect(show)
    task.done.connect(made.append)
    task.refused.connect(lambda error: messages.tell(error) if isinstance(error, UserError) else None)
    task.broke.connect(lambda text: messages.show_crash(parent, text))
    task.ended.connect(waiting.quit)
    dialog.canceled.connect(task.cancel)
    dialog.show()
    task.start()
    waiting.exec()
    dialog.close()
    dialog.deleteLater()
    return made[0] if made else None
