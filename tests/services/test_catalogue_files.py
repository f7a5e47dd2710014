"""The catalogue as a file: comes back unchanged, is handed down as a visible version, and never harms old figures."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop.domain import derived
from giaoban_desktop.domain.catalogues import CatalogueVersion, parse_version
from giaoban_desktop.domain.documents import AttachedAnnex
from giaoban_desktop.domain.figures import Disaggregation, number_value
from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.domain.numbers import Quantity
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.domain.validation import Severity
from giaoban_desktop.errors import InputError, StorageError, UserError
from giaoban_desktop.exchange import catalogue_file, toml_writing
from giaoban_desktop.services import annex, catalogue_files, changes, checks, figures, history, indicators, validation
from giaoban_desktop.storage import change_log
from giaoban_desktop.storage import units as unit_rows
from giaoban_desktop.storage.database import Database
from tests.builders import NOW, OFFICE, UNITS, new_book, observation, record

TODAY = date(2026, 3, 25)
CAMERA = Indicator("900.1", "E", "Camera an ninh", "camera", kind=IndicatorKind.STOCK)
HEAD = """format = "giaoban-catalogue"
format_version = 1
version = "2026.1"
issued_on = "2026-02-01"
issued_by = "Công an tỉnh Bình Hà"
office = "tinh"
"""
NEW = '[[indicator]]\ncode = "910.1"\ngroup = "B"\nname = "Tổ tự quản"\nunit = "tổ"\nkind = "stock"\n'


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def province(tmp_path):
    """The book of another office, which hands its catalogue down."""
    from giaoban_desktop.services import office

    with Database.create(tmp_path / "tinh.db", by="test", clock=lambda: NOW) as book:
        office.set_up(book, replace(OFFICE, id="01900000-0000-7000-8000-0000000000bb"), list(UNITS.values()))
        indicators.add(book, CAMERA)
        catalogue = {one.code: one for one in indicators.listed(book)}
        each = Indicator("901.1", "B", "Lượt mỗi cuộc", "lượt/cuộc", own=True)
        indicators.add(book, derived.with_formula(each, "10.2 ÷ 9.1", catalogue))
        validation.add_rule(book, "900.1 <= 1.1", Severity.SOFT)
        yield book


def exported(book, folder, name="2026.1", today=TODAY):
    file = folder / "danh-muc.toml"
    catalogue_files.export(book, file, today=today, name=name, overwrite=True)
    return file


def written(folder, *entries, head=HEAD):
    file = folder / "tay.toml"
    file.write_text("\n".join((head, *entries)), encoding="utf-8")
    return file


def counts(plan):
    return (len(plan.new), len(plan.changed), len(plan.new_rules), len(plan.refused))


def codes(found):
    return [one.code for one in found]


def reasons(plan):
    return {one.place: str(one.error) for one in plan.refused}


def by_code(book):
    return {one.code: one for one in indicators.listed(book)}


def test_what_was_written_comes_back_all_unchanged(db, tmp_path):
    indicators.add(db, CAMERA)
    validation.add_rule(db, "900.1 <= 1.1", Severity.SOFT)
    found = catalogue_files.plan(db, exported(db, tmp_path, name=""))
    assert counts(found) == (0, 0, 0, 0)
    assert (found.unchanged, found.unlisted, found.new_groups) == (len(indicators.listed(db)), (), ())
    catalogue_files.take(db, found)
    assert by_code(db)["900.1"].own
    assert catalogue_files.plan(db, exported(db, tmp_path, name="")).is_empty


def test_a_handed_down_catalogue_is_a_visible_version_of_the_ward(db, province, tmp_path):
    file = exported(province, tmp_path)
    found = catalogue_files.plan(db, file)
    assert (counts(found), found.before) == ((2, 0, 1, 0), CatalogueVersion("1"))
    catalogue_files.take(db, found)
    ward = by_code(db)
    assert (ward["900.1"].own, ward["901.1"].own) == (False, False)
    assert derived.formula(ward["901.1"]) == "10.2 ÷ 9.1"
    assert validation.rules(db)[-1].formula.text == "900.1 <= 1.1"
    assert catalogue_files.version(db) == CatalogueVersion("2026.1", TODAY, UNITS["UBND"].name)
    assert catalogue_files.plan(db, file).is_empty
    assert indicators.next_own_code(db) == "902.1"
    with pytest.raises(UserError, match="common catalogue"):
        indicators.change(db, replace(ward["900.1"], name="Khác"))
    db.close()
    assert checks.check(db.path) == []


def test_it_is_taken_over_in_one_step_and_undone_in_one(db, province, tmp_path):
    before = change_log.images(db.connection)
    catalogue_files.take(db, catalogue_files.plan(db, exported(province, tmp_path)))
    history.undo(db, history.undoable(db).seq)
    assert change_log.images(db.connection) == before
    assert catalogue_files.version(db).name == "1"


def test_a_newer_version_tells_each_field_and_keeps_what_it_lists_no_more(db, province, tmp_path):
    catalogue_files.take(db, catalogue_files.plan(db, exported(province, tmp_path)))
    figures.record(db, observation("900.1", 42))
    indicators.change(province, replace(by_code(province)["900.1"], name="Camera an ninh công cộng"))
    indicators.remove(province, "901.1")
    file = exported(province, tmp_path, "2026.2", date(2026, 6, 1))
    found = catalogue_files.plan(db, file)
    (changed,) = found.changed
    assert [(one.key, one.before, one.after) for one in changed.fields] == [
        ("name", "Camera an ninh", "Camera an ninh công cộng")
    ]
    assert codes(found.unlisted) == ["901.1"]
    catalogue_files.take(db, found)
    assert "901.1" in by_code(db)
    rows = figures.report(db, quarter(2026, 1)).rows
    assert [(row.indicator.name, row.value.text) for row in rows] == [("Camera an ninh công cộng", "42")]
    older = catalogue_files.plan(db, exported(province, tmp_path, "2026.1"))
    assert older.is_older
    assert not found.is_older


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": "cái"},
        {"kind": IndicatorKind.FLOW},
        {"decimals": 0},
        {"kind": IndicatorKind.RATIO, "numerator": "10.2", "denominator": "9.1", "decimals": 2},
        {"disaggregation": ""},
    ],
)
def test_what_has_figures_keeps_its_meaning(db, province, tmp_path, changed):
    divided = replace(by_code(province)["900.1"], decimals=1, disaggregation="level")
    indicators.change(province, divided)
    catalogue_files.take(db, catalogue_files.plan(db, exported(province, tmp_path)))
    figures.record(db, observation("900.1", number_value(Quantity(15, 1))))
    figures.record(db, observation("900.1", 1, disaggregation=Disaggregation("level", "tỉnh")))
    indicators.change(province, replace(divided, **changed))
    found = catalogue_files.plan(db, exported(province, tmp_path, "2026.2"))
    assert list(reasons(found)) == ["900.1"]
    before = change_log.images(db.connection)
    with pytest.raises(UserError):
        catalogue_files.take(db, found)
    assert change_log.images(db.connection) == before


def test_another_indicator_of_the_ward_under_the_same_code_is_told_and_renumbered(db, province, tmp_path):
    indicators.add(db, Indicator("900.1", "E", "Loa phường", "loa"))
    figures.record(db, observation("900.1", 12))
    file = exported(province, tmp_path)
    said = reasons(catalogue_files.plan(db, file))
    assert list(said) == ["900.1"]
    assert "Loa phường" in said["900.1"]
    assert "New code" in said["900.1"]
    indicators.renumber(db, "900.1")
    catalogue_files.take(db, catalogue_files.plan(db, file))
    ward = by_code(db)
    assert (ward["900.1"].name, ward["950.1"].name) == ("Camera an ninh", "Loa phường")
    assert [row.indicator.code for row in figures.report(db, quarter(2026, 1)).rows] == ["950.1"]


def test_the_same_indicator_of_the_ward_becomes_the_handed_down_one(db, province, tmp_path):
    indicators.add(db, CAMERA)
    found = catalogue_files.plan(db, exported(province, tmp_path))
    assert [one.key for one in found.changed[0].fields] == ["own"]
    catalogue_files.take(db, found)
    assert not by_code(db)["900.1"].own


@pytest.mark.parametrize("change", [("cuộc", "đợt"), ('kind = "flow"', 'kind = "stock"')])
def test_a_shipped_code_keeps_its_meaning(db, tmp_path, change):
    entry = '[[indicator]]\ncode = "9.1"\ngroup = "B"\nname = "Tuần tra đêm"\nunit = "cuộc"\nkind = "flow"\n'
    found = catalogue_files.plan(db, written(tmp_path, entry))
    assert (counts(found), found.changed[0].fields[0].key) == ((0, 1, 0, 0), "name")
    said = reasons(catalogue_files.plan(db, written(tmp_path, entry.replace(*change))))
    assert "belongs to the common catalogue" in said["9.1"]


def test_new_common_codes_groups_and_severities_are_taken(db, tmp_path):
    validation.add_rule(db, "10.1 >= 8.1", Severity.SOFT)
    entry = (
        '[[indicator]]\ncode = "65.1"\ngroup = "K"\nname = "Chốt"\nunit = "chốt"\nkind = "flow"\npart_of = "910.1"\n'
    )
    groups = '[[group]]\ncode = "K"\nname = "Khác"\n[[group]]\ncode = "A"\nname = "Trao đổi tin"\n'
    rule = '[[rule]]\nformula = "10.1 >= 8.1"\nseverity = "hard"\n'
    catalogue_files.take(db, catalogue_files.plan(db, written(tmp_path, groups, entry, NEW, rule)))
    assert (indicators.groups(db)[0].name, indicators.groups(db)[-1].code) == ("Trao đổi tin", "K")
    assert by_code(db)["65.1"].part_of == "910.1"
    assert [rule.severity for rule in validation.rules(db) if rule.own] == [Severity.HARD]


def test_a_plan_of_a_book_that_has_changed_since_is_not_carried_out(db, tmp_path):
    found = catalogue_files.plan(db, written(tmp_path, NEW))
    indicators.add(db, Indicator("910.1", "E", "Khác", "cái"))
    with pytest.raises(UserError, match="has changed since"):
        catalogue_files.take(db, found)


def test_what_the_ward_computes_from_a_code_keeps_it_counted(db, tmp_path):
    catalogue_files.take(db, catalogue_files.plan(db, written(tmp_path, NEW)))
    own = derived.with_formula(Indicator("911.1", "B", "Tổ mỗi cuộc", "tổ", own=True), "910.1 ÷ 9.1", by_code(db))
    indicators.add(db, own)
    other = NEW.replace('kind = "stock"', 'kind = "ratio"\nformula = "10.2 ÷ 9.1"').replace('"tổ"', '"lượt"')
    assert "stays counted" in reasons(catalogue_files.plan(db, written(tmp_path, other)))["910.1"]


@pytest.mark.parametrize(
    "entry",
    [
        NEW.replace("Tổ tự quản", ""),
        NEW.replace("Tổ tự quản", "T" * 501),
        NEW.replace("Tổ tự quản", "a\\u0007b"),
        NEW.replace("Tổ tự quản", "a\\nb"),
        NEW.replace('"B"', '"Z"'),
        NEW.replace("stock", "sum"),
        NEW.replace("910.1", "910"),
        NEW.replace("910.1", "0910.1"),
        NEW.replace("910.1", "٩١٠.1"),
        NEW.replace('"Tổ tự quản"', "7"),
        NEW + "seen = true\n",
        NEW + "own = true\n",
        NEW + "decimals = 9\n",
        NEW + "decimals = -1\n",
        NEW + "decimals = 1.5\n",
        NEW + 'joint = "có"\n',
        NEW + 'aliases = "tổ"\n',
        NEW + "aliases = [1]\n",
        NEW + 'aliases = [""]\n',
        NEW + "aliases = [" + '"a",' * 300 + "]\n",
        NEW + 'part_of = "77.7"\n',
        NEW + 'at_least = "910.1"\n',
        NEW + 'pairs_with = "x"\n',
        NEW + 'formula = "10.2 ÷ 9.1"\n',
        NEW.replace("stock", "ratio") + 'formula = "10.2 ÷ 77.7"\n',
        NEW.replace("stock", "ratio") + 'formula = "18.1 ÷ 9.1"\n',
        NEW.replace("stock", "ratio") + 'formula = "9.1 ÷ 9.1"\n',
        NEW.replace("stock", "ratio") + 'formula = "910.1 ÷ 9.1"\n',
        NEW + NEW,
        NEW + '[[rule]]\nformula = "910.1 <= 77.7"\nseverity = "soft"\n',
        NEW + '[[rule]]\nformula = "910.1"\nseverity = "soft"\n',
        NEW + '[[rule]]\nformula = "910.1 <= 9.1"\nseverity = "strict"\n',
        NEW + '[[group]]\ncode = ""\nname = "x"\n',
        NEW + '[[group]]\ncode = "K"\nname = "x"\n[[group]]\ncode = "K"\nname = "y"\n',
    ],
)
def test_a_wrong_entry_is_refused_in_one_sentence_and_nothing_is_taken(db, tmp_path, entry):
    found = catalogue_files.plan(db, written(tmp_path, entry))
    assert len(found.refused) == 1
    assert "\n" not in str(found.refused[0].error)
    assert len(found.refused[0].place) <= 20
    with pytest.raises(UserError):
        catalogue_files.take(db, found)
    assert "910.1" not in by_code(db)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "a = " + "[" * 100_000,
        "a = " + "\n[" * 3000,
        "a." * 100_000 + "a = 1",
        "a = " + "9" * 3900,
        HEAD.replace("giaoban-catalogue", "other"),
        HEAD.replace("format_version = 1", "format_version = 2"),
        HEAD.replace("2026-02-01", "2026-02-31"),
        HEAD.replace('"2026.1"', '""'),
        HEAD.replace('"2026.1"', '"a · b"'),
        HEAD.replace('"2026.1"', '"2026.2 ·"'),
        HEAD.replace('"2026.1"', "2026.1"),
        HEAD.replace('office = "tinh"', ""),
        HEAD + 'more = "x"',
        HEAD + "indicator = 1",
        HEAD + "indicator = [1]",
        HEAD + "[indicator]\na = 1",
        HEAD + "[[group]]\n" * 2001,
    ],
)
def test_what_is_no_catalogue_is_refused_as_a_whole(db, tmp_path, text):
    file = tmp_path / "tay.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"\S"):
        catalogue_files.plan(db, file)


@pytest.mark.parametrize(
    "line",
    [
        "k{n}." + "a." * 1900 + "a = 1\n",
        "k{n} . " + "a . " * 900 + "a = 1\n",
        "k{n}." + '"a".' * 900 + "a = 1\n",
        "[k{n}." + "a." * 1900 + "a]\n",
        "[[k{n}." + "'#'." * 900 + "a]]\n",
        "k{n} = {{" + "a." * 1900 + "a = 1}}\n",
        "k{n} = {{" + "a = '\"', " + "a." * 1900 + "a = 1}}\n",
        'k{n} = """ "\\""" \n """"" # "\n"k". ' + "a." * 1900 + "a = 1\n",
        "k{n} = ''' \\'''''\n" + "a." * 1900 + "a = 1\n",
        "[k{n}.a.b.c]\n",
        "k{n}.a.b.c = 1\n",
        "k{n} = " + "{{a = " * 100 + "1" + "}}" * 100 + "\n",
    ],
)
def test_what_would_take_minutes_is_refused_before_it_is_read(tmp_path, line):
    size = len(line.format(n=100_000).encode())
    text = "".join(line.format(n=n) for n in range((catalogue_file.SIZE_LIMIT - len(HEAD.encode())) // size))
    with pytest.raises(UserError, match="is no catalogue"):
        catalogue_file.read(written(tmp_path, text))


def test_dots_in_quotes_and_comments_are_no_maze(db, tmp_path):
    words = 'aliases = ["a.b.c.d.e", \'f.g.h.i.j\'] # k. l. m. n. o.\nnoun = "\\"a. b. c. d. e"\n'
    lines = 'verb = """\nx. x. x. x. x "" x\\""" """""\n'
    found = catalogue_files.plan(db, written(tmp_path, '# a. b. c. d. " e', NEW + words))
    assert (counts(found), found.new[0].aliases) == ((1, 0, 0, 0), ("a.b.c.d.e", "f.g.h.i.j"))
    (read,) = catalogue_files.plan(db, written(tmp_path, NEW + lines)).new
    assert read.verb == 'x. x. x. x. x "" x""" ""'


