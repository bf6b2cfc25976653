"""Expressions about functions, aggregations and operators."""

from itertools import product

from promql_tables import FUNCTIONS, OPERATORS, PARAMETRIC_AGGREGATORS, PLAIN_AGGREGATORS, SAMPLES


def arities(signature):
    """The lists of types, right and wrong, that a function is tried with."""
    required = [letter for letter in signature if letter in SAMPLES]
    lengths = range(0, len(required) + 3)
    if "9" in signature:
        lengths = list(lengths) + [11, 12, 13]
    for length in lengths:
        yield [required[min(index, len(required) - 1)] if required else "S" for index in range(length)]
    for index, kind in product(range(len(required)), SAMPLES):
        yield required[:index] + [kind] + required[index + 1 :]


def functions():
    for name, signature in FUNCTIONS.items():
        for types in arities(signature):
            yield f"{name}({', '.join(SAMPLES[kind] for kind in types)})"
        yield f"{name}(x[5m],)"
        yield f"{name}(,)"
        yield f"{name} (x)"
        yield f"{name.upper()}(x)"
        yield f"{name}"
        yield f"{name}((x))"
        yield f"{name}(x[5m:1m])"
        yield f"sum({name}(x)) by (a)"
    for text in [
        "rate(x[5m]",
        "rate x[5m])",
        "rate(x[5m]))",
        "rate((x[5m]))",
        "rate(rate(x[5m])[5m:])",
        "rate(rate(x[5m]))",
        "rate(x[5m] offset 1h)",
        "rate((x)[5m])",
        "rate(x[5m]) offset 5m",
        "rate by (a) (x[5m])",
        "rate(x[5m]) by (a)",
        'info(x, {a="b"})',
        "info(x, y)",
        'info(x, y{a="b"})',
        "info(x, {})",
        'info(x, {__name__="y"})',
        'info(x, {"y"})',
        "info(x, rate(y[5m]))",
        "info(x, (y))",
        "info(x[5m])",
        'info(x, {a=""})',
        'info(x, {a="b"} offset 5m)',
        'info(x, {a="b"}[5m])',
        "absent(x[5m])",
        "absent(sum(x))",
        "time() + x",
        "scalar(x) == 1",
        "scalar(x) == bool 1",
        "vector(scalar(x))",
        "vector(x)",
        "label_replace(x, 'a', '$1', 'b', '(')",
        "label_replace(x, '1a', '$1', 'b', '.*')",
        "label_join(x, 'a b', ',', 'c')",
        "count_values('a b', x)",
        'count_values("", x)',
        "label_join(x, 'a', ',')",
        "label_join(x, 'a', ',', 'b', 'c', 'd')",
    ]:
        yield text


def aggregators():
    clauses = [
        "by (a)",
        "without (a)",
        "by ()",
        "without ()",
        "by (a, b)",
        "by (a,)",
        "by (,)",
        "by (a b)",
        "by a",
        "by",
        'by ("a")',
        'by ("a.b", c)',
        "by (a, a)",
        "by (__name__)",
        "by (1)",
        "by (a=b)",
        'by ("")',
        "by (a:b)",
        "by ((a))",
        "on (a)",
        "keep_common",
        "BY (a)",
        "by (a) by (b)",
        "by (a) without (b)",
        "by (a.b)",
        "by ('a')",
        "by (sum)",
    ]
    for op in ["sum", "topk", "count_values", "limitk"]:
        arguments = {"topk": "1, x", "count_values": '"v", x', "limitk": "1, x"}.get(op, "x")
        for clause in clauses:
            yield f"{op} {clause} ({arguments})"
            yield f"{op}({arguments}) {clause}"
            yield f"{op} {clause} ({arguments}) {clause}"
    for op in PLAIN_AGGREGATORS:
        for arguments in [
            "",
            "x",
            "x, x",
            "2, x",
            "x[5m]",
            "2",
            '"s"',
            "x,",
            "rate(x[5m])",
            "-x",
            "(x)",
            "sum(x)",
            "x + y",
            "x > 1",
        ]:
            yield f"{op}({arguments})"
            yield f"{op} by (a) ({arguments})"
        for text in [
            f"{op}",
            f"{op}{{}}",
            f"{op} x",
            f"{op}[5m]",
            f"{op}(x)[5m]",
            f"{op}(x)[5m:]",
            f"{op}(x) offset 5m",
            f"{op}{{a='b'}} + 1",
            f"{op.upper()}(x)",
            f"{op}(x){{a='b'}}",
            f"{op}(x)(y)",
            f"{op} by(a)x",
        ]:
            yield text
    for op, kind in PARAMETRIC_AGGREGATORS.items():
        for first, second in product(SAMPLES.values(), SAMPLES.values()):
            yield f"{op}({first}, {second})"
        for arguments in [
            "",
            "x",
            SAMPLES[kind],
            f"{SAMPLES[kind]}, x, x",
            f"{SAMPLES[kind]}, x,",
            "scalar(y), x",
            "-1, x",
            "2.5, x",
            "1e3, x",
            "(1), x",
            "1 + 1, x",
            "5m, x",
            "NaN, x",
            "('a'), x",
        ]:
            yield f"{op}({arguments})"
            yield f"{op}({arguments}) by (a)"


