"""“Make a rule”: a row proposed from a card, what it would do, and its way into the office's own folder of rules."""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from desk import readings
from desk.cards import names
from desk.context import Desk, desk_of, page, voice_of
from desk.decisions import Desk as Work
from desk.effects import Proposal, effects
from desk.errors import DeskError
from desk.ownrows import put
from desk.pages import reader_of
from desk.readings import Figure
from desk.trials import Effects
from fazhi.naming import rows
from fazhi.rulebook.folder import seeds_with
from fazhi.rulebook.seeds import Seed

if TYPE_CHECKING:
    import duckdb

SEED = "wording_rules"
BEFORE, BEHIND = 6, 4  # characters of the wording around the number that the proposed pattern takes
REACHES = ("sentence", "item", "heading")
ENDS = re.compile(r"[，,。；;：:、0◇]")
_META = re.compile(r"([\\.+*?()|\[\]{}^$])")


def rule(request: Request) -> Response:
    """The proposal for a figure's wording, as it is or as it was changed, with what it would do once it is tried."""
    account, desk = reader_of(request), desk_of(request)
    given = dict(request.query_params)
    with desk.warehouse.reading() as connection:
        figure = desk.warehouse.figure(request.path_params["key"])
        if figure is None:
            raise HTTPException(404)
        seeds = seeds_of(desk)
        said = Work(desk.store, account.name, "", is_adjudicator=account.is_adjudicator).changes(figure.item)
        metric = given.get("metric_code") or said.get("metric", "")
        proposal = changed(proposed(connection, figure, seeds, metric), given)
        # whoever comes from a card whose metric is known sees at once what it would do
        is_tried = bool(proposal.metric_code) and ("try" in given or not given)
        found = effects(connection, desk.store, seeds, proposal, desk.gold) if is_tried else None
    return _shown(request, figure, proposal, found, "")


def write(request: Request, form: FormData) -> Response:
    """Writes the rule into the office's folder."""
    desk = desk_of(request)
    if desk.rules is None:
        raise DeskError(voice_of(request)("rule_no_folder"))
    with desk.warehouse.reading() as connection:
        figure = desk.warehouse.figure(request.path_params["key"])
        if figure is None:
            raise HTTPException(404)
        given = {name: str(value) for name, value in form.items()}
        proposal = changed(proposed(connection, figure, seeds_of(desk), given.get("metric_code", "")), given)
        found = effects(connection, desk.store, seeds_of(desk), proposal, desk.gold)
    path = written(desk.rules, proposal)
    return _shown(request, figure, proposal, found, str(path))


def _shown(request: Request, figure: Figure, proposal: Proposal, found: Effects | None, path: str) -> Response:
    desk, voice = desk_of(request), voice_of(request)
    with desk.warehouse.reading():
        known = desk.warehouse.made("names", names).metrics
    metrics = [(code, (zh if voice.language == "zh" else en) or zh) for code, (zh, en) in sorted(known.items())]
    return page(
        request,
        "rule.html",
        figure=figure,
        proposal=proposal,
        effects=found,
        written=path,
        folder=desk.rules,
        metrics=metrics,
        reaches=REACHES,
    )


def proposed(
    connection: "duckdb.DuckDBPyConnection", figure: Figure, seeds: Mapping[str, Seed], metric: str
) -> Proposal:
    """A rule for the figure's wording: the words next to the number, its topic, its class of unit."""
    wording, topic = str(figure.landed["wording"] or "◇"), figure.landed["topic"]
    metric = metric or figure.value_of("metric").partition(" ")[0]
    before, _, behind = wording.partition("◇")
    near = re.split(ENDS, before)[-1][-BEFORE:]
    after = re.split(ENDS, behind)[0][:BEHIND]
    pattern = "◇".join(map(literal, (near, after)))
    basis = rows(
        connection,
        "select topic_basis from intermediate.int_figure_topics where figure_id = ? order by label_no limit 1",
        [figure.item.key],
    )
    reach = {"item": "item", "heading": "heading"}.get(basis[0]["topic_basis"] if basis else "", "sentence")
    return Proposal(
        rule_id=_free_id(seeds, metric),
        metric_code=metric,
        topics=str(topic) if topic and topic != "none" else "*",
        pattern=pattern,
        unless="",
        unit_classes=str(figure.landed["unit_class"] or "none"),
        example=case(figure.heading_path, figure.context[0], figure.before, figure.item.number_text, figure.after),
        counter_example=counter_example(connection, figure),
        topic_reach="heading" if not topic or topic == "none" else reach,
    )


