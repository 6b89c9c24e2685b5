"""How well a warehouse reads: floors a little under what is measured, on every set of gold (docs/measuring.md).

What falls below a floor is shown as the table that `fazhi evaluate` prints. The reports of the held-out sets are
run, not read: no rule is made by them.
"""

import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from fazhi.evaluate import as_json, as_lines, evaluate
from fazhi.evaluate.scores import Scores
from ingest.landing import land
from tests.gold import annotated
from tests.reference import GOLD, REPORTS, SCORER
from tests.warehouse import NAME, ROOT, models, seeded

HERE = Path(__file__).parent
# Sets of short texts that need not say whose they are: a register tells it.
REGISTERED = (
    "cases_real_real1",
    "cases_real_services",
    "cases_wild_h1",
    "cases_wild_h2",
    "cases_wild_k1",
    "cases_wild_k2",
    "cases_wild_w1",
    "cases_wild_w2",
    "cases_real_judge",
    "cases_real_real2",
    "cases_rest_rest1",
    "cases_rest_rest2",
    "cases_rest_rest3",
    "cases_wild_breaker",
    "cases_scenes_scenes1",
    "cases_scenes_scenes2",
    "cases_pages_law",
    "cases_pages_hall",
    "cases_pages_voice",
    "cases_pages_settle",
    "cases_pages_enforce",
    "cases_mass_mhall",
    "cases_mass_mreview",
    "cases_mass_mvoice",
    "cases_restated_ra",
    "cases_restated_rb",
)
HELD_OUT = ("cases_heldout", "cases_heldout2")
ANNOTATED = (
    "cases_dev",
    "cases_dev2",
    "cases_dev3",
    "cases_dev4",
    "cases_dev5",
    "cases_field",
    "cases_wild_services",
    "cases_wild_norms",
    "cases_wild_reviews",
    "cases_wild_judge",
    "cases_wild_enforce",
    "cases_wild_disputes",
    "cases_wild_cells",
    "cases_wild_parts",
    "cases_wild_halls",
    "cases_wild_h1",
    "cases_wild_h2",
    "cases_wild_k1",
    "cases_wild_k2",
    "cases_wild_w1",
    "cases_wild_w2",
    "cases_real_judge",
    "cases_real_real1",
    "cases_real_real2",
    "cases_real_services",
    "cases_rest_rest1",
    "cases_rest_rest2",
    "cases_rest_rest3",
    "cases_wild_breaker",
    "cases_scenes_scenes1",
    "cases_scenes_scenes2",
    "cases_pages_law",
    "cases_pages_hall",
    "cases_pages_voice",
    "cases_pages_settle",
    "cases_pages_enforce",
    "cases_mass_mhall",
    "cases_mass_mreview",
    "cases_mass_mvoice",
    "cases_restated_ra",
    "cases_restated_rb",
    *HELD_OUT,
)

# The reports that the samples were taken from, where they are at hand.
has_whole = (GOLD / "manifest.csv").is_file() and REPORTS.is_dir()
SETS = (*ANNOTATED, "samples", *(["whole"] if has_whole else []))

