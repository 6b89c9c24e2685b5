"""The relations of schema `raw`, declared once as Arrow schemas.

Landing creates the DuckDB tables from these and appends Arrow batches to them; extraction builds its tuples in
their column order. Offsets are Unicode code points from 0 into `REPORTS.text`; ends are exclusive.
"""

import pyarrow as pa

_TEXT, _INT, _LONG, _FLAG = pa.string(), pa.int32(), pa.int64(), pa.bool_()
_TIME = pa.timestamp("us")

# Eighteen digits before the point hold every count and every amount of money; ten behind it hold 1/3 as printed.
NUMBER = pa.decimal128(28, 10)

LOADS = pa.schema(
    [
        ("load_id", _TEXT),
        ("started_at", _TIME),
        ("finished_at", _TIME),
        ("source_root", _TEXT),
        ("files_seen", _INT),
        ("landed", _INT),
        ("unchanged", _INT),
        ("refused", _INT),
        ("tool_version", _TEXT),
    ]
)

LEDGER = pa.schema(
    [
        ("load_id", _TEXT),
        ("source_uri", _TEXT),
        ("source_name", _TEXT),
        ("sha256", _TEXT),
        ("byte_count", _LONG),
        ("status", _TEXT),
        ("reason_code", _TEXT),
        ("reason", _TEXT),
        ("report_id", _TEXT),
        ("recorded_at", _TIME),
        ("ledger_no", _LONG),
    ]
)

REPORTS = pa.schema(
    [
        ("report_id", _TEXT),
        ("source_uri", _TEXT),
        ("source_name", _TEXT),
        ("address", _TEXT),
        ("sha256", _TEXT),
        ("byte_count", _LONG),
        ("format", _TEXT),
        ("encoding", _TEXT),
        ("text", _TEXT),
        ("char_count", _INT),
        ("is_ocr", _FLAG),
        ("title", _TEXT),
        ("issuer", _TEXT),
        ("jurisdiction_name", _TEXT),
        ("jurisdiction_code", _TEXT),
        ("level", _TEXT),
        ("report_kind", _TEXT),
        ("report_year", _INT),
        ("published_on", pa.date32()),
        ("identity_basis", _TEXT),
        ("landed_at", _TIME),
        ("load_id", _TEXT),
    ]
)

PAGES = pa.schema(
    [
        ("report_id", _TEXT),
        ("page_no", _INT),
        ("char_start", _INT),
        ("char_end", _INT),
        ("basis", _TEXT),
    ]
)

PASSAGES = pa.schema(
    [
        ("report_id", _TEXT),
        ("passage_no", _INT),
        ("kind", _TEXT),
        ("is_report", _FLAG),
        ("char_start", _INT),
        ("char_end", _INT),
        ("text", _TEXT),
        ("item_no", _INT),
        ("heading_path", _TEXT),
    ]
)

# Everything that says whose a report is and of which year; what stands beside the text has no offsets.
REPORT_CLUES = pa.schema(
    [
        ("report_id", _TEXT),
        ("clue_no", _INT),
        ("about", _TEXT),
        ("clue_kind", _TEXT),
        ("value", _TEXT),
        ("code", _TEXT),
        ("level", _TEXT),
        ("mentions", _INT),
        ("char_start", _INT),
        ("char_end", _INT),
        ("text", _TEXT),
    ]
)

# The meta tags of a page that tell what it shows, kept because only its text is landed.
PAGE_META = pa.schema([("report_id", _TEXT), ("name", _TEXT), ("content", _TEXT)])

EXPECTED = pa.schema(
    [
        ("address", _TEXT),
        ("issuer", _TEXT),
        ("jurisdiction", _TEXT),
        ("year", _INT),
        ("kind", _TEXT),
        ("title", _TEXT),
        ("confirmed", _FLAG),
        ("admitted", _TEXT),
        ("store", _TEXT),
        ("load_id", _TEXT),
    ]
)

FETCHES = pa.schema(
    [
        ("address", _TEXT),
        ("attempted_at", _TIME),
        ("outcome", _TEXT),
        ("final_address", _TEXT),
        ("status", _INT),
        ("reason_code", _TEXT),
        ("reason", _TEXT),
        ("sha256", _TEXT),
        ("byte_count", _LONG),
        ("content_type", _TEXT),
        ("etag", _TEXT),
        ("last_modified", _TEXT),
        ("load_id", _TEXT),
        ("fetch_no", _LONG),
    ]
)

FIGURES = pa.schema(
    [
        ("figure_id", _TEXT),
        ("report_id", _TEXT),
        ("passage_no", _INT),
        ("char_start", _INT),
        ("char_end", _INT),
        ("number_text", _TEXT),
        ("value", NUMBER),
        ("unit", _TEXT),
        ("unit_text", _TEXT),
        ("unit_basis", _TEXT),
        ("modifier", _TEXT),
        ("numeral", _TEXT),
        ("range_part", _TEXT),
        ("damage", _TEXT),
        ("is_readable", _FLAG),
        ("clause_start", _INT),
        ("clause_end", _INT),
        ("label_before", _TEXT),
        ("label_after", _TEXT),
        ("list_labels", pa.list_(_TEXT)),
        ("compared_start", _INT),
    ]
)
