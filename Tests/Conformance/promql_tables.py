"""The words of PromQL, and forms of its literals, right and wrong."""

OPERATORS = "+ - * / % ^ atan2 == != < <= > >= </ >/ and or unless".split()
COMPARISONS = ["==", "!=", "<", "<=", ">", ">="]
SET_OPERATORS = ["and", "or", "unless"]

# One sample of each type, and the letters by which signatures name them.
SAMPLES = {"S": "2", "V": "x", "M": "x[5m]", "T": '"s"'}

# name: types of the arguments; "?" may be missing, "*" may come any number of times, "9" up to nine times more.
FUNCTIONS = {
    **dict.fromkeys(
        "abs ceil exp floor ln log2 log10 sqrt sgn acos acosh asin asinh atan atanh cos cosh sin sinh tan tanh deg rad "
        "absent histogram_count histogram_sum histogram_avg histogram_stddev histogram_stdvar sort sort_desc timestamp "
        "start_timestamp scalar".split(),
        "V",
    ),
    **dict.fromkeys(
        "rate increase irate idelta delta deriv resets changes avg_over_time min_over_time max_over_time sum_over_time "
        "count_over_time stddev_over_time stdvar_over_time last_over_time present_over_time absent_over_time "
        "first_over_time mad_over_time ts_of_min_over_time ts_of_max_over_time ts_of_last_over_time "
        "ts_of_first_over_time".split(),
        "M",
    ),
    **dict.fromkeys("day_of_month day_of_week day_of_year days_in_month hour minute month year".split(), "V?"),
    **dict.fromkeys("pi time start end range step".split(), ""),
    **dict.fromkeys("holt_winters double_exponential_smoothing".split(), "MSS"),
    **dict.fromkeys("sort_by_label sort_by_label_desc".split(), "VT*"),
    **dict.fromkeys("min_of max_of".split(), "SS"),
    **dict.fromkeys("clamp_min clamp_max".split(), "VS"),
    "clamp": "VSS",
    "round": "VS?",
    "predict_linear": "MS",
    "quantile_over_time": "SM",
    "histogram_quantile": "SV",
    "histogram_fraction": "SSV",
    "histogram_quantiles": "VTS9",
    "label_replace": "VTTTT",
    "label_join": "VTTT*",
    "vector": "S",
    "info": "VV?",
    "count_scalar": "V",
    "drop_common_labels": "V",
    "keep_common": "V",
    "nope": "V",
}

PLAIN_AGGREGATORS = "sum avg count min max group stddev stdvar".split()
PARAMETRIC_AGGREGATORS = {
    "topk": "S",
    "bottomk": "S",
    "quantile": "S",
    "count_values": "T",
    "limitk": "S",
    "limit_ratio": "S",
}

KEYWORDS = (
    "and or unless atan2 sum avg count min max group stddev stdvar topk bottomk quantile count_values limitk "
    "limit_ratio by without on ignoring group_left group_right bool offset anchored smoothed fill fill_left fill_right "
    "start end step range min_of max_of inf nan"
).split()

NUMBERS = (
    "0 1 12 1.5 .5 5. 1e3 1E3 1e+3 1e-3 1.5e3 .5e1 5.e1 1e 1e+ 1_000 1_0_0 1__0 1_ _1 1_.5 1._5 1.5_0 1e1_0 1e_1 0x1F "
    "0X1f 0x_1f 0x 0x1_f 0x1__f 0x1.8 0x1p3 0xg 010 07 08 089 00 0b11 0o17 1.2.3 1..2 1. .. . inf Inf INF iNf +Inf "
    "-Inf nan NaN NAN infinity 1f 1L 9223372036854775807 9223372036854775808 0xffffffffffffffff 0x7fffffffffffffff "
    "1e308 1e309 -1e309 1e-400 123456789012345678901234567890 0777 0_7 1e0x1 0x1e3 1E 1e1e1 ٣"
).split()

DURATIONS = (
    "5m 1h 30s 1d 1w 1y 100ms 1h30m 1h30m15s 1y2w3d4h5m6s7ms 30m1h 1h1h 1m1m 0s 0m 0 1 60 300 1.5h 1.5 .5m 5 m 5M 5H "
    "1us 1ns 5mm 5ms5 m 1hh -5m +5m 1e3 0x10 010 08 1_0m 1_000 1mo 1month 300y 292y 293y 9223372036s 9223372037s "
    "10675199167d 1e20 inf nan 5min 1h30 30 0.5 1e-9 1ms 0ms 00m 05m"
).split() + ["5 m", "1h 30m"]

