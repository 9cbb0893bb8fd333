// Sentences that were parsed before. News repeats itself: a wire report is printed by forty pages,
// and a page that was edited once has forty sentences as before. The same words are parsed alike,
// so what is remembered is what the parser would find, and it takes a tenth of the time.
//
//   ParseMemory memory;                        one for each thread
//   ReadArticle(article, seen_at, memory);     the same as without it
//
// Takes 2 MB at first and some 15 MB when it is full; a newer sentence takes the place of an older
// one then. Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/reading.h"

namespace checkback {

class ParseMemory {
 public:
  ParseMemory() : places_(kPlaces) {}

  // Fills in `words` as those of `key` were, and says so. `key`: all that the parser looks at.
  bool Recall(std::string_view key, std::span<Word> words, std::size_t first) const;
  // `words` begin with the one whose number is `first`, and no head is outside.
  void Keep(std::string_view key, std::span<const Word> words, std::size_t first);

 private:
  static constexpr std::size_t kPlaces = std::size_t{1} << 15;
  static constexpr std::size_t kLongestKey = 2048;  // bytes; a longer one is not kept

  struct Parsed {
    Upos upos;
    Form form;
    Relation relation;
    std::int16_t head;  // counted from the first word; -1: the root
  };
  struct Place {
    std::string key;
    std::vector<Parsed> words;
  };

  std::vector<Place> places_;
};

// As in parse.h.
Parse ParseText(std::string_view text, std::span<const Span> sentences, std::string_view language,
                ParseMemory& memory);
// As in reading.h.
Reading ReadArticle(const Article& article, std::optional<Instant> seen_at, ParseMemory& memory);

}  // namespace checkback
