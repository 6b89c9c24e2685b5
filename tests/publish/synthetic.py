"""A small warehouse of invented figures whose marts have exactly the columns that the models' contracts promise."""

import functools
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import yaml

ROOT = Path(__file__).parents[2]
MARTS = ROOT / "models" / "marts"

CITIES = {
    "360100": {"name_zh": "甲市", "short_name_zh": "甲", "level": "prefecture"},
    "360700": {"name_zh": "乙市", "short_name_zh": "乙", "level": "prefecture"},
}
REPORTS = {
    "r1": ("jia_2019.txt", "甲市2019年报告", "360100"),
    "r2": ("-yi_2019.txt", "=1+1|乙市*报告*", "360700"),  # what a spreadsheet or Markdown would run
}
METRICS = {
    "admin_review.cases_accepted": ("admin_review", "accepted", "受理行政复议案件", "件", "fct_cases_handled"),
    "admin_review.correction_rate": ("admin_review", "corrected", "复议纠错率", "%", "fct_cases_handled"),
    "approval_time.enterprise_startup": ("approval_time", "actual", "企业开办时间", "工作日", "fct_approval_times"),
    "approval_time.statutory_share": ("approval_time", "actual", "占法定时间比例", "ratio", "fct_approval_times"),
    "mediation.disputes_accepted": ("mediation", "accepted", "受理调解纠纷", "件", "fct_mediation_rates"),
    "mediation.disputes_resolved": ("mediation", "resolved", "调解成功纠纷", "件", "fct_mediation_rates"),
    "mediation.success_rate": ("mediation", "resolved", "调解成功率", "%", "fct_mediation_rates"),
    "legal_service.lawyers": ("legal_service", "capacity", "执业律师", "人", "fct_service_capacity"),
}
# report, offset, metric, value, number as printed, modifier, scope, role, year, cut-off, sentence
FIGURES = [
    ("r1", 10, "admin_review.cases_accepted", "508", "508", None, "own", "level", 2019, None, "市政府受理508件。"),
    ("r2", 10, "admin_review.cases_accepted", "1790", "1790", "ge", "own", "level", 2019, None, "@超过1790件|受理。"),
    ("r2", 30, "admin_review.cases_accepted", "20.5", "20.5", None, "own", "prior", 2018, None, "上年20.5件。"),
    (
        "r2",
        50,
        "admin_review.correction_rate",
        "68.46",
        "68.46",
        None,
        "own",
        "level",
        2019,
        None,
        "率为<b>68.46%</b>。",
    ),
    ("r1", 60, "approval_time.enterprise_startup", "3", "3", "le", "whole", "level", 2019, None, "3个工作日内办好。"),
    ("r1", 80, "approval_time.statutory_share", "0.2", "1/5", None, "whole", "level", 2019, None, "为法定时间的1/5。"),
    ("r1", 90, "mediation.disputes_accepted", "300", "300", None, "whole", "level", 2019, None, "调解300起。"),
    ("r1", 95, "mediation.disputes_resolved", "285", "285", None, "whole", "level", 2019, None, "成功285起。"),
    ("r1", 99, "mediation.success_rate", "96", "96", "approx", "whole", "level", 2019, None, "成功率约96%。"),
    (
        "r2",
        99,
        "legal_service.lawyers",
        "1640",
        "1640",
        None,
        "whole",
        "level",
        2019,
        date(2019, 10, 31),
        "律师1640人。",
    ),
    ("r2", 120, "legal_service.lawyers", "12.25", "12.25", None, "whole", "change", 2019, None, "增长12.25%。"),
]
VERIFIED = {("r1", 10), ("r1", 90), ("r1", 95)}  # what somebody has verified


@functools.cache
def contracts() -> dict[str, dict[str, str]]:
    """The columns and types of each mart as the models promise them."""
    models = (
        model
        for path in sorted(MARTS.rglob("*.yml"))
        for model in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get("models", [])
    )
    return {model["name"]: {column["name"]: column["data_type"] for column in model["columns"]} for model in models}


