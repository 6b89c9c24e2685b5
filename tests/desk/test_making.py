"""Cues from a card, what they and rules do to the gold, and what was measured written into rules of one's own."""

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import pytest
from click.testing import CliRunner

from desk import cuetrials
from desk import effects as ruletrials
from desk.app import application
from desk.context import Desk
from desk.cuetrials import Cue, tried
from desk.errors import DeskError
from desk.ongold import DB, READ, SETS, made, on_sets
from desk.readings import Figure
from desk.rulemaking import ENDS, literal
from desk.trials import Touched
from fazhi.cli import main
from fazhi.rulebook.folder import seeds_with
from ground.errors import RulesError
from tests.conftest import ROOT
from tests.desk.conftest import READER, Reader

pytestmark = pytest.mark.warehouse
_EFFECT = re.compile(r'data-effect="(\w+)" data-count="(\d+)"')
_GOLD = re.compile(r'data-gold="(\w+)" data-mended="(\d+)" data-broken="(\d+)"')


def _scoped(desk: Desk) -> Figure:
    """A figure in use that its sentence gives a scope of its own, with words before the number."""
    for item in desk.queues.items("comparisons", READER):
        figure = desk.warehouse.figure(item.key)
        if figure and len(figure.readings) == 1 and figure.value_of("scope") in ("own", "whole") and figure.before:
            return figure
    raise AssertionError("the samples have no such figure")


def _other(figure: Figure) -> str:
    return "own" if figure.value_of("scope") == "whole" else "whole"


def _tried(reader: Reader, address: str, **fields: str) -> tuple[dict[str, int], dict[str, tuple[int, int]]]:
    """The page of a proposal that is tried: figures by effect, and of each set of gold how many it mends and breaks."""
    reader.get(f"{address}?{urlencode({'try': '1', **fields})}")
    effects = {kind: int(count) for kind, count in _EFFECT.findall(reader.text)}
    return effects, {name: (int(mended), int(broken)) for name, mended, broken in _GOLD.findall(reader.text)}


def test_a_cue_from_a_card_says_what_the_reader_said(desk: Desk, reader: Reader) -> None:
    figure = _scoped(desk)
    address = f"/cue/{figure.item.key}"
    reader.get(f"/card/{figure.item.key}")
    assert f'href="{address}"' in reader.text
    reader.change("scope", _other(figure))
    reader.get(f"/card/{figure.item.key}?queue=comparisons")
    reader.decide("accept")
    reader.get(address)
    assert f'<option value="{_other(figure)}" selected>' in reader.text
    words = literal(re.split(ENDS, figure.before)[-1].strip()[-8:])
    effects, gold = _tried(reader, address, pattern=words, judgement="scope", cue_order="1", says=_other(figure))
    assert effects["moves"] >= 1
    assert gold["desk"] == (1, 0), "the reader's own verdict is what it mends"
    assert figure.item.number_text in reader.text
    effects, gold = _tried(
        reader, address, pattern=words, judgement="scope", cue_order="1", says=figure.value_of("scope")
    )
    assert effects["same"] >= 1
    assert gold["desk"] == (0, 0)


def test_a_cue_leaves_what_an_earlier_one_decides(desk: Desk) -> None:
    with desk.warehouse.reading() as connection:
        decided = connection.execute(
            "select scopes.figure_id, cues.cue_order, scopes.scope from intermediate.int_figure_scopes as scopes"
            " inner join seeds.scope_cues as cues on scopes.scope_cue = cues.cue_id"
            " inner join marts.fct_evidence as evidence on scopes.figure_id = evidence.figure_id limit 1"
        ).fetchone()
        assert decided
        key, order, scope = decided
        says = "whole" if scope == "own" else "own"
        effects = {}
        for own_order in (order - 1, order + 1):
            cue = Cue("scope", "scope.office_1", str(own_order), "lead", ".", "", says, "⟦1⟧", "⟦1⟧")
            effects[own_order] = {one.figure_id: one.effect for one in tried(connection, seeds_with(None), cue)}[key]
    assert effects == {order - 1: "moves", order + 1: "other"}


