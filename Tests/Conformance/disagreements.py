"""Why two parsers disagree: every disagreement has to fall under a rule here, or the run fails.

A rule says who is right and what decides it: a version, a commit of upstream, or a fault of the other parser.
"""

import re
from dataclasses import dataclass
from typing import Callable


@dataclass
class Disagreement:
    text: str
    ours: object
    theirs: object

    @property
    def we_accept(self):
        return self.ours.accepts

    def ours_says(self, pattern):
        return not self.ours.accepts and re.search(pattern, self.ours.error)

    def theirs_says(self, pattern):
        return not self.theirs.accepts and re.search(pattern, self.theirs.error)

    def text_has(self, pattern):
        return re.search(pattern, self.text, re.IGNORECASE)


@dataclass
class Rule:
    what: str
    because: str
    explains: Callable[[Disagreement], object]


# Debian's promtool 2.42 against Belfry with `--target prometheus=2.42`.
PROMTOOL = [
    Rule(
        "`@ start()` or `@ end()` before a range",
        "2.42 overlooks them; Prometheus f85e7ef5a1 (2026-08-12) refuses them as it refuses a timestamp there, and Belfry "
        "does for every version",
        lambda d: d.ours_says("no @ modifiers allowed before range") and d.text_has(r"@ (start|end)\(\)"),
    ),
    Rule(
        "named groups as Perl has them, `(?<name>…)`",
        "Go 1.22, which Prometheus is built with since 2.51; Belfry does not tell regular expressions by version",
        lambda d: d.we_accept and d.theirs_says(r"invalid or unsupported Perl syntax: `\(\?<`"),
    ),
]

# The package promql-parser against Belfry with `--experimental`, which reads what the newest Prometheus reads.
PROMQL_PARSER = [
    # What it does not know yet.
    Rule(
        "underscores in numbers",
        "Prometheus 2.54 (#12821); unknown to promql-parser",
        lambda d: d.we_accept and d.theirs_says("bad number or duration syntax: .*_"),
    ),
    Rule(
        "arithmetic on durations in brackets",
        "Prometheus 3.4 (7370d62acf); unknown to promql-parser",
        lambda d: d.we_accept and d.theirs_says("unexpected character inside brackets: '[^#]'"),
    ),
    Rule(
        "arithmetic on durations after `offset`",
        "Prometheus 3.5 (6d56e77e0e); unknown to promql-parser",
        lambda d: d.we_accept
        and d.theirs_says("invalid promql query")
        and d.text_has(r"offset *[-+]?(\(|step|range|min_of|max_of)"),
    ),
    Rule(
        "`anchored` and `smoothed`, as modifiers and as names",
        "Prometheus 3.7 (#16457); unknown to promql-parser",
        lambda d: d.we_accept and d.theirs_says("invalid promql query") and d.text_has("anchored|smoothed"),
    ),
    Rule(
        "`</` and `>/`",
        "Prometheus 3.11 (e8bfcfcf1a); unknown to promql-parser",
        lambda d: d.we_accept and d.theirs_says("invalid promql query") and d.text_has("</|>/"),
    ),
    Rule(
        "durations of zero outside of brackets",
        "taken since durations may be arithmetic, Prometheus 3.4 (7370d62acf); promql-parser has the older rule",
        lambda d: d.we_accept
        and d.theirs_says("duration must be greater than 0")
        and d.text_has(r"(offset|\+|@) [-+]?0+m?[sm]"),
    ),
    Rule(
        "several signs after `offset`",
        "Prometheus 3.5 (6d56e77e0e); unknown to promql-parser",
        lambda d: d.we_accept and d.text_has("offset [-+]{2}"),
    ),
    Rule(
        "`offset nan`",
        "Prometheus compares it with bounds that NaN is never beyond; promql-parser panics",
        lambda d: d.we_accept and d.text_has("offset -?nan"),
    ),
    Rule(
        "label names with a colon in groupings",
        "any UTF-8 name does in Prometheus 3; promql-parser wants an old one",
        lambda d: d.we_accept and d.theirs_says("is not valid label in grouping opts") and d.text_has(r"\w*:"),
    ),
    Rule(
        "a duration as fill value",
        "Prometheus 3.10 takes any number or duration; promql-parser numbers only",
        lambda d: d.we_accept and d.text_has(r"fill\w*\(\d+m\)"),
    ),
    Rule(
        "`START()`, `STEP()` and others in capitals",
        "keywords have no case in Prometheus 3.12; promql-parser takes them for unknown functions",
        lambda d: d.we_accept and d.theirs_says("unknown function with name '(START|END|STEP|RANGE|MIN_OF|MAX_OF)'"),
    ),
    Rule(
        "an empty selector as the second argument of `info`",
        "there it selects labels, not series; promql-parser does not know",
        lambda d: d.we_accept and d.text_has(r"info\(") and d.theirs_says("at least one non-empty matcher"),
    ),
    # What it is more lenient about.
    Rule(
        "numbers beyond a float's range",
        "Go's ParseFloat refuses them, so Prometheus does; promql-parser takes infinity",
        lambda d: d.ours_says("error parsing number"),
    ),
    Rule(
        "durations beyond 292 years",
        "Prometheus keeps them in 64-bit nanoseconds; promql-parser has more room",
        lambda d: d.ours_says("not a valid duration string") or d.text_has("9223372036s"),
    ),
    Rule(
        "a duration after `@`",
        "Prometheus' grammar wants a number there; promql-parser takes its seconds",
        lambda d: d.ours_says("unexpected duration .* in @, expected timestamp"),
    ),
    Rule(
        "timestamps beyond 64 bits after `@`",
        "refused by Prometheus' setTimestamp; promql-parser takes any",
        lambda d: d.ours_says("timestamp out of bounds"),
    ),
    Rule(
        "a range or step of zero, as a number",
        "Prometheus refuses it like `0s`; promql-parser overlooks it",
        lambda d: d.ours_says("duration must be greater than 0"),
    ),
    Rule(
        "an empty name in a grouping",
        "no label has it, and Prometheus refuses it; promql-parser takes it",
        lambda d: d.ours_says('invalid label name for grouping: ""'),
    ),
    Rule(
        "expressions that RE2 refuses",
        "Rust's regular expressions allow more repetitions, `**`, `(?x)` and unknown classes; Go's don't",
        lambda d: d.ours_says("error parsing regexp"),
    ),
    Rule(
        "expressions that Rust refuses",
        r"Go's know `\Q…\E` and groups of one name; Rust's don't",
        lambda d: d.we_accept and d.theirs_says("illegal regex"),
    ),
    Rule(
        "two quoted names",
        "Prometheus: metric name must not be set twice; promql-parser takes the last",
        lambda d: d.ours_says("metric name must not be set twice"),
    ),
    Rule(
        "`or` between matchers",
        "an extension of VictoriaMetrics and GreptimeDB; Prometheus has none",
        lambda d: d.ours_says('unexpected identifier "or" in label matching'),
    ),
    Rule(
        "the second argument of `info`",
        "Prometheus wants a selector without a name; promql-parser takes any vector",
        lambda d: d.ours_says("expected label selectors only"),
    ),
    Rule(
        "the parameter of `limitk` and `limit_ratio`",
        "a scalar, as in Prometheus' checkAST; promql-parser doesn't check it",
        lambda d: d.ours_says("expected type scalar in aggregation parameter") and d.text_has("limit"),
    ),
    Rule(
        "fill values where nothing is matched",
        "not for set operators and scalars (checkAST); promql-parser doesn't check",
        lambda d: d.ours_says("filling in missing series"),
    ),
    Rule(
        "a sign before a string",
        "Prometheus: unary expression only allowed on scalar or instant vector; promql-parser overlooks a plus",
        lambda d: d.ours_says("unary expression only allowed"),
    ),
    # Its faults.
    Rule(
        "a raw string with a backslash before its end",
        "a backslash means nothing in a raw string; a fault of promql-parser",
        lambda d: d.we_accept and d.theirs_says("unterminated quoted string `"),
    ),
    Rule(
        "a comment inside brackets",
        "comments stand anywhere; a fault of promql-parser",
        lambda d: d.we_accept and d.theirs_says("unexpected character inside brackets: '#'"),
    ),
    Rule(
        "a form feed between tokens",
        "blanks are space, tab and line breaks; promql-parser skips more",
        lambda d: d.ours_says("unexpected (character|byte)") and d.text_has("\x0c"),
    ),
]

