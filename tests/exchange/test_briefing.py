import copy
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban_desktop import paths
from giaoban_desktop.domain.directives import DirectiveState
from giaoban_desktop.domain.figures import NOT_APPLICABLE, NOT_REPORTED, REPORTED_ZERO, Qualifier, number_value
from giaoban_desktop.domain.outcomes import OutcomeKind
from giaoban_desktop.errors import InputError, UserError
from giaoban_desktop.exchange.briefing import read_briefing
from giaoban_desktop.exchange.structured import Node, read_json
from tests.builders import UNITS, briefing_data


def read(data):
    root = Node.of(copy.deepcopy(data), "")
    root.text("format")
    root.integer("version")
    return read_briefing(root, UNITS)


def refusal(data) -> str:
    with pytest.raises(InputError) as refused:
        read(data)
    return str(refused.value)


def figure(**fields):
    data = briefing_data(figures=[{"indicator": "9.1", **fields}])
    return read(data).observations[0]


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"value": 88}, number_value(88)),
        ({"value": "3.313"}, number_value(3313)),
        ({"value": "gần 50"}, number_value(50, Qualifier.NEARLY)),
        ({"value": 160, "qualifier": "hơn"}, number_value(160, Qualifier.MORE)),
        ({"value": 24, "provisional": True}, number_value(24, provisional=True)),
        ({"value": 0}, REPORTED_ZERO),
        ({"status": "zero"}, REPORTED_ZERO),
        ({"status": "zero", "provisional": True}, number_value(0, provisional=True)),
        ({"status": "not_reported"}, NOT_REPORTED),
        ({"status": "not_applicable"}, NOT_APPLICABLE),
    ],
)
def test_figures_in_every_form(fields, value):
    assert figure(**fields).value == value


def test_a_figure_takes_period_and_days_from_its_meeting():
    found = figure(value=1)
    assert (found.period.code, str(found.counted_from), str(found.counted_to)) == (
        "2026-Q1",
        "2026-01-01",
        "2026-03-24",
    )


def test_figures_may_come_without_a_meeting():
    data = briefing_data(figures=[{"indicator": "41.1", "unit": "CA", "period": "2026..2026-05-14", "value": 30}])
    del data["meeting"]
    data["directives"] = []
    found = read(data)
    assert found.meeting is None
    assert found.observations[0].period.code == "2026..2026-05-14"


def test_a_directive_takes_state_and_day_from_its_progress():
    data = briefing_data(
        directives=[{"text": "Làm việc A.", "progress": [{"noted_on": "2026-04-02", "text": "Xong.", "state": "done"}]}]
    )
    found = read(data).directives[0]
    assert (found.state, str(found.closed_on)) == (DirectiveState.DONE, "2026-04-02")


