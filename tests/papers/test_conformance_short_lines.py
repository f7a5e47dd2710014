"""Our own minutes keep every rule however short or long their paragraphs are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban_desktop.domain.meetings import AgendaItem, Narrative, Section
from giaoban_desktop.papers import pdf
from giaoban_desktop.papers.conformance import Finding, check
from giaoban_desktop.papers.content import Paragraph, Role, plain
from giaoban_desktop.papers.minutes import MinutesFacts, minutes
from tests.papers import builders
from tests.papers.builders import CHAIRWOMAN, HEAD_CA, directive, facts, observation

WORDS = ("Tuần", "tra", "khóm", "An", "Thới", "trực", "chỉ", "huy", "nghiêm", "phòng", "cháy", "ở", "kho", "tàu")


def broken(content) -> list[Finding]:
    return [finding for finding in check(pdf.render(content)) if not finding.passed]


def meeting(**options):
    return builders.meeting(chair=HEAD_CA, secretary=builders.WRITER, **options)


def short(count: int) -> list[str]:
    return [f"Việc số {number + 1}" for number in range(count)]


@pytest.mark.parametrize("count", [1, 20, 45, 60, 150])
@pytest.mark.parametrize("given_by", ["", CHAIRWOMAN.introduced])
def test_many_short_directives(count, given_by):
    given = [directive(text, given_by=given_by, order=order) for order, text in enumerate(short(count))]
    assert broken(minutes(facts(meeting=meeting(), directives=given))) == []


@pytest.mark.parametrize("count", [10, 45, 120])
def test_many_agenda_items(count):
    agenda = tuple(AgendaItem(text, text) for text in short(count))
    assert broken(minutes(facts(meeting=meeting(agenda=agenda)))) == []


@pytest.mark.parametrize("count", [10, 45, 120])
@pytest.mark.parametrize(
    "text",
    ["Xong", "Nhất trí với báo cáo của các lực lượng", "Giữ quân số trực bốn mươi tám trên bốn mươi tám, ca đêm"],
)
def test_a_conclusion_of_many_lines(count, text):
    assert broken(minutes(facts(meeting=meeting(conclusion="\n".join([text] * count))))) == []


lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)
short_lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
texts = st.lists(st.one_of(lines, short_lines), max_size=60)


@st.composite
def briefings(draw) -> MinutesFacts:
    """A briefing of random numbers of random paragraphs."""
    narratives = [Narrative(f"n{n}", "crime", Section.RESULTS, text, "ca") for n, text in enumerate(draw(texts)[:20])]
    held = meeting(
        agenda=tuple(AgendaItem(f"a{n}", text) for n, text in enumerate(draw(texts))),
        conclusion="\n".join(draw(texts)),
        narratives=tuple(narratives),
        next_meeting=draw(st.one_of(st.just(""), short_lines)),
    )
    given = [directive(text, id=str(n), order=n, given_by="") for n, text in enumerate(draw(texts))]
    rows = draw(st.integers(0, 40))
    figures = [observation(code, "3?", "ca") for code in sorted(builders.catalogue())[:rows]]
    figures = [replace(one, note=draw(short_lines)) if draw(st.booleans()) else one for one in figures]
    return facts(meeting=held, directives=given, observations=figures)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(briefings())
def test_random_paragraphs(briefing):
    assert broken(minutes(briefing)) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(short_lines, lines), min_size=1, max_size=90), st.sampled_from(list(Role)))
def test_random_blocks_without_the_usual_opening(written, role):
    labels = [block for block in minutes(facts(meeting=meeting())).blocks if isinstance(block, Paragraph)]
    kept = [block for block in labels if block.text.endswith(":") or ":" in block.text[:30]]
    blocks = [plain(text, Role.BODY if role is Role.NOTE else role) for text in written]
    assert broken(replace(minutes(facts(meeting=meeting())), blocks=(*kept, *blocks))) == []