# Expressions that both accept and group differently.
READINGS = [
    Rule(
        "a unary plus",
        "kept by Prometheus; promql-parser drops it, which changes nothing",
        lambda d: "(+" in d.ours.reading,
    ),
    Rule(
        "a quoted metric name",
        "promql-parser keeps it as a matcher on `__name__`",
        lambda d: "__name__" in d.theirs.reading and "__name__" not in d.text,
    ),
    Rule(
        "a byte that is no UTF-8",
        r"`\xff` is one byte in Go; promql-parser makes the character ÿ of it",
        lambda d: "ÿ" in d.theirs.reading,
    ),
    Rule(
        "a length of time shorter than a millisecond",
        "promql-parser prints nothing for it",
        lambda d: d.text_has("1e-9"),
    ),
]

# Debian's amtool 0.25 against `belfry matchers parse --mode classic`.
AMTOOL = []

# promtool 2.42, which checks and expands, against the templates of an alert as `belfry check` reads them.
TEMPLATES = [
    Rule(
        "functions that came later",
        "`toDuration` and `now` in Prometheus 3.6, `urlQueryEscape` in 3.8",
        lambda d: d.we_accept and d.theirs_says('function "(toDuration|now|urlQueryEscape)" not defined'),
    ),
    Rule(
        "`else with`",
        "Go 1.23, which Prometheus is built with since 3.0",
        lambda d: d.we_accept and d.theirs_says("unexpected <with> in else"),
    ),
    Rule(
        "faults that only show in expanding",
        "most depend on labels and values; Belfry names those that it is sure of",
        lambda d: d.we_accept and d.theirs_says("^expanding: "),
    ),
    Rule(
        "faults in a branch that the test does not reach",
        "the text expands as long as the branch is not taken; Belfry looks into all of them",
        lambda d: d.theirs.accepts and d.text_has("else|range"),
    ),
]
