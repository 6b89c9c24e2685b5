"""The project's SQL is portable: engines' own words stand in macros/engine, and every order says where nulls stand."""

import re
from collections.abc import Iterator

import pytest
import sqlglot
from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.dialects.spark import Spark

from tests.engines import ROOT, compiled, said

FOLDERS = ("models", "macros", "analyses", "tests/data")
ENGINE = ROOT / "macros" / "engine"
# Words that an engine has alone, or that mean another thing to it; macros/engine has one for each.
OWN_WORDS = re.compile(
    r"\b(?:regexp_\w+|string_split\w*|string_agg|listagg|list_(?!of\b|in_order\b|where\b|without\b|joined\b)\w+"
    r"|array_\w+|arg_m(?:in|ax)\w*|m(?:in|ax)_by|unnest|explode|inline|generate_(?!schema_name)\w+|date_diff|datediff"
    r"|median|starts_with|startswith|sha256|sha2|rtrim|ltrim|strpos|len|concat|try_element_at|exclude|read_csv) *\("
    r"|\b(?:rlike|varchar|lambda|ignore nulls)\b|(?<![:/])//"
)
# What says an own word all the same, and why.
EXCEPTIONS = {
    "macros/own_rows.sql": "reads an office's CSV files into a DuckDB file; on Spark rules are laid over before",
    "macros/lines.sql": "the number of a portion: a row number without an order is known to DuckDB alone",
}
# Functions of compiled SQL that Spark was seen to have, as SQLGlot calls them.
KNOWN = """
    abs and anon:arrays_overlap anon:make_date arg_min array array_agg array_contains array_distinct array_except
    array_max array_position array_size array_sort array_to_string array_unique_agg avg case cast chr coalesce
    concat concat_ws contains count date_add datediff day dense_rank exp explode extract filter first_value
    flatten floor generate_series greatest group_concat if inline lag last_day last_value least left length ln
    logical_and logical_or lower max md5 median min month nullif or pad percent_rank power rank regexp_extract
    regexp_extract_all regexp_like regexp_replace regexp_split replace right round row_number sha2 split_part sqrt
    starts_with str_position struct substring sum transform translate trim try_cast ts_or_ds_to_date unix_seconds
    upper year
"""
PATTERNS = (exp.RegexpLike, exp.RegexpExtract, exp.RegexpExtractAll, exp.RegexpReplace)


class NullsAreSmall(Spark):
    NULL_ORDERING = "nulls_are_small"


class NullsAreLarge(Spark):
    NULL_ORDERING = "nulls_are_large"


class NullsAreSmallInDuckDB(DuckDB):
    NULL_ORDERING = "nulls_are_small"


class NullsAreLargeInDuckDB(DuckDB):
    NULL_ORDERING = "nulls_are_large"


def unsaid(sql: str, small: type[Spark | DuckDB], large: type[Spark | DuckDB]) -> list[str]:
    """The order terms of a statement whose nulls stand first or last by the engine's own habit."""
    one, other = (sqlglot.parse_one(sql, read=habit) for habit in (small, large))
    terms = zip(one.find_all(exp.Ordered), other.find_all(exp.Ordered), strict=True)
    return [term.sql() for term, same in terms if term.args["nulls_first"] != same.args["nulls_first"]]


def own_words(text: str) -> Iterator[str]:
    """Words of one engine alone, outside comments and strings of SQL and Jinja."""
    text = re.sub(r"\{#.*?#\}|--[^\n]*", "", text, flags=re.DOTALL)
    for found in OWN_WORDS.finditer(text):
        yield found.group()


def grouped_in_qualify(sql: str) -> list[str]:
    """What a statement asks of groups in `qualify`, where Spark takes windows alone: an aggregate over no window, or
    within one over which another goes."""
    found = []
    for qualify in sqlglot.parse_one(sql, read="spark").find_all(exp.Qualify):
        for asked in qualify.find_all(exp.AggFunc):
            over = asked.find_ancestor(exp.Window, exp.AggFunc, exp.Order, exp.Qualify)
            if not isinstance(over, exp.Window) or asked in over.args.get("partition_by", []):
                found.append(asked.sql())
    return found


