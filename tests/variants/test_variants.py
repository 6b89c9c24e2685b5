"""No sentence of the variants gives a wrong number, and those that must be read are."""

from pathlib import Path

import pytest

from tests.variants.building import told
from tests.variants.doubts import DOUBTS
from tests.variants.judging import missing, wrong
from tests.variants.sentences import SENTENCES, Variant
from tests.variants.unseen import UNSEEN

ALL = {f"{number:03}.txt": variant for number, variant in enumerate([*SENTENCES, *DOUBTS, *UNSEEN])}


@pytest.mark.proof
def test_no_variant_gives_a_wrong_number(tmp_path: Path) -> None:
    facts = told(ALL, tmp_path)
    assert len(ALL) > 580
    assert len(facts) > 100, "what is never read is never wrong"
    assert wrong(ALL, facts) == []
    assert missing(ALL, facts) == []


def test_a_fact_that_a_variant_may_not_give_is_told() -> None:
    ways = {"a.txt": Variant("numerals", "受理三件", ("m=3",), ("m=3",))}
    assert wrong(ways, {"a.txt": ["m=3", "m=4"]}) == ["a.txt numerals: '受理三件' gives m=4"]
    assert missing(ways, {"a.txt": ["m=4"]}) == ["a.txt numerals: '受理三件' gives no m=3"]


def test_every_variant_is_written_once() -> None:
    words = [variant.words for variant in ALL.values()]
    assert len(words) == len(set(words))
    assert all(set(variant.must) <= set(variant.may) for variant in ALL.values())
