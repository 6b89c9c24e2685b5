"""One synthetic warehouse and one export of it, shared by the tests that only read them."""

import pytest

from publish import export_all
from tests.publish import synthetic


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory):
    return synthetic.build(tmp_path_factory.mktemp("warehouse") / "fazhi.duckdb")


@pytest.fixture(scope="session")
def exports(warehouse, tmp_path_factory):
    out = tmp_path_factory.mktemp("exports") / "tables"
    export_all(warehouse, out, progress=False)
    return out
