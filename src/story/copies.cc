#include "story/copies.h"

#include <algorithm>
#include <cmath>

namespace checkback {
namespace {

// A candidate is dropped unseen where it has fewer kept shingles in common than a
// true copy would have but once in a thousand times.
constexpr double kSpread = 3;

bool SameWords(const ShingledText& a, const ShingledText& b) {
  return std::equal(a.words().begin(), a.words().end(), b.words().begin(), b.words().end(),
                    [](const FoldedWord& x, const FoldedWord& y) { return x.hash == y.hash; });
}

// What two texts share; nothing where it is too little.
std::optional<Copy> Compare(const ShingledText& here, const ShingledText& there,
                            const CopyOptions& options) {
  const std::size_t shorter = std::min(here.distinct(), there.distinct());
  const std::size_t shared = SharedShingles(there, here);
  if (shorter == 0 || shared == 0) return std::nullopt;
  const auto share = [&](std::size_t of) {
    return static_cast<double>(shared) / static_cast<double>(of);
  };
  if (share(shorter) < options.least_share) return std::nullopt;
  Copy copy;
  copy.jaccard = share(here.distinct() + there.distinct() - shared);
  copy.of_this = share(here.distinct());
  copy.of_other = share(there.distinct());
  copy.kind = SameWords(here, there) ? CopyKind::kExact
              : copy.jaccard >= 0.5  ? CopyKind::kEdited
                                     : CopyKind::kContained;
  if (copy.kind != CopyKind::kExact && shorter + kShingleWords - 1 < options.least_words)
    return std::nullopt;
  if (options.passages) copy.passages = SharedPassages(here, there);
  return copy;
}

// The place of a whole wording in the index, away from those of the shingles.
std::uint64_t WordingKey(std::uint64_t wording) {
  return (wording ^ 0x5bd1e9955bd1e995) * 0x9e3779b97f4a7c15 >> 7;
}

struct Candidate {
  std::uint32_t wording = 0;
  std::uint32_t common = 0;  // kept shingles in both
};

// Runs of equal numbers as candidates.
std::vector<Candidate> Counted(std::vector<std::uint32_t>& hits) {
  std::sort(hits.begin(), hits.end());
  std::vector<Candidate> counted;
  for (const std::uint32_t hit : hits) {
    if (counted.empty() || counted.back().wording != hit) counted.push_back({hit, 0});
    ++counted.back().common;
  }
  return counted;
}

}  // namespace

std::string_view NameOf(CopyKind kind) {
  switch (kind) {
    case CopyKind::kExact:
      return "exact";
    case CopyKind::kEdited:
      return "edited";
    case CopyKind::kContained:
      return "contained";
  }
  return "exact";
}

std::optional<Copy> CompareTexts(std::string_view text, std::string_view other,
                                 const CopyOptions& options) {
  return Compare(ShingledText(text), ShingledText(other), options);
}

std::shared_ptr<const ShingledText> ArticleTexts::ShingledOf(ArticleId id) const {
  const std::optional<std::string> text = TextOf(id);
  return text ? std::make_shared<const ShingledText>(*text) : nullptr;
}

std::vector<std::uint32_t> CopyFinder::SameHash(const Sketch& sketch) const {
  std::vector<std::uint32_t> same;
  index_.Append(WordingKey(sketch.wording), same);
  std::erase_if(same, [&](std::uint32_t w) { return wordings_[w].hash != sketch.wording; });
  return same;
}

// The wordings worth comparing, in the order of arrival.
std::vector<std::uint32_t> CopyFinder::Candidates(const Sketch& sketch) const {
  for (const std::uint64_t shingle : sketch.kept) index_.Prefetch(shingle);
  std::vector<std::uint32_t> hits, full;  // full: the last wording in each list that is full
  for (const std::uint64_t shingle : sketch.kept) {
    const std::size_t before = hits.size();
    if (index_.Append(shingle, hits) < SketchIndex::kLongest) continue;
    full.push_back(
        *std::max_element(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end()));
  }
  std::sort(full.begin(), full.end());

  std::vector<Candidate> candidates = Counted(hits);
  std::erase_if(candidates, [&](const Candidate& c) {
    const Wording& other = wordings_[c.wording];
    const double expected = ShareKept(std::min(sketch.rate, other.rate)) * options_.least_share *
                            std::min(sketch.shingles, other.shingles);
    // A list that was full before this wording came does not say whether it belongs there.
    const auto unsaid = std::lower_bound(full.begin(), full.end(), c.wording) - full.begin();
    return static_cast<double>(c.common) + static_cast<double>(unsaid) <
           expected - kSpread * std::sqrt(expected);
  });
  if (candidates.size() > kMostCompared) {
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.common > b.common; });
    candidates.resize(kMostCompared);
  }
  std::vector<std::uint32_t> wordings;
  wordings.reserve(candidates.size());
  for (const Candidate& c : candidates) wordings.push_back(c.wording);
  return wordings;
}

std::optional<Copy> CopyFinder::CompareWith(const Wording& wording,
                                            const ShingledText& text) const {
  const std::shared_ptr<const ShingledText> other = texts_.ShingledOf(wording.first);
  if (!other) return std::nullopt;
  std::optional<Copy> copy = Compare(text, *other, options_);
  if (copy) copy->other = wording.first;
  return copy;
}

void CopyFinder::Enter(ArticleId id, const Sketch& sketch) {
  const auto wording = static_cast<std::uint32_t>(wordings_.size());
  wordings_.push_back({id, sketch.wording, sketch.shingles, sketch.rate});
  index_.Enter(WordingKey(sketch.wording), wording);
  for (const std::uint64_t shingle : sketch.kept) index_.Enter(shingle, wording);
}

std::vector<Copy> CopyFinder::Find(std::string_view text, const Sketch& sketch) const {
  std::vector<Copy> copies;
  if (sketch.kept.empty()) return copies;
  const std::vector<std::uint32_t> same = SameHash(sketch);
  const std::vector<std::uint32_t> candidates = Candidates(sketch);
  if (same.empty() && candidates.empty()) return copies;
  const ShingledText shingled(text);
  for (const std::uint32_t wording : same) {
    auto copy = CompareWith(wordings_[wording], shingled);
    if (copy && copy->kind == CopyKind::kExact) return {*std::move(copy)};
  }
  for (const std::uint32_t wording : candidates) {
    if (auto copy = CompareWith(wordings_[wording], shingled)) copies.push_back(*std::move(copy));
  }
  std::sort(copies.begin(), copies.end(),
            [](const Copy& x, const Copy& y) { return x.other < y.other; });
  return copies;
}

std::vector<Copy> CopyFinder::Add(ArticleId id, std::string_view text, const Sketch& sketch) {
  std::vector<Copy> copies = Find(text, sketch);
  const bool exact = copies.size() == 1 && copies.front().kind == CopyKind::kExact;
  if (!exact && !sketch.kept.empty()) Enter(id, sketch);
  return copies;
}

void CopyFinder::Load(ArticleId id, const Sketch& sketch) {
  if (!sketch.kept.empty() && SameHash(sketch).empty()) Enter(id, sketch);
}

std::size_t CopyFinder::bytes() const {
  return sizeof(*this) - sizeof(index_) + index_.bytes() + wordings_.capacity() * sizeof(Wording);
}

}  // namespace checkback
