"""What a rule that is not written yet would do: which figures of the warehouse it claims, drops or moves."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import DeskError
from desk.ongold import on_own_gold, on_sets
from desk.store import Store
from desk.trials import SHOWN, Effects, Reading, Touched, asked, by_kind, held_against, touched
from fazhi.rulebook.patterns import UnknownClassError, expanded, word_classes
from fazhi.rulebook.seeds import Seed

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

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
    claimed.figure_id, claimed.wording, figures.number_text, reports.sha256, reports.source_uri,
    reports.source_name, claimed.char_start,
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


def effects(
    connection: "duckdb.DuckDBPyConnection",
    store: Store,
    seeds: "Mapping[str, Seed]",
    proposal: Proposal,
    gold: Path | None = None,
) -> Effects:
    """What the rule would do to the warehouse and to the gold, that of the folder `gold` too.

    Raises DeskError where its patterns are none.
    """
    found = tried(connection, seeds, proposal)
    right, wrong = held_against(store, found, {"metric": proposal.metric_code})
    on_gold = on_own_gold(connection, store, found)
    on_gold += on_sets(gold, lambda sets: tried(sets, seeds, proposal))
    return Effects(by_kind(found), right, len(wrong), wrong[:SHOWN], on_gold)


def tried(connection: "duckdb.DuckDBPyConnection", seeds: "Mapping[str, Seed]", proposal: Proposal) -> list[Touched]:
    """The figures of a warehouse that the rule would claim. Raises DeskError where its patterns are none."""
    kinds = {code: written.row["kind"] for code, written in seeds["metrics"].rows.items()}
    if proposal.metric_code not in kinds:
        raise DeskError(f"there is no metric “{proposal.metric_code}” in the warehouse")
    classes = word_classes([written.row for written in seeds["word_classes"].rows.values()])
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
                f"kind:{kinds[proposal.metric_code]}",
            ],
        }
    except UnknownClassError as error:
        raise DeskError(f"no word class is named {error}; see word_classes.csv") from None
    found = []
    for row in asked(connection, _CLAIMED, given):
        now = frozenset(row["read_as"] or ())
        then = {"drops": frozenset[str](), "claims": frozenset({proposal.metric_code})}
        then["moves"] = then["claims"]
        found.append(touched(row, Reading(now), Reading(then.get(row["effect"], now))))
    return found
