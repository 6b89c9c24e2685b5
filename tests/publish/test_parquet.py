import datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from publish.tables import exported
from publish.warehouse import opened


def test_types_are_those_of_the_warehouse(exports):
    schema = pq.read_schema(exports / "parquet" / "cmp_cases_handled.parquet")
    assert schema.field("review_cases_accepted").type == pa.decimal128(28, 10)
    assert schema.field("year").type == pa.int32()
    assert schema.field("as_of").type == pa.date32()
    assert schema.field("is_cumulative").type == pa.bool_()
    assert schema.field("comparability_zh").type == pa.string()


def test_values_come_through_exactly_and_unguarded(exports):
    rows = pq.read_table(exports / "parquet" / "cases_across_cities.parquet").to_pylist()
    assert Decimal("68.46") in {row["value"] for row in rows}
    assert {row["source_name"] for row in rows} == {"jia_2019.txt", "-yi_2019.txt"}
    capacity = pq.read_table(exports / "parquet" / "reported_by_one_city_only.parquet").to_pylist()
    assert datetime.date(2019, 10, 31) in {row["as_of"] for row in capacity}


def test_rows_stand_in_the_order_of_the_other_formats(warehouse, exports):
    with opened(warehouse) as connection:
        for table in exported(connection):
            rows = pq.read_table(exports / "parquet" / f"{table.name}.parquet").to_pylist()
            assert [tuple(row.values()) for row in rows] == table.rows
