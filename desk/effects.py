"""What a rule that is not written yet would do: which figures of the warehouse it claims, drops or moves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb

from desk.errors import DeskError
from desk.store import Store
from desk.verdict import READING
from fazhi.naming import Row, rows
from fazhi.rulebook.patterns import UnknownClassError, expanded, word_classes
from fazhi.rulebook.seeds import Seed

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = 10  # sentences of each kind
KINDS = ("claims", "drops", "moves", "same")
# As int_wording_claims and int_figure_claims judge it, for one rule.
_CLAIMED = """
with claimed as (
    select distinct topics.figure_id, topics.report_id, topics.passage_no, topics.char_start, topics.wording
    from intermediate.int_figure_topics as topics
    left join intermediate.int_figure_exclusions as exclusions
        on topics.figure_id = exclusions.figure_id and topics.label_no = exclusions.label_no
    where
        list_contains($units, topics.unit_class)
        and (list_contains($topics, topics.topic) or list_contains($topics, '*'))
        and topics.wording not like '◆%'
        and regexp_matches(topics.wording, $pattern)
        and ($unless is null or not regexp_matches(topics.wording, $unless))
        and (
            $reach = 'heading'
            or ($reach = 'item' and topics.topic_basis not in ('heading', 'none'))
            or topics.topic_basis in ('counted', 'label', 'after', 'sentence')
        )
        and not coalesce(list_has_any(exclusions.ruled_out, $ruled), false)
),

by_rules as (
    select figure_id, list(distinct metric_code) as metrics from intermediate.int_figure_claims group by figure_id
),

read_as as (
    select figure_id, list(distinct metric_code) as metrics from marts.fct_evidence group by figure_id
)

select
    claimed.figure_id, claimed.wording, figures.number_text, reports.sha256, reports.source_name, claimed.char_start,
    passages.text, figures.char_start - passages.char_start as first, figures.char_end - passages.char_start as last,
    read_as.metrics as read_as,
    case
        when list_contains(read_as.metrics, $metric) then 'same'
        when read_as.metrics is not null and by_rules.metrics is not null then 'drops'
        when read_as.metrics is not null then 'moves'
        when became.reason = 'no rule claims its wording' then 'claims'
        else 'other'
    end as effect
from claimed
inner join marts.dim_report as reports on claimed.report_id = reports.report_id and reports.is_current
inner join marts.aud_figure_disposition as became on claimed.figure_id = became.figure_id
inner join raw.figures as figures on claimed.figure_id = figures.figure_id
inner join raw.passages as passages
    on figures.report_id = passages.report_id and figures.passage_no = passages.passage_no
left join by_rules on claimed.figure_id = by_rules.figure_id
left join read_as on claimed.figure_id = read_as.figure_id
order by claimed.figure_id
"""


@dataclass(frozen=True)
class Proposal:
    """A row of wording_rules.csv that somebody thinks of."""

    rule_id: str
    metric_code: str
    topics: str
    pattern: str
    unless: str
    unit_classes: str
    example: str
    counter_example: str
    topic_reach: str
    note: str = ""


@dataclass(frozen=True)
class Effect:
    """The figures of one kind of effect: how many, and some with their sentences (before, number, behind, where)."""

    count: int
    sentences: list[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Effects:
    """What a rule does, by kind (claims, drops, moves, same), and whether readers have found otherwise."""

    kinds: dict[str, Effect]
    right: int = 0
    wrong: int = 0
    contradicted: list[str] = field(default_factory=list)


def effects(
    connection: "duckdb.DuckDBPyConnection", store: Store, seeds: "Mapping[str, Seed]", proposal: Proposal
) -> Effects:
    """What the rule would do. Raises DeskError where its patterns are none."""
    classes = word_classes([written.row for written in seeds["word_classes"].rows.values()])
    metric = rows(connection, "select kind from marts.dim_metric where metric_code = ?", [proposal.metric_code])
    if not metric:
        raise DeskError(f"there is no metric “{proposal.metric_code}” in the warehouse")
    try:
        given = {
            "pattern": expanded(proposal.pattern, classes),
            "unless": expanded(proposal.unless, classes) if proposal.unless.strip() else None,
            "units": [*proposal.unit_classes.split(), "change"],
            "topics": proposal.topics.split(),
            "reach": proposal.topic_reach,
            "metric": proposal.metric_code,
            "ruled": [
                proposal.metric_code,
                f"{proposal.metric_code.partition('.')[0]}.*",
                f"kind:{metric[0]['kind']}",
            ],
        }
        cursor = connection.execute(_CLAIMED, given)
        names = [column[0] for column in cursor.description or ()]
        found = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    except UnknownClassError as error:
        raise DeskError(f"no word class is named {error}; see word_classes.csv") from None
    except duckdb.Error as error:
        raise DeskError(f"this is no pattern of RE2: {str(error).splitlines()[0]}") from None
    kinds = {kind: _effect([row for row in found if row["effect"] == kind]) for kind in KINDS}
    right, wrong = _checked(store, found, proposal.metric_code)
    return Effects(kinds, right, len(wrong), wrong[:SHOWN])


def _effect(found: Sequence[Row]) -> Effect:
    return Effect(len(found), [_sentence(row) for row in found[:SHOWN]])


def _sentence(row: Row) -> tuple[str, str, str, str]:
    text, first, last = row["text"], row["first"], row["last"]
    return text[:first], text[first:last], text[last:], f"{row['source_name']}:{row['char_start']}"


def _checked(store: Store, found: Sequence[Row], metric: str) -> tuple[int, list[str]]:
    """For how many of the figures readers said this metric, and those of which they said another or none."""
    there = {(row["sha256"], row["char_start"], row["number_text"]): row for row in found}
    right, wrong = 0, []
    for verdict in store.heads_at(there) if there else []:
        if verdict.part != READING or verdict.decision == "new_wording":
            continue
        if verdict.decision == "accept" and metric in verdict.value_after.split():
            right += 1
        else:
            row = there[verdict.place]
            wrong.append("".join(_sentence(row)[:3]))
    return right, wrong
