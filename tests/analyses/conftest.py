"""The synthetic warehouse that the analyses are run on."""

import duckdb
import pytest

from tests.publish import synthetic


@pytest.fixture(scope="session")
def marts(tmp_path_factory):
    db = synthetic.build(tmp_path_factory.mktemp("warehouse") / "fazhi.duckdb")
    with duckdb.connect(str(db), read_only=True) as connection:
        yield connection
