"""What the statements make that were noted once is what the main job makes of the same reports."""

from pathlib import Path

from ingest.landing import land
from tests.fingerprint import fingerprint
from tests.warehouse import NAME, ROOT, modelled, seeded


def test_noted_statements_make_the_marts_of_the_main_job(sample_run: Path, tmp_path: Path) -> None:
    db = tmp_path / NAME
    seeded(db)
    land(ROOT / "reports", db, progress=False)
    modelled(db)
    found, wanted = fingerprint(db), fingerprint(sample_run / NAME)
    assert len(found) > 40
    assert {name for name in found | wanted if found.get(name) != wanted.get(name)} == set()