def changed(path, value):
    """The small briefing with one place changed; `path` like meeting.held_on or figures.0.value."""
    data = briefing_data()
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = data
    for step in way:
        place = place[step]
    place[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("meeting.held_on", "2026-02-31", "meeting.held_on: 2026-02-31: there is no such day"),
        ("meeting.held_on", "24/3/2026", "meeting.held_on: 24/3/2026 is not a day written YYYY-MM-DD"),
        ("meeting.held_on", 20260324, "meeting.held_on: Here must stand text in quotes."),
        ("meeting.period", "2026-Q5", "meeting.period: 2026-Q5 is not a period"),
        ("meeting.period", "2026-03-31..2026-01-01", "before it begins"),
        ("meeting.kind", "weekly", "meeting.kind: weekly is not known here"),
        ("meeting.host", "HQ", "meeting.host: There is no unit with the code HQ"),
        ("meeting.title", "x" * 1_000_000, "meeting.title: The text has 1000000 characters"),
        ("meeting.weather", "mưa", "meeting.weather: This field is not known here"),
        ("meeting.ends_at", "13:00", "meeting.ends_at: The meeting ends before it begins"),
        ("meeting.starts_at", "25:00", "meeting.starts_at: 25:00 is not a time of day"),
        (
            "meeting.attendances.0.head_count",
            "tám",
            "meeting.attendances[0].head_count: Here must stand a whole number",
        ),
        ("meeting.attendances.0.head_count", -1, "meeting.attendances[0].head_count: -1 people cannot be right"),
        ("meeting.chair.name", " ", "meeting.chair.name: This must not be empty"),
        ("meeting.narratives.0.text", "\ud800", "meeting.narratives[0].text: The text holds a broken character"),
        ("figures.0.value", -5, "figures[0].value: -5 is below zero"),
        ("figures.0.value", "nhiều", "figures[0].value: nhiều is not a number"),
        ("figures.0.value", 1.5, "figures[0].value: Write a whole number, or text"),
        ("figures.0.value", True, "figures[0].value: Write a whole number, or text"),
        ("figures.0.value", None, "figures[0].value: This field is missing"),
        ("figures.0.value", 10**20, "figures[0].value: The number is too large"),
        ("figures.1.indicator", "9.1", "figures[1]: This figure is given twice: also in figures[0]"),
        ("directives.0.deadline", "2026-03-01", "directives[0].deadline: The deadline 2026-03-01 lies before"),
        ("directives.0.coordinating", ["CA"], "directives[0].coordinating: The lead cannot coordinate"),
        ("directives.0.standing", True, "directives[0].deadline: A standing directive has no deadline"),
        ("directives.0.text", "", "directives[0].text: This must not be empty"),
        ("directives.0.coordinating", "QS", "directives[0].coordinating: Here must stand a list"),
        ("directives.0", "text", "directives[0]: Here must stand an object"),
    ],
)
def test_wrong_input_gets_a_sentence_that_names_the_field(path, value, sentence):
    assert sentence in refusal(changed(path, value))


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just([]), st.just({}))
PATHS = st.sampled_from(
    [
        "meeting", "figures", "directives", "meeting.kind", "meeting.period", "meeting.held_on", "meeting.host",
        "meeting.leader", "meeting.attendances", "meeting.co_organisers", "meeting.starts_at", "meeting.conclusion",
        "figures.0", "figures.0.indicator", "figures.0.value", "directives.0.deadline", "directives.0.lead",
        "directives.0.all_forces",
    ]
)  # fmt: skip


@given(PATHS, SCALARS)
def test_any_value_anywhere_is_read_or_refused_in_words(path, value):
    with suppress(InputError):
        assert read(changed(path, value)) is not None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not JSON: line 1"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[]", "Here must stand an object"),
        (b'{"a": 1, "a": 2}', "a: The field stands twice"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "not JSON"),
    ],
)
def test_a_file_that_is_no_proper_json_is_told(tmp_path, content, sentence):
    file = tmp_path / "briefing.json"
    file.write_bytes(content)
    with pytest.raises(UserError, match=sentence):
        read_json(file)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        read_json(tmp_path / "nothing.json")


def test_the_samples_read():
    for file in (paths.resources() / "sample").glob("2026-*.json"):
        data = json.loads(file.read_text(encoding="utf-8"))
        codes = {**UNITS, "BP": UNITS["TINH"]}
        data.pop("office", None)
        root = Node.of(data, "")
        root.text("format")
        root.integer("version")
        assert read_briefing(root, codes).meeting is not None


def with_agenda(*items):
    data = briefing_data()
    return data | {"meeting": data["meeting"] | {"agenda": list(items)}}


def test_an_item_of_the_agenda_brings_what_came_out_of_it():
    noted = {"kind": "information", "text": "Tình hình ổn định."}
    decided = {"kind": "decision", "text": "Giữ quy chế."}
    found = read(with_agenda({"title": "Báo cáo", "outcomes": [noted, decided]}, {"title": "Bàn quy chế"})).meeting
    (report, rules) = found.agenda
    assert [(one.agenda_item_id, one.kind, one.text) for one in found.outcomes] == [
        (report.id, OutcomeKind.INFORMATION, "Tình hình ổn định."),
        (report.id, OutcomeKind.DECISION, "Giữ quy chế."),
    ]
    assert rules.title == "Bàn quy chế"


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ({"kind": "decision", "text": " "}, "meeting.agenda[0].outcomes[0].text: This must not be empty"),
        ({"kind": "report", "text": "A."}, "meeting.agenda[0].outcomes[0].kind: report is not known here"),
        ({"kind": "directive", "text": "A."}, "meeting.agenda[0].outcomes[0].kind: Write a directive into the list"),
        ({"kind": "decision", "text": "A.", "by": "B"}, "meeting.agenda[0].outcomes[0].by: This field is not known"),
    ],
)
def test_a_wrong_outcome_is_refused_with_its_place(outcome, sentence):
    assert refusal(with_agenda({"title": "Báo cáo", "outcomes": [outcome]})).startswith(sentence)
