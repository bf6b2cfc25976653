#!/usr/bin/env python3
"""Compares what belfry says of servers' files with what the servers' own tools say: promtool and amtool.

    load.py [--belfry PATH] [--expand FOLDER] [KIND…]

load/*.txt are tables of keys and cases (their form is described at the top of load/prometheus.txt). They are expanded into
a file for each case, named *.good.yml or *.bad.yml, and each file is judged three times: by `belfry check --load` for the
version of the tool that is installed, by that tool, and by belfry for the newest version, where the verdict must be the
one that the table expects. Nothing is kept unless --expand says where.
"""
import argparse, json, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

# What the two may disagree on, and why, for each server: (case, the tool's version below or None, reason).
DISAGREEMENTS = {
    "prometheus": [
        (r"^(kubernetes|consul|linode|kuma|nomad)_sd\.", None, "Debian builds promtool without this mechanism"),
        (r"^(http|azure|ec2|lightsail)_sd\..*authorization", (2, 48), "exclusive keys were not looked at before 2.48"),
        (r"^(alert|record)\.expr-null", (3, 3), "until 3.3 a null was read as the metric \"null\""),
    ],
    "alertmanager": [],
}

# For each type: values that are taken, then values of a wrong type, then wrong values.
SAMPLES = {
    "bool": (["true"], ["[true]"], ["yess"]),
    "string": (["x"], ["[x]"], []),
    "int": (["5"], ["[5]"], ["x"]),
    "uint": (["5"], ["{a: 5}"], ["-5"]),
    "float": (["1.5"], ["[1.5]"], ["x"]),
    "duration": (["30s"], ["[30s]"], ["5"]),
    "size": (["5MB"], ["[5MB]"], ["5mb"]),
    "url": (['"http://a:80/b"'], ["[a]"], ['"http://a b"']),
    "weburl": (['"http://a:80/b"'], ["[a]"], ['"http://a b"', "a", '"ftp://a"', '"http://"']),
    "goduration": (["30s"], ["[30s]"], ["5d"]),
    "strings": (["[a, b]"], ["a"], ["[[a]]"]),
    "labels": (["{a: b}"], ["[a]"], ["{a: [b]}"]),
    "lists": (["{a: [b]}"], ["[a]"], ["{a: b}"]),
    "regex": (["a.*"], ["[a]"], ['"("']),
    "table": (["{}"], ["[]"], ["{nosuchkey: 1}"]),
    "tables": (["[{}]"], ["{}"], ["[{nosuchkey: 1}]"]),
    "relabels": (["[{target_label: a}]"], ["{target_label: a}"], ["[{target_label: a, nosuchkey: 1}]"]),
}


def version(text):
    return tuple(int(part) for part in text.split("."))


def pairs(text):
    """The entries of a flow mapping's inside, in order: `a: {b: c}, d: e`."""
    found, depth, quote, start = [], 0, None, 0
    for index, char in enumerate(text):
        if quote:
            quote = None if char == quote and text[index - 1] != "\\" else quote
        elif char in "\"'":
            quote = char
        elif char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
        elif char == "," and depth == 0:
            found.append(text[start:index])
            start = index + 1
    found.append(text[start:])
    entries = [entry.strip() for entry in found if entry.strip()]
    # A value may be missing.
    return {entry.split(":", 1)[0]: entry + " " if entry.endswith(":") else entry for entry in entries}


class Case:
    def __init__(self, name, text, is_good, since, before):
        self.name, self.text, self.is_good, self.since, self.before = name, text, is_good, since, before

    def expected(self, at):
        """The verdict at a version; None where the table doesn't say."""
        if self.before and at >= self.before:
            return None
        if self.since and at < self.since:
            return None if not self.is_good else False
        return self.is_good


