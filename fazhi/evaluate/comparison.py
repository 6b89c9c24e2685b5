"""Gold and warehouse side by side: a figure is found by its offset, an observation by offset, metric and value."""

import csv
import itertools
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from fazhi.evaluate.gold import GoldError, GoldReport, Observation, read_gold
from fazhi.evaluate.misses import Miss, shown
from fazhi.evaluate.readings import Landed, Reading, Warehouse
from fazhi.evaluate.scores import Scores
from ground.warehouse import opened
from ingest.units import SEED

NEARLY = Decimal("1e-9")  # relative, and absolute below 1: a third has no last digit
FULL_WIDTH = str.maketrans("％（）", "%()")


def evaluate(db: Path, folder: Path) -> Scores:
    """The scores of the warehouse at `db` against the gold folder. Raises GoldError, or LandingError of the file."""
    if not db.is_file():
        raise GoldError(f"{db}: there is no such warehouse; make it first: fazhi all REPORTS --db {db}")
    golds, scores = read_gold(folder), Scores()
    with opened(db, read_only=True) as connection:
        warehouse = Warehouse(db, connection)
        for gold in golds:
            landed = warehouse.landed(gold.source_name)
            gold.check(landed.text)
            compare(gold, landed, scores)
    return scores


def compare(gold: GoldReport, landed: Landed, scores: Scores) -> None:
    """Adds one report to the scores; its misses in the order of its text."""
    scores.reports += 1
    misses = [*_figures(gold, landed, scores), *_observations(gold, landed, scores)]
    scores.misses += sorted(misses, key=lambda miss: miss.offset)


def same_number(left: Decimal | None, right: Decimal) -> bool:
    """Whether two numbers say the same."""
    return left is not None and abs(left - right) <= NEARLY * max(abs(left), abs(right), Decimal(1))


def same_unit(left: str | None, right: str | None) -> bool:
    """Whether two units say the same (起 and 件), by the canonical unit of `seeds/units.csv`."""
    return _canonical(left) == _canonical(right)


def _canonical(unit: str | None) -> str:
    name = (unit or "").strip().translate(FULL_WIDTH)
    return _canonical_units().get(name, name)


@cache
def _canonical_units() -> dict[str, str]:
    with SEED.open(encoding="utf-8", newline="") as lines:
        return {row["unit"]: row["canonical_unit"] for row in csv.DictReader(lines)}


def _figures(gold: GoldReport, landed: Landed, scores: Scores) -> Iterator[Miss]:
    """Numbers in Chinese numerals are optional: neither missed nor invented."""
    wanted = {start for start, mention in gold.mentions.items() if not mention.is_optional}
    printed = {start for start in landed.figures if landed.text[start : start + 1].isdecimal()}
    found = (landed.figures.keys() & wanted) | (printed - gold.mentions.keys())
    scores.figures.gold += len(wanted)
    scores.figures.found += len(found)
    for start in wanted | found:
        if start not in found:
            mention = gold.mentions[start]
            yield _miss(gold, landed, "figure missed", start, wanted=f"{shown(mention.value)}{mention.unit}")
            continue
        _, value, unit = landed.figures[start]
        if start not in wanted:
            yield _miss(gold, landed, "figure invented", start, got=f"{shown(value)}{unit or ''}")
            continue
        scores.figures.right += 1
        mention = gold.mentions[start]
        if same_number(value, mention.value):
            scores.values += 1
        else:
            yield _miss(gold, landed, "value wrong", start, wanted=shown(mention.value), got=shown(value))
        if same_unit(unit, mention.unit):
            scores.units += 1
        else:
            yield _miss(gold, landed, "unit wrong", start, wanted=mention.unit, got=unit or "")


def _observations(gold: GoldReport, landed: Landed, scores: Scores) -> Iterator[Miss]:
    wanted: dict[int, list[Observation]] = {}
    for observation in gold.observations.values():
        wanted.setdefault(observation.start, []).append(observation)
        scores.observations.gold += 1
        scores.families[_family(observation.metric_code)].gold += 1
    for start in wanted.keys() | landed.readings.keys():
        missing = {observation.metric_code: observation for observation in wanted.get(start, ())}
        strange: list[Reading] = []
        for reading in landed.readings.get(start, ()):
            if reading.edition > gold.edition and reading.metric_code not in missing:
                continue  # the gold was read before there was such a metric
            scores.observations.found += 1
            scores.families[_family(reading.metric_code)].found += 1
            scores.band(reading.confidence).found += 1
            if asked := missing.pop(reading.metric_code, None):
                yield from _reading(gold, landed, scores, asked, reading)
            else:
                strange.append(reading)
        for observation, reading in itertools.zip_longest(missing.values(), strange):
            yield _mistaken(gold, landed, start, observation, reading)


def _reading(gold: GoldReport, landed: Landed, scores: Scores, wanted: Observation, got: Reading) -> Iterator[Miss]:
    """A reading of the right metric: its value, then its parts."""
    if not same_number(got.value, wanted.value):
        values = {"wanted": shown(wanted.value), "got": shown(got.value)}
        yield _miss(gold, landed, "observation value wrong", wanted.start, reading=got, **values)
        return
    right = {
        "scope": wanted.accepts(got.scope),
        "role": got.role == wanted.role,
        "year": got.year == wanted.year,
        "as_of": got.as_of == wanted.as_of,
    }
    band, strict = scores.band(got.confidence), all(right.values())
    scores.observations.right += 1
    scores.families[_family(got.metric_code)].right += 1
    scores.strictly_right += strict
    band.right += 1
    band.strict += strict
    for part, is_right in right.items():
        scores.parts[part] += is_right
        if not is_right:
            values = {"wanted": shown(getattr(wanted, part)), "got": shown(getattr(got, part))}
            yield _miss(gold, landed, f"{part} wrong", wanted.start, reading=got, **values)


def _mistaken(gold: GoldReport, landed: Landed, start: int, wanted: Observation | None, got: Reading | None) -> Miss:
    """A metric that was not seen, one that is not there, or one taken for another."""
    said = f"{got.metric_code} = {shown(got.value)}{got.unit or ''}" if got else landed.reasons.get(start, "")
    if wanted is None:
        return _miss(gold, landed, "observation invented", start, got=said, reading=got)
    kind = "metric wrong" if got else "observation missed"
    told = f"{wanted.metric_code} = {shown(wanted.value)}"
    return _miss(gold, landed, kind, start, metric=wanted.metric_code, wanted=told, got=said, reading=got)


def _miss(
    gold: GoldReport,
    landed: Landed,
    kind: str,
    start: int,
    *,
    metric: str = "",
    wanted: str = "",
    got: str = "",
    reading: Reading | None = None,
) -> Miss:
    if start in gold.mentions:
        number_text = gold.mentions[start].number_text
    else:
        number_text = landed.figures[start].number_text if start in landed.figures else landed.text[start : start + 1]
    return Miss(
        kind=kind,
        report=gold.name,
        offset=start,
        number_text=number_text,
        metric_code=metric or (reading.metric_code if reading else ""),
        wanted=wanted,
        got=got,
        rule_id=(reading.rule_id or "") if reading else "",
        confidence=shown(reading.confidence) if reading else "",
        sentence=landed.sentence(start, len(number_text)),
    )


def _family(metric_code: str) -> str:
    return metric_code.partition(".")[0]
