#!/usr/bin/env python3
"""Trains rules/story.model, the forest that tells whether an article belongs to a story, and writes rules/en/background.txt.

    tools/build release story_groups && python3 quality/train_stories.py [--background] [--leave SET] [--out FILE]

Needs numpy and LightGBM, and the sets of the shared folder: allsides/dev, ecbplus/dev and train, the ledes, the titles of
Google, the developing stories and half of our own, and both of these with longer silences between their pages ("slow"). The
held-out parts are never read.

The keeper itself makes the rows: it groups each set, and writes the measures of each labelled article with each story that
it looked at, then and when stories looked around. A row is right where most labelled articles of the story have the
article's label. The first round goes by a rule of thumb, each later one by the forest of the round before, so that the
forest learns from the stories that it makes itself (Ross, Gordon, Bagnell 2011); the last round has all orders within each
day. To its rows come those of pages that share their dress alone (DRESSES), which that forest puts together. Each set
weighs as SETS, ROUNDS and LAST say, whatever its size, so that none of them decides for all. Most measures may only push one way: more words in common never speaks against a story, more hours
never for it.

--leave trains without one set and scores it: how well the forest does on kinds of streams that it has not seen.
"""
import argparse
import math
import os
import random
import re
import sys
import tempfile
from collections import Counter, deque

import stories

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..")
MODEL = os.path.join(ROOT, "rules", "story.model")
BACKGROUND = os.path.join(ROOT, "rules", "en", "background.txt")
SETS = {"allsides-dev": 2.0, "ecb-dev": 0.8, "ecb-train": 1.2, "ledes": 1.0, "google": 0.9, "developing": 0.3,
        "ours": 0.2, "slow": 0.1}
ROUNDS = (SETS, SETS, SETS | {"allsides-dev": 3.0, "ledes": 1.6, "developing": 0.2})
LAST = SETS | {"allsides-dev": 3.5, "ledes": 2.0, "developing": 0.2, "ours": 0.25, "slow": 0.15, "dressed": 0.6}
MERGED = "0.6"  # in the rounds: more second looks than the keeper takes
AGAIN = 0.5  # what a row of a second look weighs: there are twice as many of them
SEED = 3
TREES = 180
LEAVES = 20


def columns():
    source = open(os.path.join(ROOT, "src", "story", "keeper", "measures.cc"), encoding="utf-8").read()
    listed = source[source.index("kColumnNames = {"):]
    names = re.findall(r'"(\w+)"', listed[:listed.index("};")])
    return names[:names.index("own_names_met")]  # what comes then is for a rule, not for the forest


COLUMNS = columns()


def direction(column):
    """+1: more of it never speaks against the story; -1: never for it; 0: either."""
    if column.startswith("hours") or "apart" in column or column in ("rank_all", "time_rank", "core_names_missing", "figures_missing"):
        return -1
    if column in ("voices", "head_words", "words", "story_words", "cohesion_lede", "cohesion_all"):
        return 0
    return 1


# ---- The background ----------------------------------------------------------------------------------------------------

LEAST_SHARE = 0.0015


def write_background(scorer, data):
    counts, articles = Counter(), 0
    for name in ("allsides-dev", "ecb-train"):
        for d in scorer.load(data, name):
            articles += 1
            text = (d["row"]["title"] + "\n" + d["row"]["body"]).lower()
            words = {w.replace(",", "") for w in re.findall(r"\d+(?:[.,]\d+)*|[^\W_]+", text)}
            counts.update(w for w in words if len(w) > 1 or w.isdigit())
    by_share = {}
    for word, n in counts.items():
        if n / articles >= LEAST_SHARE and len(word) <= 20 and not (word.isdigit() and len(word) > 4):
            by_share.setdefault(min(0, round(math.log2(n / articles) * 4) / 4), []).append(word)
    with open(BACKGROUND, "w", encoding="utf-8") as file:
        file.write("# In what share of articles a word stands: where the keeper of stories starts from, before it has\n"
                   "# read any (src/story/keeper/vocabulary.h). A line: the share, then the words that have it, nearly.\n"
                   "# Words in fewer than 15 articles of 10,000 are left out. Written by quality/train_stories.py from the\n"
                   "# sets allsides/dev and ecbplus/train.\n")
        for power in sorted(by_share, reverse=True):
            line = start = f"{2 ** power:.4f}"
            for word in sorted(by_share[power]):
                if len(line) + len(word) > 118:
                    file.write(line + "\n")
                    line = start
                line += " " + word
            file.write(line + "\n")


