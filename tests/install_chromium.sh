#!/bin/sh
# A Chromium with Korean letters for the tests of the page: Debian's where we may install packages, else
# Playwright's own. Where neither can be had, the tests of the page are skipped, and a line says so.
set -eu
if command -v chromium >/dev/null; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    if apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-nanum >/dev/null; then
        exit 0
    fi
fi
playwright=$(dirname "$0")/../.venv/bin/playwright
if [ -x "$playwright" ] && "$playwright" install chromium >/dev/null 2>&1; then
    exit 0
fi
echo "no chromium: the browser tests are skipped; get one with: sudo apt-get install chromium fonts-nanum"
