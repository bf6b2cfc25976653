"""A whole stack from a spec, beside promtool's reading of the result."""

import itertools
import os
import shutil
import tempfile

from turns import Run, by_turns, median_ratio, print_goal, print_table

ROUNDS = 15

# Files here are written to memory, so that no disk has a say.
MEMORY = "/dev/shm"


def compare(belfry, spec, folder):
    if not os.access(MEMORY, os.W_OK):
        return compare_in(belfry, spec, folder, None)
    in_memory = tempfile.mkdtemp(prefix="belfry-bench-", dir=MEMORY)
    try:
        compare_in(belfry, spec, folder, in_memory)
    finally:
        shutil.rmtree(in_memory, ignore_errors=True)


def compare_in(belfry, spec, folder, in_memory):
    numbers = itertools.count()

    def into_new(parent):
        return [belfry, "generate", spec, "-o", os.path.join(parent, f"fresh-{next(numbers)}")]

    unchanged = os.path.join(folder, "unchanged")
    Run([belfry, "generate", spec, "-o", unchanged])
    promtool = "promtool check config"
    configuration = os.path.join(unchanged, "prometheus", "prometheus.yml")
    runs = by_turns(
        {
            "belfry generate": lambda: into_new(folder),
            "belfry generate, unchanged": lambda: [belfry, "generate", spec, "-o", unchanged],
            "belfry check": lambda: [belfry, "check", spec],
            promtool: lambda: ["promtool", "check", "config", configuration],
        }
        | ({"belfry generate, to memory": lambda: into_new(in_memory)} if in_memory else {}),
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
