"""What a build ran."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Built(NamedTuple):
    """Seeds, models and tests that succeeded, and tests that warned with what they said.

    `marts` are the tables that people query, `passing` those that only pass on and are of no use to a later build,
    `kept` the columns of others that are; `inputs_hash` is what all was made from. `reports`: how many were worked out
    anew where it was a part of them, else None; `why_whole`: the Hindrance for which all were. `made`: all tables of
    models.
    """

    seeds: int
    models: int
    tests: int
    warnings: list[str]
    marts: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    kept: Mapping[str, list[str]] = MappingProxyType({})
    inputs_hash: str = ""
    reports: int | None = None
    made: tuple[str, ...] = ()
    why_whole: str = ""

    def and_then(self, *more: "Built") -> "Built":
        """Builds one after the other as one."""
        all_of_it = (self, *more)
        return self._replace(
            models=sum(built.models for built in all_of_it),
            tests=sum(built.tests for built in all_of_it),
            warnings=[warning for built in all_of_it for warning in built.warnings],
            made=tuple(sorted({name for built in all_of_it for name in built.made})),
            marts=tuple(sorted({name for built in all_of_it for name in built.marts})),
        )
