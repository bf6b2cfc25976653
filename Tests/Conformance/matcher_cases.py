"""Alertmanager's matchers, as strings of a `matchers:` list. Deterministic, as the others."""

from itertools import product

from dice import Dice, mutate

NAMES = 'a ab _ a1 1a a:b :a a-b a.b é "a" "a.b" \'a\' `a` A __name__ "" 日本 a\\b "a\\"b" a! a=b a b'.split(" ") + [
    "",
    " ",
    "a b",
    '"a b"',
]
OPERATORS = [
    "=",
    "!=",
    "=~",
    "!~",
    "==",
    "~",
    "!",
    "",
    "=!",
    " = ",
    "\t!=\n",
    "=~~",
    "!==",
    "<",
    ">",
    ":",
    "= ~",
    "! =",
]
VALUES = (
    'b "b" \'b\' `b` "" \'\' b"c "b"c "b" "b\\"c" "b\\nc" "b\\q" b\\nc b\\"c b\\q b\\ "b\\ "b b" "b"" \'b" "b\' b,c "b,c" b{c} "b{c}" {b} b} {b b=c '
    '"b=c" b!c b~c =b !b ~b é "é" "\\u00e9" "\\xff" "\\t" 1 1.5 -1 b.c b-c b/c b:c b;c b@c b#c $b (b) b|c b.* .+ [b ( * + ? b** "(" "[" '
    '"b{2}" "b{1001}" "(?i)b" "(?=b)" "\\\\d" "\\d" "^b$" "b|c" \\d \\\\d 日本 😀 "😀" b\tc'
).split(" ") + ["", " ", "b c", '"b c"', '"b\nc"', "b\nc", " b", "b ", '" b "']

LISTS = [
    "",
    " ",
    ",",
    "{}",
    "{ }",
    "{,}",
    '{a="b"}',
    '{a="b",}',
    '{a="b",,}',
    '{,a="b"}',
    '{a="b"',
    'a="b"}',
    '{{a="b"}}',
    '{a="b"}{c="d"}',
    ' {a="b"} ',
    'a="b",c="d"',
    'a="b" , c="d"',
    'a="b",c="d",',
    'a="b",,c="d"',
    ',a="b"',
    'a="b" c="d"',
    'a="b";c="d"',
    "a=b,c=d",
    'a=b,c="d,e"',
    "a=b,c='d,e'",
    "a=b c=d",
    "{a=b,c=d}",
    "{ a = b , c = d }",
    'a="b",a="c"',
    'a=~"b",c!~"d",e!="f"',
    'a="{b}"',
    'a="b,c"',
    'a="b\\",c"',
    'a="b\\\\",c="d"',
    "a=b\\,c=d",
    "a,b",
    "a",
    '"a"',
    '"a"="b"',
    '{"a"="b"}',
    '{"a.b"="c",d="e"}',
    "a.b=c",
    '{a.b="c"}',
    "foo=",
    'foo=""',
    "=b",
    '="b"',
    'a="b" # c',
    "# c",
    'a="b"\n',
    '\na="b"',
    'a\n=\n"b"',
    'a="b"\t,\tc="d"',
    'severity =~ "warning|critical"',
    'alertname="A",severity!="none",team=~"a.*|b"',
    'a="🙂"',
    '{a=~"(b"}',
    'a="b}',
    '{a="b}',
    'a="}"',
    "{a='b'}",
    "a=`b`",
    'a=""b""',
]

BASES = [
    'severity="critical"',
    '{alertname=~"Db(Down|Slow).*",team!="a b"}',
    'a="b,c",d=~"e{2}|f",g!~"\\\\d+"',
    "namespace = foo-bar , pod != baz.qux",
    '"a.b"="c", é=`d`,',
    "{x='y', z=\"\"}",
    'instance=~"10\\\\.0\\\\..*:9100"',
    'a="\\"quoted\\"",b="back\\\\slash"',
]


def cases():
    texts = LISTS + [f"{name}=b" for name in NAMES] + [f'{name}="b"' for name in NAMES]
    texts += [f"a{op}{value}" for op, value in product(OPERATORS, ["b", '"b"', ""])]
    texts += [form % value for form, value in product(["a=%s", "a=~%s", "a!~%s,c=d", "{a!=%s}"], VALUES)]
    texts += mutate(BASES, 700, Dice(2044), "{}=!~,\"'\\` ab.|(*é#\n")
    return [("matchers", text) for text in dict.fromkeys(texts)]
