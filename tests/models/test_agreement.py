"""Agreement and measured precision are what the libraries and the definitions say, and intervals hold what is true."""

import itertools
import math
import random
from collections import Counter

import duckdb
import jinja2
import numpy as np
import pytest

from ground.paths import ROOT
from tests.lint import adapter

WORDS = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "macros").rglob("*.sql")))
COLUMNS = "figure_id varchar, reader varchar, part varchar, claim varchar, family varchar"
# Four readers of twelve figures who left some out: the example by which Krippendorff explains the coefficient.
EXAMPLE = {
    "a": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    "b": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    "c": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    "d": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}


def rendered(text):
    environment = jinja2.Environment(autoescape=False, extensions=["jinja2.ext.do"])  # noqa: S701
    return environment.from_string(WORDS + text).render(ref=lambda name: name, adapter=adapter)


@pytest.fixture(scope="module")
def model():
    return rendered((ROOT / "models/marts/audits/aud_agreement.sql").read_text(encoding="utf-8"))


def agreement(model, said):
    """The row of aud_agreement on what each reader says of each figure."""
    with duckdb.connect() as connection:
        connection.execute(f"create table int_reader_claims ({COLUMNS})")
        rows = [
            [str(number), reader, "scope", str(claim), "approval"]
            for reader, claims in said.items()
            for number, claim in enumerate(claims)
            if claim is not None
        ]
        connection.executemany("insert into int_reader_claims values (?, ?, ?, ?, ?)", rows)
        found = connection.execute(f"select * from ({model}) where family = 'approval'").fetchall()
        everything = connection.execute(f"select * from ({model}) where family = 'all'").fetchall()
    assert [row[2:] for row in found] == [row[2:] for row in everything]
    (row,) = found
    return row


def alpha(said):
    """Krippendorff's alpha by its definition: over all pairs of words on one figure, and over all pairs of words."""
    figures = [[claim for claim in claims if claim is not None] for claims in zip(*said.values(), strict=True)]
    figures = [claims for claims in figures if len(claims) > 1]
    words = [claim for claims in figures for claim in claims]
    within = sum(
        sum(one != other for one, other in itertools.permutations(claims, 2)) / (len(claims) - 1) for claims in figures
    )
    among = sum(one != other for one, other in itertools.permutations(words, 2)) / (len(words) - 1)
    return 1 - within / among


def test_alpha_is_what_its_author_works_out(model):
    assert round(alpha(EXAMPLE), 3) == 0.743
    assert round(float(agreement(model, EXAMPLE)[-1]), 3) == 0.743


@pytest.mark.parametrize("seed", range(6))
def test_kappa_and_alpha_are_those_of_library_and_definition(model, seed):
    from statsmodels.stats.inter_rater import cohens_kappa  # two seconds, of which collecting knows nothing

    dice = random.Random(seed)  # noqa: S311
    words = ["own", "whole", "part", "unstated"]
    first = [dice.choice(words) for _ in range(80)]
    second = [word if dice.random() < 0.2 * seed else dice.choice(words) for word in first]
    second[3] = None
    said = {"甲": first, "乙": second}
    table = np.zeros((4, 4))
    both = [(one, other) for one, other in zip(second, first, strict=True) if one is not None]
    for (one, other), count in Counter(both).items():
        table[words.index(one), words.index(other)] = count
    _, _, figures, pairs, agreed, kappa, found = agreement(model, said)
    assert (figures, pairs) == (79, 79)
    assert float(agreed) == pytest.approx(100 * sum(one == other for one, other in both) / 79, abs=1e-4)
    assert float(kappa) == pytest.approx(cohens_kappa(table, return_results=False), abs=1e-4)
    assert float(found) == pytest.approx(alpha(said), abs=1e-4)


def test_where_all_say_one_thing_chance_does_all(model):
    assert agreement(model, {"甲": ["own"] * 5, "乙": ["own"] * 5})[2:] == (5, 5, 100, None, None)


@pytest.fixture(scope="module")
def wilson():
    ends = rendered("select {{ wilson_end('$hits', '$trials', '-') }}, {{ wilson_end('$hits', '$trials', '+') }}")

    with duckdb.connect() as connection:
        yield lambda hits, trials: connection.execute(ends, {"hits": hits, "trials": trials}).fetchone()


@pytest.mark.parametrize(("hits", "trials"), [(0, 1), (1, 1), (0, 30), (30, 30), (17, 20), (961, 1000)])
def test_the_intervals_are_the_librarys(wilson, hits, trials):
    from statsmodels.stats.proportion import proportion_confint

    assert wilson(hits, trials) == pytest.approx(proportion_confint(hits, trials, method="wilson"), abs=1e-12)


@pytest.mark.parametrize("share", [0.5, 0.88, 0.97])
def test_intervals_of_samples_hold_what_is_true(wilson, share):
    facts = [place < share * 600 for place in range(600)]
    held = 0
    for seed in range(100):
        low, high = wilson(sum(random.Random(seed).sample(facts, 60)), 60)  # noqa: S311
        held += low <= sum(facts) / len(facts) <= high
    assert held >= 90
    assert not math.isclose(low, high)
