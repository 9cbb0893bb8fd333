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
import os

from regression import lines_of, pages_of, the_gold, train, write_model

RIDGE = 5.0


def rows_of(stories):
    """(names of the measures, [(story, page, row)]) from the program, over a store of all stories."""
    from program import key
    names, *rest = lines_of("update_rows", stories)
    pages = pages_of(stories)
    return names, [(*pages[key(row["url"], row["seen_at"])], row) for row in rest]


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
        model = train([r for r in told if r["story"] != name], "new", RIDGE)
        for row in rows:
            if row["story"] == name:
                row["sum"] = judge(model, row)
    later = [r for r in rows if not r["first"]]
    threshold = max((k / 20 - 1.5 for k in range(61)), key=lambda t: (figures(later, t)[2], -abs(t)))
    for t in (-1, -0.5, 0, 0.5, 1, threshold):
        print("above {:5.2f}: P {:.4f} R {:.4f} F1 {:.4f}, old left out {:.4f}".format(t, *figures(later, t)))
    bias, weights = train(told, "new", RIDGE)
    if asked.errors:
        with open(asked.errors, "w", encoding="utf-8") as file:
            for row in sorted(later, key=lambda r: -abs(r["sum"] - threshold)):
                if (row["sum"] > threshold) != row["new"]:
                    held = row["x"][names.index("held")]
                    file.write(f"{'missed' if row['new'] else 'extra'} {row['sum']:6.2f} held {held:.2f} {row['story'][:3]} {row['page']} {row['text']}\n")
    if asked.dry:
        return
    write_model("updates.model",
                ["Whether a sentence is new to a story: the weights of src/story/told/novelty.h. Above 0 it is.",
                 "Written by quality/train_updates.py from data/developing (ten stories), not by hand. With one story left out:",
                 "P {:.3f}, R {:.3f}, F1 {:.3f}, old left out {:.3f}, without each first capture.".format(*figures(later, threshold))],
                bias - threshold, zip(names, weights))


if __name__ == "__main__":
    main()