def build(db: Path, *, empty: bool = False) -> Path:
    """Writes the warehouse to `db`, with tables that hold nothing when `empty`."""
    with duckdb.connect(str(db)) as connection:
        connection.execute("create schema marts")
        for table, columns in contracts().items():
            columns_sql = ", ".join(f'"{name}" {data_type}' for name, data_type in columns.items())
            connection.execute(f"create table marts.{table} ({columns_sql})")
        for table, rows in {} if empty else _rows():
            connection.executemany(
                f"insert into marts.{table} ({', '.join(rows[0])}) values ({', '.join('?' * len(rows[0]))})",
                [list(row.values()) for row in rows],
            )
    return db


def _rows():
    observations = [_observation(*figure) for figure in FIGURES]
    by_fact = {
        fact: [_fact(row) for row in observations if METRICS[row["metric_code"]][4] == fact and row["role"] != "change"]
        for fact in ("fct_cases_handled", "fct_approval_times", "fct_service_capacity")
    }
    for row in by_fact["fct_approval_times"]:
        del row["case_type"], row["stage"]
        row |= {"procedure": row["metric_code"].split(".")[1], "time_kind": "actual", "day_kind": "working"}
    yield "dim_jurisdiction", [{"jurisdiction_key": key, **city} for key, city in CITIES.items()]
    yield (
        "dim_metric",
        [
            {
                "metric_code": code,
                "case_type": case_type,
                "stage": stage,
                "name_zh": name,
                "name_en": code,
                "unit": unit,
                "short_code": code.split(".")[1],
            }
            | {
                "kind": "duration" if unit == "工作日" else "count",
                "fact": fact,
                "definition": f"What {code} means | in full",
            }
            for code, (case_type, stage, name, unit, fact) in METRICS.items()
        ],
    )
    yield "dim_case_type", [{"case_type": "admin_review", "name_zh": "行政复议", "name_en": "Review"}]
    yield (
        "dim_report",
        [
            {"report_id": key, "source_name": name, "title": title, "issuer": "某机关", "jurisdiction_key": city}
            | {"report_year": 2019, "is_current": True, "landed_at": datetime(2020, 5, 1, 12), "level": "prefecture"}
            for key, (name, title, city) in REPORTS.items()
        ],
    )
    yield "fct_observations", observations
    yield from by_fact.items()
    yield from _places_and_reasons()
    yield "fct_mediation_rates", [_mediation()]
    yield from _comparisons(observations)


def _observation(report, start, metric, value, printed, modifier, scope, role, year, as_of, sentence):
    return {
        "observation_id": f"{report}:{start}:{metric}",
        "figure_id": f"{report}:{start}",
        "report_id": report,
        "char_start": start,
        "metric_code": metric,
        "value": Decimal(value),
        "unit": METRICS[metric][3],
        "modifier": modifier,
        "scope": scope,
        "role": role,
        "year": year,
        "as_of": as_of,
        "jurisdiction_key": REPORTS[report][2],
        "is_cumulative": False,
        "period_type": "year",
        "confidence": Decimal("0.98"),
        "number_text": printed,
        "printed_sentence": sentence,
        "is_verified": (report, start) in VERIFIED,
        "verified_by_count": int((report, start) in VERIFIED),
        "verified_at": datetime(2024, 3, 1, 9) if (report, start) in VERIFIED else None,
    }


def _fact(observation):
    kept = {key: value for key, value in observation.items() if key != "figure_id"}
    case_type, stage, *_ = METRICS[observation["metric_code"]]
    return kept | {"case_type": case_type, "stage": stage, "statement_no": 1, "statement_count": 1}


def _mediation():
    return {
        "mediation_rate_id": "people|360100",
        "jurisdiction_key": "360100",
        "year": 2019,
        "scope": "whole",
        "mediation_kind": "people",
        "role": "level",
        "is_cumulative": False,
        "period_type": "year",
        "report_id": "r1",
        "disputes_accepted": 300,
        "disputes_resolved": 285,
        "rate_reported": 96,
        "rate_derived": 95,
        "rate_gap": 1,
        "is_ambiguous": False,
        "accepted_observation_id": "r1:90:mediation.disputes_accepted",
        "resolved_observation_id": "r1:95:mediation.disputes_resolved",
        "rate_observation_id": "r1:99:mediation.success_rate",
        "is_verified": False,
    }


