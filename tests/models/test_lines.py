"""Wordings as lines of a text, in letters of their own (macros/lines.sql): rules claim what their patterns find."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from fazhi.build import reading
from fazhi.rulebook.patterns import expanded, word_classes
from fazhi.rulebook.seeds import of_project
from ingest.landing import land
from tests.warehouse import NAME, ROOT

# Letters of lines, others beside them, characters at the ends of ranges, what no rule names, and signs of rules.
ODD = "āĀɏɐƐ·é一丂龥龦鿿가�𠮷😀A0,率、办结的◇\x02\x0e\x1f"
EXPECTED = """
select
    wordings.wording,
    wordings.topic,
    wordings.unit_class,
    coalesce(list_sort(list(rules.rule_id) filter (where rules.rule_id is not null)), []) as rule_ids
from intermediate.int_figure_topics as wordings
left join rules
    on list_contains(rules.unit_classes, wordings.unit_class)
    and (list_contains(rules.topics, wordings.topic) or list_contains(rules.topics, '*'))
    and regexp_matches(wordings.wording, rules.pattern)
    and not coalesce(regexp_matches(wordings.wording, rules.unless), false)
group by all
"""


def rules() -> Iterator[tuple[str, str, str | None, list[str], list[str]]]:
    """Each rule as it is written, its classes of words put in."""
    seeds = of_project()
    classes = word_classes([one.row for one in seeds["word_classes"].rows.values()])
    for rule_id, one in seeds["wording_rules"].rows.items():
        unless = expanded(one.row["unless"], classes) or None
        units = [*one.row["unit_classes"].split(), "change"]
        yield rule_id, expanded(one.row["pattern"], classes), unless, one.row["topics"].split(), units


def disturbed(wording: str, chance: random.Random) -> str:
    """The wording with one or two characters put in, or put in the place of others."""
    characters = list(wording)
    for _ in range(chance.randint(1, 2)):
        place = chance.randrange(len(characters))
        characters[place : place + chance.randint(0, 1)] = chance.choice(ODD)
    return "".join(characters)


@pytest.fixture(scope="module")
def claimed(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Wordings of the rules' examples, as they are and disturbed, and what claims them by the compiled model."""
    folder = tmp_path_factory.mktemp("lines")
    with (ROOT / "seeds" / "wording_rules.csv").open(encoding="utf-8", newline="") as lines:
        sentences = [row["example"].replace("⟦", "").replace("⟧", "") for row in csv.DictReader(lines)]
    text = "\n".join(["示例市2021年法治政府建设情况报告", *sentences])
    samples = folder / NAME
    (cases := folder / "cases.txt").write_text(text, encoding="utf-8")
    land(cases, samples, progress=False)
    reading(samples, "+int_wording_claims")  # by dbt, which leaves what it compiled
    compiled = next((folder / "target" / "compiled").rglob("int_wording_claims.sql")).read_text(encoding="utf-8")
    with duckdb.connect(str(samples), read_only=True) as warehouse:
        query = "select distinct wording, topic, unit_class from intermediate.int_figure_topics order by all limit 300"
        wordings = warehouse.execute(query).fetchall()
    chance = random.Random(7)  # noqa: S311
    rows = {*wordings, *((disturbed(words, chance), *others) for words, *others in wordings for _ in range(3))}
    return _with_claims(folder / "odd" / samples.name, sorted(rows, key=str), compiled)


def _with_claims(path: Path, rows: list[tuple[str, ...]], compiled: str) -> duckdb.DuckDBPyConnection:
    path.parent.mkdir()
    connection = duckdb.connect(str(path))
    connection.execute("create schema intermediate")
    connection.execute(
        "create table intermediate.int_figure_topics"
        " (wording varchar, topic varchar, unit_class varchar, report_topic varchar)"
    )
    connection.executemany("insert into intermediate.int_figure_topics values (?, ?, ?, null)", rows)
    connection.execute(
        "create table rules (rule_id text, pattern text, unless text, topics text[], unit_classes text[])"
    )
    connection.executemany("insert into rules values (?, ?, ?, ?, ?)", list(rules()))
    connection.execute(f"create table claims as {compiled}")
    return connection


def test_lines_are_claimed_as_their_wordings_are(claimed: duckdb.DuckDBPyConnection) -> None:
    columns = "wording, topic, unit_class, rule_ids"
    claimed.execute(f"create or replace temp table expected as {EXPECTED}")
    for one, other in (("claims", "expected"), ("expected", "claims")):
        query = f"select {columns} from {one} except all select {columns} from {other}"
        assert claimed.execute(query).fetchall() == [], f"in {one} and not in {other}"


def test_enough_wordings_are_claimed_and_not_claimed(claimed: duckdb.DuckDBPyConnection) -> None:
    query = "select count(*) filter (len(rule_ids) > 0), count(*) filter (len(rule_ids) = 0) from claims"
    found = claimed.execute(query).fetchone()
    assert found is not None
    assert min(found) > 200
