"""The questions in analyses/: plain SQL over the marts, with a header, each row traceable."""

import re
from decimal import Decimal

import pytest

from publish.questions import FOLDER, question

NAMES = (
    "approval_times_across_cities",
    "cases_across_cities",
    "city_profile",
    "comparability_of_two_cities",
    "derived_indicators_across_cities",
    "mediation_rates_across_cities",
    "reported_by_one_city_only",
    "shortest_approval_limits",
    "stated_and_derived_rates",
)


@pytest.fixture
def answer(marts):
    def ask(name, replace=("", "")):
        result = marts.execute(question(FOLDER / f"{name}.sql").sql.replace(*replace))
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    return ask


def test_these_are_the_questions():
    assert tuple(sorted(path.stem for path in FOLDER.glob("*.sql"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_header_asks_in_both_languages_and_says_what_is_not_comparable(name):
    asked = question(FOLDER / f"{name}.sql")
    assert re.search(r"[\u4e00-\u9fff].*？$", asked.title)
    assert asked.title_en.endswith("?")
    assert [note for note in asked.notes if note.startswith("How to read it:")]
    assert [note for note in asked.notes if note.startswith("Not comparable:")]
    assert f"analyses/{name}.sql" in asked.sql


@pytest.mark.parametrize("name", NAMES)
def test_it_is_plain_sql_over_the_marts_alone(name):
    sql = question(FOLDER / f"{name}.sql").sql
    assert not re.search(r"\{\{|\{%|\{#", sql)
    assert not re.search(r"\b(?:raw|seeds|staging|intermediate)\.", sql)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_where_it_is_printed_and_with_what_it_compares(answer, name):
    rows = answer(name)
    assert rows
    for row in rows:
        assert row["report_id"]
        assert row["source_name"]
        assert row["char_start"] is not None
        assert row["number_text"] in row["printed_sentence"]
        assert row["comparability"]
        assert row["comparability_zh"]
        assert {"scope", "year", "as_of", "role", "is_cumulative"} <= row.keys()


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_rows_is_fixed(marts, name):
    sql = question(FOLDER / f"{name}.sql").sql
    assert sql.rindex("order by") > sql.rindex("from ")
    assert marts.execute(sql).fetchall() == marts.execute(sql).fetchall()


def test_a_recalled_value_stands_beside_the_others_but_says_what_it_is(answer):
    rows = {(row["jurisdiction_name"], row["year"], row["role"]): row for row in answer("cases_across_cities")}
    prior = rows["乙市", 2018, "prior"]
    assert prior["value"] == Decimal("20.5")
    assert prior["comparability"].startswith("not ranked")
    assert prior["rank_in_group"] is None


def test_the_rate_as_reported_and_as_derived_stay_apart(answer):
    (row,) = answer("mediation_rates_across_cities")
    assert (row["rate_reported"], row["rate_derived"], row["rate_gap"]) == (96, 95, 1)
    assert row["lead_figure"] == "rate_reported"
    assert row["number_text"] == "96"


def test_the_profile_takes_the_city_with_most_figures_unless_told(answer):
    assert {row["jurisdiction_name"] for row in answer("city_profile")} == {"甲市"}


@pytest.mark.parametrize("city", ["乙市", "乙", "360700"])
def test_the_profile_takes_the_city_that_is_named(answer, city):
    rows = answer("city_profile", ("cast(null as string) as city", f"cast('{city}' as string) as city"))
    assert {row["jurisdiction_name"] for row in rows} == {"乙市"}
    assert {row["role"] for row in rows} == {"level", "prior", "change"}


def test_only_what_a_single_city_reports_is_listed(answer):
    rows = answer("reported_by_one_city_only")
    assert "admin_review.cases_accepted" not in {row["metric_code"] for row in rows}
    assert {row["jurisdictions_landed"] for row in rows} == {2}
    assert {row["role"] for row in rows} == {"level"}


def test_a_stated_rate_stands_beside_what_its_terms_give(answer):
    (row,) = answer("stated_and_derived_rates")
    assert (row["reported_value"], row["derived_value"], row["reported_gap"]) == (96, 95, 1)
    assert (row["numerator"], row["denominator"]) == (285, 300)
    assert row["number_text"] == "96"


def test_a_derived_value_names_both_terms(answer):
    (row,) = answer("derived_indicators_across_cities")
    assert row["value"] == 100 * row["numerator"] / row["denominator"]
    assert row["numerator_observation_id"]
    assert row["denominator_observation_id"]


def test_a_time_that_is_promised_is_a_limit(answer):
    (row,) = answer("shortest_approval_limits")
    assert (row["metric_code"], row["modifier"]) == ("approval_time.enterprise_startup", "le")
    assert row["rank_from_shortest"] is None


def test_two_numbers_of_one_group_are_compared_with_what_must_be_known_of_each(answer):
    (row,) = answer("comparability_of_two_cities")
    assert {row["jurisdiction_name"], row["other_jurisdiction_name"]} == {"甲市", "乙市"}
    assert row["verdict"] == "with_reservation"
    assert row["comparability"] == "乙市: at least this"


@pytest.mark.parametrize("city", ["乙市", "乙", "360700"])
def test_the_cities_to_compare_can_be_named(answer, city):
    (row,) = answer(
        "comparability_of_two_cities", ("cast(null as string) as city_a", f"cast('{city}' as string) as city_a")
    )
    assert (row["jurisdiction_name"], row["other_jurisdiction_name"]) == ("乙市", "甲市")


def test_no_city_is_guessed_for_a_name_that_is_nobodys(answer):
    assert (
        answer("comparability_of_two_cities", ("cast(null as string) as city_b", "cast('无此市' as string) as city_b"))
        == []
    )
