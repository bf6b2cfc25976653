"""Parsing PromQL: ours and PyPI's promql-parser, which is written in Rust, each within one process."""

import json
import os
import statistics

from expressions import expressions
from turns import Run, by_turns, median_ratio, print_goal

COUNT = 15_000
ROUNDS = 5

# Each process parses the list four times, and prints the nanoseconds that an expression took in each but the first.
PEER = """
import json, sys, time
import promql_parser
texts = [json.loads(line) for line in open(sys.argv[1])]
for turn in range(4):
    started = time.perf_counter()
    for text in texts:
        promql_parser.parse(text)
    if turn > 0:
        print((time.perf_counter() - started) / len(texts) * 1e9)
"""


def compare(belfry_dev, python, folder):
    texts = expressions(COUNT)
    path = os.path.join(folder, "expressions.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(text) + "\n" for text in texts)
    plain = os.path.join(folder, "plain.jsonl")
    without = [text for text in texts if "=~" not in text and "!~" not in text]
    with open(plain, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(text) + "\n" for text in without)
    script = os.path.join(folder, "peer.py")
    with open(script, "w", encoding="utf-8") as file:
        file.write(PEER)

    size = statistics.mean(len(text) for text in texts)
    print(f"parsing {COUNT} PromQL expressions of {size:.0f} bytes in one process, {ROUNDS} turns")
    print(f"{'':34}  {'ns an expression':^26}\n{'':34}  {'min':>8} {'median':>8} {'max':>8}")
    for subject, file in ((f"all {len(texts)}", path), (f"the {len(without)} without regexes", plain)):
        ours, theirs = f"belfry, {subject}", f"promql-parser, {subject}"
        runs = by_turns(
            {
                ours: lambda file=file: Run([belfry_dev, "time-promql", file], keeps_output=True),
                theirs: lambda file=file: Run([python, script, file], keeps_output=True),
            },
            ROUNDS,
            warm_up=1,
        )
        for name, taken in runs.items():
            times = [nanoseconds(run) for run in taken]
            print(f"  {name:32}  {min(times):8.0f} {statistics.median(times):8.0f} {max(times):8.0f}")
        print_goal(f"{ours} / promql-parser", median_ratio(runs[ours], runs[theirs], nanoseconds), 1)


def nanoseconds(run):
    return statistics.median(float(line) for line in run.output.split())