class Table:
    """The cases of one file."""

    def __init__(self, path):
        self.kind = os.path.basename(path).removesuffix(".txt")
        self.cases, self.names = [], {}
        self.section = self.frame = None
        with open(path) as file:
            for line in file:
                line = line.rstrip("\n")
                if line and not line.startswith("#"):
                    self.read(line)

    def read(self, line):
        if line.startswith("["):
            head, self.frame = line[1:].split("] ", 1)
            head, self.since, _ = self.ages(head)
            self.section, self.base = head, {}
            return
        if line.startswith("base "):
            self.base.update(pairs(line[5:]))
            return
        line, since, before = self.ages(line)
        since = max(filter(None, [since, self.since]), default=None)
        mark = re.match(r"(raw|\+|-)([+!-]?) ", line)
        if not mark:
            return self.key(line, since, before)
        text = line[mark.end():]
        if mark[1] == "raw":
            return self.add("raw", text, mark[2] == "+", since, before)
        fields = pairs(text) if mark[2] == "!" else {**self.base, **pairs(text)}
        content = "" if text == "{}" else ", ".join(fields.values())
        label = re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-")[:40]
        self.add(label or "empty", self.frame.replace("%", content), mark[1] == "+", since, before)

    @staticmethod
    def ages(line):
        """A line without `@SINCE` and `<BEFORE` at its end."""
        since = before = None
        while found := re.search(r" ([@<!])([0-9.]+)$", line):
            if found[1] == "@":
                since = version(found[2])
            else:
                before = version(found[2])
            line = line[:found.start()]
        return line, since, before

    def key(self, line, since, before):
        """A line that names a key and its type: cases for each kind of value."""
        name, kind = line.split(" ", 1)
        kind, _, choice = kind.partition(":")
        if kind in ("enum", "enums"):
            good, wrong, bad = choice.split("|"), [], ["nosuchvalue"]
            if kind == "enum":
                wrong = [f"[{good[0]}]"]
            else:
                good, wrong, bad = [f"[{one}]" for one in good], [good[0]], ["[nosuchvalue]"]
        else:
            good, wrong, bad = SAMPLES[kind]
        beside = {}
        if choice and not kind.startswith("enum"):
            value, *more = pairs(f"{name}: {choice}").values()
            good = [value.split(": ", 1)[1]]
            beside = pairs(", ".join(more))
        for label, values, is_good in [("good", good, True), ("type", wrong, False), ("value", bad, False)]:
            for value in values:
                fields = {**self.base, **beside, name: f"{name}: {value}"}
                self.add(f"{name}-{label}", self.frame.replace("%", ", ".join(fields.values())), is_good, since, before)

    def add(self, label, text, is_good, since, before):
        name = f"{self.section}.{label}"
        count = self.names[name] = self.names.get(name, 0) + 1
        if count > 1:
            name += f"-{count}"
        self.cases.append(Case(name, text, is_good, since, before))


def read_table(kind):
    return Table(os.path.join(HERE, "load", kind + ".txt"))


def expand(table, folder):
    """Writes each case to a file and says which is which."""
    os.makedirs(folder, exist_ok=True)
    # Files that cases name.
    with open(os.path.join(folder, "load.py"), "w"):
        pass
    paths = {}
    for case in table.cases:
        path = os.path.join(folder, f"{case.name}.{'good' if case.is_good else 'bad'}.yml")
        with open(path, "w") as file:
            file.write(case.text + "\n")
        paths[path] = case
    return paths


def belfry_refuses(binary, kind, paths, target=None):
    """The paths that belfry would not load, with its messages; target is a server's version, as in loki=3.0."""
    refused, paths = {}, list(paths)
    for start in range(0, len(paths), 500):
        command = [binary, "check", *paths[start:start + 500], "--load", "--kind", kind, "--format", "json"]
        run = subprocess.run(command + (["--target", target] if target else []), capture_output=True, text=True)
        if run.returncode not in (0, 1):
            sys.exit(f"{' '.join(command[:2])} …: {run.stderr}")
        for finding in json.loads(run.stdout):
            # A warning says that a file holds nothing to judge.
            if finding["severity"] != "error":
                continue
            refused.setdefault(finding["place"]["file"], []).append(finding["message"])
    return refused


