#!/usr/bin/env python3
"""Trains rules/answers.model, which tells whether a sentence settles an open question, on the gold of data/developing.

    tools/build release checkback answer_rows && python3 quality/train_answers.py [--errors FILE] [--dry]

A logistic regression over the measures of src/story/told/answers.h, one row for a sentence against a question. Questions of
the program are matched with those of the gold as in score/developing.py; a row is right where its sentence is the gold's
answer. Rows of the answering capture that are not the answer are left out: some of them answer too.
The figures are those with one story left out, of links from a question to the capture that answers it, decided as the
program does: what cannot settle is passed over, the best sentence so far stands, each sentence settles one question.
The threshold is the lowest from which on LEAST of the links are right. Needs the shared folder. Standard library only.
"""
import argparse
import json
import os

from regression import lines_of, pages_of, the_gold, train, write_model

RIDGE = 3.0
LEAST = 0.7
THRESHOLDS = [k / 8 - 5 for k in range(57)]


def rows_of(stories):
    """(names, questions, rows): questions by (story id, number), each with its gold or None."""
    from measure import match, overlap
    from page_layers import near
    from program import key
    names, lines = None, []
    for story in stories:  # each in a store of its own, so that none is mixed up with another
        names, *told = lines_of("answer_rows", [story])
        lines += told
    pages = pages_of(stories)
    asked = [line for line in lines if "question" in line]
    want = [(q, s.pages[q["opened_by"]]) for s in stories for q in s.gold["questions"]]

    def closeness(w, line):
        if pages[key(line["url"], line["seen_at"])][0].name != w[1].story:
            return 0
        return max(overlap(w[0]["text"], line["text"]), overlap(w[1].sentence(w[0]["text"]), line["text"]))

    gold_of = {j: want[i][0] for i, j in match(want, asked, closeness, 0.5)}
    questions = {}
    for j, line in enumerate(asked):
        gold = gold_of.get(j)
        questions[f'{line["story"]} {line["question"]}'] = {
            "story": pages[key(line["url"], line["seen_at"])][0].name, "kind": line["kind"], "text": line["text"],
            "answered_by": gold and gold["answered_by"], "answer": gold and gold["answer"]}
    rows = []
    for line in lines:
        if "of" not in line:
            continue
        story, page = pages[key(line["url"], line["seen_at"])]
        name = f'{line["story"]} {line["of"]}'
        question = questions[name]
        there = question["answered_by"] == page.name
        answers = bool(there and near(page, question["answer"], line["sentence"]) >= 0.5)
        rows.append({"story": story.name, "question": name, "page": page.name, "text": line["sentence"], "settles": answers,
                     "beside": there and not answers, "can": line["can_settle"], "x": line["measures"]})
    return names, questions, rows


def decided(rows, threshold):
    """The rows that settle their question, as AnswerQuestions of answers_model.cc takes them; rows are by time."""
    best = {}
    for row in rows:
        if row["can"] and row["sum"] > threshold and row["sum"] > best.get(row["question"], {"sum": -1e9})["sum"]:
            best[row["question"]] = row
    taken, kept = set(), []
    for row in sorted(best.values(), key=lambda r: -r["sum"]):
        place = row["story"], row["page"], row["text"]
        if place not in taken:
            taken.add(place)
            kept.append(row)
    return kept


def figures(rows, questions, threshold, links):
    kept = decided(rows, threshold)
    right = sum(questions[r["question"]]["answered_by"] == r["page"] for r in kept)
    p, r = right / max(1, len(kept)), right / links
    return len(kept), right, p, r, 2 * p * r / max(1e-9, p + r)


def main():
    parser = argparse.ArgumentParser(description="Trains rules/answers.model.")
    parser.add_argument("--errors", metavar="FILE", help="write what weights that did not see it decide, best first")
    parser.add_argument("--rows", metavar="FILE", help="keep the rows there; read them from there where it is")
    parser.add_argument("--dry", action="store_true", help="leave the model as it is")
    parser.add_argument("--without", default="", help="measures that are not used, by name, with commas")
    parser.add_argument("--ridge", type=float, default=RIDGE)
    asked = parser.parse_args()
    if asked.rows and os.path.isfile(asked.rows):
        names, questions, rows, links = json.load(open(asked.rows, encoding="utf-8"))
    else:
        stories = the_gold()
        names, questions, rows = rows_of(stories)
        links = sum(bool(q["answered_by"]) for s in stories for q in s.gold["questions"])
        if asked.rows:
            json.dump([names, questions, rows, links], open(asked.rows, "w", encoding="utf-8"))
    for k, name in enumerate(names):
        if name in asked.without.split(","):
            for row in rows:
                row["x"][k] = 0.0
    use = [r for r in rows if r["can"] and not r["beside"]]
    for name in sorted({r["story"] for r in rows}):
        bias, weights = train([r for r in use if r["story"] != name], "settles", asked.ridge)
        for row in rows:
            if row["story"] == name:
                row["sum"] = bias + sum(a * b for a, b in zip(weights, row["x"]))
    table = [(t, *figures(rows, questions, t, links)) for t in THRESHOLDS]
    for line in table[::4]:
        print("above {:5.2f}: {} links, {} right, P {:.3f} R {:.3f} F1 {:.3f}".format(*line))
    chosen = next((line for line in table if line[3] >= LEAST), table[-1])
    print("chosen {:5.2f}: {} links, {} right, P {:.3f} R {:.3f} F1 {:.3f}; {} rows settle".format(*chosen, sum(r["settles"] for r in use)))
    bias, weights = train(use, "settles", asked.ridge)
    print(" ".join(f"{n} {w:.2f}" for n, w in zip(names, weights)))
    if asked.errors:
        with open(asked.errors, "w", encoding="utf-8") as file:
            for row in decided(rows, -9):
                q = questions[row["question"]]
                right = "right" if q["answered_by"] == row["page"] else "wrong"
                file.write(f'{row["sum"]:6.2f} {right} {row["story"][:3]} {q["kind"]} | {q["text"]} || {row["page"]} {row["text"]} || '
                           f'{q["answered_by"]} {q["answer"]}\n')
    if asked.dry:
        return
    write_model("answers.model",
                ["Whether a sentence settles an open question: the weights of src/story/told/answers.h. Above 0 it does.",
                 "Written by quality/train_answers.py from data/developing (ten stories), not by hand. With one story left out:",
                 "{} links, {} right, P {:.3f}, R {:.3f}, F1 {:.3f}.".format(*chosen[1:])],
                bias - chosen[0], zip(names, weights))


if __name__ == "__main__":
    main()
