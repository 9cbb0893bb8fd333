#include "story/keeper/shelf.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace checkback {
namespace {

constexpr std::size_t kCandidates = 16;
// What shares next to nothing beside the best is not measured, but for a few to compare with.
constexpr float kWorthMeasuring = 0.1f;
constexpr std::size_t kMeasured = 5;
constexpr std::size_t kForeseen = 3;         // candidates that the cache is told of ahead
constexpr std::size_t kForeseenMembers = 4;  // of the newest articles of each
// A page's own date may lie ahead of our clock by its time zone.
constexpr StoryTime kAhead = StoryTime{24} * 3600 * 1000;

// The words of names that a reading found.
std::unordered_set<std::uint64_t> WordsOfNames(const std::vector<std::string>& names) {
  std::unordered_set<std::uint64_t> words;
  for (const std::string& name : names) {
    for (const Term& term : TermsOf(name, {}, {}).terms) words.insert(term.hash);
  }
  return words;
}

}  // namespace

Shelf::Shelf(std::string language, const ShelfRules& rules)
    : language_(std::move(language)), rules_(rules), vocabulary_(language_) {}

std::uint32_t Shelf::PlaceOf(ArticleId article) const {
  const auto place = places_.find(article);
  return place == places_.end() ? kNowhere : place->second;
}

StoryId Shelf::StoryOf(ArticleId article) const {
  const std::uint32_t place = PlaceOf(article);
  return place == kNowhere ? 0 : stories_[articles_[place].story].id;
}

std::vector<ArticleId> Shelf::ArticlesOf(StoryId story) const {
  std::vector<ArticleId> ids;
  for (const KeptStory& s : stories_) {
    if (s.id != story) continue;
    for (const std::uint32_t a : s.articles) ids.push_back(articles_[a].id);
  }
  return ids;
}

std::vector<StoryId> Shelf::Stories() const {
  std::vector<StoryId> ids;
  for (const KeptStory& s : stories_) {
    if (s.id != 0) ids.push_back(s.id);
  }
  return ids;
}

// When the article was news: its own word, where that can be.
StoryTime Shelf::TimeOf(const StoryArticle& article) const {
  if (!article.published_at || *article.published_at > article.seen_at + kAhead) {
    return article.seen_at;
  }
  return *article.published_at;
}

