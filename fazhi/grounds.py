"""What each part of a reading rests on: the cues that spoke of a figure, in lines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from fazhi import words
from fazhi.language import either
from fazhi.naming import Row, rows

if TYPE_CHECKING:
    import duckdb

_LEFT_OUT = ("nothing", "above", "moved_from")
_NAMES = {"wording": "completed", "exclusion": "not read as", "claim": "follows"}


def cues(connection: "duckdb.DuckDBPyConnection", row: Row) -> list[Row]:
    """The cues that spoke of a figure, those that decide first. `row` has its figure_id and, in use, its label_no."""
    return rows(
        connection,
        "select judgement, cue_id, says, place, words, words_start from marts.aud_reading_cues"
        " where figure_id = ? and label_no = coalesce(?, 1)"
        " order by judgement, says in ('nothing', 'above', 'moved_from'), words_start, cue_id",
        [row["figure_id"], row.get("label_no")],
    )


def cues_of(connection: "duckdb.DuckDBPyConnection", figures: Sequence[Row]) -> dict[str, list[Row]]:
    """The same of several figures, by figure_id."""
    found = rows(
        connection,
        "select cues.figure_id, judgement, cue_id, says, place, words, words_start"
        " from marts.aud_reading_cues as cues"
        " inner join (select unnest(?) as figure_id, unnest(?) as label_no) as asked"
        " on cues.figure_id = asked.figure_id and cues.label_no = asked.label_no"
        " order by judgement, says in ('nothing', 'above', 'moved_from'), words_start, cue_id",
        [[row["figure_id"] for row in figures], [row.get("label_no") or 1 for row in figures]],
    )
    told: dict[str, list[Row]] = {}
    for row in found:
        told.setdefault(str(row["figure_id"]), []).append(row)
    return told


def of_used(row: Row) -> Iterator[tuple[str, str]]:
    """What an observation's topic, metric, scope, role and year rest on: a name and what is told, a line each."""
    found = row.get("cues") or ()
    bases = dict(reason.partition(":")[::2] for reason in str(row["confidence_reasons"] or "").split(";"))
    named = either(row["topic"], words.coded("topic", row["topic"]))
    topic = f"{named}{either(': ', '：')}{words.said('topic_basis', row['topic_basis'])}"
    yield "topic", f"{topic}{_after_comma(_placed(cue) for cue in _of(found, 'topic'))}"
    claim = bases.get("claim", "wording")
    version = either(f", version {row['rule_version']}: ", f"，版本 {row['rule_version']}：")
    yield "rule", f"{row['rule_id']}{version}{words.said('claim', claim)}"
    yield from _lines(_of(found, "wording"), _NAMES["wording"])
    if claim != "wording":
        yield from _lines(_of(found, "claim"), _NAMES["claim"])
    yield from _part(found, "scope", words.said("scope_basis", bases.get("scope", "none")))
    yield from _part(found, "role", words.said("unsaid", "role" if row["role"] == "level" else "role_by_unit"))
    yield from _part(found, "period", words.said("unsaid", "year"), "year by")
    yield from _lines(_of(found, "exclusion"), _NAMES["exclusion"])


def of_set_aside(row: Row) -> Iterator[tuple[str, str]]:
    """All cues that spoke of a figure that is not in use, a line each."""
    found = row.get("cues") or ()
    for judgement in ("topic", "wording", "exclusion", "claim", "scope", "role", "period"):
        yield from _lines(_of(found, judgement), _NAMES.get(judgement, judgement))


def _part(found: Sequence[Row], judgement: str, unsaid: str, name: str = "") -> Iterator[tuple[str, str]]:
    spoken = _of(found, judgement)
    yield from _lines(spoken, name or f"{judgement} by")
    if not any(cue["says"] not in _LEFT_OUT for cue in spoken):
        yield ("" if spoken else name or f"{judgement} by"), unsaid


def _lines(spoken: Iterable[Row], name: str) -> Iterator[tuple[str, str]]:
    for place, cue in enumerate(spoken):
        says = either("left out", "略去") if cue["says"] in _LEFT_OUT else cue["says"]
        told = _after_comma([_placed(cue)])
        yield ("" if place else name), f"{cue['cue_id']} ({says}){told}"


def _of(found: Sequence[Row], judgement: str) -> list[Row]:
    return [cue for cue in found if cue["judgement"] == judgement]


def _placed(cue: Row) -> str:
    start = cue["words_start"]
    at = "" if start is None else either(f" at character {start}", f"，第 {start} 字")
    return f"“{cue['words']}”{at}" if cue["words"] else ""


def _after_comma(told: Iterable[str]) -> str:
    return "".join(f"{either(', ', '，')}{words_}" for words_ in told if words_)
