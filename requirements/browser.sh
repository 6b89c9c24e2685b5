#!/usr/bin/env bash
# Sees to it that there is a browser with Chinese letters for the tests of the page. Called by the Makefile.
set -euo pipefail

packages=(chromium fonts-noto-cjk)

has_all() {
    command -v chromium >/dev/null && [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]
}

if [ -n "${FAZHI_BROWSER:-}" ]; then
    [ -x "$FAZHI_BROWSER" ] && exit 0
    echo "FAZHI_BROWSER names $FAZHI_BROWSER, which cannot be run; name the program of Chromium or Chrome." >&2
    exit 1
fi
has_all && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${packages[*]} for the tests of the page ..."
    export DEBIAN_FRONTEND=noninteractive
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}" fontconfig >/dev/null; then
        has_all && exit 0
    fi
fi
echo "The tests of the page need a browser and a Chinese font, and they are not here." >&2
echo "On Debian: apt-get install ${packages[*]}; elsewhere install Chromium and set FAZHI_BROWSER to its program." >&2
exit 1
