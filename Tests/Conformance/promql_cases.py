"""Expressions that two PromQL parsers are asked about: every production with right and wrong operands, and seeded
mutations of valid ones. Deterministic: the same list on every machine."""

from dice import Dice, mutate
from promql_operands import durations, modifiers, names, numbers, selectors, strings
from promql_operations import aggregators, functions, operators


def lexical():
    for text in [
        "",
        " ",
        "\n",
        "# c",
        "#",
        "# c\n",
        "x # c",
        "x # c\n+ y",
        "# c\nx",
        "x#c",
        "#x",
        '"#"',
        "x{a='#'}",
        "x\t+\ty",
        "x\r\n+\r\ny",
        "x\u00a0+ y",
        "x\u2003+ y",
        "\ufeffx",
        "x\u200b",
        "x;",
        "x;y",
        "x,y",
        "(x",
        "x)",
        "()",
        "((x))",
        "(x))",
        ")",
        "(",
        "[",
        "]",
        "((((((((((x))))))))))",
        "x\x00",
        "\x00",
        "x\x0b+ y",
        "x\x0c+ y",
        "@",
        "#\r x",
        "x # c\r+ y",
        "$x",
        "x$y",
        "${x}",
        "`x`",
        "'x'",
        "x\\",
        "\\",
        "x?",
        "x!",
        "!",
        "=",
        "==",
        "~",
        "=~",
        "!~",
        "<",
        ">",
        "&",
        "|",
        "^",
        "%",
        "x.y",
        "x.y{}",
        ".x",
        "x.",
        "x-y",
        "x:y",
        "x::y",
        "x: y",
        ":x",
        "x:",
        "::",
        "x /* c */",
        "x // c",
        "x -- c",
        "é",
        "xé",
        "日本 + 1",
        "x{日本='b'}",
        "😀",
        '"😀"',
        'x + "\\',
        "x '",
        "SELECT 1",
        'up{job=~"a"} == 0',
        'sum(rate(http_requests_total{code=~"5.."}[5m])) by (job) / '
        "sum(rate(http_requests_total[5m])) by (job) > 0.05",
    ]:
        yield text


def valid():
    """What mutations start from."""
    return [
        'sum by (job, instance) (rate(http_requests_total{code=~"5..", job!="test"}[5m] offset 1h)) / 100 > 0.05',
        "histogram_quantile(0.99, sum by (le) (rate(request_duration_seconds_bucket[5m])))",
        'a * on (x, y) group_left (z) b == bool 1 or absent(up{job="db"})',
        "max_over_time(deriv(rate(distance_covered_total[5s])[30s:5s] offset -1d)[10m:]) @ 1609746000.5",
        'label_replace(up{job="api", svc="a:c"}, "foo", "$1", "svc", "(.*):.*") unless ignoring (foo) -vector(1) ^ 2 ^ 3',
        "topk(5, avg without (cpu) (irate(node_cpu_seconds_total{mode=`idle`}[1m30s]))) <= 0x1F + 1e3 % NaN atan2 pi()",
        'count_values("version", build_info) and on () (time() - process_start_time_seconds < 3600)  # young\n',
        '-sum(a{b=\'c\'} @ end()) by (d, "e.f") >= bool 5m and {"g.h", i="j"}[1h:] ',
        "limitk(2, x) + fill (0) y </ 3",
        "min_of(1, 2) * rate(x[step() * 2 + 1m] smoothed) + clamp(z, -1, +Inf)",
    ]


TOPICS = {
    "numbers": numbers,
    "durations": durations,
    "strings": strings,
    "names": names,
    "selectors": selectors,
    "modifiers": modifiers,
    "functions": functions,
    "aggregators": aggregators,
    "operators": operators,
    "lexical": lexical,
    "valid": valid,
    "mutations": lambda: mutate(valid(), 3000, Dice(2042), "0aA_\"'{}[](),=~!<>+-*/^:.@#\\ "),
}


def cases():
    """Topic and text of every expression, each text once."""
    seen = set()
    for topic, make in TOPICS.items():
        for text in make():
            if text not in seen:
                seen.add(text)
                yield topic, text
