"""`belfry check` of rule files, whole processes: beside promtool, beside a bare scan with libyaml, and growing."""

import json
import os

from expressions import expressions
from rules import rule_files
from turns import Run, by_turns, median_ratio, print_goal, print_table

ROUNDS = 7

ONE_FILE = 15_000
MANY_RULES, MANY_FILES = 10_000, 1_000

# One file of more than 32 MiB is refused, so the largest steps are spread over some.
STEPS = (6_250, 12_500, 25_000, 50_000, 100_000)
RULES_A_FILE = 25_000


def write(texts, folder):
    os.makedirs(folder)
    paths = []
    for number, text in enumerate(texts):
        paths.append(os.path.join(folder, f"rules-{number}.yml"))
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(text)
    return paths


def compare(belfry, folder):
    scan = os.path.join(folder, "yaml-events")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "yaml_events.c")
    Run(["cc", "-O2", source, "-lyaml", "-o", scan])

    paths = write(rule_files(ONE_FILE), os.path.join(folder, "one"))
    lines = os.path.join(folder, "lines.jsonl")
    with open(lines, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(text) + "\n" for text in expressions(ONE_FILE))
    parse = [belfry, "promql", "parse", "--json-lines"]
    print(f"{ONE_FILE} rules in one file of {size(paths):.1f} MB, {ROUNDS} turns")
    against_promtool(belfry, scan, paths, {"belfry promql parse": lambda: Run(parse, standard_input=lines)})

    print()
    paths = write(rule_files(MANY_RULES, MANY_FILES), os.path.join(folder, "many"))
    print(f"{MANY_RULES} rules in {MANY_FILES} files of {size(paths):.1f} MB together, {ROUNDS} turns")
    against_promtool(belfry, scan, paths, {})


def against_promtool(belfry, scan, paths, others):
    check, promtool, bare = "belfry check", "promtool check rules", "libyaml's events alone"
    runs = by_turns(
        {
            check: lambda: [belfry, "check", *paths],
            promtool: lambda: ["promtool", "check", "rules", *paths],
            bare: lambda: [scan, *paths],
        }
        | others,
        ROUNDS,
        warm_up=1,
    )
    print_table(runs)
    for name in others:
        print_goal(f"{name} / promtool", median_ratio(runs[name], runs[promtool]), 0.2)
    print_goal(f"{check} / promtool", median_ratio(runs[check], runs[promtool]), 0.05)
    print_goal(f"{check} / libyaml's events", median_ratio(runs[check], runs[bare]), 3)
    memory = {name: max(run.memory for run in taken) for name, taken in runs.items()}
    print_goal(f"{check}, memory", memory[check], memory[promtool], " MiB")


def double(belfry, folder):
    """Twice the input should take twice the time."""
    commands = {}
    for count in STEPS:
        paths = write(rule_files(count, max(1, count // RULES_A_FILE)), os.path.join(folder, f"steps-{count}"))
        name = f"{count:,} rules, {size(paths):.1f} MB in {len(paths)} file{'s' if len(paths) > 1 else ''}"
        commands[name] = lambda paths=paths: [belfry, "check", *paths]
    print(f"belfry check, growing, {ROUNDS} turns")
    runs = by_turns(commands, ROUNDS, warm_up=1)
    print_table(runs)
    names = list(runs)
    for smaller, larger in zip(names, names[1:]):
        print_goal(f"{larger} / half of it", median_ratio(runs[larger], runs[smaller]), 2.2)


def size(paths):
    return sum(os.path.getsize(path) for path in paths) / 1e6
