#!/usr/bin/env python3
"""How the figures of developing stories are grouped into series where each story is one, whatever the keeper makes of it.

    ninja -C build figure_rows; quality/figure_groups.py DIR ... [--errors] [--bin build/figure_rows]

DIR holds story folders (layout: README of data/developing). For each the figures of score/developing.py, which it imports, and
with --errors each pair of points that is in one series of the gold and in two of ours ("split"), or the other way ("joined"),
once for two series.
"""
import argparse
import json
import os
import subprocess
import sys
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))


def the_score():
    for folder in (os.environ.get("CHECKBACK_DATA", ""), os.environ.get("CHECKBACK_DATA", "") + "/..", os.path.join(HERE, "..", "..", "shared")):
        if os.path.isfile(os.path.join(folder, "score", "gold.py")):
            sys.path.insert(0, os.path.join(folder, "score"))
            return
    sys.exit("the shared data is not here; set CHECKBACK_DATA")


def told_of(program, stories):
    """What figure_rows tells of each story."""
    from answers import import_rows
    lines = "".join(json.dumps({**row, "story": s.name}) + "\n" for s in stories for row in import_rows([s]))
    out = subprocess.run([program], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def scores_of(stories, told):
    from answers import Answers
    from developing import Scores
    raw = {"stories": [{"id": t["id"], "captures": t["captures"]} for t in told], "story": {t["id"]: t for t in told}, "read": {}}
    return Scores(stories, Answers(stories, raw))


def placed(story, told):
    """[(gold point, gold series, our series or None)] in the order of the gold, by value and words."""
    from story_layers import _at, _number
    from program import key
    found = []
    for figure in story.gold["figures"]:
        for point in figure["series"]:
            page = story.pages[point["page"]]
            here = None
            for n, series in enumerate(told["figures"]):
                for p in series["series"]:
                    same = key(p["capture"]["url"], p["capture"]["seen_at"]) == key(page.url, page.seen_at)
                    if same and _number(p) == _number(point) and _at(page, point["text"], p["text"]):
                        here = n
            found.append((point, figure, here))
    return found


def print_errors(story, told):
    split, joined = defaultdict(list), defaultdict(list)
    points = placed(story, told)
    for i, (a, fa, na) in enumerate(points):
        for b, fb, nb in points[:i]:
            if na is None or nb is None:
                continue
            if fa is fb and na != nb:
                split[fa["id"], min(na, nb), max(na, nb)].append((b, a))
            if fa is not fb and na == nb:
                joined[na, fb["id"], fa["id"]].append((b, a))
    for name, groups in (("split", split), ("joined", joined)):
        for where, pairs in sorted(groups.items(), key=lambda x: -len(x[1])):
            print(f"{story.name[:3]} {name:6} {len(pairs):3}  {where}")
            for a, b in pairs[:2]:
                for p in (a, b):
                    print(f"        {p['page'][:2]} | {p['text']} | {story.pages[p['page']].sentence(p['text'])[:150]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--bin", default=os.path.join(HERE, "..", "build", "figure_rows"))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--each", action="store_true", help="each story by itself too")
    options = parser.parse_args()
    the_score()
    import gold
    for folder in options.folders:
        stories = gold.load(folder)
        told = told_of(options.bin, stories)
        sets = [(s.name[:30], [s], [t]) for s, t in zip(stories, told)] if options.each else []
        for name, some, of in [*sets, (os.path.basename(folder.rstrip("/")), stories, told)]:
            scores = scores_of(some, of)
            f, c = scores.figures(), scores.contradictions()
            print(f"{name:30} points {f['points_f1']}, grouping {f['grouping_f1']} {f['grouping']}, "
                  f"contradictions {round(100 * c['score'], 1)} ({c['right'] + c['wrong']} / {c['right']} of {c['right'] + c['missed']})")
        if options.errors:
            for story, of in zip(stories, told):
                print_errors(story, of)
    return 0


if __name__ == "__main__":
    sys.exit(main())
