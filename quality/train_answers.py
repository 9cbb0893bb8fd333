#!/usr/bin/env python3
"""Trains rules/answers.model, which tells whether a capture settles an open question, and rules/answer_sentence.model, which
tells by which of its sentences, on the gold of data/developing and of those of quality/developing that are for training.

    tools/build release checkback answer_rows && python3 quality/train_answers.py [--errors FILE] [--dry]

Two logistic regressions over the measures of src/story/told/answers.h, one row for a sentence against a question. Questions of
the program are matched with those of the gold as in score/developing.py; a row is right where its sentence is the gold's
answer. The first is trained without the other sentences of the answering capture, because some of them answer too, and
without what comes later, which often tells the answer again; the second
on the answering captures alone, without what is the same for all sentences of a capture.
The figures are those with one story left out, of links from a question to the capture that answers it, decided as the
program does: what cannot settle or has no licence (src/story/told/answer_licences.h) is passed over, the best capture so far stands, one before the question was asked again less, each sentence settles one question.
The threshold is the lowest from which on LEAST of the links are right, without those to a capture that tells the answer again. Needs the shared folder. Standard library only.
"""
import argparse
import json
import os

from regression import lines_of, our_gold, pages_of, the_gold, train, write_model

RIDGE = 2.0
LEAST = 0.8
ASKED_AGAIN = 2.0  # kAskedAgain of answers_model.cc
# Doubts, which data/developing holds too little of to weigh: chosen one after the other, by hand-set steps, so that it loses no
# right link and the train half of quality/answers_real.tsv shows as few wrong ones as may be (docs/decisions/0018-answers.md).
DOUBTS = {"thin": -1.6, "hedged": -2.0, "told": -1.0, "why": -1.0, "tried": -2.0}
THRESHOLDS = [k / 8 - 5 for k in range(57)]
LICENSING = ("taken", "settled", "wavers", "naming", "counted")  # they license, and weigh nothing
OF_CAPTURE = ("head", "whether", "why", "tried")  # measures that do not tell the sentences of a capture apart


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
    again = {}
    for line in lines:
        if "asked_again" in line:
            name = f'{line["story"]} {line["asked_again"]}'
            again[name] = max(again.get(name, ""), line["seen_at"])
    rows = []
    for line in lines:
        if "of" not in line:
            continue
        story, page = pages[key(line["url"], line["seen_at"])]
        name = f'{line["story"]} {line["of"]}'
        question = questions[name]
        there = question["answered_by"] == page.name
        told = question["answered_by"] and story.pages[question["answered_by"]]
        answers = bool(there and near(page, question["answer"], line["sentence"]) >= 0.5)
        rows.append({"story": story.name, "question": name, "page": page.name, "text": line["sentence"], "settles": answers,
                     "beside": there and not answers, "after": bool(told and told.seen_at < page.seen_at),
                     "again": again.get(name, "") > line["seen_at"], "never": line["never"], "licence": line["licence"], "x": line["measures"]})
    return names, questions, rows


def decided(rows, threshold):
    """The rows that settle their question, as QuestionLayer of answers_model.cc takes them; rows are by time."""
    captures = {}
    for row in rows:
        if row["licence"] and not row["never"]:
            captures.setdefault((row["question"], row["page"]), []).append(row)
    best = {}
    for (question, _), of_capture in captures.items():
        total = max(row["sum"] for row in of_capture) - ASKED_AGAIN * of_capture[0]["again"]
        if total > threshold and total > best.get(question, (-1e9, None))[0]:
            best[question] = total, max(of_capture, key=lambda r: r["chosen"])
    taken, kept = set(), []
    for total, row in sorted(best.values(), key=lambda entry: -entry[0]):
        place = row["story"], row["page"], row["text"]
        if place not in taken:
            taken.add(place)
            kept.append((total, row))
    return kept


def figures(rows, questions, threshold, links):
    """Links, right ones, precision, recall, F1, and how many show the gold's sentence."""
    kept = [row for _, row in decided(rows, threshold)]
    right = sum(questions[r["question"]]["answered_by"] == r["page"] for r in kept)
    p, r = right / max(1, len(kept)), right / links
    return len(kept), right, p, r, 2 * p * r / max(1e-9, p + r), sum(row["settles"] for row in kept)


