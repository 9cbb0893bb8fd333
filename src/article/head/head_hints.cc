#include "article/head/head_hints.h"

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
    HintWord{"actuali", kHintModified},
    HintWord{"aktuali", kHintModified},
    HintWord{"author", kHintAuthor},
    HintWord{"auteur", kHintAuthor},
    HintWord{"autor", kHintAuthor},
    HintWord{"breaking", kHintElsewhere},
    HintWord{"byline", kHintAuthor},
    HintWord{"caption", kHintElsewhere},
    HintWord{"carousel", kHintElsewhere},
    HintWord{"changed", kHintModified},
    HintWord{"comment", kHintElsewhere},
    HintWord{"contributor", kHintAuthor},
    HintWord{"cookie", kHintElsewhere},
    HintWord{"created", kHintPublished},
    HintWord{"creator", kHintAuthor},
    HintWord{"date", kHintDate},
    HintWord{"dato", kHintDate},
    HintWord{"datum", kHintDate},
    HintWord{"disqus", kHintElsewhere},
    HintWord{"entry-meta", kHintDate},
    HintWord{"fecha", kHintDate},
    HintWord{"footer", kHintElsewhere},
    HintWord{"journalist", kHintAuthor},
    HintWord{"lastmod", kHintModified},
    HintWord{"latest", kHintElsewhere},
    HintWord{"meta-", kHintDate},
    HintWord{"modif", kHintModified},
    HintWord{"most-", kHintElsewhere},
    HintWord{"mostread", kHintElsewhere},
    HintWord{"newslett", kHintElsewhere},
    HintWord{"outbrain", kHintElsewhere},
    HintWord{"popular", kHintElsewhere},
    HintWord{"posted", kHintDate},
    HintWord{"promo", kHintElsewhere},
    HintWord{"pubdate", kHintPublished | kHintDate},
    HintWord{"publish", kHintPublished | kHintDate},
    HintWord{"read-more", kHintElsewhere},
    HintWord{"read-next", kHintElsewhere},
    HintWord{"readmore", kHintElsewhere},
    HintWord{"recommend", kHintElsewhere},
    HintWord{"related", kHintElsewhere},
    HintWord{"reporter", kHintAuthor},
    HintWord{"sidebar", kHintElsewhere},
    HintWord{"taboola", kHintElsewhere},
    HintWord{"teaser", kHintElsewhere},
    HintWord{"time", kHintDate},
    HintWord{"trending", kHintElsewhere},
    HintWord{"update-", kHintModified},
    HintWord{"updated", kHintModified},
    HintWord{"verfasser", kHintAuthor},
    HintWord{"writer", kHintAuthor},
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
  if ((hints & kHintAuthor) && labels.find("authori") != std::string_view::npos)
    hints &= ~kHintAuthor;
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
