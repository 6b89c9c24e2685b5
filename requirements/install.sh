#!/usr/bin/env bash
# Makes .venv out of the locked requirements, or brings it up to date. Called by the Makefile, from the root.
set -euo pipefail

find_python() {  # prints the first interpreter that is new enough
    local name
    for name in python3.11 python3 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "No Python 3.11 or newer found (looked for python3.11, python3, python)." >&2
    echo "Install Python 3.11 so that 'python3.11' is on the PATH, then run make again." >&2
    return 1
}

# The interpreter a .venv was made with may have gone since.
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    echo "Making .venv with $("$python" --version) ..."
    rm -rf .venv
    "$python" -m venv .venv || {
        rm -rf .venv
        echo "The Python found has no working venv module (on Debian: apt install python3-venv)." >&2
        exit 1
    }
fi

echo "Installing the locked requirements into .venv ..."
pip=(.venv/bin/python -m pip install --quiet)
"${pip[@]}" --require-hashes -r requirements/installer.txt 2>/dev/null || true
if .venv/bin/uv --version >/dev/null 2>&1; then
    pip=(.venv/bin/uv pip install --quiet --python .venv/bin/python)
else
    echo "uv cannot be installed here; going on with pip, which takes longer."
fi
# The locks name everything, so nothing is left to resolve.
"${pip[@]}" --require-hashes --no-deps -r requirements/dev.txt
"${pip[@]}" --require-hashes --no-deps -r requirements/semantic.txt
"${pip[@]}" --no-build-isolation --no-deps -e .
