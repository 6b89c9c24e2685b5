"""What sqlfluff's templater has for dbt's `adapter`: macros are dispatched to DuckDB's bodies."""

from collections.abc import Callable

from jinja2 import pass_context
from jinja2.runtime import Context


@pass_context
def dispatch(context: Context, name: str, package: str) -> Callable[..., str]:
    """The body that DuckDB has for a macro of the project."""
    body: Callable[..., str] = context.resolve(f"duckdb__{name}")
    return body
