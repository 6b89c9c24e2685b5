"""What was pasted into a text with its markup and is no part of it: comments and struck-out words."""

import pytest

from ingest.figures import figures
from ingest.normal import normal
from ingest.pasted import without_taken_back


def read(text: str) -> list[str]:
    """The values of a text's figures, `?` for none."""
    even = normal(text)
    return [
        "?" if figure.value is None else f"{figure.value.normalize():f}" for figure in figures(even, text, 0, len(even))
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("受理<!-- 368件 -->386件", ["386"]),
        ("受理<del>368</del>386件", ["386"]),
        ("受理<DEL class=old>368</DEL>386件", ["386"]),
        ("受理<Del>368</dEL>386件", ["386"]),
        ("受理<s>368件</s>386件", ["386"]),
        ("受理<strike>三百件</strike>386件", ["386"]),
        ("受理~~368~~386件", ["386"]),
        ("<!-- 受理368件\n审结340件 -->\n审结352件", ["352"]),
        ("受理3<!-- 1 -->86件", ["?"]),
        ("受理3<s>1</s>86件", ["?"]),
        ("受理1,<del>2</del>386件", ["?"]),
        ("受理386件~~", ["386"]),
        ("受理386件<!-- 未完", ["386"]),
        ("受理<section>386件</section>", ["?"]),
    ],
)
def test_what_is_taken_back_is_no_number(text: str, values: list[str]) -> None:
    assert read(text) == values


def test_offsets_and_lines_hold() -> None:
    text = "甲<!-- 一\n二 -->乙<del>三</del>丙~~丁~~戊"
    plain = without_taken_back(text)
    assert (len(plain), plain.count("\n")) == (len(text), 1)
    assert "".join(plain.split()) == "甲乙丙戊"


@pytest.mark.parametrize("text", ["<!--" * 50_000 + "-->", "<s>" * 50_000 + "</s>", "~~a" * 50_000, "<del " * 50_000])
def test_markup_without_end_costs_time_in_proportion(text: str) -> None:
    assert len(without_taken_back(text)) == len(text)
