"""Holds dashboards to Grafana's own models: check_dashboards.py FILE…

Each file is decoded by grafana-foundation-sdk and encoded again; a key that doesn't come back is one that Grafana's models
don't know. What the models leave open (ids, positions, references to datasources) is looked at here.
"""

import json
import sys

from grafana_foundation_sdk.cog import plugins, runtime
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import dashboard as models

COLUMNS = 24
# Keys that Grafana reads and writes and its models lack.
UNMODELLED = {"qryType", "refId", "countRows"}


def lost(given, encoded, path=""):
    """The paths of what was given and did not survive."""
    if isinstance(given, dict) and isinstance(encoded, dict):
        for key, value in given.items():
            if key in encoded:
                yield from lost(value, encoded[key], f"{path}.{key}")
            # Optional values that say nothing are not written.
            elif key not in UNMODELLED and value not in (None, [], {}, "", 0, False):
                yield f"{path}.{key}"
    elif isinstance(given, list) and isinstance(encoded, list) and len(given) == len(encoded):
        for index, (value, other) in enumerate(zip(given, encoded)):
            yield from lost(value, other, f"{path}[{index}]")
    elif given != encoded:
        yield f"{path} = {given!r}"


def model_problems(document):
    decoded = models.Dashboard.from_json(document)
    encoded = json.loads(json.dumps(decoded, cls=JSONEncoder))
    for path in lost(document, encoded):
        yield f"Grafana's models don't know {path}"


def all_panels(panels):
    for panel in panels:
        yield panel
        yield from all_panels(panel.get("panels", []))


def reference_problems(name, where, reference):
    if not isinstance(reference, dict) or not reference.get("type") or not reference.get("uid"):
        yield f"{name}: {where} names no datasource by type and uid"


def panel_problems(panel):
    name = f"panel {panel.get('id')} \"{panel.get('title', '')}\""
    kind = panel.get("type")
    if not kind:
        yield f"{name}: no type"
    elif kind != "row" and runtime.panelcfg_config(kind) is None:
        yield f"{name}: unknown type \"{kind}\""
    if kind in ("row", "text"):
        return
    yield from reference_problems(name, "the panel", panel.get("datasource"))
    if not panel.get("targets"):
        yield f"{name}: no query"
    references = [target.get("refId") for target in panel.get("targets", [])]
    if not all(references) or len(set(references)) < len(references):
        yield f"{name}: a refId is missing or used twice: {references}"
    for target in panel.get("targets", []):
        yield from reference_problems(name, f"target {target.get('refId')}", target.get("datasource"))
        if not target.get("expr"):
            yield f"{name}: target {target.get('refId')} has no expression"


def layout_problems(panels):
    taken = {}
    for panel in panels:
        place = panel.get("gridPos")
        if not isinstance(place, dict) or not {"x", "y", "w", "h"} <= place.keys():
            yield f"panel {panel.get('id')}: gridPos is not complete"
            continue
        x, y, width, height = (place[key] for key in "xywh")
        if x < 0 or width < 1 or height < 1 or x + width > COLUMNS:
            yield f"panel {panel.get('id')}: {place} is not within {COLUMNS} columns"
        for cell in ((i, j) for i in range(x, x + width) for j in range(y, y + height)):
            if cell in taken:
                yield f"panels {taken[cell]} and {panel.get('id')} overlap"
                break
            taken[cell] = panel.get("id")


def problems(document):
    if "dashboard" in document and "panels" not in document:
        yield "the dashboard is wrapped as for the HTTP API; a file has it at the root"
        return
    for key in ("uid", "title", "schemaVersion", "panels"):
        if not document.get(key):
            yield f"no {key}"
    panels = list(all_panels(document.get("panels", [])))
    ids = [panel.get("id") for panel in panels]
    if not all(isinstance(id, int) for id in ids) or len(set(ids)) < len(ids):
        yield f"an id of a panel is missing or used twice: {ids}"
    for panel in panels:
        yield from panel_problems(panel)
    yield from layout_problems(document.get("panels", []))
    if all(panel.get("type") for panel in panels):
        yield from model_problems(document)


def main(paths):
    plugins.register_default_plugins()
    failed = False
    uids = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        found = list(problems(document))
        other = uids.setdefault(document.get("uid"), path)
        if other != path:
            found.append(f"uid {document.get('uid')} is that of {other} too")
        for problem in found:
            print(f"{path}: {problem}", file=sys.stderr)
        failed = failed or bool(found)
    print(f"{len(paths)} dashboards read")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
