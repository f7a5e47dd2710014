"""Issued minutes are put right by a paper of their own, which names what it changes."""

from dataclasses import replace
from datetime import date

import pytest

from giaoban_desktop.domain.amendments import Replacement, with_replacement
from giaoban_desktop.domain.documents import Secrecy
from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.meetings import MeetingState
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.services import (
    amendments,
    checks,
    documents,
    history,
    papers,
    printing,
    registers,
    search,
    wordings,
)
from tests.builders import freeze, new_book, record
from tests.services.test_documents import text_of

ISSUED, LATER = date(2026, 3, 25), date(2026, 4, 2)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


@pytest.fixture
def meeting_id(db):
    """A meeting whose minutes were issued."""
    meeting_id = record(db)
    freeze(db, meeting_id)
    documents.issue(db, meeting_id, number="5", issued_on=ISSUED)
    return meeting_id


def written(db, meeting_id):
    """An amendment that puts one number right, kept as a draft."""
    place, before = next(one for one in amendments.paragraphs(db, meeting_id) if "88" in one[1])
    draft = replace(amendments.begin(db, meeting_id, on=LATER), reason="nhầm khi tổng hợp")
    draft = with_replacement(draft, amendments.replacement(before, before.replace("88", "89"), place))
    amendments.save(db, draft)
    return draft


def paper_of(db, amendment):
    return next(one for one in papers.listed(db) if one.id == amendment.id)


def test_minutes_are_amended_only_once_they_are_issued(db):
    meeting_id = record(db)
    with pytest.raises(UserError, match="Only issued minutes"):
        amendments.begin(db, meeting_id, on=LATER)
    freeze(db, meeting_id)
    with pytest.raises(UserError, match="Only issued minutes"):
        amendments.begin(db, meeting_id, on=LATER)


def test_an_amendment_names_the_paper_the_place_and_both_wordings(db, meeting_id):
    draft = written(db, meeting_id)
    (one,) = draft.replacements
    assert ("88" in one.before, "89" in one.after) == (True, True)
    assert len(one.before) < 120
    texts = " ".join(amendments.content(db, draft).texts)
    assert "Đính chính Biên bản số 05/BB-CAP ngày 25 tháng 3 năm 2026" in texts
    assert "ngày 02 tháng 4 năm 2026" in texts
    assert f"Tại {one.place}, đã ghi: “{one.before}”; nay sửa là: “{one.after}”." in texts
    assert "Nhầm khi tổng hợp." in texts
    assert "không thay đổi" in texts


def test_an_amendment_keeps_the_rules_of_the_decree(db, meeting_id):
    pdf = amendments.pdf(db, written(db, meeting_id))
    failed = [one for one in printing.conformance_of_pdf(pdf) if not one.passed]
    assert failed == []


def test_an_amendment_is_frozen_signed_and_issued_while_the_minutes_stay(db, meeting_id):
    minutes = documents.minutes_pdf(db, meeting_id)
    paper = paper_of(db, written(db, meeting_id))
    assert (paper.state, papers.missing(db, paper)) == (MeetingState.DRAFT, [])
    papers.make_ready(db, paper)
    paper = paper_of(db, paper)
    printed = papers.pdf(db, paper)
    assert (paper.state, paper.reference) == (MeetingState.READY, "")
    papers.issue(db, paper, number="7", issued_on=LATER, secrecy=Secrecy.NONE)
    paper = paper_of(db, paper)
    assert (paper.state, paper.reference, paper.issued_on) == (MeetingState.ISSUED, "07/BB-CAP", LATER)
    assert papers.pdf(db, paper) != printed
    assert "Số: 07/BB-CAP" in text_of(papers.pdf(db, paper))
    assert documents.minutes_pdf(db, meeting_id) == minutes
    assert [one.reference for one in registers.read(db).entries] == ["07/BB-CAP", "05/BB-CAP"]
    assert checks.check(db.path) == []


def test_what_was_frozen_goes_back_to_draft_with_a_reason_and_is_kept(db, meeting_id):
    draft = written(db, meeting_id)
    papers.make_ready(db, paper_of(db, draft))
    printed = papers.pdf(db, paper_of(db, draft))
    with pytest.raises(UserError, match="frozen for signature"):
        amendments.save(db, replace(draft, reason="khác"))
    papers.reopen(db, paper_of(db, draft), reason="thiếu một chỗ", on=LATER)
    taken = next(one for one in papers.listed(db) if one.is_superseded)
    assert (taken.reason, taken.is_minutes, papers.pdf(db, taken)) == ("thiếu một chỗ", False, printed)
    assert paper_of(db, draft).state is MeetingState.DRAFT
    amendments.save(db, replace(draft, reason="khác"))


