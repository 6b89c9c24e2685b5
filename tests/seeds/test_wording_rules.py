"""Every wording rule does what its row says: it claims its example and leaves its counter-example alone.

The examples become one report, a paragraph each; landing and the models read it like any other.
"""

import csv

import duckdb
import pytest

from tests.warehouse import ROOT, built_from_texts

SEED = ROOT / "seeds" / "wording_rules.csv"
TITLE = "示例市2021年法治政府建设情况报告"


def _rules() -> list[dict[str, str]]:
    with SEED.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _marked(sentence: str, rule_id: str) -> tuple[str, int]:
    """The sentence without its mark, and where the marked number begins in it."""
    assert (sentence.count("⟦"), sentence.count("⟧")) == (1, 1), f"{rule_id}: mark one number as ⟦12⟧ in {sentence!r}"
    return sentence.replace("⟦", "").replace("⟧", ""), sentence.index("⟦")


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], set[str]]:
    """For each rule and case (`example`, `counter_example`) the metrics that the marked number was found to measure."""
    text, places = TITLE + "\n", {}
    for rule in _rules():
        for case in ("example", "counter_example"):
            sentence, at = _marked(rule[case], rule["rule_id"])
            places[rule["rule_id"], case] = len(text) + at
            text += sentence + "\n"
    database = built_from_texts(tmp_path_factory.mktemp("rules"), {"cases.txt": text}, "+int_figure_metrics")
    with duckdb.connect(str(database), read_only=True) as warehouse:
        found = warehouse.execute(
            "select f.char_start, f.number_text, list(m.metric_code) filter (where m.metric_code is not null) "
            "from raw.figures as f left join intermediate.int_figure_metrics as m on f.figure_id = m.figure_id "
            "group by all"
        ).fetchall()
    by_start = {start: set(codes or ()) for start, _, codes in found}
    return {key: by_start.get(start, {"no figure"}) for key, start in places.items()}


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: rule["rule_id"])
def test_rule_claims_its_example(rule: dict[str, str], claims: dict[tuple[str, str], set[str]]) -> None:
    found = claims[rule["rule_id"], "example"]
    assert found == {rule["metric_code"]}, f"{rule['example']} was read as {sorted(found) or 'nothing'}"


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: rule["rule_id"])
def test_rule_leaves_its_counter_example(rule: dict[str, str], claims: dict[tuple[str, str], set[str]]) -> None:
    found = claims[rule["rule_id"], "counter_example"]
    assert "no figure" not in found, f"the marked number of {rule['counter_example']} was not read as a figure"
    assert rule["metric_code"] not in found, f"{rule['counter_example']} must not be {rule['metric_code']}"
