#!/usr/bin/env python3
"""One extractor for Python over a folder of pages, in one process: python_peer.py NAME FOLDER.

All pages are read and unzipped first and ten are read as a warm-up. Then, for each, decoding, parsing, extraction and the
metadata that the extractor gives are timed together. Writes {"texts": {id: text}, "cpu_s": s, "version": v} to standard output.
"""
import glob
import gzip
import importlib.metadata
import json
import logging
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)


def trafilatura(fast):
    import trafilatura as t

    def extract(raw):
        found = t.bare_extraction(raw, include_comments=False, with_metadata=True, fast=fast)
        return (found.text if found else "") or ""
    return extract, "trafilatura"


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def extract(raw):
        tree = HTMLTree.parse_from_bytes(raw, detect_encoding(raw))
        title = tree.title  # all the metadata it gives
        return extract_plain_text(tree, main_content=True, alt_texts=False, links=False, form_fields=False) if title is not None else ""
    return extract, "Resiliparse"


def rs_trafilatura():
    import rs_trafilatura as t
    return (lambda raw: t.extract_bytes(raw).main_content or ""), "rs-trafilatura"


def readability():
    from readability import Document

    def extract(raw):
        document = Document(raw)
        document.title()
        return document.summary()
    return extract, "readability-lxml"


def text_of(markup):
    """Markup to text, where the extractor gives markup; not timed."""
    import lxml.html
    return lxml.html.fromstring(markup).text_content() if markup else ""


def justext():
    import justext as j
    words = j.get_stoplist("English")
    return (lambda raw: "\n".join(p.text for p in j.justext(raw, words) if not p.is_boilerplate)), "jusText"


def newspaper():
    import newspaper as n

    def extract(raw):
        article = n.Article("https://pages.invalid/a", fetch_images=False)
        article.download(input_html=raw.decode("utf-8", "replace"))
        article.parse()
        return article.text
    return extract, "newspaper4k"


PEERS = {"trafilatura": lambda: trafilatura(False), "trafilatura-fast": lambda: trafilatura(True), "resiliparse": resiliparse,
         "rs-trafilatura": rs_trafilatura, "readability-lxml": readability, "justext": justext, "newspaper4k": newspaper}


def main():
    extract, package = PEERS[sys.argv[1]]()
    pages = {}
    for path in sorted(glob.glob(os.path.join(sys.argv[2], "*.html.gz"))):
        with gzip.open(path) as file:
            pages[os.path.basename(path)[:-len(".html.gz")]] = file.read()

    def safe(raw):
        try:
            return extract(raw)
        except Exception:  # a page on which a peer fails counts as empty
            return ""
    for raw in list(pages.values())[:10]:
        safe(raw)
    texts, began = {}, time.process_time()
    for name, raw in pages.items():
        texts[name] = safe(raw)
    cpu = time.process_time() - began
    if sys.argv[1] == "readability-lxml":
        texts = {name: text_of(markup) for name, markup in texts.items()}
    json.dump({"texts": texts, "cpu_s": cpu, "version": importlib.metadata.version(package)}, sys.stdout)


if __name__ == "__main__":
    main()
