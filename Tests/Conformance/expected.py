#!/usr/bin/env python3
"""Holds `belfry check --load` against the verdicts of its own tables, for servers that nobody could ask.

    expected.py [--belfry PATH] [--expand FOLDER] [KIND…]

The tables load/*.txt named below are expanded as load.py does it, and each file must be taken or refused as the table says.
Nobody but belfry is asked: the verdicts were read off the servers' sources.
"""
import load

KINDS = ["collector", "datasources", "dashboard-providers", "grafana-alerting", "grafana-plugins"]


def judge(kind, folder, binary):
    """Prints what is wrong and gives the number of such cases."""
    paths = load.expand(load.read_table(kind), folder)
    messages, wrong = load.belfry_refuses(binary, kind, paths), 0
    for path, case in paths.items():
        if case.is_good == (path in messages):
            wrong += 1
            print(f"{kind}: {case.name}\n  {case.text}\n  belfry: {messages.get(path, 'takes it')}")
    good = sum(case.is_good for case in paths.values())
    print(f"{kind}: {len(paths)} files, {good} to be taken, {len(paths) - good} to be refused, {wrong} wrong")
    return wrong


if __name__ == "__main__":
    load.run(__doc__, KINDS, judge)
