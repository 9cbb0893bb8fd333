#include "reading/events/words.h"

namespace checkback {
namespace {

constexpr std::string_view kCurly = "\u2019";

bool IsVowel(char c) {
  return std::string_view("AEIOU").find(c) != std::string_view::npos;
}

}  // namespace

WordNumber EventWords::Add(std::string_view upper) {
  const auto number = static_cast<WordNumber>(numbers_.size() + 1);
  return numbers_.emplace(std::string(upper), number).first->second;
}

WordNumber EventWords::Find(std::string_view upper) const {
  const auto found = numbers_.find(upper);
  return found == numbers_.end() ? kUnknownWord : found->second;
}

std::vector<PhraseWord> PhraseWords(std::string_view phrase, EventWords& words) {
  std::vector<PhraseWord> out;
  std::size_t at = 0;
  bool tied = false;
  while (at < phrase.size()) {
    const std::size_t end = std::min(phrase.find_first_of(" \t_-", at), phrase.size());
    if (end > at) {
      if (out.size() == kMostPhraseWords) return {};
      out.push_back({words.Add(UpperOf(phrase.substr(at, end - at))), tied && !out.empty()});
      tied = true;
    }
    if (end < phrase.size() && (phrase[end] == ' ' || phrase[end] == '\t')) tied = false;
    at = end + 1;
  }
  return out;
}

std::string UpperOf(std::string_view word) {
  std::string upper;
  upper.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word.substr(i).starts_with(kCurly)) {
      upper += '\'';
      i += kCurly.size() - 1;
    } else {
      upper += word[i] >= 'a' && word[i] <= 'z' ? static_cast<char>(word[i] - 'a' + 'A') : word[i];
    }
  }
  return upper;
}

std::string PluralOf(std::string_view upper) {
  std::string plural(upper);
  if (upper.empty()) return plural;
  const bool hissing = upper.ends_with('S') || upper.ends_with('X') || upper.ends_with('Z') ||
                       upper.ends_with("CH") || upper.ends_with("SH");
  if (hissing) return plural + "ES";
  if (upper.ends_with('Y') && upper.size() > 1 && !IsVowel(upper[upper.size() - 2])) {
    plural.pop_back();
    return plural + "IES";
  }
  return plural + "S";
}

}  // namespace checkback
