#!/usr/bin/env bash
# A virtual environment with the PyPI packages that judge the generated files.
set -eu
folder=$1
requirements=$2

if ! python3 -m venv --help >/dev/null 2>&1 || ! python3 -c 'import ensurepip' 2>/dev/null; then
  "$(dirname "$0")/install-packages.sh" python3-venv
fi
echo "installing from PyPI into $folder: $(grep -v '^#' "$requirements" | tr '\n' ' ')"
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
