// What changed between two versions of a page, by sentence and then by word.
//
//   Tarsova will send nine officials to Cassim.
//                     ----                          was: "nine"   what: number
//   Tarsova will send seven officials to Cassim.
//                     -----                         now: "seven"
//
// Typography and white space are no change; neither is the order of sentences and paragraphs.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "text/span.h"

namespace checkback {

enum class EditKind { kHeadline, kNumber, kName, kDate, kQuote, kStatus, kText };

struct Edit {
  EditKind what = EditKind::kText;
  // In the article's text, or in its headline where `what` is kHeadline. Empty where nothing was
  // taken out or put in; it then says where.
  Span was;
  Span now;
  // The same with up to four unchanged words of the sentence on either side.
  Span was_phrase;
  Span now_phrase;

  friend bool operator==(const Edit&, const Edit&) = default;
};

struct Diff {
  std::vector<Edit> edits;               // the headline's, then the text's in the order of `now`
  std::vector<std::string> corrections;  // correction notices that only `now` carries
  std::vector<std::string> withdrawn;    // and those that only `was` carried
  bool rough = false;  // some sentences were too many or too long to compare word by word

  bool empty() const { return edits.empty() && corrections.empty() && withdrawn.empty(); }
  friend bool operator==(const Diff&, const Diff&) = default;
};

// The text that the spans of `edit` are of; valid as long as `article`.
std::string_view TextOf(const Article& article, const Edit& edit);

// Both should be of the same address, but need not. Bounded: texts of 10,000 sentences take under
// a second; where the words to compare make more than kMostCells cells, the sentences that are
// left give one edit from their first to their last difference (`rough`). Safe to call from many
// threads.
Diff DiffArticles(const Article& was, const Article& now);
inline constexpr std::size_t kMostCells = 20'000'000;

std::string_view NameOf(EditKind kind);  // "number"

}  // namespace checkback