def test_an_exclusion_drops_its_metrics_alone(desk: Desk, reader: Reader) -> None:
    figure = _scoped(desk)
    metric = figure.value_of("metric")
    address, words = f"/cue/{figure.item.key}", literal(re.split(ENDS, figure.before)[-1].strip()[-8:])
    told = {"judgement": "exclusion", "pattern": words}
    assert _tried(reader, address, says=metric, **told)[0]["drops"] >= 1
    assert _tried(reader, address, says=f"{metric.partition('.')[0]}.*", **told)[0]["drops"] >= 1
    assert _tried(reader, address, says="no.such", **told)[0]["drops"] == 0


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"says": "everybody"}, "says one of"),
        ({"place": "far"}, "is no place"),
        ({"cue_order": "first"}, "no whole number"),
        ({"pattern": "("}, "RE2"),
        ({"pattern": "{no_such_class}"}, "word class"),
    ],
)
def test_a_cue_that_cannot_be(desk: Desk, reader: Reader, fields: dict[str, str], why: str) -> None:
    told = {"try": "1", "judgement": "scope", "says": "own", "pattern": "市政府", **fields}
    answer = reader.client.get(f"/cue/{_scoped(desk).item.key}", params=told)
    assert answer.status_code == 409
    assert why in answer.text


