#include "story/told/told_words.h"

#include <cmath>

namespace checkback {

ToldWords::Place ToldWords::PlaceOf(std::uint64_t word) {
  const auto [known, is_new] = places_.try_emplace(word, static_cast<Place>(counts_.size()));
  if (!is_new) return known->second;
  counts_.push_back(0);
  first_holders_.push_back(kNone);
  in_a_part_.resize(counts_.size() / 64 + 1);
  if (weights_.empty()) weights_.emplace_back();
  return known->second;
}

void ToldWords::Count(const HeldSentence& sentence) {
  ++sentences_;
  for (const std::uint64_t word : sentence.words) {
    const std::uint32_t count = ++counts_[PlaceOf(word)];
    if (count >= weights_.size()) weights_.resize(count + 1);
  }
}

void ToldWords::Keep(const HeldSentence& sentence) {
  told_.insert(sentence.words.begin(), sentence.words.end());
  told_.insert(sentence.times.begin(), sentence.times.end());
}

std::vector<ToldWords::Place> ToldWords::PlacesOf(const HeldWords& words) {
  std::vector<Place> places;
  places.reserve(words.size());
  for (const std::uint64_t word : words) places.push_back(PlaceOf(word));
  return places;
}

ToldWords::Weight ToldWords::WeightOf(std::uint32_t count) const {
  return {std::log((static_cast<double>(sentences_) + 1) / (count + 0.5)), sentences_};
}

void ToldWords::SetParts(std::span<const HeldWords* const> parts) {
  for (const Place place : held_) in_a_part_[place / 64] = 0;
  held_.clear();
  holders_.clear();
  for (std::size_t part = 0; part < parts.size(); ++part) {
    for (const std::uint64_t of_part : *parts[part]) {
      const auto known = places_.find(of_part);
      if (known == places_.end()) continue;  // no question holds it
      const Place place = known->second;
      const bool is_first = !IsInAPart(place);
      if (is_first) held_.push_back(place);
      in_a_part_[place / 64] |= std::uint64_t{1} << place % 64;
      const std::uint32_t before = is_first ? kNone : first_holders_[place];
      first_holders_[place] = static_cast<std::uint32_t>(holders_.size());
      holders_.push_back({static_cast<std::uint32_t>(part), before});
    }
  }
}

}  // namespace checkback
