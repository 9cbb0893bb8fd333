#include "story/keeper/evidence.h"

namespace checkback {

const std::array<std::string_view, kColumns> kColumnNames = {
    "cos_head", "cos_lede", "cos_all", "cos_name", "head_in_all", "all_in_head",
    "mean_head", "mean_lede", "mean_all", "mean_name",
    "best_head", "best_lede", "best_all", "best_name",
    "shared_head_idf", "shared_lede_idf", "shared_names",
    "own_top_found", "story_top_found", "names_found", "digits_found", "digits_missing",
    "hours_to_nearest", "hours_to_first", "hours_to_last",
    "voices", "head_words", "words", "story_words", "cohesion_lede", "cohesion_all",
    "margin_lede", "margin_all", "rank_all"};

TermLookup::TermLookup(const TermVector& terms) : terms_(terms) {
  for (std::size_t i = 0; i < terms.size(); ++i) {
    std::size_t at = Place(terms[i].term);
    while (slots_[at] != 0) at = (at + 1) & (kSlots - 1);
    slots_[at] = static_cast<std::uint8_t>(i + 1);
  }
}

}  // namespace checkback
