from datetime import date

from giaoban_desktop.domain.completion import Completion
from giaoban_desktop.domain.deadlines import parse_when
from giaoban_desktop.domain.periods import quarter
from giaoban_desktop.services import directives
from tests.builders import UNITS, directive, new_book

GIVEN, AS_OF = date(2025, 12, 1), date(2026, 3, 31)
ARMY = UNITS["QS"].id


def test_a_duty_of_each_month_is_counted_and_listed_in_every_period_in_which_it_is_due(tmp_path):
    when = parse_when("ngày 15 hằng tháng", given_on=GIVEN)
    duty = directive(given_on=GIVEN, lead_id=ARMY, deadline=when.deadline, recurrence=when.recurrence)
    with new_book(tmp_path) as db:
        directives.save(db, duty)
        assert directives.completed(db, quarter(2025, 4), as_of=AS_OF) == [Completion(ARMY, overdue=1)]
        assert directives.completed(db, quarter(2026, 1), as_of=AS_OF) == [Completion(ARMY, overdue=3)]
        found = directives.listed(db, as_of=AS_OF)
    assert directives.about(found, unit_id=ARMY, period=quarter(2026, 1)) == found
    assert directives.about(found, unit_id=ARMY, period=quarter(2025, 3)) == []
