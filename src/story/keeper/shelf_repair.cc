// Second thoughts: stories that turn out to be one are merged, people's decisions are carried out.
//
// A story looks around whenever it has grown by half: what was too little to be recognised may
// now be enough. Of two stories the smaller one is asked whether its articles would have gone to
// the larger one, had it been there; so a small piece moves, early, and few labels change.

#include <algorithm>
#include <tuple>

#include "story/keeper/shelf.h"

namespace checkback {
namespace {

constexpr std::size_t kNeighbours = 8;
constexpr float kLeastAlike = 0.2f;         // cosine of two stories that are worth asking
constexpr std::size_t kDoubted = 4;         // of the newest voices of a story that has grown
constexpr std::uint32_t kLeastToDoubt = 3;  // voices: fewer say little of what belongs
constexpr std::size_t kAsked = 2;           // of the mover's first voices, and of its last

TermVector Scaled(const KeptStory& story) {
  TermVector scaled = story.sum.Unpacked();
  Normalise(scaled);
  return scaled;
}

float CosineOfAll(const TermLookup& a, const KeptStory& b) {
  float dot = 0;
  TermLookup::Meeting meeting;
  a.Meet(b.sum.terms(), meeting);
  for (const TermLookup::Met& met : meeting) dot += b.sum.All(met.place) * met.weight->all;
  return b.length.all > 0 ? dot / b.length.all : 0.0f;
}

}  // namespace

void Shelf::Repair() {
  for (std::uint32_t place = 0; place < stories_.size(); ++place) {
    if (stories_[place].id != 0 && stories_[place].touched > repaired_) LookAround(place);
  }
  repaired_ = arrival_;
}

void Shelf::LookAround(std::uint32_t at) {
  while (true) {
    stories_[at].looks_at = stories_[at].voices + (stories_[at].voices + 1) / 2;
    const TermVector scaled = Scaled(stories_[at]);
    const TermLookup lookup(scaled);
    std::uint32_t best = kNowhere;
    float best_score = rules_.options.least_merged;
    for (const StoryIndex::Hit& hit : index_.Find(scaled, kNeighbours)) {
      const std::uint32_t other = hit.story;
      if (other == at || CosineOfAll(lookup, stories_[other]) < kLeastAlike) continue;
      if (!MayMerge(at, other)) continue;
      const bool smaller = stories_[other].voices <= stories_[at].voices;
      const float score = smaller ? Belongs(other, at) : Belongs(at, other);
      if (score < best_score || (score == best_score && best != kNowhere)) continue;
      best_score = score;
      best = other;
    }
    if (best == kNowhere) return LetGo(at);
    const std::size_t before = changes_.moves.size();
    at = Merge(at, best);
    for (std::size_t i = before; i < changes_.moves.size(); ++i) {
      changes_.moves[i].score = best_score;
    }
  }
}

// How likely the articles of `mover` belong to `target`, were there no `mover`.
float Shelf::Belongs(std::uint32_t mover, std::uint32_t target) {
  std::vector<std::uint32_t> voices;
  for (const std::uint32_t a : stories_[mover].articles) {
    if (articles_[a].follows == 0) voices.push_back(a);
  }
  if (voices.empty()) return 0;
  if (voices.size() > 2 * kAsked) voices.erase(voices.begin() + kAsked, voices.end() - kAsked);
  float sum = 0;
  for (const std::uint32_t a : voices) {
    for (const Candidate& candidate : CandidatesOf(articles_[a], mover)) {
      if (candidate.story == target) sum += candidate.score;
    }
  }
  return sum / static_cast<float>(voices.size());
}

bool Shelf::MayMerge(std::uint32_t a, std::uint32_t b) const {
  for (const Pin& pin : rules_.pins->all()) {
    if (pin.kind != Pin::Kind::kApart) continue;
    const std::uint32_t x = PlaceOf(pin.a), y = PlaceOf(pin.b);
    if (x == kNowhere || y == kNowhere) continue;
    const std::uint32_t of_x = articles_[x].story, of_y = articles_[y].story;
    if ((of_x == a && of_y == b) || (of_x == b && of_y == a)) return false;
  }
  return true;
}

// The one with more voices stays, else the one with more articles, else the elder.
std::uint32_t Shelf::Merge(std::uint32_t a, std::uint32_t b) {
  const auto rank = [&](std::uint32_t place) {
    const KeptStory& s = stories_[place];
    return std::tuple(s.voices, s.articles.size(), ~articles_[s.articles.front()].arrival);
  };
  const std::uint32_t to = rank(a) >= rank(b) ? a : b, from = to == a ? b : a;
  KeptStory& target = stories_[to];
  KeptStory& source = stories_[from];
  for (const std::uint32_t article : source.articles) {
    articles_[article].story = to;
    changes_.moves.push_back({articles_[article].id, source.id, target.id, 0, false});
    target.articles.push_back(article);
  }
  SortByArrival(target.articles);
  target.voices += source.voices;
  target.first = std::min(target.first, source.first);
  target.last = std::max(target.last, source.last);
  target.touched = std::max(target.touched, source.touched);
  TermVector sum = target.sum.Unpacked();
  AddTo(sum, source.sum.Unpacked(), kStoryTerms);
  target.sum = StoryTerms(sum);
  changes_.redirects.push_back({source.id, target.id});
  Free(from);
  Weigh(to);
  return to;
}

void Shelf::SortByArrival(std::vector<std::uint32_t>& articles) const {
  std::sort(articles.begin(), articles.end(), [&](std::uint32_t x, std::uint32_t y) {
    return articles_[x].arrival < articles_[y].arrival;
  });
}

void Shelf::Join(ArticleId a, ArticleId b) {
  const std::uint32_t x = PlaceOf(a), y = PlaceOf(b);
  if (x == kNowhere || y == kNowhere || articles_[x].story == articles_[y].story) return;
  const std::size_t before = changes_.moves.size();
  Merge(articles_[x].story, articles_[y].story);
  for (std::size_t i = before; i < changes_.moves.size(); ++i) changes_.moves[i].by_hand = true;
}

// An id that no story ever had: of the first of `articles` that founded none.
StoryId Shelf::FreshId(const std::vector<std::uint32_t>& articles) {
  for (const std::uint32_t a : articles) {
    if (articles_[a].founded) continue;
    articles_[a].founded = true;
    return articles_[a].id;
  }
  // All of them founded one: a number of its own, from where and when.
  std::uint64_t id = articles_[articles.front()].id * 0x9e3779b97f4a7c15 + arrival_ + 1;
  id = (id ^ (id >> 29)) * 0xbf58476d1ce4e5b9;
  return (id ^ (id >> 32)) | 1;
}

void Shelf::Part(const std::vector<ArticleId>& moved) {
  std::vector<std::uint32_t> leave;
  for (const ArticleId id : moved) {
    if (const std::uint32_t place = PlaceOf(id); place != kNowhere) leave.push_back(place);
  }
  if (leave.empty()) return;
  SortByArrival(leave);
  leave.erase(std::unique(leave.begin(), leave.end()), leave.end());
  const std::uint32_t from = articles_[leave.front()].story;
  std::erase_if(leave, [&](std::uint32_t a) { return articles_[a].story != from; });
  if (leave.size() == stories_[from].articles.size()) return;  // nobody would stay

  Leave(leave, kNowhere, 0, true);
}

// Makes `story` anew from `articles`.
void Shelf::Rebuild(std::uint32_t place, const std::vector<std::uint32_t>& articles) {
  KeptStory& story = stories_[place];
  story.first = story.last = articles_[articles.front()].time;
  story.voices = 0;
  story.articles.clear();
  story.sum = {};
  for (const std::uint32_t a : articles) Put(a, place);
  Weigh(place);
  story.looks_at = story.voices + (story.voices + 1) / 2;
}

// Articles of one story, some but not all, by arrival, go to another or (kNowhere) to a new one.
void Shelf::Leave(const std::vector<std::uint32_t>& leave, std::uint32_t to, float score,
                  bool by_hand) {
  const std::uint32_t from = articles_[leave.front()].story;
  std::vector<std::uint32_t> stay;
  for (const std::uint32_t a : stories_[from].articles) {
    if (std::find(leave.begin(), leave.end(), a) == leave.end()) stay.push_back(a);
  }
  if (to == kNowhere) {
    to = TakePlace();
    stories_[to].id = FreshId(leave);
    Rebuild(to, leave);
  } else {
    for (const std::uint32_t a : leave) Enter(a, to);
    SortByArrival(stories_[to].articles);
  }
  Rebuild(from, stay);
  for (const std::uint32_t a : leave) {
    changes_.moves.push_back({articles_[a].id, stories_[from].id, stories_[to].id, score, by_hand});
  }
}

std::vector<std::uint32_t> Shelf::WithFollowers(std::uint32_t article) const {
  std::vector<std::uint32_t> all;
  for (const std::uint32_t a : stories_[articles_[article].story].articles) {
    if (a == article || articles_[a].follows == articles_[article].id) all.push_back(a);
  }
  return all;
}

// The candidates of an article that has a story, with what is left of its own among them.
std::vector<Candidate> Shelf::Reconsider(std::uint32_t article) {
  const std::uint32_t own = articles_[article].story;
  KeptStory rest;
  TermVector sum;
  rest.id = stories_[own].id;
  for (const std::uint32_t a : stories_[own].articles) {
    const KeptArticle& other = articles_[a];
    if (a == article || other.follows != 0) continue;
    if (rest.voices == 0) rest.first = rest.last = other.time;
    rest.first = std::min(rest.first, other.time);
    rest.last = std::max(rest.last, other.time);
    rest.articles.push_back(a);
    AddTo(sum, other.terms, kStoryTerms);
    ++rest.voices;
  }
  rest.sum = StoryTerms(sum);
  Describe(rest, vocabulary_);
  return CandidatesOf(articles_[article], own, &rest);
}

// The newest articles of a grown story may have come by mistake: what is very unlikely now leaves.
void Shelf::LetGo(std::uint32_t place) {
  std::vector<std::uint32_t> newest;
  const std::vector<std::uint32_t>& articles = stories_[place].articles;
  for (auto it = articles.rbegin(); it != articles.rend() && newest.size() < kDoubted; ++it) {
    const KeptArticle& article = articles_[*it];
    const bool pinned = rules_.pins->Names(article.id);
    if (article.follows == 0 && !pinned) newest.push_back(*it);
  }
  for (const std::uint32_t article : newest) {
    if (stories_[place].voices < kLeastToDoubt) return;
    const std::vector<Candidate> candidates = Reconsider(article);
    float own = 0;
    for (const Candidate& c : candidates) own = c.story == place ? c.score : own;
    if (own >= rules_.options.least_kept) continue;
    const bool elsewhere = candidates[0].score >= rules_.options.least;
    Leave(WithFollowers(article), elsewhere ? candidates[0].story : kNowhere,
          elsewhere ? candidates[0].score : own, false);
  }
}

}  // namespace checkback
