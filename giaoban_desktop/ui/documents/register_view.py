"""The register of issued papers: a table by year, type and body, with numbers used twice and numbers not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QTableView, QVBoxLayout, QWidget

from giaoban_desktop import i18n
from giaoban_desktop.domain.dates import short_date
from giaoban_desktop.domain.documents import DocumentType, Secrecy
from giaoban_desktop.domain.registers import NumberSeries, RegisterEntry, spans
from giaoban_desktop.domain.units import Unit
from giaoban_desktop.i18n import N_, _
from giaoban_desktop.services.registers import Register
from giaoban_desktop.ui.columns import Columns
from giaoban_desktop.ui.fields import combo_box
from giaoban_desktop.ui.flow import flowing
from giaoban_desktop.ui.widgets import button, text_label, title

NUMBER, DAY, KIND, TITLE, BODY, NOTE = range(6)
HEADS = (N_("Number, symbol"), N_("Date"), N_("Type"), N_("Abstract"), N_("Issuing body"), N_("Note"))
PADDING = 24
MOST_LINES = 4
_Index = QModelIndex | QPersistentModelIndex


class RegisterView(QWidget):
    """`opened` asks for a paper of the list, `declared` tells that a series is (not) the office's own."""

    opened = Signal(str)
    declared = Signal(NumberSeries, bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._register = Register((), frozenset(), frozenset(), ())
        self._units: Mapping[str, Unit] = {}
        self.year, self.kind, self.body = combo_box(), combo_box(), combo_box()
        for combo, name in ((self.year, _("Year")), (self.kind, _("Type")), (self.body, _("Issuing body"))):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            combo.activated.connect(lambda _at: self._show())
        back = button(_("Back to the papers"))
        back.setToolTip(_("Back to the papers (Esc)"))
        back.clicked.connect(self.left)
        self.model = RegisterModel()
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Register of papers"))
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(lambda _index: self._open())
        self._columns = Columns("register", self.table, self._widths, wide=TITLE, least=160)
        self.own = QCheckBox(_("This office gives the numbers of this body: &propose them, tell gaps"))
        self.own_secret = QCheckBox(_("Also those of its &secret papers, a series of their own"))
        for box, is_classified in ((self.own, False), (self.own_secret, True)):
            box.clicked.connect(lambda own, secret=is_classified: self._declare(own=own, is_classified=secret))
        self.told = text_label("", "soon")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(flowing(title(_("Register of papers")), self.year, self.kind, self.body, back))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.own)
        layout.addWidget(self.own_secret)

    def show_register(self, register: Register, units: Mapping[str, Unit]) -> None:
        """Show a register; what was filtered stays filtered."""
        self._register, self._units = register, units
        entries, is_first = register.entries, self.year.count() == 0
        _fill(self.year, [("", _("All years")), *_pairs(str(one.issued_on.year) for one in entries)])
        kinds = dict.fromkeys(one.document_type for one in entries)
        _fill(self.kind, [("", _("All types")), *((kind.value, i18n.label(kind)) for kind in kinds)])
        bodies = dict.fromkeys(one.unit_id for one in entries)
        _fill(self.body, [("", _("All bodies")), *((body, units[body].label) for body in bodies)])
        if is_first and entries:
            self.year.setCurrentIndex(1)  # the newest
        self._show()

    def _show(self) -> None:
        year, kind, body = (combo.currentData() for combo in (self.year, self.kind, self.body))
        shown = [
            one
            for one in self._register.entries
            if (not year or str(one.issued_on.year) == year)
            and (not kind or one.document_type.value == kind)
            and (not body or one.unit_id == body)
        ]
        self.model.set_rows(shown, self._register.duplicates, self._units)
        self._columns.fit()
        if shown and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._tell(year, body)
        for box, is_classified in ((self.own, False), (self.own_secret, True)):
            box.setVisible(bool(body))
            box.setChecked(self._series(is_classified=is_classified) in self._register.own)

    def _tell(self, year: str, body: str) -> None:
        """Say how many numbers are used twice and which are not seen in own series."""
        twice = sum(one.document_id in self._register.duplicates for one in self.model.entries)
        lines = [_("Papers that share their number with another one: {count}.").format(count=twice)] if twice else []
        for gap in self._register.gaps:
            if (year and str(gap.year) != year) or (body and gap.series.unit_id != body):
                continue
            words = (
                _("{body}, secret papers, {year}: not seen are {numbers}.")
                if gap.series.is_classified
                else _("{body}, {year}: not seen are {numbers}.")
            )
            numbers = spans(gap.missing)
            lines.append(words.format(body=self._units[gap.series.unit_id].label, year=gap.year, numbers=numbers))
        self.told.setText("\n".join(lines[:MOST_LINES]))
        self.told.setVisible(bool(lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the paper of a row."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in keys:
            self._open()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            found = self.model.entries[index.row()]
            self.opened.emit(found.amendment_id or found.meeting_id)

    def _series(self, *, is_classified: bool) -> NumberSeries:
        return NumberSeries(self.body.currentData() or "", DocumentType.MINUTES.abbreviation, is_classified)

    def _declare(self, *, own: bool, is_classified: bool) -> None:
        self.declared.emit(self._series(is_classified=is_classified), own)

    def _widths(self, room: int) -> dict[int, int]:
        wide = self.table.fontMetrics().horizontalAdvance
        hint = self.table.sizeHintForColumn
        return {
            NUMBER: max(wide("000/BB-BCHQS"), hint(NUMBER)) + PADDING,
            DAY: wide("30/11/2026") + PADDING,
            KIND: max(wide(_(HEADS[KIND])), hint(KIND)) + PADDING,
            BODY: min(room // 4, max(wide(_(HEADS[BODY])), hint(BODY)) + PADDING),
            NOTE: min(room // 4, max(wide(_(HEADS[NOTE])), hint(NOTE)) + PADDING),
        }


class RegisterModel(QAbstractTableModel):
    """Issued papers as rows; `set_rows` replaces them."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[RegisterEntry] = ()
        self._duplicates: frozenset[str] = frozenset()
        self._units: Mapping[str, Unit] = {}

    def set_rows(self, entries: Sequence[RegisterEntry], duplicates: frozenset[str], units: Mapping[str, Unit]) -> None:
        """Show other papers."""
        self.beginResetModel()
        self.entries, self._duplicates, self._units = entries, duplicates, units
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        entry = self.entries[index.row()]
        return {
            NUMBER: entry.reference,
            DAY: short_date(entry.issued_on),
            KIND: i18n.label(entry.document_type),
            TITLE: entry.title,
            BODY: self._units[entry.unit_id].label,
            NOTE: self._note(entry),
        }[index.column()]

    def _note(self, entry: RegisterEntry) -> str:
        notes = [_("Number used twice")] if entry.document_id in self._duplicates else []
        if entry.secrecy is not Secrecy.NONE:
            notes.append(i18n.label(entry.secrecy))
        return "; ".join(notes)


def _pairs(words: Any) -> list[tuple[str, str]]:
    return [(word, word) for word in dict.fromkeys(words)]


def _fill(combo: QComboBox, choices: Sequence[tuple[str, str]]) -> None:
    chosen = combo.currentData()
    combo.clear()
    for value, words in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
