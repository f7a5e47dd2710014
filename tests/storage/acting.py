"""A process that acts without end and says each act once it is stored; `test_kill` ends it at any moment."""

import sys
from pathlib import Path

from giaoban_desktop.domain.ids import new_id
from giaoban_desktop.domain.people import Person
from giaoban_desktop.storage import people
from giaoban_desktop.storage.database import Database


def main() -> None:
    """Open the book named on the command line and record people until killed."""
    db = Database.open(Path(sys.argv[1]))
    sys.stdout.write("open\n")
    sys.stdout.flush()
    while True:
        person = Person(new_id(), "Người " + "x" * 300)
        with db.act("person.save", "x"):
            people.save_person(db, person)
        sys.stdout.write(f"{person.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
