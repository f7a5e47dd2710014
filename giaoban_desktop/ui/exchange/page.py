"""Gửi – nhận: what will go up, what stays behind, where to; and what went up before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QTableView, QVBoxLayout

from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.periods import parse_code
from giaoban_desktop.i18n import _
from giaoban_desktop.services import overview, packages
from giaoban_desktop.services.changes import Kind
from giaoban_desktop.services.packages import Inspection, PackageRecord
from giaoban_desktop.ui.columns import Columns
from giaoban_desktop.ui.page import Page
from giaoban_desktop.ui.period_words import period_words
from giaoban_desktop.ui.session import Session
from giaoban_desktop.ui.style import HEIGHT_AT_100
from giaoban_desktop.ui.tasks import Progress
from giaoban_desktop.ui.theme import Theme
from giaoban_desktop.ui.widgets import action_button, heading, row, secondary, set_look, text_label, title

SERIAL, PERIOD, MADE, FILE, DIGEST = range(5)
DIGEST_SHOWN, PADDING = 12, 24
_Index = QModelIndex | QPersistentModelIndex


class ExchangePage(Page):
    """The next package, and the history of packages."""

    kinds = frozenset({Kind.PACKAGES, Kind.MEETINGS, Kind.DOCUMENTS, Kind.FIGURES, Kind.DIRECTIVES})
    follows_period = True

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._folder = str(Path.home())  # where the last package went, so that the stick is named once
        self._export = self.page_action(_("Make the package…"), "Ctrl+E", self._ask_where)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(8)
        self._head, self._content, self._left_behind = heading(""), text_label(""), text_label("", "soon")
        self.drafts = QCheckBox(_("Take drafts &along"))
        self._outcome = text_label("")
        self._model = PackageModel()
        self._table = QTableView()
        self._table.setModel(self._model)
        self._table.setAccessibleName(_("Packages that were made"))
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self._table.verticalHeader().hide()
        self._columns = Columns("packages", self._table, self._widths, wide=FILE, least=160)
        self._none = text_label(_("No package was made yet."), "secondary")
        layout.addLayout(row(title(_("Send")), None))
        layout.addSpacing(8)
        self._superior, self._missing = text_label("", "secondary"), text_label("", "soon")
        for part in (self._head, self._superior, self._content, self._missing, self._left_behind, self.drafts):
            layout.addWidget(part)
        layout.addLayout(row(action_button(self._export, look="primary"), secondary("Ctrl+E"), None))
        layout.addWidget(self._outcome)
        layout.addSpacing(32)
        layout.addWidget(heading(_("Packages that were made")))
        layout.addWidget(self._none)
        layout.addWidget(self._table, 1)
        layout.addStretch(0)

    def take_theme(self, theme: Theme) -> None:
        """Draw in other colours, with columns that fit the font."""
        super().take_theme(theme)
        self._columns.fit()

    def _widths(self, room: int) -> dict[int, int]:
        wide, size = self._table.fontMetrics().horizontalAdvance, self._table.fontMetrics().height()
        period = max(min(220 * size // HEIGHT_AT_100, room // 5), self._table.sizeHintForColumn(PERIOD))
        made, digest = wide("30/11/2026") + PADDING, wide("0" * DIGEST_SHOWN) + PADDING
        return {SERIAL: 72 * size // HEIGHT_AT_100, PERIOD: period, MADE: made, DIGEST: digest}

    def load(self) -> None:
        """Read what would go up for the period, and what went up."""
        period = self.session.period
        made = self.session.read(packages.listed)
        ready = self.session.read(lambda book: packages.papers_within(book, period))
        drafts = self.session.read(lambda book: packages.drafts_within(book, period))
        self._head.setText(_("Package of {period}").format(period=period_words(period)))
        self._content.setText(
            _("Meetings whose minutes are frozen or issued: {count}. Their figures and directives go along.").format(
                count=ready
            )
        )
        superior = self.session.read(overview.superior_name)
        self._superior.setText(_("Goes up to: {superior}").format(superior=superior or _("no superior is set")))
        lacks = [one for one in self.session.read(lambda book: overview.completeness(book, period)) if one.missing]
        words = "; ".join(f"{one.unit.label}: {len(one.missing)}" for one in lacks)
        self._missing.setText(_("Indicators that are not reported yet: {units}.").format(units=words))
        self._missing.setVisible(bool(lacks))
        self._left_behind.setText(_("Meetings that are still drafts and stay behind: {count}.").format(count=drafts))
        self._left_behind.setVisible(bool(drafts))
        self.drafts.setVisible(bool(drafts))
        self._model.set_rows(made)
        self._columns.fit()
        self._table.setVisible(bool(made))
        self._none.setVisible(not made)

    def take_focus(self) -> None:
        """The history; the key makes the next package from anywhere on the page."""
        self._table.setFocus()

    def write_to(self, file: Path, *, overwrite: bool) -> None:
        """Make the package at a place, beside work."""
        drafts = self.drafts.isChecked() and not self.drafts.isHidden()
        path, period = self.session.book.path, self.session.period
        order = self.session.read(lambda book: packages.prepare(book, period, include_drafts=drafts))
        self._outcome.setText("")

        def write(progress: Progress) -> Inspection:
            return packages.write(path, file, order, overwrite=overwrite, progress=progress)

        def remember(found: Inspection) -> None:
            if self.session.do(lambda book: packages.remember(book, order, file, found)):
                self._outcome.setText(_("Written and read back, it fits: {file}").format(file=file))
                set_look(self._outcome, "done")

        self.session.do_in_background(
            _("Making the package of {period}").format(period=period_words(period)), write, remember
        )

    def _ask_where(self) -> None:
        name, _chosen_filter = QFileDialog.getSaveFileName(
            self, _("Make the package…"), str(Path(self._folder) / f"goi-{self.session.period.code}.gbn"), "*.gbn"
        )
        if name:
            self._folder = str(Path(name).parent)
            self.write_to(Path(name), overwrite=True)  # the system's dialog has asked


class PackageModel(QAbstractTableModel):
    """Packages as rows; `set_rows` replaces them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[PackageRecord] = []

    def set_rows(self, rows: list[PackageRecord]) -> None:
        """Show other packages."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Serial number"), _("Period"), _("Made at"), _("File"), _("Digest"))[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        found = self._rows[index.row()]
        made = short_date(datetime.fromisoformat(found.made_at).astimezone().date())
        digest = found.digest if role == Qt.ItemDataRole.ToolTipRole else found.digest[:DIGEST_SHOWN]
        return (str(found.serial), period_words(parse_code(found.period)), made, found.file_name, digest)[
            index.column()
        ]
