#include "reading/grammar.h"

#include <algorithm>

#include "reading/lemma.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// The words with every head behind its dependents, so that one pass over them sums up trees.
std::vector<WordIndex> DependentsFirst(const Parse& parse, const std::vector<WordIndex>& dependents,
                                       const std::vector<std::uint32_t>& ends) {
  std::vector<WordIndex> order;
  order.reserve(parse.words.size());
  for (WordIndex i = 0; i < parse.words.size(); ++i) {
    if (parse.words[i].head < 0) order.push_back(i);
  }
  for (std::size_t next = 0; next < order.size(); ++next) {
    const WordIndex word = order[next];
    for (std::uint32_t at = word == 0 ? 0 : ends[word - 1]; at < ends[word]; ++at) {
      order.push_back(dependents[at]);
    }
  }
  std::reverse(order.begin(), order.end());
  return order;
}

bool IsMark(const Word& word) {
  return word.upos == Upos::kPunct;
}

}  // namespace

Grammar::Grammar(std::string_view text, const Parse& parse, std::string_view language)
    : text_(text), parse_(&parse), language_(language) {
  const std::size_t count = parse.words.size();
  lower_at_.reserve(count);
  lemma_at_.reserve(count);
  letters_.reserve(text.size() * 2);
  for (const Word& word : parse.words) {
    const std::string_view printed = Words(text, word.span);
    letters_ += AsciiLower(printed);
    lower_at_.push_back(static_cast<std::uint32_t>(letters_.size()));
    if (parse.parsed) letters_ += AsciiLower(LemmaOf(printed, word.upos, word.form, language));
    lemma_at_.push_back(static_cast<std::uint32_t>(letters_.size()));
  }

  dependents_at_.assign(count, 0);
  for (const Word& word : parse.words) {
    if (word.head >= 0) ++dependents_at_[static_cast<std::size_t>(word.head)];
  }
  std::uint32_t sum = 0;
  for (std::uint32_t& at : dependents_at_) {
    const std::uint32_t begin = sum;
    sum += at;
    at = begin;
  }
  dependents_.resize(sum);
  for (WordIndex i = 0; i < count; ++i) {
    const std::int32_t head = parse.words[i].head;
    if (head >= 0) dependents_[dependents_at_[static_cast<std::size_t>(head)]++] = i;
  }

  under_.resize(count);
  for (WordIndex i = 0; i < count; ++i) under_[i] = {i, i + 1};
  for (const WordIndex i : DependentsFirst(parse, dependents_, dependents_at_)) {
    const std::int32_t head = parse.words[i].head;
    if (head < 0) continue;
    WordRange& over = under_[static_cast<std::size_t>(head)];
    over.first = std::min(over.first, under_[i].first);
    over.end = std::max(over.end, under_[i].end);
  }

  sentence_of_.resize(count);
  std::uint32_t sentence = 0;
  for (std::size_t i = 0; i < count; ++i) {
    while (sentence < parse.sentence_end.size() && i >= parse.sentence_end[sentence]) ++sentence;
    sentence_of_[i] = sentence;
  }
}

// These three are empty behind the last word, so that a rule may look ahead at the end of a text.
std::string_view Grammar::Printed(WordIndex word) const {
  if (word >= size()) return {};
  return Words(text_, parse_->words[word].span);
}

std::string_view Grammar::Lower(WordIndex word) const {
  if (word >= size()) return {};
  const std::size_t begin = word == 0 ? 0 : lemma_at_[word - 1];
  return std::string_view(letters_).substr(begin, lower_at_[word] - begin);
}

std::string_view Grammar::Lemma(WordIndex word) const {
  if (word >= size()) return {};
  if (!parse_->parsed) return Lower(word);
  return std::string_view(letters_).substr(lower_at_[word], lemma_at_[word] - lower_at_[word]);
}

std::span<const WordIndex> Grammar::Dependents(WordIndex word) const {
  const std::size_t begin = word == 0 ? 0 : dependents_at_[word - 1];
  return std::span(dependents_).subspan(begin, dependents_at_[word] - begin);
}

std::optional<WordIndex> Grammar::Dependent(WordIndex word, Relation relation) const {
  const bool whole = UniversalPart(relation) == relation;
  // The roots of the later pieces of an endless sentence hang on its first word; what belongs to a
  // word stands in its own piece, and before them.
  const std::span<const WordIndex> all = Dependents(word);
  for (const WordIndex i : all.first(std::min(all.size(), kLongestParsed))) {
    const Relation has = parse_->words[i].relation;
    if (has == relation || (whole && UniversalPart(has) == relation)) return i;
  }
  return std::nullopt;
}

std::optional<WordIndex> Grammar::Head(WordIndex word) const {
  const std::int32_t head = parse_->words[word].head;
  if (head < 0) return std::nullopt;
  return static_cast<WordIndex>(head);
}

WordRange Grammar::Sentence(std::size_t sentence) const {
  const std::size_t first = sentence == 0 ? 0 : parse_->sentence_end[sentence - 1];
  return {static_cast<WordIndex>(first), static_cast<WordIndex>(parse_->sentence_end[sentence])};
}

Span Grammar::Bytes(WordRange range) const {
  if (range.first >= range.end) return {};
  return {parse_->words[range.first].span.start, parse_->words[range.end - 1].span.end};
}

WordRange Grammar::Trimmed(WordRange range) const {
  while (range.first < range.end && IsMark(parse_->words[range.first])) ++range.first;
  while (range.first < range.end && IsMark(parse_->words[range.end - 1])) --range.end;
  return range;
}

}  // namespace checkback
