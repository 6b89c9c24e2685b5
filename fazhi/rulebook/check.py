"""Whether rules, cues and topics do what they say: their cases are landed and read in a warehouse of their own."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from fazhi.build import reading
from fazhi.rulebook.cases import Case, Place, reports_of
from fazhi.rulebook.folder import seeds_with
from fazhi.rulebook.seeds import Seed
from ground.errors import RulesError
from ground.warehouse import opened
from ingest.landing import land

KINDS = ("example", "counter_example")
_READ = """
select
    reports.source_uri,
    figures.char_start,
    list(distinct cues.cue_id) filter (where cues.cue_id is not null) as cue_ids,
    list(distinct metrics.metric_code) filter (where metrics.metric_code is not null) as metric_codes,
    list(distinct claims.rule_id || ' (' || claims.metric_code || ')') filter (where claims.metric_count > 1) as rivals
from raw.figures as figures
inner join raw.reports as reports on figures.report_id = reports.report_id
left join intermediate.int_figure_cues as cues on figures.figure_id = cues.figure_id
left join intermediate.int_figure_metrics as metrics on figures.figure_id = metrics.figure_id
left join intermediate.int_figure_claims as claims on figures.figure_id = claims.figure_id
group by all
"""


class Read(NamedTuple):
    """What the marked number of a case was read as: cues that spoke, metrics, and rules that claim it for several."""

    cues: set[str]
    metrics: set[str]
    rivals: set[str]


def check(folder: Path | None) -> tuple[int, list[str]]:
    """How many cases there are, of the project's rules and the folder's, and what is wrong, a line each.

    Raises RulesError where the folder cannot be used at all.
    """
    seeds = seeds_with(folder)
    cases, faults = [], []
    for seed in seeds.values():
        if "example" in seed.columns:
            for row_id, written in seed.rows.items():
                for kind in KINDS:
                    if written.row[kind]:
                        cases.append(Case(row_id, kind, written.row[kind], f"{written.file}:{row_id}"))
                    else:
                        faults.append(f"{written.file}:{row_id}: has no {kind}; write one, its number marked ⟦12⟧")
    found = _read(cases)
    for case in cases:
        faults += _faults(case, found.get((case.row_id, case.kind)), seeds)
    return len(cases), sorted(set(faults))


def _read(cases: list[Case]) -> dict[tuple[str, str], Read]:
    """What each case that is a figure was read as."""
    texts, places = reports_of(cases)
    with tempfile.TemporaryDirectory(prefix="fazhi-rules-") as name:
        source, db = Path(name) / "reports", Path(name) / "fazhi.duckdb"
        source.mkdir()
        for file, text in texts.items():
            (source / file).write_text(text, encoding="utf-8")
        landed = land(source, db, progress=False)
        if landed.refused:
            raise RulesError(
                "cases that are no text of a report: " + "; ".join(reason for *_, reason in landed.refused)
            )
        reading(db, "+int_figure_cues", "+int_figure_metrics")
        with opened(db, read_only=True) as connection:
            rows = connection.execute(_READ).fetchall()
    by_place = {Place(Path(uri).name, start): Read(*(set(part or ()) for part in parts)) for uri, start, *parts in rows}
    return {key: by_place[place] for key, place in places.items() if place in by_place}


def _faults(case: Case, read: Read | None, seeds: Mapping[str, Seed]) -> Iterator[str]:
    place = f"{case.written_at}: its {case.kind}"
    if read is None:
        yield f"{place}: the marked number was not read as a figure: {case.text!r}"
        return
    if read.rivals and case.kind == "example":
        yield f"{place} is claimed for several metrics, by {', '.join(sorted(read.rivals))}; make one of them narrower"
        return
    rule = seeds["wording_rules"].rows.get(case.row_id)
    if rule:
        metric = rule.row["metric_code"]
        if case.kind == "example" and read.metrics != {metric}:
            as_what = ", ".join(sorted(read.metrics)) or "nothing"
            yield f"{place} is read as {as_what} and not as {metric}: {case.text!r}"
        if case.kind == "counter_example" and metric in read.metrics:
            yield f"{place} is read as {metric}: {case.text!r}"
        return
    spoken = ", ".join(sorted(read.cues)) or "nothing"
    if case.kind == "example" and case.row_id not in read.cues:
        yield f"{place}: it does not speak there; what spoke is {spoken}: {case.text!r}"
    if case.kind == "counter_example" and case.row_id in read.cues:
        yield f"{place}: it speaks there, where it must not: {case.text!r}"
