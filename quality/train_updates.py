#!/usr/bin/env python3
"""Trains rules/updates.model, which tells whether a sentence is new to a story, on the gold of data/developing.

    tools/build release checkback update_rows && python3 quality/train_updates.py [--errors FILE] [--dry]

A logistic regression over the measures of src/story/told/novelty.h, one row a sentence, by Newton's method; weights are
drawn towards 0 by RIDGE. The figures are those with one story left out: each story is judged by weights that never saw it.
The threshold is the one that is best on those and goes into the bias. A sentence is new when 60% of its words stand in a
sentence that the gold calls new, as in score/developing.py; those that the visible page does not hold are left out.
Needs the shared folder ($CHECKBACK_DATA/.., else ../shared). Standard library only.
"""
import argparse
import json
import math
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.join(HERE, "..", "build")
MODEL = os.path.join(HERE, "..", "rules", "updates.model")
RIDGE = 5.0
STEPS = 12


def the_gold():
    for folder in (os.environ.get("CHECKBACK_DATA", "") + "/..", os.path.join(HERE, "..", "..", "shared")):
        if os.path.isfile(os.path.join(folder, "score", "gold.py")):
            sys.path.insert(0, os.path.join(folder, "score"))
            import gold
            return gold.load(os.path.join(folder, "data", "developing"))
    sys.exit("train_updates: the shared data is not here; set CHECKBACK_DATA")


def rows_of(stories):
    """(names of the measures, [(story, page, row)]) from the program, over a store of all stories."""
    from answers import import_rows
    from program import key
    with tempfile.TemporaryDirectory() as folder:
        lines = os.path.join(folder, "captures.jsonl")
        with open(lines, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in import_rows(stories))
        store = os.path.join(folder, "store")
        subprocess.run([os.path.join(BUILD, "checkback"), "import", "--store", store, lines], check=True, capture_output=True)
        told = subprocess.run([os.path.join(BUILD, "update_rows"), store], check=True, capture_output=True, text=True).stdout
    first, *rest = told.splitlines()
    pages = {key(p.url, p.seen_at): (s, p) for s in stories for p in s.pages.values()}
    rows = []
    for line in rest:
        row = json.loads(line)
        story, page = pages[key(row["url"], row["seen_at"])]
        rows.append((story, page, row))
    return json.loads(first), rows


def labelled(rows):
    from measure import tokens
    from story_layers import _spots
    found, spots_of = [], {}
    for story, page, row in rows:
        if page.key not in spots_of:
            stream = tokens(page.visible)
            texts = next((n["texts"] for n in story.gold["new"] if n["page"] == page.name), [])
            spots_of[page.key] = stream, set().union(*(s for t in texts for s in _spots(stream, t)))
        stream, gold = spots_of[page.key]
        spots = _spots(stream, row["text"])
        if spots:
            best = max(spots, key=lambda s: len(s & gold))
            found.append({"story": story.name, "page": page.name, "text": row["text"], "told": row["told_already"],
                          "first": page is story.order()[0], "new": len(best & gold) >= 0.6 * len(best), "x": row["measures"]})
    return found


def solve(a, b):
    """x with a x = b, for a symmetric, positive definite a (Cholesky)."""
    n = len(b)
    low = [[0.0] * n for _ in range(n)]
    for i in range(n):
        row = low[i]
        for j in range(i + 1):
            other = low[j]
            s = a[i][j] - sum(row[k] * other[k] for k in range(j))
            row[j] = math.sqrt(s) if i == j else s / other[j]
    x = b[:]
    for i in range(n):
        x[i] = (x[i] - sum(low[i][k] * x[k] for k in range(i))) / low[i][i]
    for i in reversed(range(n)):
        x[i] = (x[i] - sum(low[k][i] * x[k] for k in range(i + 1, n))) / low[i][i]
    return x


