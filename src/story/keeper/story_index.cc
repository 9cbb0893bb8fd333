#include "story/keeper/story_index.h"

#include <algorithm>

namespace checkback {

namespace {

bool IsBetter(const StoryIndex::Hit& a, const StoryIndex::Hit& b) {
  return a.score != b.score ? a.score > b.score : a.story > b.story;
}

void KeepBest(std::vector<StoryIndex::Hit>& hits, std::size_t most) {
  if (hits.size() <= most) return;
  std::nth_element(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(most), hits.end(),
                   IsBetter);
  hits.resize(most);
}

}  // namespace

std::vector<StoryIndex::Hit> StoryIndex::Find(const TermVector& article, std::size_t most) {
  return TakeBest(Count(LookupsOf(article)), most);
}

// The most telling first: much weight on few stories.
std::vector<StoryIndex::Lookup> StoryIndex::LookupsOf(const TermVector& article) const {
  for (const Weight& w : article) {
    if (w.term < lists_.size()) __builtin_prefetch(&lists_[w.term]);
  }
  std::vector<Lookup> lookups;
  lookups.reserve(article.size());
  for (const Weight& w : article) {
    if (w.term >= lists_.size() || lists_[w.term].empty()) continue;
    const auto& list = lists_[w.term];
    __builtin_prefetch(&list.back());
    lookups.push_back({std::uint64_t{list.size()} << 32 | w.term, w.all + w.lede + 0.5f * w.head});
  }
  std::sort(lookups.begin(), lookups.end(),
            [](const Lookup& a, const Lookup& b) { return a.order < b.order; });
  return lookups;
}

// Adds up the scores of the stories; how many stories in touched_ have one.
std::size_t StoryIndex::Count(const std::vector<Lookup>& lookups) {
  std::size_t touched = 0, read = 0;
  for (const Lookup& lookup : lookups) {
    const auto& list = lists_[static_cast<TermId>(lookup.order)];
    const std::size_t count = std::min(list.size(), kMostOfTerm);
    if (read + count > kMostRead) break;
    read += count;
    const float share = lookup.weight * lookup.weight;
    for (std::size_t i = list.size() - count; i < list.size(); ++i) {
      float& score = scores_[list[i]];
      touched_[touched] = list[i];  // and the next one over it, where this one is known
      touched += score == 0 ? 1 : 0;
      score += share;
    }
  }
  return touched;
}

// The best of the first `touched` of touched_, whose scores are 0 again.
std::vector<StoryIndex::Hit> StoryIndex::TakeBest(std::size_t touched, std::size_t most) {
  std::vector<Hit> hits;
  const std::size_t room = 4 * most;
  hits.reserve(room);
  float least = 0;  // what is below it is not among the best
  for (std::size_t i = 0; i < touched; ++i) {
    const std::uint32_t story = touched_[i];
    const float score = scores_[story];
    scores_[story] = 0;
    if (score < least) continue;
    hits.push_back({story, score});
    if (hits.size() < room) continue;
    KeepBest(hits, most);
    least = std::max_element(hits.begin(), hits.end(), IsBetter)->score;
  }
  KeepBest(hits, most);
  std::sort(hits.begin(), hits.end(), IsBetter);
  return hits;
}

// After a snapshot was read.
void StoryIndex::MakeRoom() {
  std::uint32_t end = 0;
  for (const auto& list : lists_) {
    for (const std::uint32_t story : list) end = std::max(end, story + 1);
  }
  scores_.assign(end, 0.0f);
}

bool StoryIndex::AllBelow(std::uint32_t end) const {
  return std::all_of(lists_.begin(), lists_.end(), [end](const std::vector<std::uint32_t>& list) {
    return std::all_of(list.begin(), list.end(), [end](std::uint32_t s) { return s < end; });
  });
}

void StoryIndex::Update(std::uint32_t story, const TermVector& terms,
                        std::vector<TermId>& indexed) {
  std::vector<const Weight*> heaviest;
  heaviest.reserve(terms.size());
  for (const Weight& w : terms) heaviest.push_back(&w);
  const auto heavier = [](const Weight* a, const Weight* b) {
    const float x = a->all + a->lede, y = b->all + b->lede;
    return x != y ? x > y : a->term < b->term;
  };
  if (heaviest.size() > kTerms) {
    std::nth_element(heaviest.begin(), heaviest.begin() + kTerms, heaviest.end(), heavier);
    heaviest.resize(kTerms);
  }
  std::vector<TermId> wanted;
  wanted.reserve(heaviest.size());
  for (const Weight* w : heaviest) wanted.push_back(w->term);
  std::sort(wanted.begin(), wanted.end());
  for (const TermId term : indexed) {
    if (std::binary_search(wanted.begin(), wanted.end(), term)) continue;
    auto& list = lists_[term];
    // From the newest: what changes is mostly young.
    const auto at = std::find(list.rbegin(), list.rend(), story);
    if (at != list.rend()) list.erase(std::next(at).base());
  }
  if (!wanted.empty() && story >= scores_.size()) scores_.resize(story + 1, 0.0f);
  for (const TermId term : wanted) {
    if (std::binary_search(indexed.begin(), indexed.end(), term)) continue;
    if (term >= lists_.size()) lists_.resize(term + 1);
    lists_[term].push_back(story);
  }
  indexed = std::move(wanted);
}

}  // namespace checkback
