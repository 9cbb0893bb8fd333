#include "story/keeper/story_terms.h"

#include <cassert>

namespace checkback {

StoryTerms::StoryTerms(const TermVector& vector) {
  assert(vector.size() <= kStoryTerms);
  constexpr std::array<float Weight::*, kViews> kWeights = {&Weight::head, &Weight::lede,
                                                            &Weight::name};
  terms_ = static_cast<std::uint16_t>(vector.size());
  std::size_t numbers = 2 * vector.size();
  for (const Weight& w : vector) {
    for (const auto view : kWeights) numbers += w.*view != 0 ? 1 : 0;
  }
  block_.reserve(numbers);  // no room to spare: there are many stories
  for (const Weight& w : vector) block_.push_back(w.term);
  for (const Weight& w : vector) block_.push_back(std::bit_cast<std::uint32_t>(w.all));
  for (std::size_t view = 0; view < kViews; ++view) {
    begins_[view] = static_cast<std::uint16_t>(block_.size());
    for (std::size_t i = 0; i < vector.size(); ++i) {
      const float weight = vector[i].*kWeights[view];
      if (weight == 0) continue;
      has_[view][i / 64] |= std::uint64_t{1} << i % 64;
      block_.push_back(std::bit_cast<std::uint32_t>(weight));
    }
  }
}

TermVector StoryTerms::Unpacked() const {
  TermVector vector;
  vector.reserve(kStoryTerms);
  for (std::size_t i = 0; i < terms_; ++i) vector.push_back((*this)[i]);
  return vector;
}

}  // namespace checkback