def test_whatever_the_book_holds_is_written_so_that_it_is_read_back(db, tmp_path):
    long = Indicator(
        "900.1", "E", '"' * 500, "\\" * 500, "n" * 500, "v" * 500, "z" * 500, "o" * 500, forces=("F" * 500,) * 200
    )
    indicators.add(db, long)
    indicators.add(db, Indicator("901.1", "E", "Tỷ lệ hài lòng", "%", kind=IndicatorKind.RATIO, decimals=1))
    validation.add_rule(db, " + ".join(f"{n}.1" for n in range(10, 65)) + " <= 900.1", Severity.SOFT)
    with db.act("test", ""):
        unit_rows.save_unit(db, replace(UNITS["UBND"], name="U" * 500))
    found = catalogue_files.plan(db, exported(db, tmp_path))
    assert counts(found) == (0, 0, 0, 0)
    assert found.source.version.issued_by == "U" * 500


def test_an_indicator_that_the_file_makes_no_flow_leaves_the_charts_of_drafts(db, tmp_path):
    catalogue_files.take(db, catalogue_files.plan(db, written(tmp_path, NEW.replace("stock", "flow"))))
    meeting_id = record(db)
    annex.attach(db, AttachedAnnex(meeting_id, ("910.1", "9.1")))
    changed = catalogue_files.take(db, catalogue_files.plan(db, written(tmp_path, NEW)))
    assert annex.attached(db, meeting_id).charts == ("9.1",)
    assert changes.Kind.DOCUMENTS in changed.kinds
    history.undo(db, history.undoable(db).seq)
    assert annex.attached(db, meeting_id).charts == ("910.1", "9.1")


