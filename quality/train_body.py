#!/usr/bin/env python3
"""Trains the model that tells body from everything else: rules/body.model.

    quality/train_body.py [--data DIR] [--blocks build/dump_blocks] [--out rules/body.model] [--folds 5]

Reads the pages with known bodies of DIR (default ../shared/data/extraction, or CHECKBACK_DATA), has dump_blocks
cut them into blocks with features, labels each block by how much of it stands in the gold body, and trains a
small forest of regression trees (gradient boosting, LightGBM). Before that it measures itself: the sites are dealt
into folds, each fold is judged by a model that never saw its sites, and the figures of every set are printed from
that. (They are of bare blocks above the cut: what article/body/body.cc does with captions, notices and repeats is not in.)
Needs Python 3.11 with lightgbm and numpy. The same data, seeds and versions give the same model.
"""
import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

import lightgbm
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(os.environ.get("CHECKBACK_DATA", os.path.join(HERE, "../../shared/data")), "extraction")
SETS = ("scrapinghub", "fundus", "fundus-eval", "naeb", "wcxb-articles", "trafilatura")
ROUNDS = 250
CUT = 0.5
PARAMS = {"objective": "cross_entropy", "learning_rate": 0.05, "num_leaves": 24, "max_depth": 7, "min_data_in_leaf": 40,
          "feature_fraction": 0.25, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "verbosity": -1,
          "deterministic": True, "force_row_wise": True, "seed": 7, "num_threads": 2, "max_bin": 127}


def words(text):
    return re.findall(r"\w+", text or "")


# ---- labels ----

def places_of(tokens, index, gold):
    """Where in `gold` the block may start: the places of its rarest 4-gram, or of the whole short block."""
    n = min(4, len(tokens))
    grams = [tuple(tokens[i:i + n]) for i in range(len(tokens) - n + 1)]
    found = [(index.get(g, ()), i) for i, g in enumerate(grams)]
    hits = [f for f in found if f[0]]
    if not hits or (len(tokens) < 4 and not found[0][0]):
        return [], 0.0
    rare = min(hits, key=lambda f: len(f[0]))
    covered = len(hits) / len(grams)
    return [max(0, p - rare[1]) for p in rare[0][:20]], covered


def label_page(blocks, gold_text):
    """For each block the share of its words that stands in the gold body, each place of the gold used once and in order."""
    gold = words(gold_text)
    index = {}
    for n in (1, 2, 3, 4):
        for i in range(len(gold) - n + 1):
            index.setdefault(tuple(gold[i:i + n]), []).append(i)
    starts = set()  # of lines
    at = 0
    for line in (gold_text or "").splitlines():
        starts.add(at)
        at += len(words(line))
    tokens = [words(b) for b in blocks]
    rows = []  # (block, place, worth)
    cover = [0.0] * len(blocks)
    for b, t in enumerate(tokens):
        if not t:
            continue
        places, covered = places_of(t, index, gold)
        cover[b] = covered
        if len(t) < 4:
            places = [p for p in places if p in starts or p + len(t) in starts or p + len(t) == len(gold)]
        if covered < 0.3:
            continue
        rows += [(b, p, covered * len(t)) for p in places]
    # The heaviest chain of blocks whose places rise.
    best, back = [], []
    for i, (b, p, w) in enumerate(rows):
        score, prev = w, -1
        for j in range(max(0, i - 400), i):
            bj, pj, _ = rows[j]
            if bj < b and pj + max(1, int(0.6 * len(tokens[bj]))) <= p + 1 and best[j] + w > score:
                score, prev = best[j] + w, j
        best.append(score)
        back.append(prev)
    labels = [0.0] * len(blocks)
    used = set()
    if rows:
        i = int(np.argmax(best))
        while i >= 0:
            b, p, _ = rows[i]
            labels[b] = cover[b]
            used.update(range(p, p + len(tokens[b])))
            i = back[i]
    # Text that stands elsewhere in the gold order, and nowhere in the chain.
    for b, p, w in rows:
        if labels[b] == 0 and len(tokens[b]) >= 8 and cover[b] > 0.6:
            own = range(p, p + len(tokens[b]))
            if sum(q in used for q in own) < 0.2 * len(tokens[b]):
                labels[b] = cover[b]
                used.update(own)
    return labels, len(gold)


def label_snippets(blocks, wanted, unwanted):
    """Only blocks that hold a snippet are labelled; the rest is unknown (-1)."""
    flat = [" ".join(b.split()) for b in blocks]
    labels = []
    for text in flat:
        good = any(" ".join(s.split()) in text for s in wanted)
        bad = any(" ".join(s.split()) in text for s in unwanted)
        labels.append(1.0 if good and not bad else 0.0 if bad and not good else -1.0)
    return labels


def site(url):
    host = urllib.parse.urlsplit(url).hostname or url
    parts = host.split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


# ---- pages ----

class Page:
    pass


