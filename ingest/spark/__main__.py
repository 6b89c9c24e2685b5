"""Landing on Spark: `spark-submit … ingest/spark/__main__.py REPORTS --lake FOLDER`, or `python -m ingest.spark …`."""

import argparse
import sys
from pathlib import Path

from ground.errors import FazhiError

REFUSED, FAILED = 3, 1


def main(arguments: list[str] | None = None) -> int:
    """Lands REPORTS; 3 where some were refused, 1 where the load failed, as `fazhi land` says it."""
    parser = argparse.ArgumentParser(prog="python -m ingest.spark", description=__doc__)
    parser.add_argument("reports", type=Path, help="a folder, a register, one file or a store, as fazhi land has it")
    parser.add_argument("--lake", type=Path, required=True, help="the folder that the tables are written into")
    parser.add_argument("--master", help="where Spark is: spark://HOST:PORT, yarn, local[2]; else as it is set up")
    parser.add_argument("--kind", help="the kind of all reports of which no register says another")
    parser.add_argument("--take-all", action="store_true", help="insist on what is refused as about something else")
    told = parser.parse_args(arguments)
    from ingest.spark.job import land
    from ingest.spark.lake import Lake
    from ingest.spark.session import session

    try:
        with session(told.master) as spark:
            done = land(spark, told.reports, Lake(told.lake), kind=told.kind, take_all=told.take_all)
    except FazhiError as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    ends = ", ".join(f"{count} {status}" for status, count in sorted(done.ends.items()))
    read_again = f"; {done.reread} read again" if done.reread else ""
    sys.stdout.write(f"landed     {ends or 'nothing'}{read_again}; load {done.load_id or 'none, nothing is new'}\n")
    return REFUSED if done.ends["refused"] else 0


if __name__ == "__main__":
    sys.exit(main())