# ---- Pages in one dress ------------------------------------------------------------------------------------------------

DRESSES = (  # headline, opening, before each part, after it
    ("Live: {} - as it happened", "Live coverage. Here is what we know so far.", "{}:15 update.", "Back to top. Sign up for alerts."),
    ("{} live blog", "Stay with us for rolling coverage through the day.", "At {}:30 we wrote:", "Send us your comments. Read more of this."),
    ("Daily forecast: {}", "Here is what the day holds for you, say our astrologers.", "", ""),
    ("Markets: {} closes the day", "Prices are delayed by a quarter of an hour.", "At {}:00:", "All quotes in local currency."),
)
DRESSED = 90  # pages of each dress


def dressed(scorer, data):
    """Pages that share their dress and nothing else, each a story of its own, with words of articles that no story has."""
    dice = random.Random(SEED)
    plain = [d for d in scorer.load(data, "allsides-dev") if d["story"] is None and len(d["row"]["body"]) > 1500]
    documents = []
    for n, d in enumerate(dice.sample(plain, DRESSED * len(DRESSES))):
        title, opening, before, after = DRESSES[n % len(DRESSES)]
        words, body = d["row"]["body"].split(), [opening]
        for part in range(dice.randint(2, 8)):
            body.append(f"{before.format(dice.randint(8, 19))} {' '.join(words[part * 20:part * 20 + 20])}. {after}")
        time = f"2020-01-{1 + n // 12:02}T{2 * (n % 12):02}:00:00Z"
        row = {"title": title.format(max(words[:20], key=len)), "body": "\n\n".join(body)}
        made = scorer.document(f"dressed {n}", time, f"dressed {n}", row["title"], row["body"])
        documents.append(made)
    return documents


# ---- Rows and forests --------------------------------------------------------------------------------------------------

