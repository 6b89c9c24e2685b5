"""A process that writes verdicts and says each one's id once it is acknowledged, until it is killed."""

import sys

from desk.store import open_store
from desk.verdict import Verdict, new_id, now


def main(where: str, reader: str, count: int) -> None:
    """Writes so many verdicts of a reader, each on a figure of its own."""
    store = open_store(where)
    print("ready", flush=True)
    for start in range(count):
        told = ("reading", "accept", "a.b", "a.b", reader, now())
        verdict = Verdict(new_id(), "", "a" * 64, start, "12", "b" * 64, *told)
        store.add([verdict])
        print(verdict.verdict_id, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
