"""What people say for the words that metrics are named with."""

from vocabulary.reading import FOLDER, rows

SYNONYMS = {row["said"]: row["meant"] for row in rows(FOLDER / "synonyms.csv")}


def as_named(said: str) -> list[str]:
    """What somebody said, in small letters, and the same with each synonym in it put into the catalogue's words."""
    found = [said.casefold()]
    for other, meant in SYNONYMS.items():
        if other in found[0]:
            found.append(found[0].replace(other, meant))
    return found
