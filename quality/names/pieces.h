// What the tagger of names is trained on: documents with their names, cut into runs of words that
// may be names.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reading/grammar.h"
#include "reading/names/name_features.h"
#include "text/sentences.h"
#include "text/span.h"

namespace checkback {

inline constexpr std::array<std::string_view, 5> kKinds = {"person", "organization", "place",
                                                           "other", "proper"};
struct GoldName {
  Span span;
  std::size_t kind = 0;
};

struct Document {
  std::string set;
  std::string text;
  std::vector<GoldName> names;
};

// A run of words that may be names: the keys of each, and which labels the gold allows (bits).
struct Piece {
  std::vector<std::vector<std::uint32_t>> keys;
  std::vector<std::uint32_t> allowed;
};

// An article's words with what reads them.
struct Prepared {
  explicit Prepared(const Document& document)
      : parse(ParseText(document.text, FindSentences(document.text, "en"), "en")),
        grammar(document.text, parse, "en"),
        facts(FactsOf(grammar)) {}
  Parse parse;
  Grammar grammar;
  ArticleFacts facts;
};

// Of the lines of quality/names/sets.py; lines that are no JSON are passed over.
std::vector<Document> ReadDocuments(const std::string& path);

std::vector<Piece> PiecesOf(const Document& document);

}  // namespace checkback
