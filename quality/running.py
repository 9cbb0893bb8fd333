#!/usr/bin/env python3
"""How well events are told together into running stories (src/story/running), by the headers of Wikipedia's current events.

    tools/build release running_groups && quality/running.py [--sample N] [-- OPTIONS]

OPTIONS go to build/running_groups (--least X, --third X). Each item of a page that has eight words or more is an event; those
directly under a header are scored, in pairs: of the pairs that we put into one running story, how many belong (precision),
and of those that belong, how many we put there (recall); for recall also of the pairs at most 30 days apart.

A pair belongs where the two headers have a part in common, years aside ("2021 Samoan constitutional crisis, April 2021 Samoan
general election"). Editors rename affairs and split them ("Tigray conflict", "Tigray War"): "akin" counts also the pairs
whose headers share a word with a capital that stands in at most 30 different headers. The truth lies between the two.

--sample shows pairs that count as wrong even so, for people to judge.
"""
import argparse
import datetime
import gzip
import json
import os
import random
import re
import subprocess
import sys
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "..", "build", "running_groups")
YEARS = ((2015, 2016), (2017, 2019), (2020, 2021))
LEAST_WORDS, NEAR_DAYS, FEW_HEADERS = 8, 30, 30
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def the_items():
    for folder in (os.environ.get("CHECKBACK_DATA", "") + "/..", os.path.join(HERE, "..", "..", "shared")):
        path = os.path.join(folder, "data", "stories", "wcep_days", "2010_2021.jsonl.gz")
        if os.path.isfile(path):
            rows = map(json.loads, gzip.open(path, "rt", encoding="utf-8"))
            return [r for r in rows if r["date"] >= "2014" and len(r["text"].split()) >= LEAST_WORDS]
    sys.exit("running: the current events are not here; set CHECKBACK_DATA")


def parts_of(header):
    """The affairs that a header names, without their years."""
    parts = set()
    for part in re.split(r",\s*", header.lower()):
        part = re.sub(r"^\d{4}([–-]\d{2,4})?\s+|\s+(of|in)\s+\d{4}([–-]\d{2,4})?$", "", part.strip())
        if part and not re.fullmatch(r"[\d–-]+", part):
            parts.add(part)
    return parts


def rare_words(headers):
    """By header: its words with a capital that stand in few headers."""
    found, headers_with = {}, defaultdict(set)
    for header in headers:
        found[header] = {w.lower() for w in WORD.findall(header) if w[0].isupper()}
        for word in found[header]:
            headers_with[word].add(header)
    return {h: {w for w in words if len(headers_with[w]) <= FEW_HEADERS} for h, words in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("options", nargs="*", help="for running_groups, after --")
    asked = parser.parse_args()
    items = the_items()
    lines = "".join(json.dumps({"day": r["date"], "text": r["text"]}) + "\n" for r in items)
    groups = subprocess.run([PROGRAM, *asked.options], input=lines, capture_output=True, text=True, check=True).stdout.split()
    day = [datetime.date.fromisoformat(r["date"]).toordinal() for r in items]
    parts = [parts_of(r["story"]) if r["story"] else set() for r in items]
    rare = rare_words({r["story"] for r in items if r["story"]})
    wrong = []
    for first, last in YEARS:
        scored = [i for i, r in enumerate(items) if first <= int(r["date"][:4]) <= last and parts[i]]
        together, under, belong = defaultdict(list), defaultdict(list), set()
        for i in scored:
            together[groups[i]].append(i)
            for part in parts[i]:
                under[part].append(i)
        for members in under.values():
            belong.update((a, b) for n, b in enumerate(members) for a in members[:n])
        made = [(a, b) for members in together.values() for n, b in enumerate(members) for a in members[:n]]
        right = [p for p in made if p in belong]
        akin = [(a, b) for a, b in made if (a, b) not in belong and rare[items[a]["story"]] & rare[items[b]["story"]]]
        wrong += sorted(set(made) - set(right) - set(akin))
        near = [p for p in belong if day[p[1]] - day[p[0]] <= NEAR_DAYS]
        near_right = [p for p in right if day[p[1]] - day[p[0]] <= NEAR_DAYS]
        joined = sum(len(m) for m in together.values() if len(m) > 1)
        print(f"{first}-{last}: {len(scored)} events, {100 * joined / len(scored):.1f} % of them not alone, largest "
              f"{max(map(len, together.values()))}; {len(made)} pairs, precision {100 * len(right) / max(1, len(made)):.1f} %, akin "
              f"{100 * (len(right) + len(akin)) / max(1, len(made)):.1f} %; recall {100 * len(right) / len(belong):.2f} % of "
              f"{len(belong)}, within {NEAR_DAYS} days {100 * len(near_right) / len(near):.1f} % of {len(near)}", flush=True)
    for a, b in random.Random(1).sample(wrong, min(asked.sample, len(wrong))):
        for i in (a, b):
            print(f"{items[i]['date']} {items[i]['story']} | {items[i]['text'][:200]}")
        print()


if __name__ == "__main__":
    main()