FLOORS: Mapping[str, Mapping[str, float]] = {
    "cases_dev": {"precision": 0.99, "f1": 0.99, "strict": 0.985},
    "cases_dev2": {"precision": 0.99, "f1": 0.975, "strict": 0.97},
    "cases_dev3": {"precision": 0.985, "f1": 0.98, "strict": 0.97},
    "cases_dev4": {"precision": 0.99, "f1": 0.985, "strict": 0.98},
    "cases_dev5": {"precision": 0.985, "f1": 0.97, "strict": 0.965},
    "cases_field": {"precision": 0.99, "f1": 0.985, "strict": 0.98},
    "cases_wild_services": {"precision": 0.985, "f1": 0.975, "strict": 0.935},
    "cases_wild_norms": {"precision": 0.985, "f1": 0.975, "strict": 0.94},
    "cases_wild_reviews": {"precision": 0.98, "f1": 0.93, "strict": 0.89},
    "cases_wild_judge": {"precision": 0.99, "f1": 0.98, "strict": 0.975},
    "cases_wild_enforce": {"precision": 0.97, "f1": 0.92, "strict": 0.87},
    "cases_wild_disputes": {"precision": 0.96, "f1": 0.905, "strict": 0.8},
    "cases_wild_cells": {"precision": 0.97, "f1": 0.89, "strict": 0.87},
    "cases_wild_parts": {"precision": 0.99, "f1": 0.93, "strict": 0.925},
    "cases_wild_halls": {"precision": 0.98, "f1": 0.68, "strict": 0.67},
    "cases_wild_h1": {"precision": 0.985, "f1": 0.94, "strict": 0.92},
    "cases_wild_h2": {"precision": 0.935, "f1": 0.835, "strict": 0.71},
    "cases_wild_k1": {"precision": 0.985, "f1": 0.96, "strict": 0.735},
    "cases_wild_k2": {"precision": 0.915, "f1": 0.855, "strict": 0.6},
    "cases_wild_w1": {"precision": 0.95, "f1": 0.87, "strict": 0.845},
    "cases_wild_w2": {"precision": 0.91, "f1": 0.82, "strict": 0.76},
    "cases_real_judge": {"precision": 0.985, "f1": 0.96, "strict": 0.955},
    "cases_real_real1": {"precision": 0.975, "f1": 0.965, "strict": 0.85},
    "cases_real_real2": {"precision": 0.97, "f1": 0.97, "strict": 0.79},
    "cases_real_services": {"precision": 0.98, "f1": 0.97, "strict": 0.92},
    "cases_rest_rest1": {"precision": 0.975, "f1": 0.955, "strict": 0.845},
    "cases_rest_rest2": {"precision": 0.985, "f1": 0.925, "strict": 0.875},
    "cases_rest_rest3": {"precision": 0.98, "f1": 0.965, "strict": 0.92},
    "cases_wild_breaker": {"precision": 0.9, "f1": 0.8, "strict": 0.65},
    "cases_scenes_scenes1": {"precision": 0.95, "f1": 0.815, "strict": 0.785},
    "cases_scenes_scenes2": {"precision": 0.95, "f1": 0.85, "strict": 0.6},
    "cases_pages_law": {"precision": 0.98, "f1": 0.98, "strict": 0.975},
    "cases_pages_hall": {"precision": 0.985, "f1": 0.96, "strict": 0.96},
    "cases_pages_voice": {"precision": 0.94, "f1": 0.965, "strict": 0.915},
    "cases_pages_settle": {"precision": 0.965, "f1": 0.98, "strict": 0.975},
    "cases_pages_enforce": {"precision": 0.985, "f1": 0.985, "strict": 0.975},
    "cases_mass_mhall": {"precision": 0.98, "f1": 0.97, "strict": 0.95},
    "cases_mass_mreview": {"precision": 0.98, "f1": 0.97, "strict": 0.95},
    "cases_mass_mvoice": {"precision": 0.98, "f1": 0.97, "strict": 0.95},
    "cases_restated_ra": {"precision": 0.98, "f1": 0.97, "strict": 0.84},
    "cases_restated_rb": {"precision": 0.98, "f1": 0.935, "strict": 0.85},
    "cases_heldout": {"precision": 0.965, "f1": 0.945, "strict": 0.92},
    "cases_heldout2": {"precision": 0.97, "f1": 0.95, "strict": 0.91},
    "samples": {"precision": 0.975, "f1": 0.955, "strict": 0.93},
    "whole": {"precision": 0.985, "f1": 0.985, "strict": 0.94},
}
FIGURES = {"f1": 0.995, "value": 0.99, "unit": 0.98}
# Sets whose lists and tables are landed less well than the others.
OF_FIGURES = {
    "cases_scenes_scenes1": {"f1": 0.985, "value": 0.99, "unit": 0.98},
    "cases_scenes_scenes2": {"f1": 0.99, "value": 0.99, "unit": 0.965},
    "cases_pages_law": {"f1": 0.99, "value": 0.99, "unit": 0.96},
    "cases_pages_voice": {"f1": 0.99, "value": 0.99, "unit": 0.98},
}

