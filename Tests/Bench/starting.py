"""A start that does nothing else, beside a bare program's."""

import os

from turns import Run, by_turns, median_ratio, print_goal, print_table

ROUNDS = 60

BARE_PROGRAM = 'print("hi")\n'


def compare(belfry, folder):
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
    runs = by_turns(commands, ROUNDS)
    print(f"start-up, {ROUNDS} turns")
    print_table(runs)
    for name in bare:
        print_goal(f"belfry --version / {name}", median_ratio(runs["belfry --version"], runs[name]), 2)
