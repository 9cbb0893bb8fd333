#include "story/keeper/vocabulary.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "text/embedded.h"

namespace checkback {
namespace {

constexpr std::string_view kFolder = "rules/";
constexpr std::string_view kFile = "/background.txt";

// Lines of a share and the words that have it: "0.0148 reform tax".
std::unordered_map<std::uint64_t, float> ReadBackground(std::string_view rest) {
  std::unordered_map<std::uint64_t, float> shares;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line[0] == '#') continue;
    std::size_t at = std::min(line.find(' '), line.size());
    float share = 0;
    const char* digits = line.data();  // with their end
    std::from_chars(digits, digits + at, share);
    while (at < line.size()) {
      const std::size_t word_end = std::min(line.find(' ', at + 1), line.size());
      shares.emplace(TermHash(line.substr(at + 1, word_end - at - 1)), share);
      at = word_end;
    }
  }
  return shares;
}

}  // namespace

std::vector<std::string> BackgroundLanguages() {
  std::vector<std::string> languages;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    const std::string_view path = kEmbeddedFiles[i].path;
    if (!path.starts_with(kFolder) || !path.ends_with(kFile)) continue;
    languages.emplace_back(
        path.substr(kFolder.size(), path.size() - kFolder.size() - kFile.size()));
  }
  std::sort(languages.begin(), languages.end());
  return languages;
}

Vocabulary::Vocabulary(std::string_view language)
    : background_(ReadBackground(
          FindEmbedded(std::string(kFolder) + std::string(language) + std::string(kFile)))),
      background_articles_(background_.empty() ? 0 : kBackground) {}

std::vector<TermId> Vocabulary::IdsOf(const ArticleTerms& article) {
  // What the cache lacks is asked for ahead: first the slots, then the terms that they name.
  if (!slots_.empty()) {
    const std::size_t last = slots_.size() - 1;
    for (const Term& term : article.terms) __builtin_prefetch(&slots_[term.hash & last]);
    for (const Term& term : article.terms) {
      const TermId first = slots_[term.hash & last];
      if (first != kNoTerm) __builtin_prefetch(&terms_[first]);
    }
  }
  std::vector<TermId> ids;
  ids.reserve(article.terms.size());
  for (const Term& term : article.terms) ids.push_back(IdOf(term.hash, term.digits));
  return ids;
}

TermId Vocabulary::Find(std::uint64_t hash) const {
  if (slots_.empty()) return kNoTerm;
  for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at] == kNoTerm || terms_[slots_[at]].hash == hash) return slots_[at];
  }
}

// The term must not be there.
void Vocabulary::Enter(TermId term) {
  if (3 * (entered_ + 1) > 2 * slots_.size()) return Reindex();
  std::size_t at = terms_[term].hash & (slots_.size() - 1);
  while (slots_[at] != kNoTerm) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = term;
  ++entered_;
}

TermId Vocabulary::IdOf(std::uint64_t hash, bool figure) {
  if (const TermId known = Find(hash); known != kNoTerm) return known;
  auto term = static_cast<TermId>(terms_.size());
  if (free_.empty()) {
    terms_.emplace_back();
  } else {
    term = free_.back();
    free_.pop_back();
  }
  const auto share = background_.find(hash);
  terms_[term] = {hash, share == background_.end() ? 0.0f : share->second, 0, figure, false};
  Enter(term);
  return term;
}

double Vocabulary::Idf(TermId term) const {
  return std::log((articles_ + background_articles_ + 1) / (Seen(terms_[term]) + 0.5));
}

double Vocabulary::Familiarity(const ArticleTerms& article) const {
  const double all = articles_ + background_articles_;
  double sum = 0;
  for (const Term& term : article.terms) {
    if (const TermId id = Find(term.hash); id != kNoTerm) {
      sum += Seen(terms_[id]) / all;
    } else if (const auto share = background_.find(term.hash); share != background_.end()) {
      sum += static_cast<double>(share->second) * background_articles_ / all;
    }
  }
  return sum;
}

bool Vocabulary::Learn(const std::vector<TermId>& terms) {
  for (const TermId term : terms) ++terms_[term].articles;
  if (++articles_ < kRemembered) return false;
  articles_ /= 2;
  for (Known& term : terms_) term.articles /= 2;
  return true;
}

void Vocabulary::Forget(const std::vector<bool>& used) {
  for (TermId term = 0; term < terms_.size(); ++term) {
    Known& known = terms_[term];
    const bool in_use = known.articles > 0 || (term < used.size() && used[term]);
    if (known.free || in_use) continue;
    known.free = true;
    free_.push_back(term);
  }
  Reindex();
}

void Vocabulary::Reindex() {
  const auto known = static_cast<std::size_t>(
      std::count_if(terms_.begin(), terms_.end(), [](const Known& k) { return !k.free; }));
  std::size_t size = 16;
  while (size < 2 * known) size *= 2;
  slots_.assign(size, kNoTerm);
  entered_ = 0;
  for (TermId term = 0; term < terms_.size(); ++term) {
    if (!terms_[term].free) Enter(term);
  }
}

}  // namespace checkback
