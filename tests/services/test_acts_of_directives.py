"""Any sequence of acts on directives keeps its history whole, and undoing them all brings back the first state."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban_desktop.domain.attachments import MediaType
from giaoban_desktop.domain.directives import Deadline, DirectiveState, When
from giaoban_desktop.domain.recurrence import parse_recurrence
from giaoban_desktop.errors import UserError
from giaoban_desktop.services import directives, history
from giaoban_desktop.services.attachments import Stored
from giaoban_desktop.storage import change_log
from giaoban_desktop.storage import directives as rows
from tests.builders import UNITS, directive, new_book

GIVEN = date(2027, 12, 20)
UNIT_IDS = [unit.id for unit in UNITS.values()]
AGAIN = parse_recurrence("ngày 29 hằng tháng")

states = st.sampled_from(list(DirectiveState))
days = st.integers(-5, 120).map(lambda n: GIVEN + timedelta(days=n))
acts = st.one_of(
    st.tuples(st.just("note"), days, states),
    st.tuples(st.just("told"), days, st.none()),
    st.tuples(
        st.just("put off"), days, st.sampled_from(["29/02/2028", "trong quý I năm 2028", "31/12/2028", "xa xôi"])
    ),
    st.tuples(st.just("split"), days, st.lists(st.sampled_from(UNIT_IDS), max_size=3)),
    st.tuples(st.just("join"), days, st.integers(0, 9)),
    st.tuples(st.just("urgent"), days, st.booleans()),
    st.tuples(st.just("assign"), days, st.sampled_from([*UNIT_IDS, None])),
    st.tuples(st.just("shown by"), days, st.integers(1, 3)),
    st.tuples(st.just("take back"), days, st.none()),
)


def carry_out(db, begun, kind, day, what, which):
    """One act on one of the directives that there are; what is refused changes nothing."""
    known = rows.list_directives(db)
    one = known[which % len(known)]
    match kind:
        case "note":
            directives.note(db, one.id, "Đã báo cáo.", on=day, state=what, evidence="BC 12")
        case "told":
            directives.note(db, one.id, "Đang làm.", on=day)
        case "put off":
            directives.put_off(db, one.id, what, on=day, reason="Chờ kinh phí.", agreed_by="Chủ tịch UBND phường")
        case "split":
            directives.split_by_unit(db, one.id, what, on=day, words="Tách.")
        case "join":
            directives.join_with(db, one.id, known[what % len(known)].id, on=day, words="Trùng.")
        case "urgent":
            directives.mark_urgent(db, one.id, urgent=what)
        case "assign":
            when = When(Deadline(date(2028, 2, 29))) if one.when == When() else When()
            directives.assign(db, one.id, what, when, on=day, by="Chủ tịch UBND phường")
        case "shown by":
            file = Stored("anh.jpg", MediaType.JPEG, 10, f"{what}" * 64)
            directives.note(db, one.id, "Có ảnh.", on=day, files=[file] * what)
        case "take back" if history.undoable(db).seq > begun:
            history.undo(db, history.undoable(db).seq)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(acts, st.integers(0, 9)), max_size=12))
def test_any_sequence_of_acts_is_in_the_history_and_can_be_taken_back(sequence):
    with tempfile.TemporaryDirectory() as folder, new_book(Path(folder)) as db:
        deadline = Deadline(date(2027, 12, 31), "trong năm 2027")
        fields = {"given_on": GIVEN, "plan": "Kế hoạch", "all_forces": True}
        first = (
            directive(text="Kiểm tra phòng cháy.", deadline=deadline, **fields),
            directive(text="Kiểm tra phòng cháy ở chợ.", lead_id=UNIT_IDS[0], **(fields | {"all_forces": False})),
            directive(
                text="Báo cáo.", recurrence=AGAIN, deadline=Deadline(AGAIN.next_after(GIVEN), AGAIN.words), **fields
            ),
        )
        for one in first:
            directives.save(db, one)
        begun = history.undoable(db).seq
        before = change_log.images(db.connection)
        for (kind, day, what), which in sequence:
            unchanged = change_log.images(db.connection)
            try:
                carry_out(db, begun, kind, day, what, which)
            except UserError:
                assert change_log.images(db.connection) == unchanged
        assert change_log.first_broken(db.connection) is None
        assert change_log.replay(db.connection) == change_log.images(db.connection)
        known = {one.id: one for one in rows.list_directives(db)}
        for one in known.values():
            assert set(one.carried_on_ids) <= set(known)
            assert one.is_open == (one.closed_on is None)
            assert not one.carried_on_ids or DirectiveState.HANDED_OVER in {note.state for note in one.notes}
        while history.undoable(db).seq > begun:
            history.undo(db, history.undoable(db).seq)
        assert change_log.images(db.connection) == before
        assert change_log.first_broken(db.connection) is None
