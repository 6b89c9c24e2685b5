"""Reads the project's SQL with sqlfluff: `python -m tests.style [--all]`, in the project's folder.

Without `--all`, what is as on main is taken to be well: `make test` reads it. What has passed before with the same
macros, configuration and sqlfluff is not read again either way. Ends with 1 where something is wrong.
"""

import sys
from pathlib import Path

from tests.style.changes import changed
from tests.style.ingredients import Ingredients
from tests.style.reading import read_all

PASSED = Path("target") / "style" / "passed.txt"
MOST = 5000  # keys that are remembered, the last ones first


def main(arguments: list[str]) -> int:
    """Reads what is to be read, prints what is wrong and how much was read; 1 where something is wrong."""
    sql = Ingredients(Path())
    files = sql.files()
    differing = None if "--all" in arguments else changed(Path())
    asked = [file for file in files if differing is None or differing & {*sql.of(file)}]
    passed = PASSED.read_text(encoding="utf-8").split() if PASSED.is_file() else []
    known = set(passed)
    keys = {file: sql.key(file) for file in asked}
    unread = [file for file in asked if keys[file] not in known]
    wrong = 0
    try:
        for file, faults in read_all(unread):
            wrong += bool(faults)
            passed += [] if faults else [keys[file]]
            for fault in faults:
                print(fault)
    finally:
        PASSED.parent.mkdir(parents=True, exist_ok=True)
        beside = PASSED.with_suffix(".new")
        beside.write_text("\n".join(passed[-MOST:]), encoding="utf-8")
        beside.replace(PASSED)
    which = "all" if differing is None else f"{len(asked)} that differ from main"
    print(
        f"SQL: {len(files)} files, {which}; {len(unread)} read, {len(asked) - len(unread)} passed before, {wrong} wrong"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
