"""What came out of each item of the agenda, as the minutes print it, and as the decree measures it."""

from dataclasses import replace

from giaoban_desktop.domain.meetings import AgendaItem, Statement
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.papers.conformance import check
from giaoban_desktop.papers.content import Role
from giaoban_desktop.papers.minutes import minutes
from giaoban_desktop.papers.pdf import render
from tests.papers.builders import facts, first_quarter, meeting
from tests.papers.test_minutes import texts

REPORT, RULES = AgendaItem("a", "Báo cáo tình hình;"), AgendaItem("b", "Bàn quy chế phối hợp")
PART = "Kết quả từng nội dung"


def outcome(kind, text, item=RULES, directive_id=None):
    return Outcome(text, item.id, kind, text, directive_id)


INFORMATION = outcome(OutcomeKind.INFORMATION, "Tình hình ổn định", REPORT)
DECISION = outcome(OutcomeKind.DECISION, "Giữ quy chế;\nbổ sung điều 3.")
DEMAND = outcome(OutcomeKind.DIRECTIVE, "Soạn điều 3 trong quý II")


def said(*outcomes):
    whole = meeting(
        agenda=(REPORT, RULES),
        outcomes=outcomes,
        statements=(Statement("s", "Ông Năm", "Nhất trí."),),
        conclusion="Các lực lượng phối hợp tốt.",
    )
    return minutes(facts(meeting=whole))


def test_outcomes_stand_below_their_items_between_discussion_and_conclusion():
    content = said(INFORMATION, DECISION)
    headings = texts(content, Role.HEADING)
    assert headings[1:] == ["2. Trao đổi, thảo luận", f"3. {PART}", "4. Kết luận và ý kiến chỉ đạo"]
    assert texts(content, Role.POINT) == ["a) Báo cáo tình hình", "b) Bàn quy chế phối hợp"]
    lines = texts(content)
    at = lines.index(f"3. {PART}")
    assert lines[at + 1 : at + 6] == [
        "a) Báo cáo tình hình",
        "- Thông tin: Tình hình ổn định.",
        "b) Bàn quy chế phối hợp",
        "- Quyết định: Giữ quy chế;",
        "bổ sung điều 3.",
    ]


def test_a_directive_outcome_is_printed_here_only_as_long_as_it_has_no_directive():
    assert "- Chỉ đạo: Soạn điều 3 trong quý II." in texts(said(DEMAND))
    made = replace(DEMAND, directive_id="d")
    assert not [line for line in texts(said(made, INFORMATION)) if "Soạn điều 3" in line]
    assert texts(said(made, INFORMATION), Role.POINT) == ["a) Báo cáo tình hình"]
    assert not [line for line in texts(said(made), Role.HEADING) if PART in line]


def test_minutes_without_outcomes_have_no_such_part():
    assert not [line for line in texts(said(), Role.HEADING) if PART in line]


def test_minutes_with_outcomes_conform():
    usual = first_quarter()
    item = usual.meeting.agenda[0]
    whole = replace(usual.meeting, outcomes=(outcome(OutcomeKind.DECISION, "Giữ quy chế phối hợp.", item),))
    content = minutes(replace(usual, meeting=whole))
    assert PART in " ".join(texts(content))
    assert [found.rule for found in check(render(content)) if not found.passed] == []
