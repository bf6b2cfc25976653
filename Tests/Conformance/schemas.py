#!/usr/bin/env python3
"""Holds the JSON Schemas that belfry prints for editors against their meta-schema and against files.

    schemas.py BELFRY

An editor must not redden what a server takes: every file that the repository's specs compile to, and every good case of
load/*.txt, must be valid. A value of a wrong type must not be; of other mistakes, many are for `belfry check` alone.
"""
import glob, json, os, re, subprocess, sys, tempfile

import jsonschema, yaml

import recorded
from load import HERE, TOOLS, Table, expand, version

ROOT = os.path.join(HERE, "../..")
GENERATED = {
    "prometheus": "prometheus/prometheus.yml", "rules": "prometheus/rules/*.yml",
    "alertmanager": "alertmanager/alertmanager.yml", "loki": "loki/loki.yml", "promtail": "promtail/promtail.yml",
    "collector": "otel-collector/collector.yml", "jaeger": "jaeger/jaeger.yml",
    "datasources": "grafana/provisioning/datasources/*.yml",
    "dashboard-providers": "grafana/provisioning/dashboards/*.yml", "dashboard": "grafana/dashboards/*.json",
    "grafana-alerting": "grafana/provisioning/alerting/*.yml", "grafana-plugins": "grafana/provisioning/plugins/*.yml",
}


class Loader(yaml.SafeLoader):
    """Reads as editors do: dates are texts."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, expression) for tag, expression in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text):
    return yaml.load(text, Loader)


def keys(value):
    """JSON has no keys but texts."""
    if isinstance(value, dict):
        return {key if isinstance(key, str) else str(key): keys(item) for key, item in value.items()}
    return [keys(item) for item in value] if isinstance(value, list) else value


def judged(binary, kind):
    """Cases, and whether the newest server takes each, or None where belfry has a word to say of what it takes."""
    path = os.path.join(HERE, "load", kind)
    if not os.path.exists(path + ".verdicts"):
        cases = Table(path + ".txt").cases if kind in TOOLS else []
        return [(case, case.expected(version(TOOLS[kind].newest))) for case in cases]
    verdicts, table = recorded.recorded(kind)[1], recorded.cases(kind)
    with tempfile.TemporaryDirectory() as folder:
        paths = expand(table, folder)
        command = [binary, "check", *paths, "--kind", kind, "--only", "schema", "--format", "json"]
        findings = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    noted = {paths[finding["place"]["file"]].name for finding in findings if finding["place"]["file"] in paths}
    taken = {name: "-" not in verdict for name, verdict in verdicts.items()}
    return [(case, None if taken[case.name] and case.name in noted else taken[case.name]) for case in table.cases]


def main():
    binary = os.path.abspath(sys.argv[1])
    wrong = 0
    for kind, pattern in GENERATED.items():
        said = subprocess.run([binary, "schema", kind], capture_output=True, text=True, check=True).stdout
        schema = json.loads(said)
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        files = glob.glob(f"{ROOT}/out/*/{pattern}") + glob.glob(f"{ROOT}/Tests/Golden/*/{pattern}")
        for path in files:
            with open(path) as file:
                for error in validator.iter_errors(keys(read(file))):
                    wrong += 1
                    print(f"{kind}: {os.path.relpath(path, ROOT)}: {error.json_path}: {error.message[:200]}")
        cases = types = refused = 0
        for case, expected in judged(binary, kind):
            try:
                content = keys(read(case.text))
            except yaml.YAMLError:
                continue
            error = next(validator.iter_errors(content), None)
            cases += 1
            refused += error is not None
            if expected and error:
                wrong += 1
                print(f"{kind}: {case.name} is fine\n  {case.text}\n  {error.json_path}: {error.message[:200]}")
            # What Loki takes of wrong types depends on its version.
            if kind in TOOLS and re.search(r"-type(-\d+)?$", case.name):
                types += 1
                if not error:
                    wrong += 1
                    print(f"{kind}: {case.name} is not refused\n  {case.text}")
        count = len(schema["definitions"])
        print(
            f"{kind}: {count} definitions, {len(files)} files, {cases} cases, {refused} refused, "
            f"{types} of them for a wrong type")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