def run_dump(dump, rows):
    """(blocks of each page, feature matrix, names of its columns)."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "features")
        lines = "\n".join(json.dumps(r, ensure_ascii=False) for r in rows).encode("utf-8", "replace")
        out = subprocess.run([dump, path], input=lines, stdout=subprocess.PIPE, check=True).stdout.decode()
        with open(path + ".names", encoding="utf-8") as file:
            names = file.read().split()
        features = np.fromfile(path, dtype=np.float32).reshape(-1, len(names))
        return [json.loads(line)["blocks"] for line in out.splitlines()], features, names


def load_all(extraction, data):
    pages = []
    for name in SETS:
        gold, rows, _ = extraction.load(data, name, None)
        for g, row in zip(gold, rows):
            page = Page()
            page.set, page.gold, page.row, page.site = name, g, row, site(g.url)
            pages.append(page)
    return pages


def label_all(pages, blocks):
    at = 0
    for page, texts in zip(pages, blocks):
        page.blocks, page.rows = texts, slice(at, at + len(texts))
        at += len(texts)
        if page.set == "trafilatura":
            page.labels, page.length = label_snippets(texts, page.gold.wanted, page.gold.unwanted), 600
        else:
            page.labels, page.length = label_page(texts, page.gold.body)


def weights_of(pages):
    per_set = {s: sum(p.set == s for p in pages) for s in SETS}
    out = []
    for p in pages:
        scale = (150.0 / per_set[p.set]) ** 0.5 * (0.6 if p.set == "trafilatura" else 1.0)
        for b, y in zip(p.blocks, p.labels):
            n = len(words(b))
            worth = (n + 3.0) / (p.length + 120.0) * 100
            out.append(0.0 if y < 0 else scale * min(worth, 40.0))
    return np.array(out)


def train(x, y, w, columns):
    use = (w > 0) & (x[:, 0] > 0)  # a row of zeros is a block that the program does not ask about
    data = lightgbm.Dataset(x[use], y[use], weight=w[use], feature_name=columns, free_raw_data=True)
    return lightgbm.train(PARAMS, data, ROUNDS)


# ---- what a model is worth ----

def assemble(page, scores, cut):
    return "\n\n".join(b for b, s in zip(page.blocks, scores) if s > cut)


def measure(extraction, pages, scores, cut=CUT):
    figures = {}
    for name in SETS:
        own = [p for p in pages if p.set == name]
        texts = [assemble(p, scores[p.rows], cut) for p in own]
        figures[name] = extraction.score([p.gold for p in own], [{"text": t} for t in texts])
        # fundus-eval's ROUGE is slow to compute; the scorer does it.
    return figures


def show(title, figures):
    line = "  ".join(f"{n} {v['f1'] if v['f1'] < 2 else v['f1'] / 100:.4f} (p {v['p'] / (100 if v['f1'] > 2 else 1):.3f} r {v['r'] / (100 if v['f1'] > 2 else 1):.3f})"
                     for n, v in figures.items())
    mean = np.mean([v["f1"] if v["f1"] < 2 else v["f1"] / 100 for v in figures.values()])
    leaks = figures["fundus"]
    print(f"{title}: mean {mean:.4f}  {line}  exact {figures['scrapinghub']['exact']}  leaks {leaks['captions_leaked']}/{leaks['captions']}", flush=True)


def fold_of(page, count):
    """Sites are dealt into folds by their hash, so that no model is judged on a site it has seen."""
    return int(hashlib.sha256(page.site.encode()).hexdigest(), 16) % count


def across(x, y, w, fold, columns):
    """Scores of all rows, each by a model trained without its fold."""
    scores = np.zeros(len(x), dtype=np.float32)
    for f in range(fold.max() + 1):
        scores[fold == f] = train(x[fold != f], y[fold != f], w[fold != f], columns).predict(x[fold == f])
    scores[x[:, 0] == 0] = 0
    return scores


# ---- the file ----

def write(path, model, columns):
    """Text, as src/text/forest.h describes it."""
    dump = model.dump_model()
    lines = ["# The forest that tells body from everything else: written by quality/train_body.py, not by hand.",
             f"# LightGBM {lightgbm.__version__}, {ROUNDS} trees, cut {CUT}; sets: {', '.join(SETS)} of shared/data/extraction.",
             f"columns {len(columns)}", *columns, f"trees {len(dump['tree_info'])}"]
    for tree in dump["tree_info"]:
        nodes = []

        def add(node):
            if "leaf_value" in node:
                return f"{node['leaf_value']:.5g}"
            place = len(nodes)
            nodes.append(None)
            left, right = add(node["left_child"]), add(node["right_child"])
            nodes[place] = f"{node['split_feature']} {node['threshold']:.7g} {left} {right}"
            return f"@{place}"

        root = add(tree["tree_structure"])
        lines.append(f"tree {len(nodes)} {root}")
        lines += nodes
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default=DATA)
    parser.add_argument("--blocks", default=os.path.join(HERE, "../build/dump_blocks"))
    parser.add_argument("--out", default=os.path.join(HERE, "../rules/body.model"))
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--measure-only", action="store_true")
    args = parser.parse_args()
    sys.path.insert(0, os.path.join(args.data, "../../score"))
    import extraction

    extraction.DRAWS = 2
    pages = load_all(extraction, args.data)
    rows = [p.row for p in pages]
    blocks, first, columns = run_dump(args.blocks, rows)
    label_all(pages, blocks)
    y = np.concatenate([np.maximum(p.labels, 0) for p in pages])
    w = weights_of(pages)
    show("labels", measure(extraction, pages, y))
    fold = np.concatenate([np.full(len(p.blocks), fold_of(p, args.folds)) for p in pages])
    scores = across(first, y, w, fold, columns)
    show("sites never seen", measure(extraction, pages, scores))
    if args.measure_only:
        return
    write(args.out, train(first, y, w, columns), columns)


if __name__ == "__main__":
    main()
