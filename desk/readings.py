"""What stands on a card: a figure or a report with its reading, looked up in the warehouse."""

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
    found = rows(
        connection,
        "select landed.figure_id, landed.report_id, landed.char_start, landed.char_end, landed.number_text,"
        " landed.value, landed.unit, landed.unit_text, landed.unit_basis, landed.numeral, landed.damage,"
        " passages.passage_no, passages.item_no, passages.text as sentence, passages.char_start as sentence_start,"
        " passages.heading_path, became.page_no, became.wording, became.topic, became.unit_class,"
        " became.disposition, became.reason"
        " from raw.figures as landed inner join raw.passages as passages"
        " on landed.report_id = passages.report_id and landed.passage_no = passages.passage_no"
        " left join marts.aud_figure_disposition as became on landed.figure_id = became.figure_id"
        " where landed.figure_id = ?",
        [figure_id],
    )
    if not found or not (of := report(connection, found[0]["report_id"])):
        return None
    landed = found[0]
    readings = rows(
        connection, "select * from marts.fct_evidence where figure_id = ? order by metric_code", [figure_id]
    )
    first, last = landed["char_start"] - landed["sentence_start"], landed["char_end"] - landed["sentence_start"]
    sentence = str(landed["sentence"])
    item = Item(landed["report_id"], of["sha256"], landed["char_start"], landed["number_text"])
    return Figure(
        item=item,
        report=of,
        landed=landed,
        before=sentence[:first],
        after=sentence[last:],
        sentence=sentence,
        heading_path=str(landed["heading_path"] or ""),
        context=_context(connection, landed),
        readings=readings,
        cues=grounds.cues(connection, readings[0] if readings else landed),
    )


def failed_checks(connection: "duckdb.DuckDBPyConnection", found: Figure) -> list[Row]:
    """The checks that fail for one of its readings."""
    return rows(
        connection,
        "select distinct checks.check_id, checks.statement, checks.detail from marts.aud_check_observations as named"
        " inner join marts.aud_checks as checks using (check_id)"
        " where checks.outcome = 'fails' and named.observation_id in (select unnest(?)) order by checks.check_id",
        [[row["observation_id"] for row in found.readings]],
    )


def _context(connection: "duckdb.DuckDBPyConnection", landed: Row) -> tuple[str, str]:
    """The sentences of the same item before and behind it."""
    near = rows(
        connection,
        "select passage_no, text from raw.passages where report_id = ? and item_no = ?"
        " and passage_no between ? and ? order by passage_no",
        [landed["report_id"], landed["item_no"], landed["passage_no"] - AROUND, landed["passage_no"] + AROUND],
    )
    before = "".join(str(row["text"]) for row in near if row["passage_no"] < landed["passage_no"])
    after = "".join(str(row["text"]) for row in near if row["passage_no"] > landed["passage_no"])
    return before, after
