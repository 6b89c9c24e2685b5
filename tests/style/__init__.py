"""How the SQL is laid out: sqlfluff reads what may have changed (`python -m tests.style`), or all (`--all`)."""
