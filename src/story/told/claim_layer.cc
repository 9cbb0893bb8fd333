#include "story/told/claim_layer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "story/told/content_words.h"
#include "story/told/newest.h"
#include "story/told/printed_hash.h"
#include "story/told/sentence_around.h"
#include "text/hash.h"

namespace checkback {
namespace {

// The share of the words of each, by rarity, that the other has. Set by reading the claims of
// data/developing, where nothing is labelled for it.
constexpr double kShared = 0.6;
// Fewer words of content say nothing that another statement could be told from.
constexpr std::size_t kLeastWords = 3;

HeldWords CommonOf(const HeldWords& a, const HeldWords& b) {
  HeldWords common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return common;
}

ClaimLayer::Said SaidOf(const Telling& telling, const HeldReader& reader,
                        const NewsStatement& statement) {
  const Article& article = *telling.article;
  const Content content = ContentOf(Words(article.text, statement.span), article.language);
  const HeldSentence held = reader.Read(statement.span, content);
  ClaimLayer::Said said{.words = held.with_names,
                        .names = held.numbers,
                        .numbers = held.numbers,
                        .times = held.times,
                        .printed = held.printed,
                        .negated = false};
  said.names.insert(said.names.end(), held.actors.begin(), held.actors.end());
  // Names of those who are called otherwise, and words with a capital.
  std::set_difference(held.with_names.begin(), held.with_names.end(), held.words.begin(),
                      held.words.end(), std::back_inserter(said.names));
  for (const ContentWord& word : content.words) {
    if (word.is_name) said.names.push_back(word.family);
  }
  SortEachOnce(said.names);
  said.negated = content.negations % 2 == 1;
  return said;
}

// Whether both say who speaks, and it is the same one: "Karsk", "Milena Karsk".
bool AreOneSource(const HeldWords& a, const HeldWords& b) {
  const HeldWords& shorter = a.size() < b.size() ? a : b;
  return !shorter.empty() && CommonOf(a, b).size() == shorter.size();
}

}  // namespace

double ClaimLayer::WeightOf(std::uint64_t word) const {
  const auto found = count_.find(word);
  return std::log((statements_ + 1) / ((found == count_.end() ? 0 : found->second) + 0.5));
}

ClaimLayer::Outline ClaimLayer::OutlineOf(const Said& said) {
  Outline outline{.words = WordMarks(said.words), .numbers = 0, .negated = said.negated};
  for (const std::uint64_t number : said.numbers)
    outline.numbers = (outline.numbers ^ number) * 0x9e3779b97f4a7c15;
  return outline;
}

// Whether AreOne can be true.
bool ClaimLayer::MayBeOne(const WeighedSaid& weighed, const Outline& other) {
  constexpr double kRounding = 1e-9;  // above what sums of the same in two orders differ by
  if (weighed.outline.negated != other.negated || weighed.outline.numbers != other.numbers)
    return false;
  double shared = 0;
  for (std::size_t i = 0; i < weighed.weights.size(); ++i) {
    if (other.words.MayHold(weighed.said.words[i])) shared += weighed.weights[i];
  }
  return shared >= kShared * weighed.all - kRounding;
}

// Whether `weighed` is of one thing with what a claim was first made with.
bool ClaimLayer::AreOne(const WeighedSaid& weighed, const Said& other) const {
  const Said& said = weighed.said;
  if (said.negated != other.negated || said.numbers != other.numbers) return false;
  // Most have too little in common: what the claim's own words weigh is not asked for those.
  double shared = 0;
  std::size_t common = 0, names = 0;
  for (std::size_t x = 0, y = 0; x < said.words.size() && y < other.words.size();) {
    const std::uint64_t a = said.words[x], b = other.words[y];
    if (a <= b) ++x;
    if (b <= a) ++y;
    if (a != b) continue;
    shared += weighed.weights[x - 1];
    ++common;
    names += Holding(said.names, a) && Holding(other.names, a) ? 1 : 0;
  }
  if (shared < kShared * weighed.all) return false;
  if (names == 0 || names == common) return false;
  if (!said.times.empty() && !other.times.empty() && CommonOf(said.times, other.times).empty())
    return false;
  double all = 0;
  for (const std::uint64_t word : other.words) all += WeightOf(word);
  return shared >= kShared * std::max(weighed.all, all);
}

ClaimLayer::WeighedSaid ClaimLayer::Weighed(const Said& said) const {
  WeighedSaid weighed{.said = said, .weights = {}, .outline = OutlineOf(said)};
  weighed.weights.reserve(said.words.size());
  for (const std::uint64_t word : said.words) {
    weighed.weights.push_back(WeightOf(word));
    weighed.all += weighed.weights.back();
  }
  return weighed;
}

std::vector<std::uint64_t> ClaimLayer::RarestOf(const WeighedSaid& weighed) {
  std::vector<std::size_t> order(weighed.weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return weighed.weights[a] > weighed.weights[b];
  });
  if (order.size() > kMostWords) order.resize(kMostWords);
  std::vector<std::uint64_t> words;
  words.reserve(order.size());
  for (const std::size_t at : order) words.push_back(weighed.said.words[at]);
  return words;
}

