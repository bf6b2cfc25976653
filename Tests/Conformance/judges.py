"""Asks several parsers about many expressions at once: what each answers, in the order of the questions."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path


class Answer:
    """Accepted, with how the expression was read where the parser tells; or refused, with its reason."""

    def __init__(self, error=None, reading=None, text=None):
        self.error, self.reading, self.text = error, reading, text

    @property
    def accepts(self):
        return self.error is None


def belfry(binary, language, expressions, *options):
    """What `belfry LANGUAGE parse --json-lines` says."""
    lines = "".join(json.dumps(text) + "\n" for text in expressions)
    run = subprocess.run(
        [binary, language, "parse", "--json-lines", *options], input=lines.encode(), stdout=subprocess.PIPE, check=False
    )
    answers = []
    for line in run.stdout.decode().splitlines():
        answer = json.loads(line)
        error = None if answer["ok"] else "; ".join(problem["message"] for problem in answer["errors"])
        answers.append(Answer(error, answer.get("grouped"), answer.get("text")))
    if len(answers) != len(expressions) or run.returncode not in (0, 1):
        raise SystemExit(
            f"belfry: {len(answers)} answers to {len(expressions)} questions, exit status {run.returncode}"
        )
    return answers


def yaml_string(text):
    """A YAML scalar of any text; JSON's escapes of characters beyond 16 bits are not YAML's."""
    out = ['"']
    for character in text:
        if character in '"\\':
            out.append("\\" + character)
        elif " " <= character <= "~":
            out.append(character)
        else:
            out.append("\\U%08X" % ord(character))
    return "".join(out) + '"'


def rule_file(folder, rules):
    """A file with a rule a line, after three lines of heading."""
    path = Path(folder, "rules.yml")
    path.write_text("groups:\n- name: g\n  rules:\n" + "".join(f"  - {{{rule}}}\n" for rule in rules))
    return path


def annotations(templates):
    return [
        f"alert: r{number}, expr: up, annotations: {{a: {yaml_string(text)}}}" for number, text in enumerate(templates)
    ]


def promtool(expressions):
    """What `promtool check rules` says of expressions, a rule for each: it names every bad one, and hides none."""
    # An empty expression is refused for being empty, and not by the parser.
    return check_rules(
        [f"record: r{number}, expr: {yaml_string(text or ' ')}" for number, text in enumerate(expressions)]
    )


def check_rules(rules):
    with tempfile.TemporaryDirectory() as folder:
        path = rule_file(folder, rules)
        run = subprocess.run(["promtool", "check", "rules", path], capture_output=True, check=False)
    answers = [Answer() for _ in rules]
    heading = re.compile(rf'^{re.escape(str(path))}: (?:\d+:\d+: )?group "g", rule (\d+), "r\d+": (.*)')
    for line in run.stderr.decode(errors="replace").splitlines():
        if match := heading.match(line):
            answers[int(match[1]) - 1] = Answer(match[2])
        elif line.startswith(str(path)):
            raise SystemExit(f"promtool: {line}")
    if run.returncode != (0 if all(answer.accepts for answer in answers) else 1):
        raise SystemExit(f"promtool: exit status {run.returncode}: {run.stderr.decode(errors='replace')[-500:]}")
    return answers


def belfry_templates(binary, templates):
    """What `belfry check` says of templates, each the annotation of an alert."""
    with tempfile.TemporaryDirectory() as folder:
        path = rule_file(folder, annotations(templates))
        command = [binary, "check", path, "--format", "json", "--only", "syntax/template"]
        run = subprocess.run(command, capture_output=True, check=False)
    answers = [Answer() for _ in templates]
    for finding in json.loads(run.stdout):
        answers[finding["place"]["line"] - 4] = Answer(finding["message"])
    return answers


def promtool_templates(templates):
    """What `promtool check rules` and, for those it accepts, `promtool test rules` say of templates."""
    answers = check_rules(annotations(templates))
    expandable = [number for number, answer in enumerate(answers) if answer.accepts]
    with tempfile.TemporaryDirectory() as folder:
        rule_file(folder, [rule for rule, answer in zip(annotations(templates), answers) if answer.accepts])
        tests = "".join(f"  - {{eval_time: 1m, alertname: r{number}, exp_alerts: []}}\n" for number in expandable)
        Path(folder, "test.yml").write_text(
            "rule_files: [rules.yml]\ntests:\n- interval: 1m\n"
            '  input_series: [{series: \'up{instance="a:1"}\', values: "1 1 1"}]\n'
            f"  alert_rule_test:\n{tests}"
        )
        run = subprocess.run(["promtool", "test", "rules", "test.yml"], cwd=folder, capture_output=True, check=False)
    # None of the alerts is expected, so each is shown with its annotation, or with why it has none.
    shown = (run.stdout + run.stderr).decode(errors="replace")
    parts = re.split(r"(?=alertname: ?r\d+, time)", shown)[1:]
    if len(parts) != len(expandable):
        raise SystemExit(f"promtool: {len(parts)} alerts of {len(expandable)}")
    for part in parts:
        number = int(re.match(r"alertname: ?r(\d+)", part)[1])
        if match := re.search(r"error expanding template: (.*)", part):
            answers[number] = Answer(f"expanding: {match[1]}")
    return answers


def amtool(matchers):
    """What `amtool check-config` says of a file for each, with the text as the matchers of a route."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.yml") for number in range(len(matchers))]
        for path, text in zip(paths, matchers):
            path.write_text(
                f"route: {{receiver: r, routes: [{{matchers: [{yaml_string(text)}]}}]}}\nreceivers: [{{name: r}}]\n"
            )
        run = subprocess.run(["amtool", "check-config", *paths], capture_output=True, check=False)
    answers = []
    for part in run.stdout.decode(errors="replace").split("Checking '")[1:]:
        answers.append(
            Answer() if "SUCCESS" in part.splitlines()[0] else Answer(" ".join(part.split("FAILED:")[1].split()))
        )
    if len(answers) != len(matchers):
        raise SystemExit(f"amtool: {len(answers)} answers to {len(matchers)} questions")
    return answers


