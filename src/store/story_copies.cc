#include "store/story_copies.h"

#include <algorithm>
#include <map>
#include <unordered_set>
#include <utility>

#include "page/url.h"
#include "store/capture_row.h"
#include "store/story_captures.h"

namespace checkback {
namespace {

using Place = std::size_t;  // of a capture in its story

// Copies of which each is one of each.
struct CopyGroup {
  std::vector<Place> members;
  std::vector<std::int64_t> wordings;      // of them, each once
  std::unordered_set<std::int64_t> pages;  // of them: a page is no copy of itself
};

class CopyGrouper {
 public:
  CopyGrouper(const WordingPairs& pairs, const std::vector<StoryCapture>& captures)
      : pairs_(pairs), captures_(captures), group_of_(captures.size()) {}

  std::vector<std::vector<Place>> Group() {
    for (Place i = 0; i < captures_.size() && members_.size() < kMostCompared; ++i) {
      if (captures_[i].is_visit || !captures_[i].wording) continue;
      members_.push_back(i);
      Join(i);
    }
    std::vector<std::vector<Place>> groups;
    for (CopyGroup& group : groups_)
      if (group.members.size() > 1) groups.push_back(std::move(group.members));
    AddPairs(groups);
    return groups;
  }

 private:
  void Join(Place i) {
    const std::int64_t wording = *captures_[i].wording;
    std::vector<std::size_t> candidates = groups_with_[wording];
    for (const WordingPairs::Pair& pair : pairs_.Of(wording)) {
      const auto with = groups_with_.find(pair.other);
      if (with != groups_with_.end())
        candidates.insert(candidates.end(), with->second.begin(), with->second.end());
    }
    std::sort(candidates.begin(), candidates.end());
    const auto first = std::find_if(candidates.begin(), candidates.end(),
                                    [&](std::size_t group) { return Takes(groups_[group], i); });
    const std::size_t group = first == candidates.end() ? groups_.size() : *first;
    if (group == groups_.size()) groups_.emplace_back();
    Put(i, group);
  }

  bool Takes(const CopyGroup& group, Place i) const {
    const std::int64_t wording = *captures_[i].wording;
    return !group.pages.contains(captures_[i].page) &&
           std::all_of(group.wordings.begin(), group.wordings.end(), [&](std::int64_t other) {
             return other == wording || pairs_.Has(wording, other);
           });
  }

  void Put(Place i, std::size_t number) {
    const std::int64_t wording = *captures_[i].wording;
    CopyGroup& group = groups_[number];
    group.members.push_back(i);
    group.pages.insert(captures_[i].page);
    group_of_[i] = number;
    places_of_[wording].push_back(i);
    if (std::find(group.wordings.begin(), group.wordings.end(), wording) != group.wordings.end())
      return;
    group.wordings.push_back(wording);
    groups_with_[wording].push_back(number);
  }

  // Copies that stand in two groups.
  void AddPairs(std::vector<std::vector<Place>>& groups) const {
    std::vector<Place> before;
    for (const Place i : members_) {
      const std::int64_t wording = *captures_[i].wording;
      before.clear();
      AddBefore(i, wording, before);
      for (const WordingPairs::Pair& pair : pairs_.Of(wording)) AddBefore(i, pair.other, before);
      std::sort(before.begin(), before.end());
      for (const Place j : before) groups.push_back({j, i});
    }
  }

  void AddBefore(Place i, std::int64_t wording, std::vector<Place>& before) const {
    const auto places = places_of_.find(wording);
    if (places == places_of_.end()) return;
    for (const Place j : places->second) {
      if (j >= i) return;
      if (group_of_[j] != group_of_[i] && captures_[j].page != captures_[i].page)
        before.push_back(j);
    }
  }

