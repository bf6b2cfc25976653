"""PromQL in the shape of real rules and dashboards, for timing: expressions.py COUNT prints one JSON string a line.

The same count gives the same text on every machine. Every expression is valid for Prometheus 2.42 and later; they are of
40 to 400 bytes, hardly any two are the same, and most regular expressions stand in a few of them only.
"""

import json
import random
import sys

SUBJECTS = (
    "api auth batch billing cache cart catalog checkout cluster consumer controller crawler database delivery device disk"
    " edge email etl event export feed fleet gateway geo graph image import index ingest inventory invoice job ledger"
    " listing mail media message meter network node order page partner payment pipeline pod portal pricing probe profile"
    " proxy queue ranking receipt region registry replica report review router scheduler search sensor session shard"
    " shipping signup snapshot storage stream sync task tenant thumbnail token tracker upload user vault video volume"
    " wallet webhook worker zone"
).split()
QUANTITIES = (
    "attempts commits conflicts connections cycles drops entries errors evictions failures flushes hits items leases"
    " lookups messages misses packets pages reads rejections requests restarts retries rows segments syncs timeouts"
    " transactions writes"
).split()
GAUGES = (
    "active_connections backlog_items buffer_bytes capacity_bytes cpu_limit_cores free_bytes goroutines heap_bytes"
    " inflight_requests lag_seconds last_success_timestamp_seconds leader load_ratio memory_working_set_bytes open_files"
    " pool_size queue_depth ready replicas replicas_available size_bytes staleness_seconds status temperature_celsius"
    " up_to_date used_bytes utilization workers"
).split()
TIMES = "commit dial dispatch fetch flush handler lock poll query read render request response scan sync wait write".split()
ENVIRONMENTS = "prod staging canary dev dr perf".split()
REGIONS = "eu-west-1 eu-central-1 us-east-1 us-west-2 ap-south-1 sa-east-1 af-south-1".split()
IDENTITIES = "job instance namespace pod cluster service region node container shard tenant zone".split()
MATCHED = "job namespace region cluster environment code method path pod container mode".split()
WINDOWS = "1m 2m 5m 5m 5m 5m 10m 15m 30m 1h 2h 6h 1d 3d".split()


