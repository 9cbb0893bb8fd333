#!/usr/bin/env python3
"""Names of public sets as JSON Lines for quality/names/train.cc: {"set", "doc", "text", "names": [[start, end, kind]]}.

    sets.py DATA > names.jsonl          DATA: a folder as ../shared/data/reading (treebank/, ner/, temporal/)

Places are bytes. GUM: mentions of persons, organisations, places and other things whose head is a proper noun, cut to the
proper nouns around it; MEANTIME: mentions that are names; wikigold as it is. UNER-EWT dev is for measuring only ("dev").
"""
import glob
import json
import os
import re
import sys
from collections import OrderedDict, defaultdict
from xml.etree import ElementTree

NO_BLANK_BEFORE = {".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "'s", "'", "n't", "'re", "'ve", "'ll", "'d", "'m", "''", "’s", "’"}
NO_BLANK_BEHIND = {"(", "[", "{", "$", "£", "``", "#"}
KINDS = {"person": "person", "organization": "organization", "place": "place", "PER": "person", "ORG": "organization",
         "LOC": "place", "MISC": "other", "PRO": "other", "FIN": "other", "MIX": "other", "object": "other", "event": "other",
         "abstract": "other", "animal": "other", "plant": "other", "substance": "other"}
TITLES = {w for line in open(os.path.join(os.path.dirname(__file__), "../../rules/en/names.txt"), encoding="utf-8")
          if line.startswith("title ") for w in line.split()[1:]}


class Text:
    """Words put together as they are printed, with the bytes of each."""

    def __init__(self):
        self.parts, self.size, self.glue, self.quote = [], 0, True, False

    def blank(self, mark=" "):
        if self.size:
            self.parts.append(mark)
            self.size += len(mark)
        self.glue = True

    def add(self, word, glued=None):
        if word in ("``", "''"):
            word = '"'
        quote = word == '"'
        if glued is None:
            glued = self.glue or word in NO_BLANK_BEFORE or (quote and self.quote)
        if self.size and not glued:
            self.parts.append(" ")
            self.size += 1
        start = self.size
        self.parts.append(word)
        self.size += len(word.encode())
        self.glue = word in NO_BLANK_BEHIND or (quote and not self.quote)
        if quote:
            self.quote = not self.quote
        return start, self.size

    def __str__(self):
        return "".join(self.parts)


def give(name, doc, text, names):
    print(json.dumps({"set": name, "doc": doc, "text": str(text), "names": names}, ensure_ascii=False))


def wikigold(path):
    docs, rows = [], []
    with open(path, encoding="utf-8") as file:
        for line in file.read().split("\n"):
            if line.startswith("-DOCSTART-"):
                docs.append(rows)
                rows = []
            else:
                rows.append(tuple(line.rsplit(" ", 1)) if line.strip() else None)
    for n, rows in enumerate(docs + [rows]):
        text, names, before = Text(), [], "O"
        for row in rows:
            if row is None:
                text.blank()
                text.quote = False
                before = "O"
                continue
            start, end = text.add(row[0])
            kind = row[1][2:]
            if row[1] != "O":
                if before == row[1]:
                    names[-1][1] = end
                else:
                    names.append([start, end, KINDS[kind]])
            before = row[1]
        if names:
            give("wikigold", f"wikigold-{n}", text, names)


def uner(path):
    docs, key = OrderedDict(), ""
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                key = line.split("=", 1)[1].strip()
            elif line.startswith("# text ="):
                docs.setdefault(key, []).append((line.split("=", 1)[1].strip(), []))
            elif "\t" in line and "-" not in line.split("\t")[0]:
                docs[key][-1][1].append(line.split("\t")[1:3])
    for key, sentences in docs.items():
        text, names, size = "", [], 0
        for sentence, rows in sentences:
            if text:
                text += "\n\n"
                size += 2
            at, before = 0, "O"
            for word, tag in rows:
                begin = sentence.find(word, at)
                begin = at if begin < 0 else begin
                at = begin + len(word)
                start, end = size + len(sentence[:begin].encode()), size + len(sentence[:at].encode())
                if tag != "O" and tag[2:] in KINDS:
                    if tag[0] == "I" and before[2:] == tag[2:]:
                        names[-1][1] = end
                    else:
                        names.append([start, end, KINDS[tag[2:]]])
                before = tag
            text += sentence
            size += len(sentence.encode())
        give("dev", key, text, names)


def name_words(rows, first, last, head, joined):
    """The proper nouns around `head`, "of" and "and" between them, without titles in front."""
    proper = lambda i: first <= i <= last and (rows[i][3] == "PROPN" or rows[i][4] in ("NNP", "NNPS")) and rows[i][1] not in ("of", "the")
    begin = end = head
    while proper(begin - 1):
        begin -= 1
    while True:
        if proper(end + 1):
            end += 1
        elif not joined:
            break
        elif end + 1 <= last and rows[end + 1][1] in ("of", "&", "-", "for") and proper(end + 2):
            end += 2
        elif end + 2 <= last and rows[end + 1][1] in ("of", "for") and rows[end + 2][1] == "the" and proper(end + 3):
            end += 3
        else:
            break
    while joined and begin - 2 >= first and rows[begin - 1][1] in ("of", "&", "-") and proper(begin - 2):
        begin -= 2
        while proper(begin - 1):
            begin -= 1
    return begin, end


def gum(path):
    docs, key, rows = OrderedDict(), "", None
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                key = line.split("=", 1)[1].strip()
                docs[key] = []
            elif line.startswith("# sent_id"):
                docs[key].append([])
            elif "\t" in line:
                row = line.split("\t")
                if "." not in row[0]:
                    docs[key][-1].append(row)
    for key, sentences in docs.items():
        text, names, rows, spans, heads = Text(), [], [], [], []
        for sentence in sentences:
            base, glue, inside = len(rows), False, 0
            text.blank()
            for row in sentence:
                if "-" in row[0]:
                    inside = int(row[0].split("-")[1])
                    after = "SpaceAfter=No" in row[9]
                    continue
                spans.append(text.add(row[1], glue))
                rows.append(row)
                heads.append(base + int(row[6]) - 1 if row[6] != "0" else -1)
                number = int(row[0])
                glue = True if number < inside else after if number == inside else "SpaceAfter=No" in row[9]
        opened, found = defaultdict(list), {}
        for i, row in enumerate(rows):
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
            for left, label, right, shut in re.findall(r"(\()([^()]*)(\)?)|([^()]+)\)", entity.group(1) if entity else ""):
                if left:
                    name, kind = (label.split("-", 7) + ["", ""])[:2]
                    opened[name].append((i, kind))
                    if not right:
                        continue
                else:
                    name = shut.split("-")[0]
                if not opened[name]:
                    continue
                first, kind = opened[name].pop()
                head = next((w for w in range(first, i + 1) if not first <= heads[w] <= i), first)
                if kind not in KINDS or rows[head][3] != "PROPN":
                    continue
                begin, end = name_words(rows, first, i, head, KINDS[kind] != "person")
                if KINDS[kind] == "person":
                    while begin < end and rows[begin][1].lower().rstrip(".") in TITLES:
                        begin += 1
                    if begin == end and rows[begin][1].lower().rstrip(".") in TITLES:
                        continue
                if not any(c.isupper() for c in rows[begin][1] + rows[end][1]):
                    continue
                found[(begin, end)] = KINDS[kind]
        taken = -1
        for (begin, end), kind in sorted(found.items(), key=lambda f: (f[0][0], -f[0][1])):
            if begin > taken:
                names.append([spans[begin][0], spans[end][1], kind])
                taken = end
        give("gum-dev" if "-dev" in path else "gum", key, text, names)


def run(words):
    """The last words with a capital letter side by side: "Lufthansa" of "German airline Lufthansa"."""
    while words and not any(c.isupper() for c in words[-1][0]):
        words.pop()
    begin = len(words)
    while begin and (any(c.isupper() for c in words[begin - 1][0]) or words[begin - 1][0] in ("of", "and", "&", "-", ".")):
        begin -= 1
    words = words[begin:]
    while words and not any(c.isupper() for c in words[0][0]) or words and words[0][0] in ("The", "A"):
        words = words[1:]
    return words


def ewt(path):
    """Which words are proper nouns, without what they name."""
    docs, key = OrderedDict(), ""
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                key = line.split("=", 1)[1].strip()
            elif line.startswith("# text ="):
                docs.setdefault(key, []).append((line.split("=", 1)[1].strip(), []))
            elif "\t" in line and line.split("\t")[0].isdigit():
                row = line.split("\t")
                docs[key][-1][1].append((row[1], row[3] == "PROPN" or row[4] in ("NNP", "NNPS")))
    for key, sentences in docs.items():
        text, names, size = "", [], 0
        for sentence, rows in sentences:
            if text:
                text += "\n\n"
                size += 2
            at = 0
            for word, proper in rows:
                begin = sentence.find(word, at)
                if begin < 0:
                    continue
                at = begin + len(word)
                if proper:
                    names.append([size + len(sentence[:begin].encode()), size + len(sentence[:at].encode()), "proper"])
            text += sentence
            size += len(sentence.encode())
        give("ewt", key, text, names)


def meantime(path):
    root = ElementTree.parse(path).getroot()
    text, spans, words, sentence = Text(), {}, {}, None
    marked = {a.get("t_id") for m in root.iter("ENTITY_MENTION") for a in m.findall("token_anchor")}
    last = max((int(t.get("sentence")) for t in root.iter("token") if t.get("t_id") in marked), default=-1)
    for token in root.iter("token"):
        if int(token.get("sentence")) > last:
            break  # only the first sentences are annotated
        words[token.get("t_id")] = token.text
        if token.get("sentence") != sentence:
            text.blank("\n\n" if sentence in ("0", "1") else " ")
            sentence = token.get("sentence")
        spans[token.get("t_id")] = text.add(token.text)
    kinds = {e.get("m_id"): e.get("ent_type") for e in root.iter("ENTITY")}
    of = {}
    for link in root.iter("REFERS_TO"):
        target = link.find("target").get("m_id")
        for source in link.findall("source"):
            of[source.get("m_id")] = kinds.get(target)
    found = []
    for mention in root.iter("ENTITY_MENTION"):
        if mention.get("syntactic_type") not in ("NAM", "PRE.NAM") or of.get(mention.get("m_id")) not in KINDS:
            continue
        at = run([(words[a.get("t_id")], *spans[a.get("t_id")]) for a in mention.findall("token_anchor")])
        if at:
            found.append([at[0][1], at[-1][2], KINDS[of[mention.get("m_id")]]])
    names, taken = [], -1
    for name in sorted(found, key=lambda f: (f[0], -f[1])):
        if name[0] >= taken:
            names.append(name)
            taken = name[1]
    give("meantime", os.path.basename(path), text, names)


def main():
    data = sys.argv[1]
    for part in ("train", "dev"):
        gum(os.path.join(data, "treebank", f"en_gum_free-{part}.conllu"))
    ewt(os.path.join(data, "treebank/en_ewt-ud-train.conllu"))
    for path in sorted(glob.glob(os.path.join(data, "ner/wikigold/**/wikigold.conll.txt"), recursive=True)):
        wikigold(path)
    for path in sorted(glob.glob(os.path.join(data, "temporal/meantime/*/*.xml"))):
        meantime(path)
    for path in sorted(glob.glob(os.path.join(data, "ner/*/*-dev.iob2"))):
        uner(path)


if __name__ == "__main__":
    main()
