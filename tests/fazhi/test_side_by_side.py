"""Two builds at once, of warehouses of other names: neither knows of the other, and the checkout of neither."""

import subprocess
import sys
from pathlib import Path

import duckdb

from ingest.landing import land

BUILD = (
    "import pathlib, sys; from ground import paths; from fazhi import cli;"
    "paths.ROOT = pathlib.Path(sys.argv[1]); cli.main(['build', '--db', sys.argv[2]])"
)


def test_two_builds_at_once_keep_their_by_products_to_themselves(project: Path, reports: Path, tmp_path: Path) -> None:
    warehouses = [tmp_path / name / f"{name}.duckdb" for name in ("one", "two")]
    for db in warehouses:
        db.parent.mkdir()
        land(reports, db, progress=False)
    before = sorted(project.iterdir())
    builds = [
        subprocess.Popen([sys.executable, "-c", BUILD, str(project), str(db)], stderr=subprocess.PIPE, text=True)
        for db in warehouses
    ]
    said = [build.communicate()[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    assert sorted(project.iterdir()) == before
    for db in warehouses:
        with duckdb.connect(str(db), read_only=True) as connection:
            assert connection.execute("select reports from marts.counted").fetchall() == [(2,)]
