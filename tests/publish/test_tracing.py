from decimal import Decimal

from publish.tables import exported
from publish.tracing import figure_columns, traced
from publish.warehouse import opened
from tests.publish import synthetic


def test_every_number_of_a_wide_table_is_explained_by_its_table_of_sources(warehouse):
    with opened(warehouse) as connection:
        tables = {table.name: table for table in exported(connection)}
    wide = [table for table in tables.values() if table.is_wide]
    assert len(wide) == 4
    checked = 0
    for table in wide:
        sources = tables[f"{table.name}_sources"]
        explained = {}
        for row in sources.rows:
            told = dict(zip(sources.position, row, strict=True))
            explained.setdefault((told["row_key"], told["column_name"]), []).append(told)
        for row in table.rows:
            for column in figure_columns(table):
                value = row[table.position[column]]
                if value is None:
                    continue
                told = explained[row[table.position["row_key"]], column]
                assert all(one["number_text"] in one["printed_sentence"] for one in told)
                assert {one["cell_value"] for one in told} == {value}
                assert told[0]["basis"] == "derived" or told[0]["value"] == value
                checked += 1
    assert checked == 7


def test_a_derived_cell_is_explained_by_its_terms(warehouse):
    with opened(warehouse) as connection:
        tables = exported(connection)
        tracing = traced(connection, tables)
    table = next(table for table in tables if table.name == "cmp_mediation_rates")
    assert [source.number_text for source in tracing.of(table, table.rows[0], "people_rate_derived")] == ["300", "285"]
    assert tracing.heading(table, "people_rate_derived") == "中文 people_rate_derived（%）"
    assert tracing.heading(table, "people_disputes_accepted") == "中文 people_disputes_accepted（件）"
    assert tracing.heading(table, "scope") == "口径"


def test_values_of_long_tables_have_their_source(warehouse):
    with opened(warehouse) as connection:
        tables = exported(connection)
        tracing = traced(connection, tables)
    table = next(table for table in tables if table.name == "city_profile")
    for row in table.rows:
        source = tracing.of(table, row, "value")[0]
        assert source.observation_id == row[table.position["observation_id"]]
        assert source.number_text == row[table.position["number_text"]]


def test_the_synthetic_marts_hold_what_the_tests_lean_on():
    assert {Decimal(figure[3]) for figure in synthetic.FIGURES} >= {Decimal("68.46"), Decimal("0.2")}
