"""The rest of the synthetic warehouse, which only the page reads: evidence, passages, checks, gaps, hostile text."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb

from tests.publish import synthetic

# Whatever a page might run, end its script with, or break a line of it at.
HOSTILE = "</script><img src=x onerror=\"window.hit='img'\"><script>window.hit='script'</script>\u2028'&amp;\\"
ZONE = "360100-../../x'><b>"  # a key that is no name for a file
PROVINCE = "360000"
NEIGHBOUR = f"前一句{HOSTILE}。"
MARKED_ASTRAL = "𠮷市裁决7件。"  # its first character is two units of a script's string


def build(db: Path) -> Path:
    """Writes the warehouse to `db`: the synthetic one, two of its values comparable, and what stands behind them."""
    synthetic.build(db)
    with duckdb.connect(str(db)) as connection:
        for table, rows in _rows():
            for row in rows:
                names = ", ".join(row)
                connection.execute(
                    f"insert into marts.{table} ({names}) values ({', '.join('?' * len(row))})", list(row.values())
                )
        connection.execute(
            "update marts.cmp_metrics_ranked"
            " set comparison_group = 'one', group_size = 2, rank_in_group = if(value > 1000, 1, 2)"
            " where metric_code = 'admin_review.cases_accepted' and level = 'prefecture'"
        )
        connection.execute(f"update marts.dim_jurisdiction set province_key = '{PROVINCE}'")
        connection.execute(
            "update marts.dim_report"
            " set figure_count = 6, observation_count = 6, char_count = 200, version_no = 1, report_kind = 'government'"
        )
    return db


def evidence() -> list[dict[str, object]]:
    """The rows of fct_evidence: one for each figure, and that of the zone."""
    rows = [_evidence(*figure) for figure in synthetic.FIGURES]
    rows[0] |= {"correction_id": "c1", "correction_reason": HOSTILE}
    zone = _evidence(
        *("r3", 2, "admin_review.cases_accepted", "7", "7", None, "own", "level", 2019, None, MARKED_ASTRAL)
    )
    return [*rows, zone | {"jurisdiction_key": ZONE, "jurisdiction_name": HOSTILE, "reporting_department": HOSTILE}]


def _evidence(report, start, metric, value, printed, modifier, scope, role, year, as_of, sentence):
    first = sentence.index(printed)
    marked = f"{sentence[:first]}⟦{printed}⟧{sentence[first + len(printed) :]}"
    name, title, city = synthetic.REPORTS.get(report, ("zone.txt", HOSTILE, ZONE))
    return {
        **{"observation_id": f"{report}:{start}:{metric}", "figure_id": f"{report}:{start}", "metric_code": metric},
        **{"jurisdiction_key": city, "value": Decimal(value), "unit": synthetic.METRICS[metric][3], "year": year},
        **{
            "modifier": modifier,
            "scope": scope,
            "role": role,
            "as_of": as_of,
            "is_cumulative": False,
            "period_type": "year",
        },
        **{"report_id": report, "source_name": name, "title": title, "char_start": start},
        **{"char_end": start + len(printed), "number_text": printed, "heading_path": f"一、{HOSTILE} › (一)复议"},
        **{"sentence_start": start - first, "sentence_marked": marked, "rule_id": f"{metric}.1", "rule_version": "a1"},
        **{"rule_pattern": "受理[^◇]{0,3}◇", "rule_note": HOSTILE, "topic": "admin_review", "topic_basis": "label"},
        **{"label_no": 1},
        **{"confidence": Decimal("0.75"), "confidence_reasons": "topic:label;claim:wording;scope:none"},
    }


def _rows():
    found = evidence()
    zone = found[-1]
    province = {"jurisdiction_key": PROVINCE, "name_zh": "丙省", "level": "province", "parent_key": None}
    zone_itself = {"jurisdiction_key": ZONE, "name_zh": HOSTILE, "level": "zone", "parent_key": "360100"}
    yield "dim_jurisdiction", [province, zone_itself]
    yield "dim_unit", [{"unit": "件", "name_en": "cases"}, {"unit": "人", "name_en": "persons"}]
    yield (
        "dim_report",
        [
            {"report_id": "r3", "source_name": "zone.txt", "title": HOSTILE, "issuer": HOSTILE, "report_year": 2019}
            | {"jurisdiction_key": ZONE, "is_current": True, "landed_at": datetime(2020, 6, 1), "level": "zone"}
            | {"address": "javascript:window.hit='link'"}
        ],
    )
    yield "fct_evidence", found
    yield "aud_reading_cues", list(_cues(found))
    shared = (
        "observation_id",
        "metric_code",
        "value",
        "unit",
        "scope",
        "year",
        "is_cumulative",
        "period_type",
        "report_id",
    )
    ranked = {name: zone[name] for name in (*shared, "jurisdiction_key", "jurisdiction_name", "char_start")}
    yield (
        "cmp_metrics_ranked",
        [
            {**ranked, "metric_name_zh": "受理", "level": "zone", "comparison_group": "zone", "group_size": 1}
            | {"comparability": "not ranked: alone", "comparability_zh": "不排名：只此一个", "number_text": "7"}
        ],
    )
    yield "fct_evidence_passages", list(_passages(found))
    checked = {"check_id": "rate|1", "report_id": "r1", "jurisdiction_key": "360100", "year": 2019}
    checked |= {"check_code": "rate.mediation_success", "check_kind": "rate", "metric_code": "mediation.success_rate"}
    checked |= {"statement": "成功率等于成功数除以受理数 / The rate is the resolved of the accepted", "left_value": 96}
    checked |= {"right_value": 95, "gap": 1, "tolerance": 0, "outcome": "fails", "reason": "terms_give_another_rate"}
    named = (found[8]["observation_id"], found[7]["observation_id"])
    checked |= {"detail": "285 / 300 = 95", "observation_ids": " ".join(named)}
    yield "aud_checks", [checked]
    yield (
        "aud_coverage",
        [
            {"coverage_id": f"360100|2019|{code}", "jurisdiction_key": "360100", "year": 2019, "metric_code": code}
            | {"coverage": coverage}
            for code, coverage in (
                ("admin_review.cases_accepted", "reported"),
                ("legal_service.lawyers", "not_reported"),
            )
        ],
    )
    stopped = {"stopped_id": "360100|admin_review.cases_accepted", "metric_code": "admin_review.cases_accepted"}
    stopped |= {"jurisdiction_key": "360100", "last_year_stated": 2019, "years_stated": 2, "first_year_without": 2020}
    yield "aud_stopped_reporting", [stopped | {"years_without": 3, "last_observation_id": found[0]["observation_id"]}]
    yield (
        "aud_figure_disposition",
        [{"figure_id": row["figure_id"], "report_id": row["report_id"], "disposition": "used"} for row in found],
    )
    refused = {"ledger_entry_id": "l1", "source_root": "in", "source_uri": "scan.pdf", "source_name": HOSTILE}
    refused |= {"status": "refused", "reason_code": "unsupported_format", "reason": HOSTILE}
    yield "aud_load_ledger", [refused | {"recorded_at": datetime(2020, 5, 1)}]
    waiting = {"queue_no": 1, "wording": HOSTILE, "topic": "none", "reason": "no rule claims its wording"}
    yield "aud_review_queue", [waiting | {"figure_count": 3, "report_count": 2, "example_sentence": HOSTILE}]


def _cues(found):
    """Of each figure its topic and whose it is; of the first one words that want to be more than words."""
    for place, row in enumerate(found):
        figure = {"figure_id": row["figure_id"], "label_no": 1}
        yield {**figure, "judgement": "topic", "cue_id": "admin_review", "says": "admin_review", "place": "label"} | {
            "words": "复议",
            "words_start": row["char_start"] - 2,
        }
        yield {**figure, "judgement": "scope", "cue_id": "scope.own_body", "says": "own", "place": "lead"} | {
            "words": "市政府" if place else HOSTILE,
            "words_start": None,
        }


def _passages(found):
    """Of each figure its own sentence, and before the first one a neighbour."""
    first = found[0]
    yield {
        "report_id": first["report_id"],
        "passage_no": 0,
        "item_no": 0,
        "passage_kind": "sentence",
        "char_start": 0,
    } | {"passage_text": NEIGHBOUR}
    for place, row in enumerate(found):
        text = row["sentence_marked"].replace("⟦", "").replace("⟧", "")
        yield {"report_id": row["report_id"], "passage_no": place + 1, "item_no": place, "passage_kind": "sentence"} | {
            "char_start": row["sentence_start"],
            "passage_text": text,
        }
