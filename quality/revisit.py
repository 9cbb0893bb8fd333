#!/usr/bin/env python3
"""When to look again: logs of changes replayed under policies of the same budget.

    quality/revisit.py [--replay build/revisit_replay] [--set nu_nl ...] [--visits 0.5 1 2]

Data: data/stories/versions (CHECKBACK_DATA or ../shared). A page of bbc_home is an address and its
changes those of its headline and summary on the home page; of nu_nl an article and the times that
the site itself gives for its edits; of ca_fires an incident. The budget is told in visits a
change: 1 is as many visits in all as there were changes.
"""

import argparse
import csv
import datetime
import gzip
import io
import json
import os
import pathlib
import subprocess
import sys

SETS = ("nu_nl", "bbc_home", "ca_fires")
POLICIES = ("uniform", "doubling", "clairvoyant", "plan")


def rows_of(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def bbc_home(folder):
    last = {}
    for row in rows_of(folder / "bbc_home.tsv.gz"):
        says = (row["title"], row["summary"])
        if last.get(row["url"]) != says:
            last[row["url"]] = says
            yield row["url"], int(row["first_seen"])


def nu_nl(folder):
    known = set()
    for row in rows_of(folder / "nu_nl.tsv.gz"):
        for field in ("published_at", "updated_at"):
            if not row[field]:
                continue
            at = int(datetime.datetime.fromisoformat(row[field]).timestamp())
            # What is older than the log is not a change within it.
            at = max(at, int(row["first_seen"]) - 86400)
            if (row["id"], at) not in known:
                known.add((row["id"], at))
                yield row["id"], at


def ca_fires(folder):
    with gzip.open(folder / "ca_fires.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            change = json.loads(line)
            yield change["id"], int(change["seen"])


def log_of(name, folder):
    numbers = {}
    changes = sorted(globals()[name](folder), key=lambda change: change[1])
    out = io.StringIO()
    for page, at in changes:
        out.write(f"{numbers.setdefault(page, len(numbers))}\t{at}\n")
    hours = (changes[-1][1] - changes[0][1]) / 3600
    return out.getvalue(), len(changes) - len(numbers), hours


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--replay", default="build/revisit_replay")
    parser.add_argument("--set", nargs="*", default=SETS, choices=SETS)
    parser.add_argument("--visits", nargs="*", type=float, default=[0.5, 1, 2, 5, 20])
    given = parser.parse_args()
    data = pathlib.Path(os.environ.get("CHECKBACK_DATA", "../shared/data")) / "stories" / "versions"
    if not data.is_dir():
        print(f"revisit: SKIPPED, there is no {data}", file=sys.stderr)
        return 0
    for name in given.set:
        log, changes, hours = log_of(name, data)
        for visits in given.visits:
            found = {}
            for policy in POLICIES:
                run = subprocess.run(
                    [given.replay, str(visits * changes / hours), policy],
                    input=log, capture_output=True, text=True, check=True)
                found[policy] = json.loads(run.stdout)
            plan = found["plan"]
            for policy in POLICIES:
                of = found[policy]
                print(f"{name:9} {visits:5} visits a change  {policy:12}"
                      f" median {of['median_delay'] / 60:9.1f} min  mean {of['mean_delay'] / 3600:8.2f} h"
                      f"  caught {of['caught']:.3f}  staleness {of['staleness']:.5f}"
                      f"  fresh {of['freshness']:.4f}"
                      f"  plan's median {100 * (plan['median_delay'] / max(1, of['median_delay']) - 1):+.0f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