ClaimLayer::Entry* ClaimLayer::Find(const Said& said) {
  const WeighedSaid weighed = Weighed(said);
  met_.resize(entries_.size());
  ++meeting_;
  for (const std::uint64_t word : RarestOf(weighed)) {
    const auto found = of_word_.find(word);
    if (found == of_word_.end()) continue;
    for (const std::uint32_t entry : found->second) {
      if (std::exchange(met_[entry], meeting_) == meeting_) continue;
      if (MayBeOne(weighed, outlines_[entry]) && AreOne(weighed, entries_[entry].said))
        return &entries_[entry];
    }
  }
  return nullptr;
}

void ClaimLayer::Add(const NextCapture& next) {
  const Telling& telling = next.telling;
  if (telling.is_visit || telling.copy_of) return;
  const Article& article = *telling.article;
  const HeldReader reader(telling);
  const std::vector<bool> reprinted = Reprinted(telling);
  for (const NewsStatement& statement : telling.reading->statements) {
    const std::size_t sentence = SentenceAt(*telling.reading, statement.span);
    if (statement.telling || reprinted[sentence]) continue;
    Said said = SaidOf(telling, reader, statement);
    HeldWords source = FamiliesOf(statement.source, article.language);
    SortEachOnce(source);
    const bool somebody = !statement.source.empty() && source.empty();  // "they"
    if (said.words.size() < kLeastWords || somebody) continue;
    const std::uint64_t printed = said.printed;
    Take(std::move(said),
         {.statement = {.at = {next.capture, statement.span},
                        .source = statement.source,
                        .status = std::string(NameOf(statement.status)),
                        .who = {}},
          .source = std::move(source),
          .origin = telling.origin,
          .sentence = sentence,
          .printed = printed},
         Words(article.text, statement.span));
  }
}

// Of each sentence whether the story has printed it before: then its statements are known.
std::vector<bool> ClaimLayer::Reprinted(const Telling& telling) {
  std::vector<std::uint64_t> printed;
  printed.reserve(telling.reading->sentences.size());
  std::vector<bool> reprinted(std::max<std::size_t>(telling.reading->sentences.size(), 1));
  for (std::size_t i = 0; i < telling.reading->sentences.size(); ++i) {
    const Span& span = telling.reading->sentences[i].span;
    printed.push_back(PrintedHashOf(Words(telling.article->text, span)));
    reprinted[i] = printed_.contains(printed.back());
  }
  printed_.insert(printed.begin(), printed.end());
  return reprinted;
}

void ClaimLayer::Take(Said said, Row row, std::string_view words) {
  ++statements_;
  for (const std::uint64_t word : said.words) ++count_[word];
  Entry* known = Find(said);
  if (!known) {
    const auto entry = static_cast<std::uint32_t>(entries_.size());
    for (const std::uint64_t word : said.words) KeepNewest(of_word_[word], entry, kMostOfWord);
    outlines_.push_back(OutlineOf(said));
    const std::string id = fmt::format("c{:08x}", Hash64(words) & 0xFFFFFFFF);
    entries_.push_back({id, std::move(said), {std::move(row)}});
    return;
  }
  if (Repeats(known->rows, row)) return;
  known->rows.push_back(std::move(row));
}

// Whether `row` says nothing that the rows before it do not: a part of the same sentence, the same
// words reprinted, or what its source said last with the same status.
bool ClaimLayer::Repeats(const std::vector<Row>& rows, const Row& row) {
  bool last_of_source = true;
  for (auto earlier = rows.rbegin(); earlier != rows.rend(); ++earlier) {
    const StoryStatement& said = earlier->statement;
    if (said.at.capture == row.statement.at.capture && earlier->sentence == row.sentence)
      return true;
    const bool outlets = said.source.empty() && row.statement.source.empty();
    const bool same_status = said.status == row.statement.status;
    if (outlets && earlier->printed == row.printed) return true;
    const bool one_source =
        outlets ? earlier->origin == row.origin : AreOneSource(earlier->source, row.source);
    if (!one_source || !last_of_source) continue;
    if (same_status) return true;
    last_of_source = false;
  }
  return false;
}

std::vector<StoryClaim> ClaimLayer::Told() const {
  std::vector<StoryClaim> claims;
  for (const Entry& entry : entries_) {
    if (entry.rows.size() < 2) continue;
    StoryClaim& claim = claims.emplace_back();
    claim.id = entry.id;
    for (const Row& row : entry.rows) claim.rows.push_back(row.statement);
  }
  return claims;
}

}  // namespace checkback
