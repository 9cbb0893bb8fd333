#include "story/told/told_before.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace checkback {
namespace {

constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;

void SortUnique(std::vector<std::uint64_t>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

std::uint64_t KeyOf(const ComparedTelling& sentence) {
  std::uint64_t key = sentence.page + 1;
  for (const std::uint64_t word : sentence.words) key = (key ^ word) * kPrime;
  return sentence.negated ? ~key : key;
}

}  // namespace

ComparedTelling ComparedOf(const Content& content) {
  ComparedTelling compared;
  compared.words.reserve(content.words.size());
  compared.pairs.reserve(content.words.size());
  std::uint64_t last = 0;
  for (const ContentWord& word : content.words) {
    compared.words.push_back(word.hash);
    if (word.is_number) compared.numbers.push_back(word.hash);
    if (word.is_name) compared.names.push_back(word.hash);
    if (last != 0) compared.pairs.push_back((last ^ (word.hash >> 1)) * kPrime);
    last = word.hash;
  }
  SortUnique(compared.words);
  SortUnique(compared.numbers);
  SortUnique(compared.names);
  SortUnique(compared.pairs);
  compared.printed = content.printed;
  compared.negated = content.negations % 2 == 1;
  return compared;
}

std::size_t CountCommon(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t common = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) {
      ++common;
      ++x;
      ++y;
    } else {
      *x < *y ? ++x : ++y;
    }
  }
  return common;
}

void ToldBefore::Add(ComparedTelling sentence) {
  ++sentences_;
  printed_.try_emplace(sentence.printed, Printed{sentence.capture, sentence.place});
  for (const std::uint64_t pair : sentence.pairs) pairs_.insert(pair);
  const bool is_kept = kept_.insert(KeyOf(sentence)).second;
  const auto place = static_cast<std::uint32_t>(told_.size());
  for (const std::uint64_t word : sentence.words) {
    Places& places = places_[word];
    ++places.count;
    if (!is_kept) continue;
    if (places.sentences.size() < kMostOfWord) {
      places.sentences.push_back(place);
    } else {
      places.sentences[places.oldest] = place;
      places.oldest = (places.oldest + 1) % kMostOfWord;
    }
  }
  if (!is_kept) return;
  told_.push_back(std::move(sentence));
  met_at_.push_back(0);
}

std::optional<ToldBefore::Printed> ToldBefore::FirstPrinted(std::uint64_t printed) const {
  const auto found = printed_.find(printed);
  return found == printed_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<ToldBefore::Word> ToldBefore::WordsOf(std::span<const std::uint64_t> words) const {
  constexpr double kLeast = 0.05;
  std::vector<Word> found;
  found.reserve(words.size());
  for (const std::uint64_t word : words) {
    const auto known = places_.find(word);
    const Places* places = known == places_.end() ? nullptr : &known->second;
    const double count = places == nullptr ? 0 : static_cast<double>(places->count);
    const double rarity = std::log((static_cast<double>(sentences_) + 2) / (count + 0.5));
    found.push_back({places, std::max(kLeast, rarity)});
  }
  return found;
}

void ToldBefore::Meet(const Places& places, double weight) {
  static_assert(kMostMet + kMostOfWord < std::numeric_limits<std::uint16_t>::max());
  const bool full = met_.size() >= kMostMet;
  for (const std::uint32_t place : places.sentences) {
    std::uint16_t& at = met_at_[place];
    if (at == 0 && full) continue;
    if (at == 0) {
      met_.push_back({0, place});
      at = static_cast<std::uint16_t>(met_.size());
    }
    met_[at - 1u].held += weight;
  }
}

std::vector<ToldBefore::Near> ToldBefore::Nearest(const ComparedTelling& sentence,
                                                  std::span<const Word> words) {
  std::vector<Word> rare;  // the words that were told, rarest first
  rare.reserve(words.size());
  double total = 0;
  for (const Word& word : words) {
    total += word.weight;
    if (word.places != nullptr) rare.push_back(word);
  }
  std::stable_sort(rare.begin(), rare.end(),
                   [](const Word& a, const Word& b) { return a.weight > b.weight; });
  met_.clear();
  for (const Word& word : rare) Meet(*word.places, word.weight);
  for (const Met& met : met_) met_at_[met.place] = 0;
  const std::size_t most = std::min(kMostNear, met_.size());
  std::partial_sort(met_.begin(), met_.begin() + static_cast<std::ptrdiff_t>(most), met_.end(),
                    [](const Met& a, const Met& b) {
                      return a.held != b.held ? a.held > b.held : a.place < b.place;
                    });
  std::vector<Near> nearest;
  nearest.reserve(most);
  for (std::size_t i = 0; i < most; ++i) {
    const ComparedTelling& other = told_[met_[i].place];
    const std::size_t common = CountCommon(sentence.words, other.words);
    const std::size_t either = sentence.words.size() + other.words.size() - common;
    nearest.push_back({&other, total > 0 ? met_[i].held / total : 0,
                       either > 0 ? static_cast<double>(common) / static_cast<double>(either) : 0});
  }
  return nearest;
}

}  // namespace checkback
