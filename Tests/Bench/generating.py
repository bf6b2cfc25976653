"""A whole stack from a spec, beside promtool's reading of the result."""

import itertools
import os

from turns import Run, by_turns, median_ratio, print_goal, print_table

ROUNDS = 15


def compare(belfry, spec, folder):
    fresh_folders = (os.path.join(folder, f"fresh-{number}") for number in itertools.count())
    unchanged = os.path.join(folder, "unchanged")
    Run([belfry, "generate", spec, "-o", unchanged])
    promtool = "promtool check config"
    configuration = os.path.join(unchanged, "prometheus", "prometheus.yml")
    runs = by_turns(
        {
            "belfry generate": lambda: [belfry, "generate", spec, "-o", next(fresh_folders)],
            "belfry generate, unchanged": lambda: [belfry, "generate", spec, "-o", unchanged],
            "belfry check": lambda: [belfry, "check", spec],
            promtool: lambda: ["promtool", "check", "config", configuration],
        },
        ROUNDS,
    )
    print(f"{spec}, {ROUNDS} turns")
    print_table(runs)
    for name in runs:
        if name != promtool:
            print_goal(f"{name} / promtool", median_ratio(runs[name], runs[promtool]), 0.5)
    for name in runs:
        if name != promtool:
            print_goal(f"{name}, memory", max(run.memory for run in runs[name]), 40, " MiB")
