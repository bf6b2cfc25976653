"""Parses every JSON, TOML and YAML file below a folder with parsers that aren't Belfry's; fails on the first refusal."""

import json
import pathlib
import sys
import tomllib

import yaml

parsers = {
    ".json": lambda text: json.loads(text),
    ".toml": lambda text: tomllib.loads(text),
    ".yml": lambda text: list(yaml.safe_load_all(text)),
    ".yaml": lambda text: list(yaml.safe_load_all(text)),
}
counts = dict.fromkeys(parsers, 0)
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*")):
    if path.suffix in parsers:
        try:
            parsers[path.suffix](path.read_text(encoding="utf-8"))
        except Exception as error:
            sys.exit(f"{path}: {error}")
        counts[path.suffix] += 1
for suffix in (".json", ".toml", ".yml"):
    if counts[suffix] == 0:
        sys.exit(f"no {suffix} file below {sys.argv[1]}: nothing was judged")
print(", ".join(f"{count} {suffix}" for suffix, count in counts.items()))
