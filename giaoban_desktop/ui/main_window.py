"""The frame: rail, top bar, pages built when first shown, status bar."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, qVersion
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QGridLayout, QMainWindow, QStackedWidget, QWidget

from giaoban_desktop.errors import StorageError, UserError
from giaoban_desktop.i18n import _
from giaoban_desktop.services import backups, overview
from giaoban_desktop.services.changes import Changes, Kind
from giaoban_desktop.services.drafts import Draft
from giaoban_desktop.ui import messages, places, style
from giaoban_desktop.ui.drafts import DraftKeeper
from giaoban_desktop.ui.menu import Menu
from giaoban_desktop.ui.page import DRAFTS, Page
from giaoban_desktop.ui.preferences import DEFAULT_SCALE, SYSTEM, Preferences
from giaoban_desktop.ui.rail import PageEntry, Rail
from giaoban_desktop.ui.recovery import RecoveryDialog, offered, put_back, settle
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.status_bar import TOLD_MS, StatusBar
from giaoban_desktop.ui.tasks import Task
from giaoban_desktop.ui.theme import DARK, LIGHT, Theme
from giaoban_desktop.ui.top_bar import TopBar
from giaoban_desktop.ui.undo_keys import UndoKeys

NARROW_BELOW = 1200
TITLE_BAR = 32
BACKUP_EVERY_MS = 30 * 60 * 1000


class MainWindow(QMainWindow):
    """One window over one open book. `leaving` asks to close it and go on elsewhere (a `Leaving`)."""

    leaving = Signal(object)

    def __init__(self, session: Session, preferences: Preferences, entries: tuple[PageEntry, ...]) -> None:
        super().__init__()
        self.session, self.preferences, self.entries = session, preferences, entries
        self.theme = self._wanted_theme()
        self.pages: dict[str, Page] = {}
        self.scale = preferences.number("scale", DEFAULT_SCALE)
        style.apply(_application(), self.theme, self.scale)
        self.setMinimumSize(QSize(1024, 600))
        self._lay_out()
        self.typing = DraftKeeper(session, _application())
        UndoKeys(_application(), self)
        self.typing.keep_now.connect(lambda: self.page.commit_typing())
        session.changed.connect(self._when_changed)
        session.period_changed.connect(self._when_period_changed)
        session.saved.connect(self._when_saved)
        session.told.connect(lambda words: self.status.showMessage(words, TOLD_MS))
        session.refused.connect(self._when_refused)
        session.broke.connect(lambda text: messages.show_crash(self, text))
        session.task_started.connect(self._when_task_started)
        preferences.changed.connect(self._when_preferred)
        _application().styleHints().colorSchemeChanged.connect(self._follow_system)
        self._restore_place()
        self.show_page(preferences.text("page", entries[0].name))
        self._backups = QTimer(self)
        self._backups.setInterval(BACKUP_EVERY_MS)
        self._backups.timeout.connect(self.back_up)
        self._backups.start()
        self._acts_backed_up = session.book.acts_done

    # Pages

    def show_page(self, name: str) -> None:
        """Bring a page to the front, built now if it was not yet."""
        entry = next((one for one in self.entries if one.name == name), self.entries[0])
        page = self.pages.get(entry.name)
        if page is None:
            try:
                page = self.pages[entry.name] = entry.make(self.session, self.theme)
            except Exception:
                self._rail.mark(self.preferences.text("page", self.entries[0].name))  # the one that is still in front
                raise
            page.open_requested.connect(self.open_place)
            page.leaving.connect(self.leaving)
            page.part_built.connect(lambda part: places.restore(part, self.preferences))
            self._stack.addWidget(page)
            places.restore(page, self.preferences)
        self._stack.setCurrentWidget(page)
        self._rail.mark(entry.name)
        page.refresh_if_stale()
        page.take_focus()
        self.preferences.remember("page", entry.name)
        self.menu.offer(page)

    def open_place(self, page_name: str, row_id: str) -> None:
        """Open something where it lives: a meeting, a directive, a paper; or offer what was typed and is not kept."""
        if page_name == DRAFTS:
            self.offer_drafts()
            return
        self.show_page(page_name)
        self.pages[page_name].open_row(row_id)

    @property
    def page(self) -> Page:
        """The page in front."""
        current = self._stack.currentWidget()
        assert isinstance(current, Page)
        return current

    @property
    def panes(self) -> list[QWidget]:
        """The rail and the parts of the page in front, which F6 goes through."""
        return [self._rail, *self.page.panes()]

    def offer_past_figures(self) -> None:
        """The sixth step of a first start, which can be put off: last year's figures from a table."""
        if self.session.read(overview.has_figures):
            return
        self.paste_past_figures()

    def paste_past_figures(self) -> None:
        """Take figures of a past year from a table copied in Excel."""
        from giaoban_desktop.ui.views.past_figures import PastFiguresDialog

        dialog = PastFiguresDialog(self, self.session, self.session.today)
        places.restore(dialog, self.preferences)
        dialog.finished.connect(lambda _result: places.remember(dialog, self.preferences))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def offer_drafts(self) -> None:
        """Offer what was half typed when the program stopped."""
        if offered(self.session):
            dialog = RecoveryDialog(self, self.session)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.wanted.connect(self._put_back)
            dialog.open()

    def _put_back(self, draft: Draft) -> None:
        page_name, _sign, place = draft.place.partition("/")
        self.open_place(page_name, place)
        if not put_back(self.page, draft):
            QGuiApplication.clipboard().setText(draft.text)
            self.status.showMessage(_("Its place can no longer be written in; the text is copied."), TOLD_MS)

    # Layout

    def _lay_out(self) -> None:
        central = QWidget()
        grid = QGridLayout(central)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        self._stack = QStackedWidget()
        self.menu = Menu(self)
        self._rail = Rail(self.entries, self.theme)
        self._rail.chosen.connect(self.show_page)
        self.top = TopBar(self.session, self.theme, before=self.menu.before, after=self.menu.after, menu=self.menu)
        self.top.search.open_requested.connect(self.open_place)
        self.search = self.top.search
        grid.addWidget(self.top, 0, 0, 1, 2)
        grid.addWidget(self._rail, 1, 0)
        grid.addWidget(self._stack, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        self.setCentralWidget(central)
        self.status = StatusBar(self.session.book.path, self.menu.help, self.theme)
        self.setStatusBar(self.status)
        self._show_office()
        self._show_backup()

    def _fit(self) -> None:
        narrow = self.width() < NARROW_BELOW
        self._rail.fit(self.scale, narrow=narrow)
        self.top.fit(self.scale)
        self.status.fit(self.scale, narrow=narrow)

    def _show_office(self) -> None:
        name = self.session.read(overview.office_name)
        self.top.show_unit(name)
        self.setWindowTitle(f"{name} – {_('Sổ Giao ban')}")

    def _show_backup(self) -> None:
        newest = backups.newest(self.session.book.path)
        self.status.say_backup(newest.made_at if newest else None, self.session.today)

    def show_help(self, topic: str = "") -> None:
        """Open the help, on the page in front where no topic is asked for."""
        from giaoban_desktop.ui.help.window import show_help  # read when first asked for

        show_help(self, topic or self.preferences.text("page", self.entries[0].name))

    def ask_for_support_file(self) -> None:
        """Ask where the file for support goes, and write it."""
        from giaoban_desktop.services import support

        name = str(Path.home() / support.suggested_name(datetime.now().astimezone()))
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save a file for support…"), name, "*.zip")
        if chosen:
            self.save_support(Path(chosen))

    def save_support(self, file: Path) -> None:
        """Write log, schema, check and versions into one file, beside work."""
        from giaoban_desktop.services import support

        book, qt = self.session.book.path, {"qt": qVersion(), "screen": _application().platformName()}

        def told(_written: object) -> None:
            self.status.showMessage(_("Written: {file}").format(file=file), TOLD_MS)

        work = _("Writing the file for support")
        self.session.do_in_background(work, lambda progress: support.write(book, file, more=qt), told)

    # What happens

    def _when_changed(self, changes: Changes, initiator: object) -> None:
        for page in self.pages.values():
            if page is not initiator and changes.kinds & page.kinds:
                page.mark_stale()
        if Kind.OFFICE in changes.kinds:
            self._show_office()
        self.page.refresh_if_stale()

    def _when_saved(self, moment: datetime) -> None:
        self.status.say_saved(moment)

    def _when_refused(self, error: UserError) -> None:
        if isinstance(error, StorageError):
            self.status.say_not_saved()
        messages.show_error(self, error, again=lambda: self.page.commit_typing())

    def _when_task_started(self, task: Task) -> None:
        self.status.work.follow(task)
        task.cancelled.connect(lambda: self.status.showMessage(_("Cancelled; nothing half done is left."), TOLD_MS))
        self.menu.let_cancel(True)
        task.ended.connect(lambda: self.menu.let_cancel(False))

    def _when_period_changed(self) -> None:
        self.top.show_periods()
        for page in self.pages.values():
            if page.follows_period:
                page.mark_stale()
        self.page.refresh_if_stale()

    def back_up(self) -> None:
        """Back the book up beside work, when something changed since the last backup."""
        done = self.session.book.acts_done
        if done == self._acts_backed_up and backups.newest(self.session.book.path) is not None:
            return
        path = self.session.book.path

        def told(_made: object) -> None:
            self._acts_backed_up = done
            self._show_backup()

        if self.session.task is None:
            self.session.do_in_background(_("Backing up"), lambda progress: backups.make_regular(path), told)

    # Look

    def resize_text(self, step: int) -> None:
        """Show everything one size larger (1) or smaller (-1)."""
        sizes = style.SCALES
        at = min(range(len(sizes)), key=lambda index: abs(sizes[index] - self.scale))
        self.set_scale(sizes[max(0, min(len(sizes) - 1, at + step))])

    def set_scale(self, percent: int) -> None:
        """Show everything at another size, and remember it."""
        self.scale = percent
        self.preferences.remember("scale", percent)
        style.apply(_application(), self.theme, percent)
        self._fit()
        for page in self.pages.values():
            page.take_theme(self.theme)
        self.page.refresh_if_stale()

    def _wanted_theme(self) -> Theme:
        chosen = self.preferences.text("theme", SYSTEM)
        return {"light": LIGHT, "dark": DARK}.get(chosen) or style.system_theme()

    def _follow_system(self) -> None:
        theme = self._wanted_theme()
        if theme is not self.theme:
            self.set_theme(theme)

    def _when_preferred(self, name: str) -> None:
        """Take over at once what the settings change."""
        if name == "theme":
            self._follow_system()
        elif name == "scale" and self.preferences.number("scale", DEFAULT_SCALE) != self.scale:
            self.set_scale(self.preferences.number("scale", DEFAULT_SCALE))

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme."""
        self.theme = theme
        style.apply(_application(), theme, self.scale)
        self._rail.take_theme(theme)
        self.top.take_theme(theme)
        self.status.take_theme(theme)
        for page in self.pages.values():
            page.take_theme(theme)
        self.page.refresh_if_stale()

    def changeEvent(self, event: QEvent) -> None:
        """Commit what is being typed before the window loses the keyboard."""
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow() and self.pages:
            self.page.commit_typing()
        super().changeEvent(event)

    def resizeEvent(self, event: QEvent) -> None:
        """Make the frame narrower in a small window."""
        self._fit()
        super().resizeEvent(event)  # type: ignore[arg-type]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is being typed, remember the place."""
        self.page.commit_typing()
        self.typing.stop()
        settle(self, self.session)
        self.preferences.remember("geometry", self.saveGeometry())
        for page in self.pages.values():
            places.remember(page, self.preferences)
        self.session.stop()
        super().closeEvent(event)

    def _restore_place(self) -> None:
        if not self.restoreGeometry(self.preferences.state("geometry")):
            room = self.screen().availableSize()
            self.resize(min(1366, room.width()), min(768, room.height() - TITLE_BAR))
        self._fit()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
