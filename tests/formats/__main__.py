"""Prints the table of docs/formats.md: `python -m tests.formats`."""

from tests.formats.forms import table

print("\n".join(table()))