CLAIMED = re.findall(
    rf"^\| `({'|'.join((*ANNOTATED, 'samples'))})` \|(.*)\|$",
    (ROOT / "docs" / "measuring.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


class Measured:
    """One warehouse of all sets, and the gold folder of each."""

    def __init__(self, folder: Path) -> None:
        self.db = folder / NAME
        self.gold = {"samples": HERE / "samples", "whole": GOLD} | {name: folder / name for name in ANNOTATED}
        codes = annotated.metric_codes()
        for name in ANNOTATED:
            cases = [annotated.parse(path, codes) for path in sorted((HERE / name).glob("*.annotated.txt"))]
            annotated.write_gold(cases, self.gold[name])
            texts = folder / "texts" / name
            texts.mkdir(parents=True)
            if name in REGISTERED:
                lines = (
                    f"{it['name']}.txt,{it['jurisdiction']},{it['year']}" for it in (case.header for case in cases)
                )
                (texts / "register.csv").write_text("\n".join(("file,jurisdiction,year", *lines)), encoding="utf-8")
            for case in cases:
                (self.gold[name] / f"{case.header['name']}.txt").rename(texts / f"{case.header['name']}.txt")
        seeded(self.db)
        for source in (ROOT / "reports", folder / "texts", *([REPORTS] if has_whole else [])):
            land(source, self.db, progress=False)
        models(self.db, "+fct_observations +dim_jurisdiction")
        self.scores = cache(self._scores)

    def _scores(self, name: str) -> Scores:
        return evaluate(self.db, self.gold[name])


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    return Measured(tmp_path_factory.mktemp("measured"))


@pytest.mark.parametrize("name", SETS)
def test_figures_stay_above_their_floor(measured: Measured, name: str) -> None:
    scores = measured.scores(name)
    figures = as_json(scores)["figures"]
    floors = OF_FIGURES.get(name, FIGURES)
    below = {measure: figures[measure] for measure, floor in floors.items() if figures[measure] < floor}
    assert not below, told(name, below, floors, scores)


@pytest.mark.parametrize("name", SETS)
def test_observations_stay_above_their_floor(measured: Measured, name: str) -> None:
    scores = measured.scores(name)
    reached = {
        "precision": scores.observations.precision,
        "f1": scores.observations.f1,
        "strict": scores.strict.f1,
    }
    below = {measure: reached[measure] for measure, floor in FLOORS[name].items() if reached[measure] < floor}
    assert not below, told(name, below, FLOORS[name], scores)


@pytest.mark.parametrize(("name", "claimed"), CLAIMED)
def test_the_documents_claim_no_more_than_is_measured(measured: Measured, name: str, claimed: str) -> None:
    scores = measured.scores(name)
    observations = scores.observations
    reached = scores.figures.f1, observations.precision, observations.recall, observations.f1, scores.strict.f1
    for claim, measure in zip(re.findall(r"\d\.\d{4}", claimed), reached, strict=True):
        assert measure >= float(claim) - 0.01, "docs/measuring.md, What is measured now: write it anew"


def test_the_documents_claim_something_of_each_set() -> None:
    assert sorted(name for name, _ in CLAIMED) == sorted((*ANNOTATED, "samples"))


def bands(measured: Measured, names: tuple[str, ...]) -> dict[float, tuple[int, int]]:
    """Observations found, and wrong in any part, by the lower end of their band of confidence, over some sets."""
    counts: dict[float, tuple[int, int]] = {}
    for name in names:
        for lower, band in measured.scores(name).bands.items():
            found, wrong = counts.get(float(lower), (0, 0))
            counts[float(lower)] = found + band.found, wrong + band.found - band.strict
    return counts


def test_the_surest_readings_are_wrong_at_most_once_in_50(measured: Measured) -> None:
    """In every part, on reports that no rule was made by, and on enough of them to say so."""
    found, wrong = bands(measured, HELD_OUT)[0.9]
    assert found >= 150
    assert wrong * 50 <= found


def test_confidence_promises_no_more_than_is_kept(measured: Measured) -> None:
    """No band of some size is wrong more often than its lower end allows, on all sets."""
    for lower, (found, wrong) in bands(measured, SETS).items():
        assert found < 30 or wrong <= (1 - lower) * found, lower


@pytest.mark.skipif(not (has_whole and SCORER.is_file()), reason="the other scorer is not at hand")
def test_another_scorer_gets_the_same_numbers(measured: Measured) -> None:
    command = [
        sys.executable,
        str(SCORER),
        "--db",
        str(measured.db),
        "--gold",
        str(GOLD),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    scores = as_json(measured.scores("whole"))
    for counted in ("figures", "observations"):
        line, ours = next(line for line in said if line.startswith(counted)), scores[counted]
        ours = ours | {"strict F1": ours.get("strict", {}).get("f1"), "F1": ours["f1"]}
        for measure, theirs in re.findall(r"(strict F1|\w+)\s+(\d[\d.]*)", line):
            if measure in ours:
                assert float(theirs) == round(ours[measure], 4), (measure, line)


def told(name: str, below: Mapping[str, float], floors: Mapping[str, float], scores: Scores) -> str:
    """What a failing test says."""
    fallen = ", ".join(f"{measure} {reached:.4f} is below {floors[measure]}" for measure, reached in below.items())
    return "\n".join((f"{name}: {fallen}", *as_lines(scores)))
