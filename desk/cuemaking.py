"""“Make a cue”: a row proposed from a card for its scope, its role or what it does not measure; tried and written."""

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from desk.context import Desk, desk_of, page, voice_of
from desk.cuetrials import JUDGEMENTS, PLACES, SAYS, Cue, cue_effects
from desk.decisions import Desk as Work
from desk.errors import DeskError
from desk.ownrows import put
from desk.pages import reader_of
from desk.readings import Figure
from desk.rulemaking import ENDS, case, counter_example, literal, marked_once, seeds_of
from fazhi.naming import rows
from fazhi.rulebook.seeds import Seed

if TYPE_CHECKING:
    import duckdb

LONGEST = 10  # characters of the clause before the number that the proposed pattern takes
FIRST = "5"  # in the order of cues: an office's own are asked before the project's, which begin at 10
_NUMBERS = re.compile(r"[0-9０-９.．]+")


def cue(request: Request) -> Response:
    """The proposal of a cue for a figure, as it is or as it was changed, with what it would do once it is tried."""
    return _page(request, dict(request.query_params), is_written=False)


def write_cue(request: Request, form: FormData) -> Response:
    """Writes the cue into the office's folder."""
    if desk_of(request).rules is None:
        raise DeskError(voice_of(request)("rule_no_folder"))
    return _page(request, {name: str(value) for name, value in form.items()}, is_written=True)


def proposed(
    connection: "duckdb.DuckDBPyConnection", figure: Figure, seeds: Mapping[str, Seed], judgement: str, says: str
) -> Cue:
    """A cue for the figure: the clause before the number, and what the reader said of the part."""
    clause = re.split(ENDS, figure.before.replace(figure.item.number_text, "◇"))[-1].strip()
    words = _NUMBERS.split(clause)[-1][-LONGEST:] or _NUMBERS.split(clause)[0][-LONGEST:]
    return Cue(
        judgement=judgement,
        cue_id=_free_id(seeds, judgement),
        cue_order=FIRST,
        place=PLACES[0],
        pattern=f"{literal(words)}$" if words and clause.endswith(words) else literal(words),
        unless="",
        says=says,
        example=case(figure.heading_path, figure.context[0], figure.before, figure.item.number_text, figure.after),
        counter_example=counter_example(connection, figure),
    )


def _page(request: Request, given: Mapping[str, str], *, is_written: bool) -> Response:
    account, desk = reader_of(request), desk_of(request)
    with desk.warehouse.reading() as connection:
        figure = desk.warehouse.figure(request.path_params["key"])
        if figure is None:
            raise HTTPException(404)
        seeds = seeds_of(desk)
        said = Work(desk.store, account.name, "", is_adjudicator=account.is_adjudicator).changes(figure.item)
        judgement = given.get("judgement") or next((part for part in ("scope", "role") if part in said), JUDGEMENTS[0])
        if judgement not in JUDGEMENTS:
            raise HTTPException(404)
        says = said.get(judgement, "") if judgement in said else _of_metric(figure, judgement)
        proposal = _changed(proposed(connection, figure, seeds, judgement, says), given)
        is_tried = is_written or "try" in given
        found = cue_effects(connection, desk.store, seeds, proposal, desk.gold) if is_tried else None
        known = rows(connection, "select metric_code from marts.dim_metric order by metric_code")
    path = _written(desk, proposal) if is_written else ""
    return page(
        request,
        "cue.html",
        figure=figure,
        proposal=proposal,
        effects=found,
        written=path,
        folder=desk.rules,
        judgements=JUDGEMENTS,
        places=PLACES,
        choices=SAYS.get(judgement, ()),
        metrics=[row["metric_code"] for row in known],
    )


def _of_metric(figure: Figure, judgement: str) -> str:
    """What a cue would say that nobody has told yet: of an exclusion the metric that is read."""
    return figure.value_of("metric").partition(" ")[0] if judgement == "exclusion" else ""


def _changed(proposal: Cue, given: Mapping[str, str]) -> Cue:
    told = {one.name: given[one.name] for one in fields(Cue) if given.get(one.name)}
    told |= {optional: given[optional] for optional in ("unless", "note") if optional in given}
    return replace(proposal, **{name: value.replace("\r\n", "\n").strip() for name, value in told.items()})


def _written(desk: Desk, proposal: Cue) -> str:
    marked_once({"example": proposal.example, "counter_example": proposal.counter_example})
    if desk.rules is None:
        return ""
    return str(put(desk.rules, f"{proposal.judgement}_cues", [proposal.row]))


def _free_id(seeds: Mapping[str, Seed], judgement: str) -> str:
    taken, number = seeds[f"{judgement}_cues"].rows, 1
    while f"{judgement}.office_{number}" in taken:
        number += 1
    return f"{judgement}.office_{number}"
