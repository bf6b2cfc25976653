"""Runs commands by turns (A B C, A B C, …), so that whatever else the machine does falls on all of them.

A ratio is that of two runs of one turn. Speed is reported and never asserted: a script fails only if a command does.
"""

import os
import statistics
import subprocess
import sys
import time

WARM_UP = 2


class Run:
    """What one process cost, in milliseconds and MiB. Its output is kept only where it is asked for."""

    def __init__(self, arguments, standard_input=os.devnull, keeps_output=False):
        with open(standard_input, "rb") as given:
            started = time.perf_counter()
            process = subprocess.Popen(
                arguments,
                stdin=given,
                stdout=subprocess.PIPE if keeps_output else subprocess.DEVNULL,
                stderr=None if keeps_output else subprocess.PIPE,
            )
            said = (process.stdout if keeps_output else process.stderr).read().decode(errors="replace")
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = (time.perf_counter() - started) * 1000
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.stderr.write(said)
            sys.exit(f"bench: {' '.join(arguments)}: exit status {process.returncode}")
        self.output = said if keeps_output else ""
        self.processor = (usage.ru_utime + usage.ru_stime) * 1000
        # Never less than this interpreter's own, which the system carries over from the fork.
        self.memory = usage.ru_maxrss / 1024


def by_turns(commands, rounds, warm_up=WARM_UP):
    """name -> runs, in the order of the turns. A command is a function that says what to run now, or runs it."""
    runs = {name: [] for name in commands}
    for turn in range(warm_up + rounds):
        for name, command in commands.items():
            run = command()
            if not isinstance(run, Run):
                run = Run(run)
            if turn >= warm_up:
                runs[name].append(run)
    return runs


def median_ratio(ours, theirs, cost=lambda run: run.wall):
    return statistics.median(cost(a) / cost(b) for a, b in zip(ours, theirs))


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
    print(f"  {what}: {value:.3g}{unit} (goal: at most {limit:.3g}{unit}) {verdict}")
