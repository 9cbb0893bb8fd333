#!/usr/bin/env python3
"""Recall and precision of the copies that CopyFinder reports, on the sets of near duplicates.

    ninja -C build copy_pairs && quality/copies.py [--data FOLDER] [--order N] [--errors]

Truth "listed": the pairs of the set's file, measured on its words (an apostrophe parts them otherwise than with us).
Truth "ours": every pair compared with every other by our own words (copy_pairs --all). Both for Jaccard >= 0.5 and for
containment of the shorter article >= 0.5. Precision counts a reported pair as wrong that "ours" does not hold.
The articles arrive in the order of the file and in N shuffled orders (3); all must give the same pairs.
"""
import argparse
import csv
import gzip
import json
import os
import random
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
SETS = {"rumour": ("neardup/rumour_bodies.jsonl.gz", "neardup/rumour_pairs.tsv.gz"),
        "allsides-test": ("allsides/test.jsonl.gz", "neardup/allsides_test_pairs.tsv.gz"),
        "allsides-dev": ("allsides/dev.jsonl.gz", None)}


def pairs_of(program, rows, *options):
    told = subprocess.run([program, *options], input="".join(rows), capture_output=True, text=True, check=True)
    pairs = {}
    for line in told.stdout.splitlines():
        a, b, jaccard, containment, kind = line.split("\t")
        pairs[frozenset((a, b))] = (float(jaccard), float(containment), kind)
    return pairs, told.stderr.strip()


def recall(found, truth):
    return f"{len(truth & found)}/{len(truth)} = {len(truth & found) / len(truth):.4f}" if truth else "none"


def score(name, program, data, orders, errors):
    bodies, listed = SETS[name]
    with gzip.open(os.path.join(data, bodies), "rt", encoding="utf-8") as file:
        rows = [json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in map(json.loads, file)]
    ours, _ = pairs_of(program, rows, "--all")
    told, effort = pairs_of(program, rows)
    found = set(told)
    print(f"{name}: {len(rows)} articles, {effort}")
    same = 0
    for seed in range(orders):
        random.Random(seed).shuffle(rows)
        same += set(pairs_of(program, rows)[0]) == found
    print(f"  precision {len(found & set(ours))}/{len(found)}; same pairs in {same} of {orders} other orders")
    truths = {"ours": {p: v[:2] for p, v in ours.items()}}
    if listed:
        with gzip.open(os.path.join(data, listed), "rt", encoding="utf-8") as file:
            truths["listed"] = {frozenset((r["id_a"], r["id_b"])): (float(r["jaccard5"]), float(r["containment5"]))
                                for r in csv.DictReader(file, delimiter="\t")}
    for truth, measured in truths.items():
        for what, column in (("jaccard", 0), ("containment", 1)):
            true = {p for p, v in measured.items() if v[column] >= 0.5}
            print(f"  recall, {truth:6} {what:11} >= 0.5: {recall(found, true)}")
            if errors:
                for pair in sorted(map(sorted, true - found)):
                    print("    missed", *pair, measured[frozenset(pair)], "ours:", ours.get(frozenset(pair)))
    return len(found & set(ours)) == len(found) and same == orders


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.path.join(os.environ.get("CHECKBACK_DATA", os.path.join(ROOT, "..", "shared", "data")), "stories"))
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "copy_pairs"))
    parser.add_argument("--set", action="append", choices=SETS, help="default: all")
    parser.add_argument("--orders", type=int, default=3)
    parser.add_argument("--errors", action="store_true", help="list the pairs that were missed")
    options = parser.parse_args()
    if not os.path.isdir(options.data):
        print(f"copies: no {options.data}: 0 sets scored", file=sys.stderr)
        return 0
    good = [score(s, options.program, options.data, options.orders, options.errors) for s in options.set or SETS]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
