#!/usr/bin/env python3
"""Compares what belfry says of Loki's and Promtail's files with what these servers said.

    recorded.py [--belfry PATH] [--expand FOLDER] [KIND…]

Debian has neither server, so their verdicts are recorded: load/loki.txt and load/promtail.txt are tables of cases in the
form of load/prometheus.txt, and load/*.verdicts holds a line for each case: "+" for taken or "-" for refused by each of
the versions in its first line, and the case's name. A case without verdicts fails the run, and so does one that belfry
judges otherwise, unless a reason is given below.
"""
import os, re

import load

HERE = os.path.dirname(os.path.abspath(__file__))

SCHEMA = (
    'schema_config: {configs: [{from: "2024-01-01", store: tsdb, object_store: filesystem, schema: v13, '
    "index: {prefix: index_, period: 24h}}]}\n"
)
PATH = "common: {path_prefix: /l}\n"
OLD = (
    'schema_config: {configs: [{from: "2020-01-01", store: boltdb-shipper, object_store: filesystem, schema: v11, '
    "index: {prefix: index_, period: 24h}}]}\n"
)
CLIENT = "clients: [{url: 'http://a/loki/api/v1/push'}]\n"
SHARED = {"$CLIENT ": CLIENT, "$LOKI ": SCHEMA + PATH, "$SCHEMA ": SCHEMA, "$PATH ": PATH, "$OLD ": OLD}

# Types beyond those of load.py, with values that are taken, of a wrong type, and wrong.
load.SAMPLES |= {
    "go": (["1h30m"], ["[30s]"], ["1d"]),
    "bytes": (["5MB"], ["[5MB]"], ["5MiB"]),
}

# What belfry and a server may disagree on, and why: (kind, case, versions or None for all, reason).
DISAGREEMENTS = [
    ("loki", r"^(root\.limits_config-(value|nosuchkey.*)|others\.limits_config-ruler_remote_write_sigv4.*|limits\..*nosuchkey.*|limits\.(enforce_metric_name.*|shard_streams-value"
     r"|retention_stream-selector-app-a-period-2-2|ruler_remote_write_config-a-url-http-a-n))$",
     ["4.0"], "4.0 lost its strictness inside of blocks with decoders of their own, and drops what it doesn't know"),
    ("loki", r"^(frontend\.grpc_client_config-grpc_compression-zip|others\.index_gateway-mode-squre)$",
     None, "nobody looks before the part is started, which then fails"),
    ("loki", r"^(storage\.aws-signature_version-v2|compactor\.compactor_ring-rep.*|limits\.max_queriers_per_tenant-value"
     r"|limits\.tsdb_max_bytes_per_shard-0b?|query_range\.split_queries_by_interval-1h)$",
     ["2.9"], "of 2.9, which gets no more fixes, only what 3.0 still has is held exactly"),
    ("loki", r"^(directories\.storage_config-tsdb_shipper-active_index|storage\.use_thanos.*)$",
     ["3.3"], "the compactor's folder had no default yet, and the clients of Thanos were half there"),
    ("loki", r"^memberlist\.join_members-type$", ["2.9", "3.3", "3.6"], "3.7 takes one member without a list"),
]


def cases(kind):
    table = load.read_table(kind)
    for case in table.cases:
        for name, text in SHARED.items():
            case.text = case.text.replace(name, text)
        # Entries of a flow mapping become those of a block, where they stand at the top.
        if case.name.split(".")[0] in TOP:
            lines = case.text.split("\n")
            lines[-1] = "\n".join(load.pairs(lines[-1]).values())
            case.text = "\n".join(lines)
    return table


# Sections whose frame is the file's top.
TOP = {"root", "directories", "others", "settings"}


def recorded(kind):
    """Versions, and the verdict of each on every case."""
    with open(os.path.join(HERE, "load", kind + ".verdicts")) as file:
        versions = file.readline().split()
        return versions, {line.split()[1]: line.split()[0] for line in file}


def explanation(kind, name, at):
    for which, pattern, versions, reason in DISAGREEMENTS:
        if which == kind and re.search(pattern, name) and (versions is None or at in versions):
            return reason
    return None


def judge(kind, folder, binary):
    versions, verdicts = recorded(kind)
    paths = load.expand(cases(kind), folder)
    wrong, explained = 0, {}
    for index, at in enumerate(versions):
        ours = load.belfry_refuses(binary, kind, paths, f"{kind}={at}")
        taken = 0
        for path, case in paths.items():
            verdict = verdicts.get(case.name, "?" * len(versions))[index]
            taken += verdict == "+"
            if verdict == ("-" if path in ours else "+"):
                continue
            if reason := explanation(kind, case.name, at):
                explained[reason] = explained.get(reason, 0) + 1
                continue
            wrong += 1
            said = {"+": "takes it", "-": "refuses it", "?": "was never asked"}[verdict]
            print(f"{kind} {at}: {case.name}\n  {case.text}\n  {kind} {said}; belfry: {ours.get(path, 'takes it')}")
        print(f"{kind} {at}: {len(paths)} files, {len(paths) - taken} refused by {kind}, {len(ours)} by belfry")
    print(f"{kind}: {wrong} wrong")
    for reason, count in sorted(explained.items()):
        print(f"  {count} differ: {reason}")
    return wrong


if __name__ == "__main__":
    load.run(__doc__, ["loki", "promtail"], judge)
