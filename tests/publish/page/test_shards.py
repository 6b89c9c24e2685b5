"""Data files: what they hold comes back as it was, and nothing in them ends or leaves the script."""

import json
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from publish.page.shards import packed, script
from tests.publish.page.evidence import HOSTILE
from tests.publish.page.test_site import CALL, rows


@given(st.text())
def test_any_text_comes_back_and_cannot_end_the_script(text: str) -> None:
    written = script("name", {"text": text})
    assert json.loads(CALL.fullmatch(written).group(2)) == {"text": text}
    assert not set("<>&\u2028\u2029") & set(written)


def test_hostile_text_in_a_table() -> None:
    written = script("place/x", {"rows": packed(["text"], [(HOSTILE,)])})
    assert "</script" not in written
    assert "\u2028" not in written


@given(st.lists(st.tuples(st.sampled_from(["own", "whole", None]), st.integers() | st.none())))
def test_a_packed_table_comes_back(table: list[tuple[str | None, int | None]]) -> None:
    names = ["scope", "year"]
    assert rows(packed(names, table)) == [dict(zip(names, row, strict=True)) for row in table]


def test_words_that_repeat_stand_once() -> None:
    assert packed(["scope"], [("own",), ("own",), ("whole",), ("own",)])["columns"] == {
        "scope": {"words": ["own", "whole"], "at": [0, 0, 1, 0]}
    }


def test_what_all_words_end_with_stands_once() -> None:
    words = [("a:1:mediation.rate",), (None,), ("b:22:mediation.rate",), ("c:1:mediation.rate",)]
    table = packed(["id"], words)
    assert table["columns"] == {"id": {"starts": ["a:1", None, "b:22", "c:1"], "end": ":mediation.rate"}}
    assert [tuple(row.values()) for row in rows(table)] == words


@given(st.lists(st.text(alphabet="ab", max_size=12).map(lambda text: f"{text}abab") | st.none(), max_size=5))
def test_words_that_end_alike_come_back(words: list[str | None]) -> None:
    assert [row["id"] for row in rows(packed(["id"], [(word,) for word in words]))] == words


def test_decimals_and_dates_are_text() -> None:
    row = (Decimal("12345678901234567.8900"), date(2019, 10, 31), True, 7)
    assert rows(packed(["value", "as_of", "flag", "count"], [row])) == [
        {"value": "12345678901234567.89", "as_of": "2019-10-31", "flag": True, "count": 7}
    ]
