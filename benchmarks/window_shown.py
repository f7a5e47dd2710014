"""Shows one window, says the most memory the process has held (kB) once the window answers, and closes it.

`window_shown.py bare`: a QMainWindow with a QLabel. `window_shown.py ours --database FILE …`: the program as main.py
starts it. Nothing else is imported: this is what is measured.
"""

import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """The exit code of the window."""
    return bare() if arguments == ["bare"] else ours(arguments[1:])


def bare() -> int:
    """What any window of Qt for Python costs."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    application = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Sổ Giao ban"))
    window.resize(1366, 768)
    window.show()
    return _until_it_answers(application.exec)


def ours(arguments: list[str]) -> int:
    """The program; only its event loop is told to end when the window answers."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.meta_path.insert(0, BeforeTheWindow())
    from giaoban_desktop.app import main as start

    return start(arguments)


class BeforeTheWindow:
    """Changes what the event loop does at the moment at which the program itself begins to import Qt."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Finds nothing: it only looks on."""
        if name == "giaoban_desktop.ui.start":
            sys.meta_path.remove(self)  # type: ignore[arg-type]
            from PySide6.QtWidgets import QApplication

            run = QApplication.exec
            QApplication.exec = lambda *_self: _until_it_answers(run)  # type: ignore[method-assign]


def _until_it_answers(run) -> int:  # type: ignore[no-untyped-def]
    """Run the event loop until something was painted and the loop has come back to its queue."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    class Painted(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
            if not self.seen and event.type() is QEvent.Type.UpdateRequest and watched.isWidgetType():
                self.seen = True  # the whole window is painted while this is handled; then the queue goes on
                QTimer.singleShot(0, answer)
            return False

    def answer() -> None:
        print(most_memory_kb(), flush=True)
        for window in QApplication.topLevelWidgets():
            window.close()
        QApplication.quit()

    painted = Painted()
    application = QApplication.instance()
    application.installEventFilter(painted)
    code = run()
    application.removeEventFilter(painted)
    return code


def most_memory_kb() -> int:
    """The most memory that this process has held."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise RuntimeError("this system does not tell how much memory a process held")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
