#include "story/running/running.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace checkback {
namespace {

// All of these were tuned together with RunningFinder::Options, on the same days.
constexpr double kNamesCount = 0.4;   // beside all words, of which they are part already
constexpr double kHalfLifeDays = 60;  // after so many days without news an event is half as like
constexpr std::int64_t kLongestSilence = std::int64_t{120} * 86'400;
constexpr std::size_t kRareTerms = 16;  // by which events are found
constexpr double kLeastIdf = 3;         // of these: in one event of twenty
// Rare words of both that stand in the headlines of one; those in headlines of both count twice.
constexpr int kLeastVotes = 2;
constexpr std::size_t kMostWithTerm = 60;  // events that are remembered for a term, the newest
constexpr std::size_t kMostCandidates = 25;
// Events of a running story that have a say: a third of them, within these.
constexpr std::size_t kLeastAsked = 3;
constexpr std::size_t kMostAsked = 8;
constexpr std::size_t kTermsOfEvent = 60;
constexpr double kLeastShare = 0.2;  // of the articles, for a word to be the event's
// Without a background (rules/<language>/background.txt) all words look rare at first.
constexpr std::size_t kUnsureEvents = 500;

struct Said {
  std::size_t articles = 0;
  bool name = false;
  bool headline = false;
};

std::size_t AskedOf(std::size_t events) {
  return std::min(events, std::clamp(events / 3, kLeastAsked, kMostAsked));
}

bool HasOwn(const std::vector<std::uint32_t>& own, const std::vector<std::uint32_t>& others) {
  return !std::includes(others.begin(), others.end(), own.begin(), own.end());
}

}  // namespace

RunningFinder::RunningFinder() : RunningFinder(Options{}) {}

RunningFinder::Shelf::Shelf(std::string_view language) : vocabulary(language) {
  const std::vector<std::string> known = BackgroundLanguages();
  if (std::find(known.begin(), known.end(), language) == known.end()) unsure = kUnsureEvents;
}

RunningFinder::Shelf& RunningFinder::ShelfOf(std::string_view language) {
  const std::string_view first = language.substr(0, language.find('-'));
  const auto found = shelves_.find(first);
  if (found != shelves_.end()) return found->second;
  return shelves_.emplace(first, Shelf(first)).first->second;
}

// The event as it is compared, with the rarity of words as it is now; and `rare`, its rarest names,
// or words where it has none.
RunningFinder::Kept RunningFinder::KeptOf(const RunningEvent& event, Shelf& shelf,
                                          std::vector<TermId>& rare) {
  Kept kept;
  kept.first = event.first, kept.last = event.last;
  std::map<std::uint64_t, Said> said;
  std::map<std::uint32_t, std::size_t> countries;
  for (const Matter& matter : event.articles) {
    for (const std::uint64_t name : matter.names) ++said[name].articles, said[name].name = true;
    for (const std::uint64_t word : matter.words) ++said[word].articles;
    for (const std::uint64_t word : matter.headline) said[word].headline = true;
    kept.has_headlines = kept.has_headlines || !matter.headline.empty();
    for (const std::uint32_t country : matter.countries) ++countries[country];
  }
  const auto articles = static_cast<double>(event.articles.size());
  for (const auto& [country, times] : countries) {
    kept.ever.push_back(country);
    if (2 * times >= event.articles.size()) kept.often.push_back(country);
  }
  std::vector<TermId> terms;
  std::vector<std::pair<double, TermId>> rarest[2];  // words, names
  for (const auto& [hash, one] : said) {
    const double share = static_cast<double>(one.articles) / articles;
    if (share < kLeastShare) continue;
    const TermId term = shelf.vocabulary.IdOf(hash, false);
    const double idf = shelf.vocabulary.Idf(term);
    const auto weight = static_cast<float>(share * idf);
    terms.push_back(term);
    kept.terms.push_back({term, weight, one.name ? weight : 0, one.headline && idf >= kLeastIdf});
    if (idf >= kLeastIdf) rarest[one.name ? 1 : 0].emplace_back(-idf, term);
  }
  const auto found_by = rarest[1].empty() ? rarest[0] : rarest[1];
  std::vector<std::pair<double, TermId>> sorted = found_by;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < std::min(sorted.size(), kRareTerms); ++i)
    rare.push_back(sorted[i].second);
  if (kept.terms.size() > kTermsOfEvent) {
    std::sort(kept.terms.begin(), kept.terms.end(), [](const Weighted& x, const Weighted& y) {
      return std::tuple(-x.all, x.term) < std::tuple(-y.all, y.term);
    });
    kept.terms.resize(kTermsOfEvent);
  }
  double all = 0, names = 0;
  for (const Weighted& w : kept.terms) {
    all += static_cast<double>(w.all) * static_cast<double>(w.all);
    names += static_cast<double>(w.name) * static_cast<double>(w.name);
  }
  for (Weighted& w : kept.terms) {
    w.all = static_cast<float>(static_cast<double>(w.all) / std::sqrt(all));
    if (names > 0) w.name = static_cast<float>(static_cast<double>(w.name) / std::sqrt(names));
  }
  std::sort(kept.terms.begin(), kept.terms.end(),
            [](const Weighted& x, const Weighted& y) { return x.term < y.term; });
  shelf.vocabulary.Learn(terms);
  return kept;
}