class Writer:
    """Makes one expression after the other from one stream of chances."""

    def __init__(self, seed):
        chance = random.Random(seed)
        self.chance = chance
        self.pick = chance.choice
        kinds = (
            (16, self.simple),
            (16, self.error_ratio),
            (14, self.quantile),
            (10, self.rate_by),
            (9, self.join),
            (7, self.burn_rate),
            (6, self.subquery),
            (5, self.absent),
            (5, self.relabelled),
            (5, self.prediction),
            (4, self.top),
            (4, self.unless_silenced),
            (4, self.against_last_week),
            (4, self.block),
            (3, self.arithmetic),
        )
        self.kinds = [make for weight, make in kinds for _ in range(weight)]

    def expression(self):
        while True:
            text = self.pick(self.kinds)()
            if 40 <= len(text) <= 400:
                return text

    # Words.

    def subject(self):
        return self.pick(SUBJECTS)

    def stem(self):
        return self.subject() if self.chance.random() < 0.4 else f"{self.subject()}_{self.subject()}"

    def counter(self):
        return f"{self.stem()}_{self.pick(QUANTITIES)}_total"

    def gauge(self):
        return f"{self.stem()}_{self.pick(GAUGES)}"

    def duration(self):
        return f"{self.stem()}_{self.pick(TIMES)}_duration_seconds"

    def service(self):
        return f"{self.subject()}-{self.subject()}"

    def labels(self, least=1, most=3):
        return ", ".join(self.chance.sample(IDENTITIES, self.chance.randint(least, most)))

    def window(self):
        return self.pick(WINDOWS)

    def number(self):
        chance = self.chance.random()
        if chance < 0.4:
            return self.pick(("0", "0.01", "0.05", "0.1", "0.5", "0.9", "0.95", "0.99", "1", "2", "5", "10", "100"))
        if chance < 0.8:
            return str(self.chance.randint(2, 5000))
        return f"{self.chance.uniform(0, 50):.{self.chance.randint(1, 4)}f}"

    def comparison(self):
        return f"{self.pick(('>', '>', '>', '<', '<', '>=', '==', '!='))} {self.number()}"

    # Matchers.

    def regex(self, label):
        if label in ("code", "status"):
            return self.pick(("5..", "5..", "[45]..", "4..|5..", "2..", "(2|3)..", "50[0234]"))
        chance = self.chance.random()
        if chance < 0.10:
            return self.pick((".+", ".*"))
        if chance < 0.42:
            return "|".join(self.service() for _ in range(self.chance.randint(2, 6)))
        if chance < 0.60:
            return f"{self.service()}-.*"
        if chance < 0.68:
            return f".*-{self.subject()}"
        if chance < 0.76:
            return f"({self.subject()}|{self.subject()})-(blue|green)"
        if chance < 0.85:
            return f"{self.service()}-[0-9]+"
        if chance < 0.92:
            return f"{self.subject()}[a-z0-9]*-{self.chance.randint(0, 99)}.+"
        if chance < 0.96:
            return f"(?i){self.service()}.*"
        return f"^(?:{self.service()}|{self.subject()})\\\\.{self.subject()}\\\\.internal:[0-9]{{2,5}}$"

    def matcher(self, label):
        chance = self.chance.random()
        if chance < 0.55:
            value = {
                "job": self.service,
                "namespace": self.service,
                "region": lambda: self.pick(REGIONS),
                "cluster": lambda: f"{self.pick(ENVIRONMENTS)}-{self.pick(REGIONS)}",
                "environment": lambda: self.pick(ENVIRONMENTS),
                "code": lambda: self.pick(("200", "404", "429", "500", "503")),
                "method": lambda: self.pick(("GET", "POST", "PUT", "DELETE")),
                "path": lambda: f"/v{self.chance.randint(1, 3)}/{self.subject()}/{self.subject()}",
            }.get(label, self.subject)()
            return f'{label}="{value}"'
        if chance < 0.85:
            return f'{label}=~"{self.regex(label)}"'
        if chance < 0.93:
            return f'{label}!~"{self.regex(label)}"'
        return f'{label}!="{self.pick(("", self.subject()))}"'

    def selector(self, name, first=()):
        labels = list(first)
        taken = {matcher.split("=")[0] for matcher in labels}
        for label in self.chance.sample(MATCHED, self.pick((0, 1, 1, 1, 2, 2, 3))):
            if label not in taken:
                labels.append(self.matcher(label))
        return name + ("{" + self.pick((",", ", ")).join(labels) + "}" if labels else "")

    def rated(self, selector):
        return f"{self.pick(('rate', 'rate', 'rate', 'increase', 'irate'))}({selector}[{self.window()}])"

    def sum_by(self, inner, labels):
        if self.chance.random() < 0.35:
            return f"sum({inner}) by ({labels})"
        return f"{self.pick(('sum', 'sum', 'sum', 'avg', 'max', 'min', 'count'))} by ({labels}) ({inner})"

    # Whole expressions.

    def simple(self):
        return f"{self.selector(self.gauge())} {self.comparison()}"

    def rate_by(self):
        text = self.sum_by(self.rated(self.selector(self.counter())), self.labels())
        return text if self.chance.random() < 0.4 else f"{text} {self.comparison()}"

    def error_ratio(self):
        counter = self.counter()
        labels = self.labels()
        window = self.window()
        failed = self.pick(('code=~"5.."', 'status="error"', 'code=~"' + self.regex("code") + '"'))
        wrong = self.selector(counter, [failed])
        text = f"sum(rate({wrong}[{window}])) by ({labels})"
        text += f" / sum(rate({self.selector(counter)}[{window}])) by ({labels})"
        return f"{text} * 100 {self.comparison()}" if self.chance.random() < 0.3 else f"{text} > {self.number()}"

    def quantile(self):
        inner = self.rated(self.selector(self.duration() + "_bucket"))
        labels = self.labels(1, 2)
        text = f"histogram_quantile(0.{self.pick(('5', '9', '95', '99', '999'))}, sum by (le, {labels}) ({inner}))"
        return text if self.chance.random() < 0.4 else f"{text} > {self.number()}"

    def join(self):
        shared = self.labels(1, 3)
        left = self.sum_by(self.rated(self.selector(self.counter())), shared)
        info = self.selector(f"{self.stem()}_info")
        side = self.pick((f"group_left ({self.pick(('owner', 'team, tier', 'version'))}) ", "group_left () ", ""))
        return f"{left} * on ({shared}) {side}max by ({shared}{', owner' if side else ''}) ({info})"

    def burn_rate(self):
        stem = f"{self.stem()}:slo_errors_per_request:ratio"
        budget = self.pick(("0.001", "0.005", "0.01", "0.0005"))
        match = ", ".join(self.matcher(label) for label in self.chance.sample(("job", "environment", "cluster"), 2))
        pairs = self.pick(((("1h", "5m", "14.4"),), (("6h", "30m", "6"), ("1h", "5m", "14.4")), (("3d", "6h", "1"),)))
        return " or ".join(
            f"({stem}_rate{long}{{{match}}} > ({factor} * {budget}) and {stem}_rate{short}{{{match}}} > ({factor} * {budget}))"
            for long, short, factor in pairs
        )

    def subquery(self):
        function = self.pick(("max_over_time", "min_over_time", "avg_over_time", "stddev_over_time"))
        step = self.pick(("", "1m", "30s", "5m"))
        inner = self.rated(self.selector(self.counter()))
        text = f"{function}({inner}[{self.pick(('1h', '6h', '1d'))}:{step}])"
        return f"{text} {self.comparison()}"

    def absent(self):
        return self.pick(
            (
                lambda: f'absent({self.selector("up", [self.matcher("job")])} == 1)',
                lambda: f"absent_over_time({self.selector(self.counter(), [self.matcher('job')])}[{self.window()}])",
            )
        )()

    def relabelled(self):
        inner = self.selector(self.gauge())
        source, target = self.chance.sample(IDENTITIES, 2)
        pattern = self.pick(("(.+):.*", "([^.]+)\\\\..+", f"{self.subject()}-(.*)", "(.*)-[0-9a-f]+-[a-z0-9]{5}"))
        text = f'label_replace({inner}, "{target}", "$1", "{source}", "{pattern}")'
        return self.sum_by(text, target)

    def prediction(self):
        selector = self.selector(self.gauge())
        return f"predict_linear({selector}[{self.pick(('1h', '6h', '1d'))}], {self.pick(('4 * 3600', '86400', '7 * 24 * 3600'))}) < 0"

    def top(self):
        return f"topk({self.chance.randint(3, 20)}, {self.sum_by(self.rated(self.selector(self.counter())), self.labels())})"

    def unless_silenced(self):
        on = self.labels(1, 2)
        left = f"{self.selector(self.gauge())} {self.comparison()}"
        right = f"{self.selector(self.gauge())} == 1"
        return f"({left}) {self.pick(('unless', 'and'))} on ({on}) ({right})"

    def against_last_week(self):
        counter = self.selector(self.counter())
        labels = self.labels()
        window = self.pick(("5m", "1h"))
        return (
            f"sum by ({labels}) (rate({counter}[{window}]))"
            f" / sum by ({labels}) (rate({counter}[{window}] offset {self.pick(('1d', '1w'))})) < 0.{self.chance.randint(1, 9)}"
        )

    def arithmetic(self):
        free, size = self.gauge(), self.gauge()
        match = self.matcher("instance")
        return f"100 - ({free}{{{match}}} / {size}{{{match}}} * 100) {self.comparison()}"

    def block(self):
        labels = self.labels()
        left = self.sum_by(self.rated(self.selector(self.counter())), labels)
        right = self.sum_by(self.rated(self.selector(self.counter())), labels)
        return f"(\n  {left}\n  /\n  {right}\n) {self.comparison()}\nand on ({labels})\n{self.selector(self.gauge())} > 0"


def expressions(count, seed=15_000):
    writer = Writer(seed)
    return [writer.expression() for _ in range(count)]


def main():
    for text in expressions(int(sys.argv[1])):
        print(json.dumps(text))


if __name__ == "__main__":
    main()
