"""Start of the program: `main.py COMMAND …`; see `main.py --help`."""

from giaoban_desktop.app import main

if __name__ == "__main__":
    raise SystemExit(main())
