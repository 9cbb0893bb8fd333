#!/usr/bin/env python3
"""Timelines of long stories in French and Spanish: the dates of ours beside those of a baseline.

    quality/timelines.py --bin build/timeline_rows [--data DIR] [--set fr|es]

DIR holds crisis_fr.jsonl.gz and crisis_es.jsonl.gz (default: ../shared/data/stories/timelines or
$CHECKBACK_DATA/stories/timelines): of each topic the articles by day, and a timeline that people
wrote. Only dates from the first to the last article count; the articles cannot tell of others. The
baseline takes the days on which most articles were printed. Date F1, the mean over the topics:

  ours        the days of our timeline
  count       the baseline, as many days as ours
  ours at k   our days that most pages tell of, as many as the written timeline has
  count at k  the baseline, as many
"""
import argparse
import collections
import gzip
import json
import os
import subprocess
import sys


def topics(path):
    """Of each topic its articles and the dates that people chose."""
    articles, dates = collections.defaultdict(list), collections.defaultdict(set)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["kind"] == "reference":
                dates[row["topic"]] |= {entry["date"][:10] for entry in row["entries"]}
            else:
                articles[row["topic"]].append(row)
    for topic in sorted(articles):
        yield topic, sorted(articles[topic], key=lambda a: a["date"]), dates[topic]


def timeline(program, language, articles):
    lines = [json.dumps({"url": f"https://{a['topic']}.example/{n}", "seen_at": a["date"][:10] + "T23:00:00Z",
                         "published_at": a["date"][:10], "language": language, "body": a["text"]})
             for n, a in enumerate(articles)]
    done = subprocess.run([program], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return {row["date"]: row["pages"] for row in map(json.loads, done.stdout.splitlines())}


def heaviest(weights, most):
    return {day for day, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most]}


def f1(found, gold):
    return 2 * len(found & gold) / (len(found) + len(gold)) if found or gold else 0.0


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    data = os.environ.get("CHECKBACK_DATA") or os.path.join(here, "..", "..", "shared", "data")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, help="the program timeline_rows")
    parser.add_argument("--data", default=os.path.join(data, "stories", "timelines"))
    parser.add_argument("--set", choices=["fr", "es"], action="append")
    options = parser.parse_args()
    means = {}
    for language in options.set or ["fr", "es"]:
        path = os.path.join(options.data, f"crisis_{language}.jsonl.gz")
        if not os.path.exists(path):
            print(f"no {path}: skipped", file=sys.stderr)
            continue
        rows = []
        for topic, articles, gold in topics(path):
            first, last = articles[0]["date"][:10], articles[-1]["date"][:10]
            gold = {day for day in gold if first <= day <= last}
            printed = collections.Counter(a["date"][:10] for a in articles)
            ours = {d: n for d, n in timeline(options.bin, language, articles).items() if first <= d <= last}
            row = {"ours": f1(set(ours), gold), "count": f1(heaviest(printed, len(ours)), gold),
                   "ours at k": f1(heaviest(ours, len(gold)), gold), "count at k": f1(heaviest(printed, len(gold)), gold)}
            rows.append(row)
            print(f"{language} {topic:6} {len(articles):4} articles, {len(gold):3} dates, {len(ours):3} of ours   "
                  + "  ".join(f"{name} {100 * value:.1f}" for name, value in row.items()))
        means[f"crisis_{language}"] = {name: round(100 * sum(r[name] for r in rows) / len(rows), 2) for name in rows[0]}
        print(f"crisis_{language}: {means[f'crisis_{language}']}")
    print(json.dumps(means))
    return 0 if means else 2


if __name__ == "__main__":
    sys.exit(main())
