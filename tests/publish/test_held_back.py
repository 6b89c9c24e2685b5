"""Folders that wait until what they were made from is in its place: they change with it, or not at all."""

from pathlib import Path

import pytest

from publish.folder import held_back, in_place, replaced


def written(out: Path, words: str) -> None:
    with replaced(out, ("a.txt",)) as folder:
        (folder / "a.txt").write_text(words)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_held_back_takes_its_place_when_it_is_told_to(tmp_path: Path) -> None:
    out, page, steps = tmp_path / "out", tmp_path / "page", list[str]()
    written(out, "old")
    with held_back() as take_places:
        written(out, "new")
        in_place(lambda: steps.append((out / "a.txt").read_text()))
        written(page, "page")
        assert (out / "a.txt").read_text() == "old"
        assert not page.exists()
        take_places()
        assert steps == ["new"], "what is to be done with it is done once it is there"
    assert ((out / "a.txt").read_text(), (page / "a.txt").read_text()) == ("new", "page")
    assert names(tmp_path) == ["out", "page"]
    in_place(lambda: steps.append("now"))
    assert steps == ["new", "now"]


def test_what_is_never_told_to_leaves_the_old_one(tmp_path: Path) -> None:
    out, steps = tmp_path / "out", list[str]()
    written(out, "old")

    def interrupted() -> None:
        with held_back():
            written(out, "new")
            in_place(lambda: steps.append("done"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert ((out / "a.txt").read_text(), steps, names(tmp_path)) == ("old", [], ["out"])
    written(out, "newer")
    assert (out / "a.txt").read_text() == "newer"


def test_where_writing_fails_nothing_waits(tmp_path: Path) -> None:
    def fails() -> None:
        with replaced(tmp_path / "out", ()):
            raise ValueError("no room")

    with held_back() as take_places:
        with pytest.raises(ValueError, match="no room"):
            fails()
        take_places()
    assert names(tmp_path) == []