def _places_and_reasons():
    yield (
        "dim_jurisdiction_alias",
        [
            {"alias_key": f"{alias}|{key}", "alias": alias, "jurisdiction_key": key, "meaning_count": 1}
            for key, city in CITIES.items()
            for alias in (city["name_zh"], city["short_name_zh"])
        ],
    )
    yield (
        "dim_comparability_reason",
        [{"reason_code": "another_year", "reason_zh": "年份不同", "reason_en": "of different years"}],
    )
    yield (
        "dim_derived_indicator",
        [
            {"indicator_code": "mediation.success_rate", "kind": "share", "unit": "%", "multiplier": 100}
            | {"name_zh": "人民调解成功率", "name_en": "Success rate of mediation"}
            | {"numerator_metric": "mediation.disputes_resolved", "denominator_metric": "mediation.disputes_accepted"}
            | {"reported_metric": "mediation.success_rate", "source": "Whoever defined it", "source_zh": "某人的定义"}
            | {"formula_zh": "成功 ÷ 受理 × 100", "formula_en": "resolved ÷ accepted × 100"}
        ],
    )


def _derived():
    """受理与成功之比, beside the rate that the report states."""
    shared = {"jurisdiction_key": "360100", "jurisdiction_name": "甲市", "level": "prefecture", "year": 2019}
    shared |= {
        "scope": "whole",
        "is_cumulative": False,
        "period_type": "year",
        "report_id": "r1",
        "char_start": 95,
        "number_text": "285",
    }
    shared |= {"comparability": "not ranked: alone", "comparability_zh": "不排名", "reason_codes": "no_other_states_it"}
    return shared | {
        "derived_id": "mediation.success_rate|r1:95",
        "indicator_code": "mediation.success_rate",
        "indicator_name_zh": "人民调解成功率",
        "numerator": 285,
        "denominator": 300,
        "value": 95,
        "unit": "%",
        "reported_value": 96,
        "reported_gap": 1,
        "comparison_group": "mediation.success_rate",
        "group_size": 1,
        "numerator_observation_id": "r1:95:mediation.disputes_resolved",
        "denominator_observation_id": "r1:90:mediation.disputes_accepted",
        "reported_value_observation_id": "r1:99:mediation.success_rate",
        "printed_sentence": "成功285起。",
        "is_verified": True,
    }


def _comparisons(observations):
    known = {row["observation_id"]: row for row in observations}
    shared = {
        "year": 2019,
        "is_cumulative": False,
        "period_type": "year",
        "comparability": "comparable",
        "comparability_zh": "可比",
    }
    first = shared | {"row_key": "1", "jurisdiction_key": "360100", "jurisdiction_name": "甲市", "level": "prefecture"}
    second = shared | {"row_key": "2", "jurisdiction_key": "360700", "jurisdiction_name": "乙市", "level": "prefecture"}
    cells = [
        ("cmp_cases_handled", first, "own", "review_cases_accepted", "r1:10:admin_review.cases_accepted", None),
        ("cmp_cases_handled", second, "own", "review_cases_accepted", "r2:10:admin_review.cases_accepted", None),
        ("cmp_cases_handled", second, "own", "review_correction_rate", "r2:50:admin_review.correction_rate", None),
        ("cmp_approval_times", first, "whole", "statutory_share", "r1:80:approval_time.statutory_share", None),
        ("cmp_mediation_rates", first, "whole", "people_disputes_accepted", "r1:90:mediation.disputes_accepted", None),
        ("cmp_mediation_rates", first, "whole", "people_disputes_resolved", "r1:95:mediation.disputes_resolved", None),
        (
            *("cmp_mediation_rates", first, "whole", "people_rate_derived"),
            *("r1:90:mediation.disputes_accepted, r1:95:mediation.disputes_resolved", Decimal(95)),
        ),
    ]
    rows = {}
    for table, row, scope, column, observation, derived in cells:
        value = derived if derived is not None else known[observation]["value"]
        rows.setdefault((table, row["row_key"]), row | {"scope": scope})[column] = value
        report = observation.split(":")[0]
        told = {"cmp_table": table, "row_key": row["row_key"], "column_name": column, "value": value}
        told |= {"column_name_zh": f"中文 {column}", "report_id": report, "source_name": REPORTS[report][0]}
        told |= {"terms": observation} if derived is not None else {"observation_id": observation}
        told["is_verified"] = all((report, int(one.split(":")[1])) in VERIFIED for one in observation.split(", "))
        if told["is_verified"]:
            shown = rows[table, row["row_key"]]
            shown["verified_columns"] = " ".join(filter(None, (shown.get("verified_columns"), column)))
        yield "cmp_cells", [told]
    for (table, _), row in rows.items():
        yield table, [row]
    ranked = [row for row in observations if row["role"] == "level"]
    yield (
        "cmp_metrics_ranked",
        [
            {key: row[key] for key in row if key in contracts()["cmp_metrics_ranked"]}
            | {"jurisdiction_name": CITIES[row["jurisdiction_key"]]["name_zh"], "level": "prefecture"}
            | {"metric_name_zh": METRICS[row["metric_code"]][2], "comparison_group": row["metric_code"]}
            | {"group_size": 1, "comparability": "ranked", "comparability_zh": "已排名", "can_be_compared": True}
            | {"source_name": REPORTS[row["report_id"]][0]}
            | {"own_reasons": "at least this" if row["modifier"] == "ge" else None}
            for row in ranked
        ],
    )
    groups = sorted({row["metric_code"] for row in ranked})
    yield (
        "cmp_comparability",
        [
            {"group_pair": f"{group} ~ {group}", "metric_code": group, "year": 2019, "group_a": group, "group_b": group}
            | {"verdict": "comparable", "comparability": "comparable", "comparability_zh": "可比"}
            for group in groups
        ],
    )
    yield "cmp_derived_indicators", [_derived()]
    yield from _panel(known)


