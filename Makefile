# Targets for people and CI alike. `make` alone prints help.

REPORTS ?= reports
DB      ?= warehouse/fazhi.duckdb
EXPORTS ?= exports
PAGE    ?= site
BENCH_ARGS ?=
SPARK_ARGS ?=
ALL_SQL := --all

BIN     := .venv/bin
READY   := .venv/.ready
# Before a Python's command: what `make compiled` has built goes before the sources.
FAST    := PYTHONSAFEPATH=1 PYTHONPATH=build/compiled/lib:.
LOCKS   := requirements/runtime.txt requirements/dev.txt requirements/semantic.txt requirements/installer.txt
SQL     := $(wildcard models analyses tests/data)

# Quiet tools, and no telemetry.
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1
# Tests start Python a hundred times: what it compiles is kept, also where the environment says not to.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help warehouse check units test proof browser lint lint-python lint-sql format docs bench compiled ocr scans dagster spark lock clean

help: ## Print this help
	@echo "Usage: make TARGET [REPORTS=folder] [DB=file.duckdb] [EXPORTS=folder] [PAGE=folder]"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  REPORTS    what to read             (now $(REPORTS))"
	@echo "  DB         the warehouse to build   (now $(DB))"
	@echo "  EXPORTS    where the tables go      (now $(EXPORTS))"
	@echo "  PAGE       where the page goes      (now $(PAGE))"

warehouse: $(READY) ## Read REPORTS, build the warehouse DB, write the tables to EXPORTS, the page to PAGE
	@# 3: done, but not with every report; its last line says so, and to make that is no failure
	$(BIN)/fazhi all "$(REPORTS)" --db "$(DB)" --exports "$(EXPORTS)" --page "$(PAGE)" || test $$? -eq 3

check: $(READY) ## The quick part: style, types, the SQL that differs from main and the tests of units, side by side
	@$(MAKE) --no-print-directory -j2 --output-sync=target lint units ALL_SQL=

units: $(READY) # Tests that build no warehouse
	$(BIN)/python -m pytest -q -n auto --dist loadfile -m "not warehouse and not proof"

test: $(READY) ## All that a change can break: lint, then the tests on all cores
	@# style and types need one core, the SQL now one and now all
	@$(MAKE) --no-print-directory -j2 --output-sync=target lint browser
	$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder -m "not proof" --durations=25

proof: browser compiled ## What takes long: hostile files, faults, kills, long fuzzing, benchmarks
	$(BIN)/python -m pytest -m proof
	$(BIN)/python -m tests.compiled
	$(FAST) $(BIN)/python -m pytest -q -m "not warehouse and not proof" tests/ingest
	$(BIN)/python -m tests.dresses --n 10000
	$(FAST) $(BIN)/python -m tests.bench $(BENCH_ARGS)
	@$(MAKE) --no-print-directory scans

browser: # The tests open the page in a browser: sees to it that there is one
	@bash requirements/browser.sh

lint: lint-python lint-sql ## Check style, types, imports and SQL

lint-python: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

lint-sql: $(READY)
	$(BIN)/python -m tests.style $(ALL_SQL)
	@# under the name that the tests give their warehouses: they begin with what is read here
	FAZHI_DB=fazhi.duckdb $(BIN)/dbt --quiet parse
	$(BIN)/dbt-bouncer run --show-all-failures

format: $(READY) ## Rewrite Python and SQL in the house style
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix $(SQL)

docs: $(READY) ## Write the data model of DB as a site to read: model-docs/index.html
	@test -f "$(DB)" || { echo "$(DB): there is no warehouse; make one first: make warehouse DB=$(DB)" >&2; exit 1; }
	FAZHI_DB="$(abspath $(DB))" $(BIN)/dbt --quiet docs generate --static --target-path target/docs
	mkdir -p model-docs && cp target/docs/static_index.html model-docs/index.html

bench: compiled ## Measure speed and memory (BENCH_ARGS are passed on)
	$(FAST) $(BIN)/python -m tests.bench $(BENCH_ARGS)

compiled: build/compiled/.ready ## Compile what reads a text, beside the sources: build/compiled (wants a C compiler)

# Of the build only package ingest stays: all else is taken from the checkout.
build/compiled/.ready: setup.py $(shell find ingest -name '*.py') | $(READY)
	rm -rf build/compiled
	FAZHI_COMPILE=1 $(BIN)/python setup.py --quiet build --build-base build/compiled/work --build-lib build/compiled/lib
	find build/compiled/lib -mindepth 1 -maxdepth 1 ! -name ingest ! -name '*.so' -exec rm -rf {} +
	@touch $@

ocr: $(READY) ## Install what reads scans and pictures into .venv: the extra ocr, its models included
	@if $(BIN)/uv --version >/dev/null 2>&1; then \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements/ocr.txt; \
	else \
	  $(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements/ocr.txt; \
	fi

scans: ocr ## Measure how well scans are read: the sample reports printed, scanned and recognised
	$(BIN)/python -m pytest -s -m proof tests/scans tests/formats

dagster: $(READY) ## Set up deploy/dagster in an environment of its own (.venv-dagster) and test it
	@bash deploy/dagster/install.sh

spark: $(READY) ## Build the same reports on a small Spark and on DuckDB and compare (SPARK_ARGS: of the corpus)
	@bash requirements/spark.sh
	$(BIN)/python -m tests.spark.corpus target/spark/corpus $(SPARK_ARGS)
	.venv-spark/bin/python -m tests.spark.acceptance target/spark/corpus target/spark/out

lock: $(READY) ## Resolve requirements/*.in afresh into the locked *.txt
	@for name in installer runtime dev semantic dagster spark; do \
	  echo "requirements/$$name.txt"; \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate "requirements/$$name.in" --output-file "requirements/$$name.txt" || exit 1; \
	done
	@echo "requirements/ocr.txt"; $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --constraint requirements/dev.txt \
	  requirements/ocr.in --output-file requirements/ocr.txt

clean: ## Remove what was built (the warehouse, the exports and the page too; .venv stays)
	rm -rf warehouse exports publications site model-docs target logs build *.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

# The environment is made once and brought up to date when a lock or pyproject.toml changes.
.venv: $(READY)
$(READY): $(LOCKS) pyproject.toml
	@bash requirements/install.sh
	@touch $@
