"""How far dbt has come with a build, drawn as a bar on a terminal."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dbt_common.events.base_types import EventMsg


@contextlib.contextmanager
def bar(progress: bool) -> "Iterator[list[Callable[[EventMsg], None]]]":
    """A list of callbacks for dbt: one that moves a progress bar, or none."""
    if not progress:
        yield []
        return
    from tqdm import tqdm

    with tqdm(desc="building", unit=" steps", file=sys.stderr, leave=False) as drawn:

        def move(event: "EventMsg") -> None:
            index, total = getattr(event.data, "index", 0), getattr(event.data, "total", 0)
            if total and event.info.name.startswith("Log") and "Start" not in event.info.name:
                drawn.total = total
                drawn.update(max(0, index - drawn.n))

        yield [move]