def _panel(known):
    """甲市 and 乙市 in two years: the one has reports, the other lacks that of 2018."""
    cells = [
        ("360100", 2019, "r1:10:admin_review.cases_accepted", None, None),
        ("360100", 2019, "r1:60:approval_time.enterprise_startup", "limit_against_actual", None),
        ("360100", 2019, "r1:99:mediation.success_rate", None, "own year, own report: 97.5 %"),
        ("360700", 2018, "r2:30:admin_review.cases_accepted", None, None),
        ("360700", 2019, "r2:10:admin_review.cases_accepted", None, None),
        ("360700", 2019, "r2:50:admin_review.correction_rate", None, None),
        ("360700", 2019, "r2:99:legal_service.lawyers", "cut_off_before_year_end", None),
    ]
    rows = []
    for city, year, observation, aside, also in cells:
        source = known[observation]
        row = {name: source[name] for name in source if name in contracts()["cmp_panel_long"]}
        row |= {"cell_key": f"{city}|{year}|{row['metric_code']}", "year": year, "stated_in": "own_report"}
        row |= {"jurisdiction_name": CITIES[city]["name_zh"], "level": CITIES[city]["level"]}
        row |= {"short_code": row["metric_code"].split(".")[1], "metric_name_zh": METRICS[row["metric_code"]][2]}
        row |= {"is_in_panel": aside is None, "set_aside_code": aside}
        rows.append(row | {"also_stated": also, "also_stated_count": 1 if also else 0})
    several = {"cell_key": "360700|2019|mediation.success_rate", "jurisdiction_key": "360700", "year": 2019}
    several |= {"jurisdiction_name": "乙市", "level": "prefecture", "metric_code": "mediation.success_rate"}
    several |= {
        "short_code": "success_rate",
        "metric_name_zh": "调解成功率",
        "is_in_panel": False,
        "is_verified": False,
    }
    several |= {"set_aside_code": "several_values", "also_stated": "=1+1", "also_stated_count": 2}
    yield "cmp_panel_long", rows
    yield "cmp_panel_long", [several]
    yield (
        "cmp_panel",
        [
            {"panel_key": f"{city}|{year}", "jurisdiction_key": city, "jurisdiction_name": CITIES[city]["name_zh"]}
            | {"level": "prefecture", "year": year, "report_count": reports, "metric_count": metrics}
            | {"also_stated": "success_rate" if city == "360100" else None}
            | {"verified_columns": "cases_accepted" if city == "360100" else None}
            for city, year, reports, metrics in (("360100", 2019, 1, 2), ("360700", 2018, 0, 1), ("360700", 2019, 1, 2))
        ],
    )
    yield (
        "cmp_panel_balance",
        [
            {"balance_key": "admin_review.cases_accepted|360100", "metric_code": "admin_review.cases_accepted"}
            | {"short_code": "cases_accepted", "first_year": 2018, "last_year": 2019}
            | {"jurisdiction_key": "360100", "years_expected": 2, "years_stated": 1, "is_complete": False}
        ],
    )