def operators():
    for first, second in product(OPERATORS, OPERATORS):
        yield f"a {first} b {second} c"
        yield f"a {first} 1 {second} c"
    for first, second in product(["+", "*", "^", "==", "and", "or", "atan2"], repeat=2):
        yield f"-a {first} -b {second} -c"
        yield f"1 {first} bool 2 {second} 3"
        yield f"(a {first} b) {second} c"
        yield f"a {first} (b {second} c)"
        yield f"a {first} b {second} c {first} d"
    for op, left, right in product(OPERATORS, SAMPLES.values(), SAMPLES.values()):
        yield f"{left} {op} {right}"
    for op, left, right in product(OPERATORS, ["1", "x"], ["2", "y"]):
        yield f"{left} {op} bool {right}"
    matchings = [
        "on(a)",
        "ignoring(a)",
        "on()",
        "ignoring()",
        "on(a,b)",
        "on(a,)",
        "on(a) group_left",
        "on(a) group_left()",
        "on(a) group_right(b)",
        "ignoring(a) group_left(b)",
        "on(a) group_left(a)",
        "ignoring(a) group_left(a)",
        "group_left",
        "group_left(a)",
        "on a",
        "on",
        "on(a) ignoring(b)",
        "on(a) group_left group_right",
        "group_left on(a)",
        "on(a) group_left(b,)",
        "fill(0)",
        "fill_left(0)",
        "fill_right(0)",
        "fill_left(0) fill_right(1)",
        "fill_right(0) fill_left(1)",
        "on(a) fill(0)",
        "on(a) group_left fill(0)",
        "on(a) group_left fill_right(0)",
        "fill(x)",
        "fill()",
        "fill(-1)",
        "fill(5m)",
        "fill(NaN)",
        "fill(1,2)",
        "fill(0) fill(1)",
        "fill(0) on(a)",
        "fill_left(0) fill_left(1)",
        "fill(1+1)",
        "fill 0",
        'on("a")',
        'on("a.b")',
        "ON(a)",
        "on(a) bool",
        "fill(+1)",
    ]
    for op, matching in product(["+", "==", "and", "^", "</"], matchings):
        yield f"x {op} {matching} y"
    for op, matching in product(["==", "<", "+"], matchings[:12] + ["fill(0)"]):
        yield f"x {op} bool {matching} y"
        yield f"x {op} {matching} 1"
        yield f"1 {op} {matching} y"
    for op in OPERATORS:
        for text in [
            f"x {op}",
            f"{op} x",
            f"x {op} {op} y",
            f"x{op}y",
            f"{op}",
            f"(x {op}) y",
            f"x {op} +y",
            f"x {op} -1",
            f"x {op}\n# c\ny",
            f"x {op.upper()} y",
            f"x {op} y {op} z",
            f"1 {op} 2",
            f"1 {op} bool 2",
            f"sum(x) {op} sum(y)",
            f"x {op} on(a) group_left(b) y",
            f"x {op} on(a) y {op} ignoring(b) z",
            f"x[5m] {op} 1",
            f'"a" {op} "b"',
        ]:
            yield text
    for text in [
        "--x",
        "+-x",
        "-+-x",
        "- - 1",
        "--1",
        "-1^2",
        "-x^2",
        "2^-1",
        "2^-x",
        "-x^-y^-z",
        "1 - -1",
        "1--1",
        "x--1",
        "x-1",
        "x -1",
        "-(x)",
        "-(1)",
        "+(x)",
        "-x[5m]",
        "-'s'",
        "+'s'",
        "-x[5m:]",
        "-sum(x)",
        "-rate(x[5m])",
        "!x",
        "not x",
        "~x",
        "-x offset 5m",
        "-x @ 1",
        "(-x) offset 5m",
        "1 + 2 * 3 - 4 / 5 % 6 ^ 7",
        "x = y",
        "x =~ y",
        "x !~ y",
        "x <> y",
        "x === y",
        "x => y",
        "x =< y",
        "x && y",
        "x || y",
        "x | y",
        "x & y",
        "x ** y",
        "x // y",
        "x ? y : z",
        "x += 1",
        "x++",
        "1 == bool 1 == bool 1",
        "x == bool y == bool z",
        "x and y or z unless w",
        "x or y and z",
        "x unless y and z",
        "x < y < z",
        "x ^ y ^ z",
        "2 ^ 3 ^ 2",
        "x * y ^ z",
        "x bool y",
        "bool x == y",
        "x == bool",
        "x == bool bool y",
    ]:
        yield text
