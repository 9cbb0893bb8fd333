#include "story/told/told_words.h"

#include <cmath>

namespace checkback {

ToldWords::Place ToldWords::PlaceOf(std::uint64_t word) {
  const auto [known, is_new] = places_.try_emplace(word, static_cast<Place>(words_.size()));
  if (is_new) words_.emplace_back();
  return known->second;
}

void ToldWords::Count(const HeldSentence& sentence) {
  ++sentences_;
  for (const std::uint64_t word : sentence.words) ++words_[PlaceOf(word)].count;
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

double ToldWords::WeightAt(Place place) {
  Word& word = words_[place];
  if (word.weighed_at != sentences_) {
    word.weighed_at = sentences_;
    word.weight = std::log((static_cast<double>(sentences_) + 1) / (word.count + 0.5));
  }
  return word.weight;
}

void ToldWords::SetParts(std::span<const HeldWords* const> parts) {
  ++capture_;
  holders_.clear();
  for (std::size_t part = 0; part < parts.size(); ++part) {
    for (const std::uint64_t of_part : *parts[part]) {
      const auto known = places_.find(of_part);
      if (known == places_.end()) continue;  // no question holds it
      Word& word = words_[known->second];
      const std::uint32_t before = word.capture == capture_ ? word.holder : kNone;
      word.capture = capture_;
      word.holder = static_cast<std::uint32_t>(holders_.size());
      holders_.push_back({static_cast<std::uint32_t>(part), before});
    }
  }
}

}  // namespace checkback
