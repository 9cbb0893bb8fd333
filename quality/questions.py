#!/usr/bin/env python3
"""How many open questions `read` finds on the pages of developing stories, and how many that are none.

    python3 quality/questions.py --bin build/checkback [--data ../shared/data/developing] [--errors FILE]

A question of the gold is looked for on the page that opens it. It is found when the words of a question of the
program agree with it, or with the sentence that holds it (F1 of their bags of words at least 0.5), one to one. A
question that says again what a gold question of the story says (its words, its sentence or what it is about), or what
an earlier page of the story said, is neither right nor wrong: a story merges them. The rest is wrong.
"""
import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter


def tokens(text):
    text = text.translate(str.maketrans({"’": "'", "‘": "'"})).casefold()
    return re.findall(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:'[^\W\d_]+)*", text)


def overlap(a, b):
    a, b = tokens(a), tokens(b)
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if a and b else 0.0


def pages_of(folder):
    with open(os.path.join(folder, "story.json"), encoding="utf-8") as file:
        story = json.load(file)
    captures = sorted(story["captures"], key=lambda c: c["seen_at"])
    rows = []
    for capture in captures:
        with open(os.path.join(folder, "pages", capture["page"]), encoding="utf-8") as file:
            content = file.read()
        kind = "html" if capture["page"].endswith((".html", ".htm")) else "text"
        rows.append({"url": capture["url"], "seen_at": capture["seen_at"], "outlet": capture.get("outlet"), kind: content})
    return story, [c["page"] for c in captures], rows


def read(program, rows):
    """The answers of `read --jsonl` for `rows`, in their order."""
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    done = subprocess.run([program, "read", "--jsonl", "-"], input=lines, capture_output=True, text=True, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(rows):
        sys.exit(f"{len(rows)} pages, {len(answers)} answers: {done.stderr[:400]}")
    return answers


def sentence_with(answer, words):
    """The sentence of the article that holds `words`, else `words`."""
    text = ((answer.get("article") or {}).get("text") or "").encode()
    wanted = " ".join(tokens(words))
    for sentence in (answer.get("reading") or {}).get("sentences") or []:
        said = text[sentence["start"]:sentence["end"]].decode("utf-8", "replace")
        if wanted in " ".join(tokens(said)):
            return said
    return words


def matched(gold, said):
    """Pairs of places, best agreement first."""
    scored = sorted(((-max(overlap(t, s["text"]) for t in g["texts"]), i, j)
                     for i, g in enumerate(gold) for j, s in enumerate(said)))
    pairs, left, right = [], set(), set()
    for score, i, j in scored:
        if score <= -0.5 and i not in left and j not in right:
            pairs.append((i, j))
            left.add(i)
            right.add(j)
    return pairs


def score_story(name, story, pages, answers, errors):
    by_page = dict(zip(pages, answers))
    gold = [{**q, "texts": [q["text"], sentence_with(by_page[q["opened_by"]], q["text"])]} for q in story["questions"]]
    counts, earlier = Counter(gold=len(gold)), []
    for page in pages:
        said = (by_page[page].get("reading") or {}).get("questions") or []
        here = [q for q in gold if q["opened_by"] == page]
        pairs = matched(here, said)
        counts["found"] += len(pairs)
        for i, j in pairs:
            right = here[i]["kind"] == said[j]["kind"]
            counts["kind"] += right
            if not right:
                errors.append(f"{name}/{page} KIND {said[j]['kind']} for {here[i]['kind']}: {said[j]['text']}")
        for i, q in enumerate(here):
            if i not in {p[0] for p in pairs}:
                errors.append(f"{name}/{page} MISSED {q['kind']}: {q['texts'][1]}")
        for j, q in enumerate(said):
            if j in {p[1] for p in pairs}:
                continue
            again = any(overlap(t, q["text"]) >= 0.5 for g in gold for t in (*g["texts"], g["about"]))
            if again or any(overlap(e, q["text"]) >= 0.5 for e in earlier):
                counts["again"] += 1
                continue
            counts["wrong"] += 1
            errors.append(f"{name}/{page} WRONG {q['kind']}: {q['text']}")
        earlier += [q["text"] for q in said]
    return counts


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description="Scores open questions on developing stories.")
    parser.add_argument("--bin", required=True, help="the checkback program")
    parser.add_argument("--data", default=os.environ.get("CHECKBACK_DATA", os.path.join(here, "..", "..", "shared", "data")) + "/developing")
    parser.add_argument("--errors", metavar="FILE", help="write every mistake, one a line")
    options = parser.parse_args()
    if not os.path.isdir(options.data):
        sys.exit(f"no data in {options.data}: give --data or CHECKBACK_DATA")
    total, errors = Counter(), []
    for name in sorted(os.listdir(options.data)):
        folder = os.path.join(options.data, name)
        if os.path.isfile(os.path.join(folder, "story.json")):
            story, pages, rows = pages_of(folder)
            total += score_story(name, story, pages, read(options.bin, rows), errors)
    found, wrong, gold = total["found"], total["wrong"], total["gold"]
    p, r = found / (found + wrong or 1), found / (gold or 1)
    print(f"questions: F1 {200 * p * r / (p + r or 1):.1f}  P {100 * p:.1f}  R {100 * r:.1f}  found {found} of {gold}, "
          f"wrong {wrong}, said again {total['again']}; kind right {100 * total['kind'] / (found or 1):.1f} %")
    if options.errors:
        with open(options.errors, "w", encoding="utf-8") as file:
            file.write("\n".join(errors) + "\n")


if __name__ == "__main__":
    main()
