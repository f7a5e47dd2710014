"""The register as a script would ask for it, and a number that is taken told when it is given again."""

import json
from datetime import date

from giaoban_desktop.app import main
from giaoban_desktop.domain.documents import Secrecy
from giaoban_desktop.domain.registers import NumberSeries
from giaoban_desktop.services import registers
from tests.builders import UNITS, freeze, new_book, record
from tests.services.test_registers import issued


def test_the_register_lists_issued_papers_with_what_is_used_twice(tmp_path, capsys):
    with new_book(tmp_path) as db:
        first = issued(db, "2026-01", "5", on=date(2026, 1, 27))
        issued(db, "2026-02", "5", on=date(2026, 2, 26), secrecy=Secrecy.SECRET)
        draft = record(db)
        freeze(db, draft)
        registers.declare(db, NumberSeries(UNITS["CA"].id, "BB"), own=True)
    book = str(tmp_path / "giaoban.db")
    given = ["--meeting", draft, "--number", "5", "--issued-on", "2026-03-26"]
    assert main(["issue", "--database", book, *given, "--language", "en"]) == 0
    assert "05/BB-CAP is also Hội nghị giao ban" in capsys.readouterr().err
    assert main(["register", "--database", book, "--year", "2026", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["number"], one["duplicate"], one["secrecy"]) for one in found["papers"]] == [
        ("05", True, None),
        ("05", False, "secret"),
        ("05", True, None),
    ]
    assert found["papers"][2]["meeting"] == first
    assert found["gaps"] == [
        {"body": "CA", "abbreviation": "BB", "classified": False, "year": 2026, "missing": [1, 2, 3, 4]}
    ]
    assert main(["register", "--database", book, "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "Number used twice" in said
    assert "not seen are 01–04." in said
    assert main(["register", "--database", book, "--year", "2024", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"papers": [], "gaps": []}
