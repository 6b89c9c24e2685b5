#!/usr/bin/env bash
# Makes .venv-dagster out of its locked requirements and the manifest that the assets come from, then runs its tests.
# Called by the Makefile, from the root.
set -euo pipefail
export DAGSTER_DISABLE_TELEMETRY=1 DBT_SEND_ANONYMOUS_USAGE_STATS=false

.venv-dagster/bin/python --version >/dev/null 2>&1 || .venv/bin/python -m venv .venv-dagster
if .venv/bin/uv --version >/dev/null 2>&1; then
    .venv/bin/uv pip install --quiet --python .venv-dagster/bin/python --require-hashes --no-deps -r requirements/dagster.txt
else
    .venv-dagster/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements/dagster.txt
fi
.venv/bin/python -m dbt.cli.main --quiet parse --target-path target/dagster --log-path target/dagster
.venv/bin/python -m pytest -q tests/deploy