class Tool:
    """A server's own checker."""

    def __init__(self, server, program, newest, arguments, fails):
        self.server, self.program, self.newest, self.arguments, self.fails = server, program, newest, arguments, fails

    def version(self):
        said = subprocess.run([self.program, "--version"], capture_output=True, text=True)
        return version(re.search(r"version ([0-9]+\.[0-9]+)", said.stdout + said.stderr)[1])

    def refuses(self, kind, paths):
        """The paths that the tool would not load, with its messages."""
        refused, paths = {}, list(paths)
        while paths:
            command = [self.program, *self.arguments(kind), *paths[:100]]
            run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            sections = run.stdout.split("Checking ")[1:]
            for section, path in zip(sections, paths):
                if any(word in section for word in self.fails):
                    refused[path] = [" ".join(section.split())[:200]]
            # A panic ends the run with the file that caused it.
            paths = paths[len(sections):]
        return refused


PROMTOOL = Tool(
    "prometheus", "promtool", "3.15", lambda kind: ["check", "rules" if kind == "rules" else "config"],
    ["FAILED", "panic:"])
AMTOOL = Tool("alertmanager", "amtool", "0.35", lambda kind: ["check-config"], ["FAILED", "panic:"])
TOOLS = {"prometheus": PROMTOOL, "rules": PROMTOOL, "alertmanager": AMTOOL}


def explanation(case, server, at):
    for pattern, before, reason in DISAGREEMENTS[server]:
        if re.search(pattern, case.name) and (before is None or at < before):
            return reason
    return None


def judge(kind, folder, binary):
    """Prints what is wrong and gives the number of such cases."""
    table, tool = read_table(kind), TOOLS[kind]
    paths = expand(table, folder)
    wrong, explained = 0, {}
    at, newest = tool.version(), version(tool.newest)
    ours = belfry_refuses(binary, table.kind, paths, f"{tool.server}={'.'.join(map(str, at))}")
    theirs = tool.refuses(table.kind, paths)
    later = belfry_refuses(binary, table.kind, paths, f"{tool.server}={tool.newest}")
    for path, case in paths.items():
        problems = []
        if (path in ours) != (path in theirs):
            if reason := explanation(case, tool.server, at):
                explained[reason] = explained.get(reason, 0) + 1
            else:
                problems.append(f"{tool.program}: {theirs.get(path, 'takes it')}; belfry: {ours.get(path, 'takes it')}")
        for what, refused, when in [("belfry", ours, at), ("belfry", later, newest)]:
            expected = case.expected(when)
            if expected is not None and expected == (path in refused):
                problems.append(f"{what} at {when}: {refused.get(path, 'takes it')}, and the table says otherwise")
        if problems:
            wrong += 1
            print(f"{table.kind}: {case.name}\n  {case.text}\n  " + "\n  ".join(problems))
    print(
        f"{table.kind}: {len(paths)} files, {len(theirs)} refused by {tool.program} {'.'.join(map(str, at))}, "
        f"{len(ours)} by belfry, {wrong} wrong")
    for reason, count in sorted(explained.items()):
        print(f"  {count} differ: {reason}")
    return wrong


def run(description, kinds, judge):
    """What the command lines of these programs have in common; judge takes a kind, a folder for its files, and belfry."""
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("--belfry", default=os.path.join(HERE, "../../.build/release/belfry"))
    parser.add_argument("--expand", metavar="FOLDER", help="keep the files here")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="the tables to judge; all of them by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong = sum(
            judge(kind, os.path.join(options.expand or folder, kind), os.path.abspath(options.belfry))
            for kind in options.kinds or kinds)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    run(__doc__, TOOLS, judge)
