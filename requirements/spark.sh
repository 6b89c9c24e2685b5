#!/usr/bin/env bash
# Makes .venv-spark out of its locked requirements, and sees to it that there is a Java. Called by the Makefile, from the
# root. Needed for builds on Spark alone.
set -euo pipefail

package=openjdk-17-jre-headless

has_java() {  # 17 or newer
    command -v java >/dev/null && java -version 2>&1 | grep -Eq '"(1[7-9]|2[0-9])[."]'
}

if ! has_java && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $package for Spark ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package" >/dev/null || true
fi
if ! has_java; then
    echo "Spark needs Java 17 or newer, and it is not here." >&2
    echo "On Debian: apt-get install $package; elsewhere put its java on the PATH." >&2
    exit 1
fi

# The interpreter that it was made with may have gone since.
if ! .venv-spark/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Making .venv-spark ..."
    rm -rf .venv-spark
    .venv/bin/python -m venv .venv-spark
fi
if .venv/bin/uv --version >/dev/null 2>&1; then
    .venv/bin/uv pip install --quiet --python .venv-spark/bin/python --require-hashes --no-deps -r requirements/spark.txt
else
    .venv-spark/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements/spark.txt
fi
