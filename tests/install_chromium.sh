#!/bin/sh
# A Chromium and Korean letters for the browser tests, from Debian where we may install packages.
set -eu
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-nanum >/dev/null
else
    echo "no chromium: the browser tests are skipped; get one with: sudo apt-get install chromium fonts-nanum"
fi