def test_a_cue_is_written_with_its_cases(warehouse: Path, opened_desk: Callable[..., Desk], tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    desk = opened_desk(warehouse, rules=rules)
    reader = Reader(application(desk, {"127.0.0.1"}))
    figure = _scoped(desk)
    reader.get(f"/cue/{figure.item.key}?judgement=scope")
    form = {"csrf": reader.csrf, "judgement": "scope", "says": "whole", "pattern": "本院所辖各庭"}
    reader.post(f"/cue/{figure.item.key}", form)
    reader.post(f"/cue/{figure.item.key}", form)
    with (rules / "scope_cues.csv").open(encoding="utf-8", newline="") as lines:
        first, second = csv.DictReader(lines)
    assert (first["cue_id"], second["cue_id"]) == ("scope.office_1", "scope.office_2")
    assert first["example"].count("⟦") == first["counter_example"].count("⟦") == 1
    orders = [int(row.row["cue_order"]) for row in seeds_with(None)["scope_cues"].rows.values()]
    assert int(first["cue_order"]) < min(orders), "it is asked before the project's own"
    assert seeds_with(rules)["scope_cues"].rows["scope.office_1"].row["says"] == "whole"
    unmarked = {**form, "example": "没有数字。"}
    assert reader.client.post(f"/cue/{figure.item.key}", data=unmarked).status_code == 409


def test_a_rule_is_held_against_sets_of_gold(warehouse: Path, opened_desk: Callable[..., Desk], tmp_path: Path) -> None:
    folder = tmp_path / "gold"
    shutil.copytree(ROOT / "tests" / "gold" / "samples", folder / SETS / "samples")
    shutil.copy(warehouse, folder / DB)
    desk = opened_desk(warehouse)
    desk.gold = folder
    reader = Reader(application(desk, {"127.0.0.1"}))
    used = desk.queues.items("comparisons", READER)[-1]
    figure = desk.warehouse.figure(used.key)
    assert figure
    own = figure.value_of("metric").split()[0]
    other = "service.one_visit_items" if own != "service.one_visit_items" else "service.items_online"
    address = f"/rule/{used.key}"
    assert _tried(reader, address, metric_code=own)[1]["samples"] == (0, 0)
    mended, broken = _tried(reader, address, metric_code=other)[1]["samples"]
    assert mended == 0
    assert broken >= 1
    reader.get(f"{address}?{urlencode({'try': '1', 'metric_code': other})}")
    assert "samples" in reader.text
    desk.gold = None
    assert "samples" not in _tried(reader, address, metric_code=other)[1]


def test_the_sets_are_built_with_all_that_a_trial_reads() -> None:
    asked = set(
        re.findall(r"\b(?:marts|intermediate)\.(\w+)", ruletrials._CLAIMED + cuetrials._SPOKEN + cuetrials._DECIDED)
    )
    assert {"dim_report", "fct_evidence", "int_figure_topics", "int_figure_scopes"} <= asked
    assert asked <= set(READ)


def test_sets_of_an_older_version_are_told_as_such(
    copied: Callable[..., Path], reader: Reader, desk: Desk, tmp_path: Path
) -> None:
    key = desk.queues.items("comparisons", READER)[0].key
    (tmp_path / "gold" / SETS).mkdir(parents=True)
    shutil.copy(copied("drop table marts.aud_figure_disposition"), tmp_path / "gold" / DB)
    desk.gold = tmp_path / "gold"
    answer = reader.client.get(f"/rule/{key}?lang=zh&try=1")
    assert answer.status_code == 409
    assert "请重新构建：fazhi build、fazhi desk gold" in answer.text


def test_a_rule_for_what_the_reader_has_chosen_is_tried_at_once(desk: Desk, reader: Reader) -> None:
    claims = []
    for key in [item.key for item in desk.queues.items("wordings", READER)[:5]]:
        assert "data-effect" not in reader.get(f"/rule/{key}"), "no metric is known"
        reader.get(f"/card/{key}?queue=wordings")
        reader.change("metric", "service.one_visit_items")
        text = reader.get(f"/rule/{key}")
        assert 'name="metric_code" value="service.one_visit_items"' in text
        assert '<option value="service.one_visit_items">' in text
        claims.append(int(dict(_EFFECT.findall(text))["claims"]))
    assert max(claims) >= 1, claims  # one whose subject another metric's rule excludes may claim nothing


def test_what_is_no_source_has_no_gold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("ground.paths.ROOT", tmp_path)
    with pytest.raises(DeskError, match="no sets of gold"):
        made(tmp_path / "gold")
    assert not (tmp_path / "gold").exists()


def _agreed(copied: Callable[..., Path], *parts: tuple[str, int, int]) -> Path:
    values = ", ".join(f"('{part}', {count}, {right}, 0, 0, 0)" for part, count, right in parts)
    return copied(f"insert into marts.aud_agreed_precision values {values}")


def test_what_was_measured_becomes_rows_of_ones_own(copied: Callable[..., Path], tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    db = _agreed(copied, ("metric", 60, 59), ("scope", 12, 12))
    done = CliRunner().invoke(main, ["desk", "--db", str(db), "measured", "--rules", str(rules)])
    assert done.exit_code == 0, done.output
    assert "59 of 60 right" in done.output
    assert "too few figures to conclude anything yet: scope" in done.output
    rows = seeds_with(rules)["agreement"].rows
    assert (rows["metric"].row["figures"], rows["metric"].row["right_count"]) == ("60", "59")
    assert rows["metric"].row["least_figures"] == "50", "what the file leaves out is the project's"
    assert rows["year"].row["figures"] == "0"
    # measured anew, it takes the place of what was there
    done = CliRunner().invoke(
        main, ["desk", "--db", str(_agreed(copied, ("year", 80, 80))), "measured", "--rules", str(rules)]
    )
    assert done.exit_code == 0, done.output
    assert seeds_with(rules)["agreement"].rows["year"].row["right_count"] == "80"


def test_nothing_measured_is_written_as_nothing(warehouse: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["desk", "--db", str(warehouse), "measured", "--rules", str(tmp_path / "rules")])
    assert done.exit_code == 1
    assert "no figure of a random sample has been read by a second reader" in done.output
    assert not (tmp_path / "rules").exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("metric,40,41,50,0.95", "more are right than were looked at"),
        ("metric,40,40,50,1.5", "no confidence"),
        ("place,40,40,50,0.95", "none of metric, scope, year"),
        ("metric,many,40,50,0.95", "no whole number"),
    ],
)
def test_rows_of_agreement_that_cannot_be(tmp_path: Path, row: str, why: str) -> None:
    (tmp_path / "agreement.csv").write_text(f"part,figures,right_count,least_figures,most\n{row}\n", encoding="utf-8")
    with pytest.raises(RulesError, match=why):
        seeds_with(tmp_path)


@pytest.mark.proof
def test_the_projects_sets_are_made_and_held_against(tmp_path: Path) -> None:
    names = made(tmp_path / "gold")
    assert "cases_dev" in names
    assert not [name for name in names if "heldout" in name]
    cue = Cue("scope", "scope.office_1", "1", "lead", "市政府", "", "part", "⟦1⟧", "⟦1⟧")
    found: list[Touched] = []

    def trial(connection: duckdb.DuckDBPyConnection) -> list[Touched]:
        found.extend(tried(connection, seeds_with(None), cue))
        return found

    held = on_sets(tmp_path / "gold", trial)
    assert [one.name for one in held] == names
    assert any(one.effect == "moves" for one in found)
    assert sum(one.broken for one in held) > sum(one.mended for one in held), "it is a wrong cue"
