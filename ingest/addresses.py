"""Reports that the register knows by their web address."""

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from ground.errors import RefusedAddress, UnreachableAddress

if TYPE_CHECKING:
    from ingest.fetching.retrieval import Retriever


def fetch(address: str) -> bytes:
    """The bytes at a web address. Raises UnreachableAddress where none come, RefusedAddress where we must not ask."""
    found = _retriever().get(address)
    if found.outcome == "got":
        return found.body
    error = RefusedAddress if found.outcome == "refused" else UnreachableAddress
    raise error(f"{found.reason}; or save the page, and name it as file")


@cache
def _retriever() -> "Retriever":
    """One for all addresses of a run, because it knows when a server may be asked again."""
    from ingest.fetching.retrieval import Retriever  # only for those whose register has addresses

    return Retriever()


def base_name(address: str) -> str:
    """The last part of an address, or its host where it has no path."""
    parts = urlsplit(address)
    return unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]) or parts.netloc
