#include "article/head_hints.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace checkback {
namespace {

struct HintWord {
  std::string_view word;
  unsigned hints;
};

// Parts of names that publishing systems give, sorted by their first letter.
constexpr std::array kHintWords = {
    HintWord{"actuali", kModified},
    HintWord{"aktuali", kModified},
    HintWord{"author", kAuthor},
    HintWord{"auteur", kAuthor},
    HintWord{"autor", kAuthor},
    HintWord{"breaking", kElsewhere},
    HintWord{"byline", kAuthor},
    HintWord{"caption", kElsewhere},
    HintWord{"carousel", kElsewhere},
    HintWord{"changed", kModified},
    HintWord{"comment", kElsewhere},
    HintWord{"contributor", kAuthor},
    HintWord{"cookie", kElsewhere},
    HintWord{"created", kPublished},
    HintWord{"creator", kAuthor},
    HintWord{"date", kDate},
    HintWord{"dato", kDate},
    HintWord{"datum", kDate},
    HintWord{"disqus", kElsewhere},
    HintWord{"entry-meta", kDate},
    HintWord{"fecha", kDate},
    HintWord{"footer", kElsewhere},
    HintWord{"journalist", kAuthor},
    HintWord{"lastmod", kModified},
    HintWord{"latest", kElsewhere},
    HintWord{"meta-", kDate},
    HintWord{"modif", kModified},
    HintWord{"most-", kElsewhere},
    HintWord{"mostread", kElsewhere},
    HintWord{"newslett", kElsewhere},
    HintWord{"outbrain", kElsewhere},
    HintWord{"popular", kElsewhere},
    HintWord{"posted", kDate},
    HintWord{"promo", kElsewhere},
    HintWord{"pubdate", kPublished | kDate},
    HintWord{"publish", kPublished | kDate},
    HintWord{"read-more", kElsewhere},
    HintWord{"read-next", kElsewhere},
    HintWord{"readmore", kElsewhere},
    HintWord{"recommend", kElsewhere},
    HintWord{"related", kElsewhere},
    HintWord{"reporter", kAuthor},
    HintWord{"sidebar", kElsewhere},
    HintWord{"taboola", kElsewhere},
    HintWord{"teaser", kElsewhere},
    HintWord{"time", kDate},
    HintWord{"trending", kElsewhere},
    HintWord{"update-", kModified},
    HintWord{"updated", kModified},
    HintWord{"verfasser", kAuthor},
    HintWord{"writer", kAuthor},
};

// The first row of each letter: one look at each byte of a label finds all words in it.
constexpr std::array<std::uint8_t, 27> RowsOfLetters() {
  std::array<std::uint8_t, 27> rows{};
  std::size_t row = 0;
  for (std::size_t letter = 0; letter < 27; ++letter) {
    while (row < kHintWords.size() &&
           static_cast<std::size_t>(kHintWords[row].word[0] - 'a') < letter) {
      ++row;
    }
    rows[letter] = static_cast<std::uint8_t>(row);
  }
  return rows;
}
constexpr auto kRowsOfLetters = RowsOfLetters();

unsigned HintsIn(std::string_view labels) {
  unsigned hints = 0;
  for (std::size_t at = 0; at < labels.size(); ++at) {
    const char c = labels[at];
    if (c < 'a' || c > 'z') continue;
    const auto letter = static_cast<std::size_t>(c - 'a');
    for (std::size_t row = kRowsOfLetters[letter]; row < kRowsOfLetters[letter + 1]; ++row) {
      if (labels.substr(at).starts_with(kHintWords[row].word)) hints |= kHintWords[row].hints;
    }
  }
  // "authorized" is no author.
  if ((hints & kAuthor) && labels.find("authori") != std::string_view::npos) hints &= ~kAuthor;
  return hints;
}

}  // namespace

unsigned HintsOf(const Tree& tree, NodeIndex i, std::string& scratch) {
  if (tree[i].size == 0) return 0;
  scratch.clear();
  for (const Attr attribute : {Attr::kClass, Attr::kId, Attr::kItemprop, Attr::kRel,
                               Attr::kDataTestid, Attr::kDataComponent}) {
    for (const char c : tree.Get(i, attribute)) {
      scratch += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    scratch += ' ';
  }
  return HintsIn(scratch);
}

}  // namespace checkback
