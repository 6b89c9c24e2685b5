"""One row a source: what became of reading it, and its rows of `raw` as lists of structs, as Arrow batches.

That is the form in which workers hand over what they have read; the job spreads it over the tables.
"""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from ground.errors import UnreadableFile
from ingest import rows
from ingest.preparation import Prepared, Refused, checked
from ingest.succession import Standing

PICTURES = pa.schema([("report_id", pa.string()), ("page_no", pa.int32()), ("picture", pa.binary())])
NESTED = {**rows.SCHEMAS, "page_pictures": PICTURES}
_FLAT = (
    ("uri", pa.string()),
    ("sha256", pa.string()),
    ("byte_count", pa.int64()),
    ("state", pa.string()),
    ("reason_code", pa.string()),
    ("reason", pa.string()),
    ("summary", pa.string()),
)
SCHEMA = pa.schema([*_FLAT, *((f"{name}_rows", pa.list_(pa.struct(list(schema)))) for name, schema in NESTED.items())])
# What became of reading a source: its report was read or refused; its content is known, or could not be had.
READ, REFUSED, SEEN, UNREAD = "read", "refused", "seen", "unread"


class Met(NamedTuple):
    """What became of reading one source; `outcome` is None where its content is known already."""

    uri: str
    sha256: str
    byte_count: int | None
    outcome: Prepared | Refused | None = None


def batch(met: Sequence[Met]) -> pa.RecordBatch:
    """Some sources as one Arrow batch; a report whose rows fit no column is refused and harms no other."""
    try:
        return _batch(met)
    except Exception:  # which of them, is found out one by one
        sound = [each._replace(outcome=_checked(each.outcome)) for each in met]
        return _batch(sound)


def _checked(outcome: Prepared | Refused | None) -> Prepared | Refused | None:
    return checked(outcome) if isinstance(outcome, Prepared) else outcome


def _batch(met: Sequence[Met]) -> pa.RecordBatch:
    flat = list(zip(*map(_flat, met), strict=True)) or [()] * len(_FLAT)
    columns = [pa.array(column, kind) for column, (_, kind) in zip(flat, _FLAT, strict=True)]
    for name, schema in NESTED.items():
        together: list[tuple[Any, ...]] = []
        offsets = [0]
        for each in met:
            together += _rows(each.outcome, name)
            offsets.append(len(together))
        values = pa.StructArray.from_arrays(
            [column.combine_chunks() for column in rows.table(together, schema).columns], fields=list(schema)
        )
        columns.append(pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values))
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _rows(outcome: Prepared | Refused | None, name: str) -> list[tuple[Any, ...]]:
    if not isinstance(outcome, Prepared):
        return []
    if name == "page_pictures":
        pages = enumerate(outcome.pictures, 1)
        return [(outcome.report_id, number, picture) for number, picture in pages if picture]
    if name == "reports" and name not in outcome.rows:  # of a text that is read again: what it is about
        row = {"report_id": outcome.report_id, **outcome.identity}
        return [tuple(map(row.get, rows.REPORTS.names))]
    return outcome.rows.get(name, [])


def _flat(met: Met) -> tuple[Any, ...]:
    outcome = met.outcome
    if outcome is None:
        return (met.uri, met.sha256, met.byte_count, SEEN, None, None, None)
    if isinstance(outcome, Refused):
        state = REFUSED if outcome.sha256 else UNREAD
        return (met.uri, met.sha256 or None, met.byte_count, state, outcome.reason_code, outcome.reason, None)
    return (met.uri, met.sha256, met.byte_count, READ, None, None, _summary(outcome))


def _summary(outcome: Prepared) -> str:
    """What landing asks of a report besides its rows."""
    standing = outcome.standing
    told = {
        "identity": {name: outcome.identity[name] for name in rows.IDENTITY if name != "published_on"},
        "doubts": outcome.doubts,
        "unread": outcome.unread,
        "page_count": outcome.page_count,
        "standing": standing and [*standing[:-1], _counted(standing)],
        "text_sha256": outcome.text_sha256,
    }
    return json.dumps(told, ensure_ascii=False)


def _counted(standing: Standing) -> list[list[Any]]:
    return [[number, unit, count] for (number, unit), count in standing.figures.items()]


def outcome_of(row: dict[str, Any]) -> Prepared | Refused:
    """The outcome that a row tells of, without its rows of `raw`."""
    sha256 = row["sha256"]
    if row["state"] is None:  # read a second time, it brought something else
        reason = "it changed while it was read; run again once it is complete"
        return Refused(sha256[:16], sha256, row["byte_count"], UnreadableFile.reason_code, reason)
    if row["state"] != READ:
        return Refused(sha256[:16], sha256, row["byte_count"], row["reason_code"], row["reason"])
    told = json.loads(row["summary"])
    standing = None
    if told["standing"]:
        title, code, name, year, length, figures = told["standing"]
        counted = Counter({(number, unit): count for number, unit, count in figures})
        standing = Standing(title, code, name, year, length, counted)
    return Prepared(
        sha256[:16],
        sha256,
        row["byte_count"],
        {},
        told["identity"],
        tuple(told["doubts"]),
        tuple(told["unread"]),
        told["page_count"],
        (),
        standing,
        told["text_sha256"],
    )
