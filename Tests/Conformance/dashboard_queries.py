#!/usr/bin/env python3
"""Counts the queries of dashboards and compares with what `belfry-dev queries` finds.

    dashboard_queries.py [--dev PATH] [--verbose] PATH…

PATHs are dashboards, or folders that hold some (JSON files; YAML too where PyYAML is installed). The count is made in
another way than Belfry's: every object of a file is looked at wherever it stands, and queries are told by their own keys.
Prints a line for each file that differs, and the totals. Nothing is fetched: the dashboards are whoever's you have.
"""
import argparse, collections, json, os, subprocess, sys

PROMETHEUS = {"prometheus", "grafana-amazonprometheus-datasource", "grafana-azureprometheus-datasource"}
RESOURCE_KINDS = {"PanelQuery": "panel", "QueryVariable": "variable", "AnnotationQuery": "annotation"}


def walk(value):
    """Every object, each with the objects around it."""
    stack = [(value, ())]
    while stack:
        at, above = stack.pop()
        if isinstance(at, dict):
            yield at, above
            for key, inner in at.items():
                stack.append((inner, above + ((key, at),)))
        elif isinstance(at, list):
            stack.extend((inner, above) for inner in at)


def is_dashboard(value):
    if not isinstance(value, dict):
        return False
    if str(value.get("apiVersion", "")).startswith("dashboard.grafana.app/"):
        return isinstance(value.get("spec"), dict)
    inner = value.get("dashboard") if isinstance(value.get("dashboard"), dict) else value
    return bool({"panels", "schemaVersion", "templating", "rows"} & inner.keys() or {"elements", "layout"} <= inner.keys())


class Dashboard:
    def __init__(self, value):
        self.value = value
        # Variables that choose a datasource, and inputs of exports, by name; two meanings are none.
        self.plugins = {}
        for at, above in walk(value):
            if at.get("kind") == "DatasourceVariable":
                self.note(at["spec"].get("name"), at["spec"].get("pluginId"))
            elif above and above[-1][0] == "list" and len(above) > 1 and above[-2][0] == "templating":
                self.note(at.get("name"), at.get("query") if at.get("type") == "datasource" else None)
            elif above and above[-1][0] == "__inputs" and at.get("type") == "datasource":
                self.note(at.get("name"), at.get("pluginId"))

    def note(self, name, plugin):
        if isinstance(name, str):
            plugin = plugin if isinstance(plugin, str) else None
            self.plugins[name] = plugin if self.plugins.get(name, plugin) == plugin else None

    def queries(self):
        """(use, language) of each query."""
        for at, above in walk(self.value):
            keys = [key for key, _ in above]
            if at.get("kind") in RESOURCE_KINDS and isinstance(at.get("spec"), dict):
                spec = at["spec"]
                yield RESOURCE_KINDS[at["kind"]], self.language(None, self.of_resource(spec))
            elif keys[-1:] == ["targets"] and self.is_panel(above[-1][1], keys):
                yield "panel", self.language(above[-1][1].get("datasource"), at.get("datasource"))
            elif keys[-2:] == ["templating", "list"] and at.get("type") == "query":
                yield "variable", self.language(None, at.get("datasource"))
            elif keys[-2:] == ["annotations", "list"]:
                yield "annotation", self.language(None, at.get("datasource"))

    @staticmethod
    def is_panel(panel, keys):
        # Plugins may have targets of their own among their options.
        return not {"options", "fieldConfig", "targets"} & set(keys[:-1])

    @staticmethod
    def of_resource(spec):
        query, own = spec.get("query") or {}, spec.get("datasource") or {}
        grouped = query.get("kind") == "DataQuery"
        kind = query.get("group" if grouped else "kind") or own.get("type")
        name = (query.get("datasource") or {}).get("name") or own.get("uid")
        return {"type": kind, "uid": name}

    def plugin(self, datasource):
        """What answers: a plugin's id, a note in brackets, or None."""
        if not datasource:
            return "(default)"
        if isinstance(datasource, str):
            datasource = {"uid": datasource}
        if not isinstance(datasource, dict):
            return "(default)"
        kind, uid = datasource.get("type") or None, datasource.get("uid") or None
        if uid in ("-- Mixed --",) or kind == "mixed":
            return "(mixed)"
        if uid in ("__expr__", "-- Grafana --", "grafana", "-- Dashboard --") or kind == "__expr__":
            return "(builtin)"
        if kind is None and uid in (None, "default"):
            return "(default)"
        if kind and ("$" in kind or kind == "datasource"):
            kind = None
        if uid and uid[0] in "$[":
            name = uid.lstrip("${[").split("}")[0].split(":")[0].split("]")[0]
            if name in self.plugins:
                found = self.plugins[name]
                return found if kind in (None, found) else kind if found is None else None
        return kind

    def language(self, panel, own):
        panel, own = self.plugin(panel), self.plugin(own)
        if own == "(builtin)" or panel in ("(default)", "(mixed)"):
            found = own
        elif own in ("(default)", "(mixed)", None):
            found = panel
        else:
            found = own if panel in (own, None) else None
        return "promql" if found in PROMETHEUS else "logql" if found == "loki" else None


def read(path):
    with open(path, encoding="utf-8-sig") as file:
        if path.endswith(".json"):
            return json.load(file)
        import yaml

        return yaml.load(file, Loader=yaml.CBaseLoader if hasattr(yaml, "CBaseLoader") else yaml.BaseLoader)


def found_files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, names in os.walk(path):
            for name in sorted(names):
                if name.endswith((".json", ".yaml", ".yml")):
                    yield os.path.join(folder, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--dev", default=os.path.join(here, "../../.build/debug/belfry-dev"))
    parser.add_argument("--verbose", action="store_true", help="print the counts of every file")
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()

    counts, skipped = {}, 0
    for path in found_files(options.paths):
        try:
            value = read(path)
        except Exception:
            skipped += 1
            continue
        if is_dashboard(value):
            counts[path] = collections.Counter(Dashboard(value).queries())
    ours = collections.defaultdict(collections.Counter)
    paths = list(counts)
    for start in range(0, len(paths), 200):
        run = subprocess.run([options.dev, "queries", *paths[start : start + 200]], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(run.stderr)
        for line in run.stdout.splitlines():
            query = json.loads(line)
            ours[query["file"]][(query["use"], query.get("language"))] += 1

    different, total = 0, collections.Counter()
    for path, expected in counts.items():
        total += expected
        if ours[path] != expected:
            different += 1
            print(f"{path}:\n  counted {dict(expected)}\n  belfry  {dict(ours[path])}")
        elif options.verbose:
            print(f"{path}: {sum(expected.values())}")
    print(f"{len(counts)} dashboards, {sum(total.values())} queries, {different} different, {skipped} unreadable files")
    for (use, language), count in sorted(total.items(), key=str):
        print(f"  {use} {language or 'other or unknown'}: {count}")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
