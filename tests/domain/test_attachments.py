"""Names of attachments: written as files anywhere, whatever a book says they are called."""

import pytest

from giaoban_desktop.domain.attachments import MediaType, safe_name


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("bien ban.pdf", "bien ban.pdf"),
        ("../../../etc/passwd", "passwd.pdf"),
        ("C:\\Windows\\x.exe", "x.pdf"),
        ("CON.pdf", "tep-CON.pdf"),
        ("a\u202egpj.pdf", "a-gpj.pdf"),
        ("a\nb?.pdf", "a-b-.pdf"),
        (".pdf", "pdf.pdf"),
        ("...", "tep.pdf"),
        ("x.desktop", "x.pdf"),
    ],
)
def test_a_name_stays_in_its_folder_and_says_what_the_file_holds(name, wanted):
    assert safe_name(name, MediaType.PDF) == wanted