// 0 to 1.4: the cosine of all words, and of the names once more, less as time goes by.
double RunningFinder::Likeness(const Kept& event, const Kept& before) const {
  const std::int64_t silence = std::max<std::int64_t>(event.first - before.last, 0);
  if (silence > kLongestSilence) return 0;
  if (HasOwn(event.often, before.ever) && HasOwn(before.often, event.ever)) return 0;
  double all = 0, names = 0;
  int votes = 0;
  auto x = event.terms.begin();
  for (auto y = before.terms.begin(); x != event.terms.end() && y != before.terms.end();) {
    if (x->term == y->term) {
      all += static_cast<double>(x->all) * static_cast<double>(y->all);
      names += static_cast<double>(x->name) * static_cast<double>(y->name);
      votes += (x->headed ? 1 : 0) + (y->headed ? 1 : 0);
      ++x, ++y;
    } else {
      x->term < y->term ? ++x : ++y;
    }
  }
  if (event.has_headlines && before.has_headlines && votes < kLeastVotes) return 0;
  const double days = static_cast<double>(silence) / 86'400;
  return (all + kNamesCount * names) / (1 + days / kHalfLifeDays);
}

// Into the running story of the candidates that it is most like, if it is like enough.
void RunningFinder::Join(std::size_t event, const std::vector<std::size_t>& candidates) {
  std::map<std::size_t, std::vector<RunningLink>> by_group;
  for (const std::size_t before : candidates) {
    const double likeness = Likeness(events_[event], events_[before]);
    if (likeness > 0) by_group[events_[before].group].push_back({before, likeness});
  }
  double most = 0;
  for (auto& [group, links] : by_group) {
    std::sort(links.begin(), links.end(), [](const RunningLink& x, const RunningLink& y) {
      return std::tuple(-x.likeness, x.to) < std::tuple(-y.likeness, y.to);
    });
    const std::size_t asked = AskedOf(members_[group].size());
    if (links.size() < asked || links.front().likeness < options_.least ||
        links[asked - 1].likeness < options_.least * options_.least_of_third)
      continue;
    double sum = 0;
    for (std::size_t i = 0; i < std::min(kLeastAsked, links.size()); ++i) sum += links[i].likeness;
    if (sum <= most) continue;
    most = sum;
    events_[event].group = group;
    links_[event] = links.front();
  }
}

void RunningFinder::Add(const RunningEvent& event) {
  const std::size_t number = events_.size();
  Shelf& shelf = ShelfOf(event.language);
  std::vector<TermId> rare;
  events_.push_back(KeptOf(event, shelf, rare));
  events_.back().group = number;
  members_.emplace_back();
  links_.emplace_back();
  std::map<std::size_t, double> shared;
  for (const TermId term : rare) {
    std::deque<std::size_t>& with = shelf.events_with[term];
    const double idf = shelf.vocabulary.Idf(term);
    for (const std::size_t before : with) shared[before] += idf;
    with.push_back(number);
    if (with.size() > kMostWithTerm) with.pop_front();
  }
  std::vector<std::pair<double, std::size_t>> best;
  best.reserve(shared.size());
  for (const auto& [before, idf] : shared) best.emplace_back(-idf, number - before);
  std::sort(best.begin(), best.end());
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < std::min(best.size(), kMostCandidates); ++i)
    candidates.push_back(number - best[i].second);
  if (shelf.unsure > 0)
    --shelf.unsure;
  else
    Join(number, candidates);
  members_[events_[number].group].push_back(number);
}

RunningStories RunningFinder::Take() {
  RunningStories found;
  found.group.resize(events_.size());
  found.link = std::exchange(links_, {});
  for (const std::vector<std::size_t>& members : members_) {
    if (members.size() < 2) continue;
    std::map<TermId, double> sum;
    for (const std::size_t event : members) {
      found.group[event] = found.groups.size();
      for (const Weighted& w : events_[event].terms) sum[w.term] += static_cast<double>(w.all);
    }
    RunningGroup group{members, members.front()};
    double most = 0;
    for (const std::size_t event : members) {
      double like = 0;
      for (const Weighted& w : events_[event].terms)
        like += sum[w.term] * static_cast<double>(w.all);
      if (like > most) most = like, group.central = event;
    }
    found.groups.push_back(std::move(group));
  }
  events_.clear(), members_.clear(), shelves_.clear();
  return found;
}

}  // namespace checkback
