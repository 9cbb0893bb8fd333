#!/usr/bin/env python3
"""How the keeper groups articles into stories, without a store: the figures of score/stories.py within seconds.

    tools/build release story_groups && quality/stories.py [--set NAME]... [--seeds N] [--errors] [--late] [-- OPTIONS]

--late imports with build/checkback, in order and out of it, and compares.

OPTIONS go to build/story_groups (--model FILE, --least X, --merged X). The sets and the measures are those of the shared
scorer (in $CHECKBACK_DATA/.., else ../shared), which explains them; they are no part of this tree.
"""
import argparse
import importlib.util
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import datetime

from regression import HELD_OUT, OURS

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "..", "build", "story_groups")
CHECKBACK = os.path.join(HERE, "..", "build", "checkback")  # --late asks the store
SHOWN = "bcubed_p bcubed_r bcubed_f1 pairwise_p pairwise_r pairwise_f1 largest labelled_clusters gold_stories missing moves".split()


def the_scorer():
    """(the module score/stories.py, the folder of the sets)"""
    for folder in (os.environ.get("CHECKBACK_DATA", "") + "/..", os.path.join(HERE, "..", "..", "shared")):
        if os.path.isfile(os.path.join(folder, "score", "stories.py")):
            sys.path.insert(0, os.path.join(folder, "score"))
            spec = importlib.util.spec_from_file_location("scorer", os.path.join(folder, "score", "stories.py"))
            scorer = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(scorer)
            return scorer, os.path.join(folder, "data", "stories")
    sys.exit("stories: the shared scorer and its sets are not here; set CHECKBACK_DATA")


SLOWER = 4  # times; "slow" has the developing stories with longer silences between their pages


def captures_of(folder, wanted=lambda name: True, slower=1):
    """The captures of developing stories, all in one stream; the same page again is a new version."""
    documents = []
    for name in filter(wanted, sorted(os.listdir(folder))):
        path = os.path.join(folder, name, "story.json")
        if not os.path.isfile(path):
            continue
        captures = json.load(open(path, encoding="utf-8"))["captures"]
        first = datetime.fromisoformat(captures[0]["seen_at"])
        for capture in captures:
            page = os.path.join(folder, name, "pages", capture["page"])
            text = open(page, encoding="utf-8").read()
            seen = first + slower * (datetime.fromisoformat(capture["seen_at"]) - first)
            row = {"url": capture["url"], "seen_at": seen.strftime("%Y-%m-%dT%H:%M:%SZ"), "outlet": capture.get("outlet"), "title": "",
                   "html" if page.endswith(".html") else "text": text}
            documents.append({"id": f"{name}/{capture['page']}", "story": name, "row": row})
    return sorted(documents, key=lambda d: d["row"]["seen_at"])


def load(scorer, data, name):
    gold = os.path.join(data, "..", "developing")
    if name == "developing":
        return captures_of(gold)
    if name in ("ours", "ours-held"):
        return captures_of(OURS, lambda story: (story[:3] not in HELD_OUT) == (name == "ours"))
    if name == "slow":
        slow = captures_of(gold, slower=SLOWER) + captures_of(OURS, lambda story: story[:3] not in HELD_OUT, SLOWER)
        return sorted(slow, key=lambda d: d["row"]["seen_at"])
    return scorer.load(data, name)


def run(documents, options):
    """What `stories --json` would answer after an import of these documents."""
    lines = "".join(json.dumps({k: v for k, v in d["row"].items() if k != "title" or "body" in d["row"]} | {"gold": d["story"] or ""}) + "\n" for d in documents)
    done = subprocess.run([PROGRAM, *options], input=lines, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"stories: {done.stderr.strip()}")
    return json.loads(done.stdout), done.stderr.strip()


def figures(scorer, name, documents, seeds, options):
    """The mean over the orders within a day; what the program said of the last."""
    exact, runs = scorer.has_exact_times(documents), []
    for seed in scorer.SEEDS[:1] if exact else scorer.SEEDS[:seeds]:
        listed, said = run(documents if exact else scorer.order(documents, seed), options)
        runs.append(scorer.cluster_figures(documents, listed))
    mean = {f: sum(r[f] or 0 for r in runs) / len(runs) for f in runs[0]}
    mean["gold_stories"] = len({d["story"] for d in documents} - {None})
    return mean, said


LATE, MOST_LATE = 0.05, 200  # one article in twenty comes up to 200 articles late


def with_late(documents, seed=7):
    dice = random.Random(seed)
    places = [(i + (dice.uniform(0, MOST_LATE) if dice.random() < LATE else 0), i) for i in range(len(documents))]
    return [documents[i] for _, i in sorted(places)]


def imported(documents, parts):
    """{capture: story} of a store that got these documents in as many imports."""
    with tempfile.TemporaryDirectory(prefix="checkback-late-") as folder:
        store, path = os.path.join(folder, "store"), os.path.join(folder, "lines.jsonl")
        for part in range(parts):
            lines = documents[len(documents) * part // parts:len(documents) * (part + 1) // parts]
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(json.dumps({k: v for k, v in d["row"].items() if k != "title" or "body" in d["row"]}) + "\n" for d in lines)
            subprocess.run([CHECKBACK, "import", "--store", store, path], check=True, capture_output=True)
        index = sqlite3.connect(os.path.join(store, "index-000001.db"))
        return dict(index.execute("select c.id, f.id from story_capture s join capture c using (capture) join capture f on f.capture = s.story"))


def labels_that_differ(a, b):
    """The share of captures that have another label, where each story is taken for the one that it shares most with."""
    pairs = sorted(Counter((a[k], b[k]) for k in a).items(), key=lambda p: (-p[1], p[0]))
    taken, same = (set(), set()), 0
    for (x, y), n in pairs:
        if x not in taken[0] and y not in taken[1]:
            taken[0].add(x)
            taken[1].add(y)
            same += n
    return 1 - same / len(a)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--errors", action="store_true", help="show mixed clusters and split stories")
    parser.add_argument("--late", action="store_true", help="how many labels differ where some articles come late")
    parser.add_argument("options", nargs="*", help="for story_groups, after --")
    asked = parser.parse_args()
    scorer, data = the_scorer()
    print(f"{'set':13}" + "".join(f"{h.replace('labelled_', ''):>13}" for h in SHOWN))
    for name in asked.set or [n for n in scorer.SETS if n != "near-rumour"] + ["developing", "ours", "ours-held"]:
        documents = load(scorer, data, name)
        mean, said = figures(scorer, name, documents, asked.seeds, asked.options)
        moved = 100 * mean["moves"] / len(documents)
        print(f"{name:13}" + "".join(f"{mean[h]:13.2f}" for h in SHOWN) + f"  {moved:.2f} % moved; {said}", flush=True)
        if asked.late:
            ordered = documents if scorer.has_exact_times(documents) else scorer.order(documents, scorer.SEEDS[0])
            share = labels_that_differ(imported(ordered, 1), imported(with_late(ordered), 10))
            print(f"  {100 * share:.2f} % of captures have another label where 1 in {round(1 / LATE)} comes late, in ten imports", flush=True)
        if asked.errors:
            for m in scorer.mistakes(documents, run(documents, asked.options)[0]):
                print(f"  {m['what']} {m['name']}")
                for line in m["members"][:12]:
                    print(f"    {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
