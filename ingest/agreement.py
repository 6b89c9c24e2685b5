"""Several sources of one name, with what the rows of a register know of them, as one."""

from dataclasses import fields, replace

from ground.errors import AmbiguousRegister
from ingest.files import NOTHING, Source
from ingest.identity import Known


def merged(sources: list[Source]) -> list[Source]:
    """One source per uri, with the facts that a row of the register knows; rows that disagree refuse the file."""
    found: dict[str, Source] = {}
    for source in sources:
        first = found.setdefault(source.uri, source)
        if source.refusal and first.refusal is None:  # a twin in an archive: which of the two is meant, nobody knows
            found[source.uri] = replace(first, refusal=source.refusal)
            continue
        if source.known not in (first.known, NOTHING) and first.refusal is None:
            if first.known == NOTHING:
                found[source.uri] = source
                continue
            if both := _together(first.known, source.known):
                found[source.uri] = replace(first, known=both)
                continue
            differing = [
                f"{column} “{getattr(first.known, column) or ''}” and “{getattr(source.known, column) or ''}”"
                for column in ("issuer", "jurisdiction", "year", "address", "kind", "title", "confirmed", "withdrawn")
                if getattr(first.known, column) != getattr(source.known, column)
            ]
            refusal = AmbiguousRegister(f"the register says two things of it: {'; '.join(differing)}; keep one row")
            found[source.uri] = replace(first, refusal=refusal)
    return sorted(found.values(), key=lambda source: source.uri)


def _together(first: Known, second: Known) -> Known | None:
    """What two rows know of one file, where neither contradicts the other or one of them is confirmed; else None."""
    if bool(first.confirmed) != bool(second.confirmed):
        first, second = (first, second) if first.confirmed else (second, first)
    elif any(
        getattr(first, column) and getattr(second, column) and getattr(first, column) != getattr(second, column)
        for column in ("issuer", "jurisdiction", "year", "address", "kind", "title")
    ):
        return None
    names = [column.name for column in fields(Known)]
    return Known(**{name: getattr(first, name) or getattr(second, name) for name in names})
