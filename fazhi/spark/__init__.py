"""Building on Apache Spark instead of in one file, and bringing what was built back into files.

    fazhi land  -> raw.*, in a DuckDB file or as Parquet in the lake
    build.py    raw, histories and seeds as tables of Spark (tables.py), dbt there (server.py says whether it answers),
                in schemas that only this build knows; then one pointer names the build (lake.py)
    collect.py  the build that the pointer names, or some provinces of it (provinces.py), in a DuckDB file that is
                swapped in as after a build of its own

The lake is a folder that this machine and all of Spark's see: `raw/`, `builds/`, `current.json`.
"""