Placement Shelf::Add(const StoryArticle& article, const ArticleTerms& terms,
                     std::uint64_t arrival) {
  KeptArticle kept;
  kept.id = article.id;
  kept.arrival = arrival_ = arrival;
  kept.time = TimeOf(article);
  newest_ = std::max(newest_, kept.time);
  Tidy();

  if (terms.terms.empty() && IsVoice(article.follows)) {
    kept.follows = article.follows;
    return Follow(std::move(kept), articles_[PlaceOf(article.follows)].story);
  }

  const std::vector<TermId> ids = vocabulary_.IdsOf(terms);
  const auto names = WordsOfNames(article.names);
  kept.terms = VectorOf(terms, ids, vocabulary_, names);
  kept.head_words = static_cast<std::uint16_t>(std::min<std::uint32_t>(terms.head_words, 65'535));
  kept.words = static_cast<std::uint16_t>(std::min<std::uint32_t>(terms.words, 65'535));

  const std::vector<Candidate> candidates = CandidatesOf(kept, kNowhere);
  Placement placement = Answer(article.id, candidates);
  if (!candidates.empty()) {
    placement.shared = Shared(terms, ids, Unpacked(kept.terms), candidates[0].story);
  }

  const std::uint32_t place = Keep(std::move(kept));
  if (vocabulary_.Learn(ids)) ForgetTerms();
  std::uint32_t story = PinnedStory(article.id);
  if (story != kNowhere) {
    placement.reason = Placement::Reason::kPinned;
    Enter(place, story);
  } else if (!candidates.empty() && candidates[0].score >= rules_.options.least) {
    placement.reason = Placement::Reason::kJoined;
    story = candidates[0].story;
    Enter(place, story);
  } else {
    story = Found(place);
  }
  placement.story = stories_[story].id;
  if (stories_[story].voices >= stories_[story].looks_at) LookAround(story);
  return placement;
}

bool Shelf::IsVoice(ArticleId article) const {
  const std::uint32_t place = PlaceOf(article);
  return place != kNowhere && articles_[place].follows == 0;
}

Placement Shelf::Follow(KeptArticle kept, std::uint32_t story) {
  Placement placement;
  placement.article = kept.id;
  placement.story = placement.best = stories_[story].id;
  placement.score = 1;
  placement.reason = Placement::Reason::kFollows;
  Enter(Keep(std::move(kept)), story);
  return placement;
}

// The story of the first article that `article` is pinned to.
std::uint32_t Shelf::PinnedStory(ArticleId article) const {
  if (rules_.pins->empty()) return kNowhere;
  for (const ArticleId other : rules_.pins->Of(article, Pin::Kind::kTogether)) {
    const std::uint32_t place = PlaceOf(other);
    if (place != kNowhere && articles_[place].story != kNowhere) return articles_[place].story;
  }
  return kNowhere;
}

bool Shelf::MayHold(std::uint32_t story, ArticleId article) const {
  if (rules_.pins->empty()) return true;
  for (const ArticleId other : rules_.pins->Of(article, Pin::Kind::kApart)) {
    const std::uint32_t place = PlaceOf(other);
    if (place != kNowhere && articles_[place].story == story) return false;
  }
  return true;
}

// Asks the cache for what will be read of a story, each time a step further from one to the next.
// With 100,000 stories none of it is there.
void Shelf::Foresee(std::uint32_t place, std::size_t step) const {
  constexpr std::size_t kLine = 64;
  const auto fetch = [](const auto& numbers) {
    const auto* bytes = reinterpret_cast<const char*>(numbers.data());
    const std::size_t size = numbers.size_bytes();
    for (std::size_t at = 0; at < size; at += kLine) __builtin_prefetch(bytes + at);
  };
  const KeptStory& story = stories_[place];
  if (step == 0) {
    const auto* bytes = reinterpret_cast<const char*>(&story);
    for (std::size_t at = 0; at < sizeof story; at += kLine) __builtin_prefetch(bytes + at);
    return;
  }
  const std::size_t members = std::min(story.articles.size(), kForeseenMembers);
  for (std::size_t i = story.articles.size() - members; i < story.articles.size(); ++i) {
    const KeptArticle& article = articles_[story.articles[i]];
    if (step == 2) __builtin_prefetch(&article);
    if (step == 2) __builtin_prefetch(&article.terms);
    if (step == 3) fetch(article.terms.block());
  }
  if (step == 1) __builtin_prefetch(story.articles.data());
  if (step == 2) fetch(story.sum.block());
}

// The stories that `article` may belong to, most likely first. `without` is not among them, or
// only as what is left of it: `rest`.
std::vector<Candidate> Shelf::CandidatesOf(const KeptArticle& article, std::uint32_t without,
                                           const KeptStory* rest) {
  std::uint32_t counted = 0;
  if (rest != nullptr) {
    counted = 1;
  } else if (without != kNowhere) {
    counted = stories_[without].voices;
  }
  const Reader reader(article, vocabulary_, counted);
  std::vector<Candidate> candidates;
  candidates.reserve(kCandidates);
  const std::vector<StoryIndex::Hit> hits = index_.Find(reader.terms, kCandidates);
  for (const StoryIndex::Hit& hit : hits) Foresee(hit.story, 0);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const StoryIndex::Hit& hit = hits[i];
    if (i >= kMeasured && hit.score < kWorthMeasuring * hits[0].score) break;
    for (std::size_t ahead = 1; ahead <= kForeseen && i + ahead < hits.size(); ++ahead) {
      Foresee(hits[i + ahead].story, kForeseen + 1 - ahead);
    }
    if (hit.story == without || !MayHold(hit.story, article.id)) continue;
    Candidate& candidate = candidates.emplace_back();
    candidate.story = hit.story;
    MeasureAlone(reader, stories_[hit.story], articles_, candidate.measures);
  }
  if (rest != nullptr && rest->voices > 0) {
    Candidate& candidate = candidates.emplace_back();
    candidate.story = without;
    MeasureAlone(reader, *rest, articles_, candidate.measures);
  }
  MeasureBeside(candidates);
  const std::vector<float> scores = rules_.acceptance->ScoresOf(candidates);
  for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i].score = scores[i];
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : stories_[a.story].id < stories_[b.story].id;
  });
  if (rules_.options.watch && rest == nullptr) {
    KeeperOptions::Judged judged;
    judged.article = article.id;
    judged.again = without != kNowhere;
    for (const Candidate& c : candidates) {
      judged.measures.push_back(c.measures);
      auto& ids = judged.candidates.emplace_back();
      for (const std::uint32_t a : stories_[c.story].articles) ids.push_back(articles_[a].id);
    }
    rules_.options.watch(judged);
  }
  return candidates;
}

