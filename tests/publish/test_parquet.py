import datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from publish.parquet import write_parquet
from publish.questions import Question
from publish.tables import exported, read
from publish.warehouse import opened


def test_types_are_those_that_every_program_has(exports):
    schema = pq.read_schema(exports / "parquet" / "cmp_cases_handled.parquet")
    assert schema.field("review_cases_accepted").type == pa.float64()
    assert schema.field("year").type == pa.int32()
    assert schema.field("as_of").type == pa.timestamp("us")
    assert schema.field("is_cumulative").type == pa.bool_()
    assert schema.field("comparability_zh").type == pa.string()


def test_values_come_through_unguarded_beside_the_printed_number(exports):
    rows = pq.read_table(exports / "parquet" / "cases_across_cities.parquet").to_pylist()
    assert (68.46, "68.46") in {(row["value"], row["number_text"]) for row in rows}
    assert {row["source_name"] for row in rows} == {"jia_2019.txt", "-yi_2019.txt"}
    capacity = pq.read_table(exports / "parquet" / "reported_by_one_city_only.parquet").to_pylist()
    assert datetime.datetime(2019, 10, 31) in {row["as_of"] for row in capacity}


def plain(value):
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return datetime.datetime(value.year, value.month, value.day)
    return value


def test_rows_stand_in_the_order_of_the_other_formats(warehouse, exports):
    with opened(warehouse) as connection:
        for table in exported(connection):
            rows = pq.read_table(exports / "parquet" / f"{table.name}.parquet").to_pylist()
            assert [tuple(row.values()) for row in rows] == [tuple(map(plain, row)) for row in table.rows]


def test_pandas_reckons_with_every_number(exports):
    """Plots take what NumPy takes as numbers."""
    for path in sorted((exports / "parquet").glob("*.parquet")):
        frame = pd.read_parquet(path)
        assert not [name for name in frame if isinstance(next(iter(frame[name].dropna()), None), Decimal)]
    cases = pd.read_parquet(exports / "parquet" / "cmp_cases_handled.parquet")
    assert np.asarray(cases["review_cases_accepted"], dtype=float).max() == 1790


def test_every_table_goes_on_to_stata(exports, tmp_path):
    frames = [pd.read_parquet(path) for path in sorted((exports / "parquet").glob("*.parquet"))]
    filled = [frame for frame in frames if len(frame)]
    assert len(filled) > 10
    for frame in filled:
        frame = frame.dropna(axis="columns", how="all")  # pandas hands no empty text on to Stata
        frame.to_stata(tmp_path / "table.dta", version=118, write_index=False)
        again = pd.read_stata(tmp_path / "table.dta", convert_dates=True)
        assert len(again) == len(frame)
        assert list(again.columns) == [name[:32] for name in frame.columns]


@pytest.mark.parametrize(
    ("sql", "written"),
    [
        ("select ['甲', '乙'] as \"a b\"", "甲; 乙"),
        ("select cast(3 as hugeint) as n", 3.0),
        ("select cast(0.1 as decimal(28, 10)) as n", 0.1),
        ("select cast(null as decimal(28, 10)) as n", None),
    ],
)
def test_types_that_few_programs_have_are_turned(warehouse, tmp_path, sql, written):
    with opened(warehouse) as connection:
        write_parquet(connection, read(connection, Question("q", "问", "q", (), sql)), tmp_path / "q.parquet")
    assert list(pq.read_table(tmp_path / "q.parquet").to_pylist()[0].values()) == [written]
