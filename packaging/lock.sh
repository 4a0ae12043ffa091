#!/bin/sh
# Makes both lock files anew; `--upgrade` as an argument takes the newest versions allowed in pyproject.toml.
# The files name no place to fetch from: each computer uses the package index it is set up for.
set -e
cd "$(dirname "$0")/.."
compile="uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --python-version 3.10"
$compile pyproject.toml --group build -o packaging/requirements.lock "$@"
# The second holds all of the first, in the same versions.
$compile pyproject.toml --group dev -c packaging/requirements.lock -o packaging/requirements-dev.lock "$@"