def promql_parser(expressions):
    """What the PyPI package promql-parser says, and how it groups operands.

    In a process of its own: its Rust code panics over some numbers, and prints a trace that nobody wants to see.
    """
    run = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps(expressions),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return [Answer(error, reading) for error, reading in json.loads(run.stdout)]


def ask_promql_parser(library, text):
    try:
        return None, grouped(library, library.parse(text))
    except ValueError as error:
        return " ".join(str(error).split()), None
    except BaseException as error:  # A panic is none of Python's exceptions.
        return f"{type(error).__name__}: {' '.join(str(error).split())}", None


def grouped(library, node):
    """An expression with each operation in parentheses, and no others: what was grouped with what."""
    show = lambda child: grouped(library, child)
    # Both print an operator with its operands; the better one cuts long lines up.
    text = (lambda child: child.prettify()) if "\n" not in node.prettify() else str
    if isinstance(node, library.ParenExpr):
        return show(node.expr)
    if isinstance(node, library.UnaryExpr):
        return f"(-{show(node.expr)})"
    if isinstance(node, library.BinaryExpr):
        head, tail = len(text(node.lhs)), len(text(node.rhs))
        return f"({show(node.lhs)}{text(node)[head:-tail]}{show(node.rhs)})"
    if isinstance(node, library.NumberLiteral):
        return f"({text(node)})" if node.val < 0 else text(node)
    if isinstance(node, library.Call):
        return f"{node.func.name}({', '.join(show(argument) for argument in node.args)})"
    if isinstance(node, library.AggregateExpr):
        return f"{text(node)[:-len(text(node.expr)) - 1]}{show(node.expr)})"
    if isinstance(node, library.SubqueryExpr):
        return f"{show(node.expr)}{text(node)[len(text(node.expr)):]}"
    return text(node)


if __name__ == "__main__":
    import promql_parser as package

    json.dump([ask_promql_parser(package, text) for text in json.load(sys.stdin)], sys.stdout)
