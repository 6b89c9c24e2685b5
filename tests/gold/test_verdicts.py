"""With the gold of reports turned into verdicts, the facts of these reports are the gold."""

import pytest

from fazhi.build import reading
from fazhi.evaluate import evaluate
from ground.paths import ROOT
from ingest.landing import land
from ingest.verdicts import find_verdicts, land_verdicts
from tests import verdicts

GOLD = ROOT / "tests" / "gold" / "samples"


@pytest.mark.proof
def test_the_facts_are_what_people_read(tmp_path):
    db = tmp_path / "fazhi.duckdb"
    land(ROOT / "reports", db, progress=False)
    found = find_verdicts(verdicts.write(tmp_path / "verdicts.csv", list(verdicts.of_gold(db, GOLD))), db)
    assert not found.faults
    assert land_verdicts(found, db) > 300
    reading(db, "+fct_observations +aud_figure_disposition +aud_verdicts")
    scores = evaluate(db, GOLD)
    # what a number is printed in is landed, not judged
    misses = [(miss.kind, miss.offset, miss.wanted, miss.got) for miss in scores.misses if miss.kind != "unit wrong"]
    assert misses == []
    assert scores.observations.gold == scores.observations.right == scores.strictly_right
