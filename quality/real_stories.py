"""Real news as streams of captures, for what only real stories can tell: allsides (dev), ledes, ECB+ (train and dev) and the
rumours of 2014, of shared/data/stories. What has no time of day gets one, in the order of its file, so that pages of one story
come hours apart. Standard library only.
"""
import datetime
import gzip
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SETS = "allsides ledes ecb rumour".split()
SPACES = ((" ``", ' "'), ("`` ", '"'), (" ''", '"'), ("''", '"'), (" n't", "n't"), (" ’ s", "’s"), (" ’ ", "’ "), ("“ ", "“"), (" ”", "”"),
          (" ,", ","), (" .", "."), (" 's", "'s"), (" ?", "?"), (" ;", ";"), (" :", ":"), ("$ ", "$"), (" - ", "-"), ("( ", "("), (" )", ")"),
          (" %", "%"))  # of ECB+, which is printed token by token


def the_data():
    for folder in (os.environ.get("CHECKBACK_DATA", "") + "/..", os.path.join(HERE, "..", "..", "shared")):
        if os.path.isdir(os.path.join(folder, "data", "stories")):
            return os.path.join(folder, "data", "stories")
    sys.exit("the shared data is not here; set CHECKBACK_DATA")


def lines_of(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def printed(sentence):
    for tokens, words in SPACES:
        sentence = sentence.replace(tokens, words)
    return sentence


def capture(name, ident, moment, title, body, outlet):
    time = moment.isoformat(timespec="seconds") + "Z"
    return {"url": f"https://{outlet or name}.example/{ident}".replace(" ", "-"), "seen_at": time, "published_at": time, "outlet": outlet,
            "language": "en", "title": title, "body": body}


def over_days(name, records, time):
    """Those of one day, spread over it in the order of the file."""
    days = {}
    for r in records:
        days.setdefault(r[time][:10], []).append(r)
    for day, of_day in sorted(days.items()):
        for i, r in enumerate(of_day):
            moment = datetime.datetime.fromisoformat(day) + datetime.timedelta(days=(i + 0.5) / len(of_day))
            yield capture(name, r["id"], moment, r["title"], r["text"], r["source"])


def ecb(data):
    """Each topic from a day of its own on, a page every three hours."""
    records = lines_of(f"{data}/ecbplus/train.jsonl.gz") + lines_of(f"{data}/ecbplus/dev.jsonl.gz")
    topics = sorted({r["topic"] for r in records}, key=int)
    for topic in topics:
        moment = datetime.datetime(2013, 1, 1) + datetime.timedelta(days=30 * int(topic))
        for r in (r for r in records if r["topic"] == topic):
            moment += datetime.timedelta(hours=3)
            sentences = [printed(s) for s in r["sentences"]]
            yield capture("ecb", r["id"], moment, sentences[0], "\n\n".join(sentences[1:]), None)


def rumour(data):
    """Every ten minutes a page."""
    moment = datetime.datetime(2014, 10, 1)
    for r in lines_of(f"{data}/neardup/rumour_bodies.jsonl.gz"):
        moment += datetime.timedelta(minutes=10)
        yield capture("rumour", r["id"], moment, "", r["text"], None)


def captures_of(name):
    data = the_data()
    if name == "allsides":
        return over_days(name, lines_of(f"{data}/allsides/dev.jsonl.gz"), "date")
    if name == "ledes":
        return over_days(name, lines_of(f"{data}/allsides_ledes_2021/stream.jsonl.gz"), "time")
    return ecb(data) if name == "ecb" else rumour(data)


def write_captures(name, path):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in captures_of(name))
