"""The words of the page for the codes of the warehouse."""

import csv
import re
from collections.abc import Iterator

import pytest

from ground.errors import OffsetMismatch, ReadError
from tests.publish.synthetic import ROOT


def refusals(error: type[ReadError]) -> Iterator[str]:
    for kind in error.__subclasses__():
        yield kind.reason_code
        yield from refusals(kind)


@pytest.mark.parametrize("code", sorted({*refusals(ReadError), OffsetMismatch.reason_code}))
def test_every_reason_for_refusing_a_source_has_words(code: str) -> None:
    words = (ROOT / "publish" / "page" / "assets" / "codes.js").read_text(encoding="utf-8")
    refused = words.partition("refused: {")[2].partition("},")[0]
    assert f"\n      {code}: [" in refused


def words_of(file: str, kind: str) -> str:
    """The entries of one kind of code in an asset."""
    text = (ROOT / "publish" / "page" / "assets" / file).read_text(encoding="utf-8")
    found = re.search(rf"\n    {kind}: {{(.*?)\n    }},", text, re.DOTALL)
    assert found, f"{file} has no words for {kind}"
    return found[1]


def seed(name: str) -> list[dict[str, str]]:
    with (ROOT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_every_topic_has_words() -> None:
    words = words_of("grounds.js", "topic")
    missing = [row["topic"] for row in seed("topics") if f"\n      {row['topic']}: [" not in words]
    assert not missing


@pytest.mark.parametrize("judgement", ["claim", "role", "period", "scope"])
def test_whatever_a_cue_says_has_words(judgement: str) -> None:
    words = words_of("grounds.js", f"{judgement}_says")
    said = {row["says"] for row in seed(f"cues/{judgement}_cues")}
    assert said
    assert not [says for says in said if f"\n      {says}: [" not in words]


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
    codes = {code for pair in re.findall(pattern, case) for code in pair if code}
    assert codes
    words = words_of("codes.js", kind)
    assert not [code for code in codes if f"\n      {code}: [" not in words]


def test_every_damage_has_words() -> None:
    source = "".join((ROOT / "ingest" / f"{name}.py").read_text(encoding="utf-8") for name in ("figures", "disguises"))
    codes = set(re.findall(r"damage = [^,\n]*?\"(\w+)\"", source)) | set(re.findall(r"else \"(not_a_number)\"", source))
    codes |= set(re.findall(r"damage = unit, \"inferred\", \"(\w+)\"", source))
    codes |= set(re.findall(r"DAMAGE = \"(\w+)\"", source))
    assert len(codes) >= 4
    assert not [code for code in codes if f"\n      {code}: [" not in words_of("codes.js", "damage")]
