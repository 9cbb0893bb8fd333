#include "pieces.h"

#include <algorithm>
#include <fstream>

#include "reading/names/name_model.h"
#include "text/json.h"

namespace checkback {
namespace {

constexpr std::uint32_t kOtherLabels = 1U << 7U | 1U << 8U;
constexpr std::uint32_t kBeginLabels = 0b010101010U;
constexpr std::uint32_t kInsideLabels = 0b101010100U;

std::vector<GoldName> NamesOf(const Json& json) {
  std::vector<GoldName> names;
  for (const Json& row : json.items()) {
    const auto kind = std::find(kKinds.begin(), kKinds.end(), row[2].Text());
    names.push_back({{static_cast<std::size_t>(row[0].Number().value_or(0)),
                      static_cast<std::size_t>(row[1].Number().value_or(0))},
                     static_cast<std::size_t>(kind - kKinds.begin())});
  }
  return names;
}

}  // namespace

std::vector<Document> ReadDocuments(const std::string& path) {
  std::vector<Document> documents;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const Result<Json> json = Json::Parse(line);
    if (!json) continue;
    documents.push_back({std::string((*json)["set"].Text()), std::string((*json)["text"].Text()),
                         NamesOf((*json)["names"])});
  }
  return documents;
}

namespace {

// Of a treebank: proper nouns are in names of any kind, other words with a capital in none or in
// one of kind other, words between may go on with a name.
std::vector<std::uint32_t> AllowedInTreebank(const Document& document, const Prepared& prepared) {
  std::vector<std::uint32_t> allowed(prepared.grammar.size(), 1);
  auto name = document.names.begin();
  for (WordIndex word = 0; word < allowed.size(); ++word) {
    const WordFacts& facts = prepared.facts.words[word];
    const Span span = prepared.grammar[word].span;
    while (name != document.names.end() && name->span.end <= span.start) ++name;
    const bool proper = name != document.names.end() && name->span.start <= span.start &&
                        span.end <= name->span.end;
    if (proper) {
      const bool maybe =
          facts.classes.Has(NameClass::kTime) || facts.classes.Has(NameClass::kTitle);
      allowed[word] = kBeginLabels | kInsideLabels | (maybe ? 1U : 0U);
    } else {
      allowed[word] = 1U | (facts.Large() ? kOtherLabels : kInsideLabels);
    }
  }
  return allowed;
}

std::vector<std::uint32_t> AllowedOf(const Document& document, const Prepared& prepared) {
  if (document.set == "ewt") return AllowedInTreebank(document, prepared);
  std::vector<std::uint32_t> allowed(prepared.grammar.size(), 1);
  const bool strict = document.set == "wikigold";
  WordIndex word = 0;
  for (const GoldName& name : document.names) {
    while (word < allowed.size() && prepared.grammar[word].span.start < name.span.start) ++word;
    bool first = true;
    for (; word < allowed.size() && prepared.grammar[word].span.end <= name.span.end; ++word) {
      const std::size_t label = 1 + 2 * name.kind + (first ? 0 : 1);
      allowed[word] = 1U << label;
      if (name.kind == 3 && !strict) allowed[word] = 1U | kOtherLabels;
      first = false;
    }
  }
  return allowed;
}

}  // namespace

std::vector<Piece> PiecesOf(const Document& document) {
  const Prepared prepared(document);
  const NameFeatures features(prepared.grammar, prepared.facts);
  const std::vector<std::uint32_t> allowed = AllowedOf(document, prepared);
  std::vector<Piece> pieces;
  for (std::size_t s = 0; s < prepared.grammar.sentences(); ++s) {
    const WordRange sentence = prepared.grammar.Sentence(s);
    Piece piece;
    for (WordIndex i = sentence.first; i <= sentence.end; ++i) {
      if (i == sentence.end || !features.IsCandidate(i)) {
        if (!piece.keys.empty()) pieces.push_back(std::move(piece));
        piece = {};
        continue;
      }
      piece.keys.emplace_back();
      features.Append(i, piece.keys.back());
      std::uint32_t may = allowed[i];
      // The rest of a name whose first word is no candidate.
      const std::uint32_t before = piece.allowed.empty() ? 1U : piece.allowed.back();
      bool possible = false;
      for (std::size_t b = 0; b < kNameLabels; ++b) {
        for (std::size_t l = 0; l < kNameLabels; ++l) {
          possible =
              possible || ((before >> b & 1U) != 0 && (may >> l & 1U) != 0 && MayFollow(b, l));
        }
      }
      if (!possible) may = 1;
      piece.allowed.push_back(may);
    }
  }
  return pieces;
}

}  // namespace checkback