def test_bytes_that_are_no_text_too_many_or_not_there_are_refused(db, tmp_path):
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.toml").write_bytes(b"# \n" * 1_000_000)
    for name in ("a.toml", "b.toml", "c.toml", "."):
        with pytest.raises((UserError, StorageError)):
            catalogue_files.plan(db, tmp_path / name)


def test_a_file_with_windows_lines_and_a_mark_at_its_head_is_read(db, tmp_path):
    file = tmp_path / "a.toml"
    file.write_bytes(("\ufeff" + HEAD + NEW).replace("\n", "\r\n").encode())
    assert codes(catalogue_files.plan(db, file).new) == ["910.1"]


def test_a_book_or_another_file_is_not_written_over(db, tmp_path):
    file = exported(db, tmp_path)
    with pytest.raises(StorageError, match="exists already"):
        catalogue_files.export(db, file, today=TODAY)
    with pytest.raises(StorageError, match="never replaced"):
        catalogue_files.export(db, db.path, today=TODAY, overwrite=True)


@pytest.mark.parametrize("text", ["1", "2026.1 · 2026-03-25 · Công an tỉnh", "2026.1 · 2026-03-25 · A · B"])
def test_a_version_is_kept_as_it_is_read(text):
    assert parse_version(text).text == text


def test_a_version_of_any_other_form_is_its_name(db):
    for text in (
        "2026.2 · · 2026-03-25 · Công an tỉnh",
        "2026.2 · 2026-02-31 · A",
        "2026.1 · mai",
        "· ·",
        "x" * 600,
        "",
    ):
        with db.act("test", ""):
            unit_rows.save_office(db, unit_rows.get_office(db), catalogue_version=text)
        found = catalogue_files.version(db)
        assert (found.issued_on, found.issued_by) == (None, "")
        assert "·" not in found.name
    assert parse_version("2026.2 · · 2026-03-25 · CA tỉnh").name == "2026.2 2026-03-25 CA tỉnh"


