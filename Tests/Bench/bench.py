"""Times belfry beside what it is compared with: bench.py BELFRY BELFRY_DEV SPEC PYTHON [GROUP…]

PYTHON is one that has the packages of requirements.txt. The groups are generate, start, promql, rules and doubling; all
of them when none is named.
"""

import os
import shutil
import sys
import tempfile

import generating
import languages
import rule_checking
import starting


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__.splitlines()[0])
    belfry, belfry_dev, spec, python = (sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4])
    folder = tempfile.mkdtemp(prefix="belfry-bench-")
    belfry, belfry_dev = os.path.abspath(belfry), os.path.abspath(belfry_dev)
    groups = {
        "generate": lambda: generating.compare(belfry, spec, folder),
        "start": lambda: starting.compare(belfry, folder),
        "promql": lambda: languages.compare(belfry_dev, os.path.abspath(python), folder),
        "rules": lambda: rule_checking.compare(belfry, folder),
        "doubling": lambda: rule_checking.double(belfry, folder),
    }
    wanted = sys.argv[5:] or list(groups)
    if not set(wanted) <= set(groups):
        sys.exit(f"bench: the groups are {', '.join(groups)}")
    try:
        for number, name in enumerate(wanted):
            if number > 0:
                print()
            groups[name]()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