std::uint32_t Shelf::Keep(KeptArticle article) {
  auto place = static_cast<std::uint32_t>(articles_.size());
  if (free_articles_.empty()) {
    articles_.emplace_back();
  } else {
    place = free_articles_.back();
    free_articles_.pop_back();
  }
  places_.emplace(article.id, place);
  articles_[place] = std::move(article);
  DescribeLedes(articles_[place]);
  return place;
}

std::uint32_t Shelf::TakePlace() {
  if (free_stories_.empty()) {
    stories_.emplace_back();
    return static_cast<std::uint32_t>(stories_.size() - 1);
  }
  const std::uint32_t place = free_stories_.back();
  free_stories_.pop_back();
  return place;
}

std::uint32_t Shelf::Found(std::uint32_t article) {
  const std::uint32_t place = TakePlace();
  KeptStory& story = stories_[place];
  story.id = articles_[article].id;
  story.first = story.last = articles_[article].time;
  articles_[article].founded = true;
  Enter(article, place);
  return place;
}

void Shelf::Enter(std::uint32_t article, std::uint32_t place) {
  Put(article, place);
  if (articles_[article].follows == 0) Weigh(place);
}

void Shelf::Put(std::uint32_t article, std::uint32_t place) {
  KeptArticle& kept = articles_[article];
  KeptStory& story = stories_[place];
  kept.story = place;
  story.articles.push_back(article);
  story.touched = arrival_;
  story.first = std::min(story.first, kept.time);
  story.last = std::max(story.last, kept.time);
  if (kept.follows != 0) return;
  ++story.voices;
  TermVector sum = story.sum.Unpacked();
  AddTo(sum, kept.terms, kStoryTerms);
  story.sum = StoryTerms(sum);
}

void Shelf::Weigh(std::uint32_t place) {
  KeptStory& story = stories_[place];
  Describe(story, vocabulary_);
  index_.Update(place, story.sum.Unpacked(), story.indexed);
}

void Shelf::Free(std::uint32_t place) {
  index_.Update(place, {}, stories_[place].indexed);
  stories_[place] = {};
  free_stories_.push_back(place);
}

void Shelf::Reindex() {
  places_.clear();
  for (std::uint32_t place = 0; place < articles_.size(); ++place) {
    if (articles_[place].id != 0) places_.emplace(articles_[place].id, place);
    DescribeLedes(articles_[place]);
  }
  if (!TermsAreKnown()) return;  // and it is not sound
  for (KeptStory& story : stories_) DescribeLedes(story, vocabulary_);
}

Changes Shelf::TakeChanges() {
  return std::exchange(changes_, {});
}

std::vector<Sleeper> Shelf::TakeSleepers() {
  return std::exchange(sleepers_, {});
}

}  // namespace checkback
