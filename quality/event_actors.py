#!/usr/bin/env python3
"""Makes rules/en/actors.txt: countries, bodies and groups, and what people are, with their CAMEO codes.

    quality/event_actors.py FOLDER     Phoenix.*.txt of openeventdata/petrarch2 (MIT); writes the file

Kept: names with one code for all times (no office holders: they age, and an article says itself who holds an office), of at
most four words, no companies. Names of one code stand behind each other in the format that --dictionaries reads.
"""
import os
import re
import sys
from collections import OrderedDict

HEAD = """# %s
#
# Made by quality/event_actors.py from the Phoenix dictionaries of the Open Event Data Alliance
# (openeventdata/petrarch2), (c) 2014 Open Event Data Alliance, MIT licence: see THIRD_PARTY.md.
# The format is PETRARCH's: an underscore ties two words; the code of a name stands in brackets.
"""
WORDS = 4
# English words that are also names of some place: they would make actors of common nouns.
COMMON = set("MALE NICE READING MOBILE BATH MAN MARCH MAY TURKEY_DAY COOK BOOK MOST OF SPLIT BAR HOLY_SEA JERSEY GEORGE STAR "
             "PATRIOT FARAH UNITA_ BLACK_WIDOW MILAN".split())


def entries(path):
    """(names, codes, comment) of every entry."""
    names, codes, comment = [], [], ""
    for line in open(path, encoding="utf-8", errors="replace"):
        body, _, note = line.rstrip("\n").partition("#")
        if not body.strip():
            continue
        name = body.split("[")[0].strip()
        if name and not name.startswith("+"):
            if names:
                yield names, codes, comment
            names, codes, comment = [], [], ""
        comment += note
        if name:
            names.append(name.lstrip("+").strip())
        codes += re.findall(r"\[([^\]]*)\]", body)
    if names:
        yield names, codes, comment


def main():
    folder = sys.argv[1]
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rules", "en")
    by_code, seen = OrderedDict(), set()
    for file in ("Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt"):
        for names, codes, comment in entries(os.path.join(folder, file)):
            today = [c.split()[0] for c in codes if re.fullmatch(r"[A-Z]{3}\s*>\s*\d+", c)]  # a state with a beginning
            if len(codes) > 1 and len(today) == 1:
                codes = [today[0].rstrip(">")]
            if len(codes) != 1 or not re.fullmatch(r"[A-Z]{3}(?:[A-Z]{3}){0,3}", codes[0]):
                continue
            code = codes[0]
            if "CountryInfo" in comment or "rulers" in comment or code.startswith("MNC") or code.endswith("ELI"):
                continue
            for name in names:
                name = name.rstrip("_").strip()
                words = re.split(r"[_ -]+", name)
                if len(words) > WORDS or not re.fullmatch(r"[A-Z][A-Z'._ -]+", name) or name in COMMON or name in seen:
                    continue
                if len(name) < 3 and name not in ("UN", "EU", "US", "UK", "AU"):
                    continue
                seen.add(name)
                by_code.setdefault(code, []).append(name)
    with open(os.path.join(here, "actors.txt"), "w", encoding="utf-8") as out:
        out.write(HEAD % "Countries, international bodies and armed groups, with their CAMEO codes.")
        for code, names in by_code.items():
            out.write(f"{names[0]} [{code}]\n" + "".join(f"+{name}\n" for name in names[1:]))
        out.write("\n# What people and bodies are: put behind (~) the code of their country.\n# agents\n")
        for line in open(os.path.join(folder, "Phoenix.agents.txt"), encoding="utf-8", errors="replace"):
            line = line.partition("#")[0].strip()
            if line and "[" in line or line.startswith("!"):
                out.write(re.sub(r"\s+", " ", line) + "\n")


main()