def test_any_two_wordings_of_an_amendment_stand_beside_each_other(db, meeting_id):
    draft = written(db, meeting_id)
    assert not paper_of(db, draft).has_versions
    papers.make_ready(db, paper_of(db, draft))
    papers.reopen(db, paper_of(db, draft), reason="sai lý do", on=LATER)
    amendments.save(db, replace(draft, reason="nhầm khi nghe"))
    taken = next(one for one in papers.listed(db) if one.is_superseded)
    assert (taken.has_versions, paper_of(db, draft).has_versions) == (True, True)
    printed, now = wordings.versions(db, taken)
    assert wordings.versions(db, paper_of(db, draft)) == [printed, now]
    (changed,) = [pair for pair in wordings.compared(db, taken, printed, now) if pair.differs]
    assert "".join(part.text for part in changed.after) == "Nhầm khi nghe."
    papers.make_ready(db, paper_of(db, draft))
    papers.issue(db, paper_of(db, draft), number="7", issued_on=LATER, secrecy=Secrecy.NONE)
    printed, issued = wordings.versions(db, taken)
    assert (printed.is_taken_back, issued.document.reference) == (True, "07/BB-CAP")


def test_a_print_of_an_amendment_that_was_taken_out_stays(db, meeting_id):
    draft = written(db, meeting_id)
    papers.make_ready(db, paper_of(db, draft))
    papers.reopen(db, paper_of(db, draft), reason="sai lý do", on=LATER)
    amendments.remove(db, draft.id)
    (taken,) = [one for one in papers.listed(db) if one.is_superseded]
    assert not taken.has_versions
    assert papers.pdf(db, taken)
    assert len(wordings.versions(db, taken)) == 1
    assert checks.check(db.path) == []
    history.undo(db, history.undoable(db).seq)
    (taken,) = [one for one in papers.listed(db) if one.is_superseded]
    assert taken.has_versions


def test_a_draft_is_taken_out_and_brought_back(db, meeting_id):
    draft = written(db, meeting_id)
    amendments.remove(db, draft.id)
    assert len(papers.listed(db)) == 1
    history.undo(db, history.undoable(db).seq)
    assert amendments.get(db, draft.id) == draft


def test_several_amendments_of_one_paper_stand_beside_each_other(db, meeting_id):
    for _time in range(2):
        paper = paper_of(db, written(db, meeting_id))
        papers.make_ready(db, paper)
    assert [one.is_minutes for one in papers.listed(db)] == [True, False, False]


def issue(db, draft, number):
    papers.make_ready(db, paper_of(db, draft))
    papers.issue(db, paper_of(db, draft), number=number, issued_on=LATER, secrecy=Secrecy.NONE)


def test_a_second_amendment_puts_right_what_the_first_one_says(db, meeting_id):
    place, text = next(one for one in amendments.paragraphs(db, meeting_id) if "88" in one[1])
    first = with_replacement(
        amendments.begin(db, meeting_id, on=LATER), amendments.replacement(text, text.replace("88", "89"), place)
    )
    amendments.save(db, replace(first, reason="nhầm"))
    assert amendments.paragraphs(db, meeting_id).count((place, text)) == 1  # a draft changes nothing yet
    issue(db, first, "7")
    now = text.replace("88", "89")
    assert (place, now) in amendments.paragraphs(db, meeting_id)
    second = with_replacement(
        amendments.begin(db, meeting_id, on=LATER), amendments.replacement(now, now.replace("89", "90"), place)
    )
    amendments.save(db, replace(second, reason="đếm lại"))
    texts = " ".join(amendments.content(db, second).texts)
    assert f"Tại {place} (đã đính chính tại Biên bản số 07/BB-CAP ngày 02 tháng 4 năm 2026), đã ghi:" in texts
    assert papers.missing(db, paper_of(db, second)) == []
    issue(db, second, "8")
    assert (place, now.replace("89", "90")) in amendments.paragraphs(db, meeting_id)


def test_two_names_change_places(db, meeting_id):
    names = [text for place, text in amendments.paragraphs(db, meeting_id) if place == "phần ký"]
    draft = amendments.begin(db, meeting_id, on=LATER)
    for before, after in (names, reversed(names)):
        draft = with_replacement(draft, Replacement(new_id(), before, after, "phần ký"))
    signatures = amendments.content(db, draft).signatures
    assert [signatures.left.name, signatures.right.name] == [names[1], names[0]]
    amendments.save(db, replace(draft, reason="nhầm chỗ"))
    issue(db, draft, "7")
    assert [text for place, text in amendments.paragraphs(db, meeting_id) if place == "phần ký"] == names[::-1]


def test_of_two_frozen_amendments_of_the_same_words_one_is_issued(db, meeting_id):
    first, second = written(db, meeting_id), written(db, meeting_id)
    for draft in (first, second):
        papers.make_ready(db, paper_of(db, draft))
    papers.issue(db, paper_of(db, first), number="7", issued_on=LATER, secrecy=Secrecy.NONE)
    with pytest.raises(UserError, match="do not stand"):
        papers.issue(db, paper_of(db, second), number="8", issued_on=LATER, secrecy=Secrecy.NONE)


