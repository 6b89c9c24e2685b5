"""What a trial of a rule or a cue found: figures that it touches, how they are read now and would be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from desk.errors import DeskError
from desk.store import Store
from desk.verdict import READING
from fazhi.naming import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = 10  # sentences of each kind
KINDS = ("claims", "drops", "moves", "same")
Sentence = tuple[str, str, str, str]  # before the number, the number, behind it, where


class Reading(NamedTuple):
    """How a figure is read, or would be; a scope or role of None is not asked after."""

    metrics: frozenset[str]
    scope: str | None = None
    role: str | None = None


@dataclass(frozen=True)
class Touched:
    """A figure that a rule or cue speaks of, and what that does: one of KINDS, or `other` for nothing that is shown."""

    figure_id: str
    sha256: str
    source_uri: str
    source_name: str
    char_start: int
    number_text: str
    sentence: Sentence
    effect: str
    now: Reading
    then: Reading


@dataclass(frozen=True)
class Effect:
    """The figures of one kind of effect: how many, and some with their sentences."""

    count: int
    sentences: list[Sentence]


@dataclass(frozen=True)
class OnGold:
    """What it does to figures of which somebody has read the truth: how many get right or wrong, and some of each."""

    name: str
    figures: int
    mended: int = 0
    broken: int = 0
    sentences_mended: list[Sentence] = field(default_factory=list)
    sentences_broken: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True)
class Effects:
    """What a rule or cue does, by kind, and whether readers and the gold have found otherwise."""

    kinds: dict[str, Effect]
    right: int = 0
    wrong: int = 0
    contradicted: list[str] = field(default_factory=list)
    gold: list[OnGold] = field(default_factory=list)


def asked(connection: "duckdb.DuckDBPyConnection", query: str, given: "Mapping[str, Any]") -> list[Row]:
    """The rows of a trial's query. Raises DeskError where a pattern is none, or what it reads is not there."""
    try:
        cursor = connection.execute(query, given)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    except duckdb.InvalidInputException as error:
        raise DeskError(f"this is no pattern of RE2: {str(error).splitlines()[0]}") from None
    except duckdb.CatalogException as error:
        raise DeskError(
            f"an older version has built the warehouse or the sets of gold ({str(error).splitlines()[0]}); "
            "make them anew: fazhi build, fazhi desk gold"
        ) from None


def touched(row: Row, now: Reading, then: Reading) -> Touched:
    """A figure out of a row of a trial's query."""
    text, first, last = row["text"], row["first"], row["last"]
    sentence = (text[:first], text[first:last], text[last:], f"{row['source_name']}:{row['char_start']}")
    place = (row["source_uri"], row["source_name"], row["char_start"], row["number_text"])
    return Touched(row["figure_id"], row["sha256"], *place, sentence, row["effect"], now, then)


def by_kind(found: Sequence[Touched]) -> dict[str, Effect]:
    """How many figures of each kind there are, the first with their sentences."""
    kinds = {kind: [one for one in found if one.effect == kind] for kind in KINDS}
    return {kind: Effect(len(some), [one.sentence for one in some[:SHOWN]]) for kind, some in kinds.items()}


def held_against(store: Store, found: Sequence[Touched], wanted: "Mapping[str, str]") -> tuple[int, list[str]]:
    """For how many of the figures readers said the same, and the sentences of those of which they said otherwise.

    `wanted`: what the rule or cue says of a part; of a metric readers say it by accepting the whole reading.
    """
    there = {(one.sha256, one.char_start, one.number_text): one for one in found}
    (part, said), right, wrong = next(iter(wanted.items())), 0, []
    for verdict in store.heads_at(there) if there else []:
        if verdict.decision == "new_wording" or verdict.part not in (READING, part):
            continue
        if part == "metric":
            if verdict.part != READING:
                continue
            agrees = verdict.decision == "accept" and said in verdict.value_after.split()
        elif verdict.part == part:
            agrees = verdict.value_after == said
        else:
            told = dict(word.partition("=")[::2] for word in verdict.value_before.split() if "=" in word)
            agrees = verdict.decision == "accept" and told.get(part) == said
        if agrees:
            right += 1
        else:
            wrong.append("".join(there[verdict.place].sentence[:3]))
    return right, wrong
