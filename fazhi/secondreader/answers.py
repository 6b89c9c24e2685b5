"""Whether an answer is one: strict JSON, of the form that was asked for, about figures and metrics that are there."""

import json
import re
from collections.abc import Set
from typing import NamedTuple

from fazhi.secondreader.passages import Passage
from fazhi.secondreader.prompt import FIELDS, ROLES, SCOPES

BROKEN, MISSHAPEN, ELSEWHERE, UNKNOWN = REFUSALS = ("broken_json", "wrong_form", "points_elsewhere", "unknown_metric")
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"```(?:json)?[ \t]*\n(.*)\n[ \t]*```", re.DOTALL)
_FIRST_YEAR, _LAST_YEAR = 1949, 2099


class Reading(NamedTuple):
    """What the model says of a figure, by its place in the passage from 1; no metric where it measures none."""

    figure: int
    metric_code: str | None
    scope: str | None
    role: str | None
    year: int | None


class RefusedError(ValueError):
    """An answer that is none; `reason_code` is one of REFUSALS."""

    def __init__(self, reason_code: str, told: str) -> None:
        super().__init__(told)
        self.reason_code = reason_code


def checked(text: str, passage: Passage, metrics: Set[str]) -> list[Reading]:
    """The readings of an answer. Raises RefusedError: one that points elsewhere in one figure is trusted in none."""
    try:
        answer = json.loads(_bare(text))
    except ValueError as error:
        raise RefusedError(BROKEN, f"no JSON: {error}") from None
    if not isinstance(answer, dict) or set(answer) != {"readings"} or not isinstance(answer["readings"], list):
        raise RefusedError(MISSHAPEN, "an answer is one object with a list of readings")
    found: dict[int, Reading] = {}
    for item in answer["readings"]:
        if not isinstance(item, dict) or set(item) != set(FIELDS):
            raise RefusedError(MISSHAPEN, f"a reading has the fields {', '.join(FIELDS)}")
        reading = Reading(*(item[name] for name in FIELDS))
        number = reading.figure
        if type(number) is not int or not 1 <= number <= len(passage.figures) or number in found:
            raise RefusedError(ELSEWHERE, f"figure {number} is not there, or was told already")
        found[number] = _of_form(reading, metrics)
    return [found[number] for number in sorted(found)]


def _bare(text: str) -> str:
    """The answer without what a model thinks aloud before it, and without the fence that stands around it as code."""
    said = _THOUGHT.sub("", text, count=1).strip()
    fenced = _FENCED.fullmatch(said)
    return fenced[1] if fenced else said


def _of_form(reading: Reading, metrics: Set[str]) -> Reading:
    if reading.metric_code is None:
        return Reading(reading.figure, None, None, None, None)
    if not isinstance(reading.metric_code, str) or reading.metric_code not in metrics:
        raise RefusedError(UNKNOWN, f"there is no metric {reading.metric_code}")
    year = reading.year
    is_year = year is None or (type(year) is int and _FIRST_YEAR <= year <= _LAST_YEAR)
    if reading.scope not in SCOPES or reading.role not in ROLES or not is_year:
        raise RefusedError(MISSHAPEN, f"scope {reading.scope}, role {reading.role} or year {year} is none")
    return reading
