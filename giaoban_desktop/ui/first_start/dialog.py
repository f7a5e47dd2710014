"""What stands there before there is a book: the ways to one, and the five steps to a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from giaoban_desktop.errors import UserError
from giaoban_desktop.i18n import _, translate
from giaoban_desktop.services import backups, first_start
from giaoban_desktop.services.first_start import NewOffice
from giaoban_desktop.ui import messages
from giaoban_desktop.ui.fields import commit_composed
from giaoban_desktop.ui.first_start.steps import FileStep, ForcesStep, HeadersStep, PeopleStep, PlaceStep, Step
from giaoban_desktop.ui.preferences import Preferences
from giaoban_desktop.ui.sample_office import make_sample
from giaoban_desktop.ui.widgets import button, heading, panel, row, set_look, text_label, title

WIDTH, HEIGHT, STEPS_WIDTH = 920, 560, 232


def choose_book(
    file: Path | None, preferences: Preferences, *, today: Callable[[], date], error: UserError | None = None
) -> Path | None:
    """The book to open now: one made in five steps, one that is there, or the sample; None to leave the program."""
    dialog = Welcome(file, error)
    dialog.exec()
    dialog.deleteLater()  # left until the program ends, it would crash there, now and then
    return dialog.chosen


class Welcome(QDialog):
    """The ways to a book. After a book could not be opened it says why, and offers its backup."""

    def __init__(self, file: Path | None, error: UserError | None = None) -> None:
        super().__init__()
        self.chosen: Path | None = None
        self._file = file
        self.setWindowTitle(_("Sổ Giao ban"))
        self.setFixedWidth(640)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 32, 40, 24)
        layout.setSpacing(12)
        if error is not None:
            layout.addWidget(title(_("The book could not be opened")))
            layout.addWidget(text_label(translate(error), "over"))
            backup = backups.newest_good(file) if file else None
            if backup is not None and file is not None:
                self._add(
                    layout,
                    _("Put back the newest &backup"),
                    _("What lies there now is kept beside it under another name."),
                    lambda: self._restore(file, backup),
                    primary=True,
                )
        else:
            layout.addWidget(title(_("Records of briefing meetings")))
            layout.addWidget(
                text_label(_("Everything of an office lies in one file on this computer. No network is needed."))
            )
        self._add(
            layout,
            _("&New book"),
            _("Five short steps: unit, forces, people, headers, file."),
            self._make_new,
            primary=error is None,
        )
        self._add(
            layout, _("&Open a book…"), _("A file that was made on this or another computer."), self._open_existing
        )
        self._add(
            layout,
            _("See the &sample office"),
            _("Five years of a made-up office, in a folder of its own, to look around in."),
            self._open_sample,
        )
        layout.addSpacing(8)
        leave, helps = button(_("Quit")), button(f"{_('Help')} (F1)", look="link")
        leave.clicked.connect(self.reject)
        helps.clicked.connect(lambda: self._help("trouble" if error else "start"))
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, helps.click)
        layout.addLayout(row(helps, None, leave))

    def _help(self, topic: str) -> None:
        from giaoban_desktop.ui.help.window import show_help  # read when first asked for

        show_help(self, topic)

    def _add(
        self, layout: QVBoxLayout, words: str, purpose: str, run: Callable[[], object], *, primary: bool = False
    ) -> None:
        made = button(words, look="primary" if primary else "")
        made.setMinimumWidth(224)
        made.clicked.connect(lambda _checked=False: run())
        if primary:
            made.setDefault(True)
            made.setFocus()
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(made, alignment=Qt.AlignmentFlag.AlignTop)
        beside.addWidget(text_label(purpose, "secondary"), 1)
        layout.addSpacing(4)
        layout.addLayout(beside)

    def _take(self, file: Path | None) -> None:
        if file is not None:
            self.chosen = file
            self.accept()

    def _make_new(self) -> None:
        steps = FirstStart(self)
        if self._file is not None and not self._file.exists():
            steps.file_step.propose(self._file)
        if steps.exec():
            self._take(steps.made)
        steps.deleteLater()  # for the same reason

    def _open_existing(self) -> None:
        name, _chosen = QFileDialog.getOpenFileName(self, _("Open a book…"), str(Path.home()), "*.db")
        self._take(Path(name) if name else None)

    def _open_sample(self) -> None:
        self._take(make_sample(self))

    def _restore(self, file: Path, backup: Path) -> None:
        try:
            backups.restore(file, backup)
        except UserError as error:
            messages.show_error(self, error)
            return
        self._take(file)


class FirstStart(QDialog):
    """Steps with what they are for at the left, the fields at the right; nothing is written before the last one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.made: Path | None = None
        self._answers: NewOffice | None = None
        self.setWindowTitle(_("New book"))
        self.resize(WIDTH, HEIGHT)
        self.file_step = FileStep()
        self.steps: tuple[Step, ...] = (PlaceStep(), ForcesStep(), PeopleStep(), HeadersStep(), self.file_step)
        self._stack, self._names = QStackedWidget(), [QLabel() for _step in self.steps]
        for step in self.steps:
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(step)
            self._stack.addWidget(area)
        self._title, self._purpose = heading(""), text_label("", "secondary")
        self.back, self.next = button(_("Bac&k")), button("", look="primary")
        self.next.setDefault(True)
        cancel, helps = button(_("Cancel")), button(f"{_('Help')} (F1)", look="link")
        cancel.clicked.connect(self.reject)
        helps.clicked.connect(self.show_help)
        self.back.clicked.connect(lambda: self._go(-1))
        self.next.clicked.connect(lambda: self._go(1))
        right = QVBoxLayout()
        right.setContentsMargins(24, 20, 24, 16)
        right.setSpacing(12)
        for part in (self._title, self._purpose):
            right.addWidget(part)
        right.addWidget(self._stack, 1)
        right.addLayout(row(cancel, helps, None, self.back, self.next))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._list())
        whole.addLayout(right, 1)
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, self.show_help)
        self._show(0)

    def show_help(self) -> None:
        """What the steps ask for, beside them."""
        from giaoban_desktop.ui.help.window import show_help  # read when first asked for

        show_help(self, "start")

    @property
    def step(self) -> Step:
        """The step in front."""
        return self.steps[self._stack.currentIndex()]

    def _list(self) -> QWidget:
        holder = panel("sidePanel", width=STEPS_WIDTH)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(24, 24, 16, 16)
        layout.setSpacing(16)
        for number, (name, step) in enumerate(zip(self._names, self.steps, strict=True), start=1):
            name.setText(f"{number}.  {step.title}")
            name.setWordWrap(True)
            layout.addWidget(name)
        layout.addStretch(1)
        return holder

    def _show(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.step.enter(self._answers)
        self._title.setText(_("Step {n} of {of}: {title}").format(n=at + 1, of=len(self.steps), title=self.step.title))
        self._purpose.setText(self.step.purpose)
        for number, name in enumerate(self._names):
            set_look(name, "strong" if number == at else "done" if number < at else "secondary")
        is_last = at == len(self.steps) - 1
        self.next.setText(_("&Make the book") if is_last else _("Ne&xt"))
        self.back.setEnabled(at > 0)
        first = self.step.first_control()
        first.show()  # a control that was added just now takes no keyboard before
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _go(self, by: int) -> None:
        commit_composed()
        at = self._stack.currentIndex()
        answers = self.step.leave(self._answers)
        if by < 0:
            self._answers = answers or self._answers
            self._show(at - 1)
            return
        if answers is None:
            return
        self._answers = answers
        if at + 1 < len(self.steps):
            self._show(at + 1)
        else:
            self._finish(answers)

    def _finish(self, answers: NewOffice) -> None:
        try:
            first_start.make_book(self.file_step.path, answers)
        except UserError as error:
            messages.show_error(self, error)
            return
        self.made = self.file_step.path
        self.accept()
