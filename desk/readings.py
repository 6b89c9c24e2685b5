"""What stands on a card: a figure or a report with its reading, looked up in the warehouse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desk.items import Item
from desk.verdict import sentence_sha256
from fazhi import grounds
from fazhi.naming import Row, rows

if TYPE_CHECKING:
    import duckdb

OPENING = 900  # characters of a report that its card shows
AROUND = 2  # sentences before and behind, of the same item


@dataclass(frozen=True)
class Figure:
    """A landed figure: where it stands, and its readings, of which most have one and what is not in use has none."""

    item: Item
    report: Row
    landed: Row
    before: str
    after: str
    sentence: str
    heading_path: str
    context: tuple[str, str] = ("", "")
    readings: list[Row] = field(default_factory=list)
    cues: list[Row] = field(default_factory=list)
    is_year_unsaid: bool = False  # no fact as yet, for nothing says its year: who accepts the card has said it

    @property
    def sentence_sha256(self) -> str:
        """By what its sentence is known again."""
        return sentence_sha256(self.sentence)

    def value_of(self, part: str) -> str:
        """What is read of a part, as a verdict names it; empty where nothing is."""
        if not self.readings:
            return {
                "jurisdiction": str(self.report["jurisdiction_key"] or ""),
                "value": plain(self.landed["value"]),
            }.get(part, "")
        first = self.readings[0]
        if part == "value":
            return plain(first["value"])
        if part == "metric":
            return " ".join(sorted(str(reading["metric_code"]) for reading in self.readings))
        column = {"jurisdiction": "jurisdiction_key"}.get(part, part)
        return "" if first[column] is None else str(first[column])

    @property
    def stated(self) -> str:
        """The reading as a verdict on the whole of it keeps it: metrics, then scope=own role=level year=2019."""
        told = [f"{part}={value}" for part in ("scope", "role", "year") if (value := self.value_of(part))]
        return " ".join([self.value_of("metric"), *told]) if self.readings else ""

    @property
    def rule_ids(self) -> str:
        """The rules and cues that spoke, parted by blanks."""
        spoke = [str(row["rule_id"]) for row in self.readings if row["rule_id"]]
        return " ".join(dict.fromkeys([*spoke, *(str(cue["cue_id"]) for cue in self.cues)]))


def plain(value: Any) -> str:  # noqa: ANN401 - what a column holds
    """A number in digits without needless zeros: 1950000, 68.46."""
    if value is None:
        return ""
    number = Decimal(value)
    return format(number.quantize(1) if number == number.to_integral_value() else number.normalize(), "f")


def report(connection: "duckdb.DuckDBPyConnection", report_id: str) -> Row | None:
    """A landed report's row of dim_report, with its jurisdiction's name."""
    found = rows(
        connection,
        "select reports.*, jurisdictions.name_zh as jurisdiction_name, jurisdictions.name_en as jurisdiction_name_en"
        " from marts.dim_report as reports"
        " left join marts.dim_jurisdiction as jurisdictions using (jurisdiction_key) where report_id = ?",
        [report_id],
    )
    return found[0] if found else None


def opening(connection: "duckdb.DuckDBPyConnection", report_id: str) -> str:
    """How a report's text begins."""
    found = connection.execute("select left(text, ?) from raw.reports where report_id = ?", [OPENING, report_id])
    return "".join(text for (text,) in found.fetchall())


def figure(connection: "duckdb.DuckDBPyConnection", figure_id: str) -> Figure | None:
    """A landed figure by its id, REPORT:OFFSET; None where the warehouse has none."""
    return figures(connection, [figure_id])[figure_id]


