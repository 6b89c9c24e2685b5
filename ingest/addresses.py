"""Reports that the register knows by their web address."""

import http.client
import urllib.error
import urllib.request
from urllib.parse import quote, unquote, urlsplit

from ingest.errors import TooLarge, UnreachableAddress
from ingest.reading import MAX_BYTES

TIMEOUT = 30  # seconds
SAFE = "/:?#[]@!$&'()*+,;=%~"


def fetch(address: str) -> bytes:
    """The bytes at a web address. Raises UnreachableAddress, or TooLarge beyond what a report can have."""
    request = urllib.request.Request(quote(address, safe=SAFE), headers={"User-Agent": "fazhi (reads public reports)"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - the register allows http(s) only
            data: bytes = answer.read(MAX_BYTES + 1)
    except urllib.error.HTTPError as error:
        raise UnreachableAddress(f"the server answers {error.code} {error.reason}; correct the address") from None
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise UnreachableAddress(
            f"no answer ({reason}); try again later, or save the page and name it as file"
        ) from None
    if len(data) > MAX_BYTES:
        raise TooLarge(f"more than the {MAX_BYTES:,} bytes of any report; is it a report at all?")
    return data


def base_name(address: str) -> str:
    """The last part of an address, or its host where it has no path."""
    parts = urlsplit(address)
    return unquote(parts.path.rstrip("/").rsplit("/", 1)[-1]) or parts.netloc
