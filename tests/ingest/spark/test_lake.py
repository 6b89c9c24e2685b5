"""A load counts in one step, or not at all; whoever opens the lake next finishes what was left."""

from pathlib import Path

import pytest

from ground.errors import LandingError
from ingest.spark.lake import NONE, Entry, Lake


def written(lake: Lake, load_id: str, *relations: str) -> None:
    """Files of a load, as workers write them."""
    for relation in relations:
        folder = lake.fresh(load_id, relation)
        folder.mkdir(parents=True)
        (folder / "part-0.parquet").write_text(f"{load_id} {relation}")


def committed(lake: Lake, before: Entry, load_id: str, *relations: str, whole: tuple[str, ...] = ()) -> Entry:
    written(lake, load_id, *relations)
    return lake.commit(before, load_id, "code", set(whole), {"landed": 1})


def there(folder: Path) -> list[str]:
    return sorted(path.read_text() for path in (folder / "raw").rglob("load_id=*/*.parquet"))


def test_loads_stand_beside_each_other_and_what_is_written_anew_alone(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    first = committed(lake, NONE, "one", "reports", "register")
    second = committed(lake, first, "two", "reports", "register", whole=("register",))
    assert there(tmp_path) == ["one reports", "two register", "two reports"]
    assert (second.number, Lake(tmp_path).last()) == (2, second)
    assert [path.name for path in lake.folders("reports")] == ["load_id=one", "load_id=two"]
    assert lake.folders("figures") == []


def test_a_load_that_does_not_count_leaves_nothing_that_is_read(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    committed(lake, NONE, "one", "reports")
    written(lake, "two", "reports")
    assert there(tmp_path) == ["one reports"]
    assert Lake(tmp_path).last().load_id == "one"
    lake.abandon("two")
    assert not lake.fresh("two", "reports").exists()
    assert there(tmp_path) == ["one reports"]


def test_of_two_loads_at_once_one_counts(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    committed(lake, NONE, "one", "reports")
    written(lake, "two", "reports")
    with pytest.raises(LandingError, match="another load ended"):
        lake.commit(NONE, "two", "code", set(), {})
    assert there(tmp_path) == ["one reports"]


@pytest.mark.parametrize("moved", ["nothing", "reports", "register removed"])
def test_a_driver_that_dies_behind_the_one_step_has_landed(
    tmp_path: Path, moved: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(tmp_path)
    first = committed(lake, NONE, "one", "reports", "register")
    with monkeypatch.context() as patch:
        patch.setattr(Lake, "_settle", lambda *_: None)
        second = committed(lake, first, "two", "reports", "register", whole=("register",))
    raw = tmp_path / "raw"
    if moved == "reports":
        lake.fresh("two", "reports").rename(raw / "reports" / "load_id=two")
    elif moved == "register removed":
        (raw / "register" / "load_id=one" / "part-0.parquet").unlink()
    assert Lake(tmp_path).last() == second
    assert there(tmp_path) == ["one reports", "two register", "two reports"]
    assert not list((raw / "_fresh").iterdir())