def test_a_later_amendment_is_not_dated_before_the_one_it_builds_on(db, meeting_id):
    draft = written(db, meeting_id)
    papers.make_ready(db, paper_of(db, draft))
    papers.issue(db, paper_of(db, draft), number="7", issued_on=date(2026, 4, 10), secrecy=Secrecy.NONE)
    place, text = next(one for one in amendments.paragraphs(db, meeting_id) if "89" in one[1])
    other = amendments.begin(db, meeting_id, on=LATER)
    other = with_replacement(other, amendments.replacement(text, text.replace("89", "90"), place))
    amendments.save(db, replace(other, reason="đếm lại"))
    papers.make_ready(db, paper_of(db, other))
    with pytest.raises(InputError, match="cannot be dated"):
        papers.issue(db, paper_of(db, other), number="8", issued_on=LATER, secrecy=Secrecy.NONE)


def test_title_recipients_and_names_of_who_signs_are_put_right_too(db, meeting_id):
    found = dict(amendments.paragraphs(db, meeting_id))
    assert {"trích yếu", "phần ký", "nơi nhận"} <= set(found)
    name = next(text for place, text in amendments.paragraphs(db, meeting_id) if place == "phần ký")
    draft = amendments.begin(db, meeting_id, on=LATER)
    draft = with_replacement(draft, amendments.replacement(name, f"{name} Anh", "phần ký"))
    content = amendments.content(db, draft)
    assert f"Tại phần ký, đã ghi: “{name}”; nay sửa là: “{name} Anh”." in " ".join(content.texts)
    assert sum(f"{name} Anh" in text for text in content.texts) == 3  # who chairs or writes, what changes, who signs
    assert f"{name} Anh" in (content.signatures.left.name, content.signatures.right.name)


def test_words_that_another_amendment_changed_meanwhile_are_not_put_right_again(db, meeting_id):
    first, second = written(db, meeting_id), written(db, meeting_id)
    issue(db, first, "7")
    assert [one.message for one in papers.missing(db, paper_of(db, second))] == [amendments.MISSING_WORDS]
    with pytest.raises(UserError, match="do not stand"):
        papers.make_ready(db, paper_of(db, second))


def test_what_lacks_is_told_before_it_is_frozen(db, meeting_id):
    draft = amendments.begin(db, meeting_id, on=LATER)
    amendments.save(db, draft)
    paper = paper_of(db, draft)
    told = [error.message for error in papers.missing(db, paper)]
    assert told == [amendments.MISSING_REASON, amendments.MISSING_REPLACEMENT]
    with pytest.raises(UserError, match="not complete"):
        papers.make_ready(db, paper)


def test_nothing_is_amended_before_it_was_issued(db, meeting_id):
    draft = amendments.begin(db, meeting_id, on=date(2026, 3, 1))
    assert draft.made_on == ISSUED
    with pytest.raises(InputError, match="cannot be amended on"):
        amendments.save(db, replace(draft, made_on=date(2026, 3, 24)))
    paper = paper_of(db, written(db, meeting_id))
    papers.make_ready(db, paper)
    with pytest.raises(InputError, match="before its meeting"):
        papers.issue(db, paper, number="7", issued_on=date(2026, 4, 1), secrecy=Secrecy.NONE)


def test_the_same_words_are_not_put_right_twice(db, meeting_id):
    draft = written(db, meeting_id)
    other = replace(draft.replacements[0], id=new_id(), after="khác")
    assert with_replacement(draft, other).replacements == (other,)
    again = replace(draft, replacements=(*draft.replacements, other))
    with pytest.raises(InputError, match="put right twice"):
        amendments.save(db, again)


@pytest.mark.parametrize(("before", "after"), [("", "x"), ("như cũ", "như cũ"), ("như cũ ", "như cũ")])
def test_what_changes_nothing_is_no_replacement(before, after):
    with pytest.raises(InputError):
        Replacement(new_id(), before, after)


def test_words_that_are_left_out_are_named_so(db, meeting_id):
    draft = with_replacement(amendments.begin(db, meeting_id, on=LATER), Replacement(new_id(), "câu thừa", "", "mục 4"))
    assert "Tại mục 4, đã ghi: “câu thừa”; nay bỏ nội dung này." in " ".join(amendments.content(db, draft).texts)


def test_undo_does_not_reach_behind_a_frozen_amendment(db, meeting_id):
    papers.make_ready(db, paper_of(db, written(db, meeting_id)))
    with pytest.raises(UserError, match="does not reach"):
        history.undo(db, db.row("SELECT max(seq) FROM act")[0])


def test_an_amendment_is_found_by_its_number(db, meeting_id):
    draft = written(db, meeting_id)
    papers.make_ready(db, paper_of(db, draft))
    papers.issue(db, paper_of(db, draft), number="7", issued_on=LATER, secrecy=Secrecy.NONE)
    (found,) = search.find(db, "07/BB-CAP", today=LATER)
    assert (found.kind, found.parent_id) == ("document", draft.id)