def figures(connection: "duckdb.DuckDBPyConnection", figure_ids: Sequence[str]) -> dict[str, Figure | None]:
    """Landed figures by their ids, a query for each kind of thing however many they are."""
    ids = list(dict.fromkeys(figure_ids))
    found: dict[str, Figure | None] = dict.fromkeys(ids)
    landed = rows(
        connection,
        "select landed.figure_id, landed.report_id, landed.char_start, landed.char_end, landed.number_text,"
        " landed.value, landed.unit, landed.unit_text, landed.unit_basis, landed.numeral, landed.damage,"
        " passages.passage_no, passages.item_no, passages.text as sentence, passages.char_start as sentence_start,"
        " passages.heading_path, became.page_no, became.wording, became.topic, became.unit_class,"
        " became.disposition, became.reason,"
        " (select string_agg(near.text, '' order by near.passage_no) from raw.passages as near"
        " where near.report_id = passages.report_id and near.item_no = passages.item_no"
        " and near.passage_no between passages.passage_no - ? and passages.passage_no - 1) as earlier,"
        " (select string_agg(near.text, '' order by near.passage_no) from raw.passages as near"
        " where near.report_id = passages.report_id and near.item_no = passages.item_no"
        " and near.passage_no between passages.passage_no + 1 and passages.passage_no + ?) as later"
        " from raw.figures as landed inner join raw.passages as passages"
        " on landed.report_id = passages.report_id and landed.passage_no = passages.passage_no"
        " left join marts.aud_figure_disposition as became on landed.figure_id = became.figure_id"
        " where landed.figure_id in (select unnest(?))",
        [AROUND, AROUND, ids],
    )
    reports = {name: report(connection, name) for name in {str(row["report_id"]) for row in landed}}
    read = _grouped(
        rows(
            connection,
            "select * from marts.fct_evidence where figure_id in (select unnest(?)) order by metric_code",
            [ids],
        )
    )
    unsaid = _unsaid(connection, [key for key in ids if key not in read])
    labels = {key: read[key][0] if key in read else {"figure_id": key} for key in ids}
    spoken = grounds.cues_of(connection, list(labels.values()))
    for row in landed:
        key, of = str(row["figure_id"]), reports[str(row["report_id"])]
        if of is None:
            continue
        first, last = row["char_start"] - row["sentence_start"], row["char_end"] - row["sentence_start"]
        sentence = str(row["sentence"])
        shared = {"topic": row["topic"], "jurisdiction_key": of["jurisdiction_key"]}
        found[key] = Figure(
            item=Item(row["report_id"], of["sha256"], row["char_start"], row["number_text"]),
            report=of,
            landed=row,
            before=sentence[:first],
            after=sentence[last:],
            sentence=sentence,
            heading_path=str(row["heading_path"] or ""),
            context=(str(row["earlier"] or ""), str(row["later"] or "")),
            readings=read.get(key) or [{**one, **shared} for one in unsaid.get(key, ())],
            cues=spoken.get(key, []),
            is_year_unsaid=key in unsaid,
        )
    return found


def _unsaid(connection: "duckdb.DuckDBPyConnection", ids: Sequence[str]) -> dict[str, list[Row]]:
    """The readings of figures that lack nothing but a year that somebody says."""
    there = "select 1 from duckdb_tables() where schema_name = 'intermediate' and table_name = 'int_unsaid_years'"
    if not ids or not connection.execute(there).fetchall():  # built by an older version
        return {}
    query = "select * from intermediate.int_unsaid_years where figure_id in (select unnest(?)) order by metric_code"
    return _grouped(rows(connection, query, [list(ids)]))


def failing(connection: "duckdb.DuckDBPyConnection") -> dict[str, list[Row]]:
    """All checks that fail, by the observations that they rest on."""
    found = rows(
        connection,
        "select distinct named.observation_id, checks.check_id, checks.statement, checks.detail"
        " from marts.aud_check_observations as named inner join marts.aud_checks as checks using (check_id)"
        " where checks.outcome = 'fails' order by checks.check_id",
    )
    told: dict[str, list[Row]] = {}
    for row in found:
        told.setdefault(row["observation_id"], []).append(row)
    return told


def failed_checks(failing_by_observation: Mapping[str, list[Row]], found: Figure) -> list[Row]:
    """The checks that fail for one of a figure's readings, each once."""
    told = (row for read in found.readings for row in failing_by_observation.get(read["observation_id"], ()))
    return sorted({row["check_id"]: row for row in told}.values(), key=lambda row: str(row["check_id"]))


def _grouped(found: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by their figure."""
    told: dict[str, list[Row]] = {}
    for row in found:
        told.setdefault(str(row["figure_id"]), []).append(row)
    return told
