"""What a cue that is not written yet would do: of which figures it speaks, and what they would be read as.

It is judged by the words next to each number alone: cues that decide before it are left their say, what topics, tables
and headings add is not asked. So the trial is near, and the next build exact.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk.decisions import ROLES, SCOPES
from desk.errors import DeskError
from desk.ongold import on_own_gold, on_sets
from desk.store import Store
from desk.trials import SHOWN, Effects, Reading, Touched, asked, by_kind, held_against, touched
from fazhi.naming import Row
from fazhi.rulebook.patterns import UnknownClassError, expanded, word_classes
from fazhi.rulebook.seeds import Seed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

JUDGEMENTS = ("scope", "role", "exclusion")  # parts that a cue of a card may settle
PLACES = ("lead", "label", "behind")
SAYS = {"scope": SCOPES[:3], "role": ROLES[1:]}
_TEXT = {"lead": "topics.lead_text", "label": "topics.wording", "behind": "topics.follow_text"}
_ROLE_LEAD = "right(topics.lead_text, 40)"  # as int_figure_roles looks at it
_DECIDED = """
        select scopes.figure_id, min(cues.cue_order) as cue_order
        from intermediate.int_figure_scopes as scopes
        inner join seeds.scope_cues as cues on scopes.scope_cue = cues.cue_id
        group by scopes.figure_id
"""
_SPOKEN = """
with spoken as (
    select distinct topics.figure_id
    from intermediate.int_figure_topics as topics
    where
        regexp_matches({text}, $pattern)
        and ($unless is null or not coalesce(regexp_matches({text}, $unless), false))
),

decided as ({decided})

select
    evidence.figure_id, reports.sha256, reports.source_uri, reports.source_name, evidence.char_start,
    any_value(evidence.number_text) as number_text, any_value(passages.text) as text,
    evidence.char_start - any_value(passages.char_start) as first,
    any_value(evidence.char_end) - any_value(passages.char_start) as last,
    list(distinct evidence.metric_code) as metrics,
    list(distinct evidence.metric_code) filter (
        where list_contains($says, evidence.metric_code)
        or list_contains($says, split_part(evidence.metric_code, '.', 1) || '.*')
        or list_contains($says, 'kind:' || metrics.kind)
    ) as ruled_out,
    any_value(evidence.scope) as scope, any_value(evidence.role) as role,
    coalesce(any_value(decided.cue_order) < $cue_order, false) as is_decided
from spoken
inner join marts.fct_evidence as evidence on spoken.figure_id = evidence.figure_id
inner join marts.dim_report as reports on evidence.report_id = reports.report_id and reports.is_current
inner join marts.dim_metric as metrics on evidence.metric_code = metrics.metric_code
inner join raw.figures as figures on evidence.figure_id = figures.figure_id
inner join raw.passages as passages
    on figures.report_id = passages.report_id and figures.passage_no = passages.passage_no
left join decided on evidence.figure_id = decided.figure_id
group by evidence.figure_id, reports.sha256, reports.source_uri, reports.source_name, evidence.char_start
order by evidence.figure_id
"""


@dataclass(frozen=True)
class Cue:
    """A row of a file of cues that somebody thinks of; `judgement` tells which file."""

    judgement: str
    cue_id: str
    cue_order: str
    place: str
    pattern: str
    unless: str
    says: str
    example: str
    counter_example: str
    note: str = ""

    @property
    def row(self) -> dict[str, str]:
        """The row as its file has it."""
        return {name: value for name, value in self.__dict__.items() if name != "judgement"}


def cue_effects(
    connection: "duckdb.DuckDBPyConnection",
    store: Store,
    seeds: "Mapping[str, Seed]",
    cue: Cue,
    gold: Path | None = None,
) -> Effects:
    """What the cue would do to the warehouse and to the gold. Raises DeskError where it is none."""
    found = tried(connection, seeds, cue)
    right, wrong = 0, list[str]()
    if cue.judgement != "exclusion":
        right, wrong = held_against(store, found, {cue.judgement: cue.says})
    on_gold = on_own_gold(connection, store, found) + on_sets(gold, lambda sets: tried(sets, seeds, cue))
    return Effects(by_kind(found), right, len(wrong), wrong[:SHOWN], on_gold)


def tried(connection: "duckdb.DuckDBPyConnection", seeds: "Mapping[str, Seed]", cue: Cue) -> list[Touched]:
    """The figures in use of which the cue would speak. Raises DeskError where it cannot be tried."""
    check(cue)
    classes = word_classes([written.row for written in seeds["word_classes"].rows.values()])
    try:
        pattern = expanded(cue.pattern, classes)
        unless = expanded(cue.unless, classes) if cue.unless.strip() else None
    except UnknownClassError as error:
        raise DeskError(f"no word class is named {error}; see word_classes.csv") from None
    text = _ROLE_LEAD if (cue.judgement, cue.place) == ("role", "lead") else _TEXT[cue.place]
    is_scope = cue.judgement == "scope"
    decided = _DECIDED if is_scope else "select '' as figure_id, 0 as cue_order where false"
    given = {"pattern": pattern, "unless": unless, "says": cue.says.split(), "cue_order": int(cue.cue_order)}
    rows = asked(connection, _SPOKEN.format(text=text, decided=decided), given)
    return [_touched(row, cue) for row in rows]


def check(cue: Cue) -> None:
    """Raises DeskError where the cue's judgement, place, order or what it says is none that a desk can try."""
    if cue.judgement not in JUDGEMENTS:
        raise DeskError(f"“{cue.judgement}” is judged by no cue of the desk; it is {', '.join(JUDGEMENTS)}")
    if cue.place not in PLACES:
        raise DeskError(f"“{cue.place}” is no place; it is {', '.join(PLACES)}")
    if not cue.cue_order.isdigit():
        raise DeskError(f"cue_order: {cue.cue_order!r} is no whole number; write one")
    if cue.judgement in SAYS and cue.says not in SAYS[cue.judgement]:
        raise DeskError(f"a cue of the {cue.judgement} says one of {', '.join(SAYS[cue.judgement])}, not “{cue.says}”")
    if not cue.says or not cue.pattern.strip():
        raise DeskError("a cue needs its words (pattern) and what it says")


def _touched(row: Row, cue: Cue) -> Touched:
    metrics = frozenset(row["metrics"])
    if cue.judgement == "exclusion":
        left = metrics - frozenset(row["ruled_out"] or ())
        effect = "drops" if left != metrics else "other"
        return touched({**row, "effect": effect}, Reading(metrics), Reading(left))
    is_scope = cue.judgement == "scope"
    now = Reading(metrics, scope=row["scope"]) if is_scope else Reading(metrics, role=row["role"])
    then = Reading(metrics, scope=cue.says) if is_scope else Reading(metrics, role=cue.says)
    if row["is_decided"]:
        return touched({**row, "effect": "other"}, now, now)
    return touched({**row, "effect": "same" if now == then else "moves"}, now, then)
