"""Prometheus rules around the expressions of expressions.py: rules.py COUNT prints a rule file."""

import random
import sys

from expressions import expressions

GROUP = 20


def literal(text):
    """As people write an expression: mostly as it is, sometimes in quotes, a long one in a block."""
    if "\n" in text or len(text) > 120:
        return "|\n" + "\n".join("          " + line for line in text.split("\n"))
    if ": " in text or " #" in text or text[0] in "{[&*!|>'\"%@`":
        return "'" + text.replace("'", "''") + "'"
    return text


def rule(number, expression, chance):
    if number % 3 == 2:
        return f"      - record: team{number % 17}:signal{number}:value\n        expr: {literal(expression)}\n"
    # Aggregations and `absent` may have dropped the label.
    keeps_labels = not any(word in expression for word in ("by (", "on (", "absent"))
    subject = "Signal {{ $labels.job }}" if keeps_labels else f"Signal {number}"
    return (
        f"      - alert: Signal{number}OutOfBounds\n"
        f"        expr: {literal(expression)}\n"
        f"        for: {chance.choice(('1m', '5m', '10m', '15m', '1h'))}\n"
        f"        labels:\n"
        f"          severity: {chance.choice(('critical', 'warning', 'info'))}\n"
        f"          team: team{number % 17}\n"
        f"        annotations:\n"
        f"          summary: '{subject} is out of bounds: {{{{ $value | humanize }}}}'\n"
        f"          description: 'Look at the dashboard of team{number % 17} first.'\n"
        f"          runbook_url: https://runbooks.example.com/team{number % 17}/signal{number}\n"
    )


def rule_file(numbered, chance):
    """The text of a file with these rules, each a pair of its number and its expression."""
    out = ["groups:\n"]
    for place, (number, expression) in enumerate(numbered):
        if place % GROUP == 0:
            out.append(f"  - name: group{number // GROUP}\n    rules:\n")
        out.append(rule(number, expression, chance))
    return "".join(out)


def rule_files(count, files=1):
    """The texts of so many files with `count` rules together."""
    numbered = list(enumerate(expressions(count)))
    size = -(-count // files)
    chance = random.Random(count)
    return [rule_file(numbered[start : start + size], chance) for start in range(0, count, size)]


def main():
    sys.stdout.write(rule_files(int(sys.argv[1]))[0])


if __name__ == "__main__":
    main()
