"""Asks Belfry and other implementations about thousands of expressions, and writes docs/conformance.md from it.

    python3 Tests/Conformance/conformance.py BELFRY [--update]

Fails when they disagree in a way that disagreements.py has no reason for, or when the page is not what was found.
"""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import judges
import load
import matcher_cases
import promql_cases
import template_cases
from disagreements import AMTOOL, PROMQL_PARSER, PROMTOOL, READINGS, TEMPLATES, Disagreement

PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"
# So many examples of one reason are shown.
SHOWN = 6


class Comparison:
    """One question put to Belfry and somebody else, and how their answers differ."""

    def __init__(self, title, texts, disagreements, rules):
        self.title, self.asked, self.disagreements = title, len(texts), disagreements
        self.found = {rule.what: [] for rule in rules}
        self.rules, self.unexplained = rules, []
        for disagreement in disagreements:
            rule = next((rule for rule in rules if rule.explains(disagreement)), None)
            (self.found[rule.what] if rule else self.unexplained).append(disagreement)

    @property
    def agreed(self):
        return self.asked - len(self.disagreements)

    def table(self):
        lines = ["| who differs where | times | why | for example |", "|---|---|---|---|"]
        for rule in self.rules:
            found = self.found[rule.what]
            examples = ", ".join(code(disagreement.text) for disagreement in found[:SHOWN])
            more = ", …" if len(found) > SHOWN else ""
            if found:
                lines.append(f"| {cell(rule.what)} | {len(found)} | {cell(rule.because)} | {cell(examples)}{more} |")
        return lines if len(lines) > 2 else ["No difference."]


def verdicts(title, texts, ours, theirs, rules):
    """Who accepts what."""
    pairs = zip(texts, ours, theirs)
    return Comparison(
        title, texts, [Disagreement(*each) for each in pairs if each[1].accepts != each[2].accepts], rules
    )


def skeleton(reading):
    """A reading without what is printed in more ways than one and groups nothing: lengths of time, empty clauses, the
    order of matchers."""
    reading = re.sub(r"\[[^]]*\]", lambda match: "[:]" if ":" in match[0] else "[]", reading)
    reading = re.sub(r" (offset|@) ([-+]?[\w.+-]*(\(\))?)", r" \1", reading)
    reading = re.sub(r"\{([^{}]*)\}", lambda match: "{" + ",".join(sorted(match[1].split(","))) + "}", reading)
    return re.sub(r" (by|ignoring) \(\)", "", reading).replace(" (", "(")


def readings(title, texts, ours, theirs, belfry):
    """How what both accept is grouped. Their reading is printed by Belfry again, so that only grouping can differ."""
    both = [each for each in zip(texts, ours, theirs) if each[1].accepts and each[2].accepts]
    reread = belfry([their.reading for _, _, their in both])
    differing = [
        Disagreement(*each)
        for each, again in zip(both, reread)
        if not again.accepts or skeleton(again.reading) != skeleton(each[1].reading)
    ]
    return Comparison(title, both, differing, READINGS)


def code(text):
    """A text in backticks, in which line breaks and the like can be seen."""
    text = "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )
    if not text.strip():
        return "(blank)"
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def cell(text):
    return text.replace("|", "\\|")


def wrap(text, width=120):
    """Prose in lines of the house's width."""
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return lines + [line]


def promql(binary, texts):
    newest = lambda texts: judges.belfry(binary, "promql", texts, "--experimental")
    ours, parser = newest(texts), judges.promql_parser(texts)
    yield verdicts(
        "promtool 2.42",
        texts,
        judges.belfry(binary, "promql", texts, "--target", "prometheus=2.42"),
        judges.promtool(texts),
        PROMTOOL,
    )
    yield verdicts("promql-parser 0.12.0", texts, ours, parser, PROMQL_PARSER)
    yield readings("promql-parser 0.12.0, grouping", texts, ours, parser, newest)
    # What Belfry prints is read again as it was meant.
    accepted = [(text, answer) for text, answer in zip(texts, ours) if answer.accepts]
    for title, form in (("Belfry's own text, read again", "text"), ("Belfry's own grouping, read again", "reading")):
        again = newest([getattr(answer, form) for _, answer in accepted])
        differing = [
            Disagreement(text, answer, reread)
            for (text, answer), reread in zip(accepted, again)
            if reread.reading != answer.reading
        ]
        yield Comparison(title, accepted, differing, [])


def matchers(binary, texts):
    ours = judges.belfry(binary, "matchers", texts, "--mode", "classic")
    yield verdicts("amtool 0.25", texts, ours, judges.amtool(texts), AMTOOL)


def templates(binary, texts):
    ours = judges.belfry_templates(binary, texts)
    yield verdicts("promtool 2.42, templates", texts, ours, judges.promtool_templates(texts), TEMPLATES)