STRINGS = [
    '""',
    "''",
    "``",
    '"a"',
    "'a'",
    "`a`",
    r'"\n"',
    r'"\t\r\a\b\f\v"',
    r'"\\"',
    r'"\""',
    r"'\''",
    r'"\'"',
    r"'\"'",
    r'"\101"',
    r'"\377"',
    r'"\400"',
    r'"\8"',
    r'"\1"',
    r'"\12"',
    r'"\x41"',
    r'"\x4"',
    r'"\xg1"',
    r'"\u00e9"',
    r'"\u00e"',
    r'"\U0001F600"',
    r'"\U00110000"',
    r'"\ud800"',
    r'"\uDFFF"',
    r'"\q"',
    r'"\d"',
    r'"\."',
    r'"\`"',
    '"a',
    "'a",
    "`a",
    "\"a'",
    '"a\nb"',
    "'a\nb'",
    "`a\nb`",
    r"`a\nb`",
    r"`\`",
    '"é"',
    "'日本'",
    '"\\',
    '"a" "b"',
    r'"\x00"',
    '"\t"',
    r'"\xff"',
    r'"\u0000"',
    '"a""b"',
    '"\r"',
    "`\r`",
    '"#"',
]

MATCHERS = [
    "",
    'a="b"',
    'a="b",',
    ",",
    ',a="b"',
    'a="b",,c="d"',
    'a="b" c="d"',
    'a!="b"',
    'a=~"b"',
    'a!~"b"',
    'a=""',
    'a!=""',
    'a=~""',
    'a=~".*"',
    'a=~".+"',
    'a!~".*"',
    'a!~".+"',
    'a=~"b|"',
    'a=~"("',
    'a=~"[a"',
    'a=~"a{1001}"',
    'a=~"(?=a)"',
    r'a=~"\\d"',
    r'a=~"\d"',
    'a=~"*"',
    'a=~"(?i)b"',
    r'a=~"\\p{Greek}"',
    r'a=~"\\p{No}"',
    r'a=~"\\p{Nope}"',
    'a=~"b**"',
    'a=~"(?P<n>b)"',
    'a=~"(?<n>b)"',
    'a=~"(b)(?P<n>c)(?P<n>d)"',
    r'a=~"\\Qb\\E"',
    r'a=~"\\pN"',
    r'a=~"\\z"',
    r'a=~"\\Z"',
    r'a=~"\\C"',
    'a=~"b{2,1}"',
    'a=~"b{,2}"',
    'a=~"[[:alpha:]]"',
    'a=~"[[:nope:]]"',
    'a=~"[z-a]"',
    'a=~"(?s).b"',
    'a=~"(?x)b"',
    'a=~"((((b))))"',
    'a=~"a{1000}{1000}"',
    'a=~"(a{100}){100}"',
    r'a=~"\\b"',
    r'a=~"\\8"',
    r'a=~"\\x{10ffff}"',
    r'a=~"\\x{110000}"',
    'a="b",a="c"',
    "a==“b”",
    "a=b",
    "a=1",
    'a="b"="c"',
    "a",
    '"a"',
    '"a"="b"',
    '"a.b"="c"',
    '"a.b"',
    '"a.b","c.d"',
    '"a.b","c"="d"',
    'c="d","a.b"',
    '""',
    '""="b"',
    '"a",a="b"',
    '__name__="x"',
    '__name__=~"x|y"',
    '__name__=~".*"',
    '__name__!=""',
    '__name__="x",__name__="y"',
    '__name__="x",__name__=~"y"',
    "a='b'",
    "a=`b`",
    'a="b"#c\n',
    '#c\na="b"',
    'a =  "b"',
    'a\n=\n"b"\n',
    'a~"b"',
    'a<"b"',
    'a=~~"b"',
    'a=="b"',
    'a:b="c"',
    '1a="b"',
    'a-b="c"',
    'é="b"',
    'a="é"',
    'a="b" or c="d"',
    'a="b";c="d"',
    'a!"b"',
    '!a="b"',
    '(a="b")',
    'a="b"}',
    '{a="b"',
    '$a="b"',
    'a="$b"',
    "'a.b'",
    "`a.b`",
    r'"a\nb"="c"',
    'a="b",,',
    '"a"=~"("',
]
