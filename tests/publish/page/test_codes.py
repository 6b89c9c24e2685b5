"""The words of the page for the codes of the warehouse."""

from collections.abc import Iterator

import pytest

from ingest.errors import OffsetMismatch, ReadError
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
