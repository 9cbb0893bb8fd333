#include "story/keeper/story_index.h"

#include <algorithm>

namespace checkback {

std::vector<StoryIndex::Hit> StoryIndex::Find(const TermVector& article, std::size_t most) {
  struct Lookup {
    std::size_t length;
    TermId term;
    float weight;
  };
  std::vector<Lookup> lookups;
  for (const Weight& w : article) {
    if (w.term >= lists_.size() || lists_[w.term].empty()) continue;
    lookups.push_back({lists_[w.term].size(), w.term, w.all + w.lede + 0.5f * w.head});
  }
  // The most telling first: much weight on few stories.
  std::sort(lookups.begin(), lookups.end(), [](const Lookup& a, const Lookup& b) {
    return a.length != b.length ? a.length < b.length : a.term < b.term;
  });
  std::vector<std::uint32_t> touched;
  std::size_t read = 0;
  for (const Lookup& lookup : lookups) {
    const auto& list = lists_[lookup.term];
    const std::size_t count = std::min(list.size(), kMostOfTerm);
    if (read + count > kMostRead) break;
    read += count;
    for (std::size_t i = list.size() - count; i < list.size(); ++i) {
      const std::uint32_t story = list[i];
      if (story >= scores_.size()) scores_.resize(story + 1, 0.0f);
      if (scores_[story] == 0) touched.push_back(story);
      scores_[story] += lookup.weight * lookup.weight;
    }
  }
  std::vector<Hit> hits;
  hits.reserve(touched.size());
  for (const std::uint32_t story : touched) {
    hits.push_back({story, scores_[story]});
    scores_[story] = 0;
  }
  const auto better = [](const Hit& a, const Hit& b) {
    return a.score != b.score ? a.score > b.score : a.story > b.story;
  };
  if (hits.size() > most) {
    std::nth_element(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(most), hits.end(),
                     better);
    hits.resize(most);
  }
  std::sort(hits.begin(), hits.end(), better);
  return hits;
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
  for (const Weight* w : heaviest) wanted.push_back(w->term);
  std::sort(wanted.begin(), wanted.end());
  for (const TermId term : indexed) {
    if (std::binary_search(wanted.begin(), wanted.end(), term)) continue;
    auto& list = lists_[term];
    // From the newest: what changes is mostly young.
    const auto at = std::find(list.rbegin(), list.rend(), story);
    if (at != list.rend()) list.erase(std::next(at).base());
  }
  for (const TermId term : wanted) {
    if (std::binary_search(indexed.begin(), indexed.end(), term)) continue;
    if (term >= lists_.size()) lists_.resize(term + 1);
    lists_[term].push_back(story);
  }
  indexed = std::move(wanted);
}

}  // namespace checkback
