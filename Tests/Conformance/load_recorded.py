#!/usr/bin/env python3
"""Holds `belfry check --load` against recorded verdicts, for servers that Debian has no package of.

    load_recorded.py [--belfry PATH] [--expand FOLDER]

The tables load/*.txt named below are expanded as load.py does it, and each file must be taken or refused as the table says.
Nobody but belfry is asked: the verdicts were read off the servers' sources.
"""
import argparse, json, os, subprocess, sys, tempfile

import load

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = ["collector", "datasources", "dashboard-providers", "grafana-alerting", "grafana-plugins"]


def refused(binary, kind, paths):
    """The paths that belfry would not load, with its messages."""
    command = [binary, "check", *paths, "--load", "--kind", kind, "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"{' '.join(command[:2])} …: {run.stderr}")
    messages = {}
    for finding in json.loads(run.stdout):
        messages.setdefault(finding["place"]["file"], []).append(finding["message"])
    return messages


def judge(kind, paths, binary):
    """Prints what is wrong and gives the number of such cases."""
    messages, wrong = refused(binary, kind, list(paths)), 0
    for path, case in paths.items():
        if case.is_good == (path in messages):
            wrong += 1
            print(f"{kind}: {case.name}\n  {case.text}\n  belfry: {messages.get(path, 'takes it')}")
    good = sum(case.is_good for case in paths.values())
    print(f"{kind}: {len(paths)} files, {good} to be taken, {len(paths) - good} to be refused, {wrong} wrong")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--belfry", default=os.path.join(HERE, "../../.build/release/belfry"))
    parser.add_argument("--expand", metavar="FOLDER", help="keep the files here")
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            table = load.Table(os.path.join(HERE, "load", kind + ".txt"))
            paths = load.expand(table, os.path.join(options.expand or folder, kind))
            wrong += judge(kind, paths, os.path.abspath(options.belfry))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
