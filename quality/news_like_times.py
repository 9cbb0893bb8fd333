#!/usr/bin/env python3
"""How well the times of news are read in the English date cases of recognizers (../shared/data/reading/temporal).

    python3 quality/news_like_times.py --bin build/checkback [--errors FILE] [--kinds]

The cases were written for assistants: orders, chat, shorthand, and values that only that program gives. What a newspaper prints is a
part of them. A case is news-like unless one of the KINDS below holds, each with its reason; none looks at what we read. The scorer is
that of ../shared/score (or $CHECKBACK_DATA/../score), on the cases that are left.

Where a gold value leaves open what the day of the message tells ("T20:10" for "at 8.10 pm", "XXXX-08" for "since August"), TIMEX3 as in
news corpora fills it in. So a second figure, `filled`, takes a value for right that fills in what the gold leaves open, and is wrong
wherever the gold says anything else.
"""
import argparse
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
SPELLED = r"(?:twenty|thirty|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|eleventh|twelfth|twentieth|thirtieth)"


def texts_of(doc):
    return [doc.body_of(t["span"]) for t in doc.gold["times"]]


def is_order(doc):
    return re.search(r"\b(?:please|cortana|hi|hey|honey)\b|^(?:book|schedule|set|show|create|find|make|remind|add|cancel|have)\b|"
                     r"\b(?:can|could|shall|should) we\b|\bcan you\b|\blet'?s\b|\bsee you\b|^(?:what|how) about\b|\bwhat'?s your\b|"
                     r"\bwhy don'?t you\b|^what happened\b|^which films\b", doc.body, re.I)


def is_no_sentence(doc):
    return len(doc.body.split()) < 4 or re.search(r"should be a daterange|could be any year|^rating where|hahaha", doc.body)


def is_shorthand(doc):
    return any(re.search(r"\d[/.]\d+(?!\d*\s*[ap]\.?m)(?![\d.]*(?:yr|year|%))|\d-\d|[a-z]/\d|\d/[a-z]|[a-z]-\d|\d-[a-z]|@|ish\b|\btonite\b|"
                         r"\be\.?o\.?[dmy]\b|\b" + MONTH + r"\d|\d\s?[ap]\b(?!\.m)|\d[ap]mpm|\d(?:h|years|min)\b|:\d\d:\d\d|\b\d{4} ?[ap]\.?m|"
                         r" \. m|^\d{8}$|^\d{4} \d+ \d+|½|\bw/c\b|\bweek \d+\b|\bq\d\b|\bh\d\b", text, re.I)
               for text in texts_of(doc) + [doc.body] if text)


def is_no_day(doc):
    return re.search(r"\bfeb\w* 30|2/29|\b1[34]:\d\d [ap]m", doc.body, re.I)


def is_spoken(doc):
    return re.search(MONTH + r" (?:the )?" + SPELLED + r"|\bthe " + SPELLED + r" (?:six|nine|\d)|monday the twenty|"
                     r"\b(?:two|three|four|nine) (?:thirty|forty)", doc.body, re.I)


def is_pair(doc):
    """A range: its two ends and its length, or its length alone; TIMEX3 has two expressions there, each with its own value."""
    return any(values and all(v.startswith("(") for v in values) for values in map(lambda t: t["values"], doc.gold["times"])) or any(
        re.search(r"\b(?:to|until|till|between|from|-)\b", text) and any(re.fullmatch(r"P\d+D", v) for v in t["values"])
        for text, t in zip(texts_of(doc), doc.gold["times"]))


def is_made_exact(doc):
    return any(re.search(r"\b(?:few|several|some)\b", text, re.I) and any(re.fullmatch(r"PT?\d+[A-Z]", v) for v in t["values"]) or
               any("T23:59:59" in v for v in t["values"]) for text, t in zip(texts_of(doc), doc.gold["times"]))


def is_reward(doc):
    """ "Partner of the year", "for the day": no time is told."""
    return re.search(r"partner of the|\bfor the (?:day|month|week)\b|of the week off|remaining of the", doc.body)


def is_holiday(doc):
    return re.search(r"independence day|juneteenth|freedom day|jubilee|christmas|thanksgiving", doc.body, re.I)


KINDS = (
    ("order", "said to an assistant or in a chat: nobody is told anything", is_order),
    ("no sentence", "a fragment, or words about the recognizer", is_no_sentence),
    ("shorthand", "figures and clippings that no style book allows: 22/04, 2017-q1, 11ish, 7p, 8:00:31am", is_shorthand),
    ("no such day", "29 and 30 February where there is none", is_no_day),
    ("spoken", "a day as it is dictated: March eighteenth nine thirty", is_spoken),
    ("pair", "the value is two ends and a length; in TIMEX3 a range is two expressions", is_pair),
    ("made exact", "a few hours as PT3H, the end of a day as its last second: TIMEX3 has PTXH", is_made_exact),
    ("no time", "of the year as a title, for the day", is_reward),
    ("holiday", "days of one country's calendar", is_holiday),
)