@given(text=st.text())
def test_whatever_stands_in_a_book_is_a_version(text):
    assert parse_version(text).name


NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60)


@given(name=NAMES | st.sampled_from(['"', "\\", '\\"', "'''", '"""', "# =[]", "Đường Ô tô", "\\u0041"]))
def test_any_name_is_written_and_read_back(name):
    data = tomllib.loads(toml_writing.head({"name": name}) + toml_writing.table("a", {"b": [name, name], "c": True}))
    assert data == {"name": name, "a": [{"b": [name, name], "c": True}]}


@given(before=NAMES, sign=st.characters(categories=("Cc", "Zl", "Zp")), after=NAMES)
def test_control_characters_are_not_written(before, sign, after):
    with pytest.raises(InputError, match="broken character"):
        toml_writing.text(before + sign + after)


@given(name=NAMES.filter(str.strip), unit=NAMES.filter(str.strip))
def test_a_strange_indicator_comes_back_unchanged(tmp_path_factory, name, unit):
    folder: Path = tmp_path_factory.mktemp("strange")
    try:
        strange = Indicator("900.1", "E", name, unit[:20])
    except InputError:
        return
    file = folder / "a.toml"
    file.write_text(HEAD + toml_writing.table("indicator", catalogue_file.entry(strange)), encoding="utf-8")
    assert catalogue_file.read(file).indicators == (strange,)
