"""`fazhi second-reader` on a warehouse: readings land beside the rules' and change no fact; agreement is told."""

import shutil

import duckdb
import pytest
from click.testing import CliRunner

from fazhi.cli import main
from tests.secondreader.talker import readings, talking
from tests.warehouse import models

TOLD = {"figure": 1, "metric": "admin_review.cases_accepted", "scope": "own", "role": "level", "year": 2019}
MODELS = "+aud_second_reader +aud_second_reader_differences"  # what they rest on too: the published file leaves it out
RULES = """
    select count(*), count(case when metrics like '%admin_review.cases_accepted%' then 1 end)
    from raw.second_readings
    left join (
        select figure_id, string_agg(metric_code) as metrics from intermediate.int_observations group by figure_id
    ) using (figure_id)
"""


@pytest.fixture
def db(sample_run, tmp_path):
    folder = tmp_path / "warehouse"
    folder.mkdir()
    return shutil.copy(sample_run / "fazhi.duckdb", folder / "fazhi.duckdb")


def ask(db, query):
    with duckdb.connect(str(db), read_only=True) as connection:
        return connection.execute(query).fetchall()


def run(talker, db, *more):
    return CliRunner().invoke(
        main, ["second-reader", "--endpoint", talker.endpoint, "--model", "m", "--db", str(db), *more]
    )


def test_readings_stand_beside_the_rules_and_agreement_is_told(db):
    facts = ask(db, "select count(*), sum(hash(observation_id)) from marts.fct_observations")
    with talking(lambda question, number: readings(TOLD)) as talker:
        first = run(talker, db, "--price-in", "1", "--price-out", "2")
        again = run(talker, db)
        asked = len(talker.heard)
    assert first.exit_code == 0, first.output
    assert f"{asked} asked in {asked} calls, 0 known, 0 unanswered" in first.output
    assert f"readings   {asked} by m, {asked} new" in first.output
    assert "nanchang_2019_digest.txt" in first.output
    assert f"{asked * 0.0012:.4f} in all: {asked * 1000} tokens in, {asked * 100} out" in first.output
    assert f"0 asked in 0 calls, {asked} known" in again.output
    assert "0 new" in again.output
    models(db, MODELS)
    ((figures, agreed),) = ask(db, RULES)
    assert figures == asked
    assert agreed > 0
    told = "select sum(figure_count), sum(agreed_count) from marts.aud_second_reader where part = 'metric'"
    assert ask(db, told) == [(figures, agreed)]
    differing = "select count(*) from marts.aud_second_reader_differences where part = 'metric'"
    assert ask(db, differing) == [(figures - agreed,)]
    assert ask(db, "select count(*), sum(hash(observation_id)) from marts.fct_observations") == facts


def test_wrong_usage_is_told_before_anything_is_asked(db):
    with talking(lambda question, number: readings(TOLD)) as talker:
        assert "--price-in" in run(talker, db, "--most-cost", "1").output
        assert "no current report named x.txt" in run(talker, db, "--report", "x.txt").output
        assert not talker.heard