def kind_of(doc):
    return next((name for name, _, holds in KINDS if holds(doc)), None)


def fills(said, gold):
    """Whether `said` is `gold` with what that leaves open filled in: "2019-12-26T20:10" is "T20:10", "2016-08" is "XXXX-08"."""
    if gold == said:
        return True
    if gold.startswith("T") and "T" in said:
        said = said[said.index("T"):]
    weekday = re.fullmatch(r"XXXX-WXX-(\d)(T.*)?", gold)
    if weekday and re.match(r"\d{4}-\d\d-\d\d", said):
        import datetime
        day = datetime.date.fromisoformat(said[:10])
        return day.isoweekday() == int(weekday[1]) and said[10:].removesuffix(":00") == (weekday[2] or "").removesuffix(":00")
    pattern = re.escape(gold).replace("XXXX", r"\d{4}").replace("XX", r"(?:\d\d|XX)")
    return re.fullmatch(pattern + "(?::00)?", said) is not None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", default="build/checkback")
    parser.add_argument("--errors", help="where to write what is wrong, a line each")
    parser.add_argument("--kinds", action="store_true", help="list the cases that are out")
    options = parser.parse_args()
    shared = next((f for f in (os.environ.get("CHECKBACK_DATA", "") + "/..", os.path.join(HERE, "..", "..", "shared"))
                   if os.path.isdir(os.path.join(f, "score"))), None)
    if not shared:
        sys.exit("the shared data is not here; set CHECKBACK_DATA")
    sys.path.insert(0, os.path.join(shared, "score"))
    import corpora
    import pipe
    import reading
    reading.ARGS = argparse.Namespace(timeout=600, data=os.path.join(shared, "data", "reading"), docs=None, part=None, json=False)
    docs = reading.documents(corpora.find(reading.ARGS.data, None)["recognizers"][1])
    for doc in docs:
        ink = [i for i, c in enumerate(doc.body) if not c.isspace()]
        doc.body_of = lambda span, body=doc.body, ink=ink: body[ink[span[0]]:ink[span[1] - 1] + 1] if span[1] > span[0] else ""
    by_kind = {}
    for doc in docs:
        by_kind.setdefault(kind_of(doc), []).append(doc)
    for name, why, _ in KINDS:
        out = by_kind.get(name, [])
        print(f"{len(out):4} out: {name}: {why}" + (f"; such as \"{out[0].body[:60]}\"" if out else ""))
        if options.kinds:
            print("".join(f"         {doc.body[:100]}\n" for doc in out), end="")
    kept = by_kind[None]
    rows = [reading.row("recognizers", doc) for doc in kept]
    answers = pipe.ask([pipe.the_program(options.bin), "read", "--jsonl", "-"], rows, 600)
    readings = [reading.Reading(doc, answer) for doc, answer in zip(kept, answers.rows)]
    figures = reading.score_times(kept, readings, "recognizers")
    right = found = wanted = 0
    wrong = []
    for doc, read in zip(kept, readings):
        gold, said = reading.trimmed(doc, doc.gold["times"]), reading.trimmed(doc, read.items("times"))
        pairs = dict(reading.match(gold, said, reading.touch, 0.01))
        found, wanted = found + len(said), wanted + len(gold)
        for i, g in enumerate(gold):
            value = reading.value_form(said[pairs[i]].get("value")) if i in pairs else ""
            good = i in pairs and (not g["values"] or any(fills(value, reading.value_form(v)) for v in g["values"]))
            right += good
            if not good:
                wrong.append(f"{doc.body}\t{doc.body_of(g['span'])}\t{' '.join(sorted(g['values']))}\t{value or 'not found'}")
        for j, s in enumerate(said):
            if j not in pairs.values():
                wrong.append(f"{doc.body}\tnothing\t\t{s.get('text')} {s.get('value')}")
    print(f"{len(kept):4} news-like, {wanted} expressions")
    filled = 200 * right / (found + wanted) if found + wanted else 0
    print(f"value F1 {figures['value_f1']} (span {figures['relaxed_f1']}); filled {filled:.2f}")
    print(json.dumps({"scorer": "news_like_times", "news_like": len(kept), "filled_f1": round(filled, 2), **figures}))
    if options.errors:
        with open(options.errors, "w", encoding="utf-8") as file:
            file.write("\n".join(wrong) + "\n")


if __name__ == "__main__":
    main()
