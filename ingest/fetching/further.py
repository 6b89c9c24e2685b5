"""The further pages of a report that a site shows on several: each is asked for in its turn, and all are joined.

Only what surely is the rest of the same report is taken: of the same site and folder, reached page by page, each of
which says which it is, of as many, under the same title. Where one cannot be had, the first page stays alone, and that
others are missing is told.
"""

from collections.abc import Callable

from ingest.fetching.retrieval import Retrieved
from ingest.gathered import Part, gathered
from ingest.paging import MISSING, is_beside, onward, page_count, said_of, title_of, told
from ingest.reading import MAX_BYTES

MOST = 30  # pages that are asked for


def with_further(first: Retrieved, get: Callable[[str], Retrieved]) -> Retrieved:
    """What came of an address with its further pages joined to it, if it has any; `get` asks for one of them."""
    count = page_count(first.body)
    if count is None:
        return first
    missing = first._replace(reason_code=MISSING, reason=told(count))
    said = said_of(first.body)
    if count > MOST or (said and said.current not in (None, 1)):
        return missing
    title = title_of(first.body)
    pages = [Part(first.address, first.body)]
    while len(pages) < count:
        number = len(pages) + 1
        place = onward(pages[-1].body, pages[-1].address, number)
        if place is None or any(place == page.address for page in pages):
            return missing
        found = get(place)
        if found.outcome != "got" or not is_beside(found.address, first.address):
            return missing
        said = said_of(found.body)
        if said is None or said.pages != count or said.current not in (None, number):
            return missing
        if title_of(found.body) != title or any(found.body == page.body for page in pages):
            return missing
        pages.append(Part(found.address, found.body))
        if sum(len(page.body) for page in pages) > MAX_BYTES - 4096 * count:
            return missing
    return first._replace(body=gathered(pages))
