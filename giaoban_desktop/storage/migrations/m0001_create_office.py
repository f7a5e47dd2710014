"""The first schema: one office, its meetings, figures, directives and papers, and the log of every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

LOG = """
CREATE TABLE act (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    undoes INTEGER REFERENCES act (seq),
    previous_digest TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE TABLE change (
    act_seq INTEGER NOT NULL REFERENCES act (seq) DEFERRABLE INITIALLY DEFERRED,
    n INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (act_seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_row ON change (table_name, row_id, act_seq);

CREATE TABLE current_act (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    act_seq INTEGER NOT NULL
) STRICT;

CREATE TRIGGER act_is_kept_on_update BEFORE UPDATE ON act
BEGIN SELECT RAISE(ABORT, 'an act is never changed'); END;
CREATE TRIGGER act_is_kept_on_delete BEFORE DELETE ON act
BEGIN SELECT RAISE(ABORT, 'an act is never deleted'); END;
CREATE TRIGGER change_is_kept_on_update BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'a change is never changed'); END;
CREATE TRIGGER change_is_kept_on_delete BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'a change is never deleted'); END;
"""

OFFICE = """
CREATE TABLE unit (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    force TEXT NOT NULL,
    parent_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    body_above TEXT NOT NULL,
    issuing_body TEXT NOT NULL,
    symbol TEXT NOT NULL,
    place TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (owner_id, code)
) STRICT;

CREATE TABLE unit_level (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    level TEXT NOT NULL CHECK (level IN ('central', 'province', 'district', 'commune')),
    since_on TEXT NOT NULL CHECK (since_on IS date(since_on)),
    UNIQUE (unit_id, since_on)
) STRICT;

CREATE TABLE office (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL CHECK (owner_id = id),
    unit_id TEXT NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    superior_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    heads_sign INTEGER NOT NULL CHECK (heads_sign IN (0, 1)),
    catalogue_version TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX office_is_one ON office ((1));

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    name TEXT NOT NULL,
    honorific TEXT NOT NULL,
    rank TEXT NOT NULL,
    position TEXT NOT NULL,
    unit_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    sort_order INTEGER NOT NULL
) STRICT;

CREATE TABLE field (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE indicator_group (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE indicator (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    group_id TEXT NOT NULL REFERENCES indicator_group (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    noun TEXT NOT NULL,
    verb TEXT NOT NULL,
    zero TEXT NOT NULL,
    zero_verb TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('flow', 'stock', 'ratio')),
    forces TEXT NOT NULL CHECK (json_valid(forces)),
    joint INTEGER NOT NULL CHECK (joint IN (0, 1)),
    decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 6),
    aliases TEXT NOT NULL CHECK (json_valid(aliases)),
    unit_aliases TEXT NOT NULL CHECK (json_valid(unit_aliases)),
    part_of TEXT NOT NULL,
    pairs_with TEXT NOT NULL,
    at_least TEXT NOT NULL,
    disaggregation TEXT NOT NULL,
    numerator TEXT NOT NULL,
    denominator TEXT NOT NULL,
    own INTEGER NOT NULL CHECK (own IN (0, 1))
) STRICT;
"""

MEETINGS = """
CREATE TABLE meeting (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('month', 'quarter', 'half', 'year', 'extraordinary')),
    period TEXT NOT NULL,
    period_first_on TEXT NOT NULL CHECK (period_first_on IS date(period_first_on)),
    period_last_on TEXT NOT NULL CHECK (period_last_on IS date(period_last_on)),
    counted_from TEXT NOT NULL CHECK (counted_from IS date(counted_from)),
    counted_to TEXT NOT NULL CHECK (counted_to IS date(counted_to)),
    held_on TEXT NOT NULL CHECK (held_on IS date(held_on)),
    starts_at TEXT,
    ends_at TEXT,
    ends_on TEXT CHECK (ends_on IS NULL OR ends_on IS date(ends_on)),
    number INTEGER,
    title TEXT NOT NULL,
    host_id TEXT NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    place TEXT NOT NULL,
    conclusion TEXT NOT NULL,
    next_meeting TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'ready', 'issued', 'withdrawn')),
    CHECK (counted_from <= counted_to)
) STRICT;
CREATE UNIQUE INDEX meeting_once_a_period ON meeting (owner_id, kind, period)
    WHERE kind <> 'extraordinary' AND state <> 'withdrawn';
