#!/usr/bin/env python3
"""How well `read` finds the figures of the developing stories, page by page.

    quality/figures.py --bin build/checkback [--data DIR] [--errors]

DIR holds story folders (layout: README of data/developing); default: ../shared/data/developing or
$CHECKBACK_DATA/developing. A gold point is found when a figure of its page has the same value and
range and stands in, or around, the words of the gold; points F1 also asks for the same bound. Only
figures beside gold words are judged, as in the scorer of whole stories. `unit`: of the points found,
those whose unit is the gold's; `source`: whose speaker is named alike.
"""
import argparse
import json
import os
import re
import subprocess
import sys


def tokens(text):
    return re.findall(r"[^\W_]+", str(text).casefold())


def phrase(text):
    return " " + " ".join(tokens(text)) + " "


def number(value, high=None):
    if isinstance(value, list):
        value, high = value
    low = round(float(value), 6)
    return low, None if high is None or float(high) == low else round(float(high), 6)


def touches(gold, said):
    a, b = phrase(gold), phrase(said)
    return bool(b.strip()) and (a in b or b in a or shared(gold, said) >= 0.5)


def shared(a, b):
    a, b = tokens(a), tokens(b)
    rest, both = list(b), 0
    for word in a:
        if word in rest:
            rest.remove(word)
            both += 1
    return 2 * both / (len(a) + len(b)) if a or b else 0


def pages(folder):
    with open(os.path.join(folder, "story.json"), encoding="utf-8") as file:
        story = json.load(file)
    for capture in story["captures"]:
        path = os.path.join(folder, "pages", capture["page"])
        with open(path, encoding="utf-8") as file:
            raw = file.read()
        row = {"url": os.path.basename(folder) + "/" + capture["page"], "seen_at": capture["seen_at"],
               "published_at": capture["published_at"], "html" if path.endswith(".html") else "text": raw}
        points = [dict(p, unit=f["unit"]) for f in story["figures"] for p in f["series"] if p["page"] == capture["page"]]
        yield row, points


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True)
    parser.add_argument("--data")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    shared_data = os.environ.get("CHECKBACK_DATA") or os.path.join(here, "..", "..", "shared", "data")
    data = options.data or os.path.join(shared_data, "developing")
    if not os.path.isdir(data):
        print(f"SKIPPED: no data at {data}", file=sys.stderr)
        return 0
    folders = sorted(f.path for f in os.scandir(data) if os.path.isfile(os.path.join(f.path, "story.json")))
    rows = [pair for folder in folders for pair in pages(folder)]
    lines = "".join(json.dumps(row) + "\n" for row, _ in rows).encode()
    out = subprocess.run([options.bin, "read", "--jsonl", "-"], input=lines, stdout=subprocess.PIPE, check=True).stdout
    right = judged = gold = found = units = sources = everything = 0
    for (row, points), line in zip(rows, out.splitlines()):
        answer = json.loads(line)
        body = " ".join(str((answer.get("article") or {}).get("text")).split())
        said = (answer.get("reading") or {}).get("figures") or []
        want = [p for p in points if " ".join(p["text"].split()) in body]
        everything += len(said)
        gold += len(want)
        pairs, used = {}, set()
        closeness = []
        for i, p in enumerate(want):
            for j, s in enumerate(said):
                if number(p["value"]) == number(s["value"], s["high"]) and touches(p["text"], s["text"]):
                    closeness.append((-(p["bound"] == s["bound"]) - shared(p["text"], s["text"]), i, j))
        for _, i, j in sorted(closeness):
            if i not in pairs and j not in used:
                pairs[i] = j
                used.add(j)
        for i, p in enumerate(want):
            s = said[pairs[i]] if i in pairs else None
            if s is None or s["bound"] != p["bound"]:
                if options.errors:
                    print(row["url"], "MISSED" if s is None else "BOUND " + s["bound"], json.dumps(p))
                if s is None:
                    continue
            else:
                right += 1
            found += 1
            units += s["unit"] == p["unit"]
            sources += (s["source"] or "").split()[-1:] == (p["source"] or "").split()[-1:]
            if options.errors and s["unit"] != p["unit"]:
                print(row["url"], "UNIT", p["unit"], "<>", s["unit"], "|", p["text"], "|", s["what"])
        for j, s in enumerate(said):
            near = any(phrase(s["text"]) in phrase(p["text"]) or shared(p["text"], s["text"]) >= 0.5 for p in want)
            judged += j in used or near
            if near and j not in used and options.errors:
                print(row["url"], "WRONG", s["text"], s["value"], s["high"], s["bound"])
    p, r = right / max(1, judged), right / max(1, gold)
    f1 = 2 * p * r / (p + r) if p + r else 0
    print(f"points F1 {100 * f1:.1f} (P {100 * p:.1f} R {100 * r:.1f}), {gold} points; found {found}, with the right "
          f"bound {right}; unit right {100 * units / max(1, found):.1f}, source right {100 * sources / max(1, found):.1f}; "
          f"all figures {everything}")
    return 0


sys.exit(main())
