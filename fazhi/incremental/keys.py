"""Keys once the rows of a part have taken their places: the published file holds no index that would tell."""

from typing import TYPE_CHECKING

from ground.errors import BuildError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def prove(connection: "DuckDBPyConnection", keys: dict[str, list[str]]) -> None:
    """Raises BuildError where two rows of a relation have one key of those that came with the attached `part`.

    `keys`: by relation the columns of its key; none where it has none.
    """
    for relation, names in keys.items():
        if names:
            columns = ", ".join(names)
            twice = connection.execute(
                f"select {columns} from {relation} where ({columns}) in (select ({columns}) from part.{relation})"
                " group by all having count(*) > 1 limit 1"
            ).fetchone()
            if twice:
                told = ", ".join(f"{name} {value}" for name, value in zip(names, twice, strict=True))
                raise BuildError(
                    f"{relation}: two rows have the key {told}: a part was put beside rows that it should have taken "
                    "the place of; build all anew: fazhi build --force"
                )
