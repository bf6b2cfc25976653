"""Expressions about literals, names, selectors and what may stand behind them."""

from itertools import permutations, product

from promql_tables import DURATIONS, KEYWORDS, MATCHERS, NUMBERS, STRINGS


def numbers():
    for number in NUMBERS:
        yield number
        yield f"-{number}"
        yield f"x > {number}"


def durations():
    for duration in DURATIONS:
        yield f"x[{duration}]"
        yield f"x[1h:{duration}]"
        yield f"x offset {duration}"
        yield f"x offset -{duration}"
        yield f"x @ {duration}"
        yield f"x + {duration}"
    terms = ["5m", "1", "step()", "range()", "-1m", "(2m)", "min_of(1m,2m)", "max_of(1,step())", "0", "2h"]
    for left, op, right in product(terms, "+-*/%^", terms[:6] + ["0"]):
        yield f"x[{left} {op} {right}]"
    for text in [
        "5m+1m",
        "(5m)",
        "(5m+1m)",
        "-(5m)",
        "+5m",
        "5m*2+1m",
        "5m+2*1m",
        "2^3^1",
        "-5m+10m",
        "((5m))",
        "(5m",
        "5m)",
        "step",
        "step(1)",
        "range(",
        "min_of(1m)",
        "max_of(1m,2m,3m)",
        "5m+",
        "*5m",
        "5m 5m",
        "5m,5m",
        "start()",
        "min_of(step(),range())",
        "2*step()+1m",
        "-step()",
        "+step()",
        "min_of(-1m,1m)",
        "1m atan2 2m",
        "1h/2",
    ]:
        yield f"x[{text}]"
        yield f"x[1h:{text}]"
        yield f"x offset {text}"
        yield f"x offset ({text})"


def strings():
    for text in STRINGS:
        yield text
        yield f"x{{a={text}}}"
        yield f"label_join(x, {text}, 'b', 'c')"
        yield f"sum by ({text}) (x)"


def names():
    words = KEYWORDS + [
        "x",
        "a:b",
        ":a",
        "a:",
        ":",
        "_",
        "__name__",
        "x1",
        "1x",
        "é",
        "日本",
        "a.b",
        "a-b",
        "$x",
        "x$",
        "le",
    ]
    for word in words + [word.upper() for word in KEYWORDS] + ["Sum", "bY", "Offset"]:
        yield word
        yield f'{word}{{a="b"}}'
        yield f'x{{{word}="b"}}'
        yield f"{word}[5m]"
        yield f"{word} + 1"
        yield f"sum by ({word}) (x)"
        yield f"x + on({word}) y"
        yield f"x + on(a) group_left({word}) y"
        yield f"{word}(x)"
        yield f"{word}()"
        yield f"rate({word}[5m])"
        yield f"x and {word}"


def selectors():
    for text in MATCHERS:
        yield f"{{{text}}}"
        yield f"x{{{text}}}"
    for text in [
        "x{}",
        "{}",
        "x{",
        "x}",
        "{",
        "}",
        "{}{}",
        "x{}{}",
        "x{} y{}",
        'x{a="b"}y',
        "x y",
        "x {}",
        'x\n{\na="b"\n}',
        '{"x"}[5m]',
        '{"x.y"} offset 5m',
        'sum({"x.y",a="b"})',
        '{"x.y"}{a="b"}',
        '"x"{a="b"}',
        '{__name__="x"}[5m]',
        'x{"a.b"="c"}',
        'x{"y"}',
    ]:
        yield text


def modifiers():
    parts = [
        "[5m]",
        "[1h:5m]",
        "[1h:]",
        "offset 1h",
        "offset -1h",
        "@ 10",
        "@ -10",
        "@ 1.5",
        "@ 1e3",
        "@ start()",
        "@ end()",
        "@ start",
        "@ step()",
        "@ x",
        "@",
        "offset",
        "@ 1m",
        "@ NaN",
        "@ Inf",
        "@ (10)",
        "@ 0x10",
        "@ 1_0",
        "anchored",
        "smoothed",
        "offset 1h + 1h",
        "offset (1h)",
        "offset step()",
        "offset 0s",
        "@ 9e18",
        "@ 1e16",
    ]
    operands = [
        "x",
        '{a="b"}',
        "(x)",
        "sum(x)",
        "rate(x[5m])",
        "1",
        '"s"',
        "-x",
        "x + y",
        "(x + y)",
        "x[5m]",
        "x[1h:5m]",
    ]
    for operand, part in product(operands, parts):
        yield f"{operand} {part}"
    for first, second in permutations(parts[:10] + ["anchored", "smoothed"], 2):
        yield f"x {first} {second}"
    for first, second, third in permutations(["[5m]", "[1h:5m]", "offset 1h", "@ 10", "@ end()", "smoothed"], 3):
        yield f"rate(x {first} {second} {third})"
    for part in ["[5m]", "[1h:5m]", "[1h:]", " offset 1h", " @ 1"]:
        yield f"x{part}{part}"
        yield f"max_over_time(x{part})"
        yield f"max_over_time(rate(x[5m]){part})"
    for text in [
        "x[",
        "x[]",
        "x[5m",
        "x[5m:",
        "x[5m:5m",
        "x[:5m]",
        "x[:]",
        "x[5m:5m:5m]",
        "x[5m::]",
        "x[[5m]]",
        "x[5m]]",
        "x[ 5m ]",
        "x[\n5m\n:\n1m\n]",
        "x [5m]",
        "x[5m:1m] [5m]",
        "x[y]",
        "x['5m']",
        "x[5m # c\n]",
        "x[5 m]",
        "x[a:b]",
        "x[5m:1m]offset 1h@10",
        "x[5m]@10 offset 1h",
        "x offset1h",
        "xoffset 1h",
        "x@10",
        "x@start()",
    ]:
        yield text