def train(rows):
    """(bias, weights) for the measures as they are."""
    n = len(rows[0]["x"])
    mean = [sum(r["x"][k] for r in rows) / len(rows) for k in range(n)]
    spread = [math.sqrt(sum((r["x"][k] - mean[k]) ** 2 for r in rows) / len(rows)) for k in range(n)]
    used = [k for k in range(n) if spread[k] > 1e-9]
    x = [[1.0] + [(r["x"][k] - mean[k]) / spread[k] for k in used] for r in rows]
    y = [float(r["new"]) for r in rows]
    w = [0.0] * (len(used) + 1)
    size = len(w)
    for _ in range(STEPS):
        gradient = [-RIDGE * v if k else 0.0 for k, v in enumerate(w)]
        hessian = [[0.0] * size for _ in range(size)]
        for row, want in zip(x, y):
            z = sum(a * b for a, b in zip(w, row))
            p = 1 / (1 + math.exp(-max(-30, min(30, z))))
            slope, miss = p * (1 - p), want - p
            for i, v in enumerate(row):
                gradient[i] += miss * v
                v *= slope
                if v:
                    line = hessian[i]
                    for j in range(i + 1):
                        line[j] += v * row[j]
        for i in range(size):
            hessian[i][i] += RIDGE if i else 1e-6
            for j in range(i):
                hessian[j][i] = hessian[i][j]
        step = solve(hessian, gradient)
        w = [a + b for a, b in zip(w, step)]
        if max(map(abs, step)) < 1e-4:
            break
    weights = [0.0] * n
    for k, v in zip(used, w[1:]):
        weights[k] = v / spread[k]
    return w[0] - sum(weights[k] * mean[k] for k in range(n)), weights


def judge(model, row):
    return -1e9 if row["told"] else model[0] + sum(a * b for a, b in zip(model[1], row["x"]))


def figures(rows, threshold):
    said = [r for r in rows if r["sum"] > threshold]
    right = sum(r["new"] for r in said)
    p, r = right / max(1, len(said)), right / max(1, sum(r["new"] for r in rows))
    old = [r for r in rows if not r["new"]]
    return p, r, 2 * p * r / max(1e-9, p + r), sum(r["sum"] <= threshold for r in old) / max(1, len(old))


def main():
    parser = argparse.ArgumentParser(description="Trains rules/updates.model.")
    parser.add_argument("--errors", metavar="FILE", help="write the sentences that were judged wrongly by weights that did not see them")
    parser.add_argument("--rows", metavar="FILE", help="keep the rows there; read them from there where it is")
    parser.add_argument("--dry", action="store_true", help="leave the model as it is")
    asked = parser.parse_args()
    if asked.rows and os.path.isfile(asked.rows):
        kept = json.load(open(asked.rows, encoding="utf-8"))
        names, rows = kept["names"], kept["rows"]
    else:
        names, rows = rows_of(stories := the_gold())
        rows = labelled(rows)
        if asked.rows:
            json.dump({"names": names, "rows": rows}, open(asked.rows, "w", encoding="utf-8"))
    told = [r for r in rows if not r["told"]]
    for name in sorted({r["story"] for r in rows}):
        model = train([r for r in told if r["story"] != name])
        for row in rows:
            if row["story"] == name:
                row["sum"] = judge(model, row)
    later = [r for r in rows if not r["first"]]
    threshold = max((k / 20 - 1.5 for k in range(61)), key=lambda t: (figures(later, t)[2], -abs(t)))
    for t in (-1, -0.5, 0, 0.5, 1, threshold):
        print("above {:5.2f}: P {:.4f} R {:.4f} F1 {:.4f}, old left out {:.4f}".format(t, *figures(later, t)))
    bias, weights = train(told)
    if asked.errors:
        with open(asked.errors, "w", encoding="utf-8") as file:
            for row in sorted(later, key=lambda r: -abs(r["sum"] - threshold)):
                if (row["sum"] > threshold) != row["new"]:
                    held = row["x"][names.index("held")]
                    file.write(f"{'missed' if row['new'] else 'extra'} {row['sum']:6.2f} held {held:.2f} {row['story'][:3]} {row['page']} {row['text']}\n")
    if asked.dry:
        return
    with open(MODEL, "w", encoding="utf-8") as file:
        file.write("# Whether a sentence is new to a story: the weights of src/story/told/novelty.h. Above 0 it is.\n"
                   "# Written by quality/train_updates.py from data/developing (ten stories), not by hand. With one story left out:\n"
                   "# P {:.3f}, R {:.3f}, F1 {:.3f}, old left out {:.3f}, without each first capture.\n".format(*figures(later, threshold)))
        for name, weight in [("bias", bias - threshold), *zip(names, weights)]:
            file.write(f"{name} {weight:.4f}\n")


if __name__ == "__main__":
    main()
