"""Times belfry beside what it is compared with: bench.py BELFRY SPEC OUT

Commands run by turns (A B C, A B C, …), so that whatever else the machine does falls on all of them; a ratio is that of
two runs of one turn. Speed is reported and never asserted: the exit status is 0 unless a command fails.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

WARM_UP = 2
ROUNDS = 15
START_UP_ROUNDS = 60

BARE_PROGRAM = 'print("hi")\n'


class Run:
    """What one process cost."""

    def __init__(self, arguments):
        started = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        complaint = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = (time.perf_counter() - started) * 1000
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        if process.returncode != 0:
            sys.stderr.write(complaint.decode(errors="replace"))
            sys.exit(f"bench: {' '.join(arguments)}: exit status {process.returncode}")
        self.processor = (usage.ru_utime + usage.ru_stime) * 1000
        # Never less than this interpreter's own, which the system carries over from the fork.
        self.memory = usage.ru_maxrss / 1024


def by_turns(commands, rounds):
    """name -> runs, in the order of the turns. A command is a function that says what to run now."""
    runs = {name: [] for name in commands}
    for turn in range(WARM_UP + rounds):
        for name, command in commands.items():
            run = Run(command())
            if turn >= WARM_UP:
                runs[name].append(run)
    return runs


def ratios(ours, theirs):
    return [a.wall / b.wall for a, b in zip(ours, theirs)]


def print_table(runs):
    width = max(len(name) for name in runs)
    print(f"  {'':{width}}  {'wall, ms':^23}  {'processor':>9}  {'memory':>7}")
    print(f"  {'':{width}}  {'min':>7} {'median':>7} {'max':>7}  {'ms':>9}  {'MiB':>7}")
    for name, taken in runs.items():
        wall = [run.wall for run in taken]
        processor = statistics.median(run.processor for run in taken)
        memory = max(run.memory for run in taken)
        print(
            f"  {name:{width}}  {min(wall):7.1f} {statistics.median(wall):7.1f} {max(wall):7.1f}"
            f"  {processor:9.1f}  {memory:7.1f}"
        )


def print_goal(what, value, limit, unit=""):
    verdict = "met" if value <= limit else "NOT met"
    print(f"  {what}: {value:.2f}{unit} (goal: at most {limit:g}{unit}) {verdict}")


def compare_with_promtool(belfry, spec, folder):
    fresh_folders = (os.path.join(folder, f"fresh-{number}") for number in range(10_000))
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
            print_goal(f"{name} / promtool", statistics.median(ratios(runs[name], runs[promtool])), 0.5)
    for name in runs:
        if name != promtool:
            print_goal(f"{name}, memory", max(run.memory for run in runs[name]), 40, " MiB")


def compare_start_up(belfry, folder):
    source = os.path.join(folder, "bare.swift")
    with open(source, "w", encoding="utf-8") as file:
        file.write(BARE_PROGRAM)
    # Which of the two is the fair one depends on how belfry itself is linked.
    bare = {}
    for linking in ("-static-stdlib", "-static-executable"):
        program = os.path.join(folder, "bare" + linking)
        Run(["swiftc", "-O", linking, source, "-o", program])
        bare[f"a bare program, {linking}"] = program
    commands = {"belfry --version": lambda: [belfry, "--version"]}
    commands |= {name: lambda program=program: [program] for name, program in bare.items()}
    runs = by_turns(commands, START_UP_ROUNDS)
    print(f"start-up, {START_UP_ROUNDS} turns")
    print_table(runs)
    for name in bare:
        print_goal(f"belfry --version / {name}", statistics.median(ratios(runs["belfry --version"], runs[name])), 2)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__.splitlines()[0])
    belfry, spec, _ = sys.argv[1:]
    folder = tempfile.mkdtemp(prefix="belfry-bench-")
    try:
        compare_with_promtool(os.path.abspath(belfry), spec, folder)
        print()
        compare_start_up(os.path.abspath(belfry), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
