#!/usr/bin/env python3
"""How many of the answers that checkback shows on real stories are right, by labels that were made by reading them.

    tools/build release checkback && quality/answers_real.py [--list] [--stores FOLDER]

The sets of quality/real_stories.py are imported once, each into FOLDER/<set> (default: build/real_stories), a matter of minutes;
then `checkback questions` tells what is shown as answered. quality/answers_real.tsv judges pairs of a question and a sentence,
without their words: the captures ("-" where they were not noted), and hashes of what was printed. `half` splits the stories by a hash of their id: weights are
trained on `train` alone, so `held` is the figure to go by. A link that nobody has read is counted as unlabelled; --list shows
all links with their labels, so that they can be read. Needs the shared folder. Standard library only.
"""
import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter

from real_stories import SETS, write_captures

HERE = os.path.dirname(os.path.abspath(__file__))
CHECKBACK = os.path.join(HERE, "..", "build", "checkback")
LABELS = os.path.join(HERE, "answers_real.tsv")
COLUMNS = "set half asked question answered answer label cause".split()


def printed_hash(words):
    return hashlib.sha1(" ".join(words.split()).encode()).hexdigest()[:12]


def pair_of(question, answer):
    return f"{printed_hash(question)} {printed_hash(answer)}"


def half_of(story):
    return "train" if hashlib.sha1(story.encode()).digest()[0] % 2 == 0 else "held"


def labels():
    """(set, pair) -> its row."""
    with open(LABELS, encoding="utf-8") as file:
        rows = [dict(zip(COLUMNS, line.rstrip("\n").split("\t"))) for line in file if not line.startswith("#")]
    return {(r["set"], f'{r["question"]} {r["answer"]}'): r for r in rows}


def store_of(name, folder):
    """The store of a set, made where it is not there."""
    store = os.path.join(folder, name)
    if not os.path.isdir(store):
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryDirectory() as scratch:
            lines = os.path.join(scratch, "captures.jsonl")
            write_captures(name, lines)
            done = subprocess.run([CHECKBACK, "import", "--store", store, lines], capture_output=True, text=True)
        if done.returncode not in (0, 3):
            sys.exit(f"answers_real: {name}: {done.stderr[-400:]}")
    return store


def links_of(name, folder):
    """What is shown as answered, in the order of the questions."""
    told = subprocess.run([CHECKBACK, "questions", "--store", store_of(name, folder), "--state", "answered", "--json"], check=True,
                          capture_output=True, text=True).stdout
    return [{"set": name, "half": half_of(q["story"]), "story": q["story"], "kind": q["kind"], "asked": q["opened_by"], "question": q["text"],
             "answered": q["answer"]["capture"], "answer": q["answer"]["text"], "outcome": q["outcome"]} for q in json.loads(told)]


def main():
    parser = argparse.ArgumentParser(description="Precision of the answers that are shown on real stories.")
    parser.add_argument("--stores", metavar="FOLDER", default=os.path.join(HERE, "..", "build", "real_stories"))
    parser.add_argument("--set", action="append", choices=SETS, help="only this set; may be given again")
    parser.add_argument("--list", action="store_true", help="every link with its label")
    asked = parser.parse_args()
    known, counts = labels(), Counter()
    for name in asked.set or SETS:
        for link in links_of(name, asked.stores):
            row = known.get((name, pair_of(link["question"], link["answer"])))
            label = row["label"] if row else "unlabelled"
            for place in (name, "all"):
                counts[place, row["half"] if row else link["half"], label] += 1
            if asked.list:
                print(f'{label} {name} {link["half"]} {link["kind"]} {pair_of(link["question"], link["answer"])}\n   Q {link["question"]}\n'
                      f'   A {link["answer"]}\n   = {link["outcome"]}')
    for name in (*(asked.set or SETS), "all"):
        for half in ("train", "held"):
            right, wrong, unread = (counts[name, half, label] for label in ("right", "wrong", "unlabelled"))
            print(f"{name:9} {half:5}: {right + wrong + unread:4} shown, {right:3} right of {right + wrong:3} that were read, "
                  f"P {right / max(1, right + wrong):.2f}; unlabelled {unread}")


if __name__ == "__main__":
    main()