@pytest.fixture(scope="module")
def on_spark(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All models, analyses and written tests in Spark's words. No server of it is needed."""
    return compiled(tmp_path_factory.mktemp("spark"), "spark")


@pytest.fixture(scope="module")
def trees(on_spark: dict[str, str]) -> dict[str, exp.Expression]:
    """The same, as SQLGlot reads it. To be looked at, not changed."""
    return {name: sqlglot.parse_one(sql, read="spark") for name, sql in on_spark.items()}


def test_the_checks_see_what_they_look_for() -> None:
    for small, large in ((NullsAreSmall, NullsAreLarge), (NullsAreSmallInDuckDB, NullsAreLargeInDuckDB)):
        ranked = "select row_number() over (partition by a order by b desc, c nulls last) from t order by d nulls first"
        assert unsaid(ranked, small, large) == ["b DESC NULLS LAST"] or unsaid(ranked, small, large) == ["b DESC"]
        assert not unsaid(ranked.replace("desc", "desc nulls last"), small, large)
    assert unsaid("select string_agg(a, ',' order by a) from t", NullsAreSmallInDuckDB, NullsAreLargeInDuckDB)
    assert list(own_words("select list_sort(a), concat(b, c) -- unnest(d)\n{# median(e) #}")) == [
        "list_sort(",
        "concat(",
    ]
    assert not list(own_words("{{ list_of(['a']) }} concat_ws('', a) {{ size_of('b') }} https://a"))


def test_what_is_asked_of_groups_in_qualify_is_seen() -> None:
    for asked in ("count(*) > 1", "sum(count(*)) over (partition by a) > 1", "rank() over (order by count(*)) = 1"):
        assert grouped_in_qualify(f"select a from t group by a qualify {asked}") == ["COUNT(*)"]
    assert not grouped_in_qualify(
        "select a from t qualify count(*) over (partition by a) = 1 or rank() over (order by b) = 1"
    )


def test_engines_own_words_stand_in_macros_of_engines_alone() -> None:
    everywhere = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.sql")))
    paths = [path for path in everywhere if ENGINE not in path.parents]
    found = {str(path.relative_to(ROOT)): sorted(set(own_words(path.read_text(encoding="utf-8")))) for path in paths}
    assert {name: words for name, words in found.items() if words and name not in EXCEPTIONS} == {}
    assert all(found[name] for name in EXCEPTIONS), "an exception that is none any more"


def test_every_word_of_an_engine_is_said_by_both() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "macros").rglob("*.sql")))
    words = [set(re.findall(rf"macro {engine}__(\w+)", text)) for engine in ("duckdb", "spark")]
    assert words[0] == words[1] - {"safe_cast"} == set(re.findall(r"adapter\.dispatch\('(\w+)', 'fazhi'\)", text))


def test_every_order_says_where_nulls_stand(on_spark: dict[str, str]) -> None:
    found = {name: unsaid(sql, NullsAreSmall, NullsAreLarge) for name, sql in on_spark.items()}
    assert {name: terms for name, terms in found.items() if terms} == {}


def test_qualify_asks_of_windows_alone(on_spark: dict[str, str]) -> None:
    found = {name: grouped_in_qualify(sql) for name, sql in on_spark.items()}
    assert {name: asked for name, asked in found.items() if asked} == {}


def test_the_whole_project_is_sql_that_spark_reads(on_spark: dict[str, str], trees: dict[str, exp.Expression]) -> None:
    written = {path.stem for folder in ("models", "analyses", "tests/data") for path in (ROOT / folder).rglob("*.sql")}
    # what is ephemeral is no statement of its own: it stands in those that use it
    told = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "models").rglob("*.yml")}
    assert on_spark.keys() == {name for name in written if "materialized: ephemeral" not in told.get(name, "")}
    for name, tree in trees.items():
        words = {
            f"anon:{word.name.lower()}" if isinstance(word, exp.Anonymous) else word.sql_name().lower()
            for word in tree.find_all(exp.Func)
        }
        unknown = words - set(KNOWN.split())
        assert not unknown, f"{name}: Spark was never seen to have {', '.join(sorted(unknown))}"


def test_patterns_are_constants_that_are_put_into_java_s_words(trees: dict[str, exp.Expression]) -> None:
    seen = 0
    for name, tree in trees.items():
        for match in tree.find_all(*PATTERNS):
            pattern = match.expression
            if isinstance(pattern, exp.Column):
                assert name == "int_wording_claims", f"{name}: {pattern.sql()}"
                continue
            if isinstance(pattern, exp.RegexpReplace):  # made of the Chinese characters of a name: both read it alike
                assert name in ("int_scope_words", "int_figure_scopes"), f"{name}: {pattern.sql()}"
                continue
            seen += 1
            assert isinstance(pattern, exp.Literal), f"{name}: {pattern.sql()[:80]}"
            assert pattern.name.startswith("(?d)"), f"{name}: {pattern.name[:80]}"
    assert seen > 500


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"年底$", r"'(?d)年底\\z'"),
        (r"[^◇$[]{2}\s?[$]", r"'(?d)[^◇$\\[]{2}\\s?[$]'"),
        (r"\[[\]a[]&&", r"'(?d)\\[[\\]a\\[]&&'"),
        (r"[a&&b]\$|it's", r"'(?d)[a&\\&b]\\$|it\'s'"),
        (r"(?m)^.*?(?:一$).*", r"'(?d)(?m)^.*?(?:一$).*'"),
    ],
)
def test_a_pattern_of_re2_is_put_into_java_s_words(pattern: str, told: str) -> None:
    assert said("java(spark__quoted(pattern))", pattern=pattern) == told


def test_a_pattern_in_a_column_stays_a_column() -> None:
    assert said("spark__matches('lines', 'rules.pattern')") == "regexp_like(lines, rules.pattern)"


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("^[(]?[0-9]{1,3}[)、.]", "no"),
        (r"\(x(?:y)", "no"),
        ("a(b)c", "yes"),
        (r"\\(?:x|(y))", "yes"),
        ("(?d)[^[]|[])]", "no"),
    ],
)
def test_a_group_is_told_from_brackets_that_are_none(pattern: str, told: str) -> None:
    assert said("has_group(pattern)", pattern=pattern) == told


def test_no_group_is_taken_out_that_a_pattern_has_not(trees: dict[str, exp.Expression]) -> None:
    for name, tree in trees.items():
        for match in tree.find_all(exp.RegexpExtract, exp.RegexpExtractAll):
            group = match.args.get("group")
            if isinstance(match.expression, exp.Literal) and (group is None or group.name != "0"):
                assert said("has_group(pattern)", pattern=match.expression.name) == "yes", (
                    f"{name}: {match.sql()[:200]}"
                )
