"""Chinese numerals and what the warehouse's number type holds."""

from decimal import Decimal

import pytest

from ingest.numerals import chinese, quantity, ratio


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("两", 2),
        ("三百零五", 305),
        ("一万二千", 12_000),
        ("二十万", 200_000),
        ("一亿三千万", 130_000_000),
    ],
)
def test_chinese(numeral: str, value: int) -> None:
    assert chinese(numeral) == value


@pytest.mark.parametrize("numeral", ["一二三", "点五", "三五", "六零七"])
def test_what_is_no_numeral(numeral: str) -> None:
    assert chinese(numeral) is None


def test_quantity_and_ratio() -> None:
    assert quantity("16631. 31", "亿") == Decimal("1663131000000")
    assert quantity("9" * 19) is None
    assert ratio("1", "3") == Decimal("0.3333333333")
    assert ratio("1", "0") is None