LANGUAGES = [
    (
        "PromQL",
        promql_cases,
        promql,
        """
promtool is Debian's, asked through `promtool check rules`, and Belfry answers for `--target prometheus=2.42`. promql-parser
is a package on PyPI; it declares to follow Prometheus 3.8, has later functions and fill modifiers as well, and is held
against `--experimental`: the newest Prometheus with every feature flag. Where both accept an expression, how they group its
operands is compared too. Lengths of time and the order of matchers are left out of that: they are printed in many ways and
group nothing.""",
    ),
    (
        "Matchers",
        matcher_cases,
        matchers,
        """
amtool is Debian's, asked through `amtool check-config` with a route for each; Belfry answers with `--mode classic`, which
is all that Alertmanager 0.25 has.""",
    ),
    (
        "Templates",
        template_cases,
        templates,
        """
Templates stand in an alert's annotation. `promtool check rules` parses them, and `promtool test rules` expands those that
parse, for a series `up{instance="a:1"}` of value 1.""",
    ),
]


LOADING = (
    "`make conformance-load` compares whole files, made from the tables in `Tests/Conformance/load`, with promtool's and "
    "amtool's verdict, by the version that is installed and by the newest. An OpenTelemetry collector and Grafana are not in "
    "Debian: for the collector and for Grafana's data sources, dashboard providers, alerting and plugins the verdicts are "
    "recorded, as they were read off the servers' sources, and nobody but Belfry is asked. `dashboard_queries.py` counts the "
    "queries of whichever dashboards it is given in a way of its own, and compares with what `belfry-dev queries` finds."
)


LOADING_TABLE = (
    "What promtool and amtool say of those files and Belfry doesn't must stand here, with the versions that it holds for; a "
    "file of any other on which they differ fails the run. `docs/command-line.md` also has what the tables don't try."
)


def loading_differences():
    """The table of what load.py accepts as a difference."""
    lines = ["| server | versions | files | why |", "|---|---|---|---|"]
    for server, differences in load.DISAGREEMENTS.items():
        for pattern, before, reason in differences:
            versions = f"before {'.'.join(map(str, before))}" if before else "all"
            shown = pattern.replace("|", "\\|")
            lines.append(f"| {server} | {versions} | `{shown}` | {reason} |")
        if not differences:
            lines.append(f"| {server} | all | | no difference |")
    return lines


def page(results):
    """The whole of docs/conformance.md."""
    total = sum(len(cases) for _, cases, _, _ in results)
    lines = ["# Conformance", ""]
    lines += wrap(
        f"Belfry's parsers are held against others: `make conformance` asks all of them about {total:,} texts and compares "
        "what they accept. The texts are made by `Tests/Conformance`, the same ones every time: each production with right "
        "and wrong operands, and mutations of valid texts, with tokens or characters dropped, doubled, swapped or replaced."
    )
    lines += ["", "| held against | asked | same answer | different, explained |", "|---|---|---|---|"]
    for _, _, comparisons, _ in results:
        lines += [
            f"| {each.title} | {each.asked} | {each.agreed} | {len(each.disagreements)} |" for each in comparisons
        ]
    lines += [""] + wrap(
        "A difference must have its reason in `Tests/Conformance/disagreements.py`: one without fails the run. This page is "
        "written by `make update-conformance`, and `make conformance` fails when it is not what was found."
    )
    for title, cases, comparisons, about in results:
        topics = ", ".join(f"{topic} {count}" for topic, count in Counter(topic for topic, _ in cases).items())
        lines += ["", f"## {title}", ""] + wrap(about)
        if len({topic for topic, _ in cases}) > 1:
            lines += [""] + wrap(f"By topic: {topics}.")
        for comparison in comparisons:
            lines += ["", f"### {comparison.title}", ""] + comparison.table()
    lines += ["", "## Loading", ""] + wrap(LOADING) + [""] + wrap(LOADING_TABLE) + [""] + loading_differences()
    return "\n".join(lines) + "\n"


def check_tools():
    """The answers depend on the versions of the tools."""
    for tool, version in (("promtool", "2.42."), ("amtool", "0.25.")):
        run = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False)
        if f"version {version}" not in run.stdout + run.stderr:
            raise SystemExit(f"the comparison is with {tool} {version}x, which is not what is installed")


def report(comparison):
    """Prints the figures, and what has no reason."""
    explained = len(comparison.disagreements) - len(comparison.unexplained)
    print(
        f"{comparison.title}: {comparison.agreed} of {comparison.asked} alike, {explained} explained, "
        f"{len(comparison.unexplained)} not"
    )
    for each in comparison.unexplained[:100]:
        print(
            f"  {each.text!r}: belfry {each.ours.error or each.ours.reading or 'accepts'!r}; "
            f"theirs {each.theirs.error or each.theirs.reading or 'accepts'!r}"
        )


def main():
    binary = sys.argv[1]
    check_tools()
    results = []
    for title, module, compare, about in LANGUAGES:
        cases = list(module.cases())
        comparisons = list(compare(binary, [text for _, text in cases]))
        for comparison in comparisons:
            report(comparison)
        results.append((title, cases, comparisons, about))
    if any(comparison.unexplained for _, _, comparisons, _ in results for comparison in comparisons):
        raise SystemExit("some differences have no reason in Tests/Conformance/disagreements.py")
    text = page(results)
    if "--update" in sys.argv:
        PAGE.write_text(text)
    elif not PAGE.exists() or PAGE.read_text() != text:
        raise SystemExit("docs/conformance.md is not what was found: make update-conformance")


main()
