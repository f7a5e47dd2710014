"""The catalogue to a file and from one: the version is named, and what a file brings is shown before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from giaoban_desktop.domain.catalogues import CatalogueVersion
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.indicators import Indicator
from giaoban_desktop.errors import InputError
from giaoban_desktop.i18n import _, translate
from giaoban_desktop.services import catalogue_files
from giaoban_desktop.services.catalogue_files import SUFFIX, CataloguePlan, change_words
from giaoban_desktop.ui.fields import Told, line
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.tasks import Progress
from giaoban_desktop.ui.views.row_table import Column, RowEditor, RowModel
from giaoban_desktop.ui.widgets import button, heading, row, set_look, text_label

WIDTH, HEIGHT, NAME_WIDTH = 860, 600, 440
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the preview: what it is about, what happens to it, and how."""

    place: str
    name: str
    what: str
    words: str = ""


class CatalogueFiles:
    """Asks for a file and does the work beside the window. `say` gets the sentence about what was done."""

    def __init__(self, session: Session, parent: QWidget, say: Callable[[str], None]) -> None:
        self._session, self._parent, self._say = session, parent, say
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._folder = folder if folder.is_dir() else Path.home()

    def ask_file(self) -> None:
        """Let a file be chosen, then show what it brings."""
        kinds = _("Catalogues ({kinds})").format(kinds=f"*{SUFFIX}")
        dialog = QFileDialog(self._parent, _("Catalogue from a file"), str(self._folder), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: self.open_file(Path(file)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def open_file(self, file: Path) -> None:
        """Look a file over and show what it brings."""
        self._folder = file.parent
        path = self._session.book.path

        def look(_progress: Progress) -> CataloguePlan:
            return catalogue_files.plan_for(path, file)

        self._session.do_in_background(
            _("Reading {file}").format(file=file.name), look, lambda found: self._show(file, found)
        )

    def _show(self, file: Path, found: CataloguePlan) -> None:
        dialog = CatalogueImportDialog(self._parent, self._session, file, found)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._say(_("The catalogue of {file} was taken over. Ctrl+Z takes it back.").format(file=file.name))
        )
        dialog.open()

    def ask_name(self) -> None:
        """Let the version be named, then a file, and write the catalogue into it."""
        proposed = self._session.read(catalogue_files.version).name
        dialog = VersionDialog(self._parent, proposed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._ask_where(dialog.version))
        dialog.open()

    def _ask_where(self, name: str) -> None:
        stem = "".join(sign if sign.isalnum() or sign in ".-" else "-" for sign in name)
        proposed = self._folder / f"danh-muc-chi-tieu-{stem}{SUFFIX}"
        dialog = QFileDialog(self._parent, _("Catalogue to a file"), str(proposed), f"*{SUFFIX}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(lambda file: self.write(Path(file), name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def write(self, file: Path, name: str) -> None:
        """Write the catalogue, over a file that stands there: the system's dialog has asked."""
        self._folder = file.parent
        path, today = self._session.book.path, self._session.today

        def export(_progress: Progress) -> CatalogueVersion:
            return catalogue_files.export_from(path, file, today=today, name=name)

        def told(issued: CatalogueVersion) -> None:
            words = _("Version {version} was written: {file}")
            self._say(words.format(version=issued.name, file=file.name))

        self._session.do_in_background(_("Writing {file}").format(file=file.name), export, told)


class VersionDialog(QDialog):
    """The name by which those who get the file tell this version from others."""

    def __init__(self, parent: QWidget, proposed: str) -> None:
        super().__init__(parent)
        self.version = proposed
        self.setWindowTitle(_("Catalogue to a file"))
        self.setMinimumWidth(NAME_WIDTH)
        self.name = line()
        self.name.setText(proposed)
        self.name.selectAll()
        self._told = Told(_("&Name of this version, for instance 2026.1"), self.name)
        go_on, close = button(_("&Choose the file…"), look="primary"), button(_("C&lose"))
        go_on.setDefault(True)
        go_on.clicked.connect(self._go_on)
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(heading(self.windowTitle()))
        words = _(
            "The whole catalogue goes into the file, with the indicators and rules that your office added. Take another"
            " name whenever something was changed."
        )
        layout.addWidget(text_label(words, "secondary"))
        layout.addWidget(self._told)
        layout.addStretch(1)
        layout.addLayout(row(close, None, go_on))

    def _go_on(self) -> None:
        try:
            self.version = CatalogueVersion(self.name.text()).name
        except InputError as error:
            self._told.tell(error)
            return
        self.accept()


class CatalogueImportDialog(QDialog):
    """What a file brings, one thing a row; nothing is kept before the last button, nor while anything is refused."""

    def __init__(self, parent: QWidget, session: Session, file: Path, found: CataloguePlan) -> None:
        super().__init__(parent)
        self._session, self.plan = session, found
        self.setWindowTitle(_("Catalogue from a file"))
        self.resize(WIDTH, HEIGHT)
        lines = list(_lines(found))
        columns: list[Column[Line]] = [
            Column(_("Code"), lambda one: one.place, None, 90),
            Column(_("Name"), lambda one: one.name, None, 240),
            Column(_("What happens"), lambda one: one.what, None, 130),
            Column(_("How"), lambda one: one.words),
        ]
        self.rows = RowEditor(
            _("What the file brings"), RowModel(columns, lambda one: False), place="catalogue-import", wraps=True
        )
        self.rows.model.set_rows(lines)
        self.rows.setVisible(bool(lines))
        self.told, self.keep = text_label(_counts(found)), button(_("&Take it over"), look="primary")
        set_look(self.told, "over" if found.refused else "")
        self.keep.setEnabled(not found.refused and not found.is_empty)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._keep)
        close = button(_("C&lose"))
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(heading(self.windowTitle()))
        layout.addWidget(text_label(file.name, "secondary"))
        layout.addWidget(text_label(_versions(found), "soon" if found.is_older else ""))
        layout.addWidget(self.told)
        layout.addWidget(self.rows, 1)
        layout.addStretch(0)  # takes the room where there is nothing to show
        layout.addLayout(row(close, None, self.keep))
        self.rows.fit()

    def _keep(self) -> None:
        if self._session.do(lambda book: catalogue_files.take(book, self.plan)):
            self.accept()


def version_words(version: CatalogueVersion) -> str:
    """A version in words: "2026.1, 25/3/2026, Công an tỉnh Bình Hà"."""
    day = short_date(version.issued_on) if version.issued_on else ""
    return ", ".join(filter(None, (version.name, day, version.issued_by)))


def _versions(found: CataloguePlan) -> str:
    words = _("The file has version {new}; the book works with {old}.")
    if found.is_older:
        words = _("The file has version {new}, which is older than that of the book, {old}.")
    return words.format(new=version_words(found.source.version), old=version_words(found.before))


def _counts(found: CataloguePlan) -> str:
    if found.refused:
        words = _("{refused} refused, each with its reason. Nothing is taken over before all of it is put right.")
        return words.format(refused=len(found.refused))
    if found.is_empty:
        return _("The book has all of it already.")
    words = _("{new} new, {changed} changed, {unchanged} unchanged, {unlisted} no longer listed (they are kept).")
    return words.format(
        new=len(found.new) + len(found.new_groups) + len(found.new_rules),
        changed=len(found.changed) + len(found.changed_groups) + len(found.changed_rules),
        unchanged=found.unchanged,
        unlisted=len(found.unlisted),
    )


def _lines(found: CataloguePlan) -> Iterator[Line]:
    """What is refused first, then what is new, changed, and listed no more."""
    names = {one.code: one.name for one in (*found.source.indicators, *found.unlisted)}
    for refused in found.refused:
        yield Line(refused.place, names.get(refused.place, ""), _("refused"), translate(refused.error))
    for what, groups in ((_("new"), found.new_groups), (_("changed"), found.changed_groups)):
        for group in groups:
            yield Line(group.code, group.name, what, _("group"))
    for one in found.new:
        yield Line(one.code, one.name, _("new"), _measure(one))
    for changed in found.changed:
        words = "; ".join(dict.fromkeys(change_words(one.key, one.before, one.after) for one in changed.fields))
        yield Line(changed.indicator.code, changed.indicator.name, _("changed"), words)
    for what, rules in ((_("new"), found.new_rules), (_("changed"), found.changed_rules)):
        for rule in rules:
            yield Line("", rule.formula.text, what, _("rule"))
    for one in found.unlisted:
        yield Line(one.code, one.name, _("no longer listed"), _("it is kept"))


def _measure(indicator: Indicator) -> str:
    if indicator.numerator:
        return f"{indicator.unit}, {indicator.numerator} ÷ {indicator.denominator}"
    return indicator.unit
