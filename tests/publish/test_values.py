from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.values import exact, grouped, guarded, plain


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (Decimal("153000000.0000000000"), "153000000"),
        (Decimal("68.4600000000"), "68.46"),
        (Decimal("0E-10"), "0"),
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (True, "true"),
        (7, "7"),
        (date(2019, 10, 31), "2019-10-31"),
        (datetime(2019, 10, 31, 8, 5), "2019-10-31 08:05:00"),
        (["甲", "乙"], "甲; 乙"),
    ],
)
def test_a_value_is_written_in_full_and_without_noise(value, written):
    assert plain(value) == written


@given(st.decimals(min_value=-(10**18), max_value=10**18, places=10))
def test_a_decimal_keeps_its_value(number):
    assert Decimal(plain(number)) == number
    assert exact(number) == number
    assert Decimal(grouped(number).replace(",", "")) == number


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-乙市", "@甲", "\t=1", "\r=1", "＝1", "＋1", "1/5", "12-3", "1" * 16, "12e4"]
)
def test_text_that_a_spreadsheet_would_run_or_rewrite_is_led_by_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "甲=乙", "68.46", "2019年", "1.53亿", "a1/5", "360100|-|2019|own|-|false"])
def test_other_text_stays_as_it_is(text):
    assert guarded(text) == text
