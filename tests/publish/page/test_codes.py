"""The words of the page for the codes of the warehouse."""

import csv
import re
from collections.abc import Iterator

import pytest

from ground.errors import OffsetMismatch, ReadError
from publish.page.words import codes
from tests.publish.synthetic import ROOT


def refusals(error: type[ReadError]) -> Iterator[str]:
    for kind in error.__subclasses__():
        yield kind.reason_code
        yield from refusals(kind)


@pytest.mark.parametrize("code", sorted({*refusals(ReadError), OffsetMismatch.reason_code}))
def test_every_reason_for_refusing_a_source_has_words(code: str) -> None:
    assert code in codes()["refused"]


def seed(name: str) -> list[dict[str, str]]:
    with (ROOT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_topic_has_words() -> None:
    assert not {row["topic"] for row in seed("topics")} - codes()["topic"].keys()


@pytest.mark.parametrize("judgement", ["claim", "role", "period", "scope"])
def test_whatever_a_cue_says_has_words(judgement: str) -> None:
    said = {row["says"] for row in seed(f"cues/{judgement}_cues")}
    assert said
    assert not said - codes()[f"{judgement}_says"].keys()


@pytest.mark.parametrize(
    ("kind", "model", "pattern"),
    [
        ("claim", "int_figure_metrics", r"then '(\w+)'|else '(\w+)'\s+end as claim_basis"),
        ("topic_basis", "int_figure_topics", r"then '(\w+)'|else '(\w+)'\s+end as topic_basis"),
        ("scope_basis", "int_scope_words", r"then '(\w+)'|else '(\w+)'\s+end as scope_basis"),
    ],
)
def test_every_basis_of_a_reading_has_words(kind: str, model: str, pattern: str) -> None:
    (path,) = (ROOT / "models" / "intermediate").rglob(f"{model}.sql")
    sql = path.read_text(encoding="utf-8")
    case = sql[: sql.index(f"end as {kind.removesuffix('_basis')}_basis") + 40]
    case = case[case.rindex("\n        case\n") :]
    given = {code for pair in re.findall(pattern, case) for code in pair if code}
    assert given
    assert not given - codes()[kind].keys()


def test_every_damage_has_words() -> None:
    names = ("figures", "longnumbers", "disguises")
    source = "".join((ROOT / "ingest" / f"{name}.py").read_text(encoding="utf-8") for name in names)
    given = set(re.findall(r"damage = [^,\n]*?\"(\w+)\"", source)) | set(re.findall(r"else \"(not_a_number)\"", source))
    given |= set(re.findall(r"damage = unit, \"inferred\", \"(\w+)\"", source))
    given |= set(re.findall(r"DAMAGE = \"(\w+)\"", source))
    assert len(given) >= 4
    assert not given - codes()["damage"].keys()