CREATE INDEX meeting_day ON meeting (held_on);

CREATE TABLE meeting_person (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL CHECK (role IN ('leader', 'chair', 'secretary')),
    name TEXT NOT NULL,
    honorific TEXT NOT NULL,
    rank TEXT NOT NULL,
    position TEXT NOT NULL,
    person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    unit_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (meeting_id, role)
) STRICT;

CREATE TABLE co_organiser (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    unit_id TEXT NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    UNIQUE (meeting_id, unit_id)
) STRICT;

CREATE TABLE legal_basis (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    document_type TEXT NOT NULL,
    number TEXT NOT NULL,
    issued_on TEXT NOT NULL CHECK (issued_on IS date(issued_on)),
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX legal_basis_meeting ON legal_basis (meeting_id);

CREATE TABLE agenda_item (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL,
    presenter TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id);

CREATE TABLE attendance (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    unit_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    presence TEXT NOT NULL CHECK (presence IN ('present', 'absent', 'represented')),
    head_count INTEGER,
    name TEXT,
    honorific TEXT NOT NULL,
    rank TEXT NOT NULL,
    person_position TEXT NOT NULL,
    person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    reason TEXT NOT NULL,
    represented_by TEXT NOT NULL,
    position INTEGER NOT NULL,
    CHECK ((name IS NULL) <> (head_count IS NULL))
) STRICT;
CREATE INDEX attendance_meeting ON attendance (meeting_id);

CREATE TABLE narrative (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    unit_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    field_id TEXT NOT NULL REFERENCES field (id) DEFERRABLE INITIALLY DEFERRED,
    section TEXT NOT NULL
        CHECK (section IN ('situation', 'results', 'shortcomings', 'causes', 'proposals', 'tasks')),
    text TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX narrative_meeting ON narrative (meeting_id);

CREATE TABLE statement (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    unit_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    speaker TEXT NOT NULL,
    text TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX statement_meeting ON statement (meeting_id);

CREATE TABLE commendation (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX commendation_meeting ON commendation (meeting_id);
"""

WORK = """
CREATE TABLE observation (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    indicator_id TEXT NOT NULL REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
    unit_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    period TEXT NOT NULL,
    period_first_on TEXT NOT NULL CHECK (period_first_on IS date(period_first_on)),
    period_last_on TEXT NOT NULL CHECK (period_last_on IS date(period_last_on)),
    counted_from TEXT NOT NULL CHECK (counted_from IS date(counted_from)),
    counted_to TEXT NOT NULL CHECK (counted_to IS date(counted_to)),
    status TEXT NOT NULL CHECK (status IN ('value', 'zero', 'not_reported', 'not_applicable')),
    amount INTEGER CHECK (amount > 0),
    scale INTEGER CHECK (scale BETWEEN 0 AND 6),
    qualifier TEXT CHECK (qualifier IN ('gần', 'hơn', 'trên', 'khoảng')),
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    dimension TEXT,
    member TEXT,
    meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    unit_word TEXT NOT NULL,
    note TEXT NOT NULL,
    CHECK ((status = 'value') = (amount IS NOT NULL)),
    CHECK ((amount IS NULL) = (scale IS NULL)),
    CHECK (qualifier IS NULL OR status = 'value'),
    CHECK ((dimension IS NULL) = (member IS NULL)),
    CHECK (counted_from <= counted_to)
) STRICT;
CREATE UNIQUE INDEX observation_key ON observation (
    owner_id, period, indicator_id, coalesce(unit_id, ''), counted_to, coalesce(dimension, ''), coalesce(member, '')
);
CREATE INDEX observation_days ON observation (period_first_on, period_last_on);
CREATE INDEX observation_meeting ON observation (meeting_id);

CREATE TABLE directive (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    text TEXT NOT NULL,
    given_on TEXT NOT NULL CHECK (given_on IS date(given_on)),
    given_by TEXT NOT NULL,
    meeting_id TEXT REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    plan TEXT NOT NULL,
    lead_id TEXT REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    all_forces INTEGER NOT NULL CHECK (all_forces IN (0, 1)),
    due_on TEXT CHECK (due_on IS NULL OR due_on IS date(due_on)),
    deadline_words TEXT NOT NULL,
    deadline_period TEXT,
    standing INTEGER NOT NULL CHECK (standing IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('not_started', 'under_way', 'done', 'handed_over', 'withdrawn')),
    closed_on TEXT CHECK (closed_on IS NULL OR closed_on IS date(closed_on)),
    position INTEGER NOT NULL,
    CHECK (NOT (standing = 1 AND due_on IS NOT NULL)),
    CHECK (due_on IS NULL OR due_on >= given_on),
    CHECK ((closed_on IS NULL) = (state IN ('not_started', 'under_way')))
) STRICT;
CREATE INDEX directive_meeting ON directive (meeting_id);
CREATE INDEX directive_open ON directive (due_on) WHERE closed_on IS NULL;

CREATE TABLE directive_coordinator (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    directive_id TEXT NOT NULL REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    unit_id TEXT NOT NULL REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    UNIQUE (directive_id, unit_id)
) STRICT;

CREATE TABLE progress_note (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    directive_id TEXT NOT NULL REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    noted_on TEXT NOT NULL CHECK (noted_on IS date(noted_on)),
    by TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT CHECK (state IN ('not_started', 'under_way', 'done', 'handed_over', 'withdrawn')),
    position INTEGER NOT NULL
) STRICT;
CREATE INDEX progress_note_directive ON progress_note (directive_id);

CREATE TABLE document (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    document_type TEXT NOT NULL,
    meeting_id TEXT NOT NULL REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
    symbol TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'issued', 'withdrawn')),
    content TEXT NOT NULL REFERENCES blob (digest) DEFERRABLE INITIALLY DEFERRED,
    printed TEXT NOT NULL REFERENCES blob (digest) DEFERRABLE INITIALLY DEFERRED,
    number TEXT NOT NULL,
    issued_on TEXT CHECK (issued_on IS NULL OR issued_on IS date(issued_on)),
    issued TEXT REFERENCES blob (digest) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((state = 'issued') = (issued IS NOT NULL)),
    CHECK ((state = 'issued') = (issued_on IS NOT NULL)),
    CHECK ((state = 'issued') = (number <> ''))
) STRICT;
CREATE UNIQUE INDEX document_once_a_meeting ON document (meeting_id, document_type) WHERE state <> 'withdrawn';

CREATE TABLE package (
    id TEXT PRIMARY KEY,
    owner_id TEXT NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    period TEXT NOT NULL,
    made_at TEXT NOT NULL,
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (owner_id, serial)
) STRICT;
"""

UNLOGGED = """
CREATE TABLE blob (
    digest TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    row_id TEXT NOT NULL,
    parent_id TEXT,
    dated_on TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    marked TEXT NOT NULL,
    UNIQUE (kind, row_id)
) STRICT;
"""


def apply(db: Database) -> None:
    """Create every table; the triggers that log changes are generated afterwards from the schema."""
    for script in (LOG, OFFICE, MEETINGS, WORK, UNLOGGED):
        db.executescript(script)
    db.table("search_entry").enable_fts(
        ["folded", "marked"], create_triggers=True, tokenize="unicode61 remove_diacritics 0"
    )