def changed(proposal: Proposal, given: Mapping[str, str]) -> Proposal:
    """The proposal with what a form says of it."""
    row = {**asdict(proposal), **{one.name: given[one.name] for one in fields(Proposal) if given.get(one.name)}}
    for optional in ("unless", "note"):
        row[optional] = given.get(optional, row[optional])
    return Proposal(**{name: value.replace("\r\n", "\n").strip() for name, value in row.items()})


def written(folder: Path, proposal: Proposal) -> Path:
    """Adds the rule to the folder's file; where it stands. Raises FazhiError where it cannot be used as it is."""
    marked_once({"example": proposal.example, "counter_example": proposal.counter_example})
    if proposal.topic_reach not in REACHES:
        raise DeskError(f"“{proposal.topic_reach}” is no reach; it is sentence, item or heading")
    return put(folder, SEED, [asdict(proposal)])


def marked_once(cases: Mapping[str, str]) -> None:
    """Raises DeskError where a case has not one number marked."""
    for name, text in cases.items():
        if (text.count("⟦"), text.count("⟧")) != (1, 1):
            raise DeskError(f"mark one number as ⟦12⟧ in the {name.replace('_', '-')}")


def literal(words: str) -> str:
    """Words as a pattern that means them as they are."""
    return _META.sub(r"\\\1", words)


def seeds_of(desk: Desk) -> dict[str, Seed]:
    """The project's rules and cues, with the office's own over them."""
    return seeds_with(desk.rules if desk.rules and desk.rules.is_dir() else None)


def _free_id(seeds: Mapping[str, Seed], metric: str) -> str:
    taken, number = seeds["wording_rules"].rows, 1
    while f"office.{metric or 'metric'}.{number}" in taken:
        number += 1
    return f"office.{metric or 'metric'}.{number}"


def case(headings: str, earlier: str, before: str, number: str, after: str) -> str:
    """A case as the rulebook has it: headings, earlier sentences of the item, the sentence with its number marked."""
    lines = [f"# {heading.strip()}" for heading in headings.split("›") if heading.strip()]
    lines += [line for line in (" ".join(earlier.split()),) if line and not _is_marked(line)]
    return "\n".join([*lines, " ".join(f"{before}⟦{number}⟧{after}".split())])


def _is_marked(text: str) -> bool:
    return any(mark in text for mark in "⟦⟧") or text[0] in "@#"


def counter_example(connection: "duckdb.DuckDBPyConnection", figure: Figure) -> str:
    """A number of the same unit near it in the report that is used for something else, or else for nothing."""
    found = rows(
        connection,
        "select other.figure_id from marts.aud_figure_disposition as other"
        " where other.report_id = ? and other.figure_id <> ? and other.unit_class is not distinct from ?"
        " and other.wording is distinct from ?"
        " order by other.disposition = 'set_aside', abs(other.char_start - ?) limit 1",
        [
            figure.item.report_id,
            figure.item.key,
            figure.landed["unit_class"],
            figure.landed["wording"],
            figure.item.char_start,
        ],
    )
    with contextlib.suppress(IndexError):
        other = readings.figure(connection, found[0]["figure_id"])
        if other:
            return case(other.heading_path, other.context[0], other.before, other.item.number_text, other.after)
    return ""
