"""An office's own indicators beside the common catalogue."""

import pytest

from giaoban_desktop.domain.indicators import Indicator, IndicatorKind
from giaoban_desktop.errors import InputError
from giaoban_desktop.exchange.structured import Node
from giaoban_desktop.services import checks, figures, indicators, meetings
from giaoban_desktop.services.catalogue import shipped_catalogue, shipped_fields
from giaoban_desktop.storage import change_log
from giaoban_desktop.storage import indicators as indicator_rows
from tests.builders import new_book, observation

OWN = Indicator("900.1", "E", "Camera an ninh", "camera", kind=IndicatorKind.STOCK)


@pytest.fixture
def db(tmp_path):
    with new_book(tmp_path) as book:
        yield book


def test_the_catalogue_that_ships_has_64_items_and_is_all_in_a_new_book(db):
    shipped = shipped_catalogue()
    assert {indicator.item for indicator in shipped.indicators} == set(range(1, 65))
    assert indicator_rows.list_indicators(db) == list(shipped.indicators)
    assert indicator_rows.list_fields(db) == list(shipped_fields())


def test_every_reference_of_the_catalogue_exists():
    shipped = {indicator.code: indicator for indicator in shipped_catalogue().indicators}
    for indicator in shipped.values():
        for name in ("part_of", "pairs_with", "at_least", "numerator", "denominator"):
            other = getattr(indicator, name)
            assert not other or other in shipped, (indicator.code, name)
        assert bool(indicator.zero) != bool(indicator.zero_verb), indicator.code


def test_an_own_indicator_takes_figures(db):
    indicators.add(db, OWN)
    figures.record(db, observation("900.1", 42))
    db.close()
    assert checks.check(db.path) == []


@pytest.mark.parametrize(
    ("indicator", "field"),
    [
        (Indicator("65.1", "E", "Camera", "cái"), "code"),
        (Indicator("900.1", "Z", "Camera", "cái"), "group"),
    ],
)
def test_a_code_of_the_common_catalogue_or_an_unknown_group_is_refused(db, indicator, field):
    with pytest.raises(InputError) as refused:
        indicators.add(db, indicator)
    assert refused.value.field == field


def test_a_code_is_taken_once(db):
    indicators.add(db, OWN)
    with pytest.raises(InputError, match="already"):
        indicators.add(db, OWN)


def test_a_file_adds_its_indicators_and_their_figures_or_nothing(db):
    data = {
        "format": "giaoban-briefing",
        "version": 1,
        "indicators": [{"code": "900.1", "group": "E", "name": "Camera an ninh", "unit": "camera"}],
        "figures": [{"indicator": "900.1", "period": "2026-06", "value": "nhiều"}],
    }
    before = change_log.images(db.connection)
    with pytest.raises(InputError, match=r"figures\[0\]\.value"):
        meetings.record_data(db, Node.of(data, ""))
    assert change_log.images(db.connection) == before
    data["figures"][0]["value"] = 42
    meetings.record_data(db, Node.of(data, ""))
    with pytest.raises(InputError, match=r"indicators\[0\]\.code"):
        meetings.record_data(db, Node.of(data, ""))