  const WordingPairs& pairs_;
  const std::vector<StoryCapture>& captures_;
  std::vector<Place> members_;
  std::vector<std::size_t> group_of_;  // by place
  std::vector<CopyGroup> groups_;
  std::unordered_map<std::int64_t, std::vector<std::size_t>> groups_with_;  // by wording
  std::unordered_map<std::int64_t, std::vector<Place>> places_of_;          // likewise
};

}  // namespace

Result<void> WordingPairs::Read(const std::vector<StoryCapture>& captures) {
  if (!find_) return Fail(find_.error());
  std::vector<std::int64_t> wordings;
  wordings.reserve(captures.size());
  for (const StoryCapture& c : captures)
    if (c.wording) wordings.push_back(*c.wording);
  std::sort(wordings.begin(), wordings.end());
  wordings.erase(std::unique(wordings.begin(), wordings.end()), wordings.end());
  pairs_.clear();
  for (const std::int64_t a : wordings) {
    find_->Bind(1, a);
    const auto done = ForEachRow(*find_, [&](const Statement& row) {
      const std::int64_t b = row.Integer(0);
      if (!std::binary_search(wordings.begin(), wordings.end(), b)) return;
      CopyPair copy;
      copy.kind =
          row.Text(1) == NameOf(CopyKind::kContained) ? CopyKind::kContained : CopyKind::kEdited;
      copy.of_a = row.Real(2), copy.of_b = row.Real(3);
      // Lower ones come first, so each list ascends.
      pairs_[a].push_back({b, copy});
      pairs_[b].push_back({a, copy});
    });
    if (!done) return done;
  }
  return {};
}

const std::vector<WordingPairs::Pair>& WordingPairs::Of(std::int64_t wording) const {
  static const std::vector<Pair> kNone;
  const auto found = pairs_.find(wording);
  return found == pairs_.end() ? kNone : found->second;
}

bool WordingPairs::Has(std::int64_t wording, std::int64_t other) const {
  const std::vector<Pair>& pairs = Of(wording);
  const auto place =
      std::lower_bound(pairs.begin(), pairs.end(), other,
                       [](const Pair& pair, std::int64_t sought) { return pair.other < sought; });
  return place != pairs.end() && place->other == other;
}

void GroupCopies(const WordingPairs& pairs, StoredStory& story) {
  story.copies = CopyGrouper(pairs, story.captures).Group();
  std::unordered_set<std::int64_t> copied;
  for (const auto& group : story.copies) {
    for (std::size_t n = 1; n < group.size(); ++n) copied.insert(story.captures[group[n]].page);
  }
  story.copied = copied.size();
}

Origins OriginsOf(const WordingPairs& pairs, const StoredStory& story) {
  std::vector<Printing> printings;
  std::vector<CopyPair> found;
  std::map<std::int64_t, ArticleId> first;  // of each wording
  for (const std::size_t place : NewestOfPages(story.captures)) {
    const StoryCapture& c = story.captures[place];
    const auto id = static_cast<ArticleId>(c.capture.key);
    printings.push_back({.id = id,
                         .outlet = c.outlet,
                         .family = OutletDomain(c.capture.url),
                         .agency = c.agency,
                         .time = c.told_at});
    if (!c.wording) continue;
    const auto [same, is_new] = first.emplace(*c.wording, id);
    if (!is_new) found.push_back({.a = id, .b = same->second});
  }
  std::size_t compared = 0;
  for (auto x = first.begin(); x != first.end() && ++compared <= kMostCompared; ++x) {
    for (const WordingPairs::Pair& pair : pairs.Of(x->first)) {
      if (pair.other > x->first) break;
      const auto y = first.find(pair.other);
      if (y == first.end()) continue;
      found.push_back(pair.copy);
      found.back().a = y->second, found.back().b = x->second;
    }
  }
  Origins origins = CountOrigins(printings, found);
  std::unordered_map<ArticleId, std::string_view> outlets;
  for (const Printing& printing : printings) outlets[printing.id] = printing.outlet;
  for (Origin& origin : origins.origins) {
    const auto earliest = outlets.find(origin.first);
    if (!origin.credited && earliest != outlets.end()) origin.name = earliest->second;
  }
  return origins;
}

}  // namespace checkback