def told_again(rows, threshold):
    """Links to a capture that tells again, in more of the words that were asked, what an earlier one had told: late, not false."""
    return sum(row["after"] for _, row in decided(rows, threshold))


def trained(names, rows, ridge):
    """The two models, each (bias, weights)."""
    def model(rows, left_out):
        without = (*left_out, *LICENSING)
        used = [0.0 if name in without or name in DOUBTS else 1.0 for name in names]
        bias, weights = train([{**r, "x": [a * b for a, b in zip(used, r["x"])]} for r in rows], "settles", ridge)
        return bias, [w if name in without else DOUBTS.get(name, w) for name, w in zip(names, weights)]
    return model([r for r in rows if not r["beside"] and not r["after"]], ()), model([r for r in rows if r["beside"] or r["settles"]], OF_CAPTURE)


def summed(model, row):
    return model[0] + sum(a * b for a, b in zip(model[1], row["x"]))


def print_held_out(decides, chooses, threshold):
    """What the weights say of the stories that they never saw."""
    stories = our_gold(trained=False)
    _, questions, rows = rows_of(stories)
    for row in rows:
        row["sum"], row["chosen"] = summed(decides, row), summed(chooses, row)
    links = sum(bool(q["answered_by"]) for s in stories for q in s.gold["questions"])
    shown = figures(rows, questions, threshold, links)
    print("held out: {} links, {} right, P {:.3f} R {:.3f} F1 {:.3f}, {} by the gold's sentence".format(*shown))


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
        stories += our_gold(trained=True)
        names, questions, rows = rows_of(stories)
        links = sum(bool(q["answered_by"]) for s in stories for q in s.gold["questions"])
        if asked.rows:
            json.dump([names, questions, rows, links], open(asked.rows, "w", encoding="utf-8"))
    for k, name in enumerate(names):
        if name in asked.without.split(","):
            for row in rows:
                row["x"][k] = 0.0
    for name in sorted({r["story"] for r in rows}):
        decides, chooses = trained(names, [r for r in rows if r["story"] != name], asked.ridge)
        for row in rows:
            if row["story"] == name:
                row["sum"], row["chosen"] = summed(decides, row), summed(chooses, row)
    shape = "{} links, {} right, P {:.3f} R {:.3f} F1 {:.3f}, {} by the gold's sentence"
    table = [(t, *figures(rows, questions, t, links)) for t in THRESHOLDS]
    for line in table[::2]:
        print(f"above {line[0]:5.2f}: " + shape.format(*line[1:]))
    chosen = next((line for line in table if line[2] >= LEAST * (line[1] - told_again(rows, line[0]))), table[-1])
    print(f"chosen {chosen[0]:5.3f}: " + shape.format(*chosen[1:]), f"; {sum(r['settles'] for r in rows)} rows settle")
    decides, chooses = trained(names, rows, asked.ridge)
    print_held_out(decides, chooses, chosen[0])
    for bias, weights in (decides, chooses):
        print(f"bias {bias:.2f} " + " ".join(f"{n} {w:.2f}" for n, w in zip(names, weights)))
    if asked.errors:
        with open(asked.errors, "w", encoding="utf-8") as file:
            for total, row in decided(rows, -9):
                q = questions[row["question"]]
                right = "right" if row["settles"] else "capture" if q["answered_by"] == row["page"] else "wrong"
                file.write(f'{total:6.2f} {right} {row["story"][:3]} {q["kind"]} | {q["text"]} || {row["page"]} {row["text"]} || '
                           f'{q["answered_by"]} {q["answer"]}\n')
    if asked.dry:
        return
    about = ["Written by quality/train_answers.py from data/developing and quality/developing, not by hand. With one story left out:",
             shape.format(*chosen[1:]) + "."]
    write_model("answers.model", ["Whether a capture settles an open question: the weights of src/story/told/answers.h, of the sentence "
                                  "that fits best.", "Above 0 it does.", *about], decides[0] - chosen[0], zip(names, decides[1]))
    write_model("answer_sentence.model", ["Which sentence of a capture settles an open question: the one with the most.", *about],
                chooses[0], [(n, w) for n, w in zip(names, chooses[1]) if n not in OF_CAPTURE])


if __name__ == "__main__":
    main()
