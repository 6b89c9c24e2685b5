"""The metrics of models/semantic/: MetricFlow makes of them what the comparison tables say, and nothing mixes."""

import datetime
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from tests.publish.synthetic import build

YEAR = "metric_time__year"
IN_2019 = ("{{ TimeDimension('metric_time', 'year') }} = '2019-01-01'",)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project with by-products of its own: MetricFlow reads `target/` of the folder that it works in."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("dbt_project.yml", "profiles.yml", "analyses", "macros", "models", "seeds", "tests"):
        (folder / name).symlink_to(ROOT / name)
    # dbt keeps the warehouse that it is shown open for writing, so it is shown an empty one of the same name
    environment = {**os.environ, "FAZHI_DB": str(folder / "fazhi.duckdb"), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
    subprocess.run([sys.executable, "-m", "dbt.cli.main", "--quiet", "parse"], cwd=folder, env=environment, check=True)
    return folder


@pytest.fixture(scope="module")
def asked(project):
    """The SQL that MetricFlow makes of a query."""
    from dbt_metricflow.cli.cli_configuration import CLIConfiguration
    from metricflow.engine.metricflow_engine import MetricFlowQueryRequest

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("FAZHI_DB", str(project / "fazhi.duckdb"))
        patched.setenv("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
        configuration = CLIConfiguration()
        configuration.setup(project, project, configure_file_logging=False)
        engine = configuration.mf

    def ask(metrics, by, where=()):
        request = MetricFlowQueryRequest.create(
            metric_names=metrics, group_by_names=by, where_constraints=list(where), order_by_names=by
        )
        return engine.explain(request).sql_statement.without_descriptions.sql

    return ask


@pytest.fixture(scope="module")
def answered(asked, sample_run):
    def answer(metrics, by, where=(), db=sample_run / "fazhi.duckdb"):
        with duckdb.connect(str(db), read_only=True) as warehouse:
            result = warehouse.execute(asked(metrics, by, where))
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    return answer


def told(sample_run, sql):
    with duckdb.connect(str(sample_run / "fazhi.duckdb"), read_only=True) as warehouse:
        return warehouse.execute(sql).fetchall()


# metric, column of cmp_cases_handled, scope, level of jurisdiction
COUNTS = [
    ("reviews_accepted_own", "review_cases_accepted", "own", "%"),
    ("reviews_concluded_own", "review_cases_concluded", "own", "%"),
    ("reviews_corrected_own", "review_cases_corrected", "own", "%"),
    ("lawsuits_responded_own", "lawsuits_responded", "own", "%"),
    ("head_appearances_own", "head_appearances", "own", "%"),
    ("arbitration_accepted_own", "arbitration_cases_accepted", "own", "%"),
    ("enforcement_cases_own", "enforcement_cases_handled", "own", "%"),
    ("reviews_accepted_prefectures", "review_cases_accepted", "whole", "prefecture"),
    ("lawsuits_responded_prefectures", "lawsuits_responded", "whole", "prefecture"),
    ("enforcement_cases_prefectures", "enforcement_cases_handled", "whole", "prefecture"),
    ("hotline_calls_prefectures", "hotline_calls_received", "whole", "prefecture"),
    ("service_cases_prefectures", "service_cases_handled", "whole", "prefecture"),
]


@pytest.mark.parametrize(("metric", "column", "scope", "level"), COUNTS)
def test_a_count_is_the_sum_of_the_comparable_cells(answered, sample_run, metric, column, scope, level):
    expected = told(
        sample_run,
        f"""
        select cast(rows.year as varchar), sum(cells.value), count(distinct rows.jurisdiction_key)
        from marts.cmp_cells as cells
        inner join marts.cmp_cases_handled as rows on cells.row_key = rows.row_key
        inner join marts.fct_observations as o on cells.observation_id = o.observation_id
        where cells.cmp_table = 'cmp_cases_handled' and cells.column_name = '{column}' and rows.scope = '{scope}'
            and rows.period_type = 'year' and rows.reporting_department is null
            and o.modifier is null and rows.level like '{level}'
        group by rows.year
        """,
    )
    found = answered([metric, f"{metric}_bodies"], [YEAR])
    stated = {(f"{row[YEAR]:%Y}", row[metric], row[f"{metric}_bodies"]) for row in found if row[metric] is not None}
    assert stated == set(expected)


def test_some_counts_are_there_to_be_compared(answered):
    (row,) = answered(
        ["reviews_accepted_own", "reviews_accepted_own_bodies"],
        [YEAR],
        ["{{ TimeDimension('metric_time', 'year') }} = '2019-01-01'"],
    )
    assert (row["reviews_accepted_own"], row["reviews_accepted_own_bodies"]) == (508 + 179, 2)


def test_a_rate_is_the_derived_one_of_the_comparison_table(answered, sample_run):
    derived = dict(
        told(
            sample_run,
            "select jurisdiction_name, people_rate_derived from marts.cmp_mediation_rates "
            "where people_rate_derived is not null and scope = 'whole' and level = 'prefecture'",
        )
    )
    found = answered(["people_mediation_success_prefectures"], ["jurisdiction__name"])
    shares = {row["jurisdiction__name"]: row["people_mediation_success_prefectures"] for row in found}
    stated = {city: round(Decimal(share) * 100, 4) for city, share in shares.items() if share is not None}
    assert stated == derived
    assert derived


def test_a_rate_fits_what_the_report_says_but_is_not_it(answered, sample_run):
    ((city, reported),) = told(
        sample_run,
        "select jurisdiction_name, review_correction_rate from marts.cmp_cases_handled "
        "where review_correction_rate is not null and scope = 'own' and jurisdiction_name = '赣州市'",
    )
    found = answered(["review_correction_own"], ["jurisdiction__name"])
    shares = {row["jurisdiction__name"]: row["review_correction_own"] for row in found}
    assert round(Decimal(shares[city]) * 100, 2) == reported
    assert shares[city] == pytest.approx(102 / 149)


def test_limits_are_the_shortest_and_longest_of_the_comparison_table(answered, sample_run):
    ((shortest, longest),) = told(
        sample_run,
        "select min(government_investment_working_days), max(government_investment_working_days) "
        "from marts.cmp_approval_times where scope = 'whole'",
    )
    names = ["government_investment_limit_shortest", "government_investment_limit_longest"]
    (row,) = answered(names, [])
    assert (row[names[0]], row[names[1]]) == (shortest, longest)


# What must not add to 100 + 20, the own reviews of two cities: value, and what else its row says.
OTHERS = [
    (1000, {"scope": "whole"}),
    (1000, {"scope": "unstated"}),
    (1000, {"scope": "part"}),
    (1000, {"role": "prior", "year": 2018}),
    (1000, {"as_of": datetime.date(2019, 10, 31), "period_type": "year_to_date"}),
    (1000, {"is_cumulative": True, "period_type": "several_years"}),
    (1000, {"modifier": "ge"}),
    (1000, {"range_part": "low"}),
    (1000, {"statement_count": 2}),
    (1000, {"reporting_department": "某局"}),
    (1000, {"unit": "%"}),
    (1000, {"metric_code": "admin_review.cases_concluded"}),
    (1000, {"year": 2018}),
    (1000, {"jurisdiction_key": None}),
]


@pytest.fixture
def mixed(tmp_path):
    """A warehouse in which everything that could be mixed up stands side by side."""
    db = build(tmp_path / "fazhi.duckdb", empty=True)
    plain = {
        "jurisdiction_key": "1",
        "year": 2019,
        "scope": "own",
        "role": "level",
        "is_cumulative": False,
        "period_type": "year",
    }
    plain |= {"metric_code": "admin_review.cases_accepted", "unit": "件", "statement_count": 1}
    plain |= {"case_type": "admin_review", "stage": "accepted"}
    rows = [plain | {"value": 100}, plain | {"value": 20, "jurisdiction_key": "2"}]
    rows += [plain | {"value": value} | other for value, other in OTHERS]
    rows.append(plain | {"value": 7, "scope": "whole", "jurisdiction_key": "0"})
    levels = [("0", "province"), ("1", "prefecture"), ("2", "prefecture")]
    mediation = {
        "scope": "whole",
        "role": "level",
        "is_cumulative": False,
        "period_type": "year",
        "year": 2019,
        "mediation_kind": "people",
    }
    rates = [("1", 1000, 900, 90), ("2", 10, 1, 10), ("1", 5000, None, None), ("2", None, 5000, None)]
    with duckdb.connect(str(db)) as warehouse:
        for number, row in enumerate(rows):
            _insert(warehouse, "fct_cases_handled", row | {"observation_id": str(number)})
        for key, level in levels:
            _insert(warehouse, "dim_jurisdiction", {"jurisdiction_key": key, "level": level, "name_zh": key})
        for number, (key, accepted, resolved, rate) in enumerate(rates):
            row = {"jurisdiction_key": key, "disputes_accepted": accepted, "disputes_resolved": resolved}
            row |= {"mediation_rate_id": str(number), "rate_derived": rate, "is_ambiguous": False}
            _insert(warehouse, "fct_mediation_rates", mediation | row)
    return db


def _insert(warehouse, table, row):
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    warehouse.execute(f"insert into marts.{table} ({names}) values ({marks})", list(row.values()))


def test_nothing_that_differs_in_scope_role_cut_off_or_kind_is_added(answered, mixed):
    (row,) = answered(["reviews_accepted_own", "reviews_accepted_own_bodies"], [], IN_2019, mixed)
    assert (row["reviews_accepted_own"], row["reviews_accepted_own_bodies"]) == (120, 2)


def test_a_province_is_not_added_to_its_prefectures(answered, mixed):
    (row,) = answered(["reviews_accepted_prefectures"], [], IN_2019, mixed)
    assert row["reviews_accepted_prefectures"] == 1000


def test_a_rate_is_of_sums_of_what_has_both_parts_and_no_average(answered, mixed):
    (row,) = answered(["people_mediation_success_prefectures"], [], (), mixed)
    assert row["people_mediation_success_prefectures"] == pytest.approx(901 / 1010)


def test_mf_itself_finds_them_valid_and_answers(project, sample_run, tmp_path):
    environment = {**os.environ, "FAZHI_DB": str(sample_run / "fazhi.duckdb"), "DBT_LOG_PATH": str(tmp_path)}

    def mf(*arguments):
        command = [str(Path(os.sys.executable).with_name("mf")), *arguments]
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    said = mf("validate-configs")
    assert "Successfully validated metrics against data warehouse (ERRORS: 0" in said
    assert "Breaking" not in said
    table = tmp_path / "answer.csv"
    mf("query", "--metrics", "reviews_accepted_own", "--group-by", YEAR, "--csv", str(table))
    assert "2019-01-01 00:00:00,687" in table.read_text(encoding="utf-8")
