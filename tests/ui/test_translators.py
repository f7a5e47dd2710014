"""Qt's own words come from the catalogue."""

import pytest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel, QLineEdit

from giaoban_desktop import i18n
from giaoban_desktop.ui.translators import CatalogueTranslator


@pytest.fixture
def in_vietnamese(qapp):
    i18n.set_language("vi")
    translator = CatalogueTranslator()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
    i18n.set_language("en")


def test_menus_and_buttons_of_qt_speak_vietnamese(qtbot, in_vietnamese):
    field = QLineEdit("chữ")
    qtbot.addWidget(field)
    words = [action.text().split("\t")[0] for action in field.createStandardContextMenu().actions() if action.text()]
    assert words == ["&Hoàn tác", "&Làm lại", "Cắ&t", "&Chép", "&Dán", "Xóa", "Chọn tất cả"]
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Hủy"


def test_the_file_dialog_has_no_english_label(qtbot, in_vietnamese):
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    labels = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"&Xem trong:", "Thư mục:", "&Loại tệp:"} <= labels or {"&Xem trong:", "Tê&n tệp:", "&Loại tệp:"} <= labels


def test_what_the_catalogue_lacks_stays_with_qt(qapp, in_vietnamese):
    assert CatalogueTranslator().translate("QWidget", "no such word") is None
    assert QApplication.translate("QWidget", "no such word") == "no such word"
