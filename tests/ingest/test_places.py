"""Names of divisions: read from their beginning, never a name inside another."""

import csv
import re
from collections import Counter

import pytest

from ingest.places import SEED, chain_in, find_places, place_named, settled, short_name_at

with SEED.open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))
AUTONOMOUS = [row for row in ROWS if re.search("自治[州县旗区]$", row["name_zh"]) and row["is_current"] == "true"]


def code(words: str, text: str = "") -> str | None:
    place = place_named(words, text)
    return place.code if place else None


def test_every_short_form_of_an_autonomous_division_finds_it_or_none() -> None:
    assert len(AUTONOMOUS) > 150
    found = 0
    for row in AUTONOMOUS:
        short, ending = row["short_name_zh"], row["name_zh"][-1]
        for written in (f"{short}{ending}", f"{short}自治{ending}"):
            for words in (written, f"{written}2020年依法行政情况", f"2020年，{written}受理案件"):
                places = {place.code for place in find_places(words)}
                assert places <= {row["jurisdiction_code"]}, words
            assert code(written) in (row["jurisdiction_code"], None), written
            found += code(written) is not None
    assert found > 2 * len(AUTONOMOUS) - 5  # 东乡县 is a former county's name as well


def test_every_division_is_found_by_its_own_name() -> None:
    unfound = []
    for row in ROWS:
        names = chain_in(row["name_zh"])
        if names is None or row["jurisdiction_code"] not in {place.code for place in names.places}:
            unfound.append(row["name_zh"])
    former = [row["name_zh"] for row in ROWS if row["is_current"] == "false"]
    assert set(unfound) <= set(former)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("都安县受理复议案件", "451228"),
        ("本溪县受理复议案件", "210521"),
        ("河南县受理复议案件", "632324"),
        ("民和县受理复议案件", "630222"),
        ("紫云县受理复议案件", "520425"),
        ("和县受理复议案件", "340523"),
        ("淮安县受理复议案件", None),  # gone long ago; 安县 is no part of it
        ("南昌市场管理", None),
        ("上海市南区域发展", "310000"),  # 市南区 is not named
        ("江西省南昌市西湖区", "360103"),
        ("湖北恩施州", "422800"),
    ],
)
def test_names_are_read_from_their_beginning(words: str, found: str | None) -> None:
    assert code(words) == found


def test_what_several_bear_is_settled_by_what_stands_around() -> None:
    named = chain_in("鼓楼区")
    assert named is not None
    assert settled(named.places, Counter()) is None
    assert settled(named.places, Counter({"350100": 1})) == place_named("福州市鼓楼区", "")
    assert code("东乡县") is None
    assert code("甘肃省东乡县") == "622926"


def test_a_short_name_that_goes_on_is_none() -> None:
    assert short_name_at("本溪县", 0) is None
    assert short_name_at("宜春热线月报", 0) is not None


def test_traditional_characters_name_the_same() -> None:
    assert [place.code for place in find_places("大城縣與廣東省")] == ["131025", "440000"]