def write_forest(model, path, note):
    """Text, as src/text/forest.h describes it."""
    import numpy as np
    lines = ["# The forest that tells whether an article belongs to a story: written by quality/train_stories.py, not by hand.",
             f"# {note}", f"columns {len(COLUMNS)}", *COLUMNS]
    trees = model.dump_model()["tree_info"]
    lines.append(f"trees {len(trees)}")
    for tree in trees:
        root = tree["tree_structure"]
        if "leaf_value" in root:
            lines.append(f"tree 0 {root['leaf_value']:.5g}")
            continue
        order, places, waiting = [root], {id(root): 0}, deque([root])
        while waiting:
            node = waiting.popleft()
            for child in (node["left_child"], node["right_child"]):
                if "split_feature" in child:
                    places[id(child)] = len(order)
                    order.append(child)
                    waiting.append(child)
        lines.append(f"tree {len(order)} @0")
        for node in order:
            ends = [f"@{places[id(c)]}" if "split_feature" in c else f"{c['leaf_value']:.5g}"
                    for c in (node["left_child"], node["right_child"])]
            lines.append(f"{node['split_feature']} {np.float32(node['threshold']):.8g} {' '.join(ends)}")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def write_rule_of_thumb(path):
    """A cosine of 0.15 within three days."""
    cosine, hours = COLUMNS.index("cos_all"), COLUMNS.index("hours_to_nearest")
    lines = [f"columns {len(COLUMNS)}", *COLUMNS, "trees 2", "tree 2 @0", f"{cosine} 0.15 -2 @1", f"{hours} 72 0 -2",
             "tree 1 @0", f"{cosine} 0.4 0.5 2"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def rows(documents, options):
    """(share of labelled articles of the candidate with the article's label, weight, measures)"""
    import numpy as np
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rows")
        stories.run(documents, [*options, "--rows", path])
        table = np.loadtxt(path, delimiter="\t", dtype=np.float32, ndmin=2)
    shares = table[:, 2] / table[:, 3]
    sure = np.maximum(0.1, np.abs(shares - 0.5) * 2)  # a mixed story says less
    return shares, sure * np.where(table[:, 1] == 1, AGAIN, 1.0), table[:, 4:4 + len(COLUMNS)]


def train(collected, weights):
    """`collected`: [(set, shares, weights, measures)]"""
    import lightgbm
    import numpy as np
    times = Counter(name for name, *_ in collected)
    weight = np.concatenate([w * weights[name] / times[name] / w.sum() for name, _, w, _ in collected])
    data = lightgbm.Dataset(np.concatenate([c[3] for c in collected]),
                            (np.concatenate([c[1] for c in collected]) >= 0.5).astype(int),
                            weight=weight * len(weight) / weight.sum(), feature_name=COLUMNS)
    options = {"objective": "binary", "learning_rate": 0.06, "num_leaves": LEAVES, "min_data_in_leaf": 60,
               "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5,
               "monotone_constraints": [direction(c) for c in COLUMNS], "monotone_constraints_method": "intermediate",
               "verbose": -1, "seed": SEED, "deterministic": True, "num_threads": 1}
    return lightgbm.train(options, data, TREES)


def forest(scorer, data, names, folder):
    """The forest of the last round."""
    path, model, collected = os.path.join(folder, "round.model"), None, []
    write_rule_of_thumb(path)
    for number, weights in enumerate(ROUNDS):
        last, collected = number == len(ROUNDS) - 1, collected if number > 1 else []
        for name in names:
            documents = stories.load(scorer, data, name)
            orders = [documents]
            if not scorer.has_exact_times(documents):
                orders = [scorer.order(documents, seed) for seed in scorer.SEEDS[:3 if last else 1]]
            collected += [(name, *rows(order, ["--model", path, "--merged", MERGED])) for order in orders]
        model = train(collected, weights)
        write_forest(model, path, "")
        print(f"round {number + 1}: {sum(len(c[1]) for c in collected)} rows", flush=True)
    collected.append(("dressed", *rows(dressed(scorer, data), ["--model", path, "--merged", MERGED])))
    model = train(collected, LAST)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--background", action="store_true", help="write rules/en/background.txt and stop")
    parser.add_argument("--leave", choices=SETS, help="train without this set and score it")
    parser.add_argument("--out", default=MODEL)
    asked = parser.parse_args()
    scorer, data = stories.the_scorer()
    if asked.background:
        write_background(scorer, data)
        return 0
    import lightgbm
    names = [n for n in SETS if n != asked.leave and not (asked.leave or "").startswith("ecb") * n.startswith("ecb")]
    with tempfile.TemporaryDirectory() as folder:
        model = forest(scorer, data, names, folder)
        path = os.path.join(folder, "left.model") if asked.leave else asked.out
        write_forest(model, path, f"LightGBM {lightgbm.__version__}, {TREES} trees; sets: {', '.join(names)}.")
        if asked.leave:
            mean, said = stories.figures(scorer, asked.leave, stories.load(scorer, data, asked.leave), 1, ["--model", path])
            print(asked.leave, {k: round(v, 2) for k, v in mean.items()}, said)
    gains = sorted(zip(model.feature_importance("gain"), COLUMNS), reverse=True)
    print(", ".join(f"{c} {int(g)}" for g, c in gains))
    return 0


if __name__ == "__main__":
    sys.exit(main())
