#!/usr/bin/env python3
"""What the whole extractor is worth on sites that its model has never seen.

    quality/held_out.py [--data DIR] [--folds 5] [--set NAME ...] [--errors FILE]

The figures of score/extraction.py on the shared pages flatter the program: its body model was trained on them. Here
the sites are dealt into folds; for each fold a model is trained on the other folds, built into a program of its own
(build/held_out/N), and asked for the pages of that fold. The scorer then measures all answers together. Takes about
ten minutes on two cores; needs what quality/train_body.py needs.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys

import numpy as np

import train_body

ROOT = os.path.join(train_body.HERE, "..")


def program_with(model_file, fold):
    """Builds the program with another model inside, and gives its path."""
    rules = os.path.join(ROOT, "rules/body.model")
    target = os.path.join(ROOT, f"build/held_out/checkback{fold}")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    own = rules + ".own"
    shutil.copy2(rules, own)
    try:
        shutil.copy(model_file, rules)
        subprocess.run([os.path.join(ROOT, "tools/build"), "release", "checkback"], check=True)
        shutil.copy(os.path.join(ROOT, "build/checkback"), target)
    finally:
        os.replace(own, rules)
        os.utime(rules)
    return target


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default=train_body.DATA)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--set", action="append", choices=train_body.SETS)
    parser.add_argument("--keep", action="store_true", help="use the programs of the last run")
    parser.add_argument("--answers", help="file for the answers, one JSON object a page")
    args = parser.parse_args()
    sys.path.insert(0, os.path.join(args.data, "../../score"))
    import extraction
    import pipe

    pages = train_body.load_all(extraction, args.data)
    fold = [train_body.fold_of(p, args.folds) for p in pages]
    if not args.keep:
        blocks, features, columns = train_body.run_dump(os.path.join(ROOT, "build/dump_blocks"), [p.row for p in pages])
        train_body.label_all(pages, blocks)
        y, w = np.concatenate([np.maximum(p.labels, 0) for p in pages]), train_body.weights_of(pages)
        of_row = np.concatenate([np.full(len(p.blocks), f) for p, f in zip(pages, fold)])
        for f in range(args.folds):
            model = train_body.train(features[of_row != f], y[of_row != f], w[of_row != f], columns)
            train_body.write(os.path.join(ROOT, "build/fold.model"), model, columns)
            program_with(os.path.join(ROOT, "build/fold.model"), f)
            print(f"fold {f}: built", file=sys.stderr)
        subprocess.run([os.path.join(ROOT, "tools/build"), "release", "checkback"], check=True)
    for f in range(args.folds):
        own = [p for p, of in zip(pages, fold) if of == f]
        answers = pipe.ask([os.path.join(ROOT, f"build/held_out/checkback{f}"), "extract", "--jsonl", "-"], [p.row for p in own])
        for page, answer in zip(own, answers.rows):
            page.answer = (answer or {}).get("article") or {}
    figures = {}
    for name in args.set or train_body.SETS:
        own = [p for p in pages if p.set == name]
        figures[name] = extraction.score([p.gold for p in own], [p.answer for p in own])
        print(name, {k: round(v, 4) if isinstance(v, float) else v for k, v in figures[name].items()}, flush=True)
    if args.answers:
        with open(args.answers, "w", encoding="utf-8") as file:
            for p in pages:
                file.write(json.dumps({"set": p.set, "key": p.gold.key, "article": p.answer}) + "\n")
    print(json.dumps({"scorer": "held_out", "sets": figures}))


if __name__ == "__main__":
    main()
