#!/usr/bin/env bash
# Has the real tools read every file of an output folder: promtool, amtool, yamllint, Grafana's models, Python's parsers.
set -eu
out=${1:?usage: judge.sh OUTPUT_FOLDER}
here=$(cd "$(dirname "$0")" && pwd)
python=$here/../../.build-tools/bin/python

echo "== promtool"
promtool check config "$out/prometheus/prometheus.yml"
promtool test rules "$out"/prometheus/tests/*.test.yml

echo "== amtool"
amtool check-config "$out/alertmanager/alertmanager.yml"

echo "== yamllint (syntax)"
find "$out" \( -name '*.yml' -o -name '*.yaml' \) -print0 |
  xargs -0 yamllint --strict -d '{rules: {key-duplicates: enable, new-line-at-end-of-file: enable}}'

echo "== Grafana's models"
"$python" "$here/check_dashboards.py" "$out"/grafana/dashboards/*.json

echo "== JSON, TOML and YAML by Python"
"$python" "$here/parse_all.py" "$out"
