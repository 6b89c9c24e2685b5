"""How the SQL is laid out: read by sqlfluff where it may have changed (`python -m tests.style`), or all of it (`--all`)."""
