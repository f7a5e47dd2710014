"""Search over 20.000 entries against the same MATCH, columns and LIMIT in bare SQL."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.measure import Row, in_turn, milliseconds
from giaoban_desktop.domain.text import fold, marked
from giaoban_desktop.services import sample
from giaoban_desktop.storage import directives, search
from giaoban_desktop.storage.database import Database
from tests.builders import directive, new_book

ENTRIES = 20_000
LIMIT = 50
TARGET = 1.5
WORDS = ("tuần tra đêm", "tuan tra dem", "phòng cháy", "bến đò", "diễn tập phươ", "camera")


def run(folder: Path) -> list[Row]:
    """Several searches, with and without marks, rare and frequent."""
    with new_book(folder) as db:
        fill(db)
        return [compared(db, words) for words in WORDS]


def fill(db: Database) -> None:
    """Directives whose words are mixed from those of the sample office."""
    texts = [entry["text"] for name in ("2026-02", "2026-Q1", "years") for entry in sample.read(name)["directives"]]
    words = sorted({word for text in texts for word in text.split()})
    source = random.Random(7)
    with db.act("directive.save", "benchmark"):
        for _ in range(ENTRIES):
            text = f"{source.choice(texts)} {' '.join(source.choices(words, k=12))}"
            directives.save_directive(db, directive(text=text))


def compared(db: Database, words: str) -> Row:
    """One search against the statements that it comes down to."""
    connection = db.connection
    exact = search.match_expression("marked", marked(words))
    loose = search.match_expression("folded", fold(words))
    found = search.find(connection, words, limit=LIMIT)
    has_marks = marked(words) != fold(words)
    exact_hits = connection.execute(search.FIND_SQL, (exact, LIMIT)).fetchall() if has_marks else []
    expressions = [
        expression for expression, wanted in ((exact, has_marks), (loose, len(exact_hits) < LIMIT)) if wanted
    ]

    def bare() -> None:
        for expression in expressions:
            connection.execute(search.FIND_SQL, (expression, LIMIT)).fetchall()

    ours, other, ratio = in_turn(lambda: search.find(connection, words, limit=LIMIT), bare, runs=41, warm_up=3)
    return Row(
        f"«{words}», {len(found)} hits of {ENTRIES:,} entries".replace(",", "."),
        milliseconds(ours),
        f"bare SQL {milliseconds(other)}",
        f"{ratio:.2f}×",
        f"at most {TARGET:g}×",
        ratio <= TARGET,
    )
