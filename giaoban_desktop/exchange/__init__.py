"""Files that come in and go out: briefings as structured data, packages for the superior."""
