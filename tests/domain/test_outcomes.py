import pytest

from giaoban_desktop.domain.meetings import AgendaItem
from giaoban_desktop.domain.outcomes import Outcome, OutcomeKind
from giaoban_desktop.errors import InputError
from tests.builders import meeting

REPORT, RULES = AgendaItem("a", "Báo cáo tình hình"), AgendaItem("b", "Bàn quy chế phối hợp")


def outcome(outcome_id="1", item=REPORT, kind=OutcomeKind.DECISION, text="Giữ quy chế.", **changed):
    return Outcome(outcome_id, item.id, kind, text, **changed)


def test_the_words_are_kept_clean_and_may_have_several_lines():
    assert outcome(text="  Giữ quy chế;\r\nbổ sung điều 3. ").text == "Giữ quy chế;\nbổ sung điều 3."


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "  "}, "text"),
        ({"directive_id": "d"}, "kind"),
        ({"kind": OutcomeKind.INFORMATION, "directive_id": "d"}, "kind"),
    ],
)
def test_a_wrong_outcome_cannot_be_built_and_the_field_is_named(wrong, field):
    with pytest.raises(InputError) as refused:
        outcome(**wrong)
    assert refused.value.field == field


def test_only_an_outcome_that_is_a_directive_leads_to_one():
    assert outcome(kind=OutcomeKind.DIRECTIVE, directive_id="d").directive_id == "d"


def test_an_item_may_have_several_outcomes_of_several_kinds():
    several = (outcome("1", kind=OutcomeKind.INFORMATION), outcome("2"), outcome("3", kind=OutcomeKind.DIRECTIVE))
    assert meeting(agenda=(REPORT,), outcomes=several).outcomes == several


def test_an_outcome_belongs_to_an_item_of_the_agenda():
    with pytest.raises(InputError, match="not on the agenda") as refused:
        meeting(agenda=(REPORT,), outcomes=(outcome(item=RULES),))
    assert refused.value.field == "outcomes"


def test_an_item_that_is_taken_away_takes_its_outcomes_along():
    whole = meeting(agenda=(REPORT, RULES), outcomes=(outcome("1"), outcome("2", RULES)))
    left = whole.with_agenda((RULES,), whole.outcomes)
    assert [one.id for one in left.outcomes] == ["2"]


def test_outcomes_follow_the_order_of_the_agenda():
    whole = meeting(agenda=(REPORT, RULES), outcomes=(outcome("1"), outcome("2", RULES), outcome("3")))
    assert [one.id for one in whole.with_agenda((RULES, REPORT), whole.outcomes).outcomes] == ["2", "1", "3"]
