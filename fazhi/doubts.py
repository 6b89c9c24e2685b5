"""Reports whose place or year is not sure, or contradicts the register: their figures are set aside."""

from pathlib import Path
from typing import NamedTuple

from fazhi.language import either
from fazhi.troubles import in_words
from fazhi.words import clues as in_clues
from fazhi.words import said
from ground.warehouse import opened


class Doubt(NamedTuple):
    """A report, by where it came from, with what is in doubt and the clues that speak for each answer."""

    source: str
    obstacle: str
    told: str


def doubtful(db: Path) -> list[Doubt]:
    """The doubtful ones among the current reports of the warehouse at `db`, none where those are not judged."""
    with opened(db, read_only=True) as connection:
        judged = connection.execute(
            "select 1 from duckdb_columns() where table_name = 'dim_report' and column_name = 'identity_obstacle'"
        ).fetchone()
        if judged is None:
            return []
        found = connection.execute(
            "select source_uri, identity_obstacle, jurisdiction_clues, year_clues from marts.dim_report"
            " where is_current and identity_obstacle is not null order by source_uri"
        ).fetchall()
    return [Doubt(uri, obstacle, told(obstacle, places, years)) for uri, obstacle, places, years in found]


def told(obstacle: str, places: str | None, years: str | None) -> str:
    """What is in doubt, with what speaks for which answer."""
    semicolon = either("; ", "；")
    of_place = in_words(f"place: {in_clues(places)}" if places else "place: nothing tells it")
    of_year = in_words(f"year: {in_clues(years)}" if years else "year: nothing tells it")
    clues = {"place_unsure": of_place, "year_unsure": of_year}.get(obstacle, f"{of_place}{semicolon}{of_year}")
    return f"[{obstacle}]: {said('identity_obstacle', obstacle)}{semicolon}{clues}"
