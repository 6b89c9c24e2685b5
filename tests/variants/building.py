"""A warehouse of all variants: each is a report of a city of its own, so that no two of them speak of one cell."""

import csv
from collections.abc import Mapping
from pathlib import Path

from tests.variants.judging import YEAR, facts_of
from tests.variants.sentences import Variant
from tests.warehouse import ROOT, built_from_texts

# What names these is told of Nanchang: they are its districts, or other cities beside it.
OF_NANCHANG = ("东湖", "红谷滩", "赣州", "九江", "进贤", "深圳", "杭州", "桂林", "合肥", "苏州", "新疆", "两江新区")
NANCHANG = "南昌市"
# And of others, whose districts or bodies they name.
OTHERS = {"丹徒": "镇江市", "自治区本级": "宁夏回族自治区"}
MODELS = "+fct_observations"


def cities() -> list[str]:
    """The names of cities with districts, Nanchang apart."""
    with (ROOT / "seeds" / "jurisdictions.csv").open(encoding="utf-8", newline="") as rows:
        names = [row["name_zh"] for row in csv.DictReader(rows) if row["level"] == "prefecture"]
    told = {NANCHANG, *OTHERS.values()}
    return [name for name in names if name.endswith("市") and name not in told and names.count(name) == 1]


def built(variants: Mapping[str, Variant], folder: Path) -> Path:
    """Lands the variants by their file names and builds their facts; the warehouse."""
    texts, rows = {}, ["file,jurisdiction,year"]
    for (name, variant), city in zip(variants.items(), cities(), strict=False):
        named = next((place for words, place in OTHERS.items() if words in variant.words), city)
        place = NANCHANG if any(words in variant.words for words in OF_NANCHANG) else named
        texts[name] = (
            f"{place}{YEAR}年法治政府建设情况报告\n\n{YEAR}年，{place}深入推进法治政府建设，现将有关情况报告如下。\n\n"
            f"一、依法化解行政争议\n\n{variant.words}\n\n{place}人民政府\n{YEAR + 1}年3月1日\n"
        )
        rows.append(f"{name},{place},{YEAR}")
    assert len(texts) == len(variants), "there are not so many cities"
    return built_from_texts(folder, {**texts, "register.csv": "\n".join(rows)}, MODELS)


def told(variants: Mapping[str, Variant], folder: Path) -> dict[str, list[str]]:
    """The facts of all variants by their file names, from as many warehouses as their number needs cities."""
    names = list(variants)
    found: dict[str, list[str]] = {}
    most = len(cities())
    for first in range(0, len(names), most):
        part = folder / str(first)
        part.mkdir()
        found |= facts_of(built({name: variants[name] for name in names[first : first + most]}, part))
    return found
